"""What of a method can run, given what is known of its registers."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import Code
from tests.support.program_assembly import (
    branch,
    call,
    code,
    compare,
    const,
    const_string,
    defined,
    dex,
    give,
    label,
    move_result,
)

from appaudit.code.values.control_flow import MAX_INSTRUCTIONS, Outcome, follow, read_method
from appaudit.dex import DexCode, read_code

KNOWN = call("static", "Lm/Known;->value()I")
NOP = (0x00,)


class Answers:
    """Calls return `value`; what is written to fields is kept."""

    def __init__(self, value=None):
        self.value = value
        self.arguments = []
        self.writes = {}

    def call(self, method, arguments):
        self.arguments.append(list(arguments))
        return self.value

    def read(self, field_index):
        return self.value

    def element(self):
        return None

    def written(self, field_index, value):
        self.writes.setdefault(field_index, set()).add(value)


def read(body: Code) -> DexCode:
    (found,), _ = read_code([("classes.dex", dex(defined("Lm/M;", {"go()I": body}, static=["go()I"])))])
    return found


def run(body: Code, value=None) -> Outcome:
    method = read_method(read(body), 0)
    assert method is not None
    outcome = follow(method, Answers(value))
    assert outcome is not None
    return outcome


@pytest.mark.parametrize(
    ("test", "value", "returned"),
    [("eqz", 0, 1), ("eqz", 5, 2), ("nez", 0, 2), ("nez", 5, 1), ("ltz", -1, 1), ("ltz", 0, 2), ("gez", 0, 1)],
)
def test_a_branch_on_a_constant_goes_one_way(test, value, returned):
    body = code(KNOWN, move_result(0), branch(test, 0, "yes"), const(1, 2), give(1), label("yes"), const(1, 1), give(1))
    assert run(body, value).returned == {returned}
    assert run(body).returned == {1, 2}


def test_two_registers_are_compared():
    body = code(
        KNOWN, move_result(0), const(2, 3), compare("eq", 0, 2, "yes"), const(1, 0), give(1),
        label("yes"), const(1, 1), give(1),
    )  # fmt: skip
    assert run(body, 3).returned == {1}
    assert run(body, 4).returned == {0}


def test_values_that_differ_where_ways_meet_are_unknown():
    body = code(
        KNOWN, move_result(0), branch("eqz", 0, "other"), const(1, 1), (0x29, "+meet"), label("other"), const(1, 2),
        label("meet"), give(1),
    )  # fmt: skip
    assert run(body).returned == {None}
    assert run(body, 0).returned == {2}


@pytest.mark.parametrize(
    ("instruction", "value", "returned"),
    [
        ((0x01DF, 0x0100), 1, 0),  # xor-int/lit8 v1, v0, 1
        ((0x10D7, 0x0001), 1, None),  # xor-int/lit16 v0, v1, 1: v1 is unknown
        ((0x0195, 0x0000), 1, 1),  # and-int v1, v0, v0
        ((0x0101,), 7, 7),  # move v1, v0
        ((0x0102, 0x0000), 7, 7),  # move/from16 v1, v0
        ((0x0103, 0x0001, 0x0000), 7, 7),  # move/16 v1, v0
        ((0x0113, 0xFFFF), 0, -1),  # const/16 v1, -1
        ((0x0114, 0x0001, 0x0001), 0, 65537),  # const v1, 0x10001
    ],
)
def test_what_instructions_make_of_constants(instruction, value, returned):
    body = code(KNOWN, move_result(0), instruction, give(1))
    assert run(body, value).returned == {returned}


def test_a_wide_result_overwrites_the_next_register_too():
    body = code(const(1, 1), (0x0016, 0x0005), give(1))  # const-wide/16 v0
    assert run(body).returned == {None}


def test_arguments_arrive_in_order():
    found = read(code(const_string(2, "key"), const(3, 0), call("static", "Lm/A;->b(Ljava/lang/String;ZI)Z", 2, 3, 4)))
    answers = Answers()
    follow(read_method(found, 0), answers)
    assert answers.arguments == [["key", 0, None]]


def test_arguments_of_a_range_arrive_in_order():
    found = read(Code([0x0212, 0x0177, call("static", "Lm/A;->b(I)Z")[1], 2, 0x0E], registers=10))
    answers = Answers()
    follow(read_method(found, 0), answers)
    assert answers.arguments == [[0]]


def test_an_exception_may_be_thrown_anywhere_inside_a_try():
    """0 call, 3 const 1, 4 return; 5 handler: const 2, 6 return."""
    units = code(KNOWN, const(1, 1), give(1), const(1, 2), give(1)).units
    assert run(Code(units, registers=10, tries=[(0, 3, 5)])).returned == {1, 2}
    assert run(Code(units, registers=10, tries=[(3, 1, 5)])).returned == {1, 2}
    assert run(Code(units, registers=10)).returned == {1}


@pytest.mark.parametrize(("changed", "returned"), [(1, 1), (2, None)])
def test_a_handler_knows_what_the_whole_try_leaves_as_it_is(changed, returned):
    """0 const 1; 1 call and 4 const in the try, 5 call; 8 return; 9 handler: return."""
    units = code(const(1, 1), KNOWN, const(1, changed), KNOWN, give(1), give(1)).units
    assert run(Code(units, registers=10, tries=[(1, 7, 9)])).returned == {changed, returned}


def test_a_handler_where_no_instruction_begins_leaves_the_method_alone():
    units = code(KNOWN, const(1, 1), give(1)).units
    found = read(Code(units, registers=10, tries=[(0, 3, 2)]))
    assert read_method(found, 0) is None


def test_every_case_of_a_switch_can_run():
    """0 packed-switch to the payload at 8, cases at 3 and 5; it falls through to 3."""
    body = Code([0x002B, 8, 0, 0x1112, 0x010F, 0x2112, 0x010F, 0x0000, 0x0100, 2, 0, 0, 3, 0, 5, 0], registers=4)
    assert run(body).returned == {1, 2}


@pytest.mark.parametrize(("number", "returned"), [(0, {1}), (1, {2}), (5, {1})])
def test_a_switch_on_a_known_number_goes_to_its_case_alone(number, returned):
    """As above, two units further on; other numbers fall through to the first case."""
    switch = [0x002B, 8, 0, 0x1112, 0x010F, 0x2112, 0x010F, 0x0000, 0x0100, 2, 0, 0, 3, 0, 5, 0]
    assert run(Code([number << 12 | 0x0012, 0, *switch], registers=4)).returned == returned


def test_a_sparse_switch_on_a_known_number():
    """Keys 7 and 9 at their cases."""
    switch = [0x002C, 8, 0, 0x1112, 0x010F, 0x2112, 0x010F, 0x0000, 0x0200, 2, 7, 0, 9, 0, 3, 0, 5, 0]
    assert run(Code([0x0013, 9, *switch], registers=4)).returned == {2}


@pytest.mark.parametrize(
    "units",
    [
        [0x002B, 0x7FFF, 0x7FFF, 0x0E],  # a payload outside of the file
        [0x0028, 0x0E],  # goto itself: legal, and never ends
        [0x7F28, 0x0E],  # goto to outside of the method
        [0x0038, 0x0003, 0x0013, 0x0001, 0x0E],  # into the middle of an instruction
    ],
)
def test_damaged_code_is_left_alone_or_ends(units):
    method = read_method(read(Code(units, registers=4)), 0)
    if method is not None:
        assert follow(method, Answers()) is not None


def test_long_methods_are_left_alone():
    assert read_method(read(Code([0] * (MAX_INSTRUCTIONS + 1), registers=1)), 0) is None
    assert read_method(read(Code([*[0] * 100, 0x0E], registers=1)), 0) is not None
