"""Starts of SDKs under other names: code of the app hands them its context."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    INTERFACE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    Units,
    call,
    code,
    opened,
    result,
    text,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.starts.handed_contexts import RenamedStarts
from appaudit.code.facts.starts.sdk_calls import SdkCalls
from appaudit.code.renamed.features import FeatureReader
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.bilingual import Bilingual
from appaudit.model.hidden_code import KnownClass, KnownMethod, RenamedSignature
from appaudit.model.knowledge import Knowledge, SdkCategory
from appaudit.model.sdks import SdkSignature, SdkStartup, Signals

CONTEXT = "Landroid/content/Context;"


def signature(
    name: str,
    package: str,
    kind: str = "sdk",
    start: tuple[str, ...] = (),
    keys: tuple[str, ...] = (),
    category: str = "analytics",
    excluded: tuple[str, ...] = (),
) -> SdkSignature:
    return SdkSignature(
        id=name,
        name=Bilingual(name, name),
        category=category,
        kind=kind,  # type: ignore[arg-type]  # checked by the parameters
        signals=Signals(classes=(package,), meta_data=keys, excluded_classes=excluded),
        sources=(),
        startup=SdkStartup(start=start) if start else None,
    )


SIGNATURES = (
    signature("lark", "cn.lark", start=("cn.lark.Lark.init",)),
    signature("lark-toolbox", "cn.lark.toolbox", kind="library"),
    signature("wren", "org.wren"),
    signature("jay", "org.jay", category="payment"),
    signature("ads", "org.ads", category="ads", excluded=("org.ads.identifier",)),
    signature("finch", "org.finch", keys=("finch.key",)),
)


KINDS = {"analytics": True, "ads": True, "payment": False}
NOTHING = Bilingual("无", "none")
KNOWLEDGE = Knowledge(
    sdks={each.id: each for each in SIGNATURES},
    sdk_categories={
        name: SdkCategory(id=name, name=NOTHING, purpose=NOTHING, scene=NOTHING, begins_by_collecting=collects)
        for name, collects in KINDS.items()
    },
)


def found(
    callee: str,
    caller: str = "Lapp/App;",
    kind: int = STATIC,
    started: tuple[str, ...] = (),
    defines: tuple[tuple[str, str], ...] = (),
    stated: frozenset[str] | None = None,
) -> list[tuple[str, str]]:
    """SDK and call of each fact, where a class of this name calls this method."""
    builder = DexBuilder()
    builder.add_class(caller, methods=[DefinedMethod("run()V", code(call(kind, callee, 0, 1), RETURN_VOID))])
    for owner, method in defines:
        builder.add_class(owner, methods=[DefinedMethod(method, code(RETURN_VOID))])
    read = opened(builder)
    starts = RenamedStarts(KNOWLEDGE, SdkCalls(SIGNATURES), Hierarchy([read]), started, stated)
    facts = list(starts.facts([Constants(read)]))
    assert all(not fact.named and fact.action == "start" for fact in facts)
    return [(fact.sdk, fact.api) for fact in facts]


@pytest.mark.parametrize(
    ("callee", "kind", "expected"),
    [
        (f"Lcn/lark/a/b;->a({CONTEXT})V", STATIC, [("lark", "cn.lark.a.b.a")]),
        (f"Lcn/lark/b;-><init>({CONTEXT})V", DIRECT, [("lark", "cn.lark.b.<init>")]),
        ("Lcn/lark/Lark;->takeOff(Landroid/app/Application;)V", STATIC, [("lark", "cn.lark.Lark.takeOff")]),
        (f"Lorg/wren/Wren;->initialize({CONTEXT}Ljava/lang/String;)V", STATIC, [("wren", "org.wren.Wren.initialize")]),
        # No context, another purpose, a class that shows something, a library beside the SDK, nobody's code.
        ("Lcn/lark/a/b;->a(Ljava/lang/String;)V", STATIC, []),
        (f"Lorg/wren/Wren;->getVersion({CONTEXT})V", STATIC, []),
        (f"Lcn/lark/LarkView;-><init>({CONTEXT})V", DIRECT, []),
        (f"Lorg/wren/WrenReceiver;->a({CONTEXT})V", STATIC, []),
        (f"Lcn/lark/toolbox/a;->a({CONTEXT})V", STATIC, []),
        (f"Lorg/other/a;->a({CONTEXT})V", STATIC, []),
        # What answers a question, and what gives the object that it started.
        (f"Lcn/lark/a/b;->a({CONTEXT})Z", STATIC, []),
        (f"Lcn/lark/a/b;->a({CONTEXT})Ljava/lang/String;", STATIC, []),
        (f"Lcn/lark/a/b;->a({CONTEXT})Lcn/lark/a/b;", STATIC, [("lark", "cn.lark.a.b.a")]),
        # What tells it of a link by which the app was opened, and a key in that place.
        (f"Lorg/wren/a;->b({CONTEXT}Landroid/net/Uri;)V", STATIC, []),
        (f"Lorg/wren/a;->b({CONTEXT}Landroid/content/Intent;)V", STATIC, []),
        (f"Lorg/wren/a;->b({CONTEXT}Ljava/lang/String;)V", STATIC, [("wren", "org.wren.a.b")]),
        # One that is handed a context to pay, and a package that another product shares, of which its own names speak.
        (f"Lorg/jay/a;->a({CONTEXT})V", STATIC, []),
        (f"Lorg/ads/AdStart;->a({CONTEXT})V", STATIC, [("ads", "org.ads.AdStart.a")]),
        (f"Lorg/ads/identifier/Finder;->a({CONTEXT})V", STATIC, []),
        (f"Lorg/ads/a/a;->a({CONTEXT})V", STATIC, []),
    ],
)
def test_a_call_that_hands_an_sdk_a_context(callee: str, kind: int, expected: list[tuple[str, str]]) -> None:
    assert found(callee, kind=kind) == expected


def test_where_a_start_is_known_by_its_name() -> None:
    callee = f"Lcn/lark/a/b;->a({CONTEXT})V"
    assert found(callee, defines=(("Lcn/lark/Lark;", "init()V"),)) == []
    assert found(callee, defines=(("Lcn/lark/Lark;", "a()V"),)) == [("lark", "cn.lark.a.b.a")]
    assert found(callee, started=("lark",)) == []


@pytest.mark.parametrize("caller", ["Lcn/lark/c;", "Lorg/wren/a;", "Lcn/lark/toolbox/x;"])
def test_code_of_sdks_and_libraries_starts_nothing(caller: str) -> None:
    assert found(f"Lcn/lark/a/b;->a({CONTEXT})V", caller=caller) == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (frozenset(), []),
        (frozenset(("finch.key",)), [("finch", "org.finch.Finch.init")]),
        (None, [("finch", "org.finch.Finch.init")]),
    ],
    ids=["no key", "its key", "not known"],
)
def test_an_sdk_that_finds_no_key_in_the_manifest(
    stated: frozenset[str] | None, expected: list[tuple[str, str]]
) -> None:
    assert found(f"Lorg/finch/Finch;->init({CONTEXT})V", stated=stated) == expected


@pytest.mark.parametrize(
    ("also", "starts"), [((), []), ((call(STATIC, "Lorg/wren/B;->b()V"),), [("wren", "org.wren.A.a")])]
)
def test_what_only_stores_a_setting_starts_nothing(also: tuple[Units, ...], starts: list[tuple[str, str]]) -> None:
    settings, editor = "Landroid/content/SharedPreferences;", "Landroid/content/SharedPreferences$Editor;"
    string = "Ljava/lang/String;"
    stores = code(
        call(VIRTUAL, f"{CONTEXT}->getSharedPreferences({string}I){settings}", 4, 5, 0), result(1),
        call(INTERFACE, f"{settings}->edit(){editor}", 1), result(1),
        call(INTERFACE, f"{editor}->putString({string}{string}){editor}", 1, 5, 6),
        call(INTERFACE, f"{editor}->apply()V", 1), *also, RETURN_VOID, registers=7, incoming=3,
    )  # fmt: skip
    takes = f"a({CONTEXT}{string}{string})V"
    builder = DexBuilder()
    builder.add_class("Lorg/wren/A;", methods=[DefinedMethod(takes, stores, access_flags=9, is_virtual=False)])
    calls = code(call(STATIC, f"Lorg/wren/A;->{takes}", 0, 1, 2), RETURN_VOID)
    builder.add_class("Lapp/App;", methods=[DefinedMethod("run()V", calls)])
    read = opened(builder)
    known = RenamedStarts(KNOWLEDGE, SdkCalls(SIGNATURES), Hierarchy([read]), ())
    assert [(each.sdk, each.api) for each in known.facts([Constants(read)])] == starts


START = f"({CONTEXT}Ljava/lang/String;Ljava/lang/String;)V"


def known_kinds() -> Knowledge:
    """What an archive shows of the start: it takes a context and two texts."""
    builder = DexBuilder()
    start = DefinedMethod(f"init{START}", code(RETURN_VOID), access_flags=9, is_virtual=False)
    builder.add_class("Lcn/lark/Lark;", methods=[start])
    kind = f"{int(FeatureReader(opened(builder)).kind_features[0]):010x}"
    known = KnownClass(name="cn.lark.Lark", features="", methods=(KnownMethod(name="init", kind=kind),))
    renamed = {"lark": RenamedSignature(id="lark", features="", classes=(known,))}
    return replace(KNOWLEDGE, renamed=renamed)


LOGS = call(STATIC, f"Lcn/lark/c;->a({CONTEXT}Lcn/lark/d;)V", 0, 1)
STARTS = call(STATIC, f"Lcn/lark/f;->a{START}", 0, 1, 2)
NAMES = call(STATIC, f"Lcn/lark/f;->b{START}", 0, 3, 4)
OF_INSTANCE = call(VIRTUAL, f"Lcn/lark/f;->e{START}", 5, 0, 3, 4)


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        ((LOGS, STARTS), ["cn.lark.f.a"]),
        ((LOGS, STARTS, NAMES), ["cn.lark.f.a"]),  # what hands over the name of a user is no start
        ((LOGS, NAMES), ["cn.lark.f.b"]),
        ((LOGS, OF_INSTANCE), ["cn.lark.c.a", "cn.lark.f.e"]),
        ((LOGS,), ["cn.lark.c.a"]),
    ],
    ids=["by its prototype", "by its keys", "keys from elsewhere", "no static one", "none of its prototype"],
)
def test_of_several_calls_those_most_like_the_start_are_told(calls: tuple[Units, ...], expected: list[str]) -> None:
    keys = (text(1, "28823"), text(2, "51717"))
    builder = DexBuilder()
    builder.add_class("Lapp/App;", methods=[DefinedMethod("run()V", code(*keys, *calls, RETURN_VOID))])
    read = opened(builder)
    starts = RenamedStarts(known_kinds(), SdkCalls(SIGNATURES), Hierarchy([read]), ())
    assert [fact.api for fact in starts.facts([Constants(read)])] == expected
