"""What a check says does not hang on what was asked before it: calls inside of calls are followed only so far."""

from __future__ import annotations

import itertools

import pytest
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import Instruction, branch, call, code, const, defined, give, label, move_result

DEPTH = 8


def chain(last: list[Instruction]):
    """`Flags.f0` gives what `f1` gives, and so on; the last one says it."""
    names = [f"f{number}()Z" for number in range(DEPTH)]
    inner = {
        name: code(call("static", f"Lm/Flags;->{following}"), move_result(1), give(1))
        for name, following in itertools.pairwise(names)
    }
    return defined("Lm/Flags;", {**inner, names[-1]: code(*last)}, static=names)


FLAGS = chain([const(1, 0), give(1)])


def check(number: int, then: Instruction, end: str) -> list[Instruction]:
    return [call("static", f"Lm/Flags;->f{number}()Z"), move_result(1), branch("eqz", 1, end), then, label(end)]


@pytest.mark.parametrize("number", range(3, DEPTH))
def test_a_flag_that_was_asked_for_through_others_before(number: int) -> None:
    """The first check goes as far as calls are followed; the second asks for one of those that it went through."""
    alone = asked(check(number, READ, "end"), others=[FLAGS])
    after = asked(check(0, (0,), "on"), check(number, READ, "end"), others=[FLAGS])
    assert alone == after
    assert alone[0][0] in ("unset", "other")
