"""A branch on a flag waits for what the setting of the flag waits for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField, field_
from tests.support.first_launch import END, READ, asked, way_with
from tests.support.program_assembly import (
    APPLICATION,
    Instruction,
    branch,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    flag,
    label,
    move_result,
    new,
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
POST = "Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z"
OTHER, DOWNLOADED = ("other", "m.State.warm"), ("downloaded", "mail")


#: return of an object.
GIVES: Instruction = (0x0011,)


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


@pytest.mark.parametrize(("asks", "found"), [(flag(2, "shown"), [OTHER, ("unstored", "shown")]), ([], [OTHER])])
@pytest.mark.parametrize("by_itself", [True, False])
def test_a_flag_that_a_task_sets_which_is_run_behind_a_setting(asks, found, by_itself: bool) -> None:
    task = defined("Lm/Task;", {"<init>()V": code(), "run()V": code(SETS)}, interfaces=["Ljava/lang/Runnable;"])
    waits = [*asks, branch("eqz", 2, "on")] if asks else []
    made = new(4, "Lm/Task;")
    run = call("interface", "Ljava/lang/Runnable;->run()V", 4)
    starts = [*waits, *made, call("virtual", POST, 8, 4)] if by_itself else [*made, *waits, run]
    assert asked(*starts, label("on"), *WAITS, others=[STATE, task]) == found


KEPT, GETTER = "Lm/Chosen;->user:Lm/User;", "get()Lm/User;"
GIVING = defined("Lm/Chosen;", {GETTER: code(static_field("get-object", 0, KEPT), GIVES)}, static=[GETTER])
CHOSEN = replace(GIVING, fields=[DefinedField("user:Lm/User;", is_static=True)])
USER = defined("Lm/User;", {"<init>()V": code()})
CHOOSES = [*new(1, "Lm/User;"), static_field("put-object", 1, KEPT)]
GETS = [call("static", f"Lm/Chosen;->{GETTER}"), move_result(1, reference=True)]


@pytest.mark.parametrize("asks", [[static_field("get-object", 1, KEPT)], GETS], ids=["by itself", "by a method"])
def test_an_object_that_is_kept_where_the_answer_calls_for_it(asks: list[Instruction]) -> None:
    waits = [*asks, branch("eqz", 1, "end"), READ, END]
    later = setter(*ANSWER, branch("eqz", 2, "end"), *CHOOSES, END)
    assert asked(SET, *waits, others=[CHOSEN, USER, later]) == [DOWNLOADED]
    assert asked(SET, *waits, others=[CHOSEN, USER, setter(*CHOOSES)]) == []


OWN, USERS = 9, field_("Lm/App;->user:Lm/User;")
SETS_OWN: list[Instruction] = [*new(1, "Lm/User;"), (OWN << 12 | 1 << 8 | 0x5B, USERS)]


@pytest.mark.parametrize(("where", "found"), [([branch("eqz", 2, "on")], [DOWNLOADED]), ([], [])])
def test_what_the_system_makes_is_named_to_be_opened_and_not_filled(where: list[Instruction], found) -> None:
    opens = [const_class(3, "Lm/App;"), call("static", "Lm/Ids;->open(Ljava/lang/Class;)V", 3)]
    asks: Instruction = (OWN << 12 | 1 << 8 | 0x54, USERS)
    body = [*opens, *ANSWER, *where, *SETS_OWN, label("on"), asks, branch("eqz", 1, "end"), READ, END]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body, incoming=1)}, superclass=APPLICATION)
    way = way_with(replace(app, fields=[DefinedField("user:Lm/User;")]), others=[USER])
    assert [(each.kind, each.subject) for each in way.conditions] == found


TAKES = "Lm/Set;->to(Z)V"
GIVEN = defined("Lm/Set;", {"to(Z)V": code(static_field("put-boolean", OWN, FLAG), incoming=1)}, static=["to(Z)V"])
BEGINS_SET = replace(
    defined("Lm/State;", {"<clinit>()V": code(*SETS)}, static=["<clinit>()V"]),
    fields=[DefinedField("warm:Z", is_static=True)],
)


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ([*ANSWER, call("static", TAKES, 2)], [OTHER]),  # what the answer says
        ([const(2, 1), call("static", TAKES, 2)], []),
        ([], []),
    ],
    ids=["unknown", "true", "nothing"],
)
def test_a_flag_that_begins_set_and_that_launch_gives_another_value(before, found) -> None:
    assert asked(*before, *WAITS, others=[BEGINS_SET, GIVEN]) == found


def test_a_flag_that_the_method_itself_gives_what_it_has_done() -> None:
    waits = [static_field("get-boolean", 1, FLAG), branch("eqz", 1, "end")]
    once = [*waits, *ANSWER, static_field("put-boolean", 2, FLAG), READ, END]
    assert asked(*once, others=[BEGINS_SET]) == []
