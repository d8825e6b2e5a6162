"""Calls of an app into an SDK whose names are gone, from which its start is reached, and near twins that reach none."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import RETURN_VOID, STATIC, call, code, opened, text
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.starts.led_starts import led_start_facts
from appaudit.code.facts.starts.sdk_calls import SdkCalls
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.bilingual import Bilingual
from appaudit.model.method_names import plain
from appaudit.model.sdks import SdkSignature, SdkStartup, Signals

BEGINS = "the lark begins"
LARK = SdkSignature(
    id="lark",
    name=Bilingual("云雀", "Lark"),
    category="analytics",
    signals=Signals(classes=("cn.lark",)),
    sources=(),
    startup=SdkStartup(start=("cn.lark.Lark.init",), texts=(BEGINS,)),
)
INNER = ("Lo/a;", "c()V", text(0, BEGINS))
WITH = ("Lo/a;", "b(I)V", call(STATIC, "Lo/a;->c()V"))
APP = ("Lapp/Main;", "onCreate()V", call(STATIC, "Lo/a;->b(I)V", 0))
PROVIDER = ("Lcn/lark/Provider;", "onCreate()Z", call(STATIC, "Lo/a;->b(I)V", 0))
CALLED = [("app.Main.onCreate", "o.a.b")]


def called(*methods: tuple[str, str, object], files: int = 1) -> list[tuple[str, str]]:
    """What is called by whom, each class in one of so many files."""
    bodies: dict[str, list[DefinedMethod]] = {}
    for owner, signature, instruction in methods:
        bodies.setdefault(owner, []).append(DefinedMethod(signature, code(instruction, RETURN_VOID)))
    builders = [DexBuilder() for _ in range(files)]
    for number, (owner, defined) in enumerate(bodies.items()):
        builders[number % files].add_class(owner, methods=defined)
    read = [opened(builder) for builder in builders]
    facts = led_start_facts([Constants(each) for each in read], Hierarchy(read), SdkCalls([LARK]))
    assert {(fact.sdk, fact.action) for fact in facts} <= {("lark", "start")}
    return [(plain(fact.caller), fact.api) for fact in facts]


@pytest.mark.parametrize("files", [1, 2])
def test_what_the_app_calls_leads_to_the_start(files: int) -> None:
    assert called(INNER, WITH, APP, files=files) == CALLED


def test_a_component_of_the_sdks_own_that_leads_there_does_not_hide_it() -> None:
    assert called(INNER, WITH, PROVIDER, APP) == CALLED
    assert called(INNER, WITH, PROVIDER) == []


@pytest.mark.parametrize(
    ("inner", "outer", "more"),
    [
        (("Lo/a;", "c()V", text(0, "the lark ends")), WITH, ()),
        # The method that the app calls has the same name and leads nowhere.
        (INNER, ("Lo/a;", "b(J)V", call(STATIC, "Lo/a;->c()V")), ()),
        # A class of its own lies between, of which nobody knows whose it is.
        (INNER, ("Lo/a;", "d()V", call(STATIC, "Lo/a;->c()V")), ()),
        # The start goes by its name.
        (INNER, WITH, (("Lcn/lark/Lark;", "init()V", text(0, "x")),)),
    ],
    ids=["another text", "another method", "no call between", "named"],
)
def test_what_leads_nowhere(inner: tuple, outer: tuple, more: tuple) -> None:
    assert called(inner, outer, APP, *more) == []


@pytest.mark.parametrize(("number", "expected"), [(4, CALLED), (20, [])])
def test_where_most_of_a_class_leads_there_only_the_start_itself_counts(
    number: int, expected: list[tuple[str, str]]
) -> None:
    others = [("Lo/a;", f"m{each}()V", call(STATIC, "Lo/a;->c()V")) for each in range(number)]
    assert called(INNER, WITH, APP, *others) == expected
