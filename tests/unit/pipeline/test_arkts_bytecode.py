"""Bytecode of HarmonyOS packages in a whole audit: what is not known of sensors, and whose hosts code names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.abc_assembly import Assembly
from tests.support.arkts_programs import PLACE, ability, call, page, text
from tests.support.shipped import shipped_catalog

from appaudit.judge.conditions import said
from appaudit.model.artifact import ArkBytecode
from appaudit.model.facts.code import ApiCallFact, PermissionRequestFact
from appaudit.model.facts.third_party import SdkStringFact
from appaudit.pipeline.bytecode import BytecodeFacts, read_bytecode_facts


def read(*lines: str, request: str) -> BytecodeFacts:
    file = page(ability(Assembly()), appear=lines, requests=[request], imports=[("default", "x", 0)])
    return read_bytecode_facts([ArkBytecode(place=PLACE, data=file.data())], shipped_catalog())


def test_what_readings_are_used_for_is_unknown_only_where_there_are_readings() -> None:
    kind = ["ldexternalmodulevar 0", "ldobjbyname 0 'SensorId'", "ldobjbyname 0 'GYROSCOPE'", "sta v5"]
    listens = read(*kind, *call(0, "on", arguments=1), request="@ohos:sensor")
    assert [(gap.kind, gap.level.word, gap.part) for gap in listens.gaps] == [("sensor_use", "partial", PLACE)]
    assert read(*call(0, "getOAID"), request="@ohos:identifier.oaid").gaps == ()


def test_hosts_of_sdks_in_code_are_named_without_a_line() -> None:
    found = read(*text(5, "https://ulogs.umeng.com/unify_logs"), request="@ohos:sensor").facts
    assert [(fact.sdk, fact.location.line) for fact in found if isinstance(fact, SdkStringFact)] == [
        ("umeng-analytics", 0)
    ]


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        (["INTERNET", "MICROPHONE"], [(("ohos.permission.MICROPHONE",), ("microphone",))]),
        (["INTERNET", "VIBRATE"], []),
        (["OF_TOMORROW"], [(("ohos.permission.OF_TOMORROW",), ())]),
    ],
)
def test_what_the_system_grants_without_a_question_is_not_asked_for(names, asked) -> None:
    """Apps put permissions of the system into the list that users are asked about; the dialog does not show them."""
    listed = " ".join(f"'ohos.permission.{name}'" for name in names)
    lines = [f"createarraywithbuffer 0 [{listed}]", "sta v6", *call(0, "createAtManager"), "sta v4"]
    found = read(*lines, "ldobjbyname 0 'requestPermissionsFromUser'", "callthis2 0 v4 v5 v6",
                 request="@ohos:abilityAccessCtrl").facts  # fmt: skip
    assert [(fact.permissions, fact.groups) for fact in found if isinstance(fact, PermissionRequestFact)] == asked


def test_no_version_of_another_system_is_named_where_a_permission_cannot_be_granted_yet() -> None:
    [fact] = [fact for fact in read(*call(0, "getOAID"), request="@ohos:identifier.oaid").facts
              if isinstance(fact, ApiCallFact)]  # fmt: skip
    [condition] = fact.conditions
    assert said(condition).zh.startswith("取决于首次启动时尚不可能授予的权限：")
    assert said(condition).en.startswith("depends on a permission that nobody can")
    assert "Android" not in said(condition).en
    elsewhere = replace(condition, subject="android.permission.CAMERA")
    assert "from Android 6.0 on" in said(elsewhere).en
