"""A call of a function that very many classes have: it runs those that the way makes or asks for."""

from __future__ import annotations

from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import Instruction, branch, call, code, defined, move_result, new

from appaudit.code.graph.edges.dispatch import MAX_RECEIVERS
from appaudit.model.condition import DOUBTFUL, Condition, doubt_of
from appaudit.model.words import ConditionKind

FUNCTION = "Lb/f;"
APPLY = f"apply({FUNCTION})V"
USE = call("static", f"Lm/Use;->{APPLY}", 1)
USER = defined("Lm/Use;", {APPLY: code(call("interface", f"{FUNCTION}->a()V", 9), incoming=1)}, static=[APPLY])
READS = defined("Lm/Reads;", {"<init>()V": code(), "a()V": code(READ)}, interfaces=[FUNCTION])
FROM_LIST: list[Instruction] = [
    call("interface", "Ljava/util/List;->get(I)Ljava/lang/Object;", 2, 3), move_result(1, reference=True)
]  # fmt: skip
ASKS = [call("static", "Lm/Ids;->isReady()Z"), move_result(4), branch("eqz", 4, "end")]


def conditions(*body: Instruction | list[Instruction], count: int) -> list[tuple[str, str]]:
    """What the read of one function of many depends on; another method makes it and hands it over as well."""
    others = [
        defined(f"Lm/F{number};", {"<init>()V": code(), "a()V": code()}, interfaces=[FUNCTION])
        for number in range(count)
    ]
    far = defined("Lm/Far;", {"go()V": code(new(1, "Lm/Reads;"), USE)}, static=["go()V"])
    near = defined("Lm/Near;", {"go()V": code(call("static", "Lm/Far;->go()V"))}, static=["go()V"])
    every = [defined(FUNCTION, {"a()V": None}), USER, READS, far, near, *others]
    return asked(*body, others=every)


LATER = [*FROM_LIST, USE, *ASKS, call("static", "Lm/Near;->go()V"), END]


def test_one_of_very_many_is_the_one_that_its_way_makes():
    """First something else is called; the one that reads is made where something else says so."""
    assert conditions(*LATER, count=MAX_RECEIVERS) == [("one_of_many", "m.Reads.a()V")]


def test_one_of_very_many_is_for_people_and_one_that_a_library_calls_back_is_not_yet():
    kinds: tuple[ConditionKind, ...] = ("one_of_many", "callback")
    doubts = [doubt_of([Condition(kind=kind, subject="m.Reads.a()V", method="m.Use.go()V")]) for kind in kinds]
    assert doubts == [DOUBTFUL, DOUBTFUL - 1]


def test_one_of_few_is_any_of_them():
    assert conditions(*LATER, count=1) == []


def test_one_that_the_way_makes_or_asks_for():
    assert conditions(new(1, "Lm/Reads;"), USE, count=MAX_RECEIVERS) == []
    assert conditions(call("static", "Lm/Far;->go()V"), count=MAX_RECEIVERS) == []
