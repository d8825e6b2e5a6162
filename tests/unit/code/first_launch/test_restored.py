"""Loops over what an earlier run has written to a file, and near twins over what a first launch has."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import type_
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    OBJECT,
    Instruction,
    branch,
    call,
    code,
    defined,
    goto,
    label,
    move_result,
    new,
    static_field,
)

STREAM, STORE, EVENTS, ITERATOR = "Ljava/io/ObjectInputStream;", "Lm/Store;", "Lm/Events;", "Ljava/util/Iterator;"
SET = "Ljava/util/Set;"
EMPTY = ("empty", "java.io.ObjectInputStream.readObject")
RETURN: Instruction = (1 << 8 | 0x11,)
READ_OBJECT: list[Instruction] = [
    call("virtual", f"{STREAM}->readObject(){OBJECT}", 2),
    move_result(1, reference=True),
    (1 << 8 | 0x1F, type_(EVENTS)),
]
#: The object of the file, or one that was just made where there is none.
OR_NEW: list[Instruction] = [branch("nez", 1, "there"), *new(1, EVENTS), label("there")]
ADD = call("virtual", f"{EVENTS}->add()V", 1)
#: What v1 keeps, one after the other.
EACH: list[Instruction] = [
    call("virtual", f"{EVENTS}->keys(){SET}", 1),
    move_result(1, reference=True),
    call("interface", f"{SET}->iterator(){ITERATOR}", 1),
    move_result(1, reference=True),
    label("next"),
    call("interface", f"{ITERATOR}->hasNext()Z", 1),
    move_result(3),
    branch("eqz", 3, "end"),
    READ,
    goto("next"),
    END,
]
KEYS = [static_field("get-object", 0, f"Lm/Keys;->all:{SET}"), (0x11,)]
#: It keeps them elsewhere, so that adding one is a call.
PUT = call("interface", f"{SET}->add({OBJECT})Z", 0, 1)
KEPT = defined(EVENTS, {"<init>()V": code(), "add()V": code(PUT), f"keys(){SET}": code(*KEYS)})


def store(*body: Instruction | list[Instruction]):
    """What gives the events: `body` leaves them in v1."""
    name = f"events(){EVENTS}"
    return defined(STORE, {name: code(*body, RETURN)}, static=[name])


EVENTS_OF_STORE: list[Instruction] = [call("static", f"{STORE}->events(){EVENTS}"), move_result(1, reference=True)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (READ_OBJECT, [EMPTY]),
        ([*READ_OBJECT, *OR_NEW], [EMPTY]),
        ([*READ_OBJECT, *OR_NEW, ADD], []),
        ([*READ_OBJECT, branch("nez", 1, "there"), *new(1, EVENTS), ADD, label("there")], []),
        (new(1, EVENTS), []),
        ([call("static", f"Lm/Defaults;->all(){EVENTS}"), move_result(1, reference=True)], []),
    ],
    ids=["written before", "or just made", "filled afterwards", "or filled", "just made", "from elsewhere"],
)
def test_what_is_done_for_each_object_of_a_file(body, found):
    assert asked(*EVENTS_OF_STORE, *EACH, others=[KEPT, store(*body)]) == found


def test_who_asks_for_it_puts_something_in_first():
    others = [KEPT, store(*READ_OBJECT, *OR_NEW)]
    assert asked(*EVENTS_OF_STORE, ADD, *EACH, others=others) == []


def test_it_is_filled_in_another_register():
    copied: list[Instruction] = [(1 << 12 | 4 << 8 | 0x07,)]
    adds = [*copied, call("virtual", f"{EVENTS}->add()V", 4)]
    assert asked(*EVENTS_OF_STORE, *adds, *EACH, others=[KEPT, store(*READ_OBJECT)]) == []


def test_what_is_handed_to_the_method_that_goes_through_it():
    each = [call("virtual", f"{EVENTS}->keys(){SET}", 9), *EACH[1:]]
    all_of = defined("Lm/Sender;", {f"send({EVENTS})V": code(*each, incoming=1)}, static=[f"send({EVENTS})V"])
    hand_on = call("static", f"Lm/Sender;->send({EVENTS})V", 1)
    stored = [KEPT, store(*READ_OBJECT, *OR_NEW), all_of]
    assert asked(*EVENTS_OF_STORE, hand_on, others=stored) == [EMPTY]
    assert asked(*EVENTS_OF_STORE, hand_on, *new(1, EVENTS), ADD, hand_on, others=stored) == []
    assert asked(*EVENTS_OF_STORE, ADD, hand_on, others=stored) == []


def test_where_there_is_none():
    """What is done where the file holds nothing is done at a first launch."""
    size = [call("virtual", f"{EVENTS}->keys(){SET}", 1), move_result(1, reference=True),
            call("interface", f"{SET}->isEmpty()Z", 1), move_result(3)]  # fmt: skip
    others = [KEPT, store(*READ_OBJECT, *OR_NEW)]
    assert asked(*EVENTS_OF_STORE, *size, branch("eqz", 3, "end"), READ, END, others=others) == []
    assert asked(*EVENTS_OF_STORE, *size, branch("nez", 3, "end"), READ, END, others=others) == [EMPTY]
