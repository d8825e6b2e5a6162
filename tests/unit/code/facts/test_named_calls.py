"""Starts of SDKs and reads by reflection, from the whole reading of code."""

from __future__ import annotations

import pytest
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    Instruction,
    call,
    code,
    const_string,
    defined,
    dex,
    manifest,
    move_result,
)
from tests.support.shipped import shipped_catalog

from appaudit.code import read_code_facts
from appaudit.model.artifact import DexImage
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.surroundings import Surroundings
from appaudit.stages import Stages

STRING, CLASS = "Ljava/lang/String;", "Ljava/lang/Class;"
RUN = f"run({STRING}{STRING})V"
CALLS = defined(
    "Lm/Calls;",
    {
        RUN: code(
            call("static", f"{CLASS}->forName({STRING}){CLASS}", 8),
            move_result(0, reference=True),
            call("virtual", f"{CLASS}->getMethod({STRING})Ljava/lang/reflect/Method;", 0, 9),
            move_result(0, reference=True),
            call("virtual", "Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;)Ljava/lang/Object;", 0, 1),
            registers=10,
            incoming=2,
        )
    },
    static=[RUN],
)
BUGLY = "com.tencent.bugly.crashreport.CrashReport"
REPORT = defined(
    f"L{BUGLY.replace('.', '/')};",
    {"initCrashReport()V": code(), "getUserId()V": code()},
    static=["initCrashReport()V", "getUserId()V"],
)


MSA, ADS = "com.bun.miitmdid.core.MdidSdkHelper", "com.google.android.gms.ads.identifier.AdvertisingIdClient"


def with_methods(owner: str, *names: str):
    return defined(f"L{owner.replace('.', '/')};", {f"{name}()V": code() for name in names},
                   static=[f"{name}()V" for name in names])  # fmt: skip


HELPER, ADVERTISING = with_methods(MSA, "InitSdk", "close"), with_methods(ADS, "getAdvertisingIdInfo")
FOR_NAME = [call("static", f"{CLASS}->forName({STRING}){CLASS}", 0), move_result(2, reference=True)]
GET_METHOD = [
    call("virtual", f"{CLASS}->getMethod({STRING})Ljava/lang/reflect/Method;", 2, 1),
    move_result(3, reference=True),
]
INVOKE = call("virtual", "Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;)Ljava/lang/Object;", 3, 4)
BY_WRAPPER = [call("static", f"Lm/Calls;->{RUN}", 0, 1)]


def facts_of(owner: str, name: str, *, caller: str = "Lm/App;", called: list[Instruction] = BY_WRAPPER):
    body = [const_string(0, owner), const_string(1, name), *called]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code()}, superclass=APPLICATION)
    calling = defined(caller, {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    classes = [calling, MAIN, CALLS, REPORT, HELPER, ADVERTISING, *([app] if caller != "Lm/App;" else [])]
    reading = read_code_facts(
        [DexImage(place="classes.dex", data=memoryview(dex(*classes)))],
        shipped_catalog().knowledge,
        shipped_catalog().lexicons,
        Stages(),
        Surroundings(manifest=manifest(application="m.App", launcher="m.Main")),
    )
    return reading.facts


def starts(owner: str, name: str, **options) -> list[tuple[str, str, str]]:
    return [
        (fact.sdk, fact.api.rpartition(".")[2], fact.phase)
        for fact in facts_of(owner, name, **options)
        if isinstance(fact, SdkCallFact) and fact.action == "start"
    ]


def test_a_start_by_name() -> None:
    assert starts(BUGLY, "initCrashReport") == [("bugly", "initCrashReport", "pre_consent")]


@pytest.mark.parametrize(
    "options", [{"name": "getUserId"}, {"name": "initCrashReport", "caller": "Lcom/tencent/bugly/A;"}]
)
def test_another_call_and_one_by_the_sdk_itself(options: dict[str, str]) -> None:
    assert starts(BUGLY, **options) == []


def reads(owner: str, name: str, **options) -> list[tuple[tuple[str, ...], str]]:
    found = facts_of(owner, name, **options)
    return [(fact.data_types, fact.phase) for fact in found if isinstance(fact, ApiCallFact) and fact.role == "data"]


BY_CLASS = [*FOR_NAME, *GET_METHOD, INVOKE]


@pytest.mark.parametrize("called", [BY_WRAPPER, BY_CLASS], ids=["wrapper", "in place"])
def test_a_read_by_name(called: list[Instruction]) -> None:
    assert reads(MSA, "InitSdk", called=called) == [(("oaid",), "pre_consent")]


def test_another_call_of_who_reads_and_one_by_itself() -> None:
    assert reads(MSA, "close") == []
    assert reads(MSA, "InitSdk", caller="Lcom/bun/miitmdid/core/MdidSdkHelper$Task;") == []


def test_a_name_that_tells_by_itself_is_told_once() -> None:
    assert reads(ADS, "getAdvertisingIdInfo", called=BY_CLASS) == [(("gaid",), "pre_consent")]
