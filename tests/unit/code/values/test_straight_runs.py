"""Straight runs of a method."""

from __future__ import annotations

from appaudit.code.values.straight_runs import Runs, runs_of
from appaudit.dex.opcodes import CONST, GOTO, IF_EQZ, RETURN_VOID, THROW


def _of(runs: Runs) -> list[int]:
    return list(runs.of)


def test_a_method_without_branches_is_one_run() -> None:
    runs = runs_of([CONST, CONST, RETURN_VOID], {})
    assert (_of(runs), runs.last, runs.after) == ([0, 0, 0], (2,), ((),))


def test_a_branch_ends_a_run_and_what_it_goes_to_begins_one() -> None:
    runs = runs_of([CONST, IF_EQZ, CONST, CONST, RETURN_VOID], {1: [3]})
    assert _of(runs) == [0, 0, 1, 2, 2]
    assert runs.last == (1, 2, 4)
    assert runs.after == ((3, 2), (3,), ())


def test_nothing_follows_an_exception_or_a_jump_but_where_it_goes() -> None:
    runs = runs_of([IF_EQZ, THROW, CONST, GOTO], {0: [2], 3: [0]})
    assert _of(runs) == [0, 1, 2, 2]
    assert runs.after == ((2, 1), (), (0,))


def test_the_last_instruction_goes_on_to_none() -> None:
    assert runs_of([CONST, CONST], {}).after == ((),)
    assert runs_of([CONST, IF_EQZ], {1: [0]}).after == ((0,),)
