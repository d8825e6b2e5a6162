"""What registers hold where nothing shows how code comes there, as in handlers of exceptions."""

from __future__ import annotations

from tests.support.program_assembly import RETURN_VOID, call, code, const, defined, dex

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
