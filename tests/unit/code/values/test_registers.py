"""What registers hold where nothing shows how code comes there, and behind what catches exceptions."""

from __future__ import annotations

from dataclasses import replace

from tests.support.program_assembly import RETURN_VOID, branch, call, code, const, defined, dex, label

from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, UNKNOWN
from appaudit.dex import read_code

USE = call("static", "Lm/Ids;->use(II)V", 0, 2)


def definitions(*before) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the values of a local register and of a parameter come from after a return that nothing jumps over."""
    body = code(*before, RETURN_VOID, USE, registers=3, incoming=1)
    codes, errors = read_code([("classes.dex", dex(defined("Lm/Ids;", {"go(I)V": body}, static=["go(I)V"])))])
    assert not errors
    found = Constants(codes[0]).body(0)
    place = len(found) - 2
    return found.definitions(place, 0), found.definitions(place, 2)


def test_a_parameter_that_nothing_writes_is_what_the_method_was_given():
    assert definitions(const(0, 1)) == ((UNKNOWN,), (ENTRY,))


def test_a_parameter_that_something_writes_may_be_either():
    assert definitions(const(0, 1), const(2, 1)) == ((UNKNOWN,), (UNKNOWN,))
    assert definitions((1 << 8 | 0x16, 1)) == ((UNKNOWN,), (UNKNOWN,))  # const-wide: the second register of the pair


def origins(*parts, register: int) -> tuple[tuple[int, int], ...]:
    """Where the value of a register comes from before the last instruction, through moves."""
    body = code(*parts, RETURN_VOID, registers=4, incoming=1)
    codes, errors = read_code([("classes.dex", dex(defined("Lm/Ids;", {"go(I)V": body}, static=["go(I)V"])))])
    assert not errors
    found = Constants(codes[0]).body(0)
    return found.origins(len(found) - 1, register)


def test_a_value_that_was_moved_comes_from_where_it_was_made_and_from_its_register_there():
    assert origins((0x3101,), (0x1001,), register=0) == ((ENTRY, 3),)  # move v1, v3; move v0, v1
    assert origins(const(2, 7), (0x2001,), register=0) == ((0, 2),)


def test_moves_that_copy_each_other_around_a_loop_are_followed_once():
    around = [label("again"), (0x0101,), (0x1001,), branch("eqz", 3, "again")]
    assert origins(const(0, 7), *around, register=0) == ((0, 0),)
    assert origins((0x3001,), *around, register=1) == ((ENTRY, 3),)


def made_before(*parts, register: int) -> bool:
    """Whether what a register holds before the last instruction is seen to be made straight before it."""
    body = code(*parts, RETURN_VOID, registers=4, incoming=1)
    codes, errors = read_code([("classes.dex", dex(defined("Lm/Ids;", {"go(I)V": body}, static=["go(I)V"])))])
    assert not errors
    found = Constants(codes[0]).body(0)
    return found.is_made_before(len(found) - 1, register)


def test_what_is_made_straight_before_is_no_parameter():
    assert made_before(const(3, 7), (0x0101,), register=3)
    assert made_before((2 << 8 | 0x16, 1), register=3)  # const-wide v2: the second register of the pair
    assert made_before(branch("eqz", 3, "there"), const(3, 7), label("there"), register=3)  # by one way at least
    assert not made_before(const(0, 7), (0x0101,), register=3)
    assert not made_before((0x0301,), register=3)  # move v3, v0: to be followed
    assert not made_before(const(3, 7), RETURN_VOID, const(0, 7), register=3)  # nothing leads on from a return


def ahead(*parts, register: int) -> tuple[list[int], list[int]]:
    """The readers straight on from what the first instruction put into a register, and all readers of it."""
    body = code(*parts, RETURN_VOID, registers=4, incoming=1)
    codes, errors = read_code([("classes.dex", dex(defined("Lm/Ids;", {"go(I)V": body}, static=["go(I)V"])))])
    assert not errors
    found = Constants(codes[0]).body(0)
    return list(found.readers_ahead(0, register)), list(found.readers(0, register))


def test_readers_straight_on_are_found_until_the_register_is_written_again():
    first, second = (0x0101,), (0x0201,)  # move v1, v0; move v2, v0
    assert ahead(const(0, 7), first, second, register=0) == ([1, 2], [1, 2])
    assert ahead(const(0, 7), first, const(0, 8), second, register=0) == ([1], [1])
    assert ahead(const(1, 7), (0x1201,), register=1) == ([1], [1])
    assert ahead(const(1, 7), (0x16, 1), (0x1201,), register=1)[0] == []  # const-wide v0: its pair is written as well


def test_readers_behind_a_jump_are_not_straight_on():
    behind = [branch("eqz", 3, "there"), RETURN_VOID, label("there"), (0x0101,)]
    assert ahead(const(0, 7), *behind, register=0) == ([], [3])
    assert ahead(const(0, 7), behind[0], behind[2], behind[3], register=0) == ([2], [2])


def in_handler(*tried, before=(), rest=(), register: int = 0) -> tuple[int, ...]:
    """What a register may hold behind a `try` whose `catch` takes the exception and goes on; both ways meet there."""
    start = sum(len(each) for each in before)
    length = sum(len(each) for each in tried)
    handler = start + length + 1
    units = code(*before, *tried, (0x0228,), (0x090D,), *rest, RETURN_VOID, registers=12, incoming=1)
    caught = replace(units, tries=[(start, length, handler)])
    codes, errors = read_code([("classes.dex", dex(defined("Lm/Ids;", {"go(I)V": caught}, static=["go(I)V"])))])
    assert not errors
    found = Constants(codes[0]).body(0)
    return found.definitions(len(found) - 1, register)


def test_what_a_try_leaves_alone_holds_behind_its_catch():
    assert in_handler(USE, before=[const(0, 1)]) == (0,)


def test_what_a_try_writes_may_hold_behind_its_catch_or_what_was_there_before():
    assert in_handler(USE, const(0, 2), USE, before=[const(0, 1)]) == (0, 2)
    assert in_handler(const(0, 2), USE, before=[const(0, 1)]) == (1,)  # a constant throws nothing
    assert in_handler(USE, const(0, 2), before=[const(0, 1)]) == (0, 2)
    assert in_handler(USE, rest=[const(0, 2)], before=[const(0, 1)]) == (3 + 1,)


def test_behind_a_catch_that_nothing_throws_to_what_came_without_exception_holds_and_the_handler_is_unknown():
    assert in_handler(const(0, 2), const(1, 2)) == (UNKNOWN, 0)


def test_an_exception_and_the_second_half_of_a_pair_stay_unknown_behind_a_catch():
    assert in_handler(USE, before=[const(9, 1)], register=9) == (UNKNOWN, 0)
    assert in_handler(USE, before=[(1 << 8 | 0x16, 1)], register=2) == (UNKNOWN,)
