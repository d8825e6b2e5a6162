"""Steps to which whatever leads hands another object or value: what stands behind them does not run at launch."""

from __future__ import annotations

import pytest
from tests.support.first_launch import END, READ, way_of
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    compare,
    const,
    defined,
    label,
    move_result,
    new,
)

RUN = "Lm/Step;->run(I)V"
ON = "Lm/Pass;->on(I)V"
IF_TWO = [const(0, 2), compare("ne", 9, 0, "end"), READ, END]
STEP = defined("Lm/Step;", {"run(I)V": code(*IF_TWO, incoming=1)}, static=["run(I)V"])
PASSES = defined("Lm/Pass;", {"on(I)V": code(call("static", RUN, 9), incoming=1)}, static=["on(I)V"])


def given(number: int, method: str = RUN) -> list[Instruction]:
    return [const(1, number), call("static", method, 1)]


ASKED = [call("static", "Lm/Net;->kind()I"), move_result(1)]


@pytest.mark.parametrize(
    ("body", "is_later"),
    [
        (given(1), True),
        ([*given(1), *given(3)], True),
        ([*given(1), *given(3, ON)], True),
        ([*given(1, ON), *given(3, ON)], True),
        ([*given(1), *given(2)], False),
        ([*given(1), *given(2, ON)], False),
        ([*given(1), *ASKED, call("static", RUN, 1)], False),
        ([*given(1), *ASKED, call("static", ON, 1)], False),
    ],
    ids=["one", "two", "two ways", "one way", "the right one", "the right one passed on", "unknown", "unknown later"],
)
def test_what_is_handed_on_by_all_that_leads_there(body: list[Instruction], *, is_later: bool) -> None:
    assert way_of(*body, others=[STEP, PASSES]).is_later is is_later


TASK = "Lm/Task;"
TASKS = [
    defined(TASK, {"<init>()V": code(), "run()V": None}),
    defined("Lm/Loud;", {"<init>()V": code(), "run()V": code(READ)}, superclass=TASK),
    defined("Lm/Quiet;", {"<init>()V": code(), "run()V": code()}, superclass=TASK),
    defined("Lm/Sly;", {"<init>()V": code(), "run()V": code(call("static", "Lm/Reader;->read()V"))}, superclass=TASK),
]
RUN_TASK = call("virtual", f"{TASK}->run()V", 0)
LOUD_IS_MADE = new(2, "Lm/Loud;")


def ran(kind: str) -> list[Instruction]:
    return [*LOUD_IS_MADE, *new(0, kind), RUN_TASK]


READ_IN_LOUD = ("m.Loud", "m.Loud.run()V", ())


def test_an_object_that_the_method_makes_itself() -> None:
    assert way_of(*ran("Lm/Quiet;"), others=TASKS).is_later
    assert not way_of(*ran("Lm/Loud;"), others=TASKS).is_later


def test_the_same_call_may_lead_there_by_its_own_object() -> None:
    assert not way_of(*ran("Lm/Sly;"), others=TASKS).is_later


def test_one_of_two_objects() -> None:
    either = [*LOUD_IS_MADE, *ASKED, *new(0, "Lm/Quiet;"), branch("eqz", 1, "on"), *new(0, "Lm/Loud;"), label("on")]
    assert not way_of(*either, RUN_TASK, others=TASKS).is_later
