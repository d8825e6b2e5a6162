"""Calls that hand a context to code of which nobody knows whose it is."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import RETURN_VOID, STATIC, call, code, opened
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.starts.unknown_starts import UnknownStarts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, Signals

CONTEXT = "Landroid/content/Context;"
LARK = SdkSignature(
    id="lark", name=Bilingual("云雀", "Lark"), category="push", signals=Signals(classes=("cn.lark",)), sources=()
)
KNOWLEDGE = Knowledge(sdks={"lark": LARK}, shared_roots=frozenset(("com.github",)))


def found(callee: str, caller: str = "Lcom/shop/App;", defined: bool = True) -> list[tuple[str, str]]:
    """Call and caller of each fact, where a method of a class of this name calls this one."""
    owner, _, method = callee.partition("->")
    run = DefinedMethod("run()V", code(call(STATIC, callee, 0, 1), RETURN_VOID))
    builder = DexBuilder().add_class(caller, methods=[run])
    if defined:
        builder.add_class(owner, methods=[DefinedMethod(method, code(RETURN_VOID))])
    read = opened(builder)
    starts = UnknownStarts(KNOWLEDGE, Hierarchy([read]), {"com.shop"})
    return [(fact.api, fact.caller) for fact in starts.facts(Constants(read))]


def test_a_start_of_unknown_code() -> None:
    assert found(f"Lso/stranger/Kit;->init({CONTEXT}Ljava/lang/String;)V") == [
        ("so.stranger.Kit.init", "com.shop.App.run()V")
    ]


@pytest.mark.parametrize(
    "callee",
    [
        f"Lcn/lark/Kit;->init({CONTEXT})V",
        f"Lcom/shop/kit/Kit;->init({CONTEXT})V",
        f"La/b/c;->init({CONTEXT})V",
        f"Lso/stranger/Kit;->describe({CONTEXT})V",
        f"Lso/stranger/Kit;->init({CONTEXT})Z",
        f"Lso/stranger/KitView;->init({CONTEXT})V",
        "Lso/stranger/Kit;->init(Ljava/lang/String;)V",
    ],
    ids=["known", "own", "renamed", "another name", "an answer", "a view", "no context"],
)
def test_what_starts_no_unknown_code(callee: str) -> None:
    assert found(callee) == []


@pytest.mark.parametrize("caller", ["Lso/stranger/Job;", "Lcn/lark/Push;"])
def test_its_own_code_and_that_of_a_known_sdk_are_not_the_apps(caller: str) -> None:
    assert found(f"Lso/stranger/Kit;->init({CONTEXT})V", caller=caller) == []


def test_a_class_that_the_package_lacks_is_the_platforms() -> None:
    assert found(f"Lso/stranger/Kit;->init({CONTEXT})V", defined=False) == []
