"""Reasons that HarmonyOS modules declare: the worst language counts, and what was not read is not judged."""

from __future__ import annotations

import pytest

from appaudit.derive.permission_reasons import declared_reason_facts
from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.expression import Expression
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.package import PermissionFact, ReasonText
from appaudit.model.knowledge import Knowledge, PermissionInfo, ReasonWords

NAMES = {"CAMERA": "camera", "LOCATION": "location", "APPROXIMATELY_LOCATION": "location", "INTERNET": ""}


def _info(name: str, group: str) -> PermissionInfo:
    protection = "dangerous" if group else "normal"
    return PermissionInfo(
        name=name, protection=protection, group=group, label=Bilingual(name, name), platform="harmony"
    )


KNOWN = Knowledge(
    permissions={name: _info(name, group) for name, group in NAMES.items()},
    reasons=ReasonWords(templates=("请在此描述理由",), vague=(Expression("(?i)reason"),)),
)


def asks(name: str, *texts: tuple[str, str], has_reason: bool = True) -> PermissionFact:
    reasons = tuple(ReasonText(language=language, text=text) for language, text in texts)
    return PermissionFact(name=name, has_reason=has_reason, reasons=reasons)


def states(*permissions: PermissionFact, platform: str = "harmony") -> dict[str, tuple[str, str, tuple[str, ...]]]:
    artifact = Artifact(kind="hap", platform=platform, path="", sha256="", size=0)
    found = declared_reason_facts(FactSet(permissions), KNOWN, artifact)
    return {fact.name: (fact.state, fact.text, fact.same_as) for fact in found}


@pytest.mark.parametrize(
    ("texts", "state", "text"),
    [
        ([("", "用于扫码"), ("en_US", "To scan")], "told", "用于扫码"),
        ([("", "用于扫码"), ("en_US", "Reason")], "vague", "Reason"),
        ([("", "用于扫码"), ("en_US", "")], "empty", ""),
        ([("", "请在此描述 理由。")], "template", "请在此描述 理由。"),
    ],
)
def test_the_language_that_says_least_counts(texts, state, text) -> None:
    assert states(asks("CAMERA", *texts)) == {"CAMERA": (state, text, ())}


def test_a_reason_that_is_not_given_and_one_that_was_not_read_are_not_the_same() -> None:
    assert states(asks("CAMERA", has_reason=False))["CAMERA"][0] == "absent"
    assert states(asks("CAMERA")) == {}


def test_permissions_of_one_group_may_share_a_reason_and_others_not() -> None:
    same = states(asks("LOCATION", ("", "导航")), asks("APPROXIMATELY_LOCATION", ("", "导航")))
    assert {state for state, _, _ in same.values()} == {"told"}
    mixed = states(asks("LOCATION", ("", "导航")), asks("CAMERA", ("", "导航 ")))
    assert mixed["CAMERA"] == ("repeated", "导航 ", ("LOCATION",))


def test_only_what_the_user_grants_on_this_platform_needs_a_reason() -> None:
    assert states(asks("INTERNET", has_reason=False), asks("unheard.of", has_reason=False)) == {}
    assert states(asks("CAMERA", has_reason=False), platform="android") == {}
