"""A method that does something else when it comes again: at launch it comes once, unless more calls lead there."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    defined,
    flag,
    goto,
    label,
    new,
    static_field,
)

FLAG, HELD = "Lm/State;->warm:Z", "Lm/State;->held:Ljava/lang/Object;"
STATE = DefinedClass(
    "Lm/State;",
    "Ljava/lang/Object;",
    (),
    fields=[DefinedField("warm:Z", is_static=True), DefinedField("held:Ljava/lang/Object;", is_static=True)],
)
SETS: list[Instruction] = [const(1, 1), static_field("put-boolean", 1, FLAG)]
AGAIN: list[Instruction] = [static_field("get-boolean", 1, FLAG), branch("eqz", 1, "end"), READ, END, *SETS]
MAKES: list[Instruction] = [new(1, "Ljava/lang/Object;"), static_field("put-object", 1, HELD)]
HAS: list[Instruction] = [static_field("get-object", 1, HELD), branch("eqz", 1, "end"), READ, END, *MAKES]
BEGIN = call("static", "Lm/Begin;->go()V")
OPEN: list[Instruction] = [static_field("get-object", 2, "La/b/C;->d:Ljava/lang/Object;")]


def begin(*body: Instruction, more: dict[str, object] | None = None) -> DefinedClass:
    return defined("Lm/Begin;", {"go()V": code(*body), **(more or {})}, static=["go()V", *(more or {})])


@pytest.mark.parametrize(("body", "field"), [(AGAIN, "m.State.warm"), (HAS, "m.State.held")], ids=["flag", "object"])
def test_what_a_method_does_when_it_was_here_before(body: list[Instruction], field: str) -> None:
    assert asked(*body, others=[STATE]) == [("unset", field)]
    assert asked(BEGIN, others=[STATE, begin(*body)]) == [("unset", field)]


def test_what_it_does_the_first_time() -> None:
    first = [static_field("get-object", 1, HELD), branch("nez", 1, "end"), READ, *MAKES, END]
    assert asked(*first, others=[STATE]) == []
    assert asked(BEGIN, others=[STATE, begin(*first)]) == []


def test_two_calls_come_twice() -> None:
    assert asked(BEGIN, BEGIN, others=[STATE, begin(*AGAIN)]) == [("other", "m.State.warm")]
    assert asked(BEGIN, BEGIN, others=[STATE, begin(*HAS)]) == []


def test_a_call_in_a_loop_comes_again() -> None:
    loop = [label("again"), BEGIN, *OPEN, branch("nez", 2, "again")]
    assert ("unset", "m.State.warm") not in asked(*loop, others=[STATE, begin(*AGAIN)])


def test_the_field_may_be_set_on_a_way_to_the_check() -> None:
    sets = [branch("eqz", 2, "on"), *SETS, label("on"), *AGAIN]
    assert asked(*OPEN, *sets, others=[STATE]) == [("other", "m.State.warm")]
    assert asked(*flag(2, "before"), *sets, others=[STATE]) == [("unset", "m.State.warm")]


def test_a_check_in_a_loop_that_sets_the_field_comes_again() -> None:
    body = [label("again"), static_field("get-boolean", 1, FLAG), branch("eqz", 1, "set"), READ, goto("end"),
            label("set"), *SETS, goto("again"), END]  # fmt: skip
    assert asked(*body, others=[STATE]) == []


def test_another_method_sets_it_first() -> None:
    other = {"first()V": code(*SETS)}
    calls = [call("static", "Lm/Begin;->first()V"), BEGIN]
    assert asked(*calls, others=[STATE, begin(*AGAIN, more=other)]) == [("other", "m.State.warm")]
