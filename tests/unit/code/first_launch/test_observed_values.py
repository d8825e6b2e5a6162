"""Who observes LiveData is told of a value where one is set, of which it is known what it says."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    defined,
    flag,
    label,
    move_result,
    new,
    static_field,
)

DATA, OBSERVER, TRUTH = "Landroidx/lifecycle/MutableLiveData;", "Landroidx/lifecycle/Observer;", "Ljava/lang/Boolean;"
KEPT = f"Lm/Privacy;->agreed:{DATA}"
UNSET = ("unset", "androidx.lifecycle.LiveData.setValue")
OBSERVES = call("virtual", f"{DATA}->observeForever({OBSERVER})V", 1, 2)
SETS = call("virtual", f"{DATA}->setValue(Ljava/lang/Object;)V", 1, 3)
Part = Instruction | list[Instruction]
FROM_FIELD = static_field("get-object", 1, KEPT)


def boxed(*value: Part) -> list[Part]:
    """An object of a truth value in register 3."""
    return [*value, call("static", f"{TRUTH}->valueOf(Z){TRUTH}", 3), move_result(3, reference=True)]


def observer(*body: Part) -> DefinedClass:
    methods = {"<init>()V": code(), "onChanged(Ljava/lang/Object;)V": code(*body, incoming=2)}
    return defined("Lm/Told;", methods, interfaces=(OBSERVER,))


def conditions(*at_launch: Part, told: Part = READ, begins: Part | None = None, gives: Part = FROM_FIELD):
    """What a read by an observer depends on where launch observes a field, and does this then."""
    made = code([*new(1, DATA), *([begins] if begins else []), static_field("put-object", 1, KEPT)])
    keeper = defined("Lm/Privacy;", {"<clinit>()V": made})
    body = [gives, *new(2, "Lm/Told;"), OBSERVES, *at_launch]
    parts = told if isinstance(told, list) else [told]
    return asked(*body, others=(keeper, observer(*parts)))


def unboxed(test: str) -> list[Instruction]:
    """A read where the value told, a truth value, is so."""
    return [call("virtual", f"{TRUTH}->booleanValue()Z", 9), move_result(1), branch(test, 1, "no"), READ, label("no")]


def test_nobody_is_told_of_what_nothing_sets() -> None:
    assert conditions() == [UNSET]


def test_one_is_told_of_what_launch_sets_or_what_there_is_from_the_beginning() -> None:
    assert conditions(*boxed(const(3, 1)), SETS) == []
    begins = f"{DATA}-><init>(Ljava/lang/Object;)V"
    assert conditions(begins=call("direct", begins, 1, 3)) == []


@pytest.mark.parametrize(("test", "value", "runs"), [("eqz", 1, True), ("eqz", 0, False), ("nez", 0, True)])
def test_what_is_told_decides(test: str, value: int, runs: bool) -> None:
    found = conditions(*boxed(const(3, value)), SETS, told=unboxed(test))
    assert ("unset" in {kind for kind, _ in found}) is not runs


def test_a_setting_that_is_set_says_what_it_has_by_default() -> None:
    stored = [*flag(3, "agreed"), *boxed()]
    assert "unset" in {kind for kind, _ in conditions(*stored, SETS, told=unboxed("eqz"))}
    assert "unset" not in {kind for kind, _ in conditions(*stored, SETS, told=unboxed("nez"))}


def test_of_what_nobody_knows_nothing_is_said() -> None:
    given = [call("static", f"Lx/Other;->data(){DATA}"), move_result(1, reference=True)]
    assert conditions(gives=given) == []
    unknown = [*given, *boxed(const(3, 1)), SETS]
    assert conditions(*unknown) == []  # it may be the one observed
