"""Branches on numbers that a method has chosen before: what decides is what they were chosen by."""

from __future__ import annotations

import pytest
from tests.support.first_launch import END, READ, asked, way_from, way_of
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    goto,
    label,
    move_result,
)

VALID = [call("static", "Lm/Ids;->isValid()Z"), move_result(2)]
TEXT, OBJECT = "Ljava/lang/String;", "Ljava/lang/Object;"


def flagged(*before: Instruction | list[Instruction], reads_at: int = 1) -> list[tuple[str, str]]:
    """What a read depends on for which a flag, in register 1, has to be set or not."""
    return asked(*before, branch("eqz" if reads_at else "nez", 1, "end"), READ, END)


def test_a_flag_that_one_branch_sets():
    sets = [const(1, 0), *VALID, branch("eqz", 2, "no"), const(1, 1), label("no")]
    assert flagged(*sets) == [("other", "m.Ids.isValid")]


@pytest.mark.parametrize("number", [0, 1], ids=["never", "whatever happens"])
def test_a_flag_that_is_what_it_is(number: int):
    same = [const(1, number), *VALID, branch("eqz", 2, "no"), const(1, number), label("no")]
    assert ("other", "m.Ids.isValid") not in flagged(*same)


@pytest.mark.parametrize(("number", "runs"), [(0, False), (1, True)])
def test_what_stands_behind_a_number_that_is_none_never_runs(number: int, runs: bool):
    assert way_of(const(1, number), branch("eqz", 1, "end"), READ, END).runs is runs


def is_named(name: str, number: int, then: str) -> list[Instruction]:
    """Chooses a number where the text in register 8 is this one."""
    equals = call("virtual", f"{TEXT}->equals({OBJECT})Z", 8, 3)
    return [const_string(3, name), equals, move_result(2), branch("eqz", 2, then), const(1, number),
            goto("chosen"), label(then)]  # fmt: skip


#: A switch over texts as a compiler lays it out, with a test in the place of the second switch.
CHOOSES = [const(1, -1), *is_named("lark", 0, "first"), *is_named("wren", 1, "second"), label("chosen"),
           branch("nez", 1, "end"), READ, END]  # fmt: skip
MAKE = defined("Lm/Make;", {f"make({TEXT})V": code(*CHOOSES, registers=9, incoming=1)}, static=[f"make({TEXT})V"])
START = "onCreate(Landroid/os/Bundle;)V"


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        ([const_string(4, "lark")], set()),
        ([const_string(4, "wren")], {"unset", "comparison"}),
        ([call("static", f"Lm/Ids;->name(){TEXT}"), move_result(4, reference=True)], {"comparison"}),
    ],
    ids=["the text", "another", "any"],
)
def test_a_text_by_which_a_number_is_chosen(given: list[Instruction], kinds: set[str]):
    way = way_from({START: code(*given, call("static", f"Lm/Make;->make({TEXT})V", 4))}, MAKE)
    assert {each.kind for each in way.conditions} == kinds


CONFIGURATION = '{"analytics": {"wren": {"enabled": true}, "crow": {}}, "version": "1.0"}'
LISTS = [const_string(5, CONFIGURATION)]
ANY = [call("static", f"Lm/Ids;->name(){TEXT}"), move_result(4, reference=True)]


@pytest.mark.parametrize(
    ("wanted", "listed", "kind"),
    [("lark", True, "unlisted"), ("wren", True, "comparison"), ("lark", False, "comparison")],
    ids=["not among its keys", "a key", "no configuration"],
)
def test_a_key_that_no_configuration_has(wanted: str, listed: bool, kind: str):
    others = [name for name in ("lark", "wren", "crow") if name != wanted]
    chooses = [const(1, -1), *(part for at, name in enumerate((wanted, *others)) for part in is_named(name, at, name)),
               label("chosen"), branch("nez", 1, "end"), READ, END]  # fmt: skip
    make = f"make({TEXT})V"
    maker = defined("Lm/Make;", {make: code(*chooses, registers=9, incoming=1)}, static=[make])
    way = way_from({START: code(*(LISTS if listed else []), *ANY, call("static", f"Lm/Make;->{make}", 4))}, maker)
    assert [(each.kind, each.subject) for each in way.conditions] == [(kind, f'"{wanted}"')]
