"""Checks that end with an exception: those before a read decide nothing, and those after it come too late."""

from __future__ import annotations

import pytest
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import Instruction, branch, call, goto, label, move_result, new

VALID = [call("static", "Lm/Ids;->isValid()Z"), move_result(1)]
THROW: Instruction = (2 << 8 | 0x27,)
REFUSES = [*VALID, branch("nez", 1, "fine"), *new(2, "Ljava/lang/IllegalStateException;"), THROW, label("fine")]
OTHER = [("other", "m.Ids.isValid")]


def test_a_check_after_the_read_comes_too_late():
    assert asked(READ, *REFUSES) == []


def test_a_check_before_the_read_refuses_what_is_wrong():
    assert asked(*REFUSES, READ) == []


def test_a_check_after_which_the_method_returns():
    assert asked(*VALID, branch("eqz", 1, "end"), READ, END) == OTHER
    assert asked(READ, *VALID, branch("eqz", 1, "end"), call("static", "Lm/Ids;->note()V"), END) == []


@pytest.mark.parametrize("reads_first", [False, True], ids=["after the check", "before the check"])
def test_a_check_that_goes_back_to_the_read(reads_first: bool):
    """A loop that is left by an exception: what stands before its check runs anyway."""
    before = [READ] if reads_first else []
    after = [] if reads_first else [READ]
    body = [label("again"), *before, *VALID, branch("nez", 1, "end"), *after, *VALID, branch("nez", 1, "again"),
            *new(2, "Ljava/lang/IllegalStateException;"), THROW, END]  # fmt: skip
    assert asked(*body) == ([] if reads_first else OTHER)


def test_one_of_two_checks_leads_to_the_read():
    body = [*VALID, branch("nez", 1, "read"), *VALID, branch("eqz", 1, "end"), label("read"), READ, goto("end"), END]
    assert asked(*body) == OTHER
