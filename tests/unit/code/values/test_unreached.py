"""Instructions that stand behind a return that was written before them."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import Code
from tests.support.program_assembly import RETURN_VOID, branch, call, code, const, defined, dex, give, label, new

from appaudit.code.values.unreached import unreached
from appaudit.dex import read_code

NOTE = call("static", "Lm/Known;->note()V")
THROW = (2 << 8 | 0x27,)


def of(*bodies: Code) -> list[int]:
    methods = {f"go{number}()V": body for number, body in enumerate(bodies)}
    (found,), errors = read_code([("classes.dex", dex(defined("Lm/M;", methods)))])
    assert not errors
    return unreached(found).tolist()


def test_what_follows_a_return_that_nothing_goes_round():
    """0 return; 1 call, 2 return."""
    assert of(code(RETURN_VOID, NOTE)) == [1, 2]
    assert of(code(NOTE)) == []


def test_each_method_of_a_file_is_one_of_its_own():
    """0 call, 1 return; 2 const, 3 return, 4 call, 5 return; 6 return."""
    assert of(code(NOTE), code(const(0, 1), give(0), NOTE), code()) == [4, 5]


def test_a_branch_goes_round_a_return():
    round_it = [branch("eqz", 0, "on"), RETURN_VOID, label("on"), NOTE]
    assert of(code(*round_it)) == []
    assert of(code(RETURN_VOID, *round_it)) == [1, 2, 3, 4]


def test_an_exception_at_the_beginning_ends_a_method_as_a_return_does():
    """0 new, 1 constructor, 2 throw; 3 call, 4 return."""
    assert of(code(*new(2, "Lm/Wrong;"), THROW, NOTE)) == [3, 4]


@pytest.mark.parametrize(("covered", "left"), [((0, 3), []), ((3, 1), [2, 3]), ((4, 3), [2, 3])])
def test_a_handler_runs_only_for_what_may_fail(covered, left):
    """Units 0 call (instruction 0), 3 return (1), 4 call (2), 7 return (3); the handler at 4."""
    body = code(NOTE, RETURN_VOID, NOTE)
    assert of(Code(body.units, registers=10, tries=[(*covered, 4)])) == left
