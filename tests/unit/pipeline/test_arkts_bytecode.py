"""Bytecode of HarmonyOS packages in a whole audit: what is not known of sensors, and whose hosts code names."""

from __future__ import annotations

from tests.support.abc_assembly import Assembly
from tests.support.arkts_programs import PLACE, ability, call, page, text
from tests.support.shipped import shipped_catalog

from appaudit.model.artifact import ArkBytecode
from appaudit.model.facts.third_party import SdkStringFact
from appaudit.pipeline.bytecode import BytecodeFacts, read_bytecode_facts


def read(*lines: str, request: str) -> BytecodeFacts:
    file = page(ability(Assembly()), appear=lines, requests=[request], imports=[("default", "x", 0)])
    return read_bytecode_facts([ArkBytecode(place=PLACE, data=file.data())], shipped_catalog())


def test_what_readings_are_used_for_is_unknown_only_where_there_are_readings() -> None:
    kind = ["ldexternalmodulevar 0", "ldobjbyname 0 'SensorId'", "ldobjbyname 0 'GYROSCOPE'", "sta v5"]
    listens = read(*kind, *call(0, "on", arguments=1), request="@ohos:sensor")
    assert [(gap.kind, gap.level.word, gap.part) for gap in listens.gaps] == [("sensor_use", "none", PLACE)]
    assert read(*call(0, "getOAID"), request="@ohos:identifier.oaid").gaps == ()


def test_hosts_of_sdks_in_code_are_named_without_a_line() -> None:
    found = read(*text(5, "https://ulogs.umeng.com/unify_logs"), request="@ohos:sensor").facts
    assert [(fact.sdk, fact.location.line) for fact in found if isinstance(fact, SdkStringFact)] == [
        ("umeng-analytics", 0)
    ]
