"""Keys that are asked of a method which was got by its name: known where they are written in code, else open."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import type_
from tests.support.program_assembly import OBJECT, call, code, const, const_string, defined, move_result
from tests.unit.code.facts.test_unseen_code import FOR_NAME, GET_METHOD, MADE, STRING, found

PROPERTIES = "android.os.SystemProperties"
OPEN = [("reflection", "java.lang.Class.getMethod", "android.os.SystemProperties.get")]
INVOKE = f"Ljava/lang/reflect/Method;->invoke({OBJECT}[{OBJECT}){OBJECT}"
#: The method that answers properties, in register 4.
GOT = [
    *(const_string(2, PROPERTIES), call("static", FOR_NAME, 2), move_result(2, reference=True)),
    *(const_string(3, "get"), call("virtual", GET_METHOD, 2, 3, 5), move_result(4, reference=True)),
]


def asked(key):
    """Hands a register to the method in an array of one."""
    array = [const(5, 1), (0x5623, type_(f"[{OBJECT}")), const(5, 0), (key << 8 | 0x4D, 0x0506)]
    return [*array, call("virtual", INVOKE, 4, 2, 6)]


def test_a_property_that_is_written_in_code_is_known():
    assert found(*GOT, const_string(1, "qemu.hw.mainkeys"), *asked(1)) == []
    assert found(*GOT, *MADE, *asked(1)) == OPEN


def test_one_that_is_asked_for_data_is_seen_as_that_reading():
    assert found(*GOT, const_string(1, "ro.serialno"), *asked(1)) == []


def test_every_property_has_to_be_known():
    assert found(*GOT, const_string(1, "qemu.hw.mainkeys"), *asked(1), *MADE, *asked(1)) == OPEN


def test_a_method_that_is_only_got_is_open():
    assert found(*GOT) == OPEN


def test_a_method_that_is_given_away_is_open():
    give = call("static", "Lm/Keeper;->keep(Ljava/lang/reflect/Method;)V", 4)
    assert found(*GOT, const_string(1, "qemu.hw.mainkeys"), *asked(1), give) == OPEN


@pytest.mark.parametrize(
    ("key", "expected"),
    [("ro.config.hw_notch_size", []), ("ro.serialno", OPEN)],  # where it is handed over nobody sees that it is read
)
def test_a_property_that_is_handed_to_a_helper(key, expected):
    helper = defined("Lm/Helper;", {f"ask({STRING})V": code(*GOT, *asked(9), incoming=1)}, static=[f"ask({STRING})V"])
    start = [const_string(1, key), call("static", f"Lm/Helper;->ask({STRING})V", 1)]
    assert found(*start, classes=[helper]) == expected
