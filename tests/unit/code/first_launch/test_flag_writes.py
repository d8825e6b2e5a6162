"""A branch on a flag waits for what the setting of the flag waits for."""

from __future__ import annotations

from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    label,
    move_result,
    static_field,
)

FLAG = "Lm/State;->warm:Z"
STATE = DefinedClass("Lm/State;", "Ljava/lang/Object;", (), fields=[DefinedField("warm:Z", is_static=True)])
SETS: list[Instruction] = [const(1, 1), static_field("put-boolean", 1, FLAG)]
WAITS: list[Instruction] = [static_field("get-boolean", 1, FLAG), branch("eqz", 1, "end"), READ, END]
SET = call("static", "Lm/Set;->go()V")
ANSWER: list[Instruction] = [
    const_string(3, "mail"),
    call("virtual", "Lorg/json/JSONObject;->optBoolean(Ljava/lang/String;)Z", 4, 3),
    move_result(2),
]
OTHER, DOWNLOADED = ("other", "m.State.warm"), ("downloaded", "mail")


def setter(*body: Instruction | list[Instruction]) -> DefinedClass:
    return defined("Lm/Set;", {"go()V": code(*body)}, static=["go()V"])


def test_a_flag_that_an_answer_sets() -> None:
    others = [STATE, setter(*ANSWER, branch("eqz", 2, "end"), *SETS, END)]
    assert asked(SET, *WAITS, others=others) == [OTHER, DOWNLOADED]


def test_a_flag_that_is_set_where_the_answer_calls_for_it() -> None:
    calls = [*ANSWER, branch("eqz", 2, "on"), SET, label("on")]
    assert asked(*calls, *WAITS, others=[STATE, setter(*SETS)]) == [OTHER, DOWNLOADED]


def test_a_flag_that_is_set_whatever_the_answer() -> None:
    others = [STATE, setter(*ANSWER, branch("eqz", 2, "end"), END, *SETS)]
    assert asked(SET, *WAITS, others=others) == [OTHER]


def test_a_flag_that_one_of_two_sets_at_once() -> None:
    others = [STATE, setter(*ANSWER, branch("eqz", 2, "end"), *SETS, END)]
    assert asked(SET, *SETS, *WAITS, others=others) == [OTHER]


def test_what_waits_for_the_flag_not_to_be_set_waits_for_no_answer() -> None:
    others = [STATE, setter(*ANSWER, branch("eqz", 2, "end"), *SETS, END)]
    body = [SET, static_field("get-boolean", 1, FLAG), branch("nez", 1, "end"), READ, END]
    assert DOWNLOADED not in asked(*body, others=others)
