"""Methods that the compiler made for one call of the platform: who calls them is who calls it."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
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

from appaudit.code.facts.uses.api_calls import ApiTable, InheritedApis, api_call_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.outlines import Outlines
from appaudit.model.knowledge import ApiEntry
from appaudit.model.method_names import plain

TABLE = ApiTable(
    [
        ApiEntry(class_name="android.telephony.TelephonyManager", method="getImei", data=("imei",)),
        ApiEntry(class_name="android.a.Store", method="read", with_strings=("secret",), data=("utdid",)),
    ]
)
GET_IMEI = "Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;"
OUTLINE = "f(Landroid/telephony/TelephonyManager;)Ljava/lang/String;"
RETURN_OBJECT: Units = [0x11]
SYNTHETIC, PLAIN = 0x1001, 0x1
BRIDGE = 0x1049


def outline(
    *parts: Units, class_flags: int = SYNTHETIC, method_flags: int = BRIDGE, signature: str = OUTLINE
) -> DexBuilder:
    body = code(*(parts or (call(VIRTUAL, GET_IMEI, 0), result(0), RETURN_OBJECT)), registers=1, incoming=1)
    method = DefinedMethod(signature, body, method_flags, is_virtual=False)
    return DexBuilder().add_class("Landroidx/core/view/a;", access_flags=class_flags, methods=[method])


def caller(name: str = "Lcom/shop/Main;") -> DexBuilder:
    body = code(call(STATIC, f"Landroidx/core/view/a;->{OUTLINE}", 1), result(0), RETURN_VOID)
    return DexBuilder().add_class(name, methods=[DefinedMethod("run()V", body)])


def found(*builders: DexBuilder) -> list[tuple[str, str]]:
    codes = [opened(builder, f"classes{index}.dex") for index, builder in enumerate(builders)]
    files = [Constants(each) for each in codes]
    inherited, outlines = InheritedApis(TABLE, Hierarchy(codes)), Outlines.of(files)
    facts = [fact for each in files for fact in api_call_facts(each, TABLE, inherited, outlines)]
    return sorted((fact.api, plain(fact.caller)) for fact in facts)


API = "android.telephony.TelephonyManager.getImei"


def test_who_calls_an_outline_calls_the_platform_in_any_file() -> None:
    both = outline().add_class("Lcom/shop/Near;", methods=caller().classes[0].methods)
    assert found(both, caller()) == [(API, "com.shop.Main.run"), (API, "com.shop.Near.run")]


@pytest.mark.parametrize(
    "made",
    [
        outline(class_flags=PLAIN),
        outline(method_flags=0x9),
        outline(call(VIRTUAL, GET_IMEI, 0), result(0), call(STATIC, "Lcom/a/Log;->d()V"), RETURN_OBJECT),
    ],
    ids=["a class of the library", "a method that somebody wrote", "more than the call"],
)
def test_what_somebody_wrote_is_the_caller_itself(made: DexBuilder) -> None:
    assert found(made, caller()) == [(API, "androidx.core.view.a.f")]


def test_what_the_caller_passes_is_what_the_platform_is_asked() -> None:
    read = "Landroid/a/Store;->read(Ljava/lang/String;)Ljava/lang/String;"
    signature = "g(Landroid/a/Store;Ljava/lang/String;)Ljava/lang/String;"
    body = code(call(VIRTUAL, read, 0, 1), result(0), RETURN_OBJECT, registers=2, incoming=2)
    made = DexBuilder().add_class(
        "Lx/a;", access_flags=SYNTHETIC, methods=[DefinedMethod(signature, body, BRIDGE, is_virtual=False)]
    )
    asking = [
        DefinedMethod(f"{name}()V", code(text(2, key), call(STATIC, f"Lx/a;->{signature}", 1, 2), RETURN_VOID))
        for name, key in (("open", "public"), ("hidden", "secret"))
    ]
    made.add_class("Lcom/shop/Main;", methods=asking)
    assert found(made) == [("android.a.Store.read(secret)", "com.shop.Main.hidden")]
