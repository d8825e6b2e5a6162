"""Starts of SDKs by reflection, from the whole reading of code."""

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


FOR_NAME = [call("static", f"{CLASS}->forName({STRING}){CLASS}", 0), move_result(2, reference=True)]
GET_METHOD = [
    call("virtual", f"{CLASS}->getMethod({STRING})Ljava/lang/reflect/Method;", 2, 1),
    move_result(3, reference=True),
]
INVOKE = call("virtual", "Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;)Ljava/lang/Object;", 3, 4)
BY_WRAPPER = [call("static", f"Lm/Calls;->{RUN}", 0, 1)]


def starts(
    owner: str, name: str, *, caller: str = "Lm/App;", called: list[Instruction] = BY_WRAPPER
) -> list[tuple[str, str, str]]:
    body = [const_string(0, owner), const_string(1, name), *called]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code()}, superclass=APPLICATION)
    calling = defined(caller, {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    classes = [calling, MAIN, CALLS, REPORT, *([app] if caller != "Lm/App;" else [])]
    reading = read_code_facts(
        [DexImage(place="classes.dex", data=memoryview(dex(*classes)))],
        shipped_catalog().knowledge,
        shipped_catalog().lexicons,
        Stages(),
        Surroundings(manifest=manifest(application="m.App", launcher="m.Main")),
    )
    return [
        (fact.sdk, fact.api.rpartition(".")[2], fact.phase)
        for fact in reading.facts
        if isinstance(fact, SdkCallFact) and fact.action == "start"
    ]


def test_a_start_by_name() -> None:
    assert starts(BUGLY, "initCrashReport") == [("bugly", "initCrashReport", "pre_consent")]


@pytest.mark.parametrize(
    "options", [{"name": "getUserId"}, {"name": "initCrashReport", "caller": "Lcom/tencent/bugly/A;"}]
)
def test_another_call_and_one_by_the_sdk_itself(options: dict[str, str]) -> None:
    assert starts(BUGLY, **options) == []
