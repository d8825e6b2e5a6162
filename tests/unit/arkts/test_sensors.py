"""Motion sensors in bytecode of ArkTS: thresholds in m/s², what a reading sets in motion, and what is not followed."""

from __future__ import annotations

import pytest
from tests.support.abc_assembly import Assembly
from tests.support.arkts_programs import PAGE, PLACE, ability, call, page
from tests.support.shipped import shipped_catalog

from appaudit.model.artifact import ArkBytecode
from appaudit.model.facts.code import SensorUseFact
from appaudit.pipeline.bytecode import BytecodeFacts, read_bytecode_facts

REQUESTS = ["@ohos:sensor", "@ohos:app.ability.common"]
IMPORTS = [("default", "sensor", 0), ("default", "common", 1)]
OPENS = [*call(1, "context", "startAbility")]
#: The sum of the squares of a reading, in register 8.
SQUARES = [
    line
    for axis in "xyz"
    for line in (
        "lda v19",
        f"ldobjbyname 0 '{axis}'",
        "sta v4",
        "mul2 0 v4",
        *(("add2 0 v8",) * (axis > "x")),
        "sta v8",
    )
]
ROOT = ["tryldglobalbyname 0 'Math'", "sta v4", "ldobjbyname 0 'sqrt'", "callthis1 0 v4 v8", "sta v8"]
IN_G = ["fldai 9.8", "div2 0 v8", "sta v8"]


def compared(number: float) -> list[str]:
    """Whether register 8 is more than a number; what follows is done only then."""
    return [f"fldai {float(number)}", "greater 0 v8", "jeqz :end"]


def read(*listener: str, kind: str = "ACCELEROMETER", click: bool = False, handed: str = "sta v6") -> BytecodeFacts:
    """An app whose page listens to a sensor as it appears, or as its button is touched."""
    sensor = ["ldexternalmodulevar 0", "ldobjbyname 0 'SensorId'", f"ldobjbyname 0 '{kind}'", "sta v5"]
    lines = [*sensor, "definefunc 0 @#told 1", handed, *call(0, "on", arguments=2)]
    file = page(ability(Assembly()), appear=() if click else lines, click=lines if click else (),
                requests=REQUESTS, imports=IMPORTS)  # fmt: skip
    file.function("#told", *listener, "end:", "returnundefined", arguments=4)
    started = ("/ets/entryability/EntryAbility",)
    return read_bytecode_facts([ArkBytecode(place=PLACE, data=file.data(), started=started)], shipped_catalog())


def use(*listener: str, **more: object) -> SensorUseFact:
    [fact] = [fact for fact in read(*listener, **more).facts if isinstance(fact, SensorUseFact)]  # type: ignore[arg-type]
    return fact


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([*SQUARES, *ROOT, *compared(15)], (15.0,)),
        ([*SQUARES, *compared(225)], (15.0,)),
        ([*SQUARES, *ROOT, *IN_G, *compared(2)], (19.613,)),
        (["lda v19", "ldobjbyname 0 'x'", "sta v8", *compared(12)], (12.0,)),
        (["lda v19", "ldobjbyname 0 'timestamp'", "sta v8", *compared(12)], ()),
        ([*SQUARES, *ROOT, *compared(900)], ()),
    ],
    ids=["root", "squares", "in g", "one axis", "no reading", "another unit"],
)
def test_how_strong_a_movement_must_be_is_told_in_metres_per_second_squared(lines, expected) -> None:
    fact = use(*lines, *OPENS)
    assert fact.accelerations == expected
    assert (fact.jumps, fact.listens, fact.sensor_types) == (True, True, (1,))


def test_what_a_reading_does_not_set_in_motion_is_no_jump() -> None:
    fact = use(*SQUARES, *ROOT, *compared(15))
    assert (fact.jumps, fact.compares) == (False, True)


def test_a_sensor_of_other_things_is_no_motion() -> None:
    assert [fact for fact in read(*OPENS, kind="BAROMETER").facts if isinstance(fact, SensorUseFact)] == []


def test_words_of_shaking_stand_in_what_the_listener_says() -> None:
    assert use("lda.str '摇一摇打开详情'").shake_words == ('constant "摇一摇打开详情"',)
    assert use("lda.str '步数'").shake_words == ()


@pytest.mark.parametrize(("click", "phase"), [(False, "pre_consent"), (True, "other")])
def test_when_listening_begins(click, phase) -> None:
    fact = use(*OPENS, click=click)
    owner = "Index.initialRender.click" if click else "Index.aboutToAppear"
    assert (fact.phase, fact.class_name) == (phase, f"{PAGE}#{owner}")


@pytest.mark.parametrize(
    ("more", "gaps"),
    [
        ({}, []),
        ({"kind": "GYROSCOPE"}, [("sensor_use", "partial")]),
        ({"handed": "ldundefined"}, [("sensor_use", "partial")]),
    ],
    ids=["followed", "angles", "no listener in sight"],
)
def test_what_nobody_could_follow_is_said(more, gaps) -> None:
    found = read(*SQUARES, *ROOT, *compared(15), *OPENS, **more).gaps
    assert [(gap.kind, gap.level.word) for gap in found if gap.kind == "sensor_use"] == gaps
