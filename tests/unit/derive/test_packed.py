"""What tells that code is packed, and the placeholders of plugin frameworks, which tell nothing."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.derive import derive
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import NamespaceFact
from appaudit.model.facts.package import AppFact, ComponentFact

APP = "cn.own.shop"
HOST = NamespaceFact(name="com.qihoo360.replugin.component", classes=9)


def is_packed(namespaces: list[NamespaceFact], names: list[str]) -> bool:
    """Whether an app with these packages and components counts as packed."""
    components: list[Fact] = [ComponentFact(type="activity", name=name) for name in names]
    coverage = Coverage()
    derive(FactSet((AppFact(package=APP), *namespaces, *components)), coverage, knowledge(), [])
    return any(gap.reason == "packed" for gap in coverage.gaps)


SCREENS = [f"{APP}.{name}" for name in ("Main", "List", "Item")]
OWN = NamespaceFact(name=APP, classes=9)
PITS = [f"{APP}.loader.a.ActivityN1NRTS{number}" for number in range(20)]
BESIDE = [f"{APP}.loader.s.ServiceN1", f"{APP}.loader.p.main0", f"{APP}.loader.p.main1"]
#: As many names, of which no eight are alike.
NAMED = [f"{APP}.pages.Page{letter}" for letter in "abcdefghijklmnopqrstuvw"]


@pytest.mark.parametrize(
    ("namespaces", "names", "expected"),
    [
        ([OWN, HOST], [*SCREENS, *PITS, *BESIDE], False),
        # Without the framework nothing says what the numbered ones stand for.
        ([OWN], [*SCREENS, *PITS, *BESIDE], True),
        ([OWN, HOST], [*SCREENS, *NAMED], True),
        # A host whose own screens have no code is packed.
        ([HOST], [*SCREENS, *PITS, *BESIDE], True),
        ([HOST], PITS, False),
        ([OWN, NamespaceFact(name="com.tencent.shadow.core", classes=9)], [*SCREENS, *PITS], False),
        ([OWN, NamespaceFact(name="com.tencent.shadows", classes=9)], [*SCREENS, *PITS], True),
    ],
    ids=[
        "a host",
        "no framework",
        "names of their own",
        "a packed host",
        "nothing but placeholders",
        "another framework",
        "a package named nearly so",
    ],
)
def test_placeholders_of_plugins_are_no_packed_code(
    namespaces: list[NamespaceFact], names: list[str], expected: bool
) -> None:
    assert is_packed(namespaces, names) is expected
