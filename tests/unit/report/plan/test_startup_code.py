"""The sample of a step: calls that the app's source has, and those that the text beside it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appaudit.model.bilingual import Bilingual
from appaudit.model.sdks import SdkSignature, SdkStartup, Signals
from appaudit.report.plan.startup_code import absent_first, advice, startup_code

STARTS = ("com.x.Client.init", "com.x.Agent.onResume")


def signature(text: str) -> SdkSignature:
    name = Bilingual("某", "Some")
    return SdkSignature(
        id="some", name=name, kind="sdk", category="analytics", signals=Signals(), sources=(),
        startup=SdkStartup(start=STARTS), safe_start=Bilingual(text, text),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "seen", "absent", "expected"),
    [
        ("", ["com.x.Agent.onResume"], [], ["Agent.onResume(…);"]),
        # A shrinker's name stands in no source.
        ("", ["com.x.c.o"], [], ["Client.init(…);", "Agent.onResume(…);"]),
        ("", ["com.x.c.o"], ["com.x.Client.init"], ["Agent.onResume(…);"]),
        # What the text names comes first, unless the package has none.
        ("call Client.init later", ["com.x.Agent.onResume"], [], ["Client.init(…);", "Agent.onResume(…);"]),
        ("call Client.init later", ["com.x.Agent.onResume"], ["com.x.Client.init"], ["Agent.onResume(…);"]),
    ],
)
def test_the_sample_has_the_calls_that_the_source_has(text, seen, absent, expected) -> None:
    java = startup_code(signature(text), seen, absent)[1].text
    assert java.partition("// 用户")[2].splitlines()[1:] == expected


@pytest.mark.parametrize(
    ("text", "absent", "is_said"),
    [
        ("call Client.init later", [], True),
        ("call Client.init later", ["com.x.Client.init"], False),
        ("call Client.init later", ["com.x.Agent.onResume"], True),
        ("start it later", ["com.x.Client.init"], True),
    ],
)
def test_advice_that_names_only_what_the_package_lacks_is_not_given(text, absent, is_said: bool) -> None:
    assert advice(signature(text), absent) == (Bilingual(text, text) if is_said else None)


@pytest.mark.parametrize(
    ("absent", "expected", "lacking"),
    [
        # Both packages of a call that moved are known; the one that the app has is shown, and nothing is lacking.
        (["com.old.Factory.make"], "com.x.Factory", ()),
        (["com.x.Factory.make"], "com.old.Factory", ()),
        ([], "com.x.Factory", ()),
        (["com.x.Factory.make", "com.old.Factory.make"], "com.x.Factory", ("Factory.make",)),
    ],
)
def test_a_call_that_moved_to_another_package_is_shown_once(absent, expected: str, lacking) -> None:
    calls = SdkStartup(start=STARTS, safe=("com.x.Factory.make", "com.old.Factory.make"))
    moved = replace(signature("later"), startup=calls)
    java = startup_code(moved, (), absent)[1].text
    assert [line for line in java.splitlines() if "Factory" in line] == [f"import {expected};", "Factory.make(…);"]
    assert absent_first(moved, absent) == lacking
