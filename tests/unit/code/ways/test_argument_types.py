"""Blocks that take one kind of thing are not run by a call that passes another kind; near twins pass what fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import type_
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import Instruction, call, code, const_string, defined, move_result, new

BLOCK, THING = "Lm/Block;", "Lm/Thing;"
TAKE = f"{BLOCK}->take(Ljava/lang/Object;)V"
OTHER = ("other_object", "m.Waiter.take(Ljava/lang/Object;)V")
INTERFACE = 0x601


def cast(register: int, descriptor: str) -> Instruction:
    """check-cast."""
    return (register << 8 | 0x1F, type_(descriptor))


def waiter(*first: Instruction):
    """A block that does this with what it is handed, in register 9, and reads."""
    take = code(*first, READ, registers=10, incoming=2)
    return defined("Lm/Waiter;", {"<init>()V": code(), "take(Ljava/lang/Object;)V": take}, interfaces=[BLOCK])


KINDS = [
    replace(defined(BLOCK, {"take(Ljava/lang/Object;)V": None}), access_flags=INTERFACE),
    replace(defined("Lm/Held;", {}), access_flags=INTERFACE),
    defined(THING, {"<init>()V": code()}),
    defined("Lm/Below;", {"<init>()V": code()}, superclass=THING),
    defined("Lm/Strange;", {"<init>()V": code()}),
    defined("Lm/Idle;", {"<init>()V": code(), "take(Ljava/lang/Object;)V": code()}, interfaces=[BLOCK]),
]
#: Either block: nobody follows what the list holds.
ANY_BLOCK = [
    *new(2, "Lm/Waiter;"),
    *new(3, "Lm/Idle;"),
    call("interface", "Ljava/util/List;->get(I)Ljava/lang/Object;", 5, 6),
    move_result(0, reference=True),
]


def conditions(passed: list[Instruction], *first: Instruction) -> list[tuple[str, str]]:
    return asked(*ANY_BLOCK, *passed, call("interface", TAKE, 0, 4), others=[*KINDS, waiter(*first)])


@pytest.mark.parametrize("passed", [new(4, "Lm/Strange;"), [const_string(4, "a")]], ids=["class", "text"])
def test_a_block_that_takes_something_else_is_not_the_one_called(passed: list[Instruction]):
    assert OTHER in conditions(passed, cast(9, THING))


@pytest.mark.parametrize("passed", [new(4, THING), new(4, "Lm/Below;")], ids=["the same", "below it"])
def test_a_block_that_takes_what_is_passed_may_be_the_one(passed: list[Instruction]):
    assert OTHER not in conditions(passed, cast(9, THING))


def test_what_takes_an_interface_may_take_an_object_of_any_class():
    assert OTHER not in conditions(new(4, "Lm/Strange;"), cast(9, "Lm/Held;"))


def test_what_a_library_gives_may_be_anything():
    given = [call("interface", "Ljava/util/List;->get(I)Ljava/lang/Object;", 5, 6), move_result(4, reference=True)]
    assert OTHER not in conditions(given, cast(9, THING))


def test_what_a_block_does_before_its_cast_runs_with_anything():
    assert OTHER not in conditions(new(4, "Lm/Strange;"), READ, cast(9, THING))


def test_a_block_that_casts_nothing_takes_anything():
    assert OTHER not in conditions(new(4, "Lm/Strange;"))
