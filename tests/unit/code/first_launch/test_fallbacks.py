"""What is read only where another value could not be: named where the system gives that one, not if it refuses it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedClass, type_
from tests.support.placed_reads import placed_reads
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const_class,
    const_string,
    defined,
    label,
    manifest,
    move_result,
)

from appaudit.model.facts.package import AppFact, PermissionFact

TEXT = "Ljava/lang/String;"
SETTING = f"Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;{TEXT}){TEXT}"
ANDROID_ID: list[Instruction] = [
    const_string(1, "android_id"),
    call("static", SETTING, 0, 1),
    move_result(2, reference=True),
]
MAC: list[Instruction] = [
    call("virtual", f"Landroid/net/wifi/WifiInfo;->getMacAddress(){TEXT}", 3),
    move_result(4, reference=True),
]
IMEI: list[Instruction] = [
    call("virtual", f"Landroid/telephony/TelephonyManager;->getDeviceId(){TEXT}", 3),
    move_result(4, reference=True),
]
IS_EMPTY: list[Instruction] = [
    call("static", "Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z", 4),
    move_result(5),
]
END = label("end")
GIVE: Instruction = (4 << 8 | 0x11,)
DECLARED = ("android.permission.READ_PHONE_STATE", "android.permission.ACCESS_WIFI_STATE")


def conditions(
    *at_launch: Instruction | list[Instruction], others: tuple[DefinedClass, ...] = ()
) -> list[tuple[str, str]]:
    """What the read of the Android ID depends on in an app that does this at launch."""
    facts = [
        replace(fact, target_sdk=30) if isinstance(fact, AppFact) else fact
        for fact in manifest(application="m.App", launcher="m.Main")
    ]
    facts += [PermissionFact(name=name) for name in DECLARED]
    (found,) = [each for each in placed_reads(at_launch, *others, facts=facts) if each.data_types == ("android_id",)]
    return [(each.kind, each.subject) for each in found.conditions]


@pytest.mark.parametrize(
    "asks", [[*IS_EMPTY, branch("eqz", 5, "end")], [branch("nez", 4, "end")]], ids=["empty", "none"]
)
def test_where_another_value_is_missing(asks: list[Instruction]) -> None:
    assert conditions(*MAC, *asks, *ANDROID_ID, END) == [("fallback", "android.net.wifi.WifiInfo.getMacAddress")]


@pytest.mark.parametrize(
    "asks", [[*IS_EMPTY, branch("nez", 5, "end")], [branch("eqz", 4, "end")]], ids=["text", "object"]
)
def test_where_another_value_is_there(asks: list[Instruction]) -> None:
    assert conditions(*MAC, *asks, *ANDROID_ID, END) == []


def test_a_value_that_the_system_refuses_is_missing() -> None:
    assert conditions(*IMEI, *IS_EMPTY, branch("eqz", 5, "end"), *ANDROID_ID, END) == []


def test_a_value_that_a_method_gives() -> None:
    reads = defined("Lm/Ids;", {f"mac(){TEXT}": code(*MAC, GIVE)}, static=[f"mac(){TEXT}"])
    asks = [call("static", f"Lm/Ids;->mac(){TEXT}"), move_result(4, reference=True), *IS_EMPTY, branch("eqz", 5, "end")]
    assert conditions(*asks, *ANDROID_ID, END, others=(reads,)) == [("fallback", "m.Ids.mac")]
    gives = defined("Lm/Ids;", {f"mac(){TEXT}": code(const_string(4, ""), GIVE)}, static=[f"mac(){TEXT}"])
    assert conditions(*asks, *ANDROID_ID, END, others=(gives,)) == []


def looked_up(field: str) -> list[Instruction]:
    """v4 = Build.class.getField(field).get(null)."""
    return [
        const_class(1, "Landroid/os/Build;"),
        const_string(2, field),
        call("virtual", f"Ljava/lang/Class;->getField({TEXT})Ljava/lang/reflect/Field;", 1, 2),
        move_result(4, reference=True),
        call("virtual", "Ljava/lang/reflect/Field;->get(Ljava/lang/Object;)Ljava/lang/Object;", 4, 5),
        move_result(4, reference=True),
    ]


def test_a_value_that_was_looked_up_by_its_name() -> None:
    asks = [*IS_EMPTY, branch("eqz", 5, "end")]
    assert conditions(*looked_up("SERIAL"), *asks, *ANDROID_ID, END) == [("fallback", "java.lang.Class.getField")]
    assert conditions(*looked_up("MODEL"), *asks, *ANDROID_ID, END) == []


def test_an_object_of_the_app_that_is_made_of_what_was_read() -> None:
    record = defined("Lm/Id;", {"<init>()V": code()})

    def made_of(*body: Instruction | list[Instruction]) -> DefinedClass:
        made = code(*body, (4 << 8 | 0x22, type_("Lm/Id;")), GIVE)
        return defined("Lm/Ids;", {"mac()Lm/Id;": made}, static=["mac()Lm/Id;"])

    asks = [call("static", "Lm/Ids;->mac()Lm/Id;"), move_result(4, reference=True), branch("nez", 4, "end")]
    assert conditions(*asks, *ANDROID_ID, END, others=(record, made_of(*MAC))) == [("fallback", "m.Ids.mac")]
    assert conditions(*asks, *ANDROID_ID, END, others=(record, made_of())) == []
