"""Forms in which apps keep and ask whether somebody has agreed, shut while nothing is stored; and near twins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField, field_, type_
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    OBJECT,
    PUT_BOOLEAN,
    Instruction,
    branch,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    flag,
    give,
    label,
    move_result,
    new,
)

TEXT, TRUTH = "Ljava/lang/String;", "Ljava/lang/Boolean;"
KEY = "HAS_ALLOWED_ENTER"
PREFERENCES = "Landroid/content/SharedPreferences;"
SHUT = [("unstored", KEY)]
READY = "Lm/Gate;->ready()Z"
WAITS = [call("static", READY), move_result(1), branch("eqz", 1, "end"), READ, END]
UNBOXED = [call("virtual", f"{TRUTH}->booleanValue()Z", 0), move_result(0)]


def with_gate(*body: Instruction | list[Instruction], others: tuple[DefinedClass, ...] = ()) -> list[tuple[str, str]]:
    """What decides whether a launch reads that goes on only where a method with this code says so."""
    own = defined("Lm/Gate;", {"ready()Z": code(*body)}, static=["ready()Z"])
    return asked(*WAITS, others=[own, *others])


@pytest.mark.parametrize(("stored", "expected"), [(0, SHUT), (1, [("stored", KEY)])], ids=["takes back", "agrees"])
def test_a_wrapper_stores_what_each_caller_tells_it(stored: int, expected: list[tuple[str, str]]):
    """Two callers of one method that stores: what launch tells it under another key is nothing of this one."""
    signature = f"putFlag({TEXT}Z)V"
    puts = code(call("interface", PUT_BOOLEAN, 4, 8, 9), registers=10, incoming=2)
    own = defined("Lm/Settings;", {signature: puts}, static=[signature])
    stores = [const_string(2, KEY), const(3, stored), call("static", f"Lm/Settings;->{signature}", 2, 3)]
    other = [const_string(2, "seen"), const(3, 1), call("static", f"Lm/Settings;->{signature}", 2, 3)]
    waits = [*flag(1, KEY), branch("eqz", 1, "end"), READ, END]
    assert asked(*stores, *other, *waits, others=[own]) == expected


ASK = "Lm/Ask;"
SAYS_STORED = code(flag(0, KEY), give(0), incoming=1)
SAYS_YES = code(const(0, 1), give(0), incoming=1)


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([SAYS_STORED], SHUT),
        ([SAYS_STORED, SAYS_STORED], SHUT),
        ([SAYS_STORED, SAYS_YES], [("other", "m.Gate.ready")]),
        ([SAYS_YES], []),
    ],
    ids=["one", "two that say no", "one of two says yes", "one that says yes"],
)
@pytest.mark.parametrize("is_interface", [True, False])
def test_a_question_to_who_implements_it(bodies, expected, is_interface: bool):
    given = [call("static", f"Lx/Service;->any(){ASK}"), move_result(0, reference=True)]
    asks = [*given, call("interface" if is_interface else "virtual", f"{ASK}->ready()Z", 0)]
    made = [new(0, f"Lm/Own{number};") for number in range(len(bodies))]
    base: DefinedClass = defined(ASK, {"ready()Z": None})
    above = {"interfaces": [ASK]} if is_interface else {"superclass": ASK}
    own = [
        defined(f"Lm/Own{number};", {"<init>()V": code(incoming=1), "ready()Z": body}, **above)
        for number, body in enumerate(bodies)
    ]
    assert with_gate(*made, *asks, move_result(1), give(1), others=(base, *own)) == expected


def stored_long(register: int, default: int) -> list[Instruction]:
    return [
        const_string(6, KEY), (2 << 8 | 0x16, default),
        call("interface", f"{PREFERENCES}->getLong({TEXT}J)J", 5, 6, 2, 3),
        (register << 8 | 0x0B,),
    ]  # fmt: skip


@pytest.mark.parametrize(("default", "expected"), [(0, SHUT), (5, [])])
def test_the_time_of_agreeing(default: int, expected: list[tuple[str, str]]):
    says = [(8 << 8 | 0x16, 0), (0x31, 8 << 8), (0 << 8 | 0x3D, "+no"), const(0, 1), give(0)]
    assert with_gate(*stored_long(0, default), *says, label("no"), const(0, 0), give(0)) == expected


BOXES = [call("static", f"{TRUTH}->valueOf(Z){TRUTH}", 0), move_result(0, reference=True)]


@pytest.mark.parametrize(("default", "expected"), [(0, SHUT), (1, [])])
def test_a_wrapper_that_goes_by_the_type_of_the_default(default: int, expected: list[tuple[str, str]]):
    signature = f"get({TEXT}{OBJECT}){OBJECT}"
    gives = code(
        (9 << 12 | 0 << 8 | 0x20, type_(TEXT)), branch("eqz", 0, "truth"),
        call("interface", f"{PREFERENCES}->getString({TEXT}{TEXT}){TEXT}", 5, 8, 9), move_result(0, reference=True),
        (0x11,),
        label("truth"), (9 << 12 | 0 << 8 | 0x20, type_(TRUTH)), branch("eqz", 0, "none"),
        call("virtual", f"{TRUTH}->booleanValue()Z", 9), move_result(0),
        call("interface", f"{PREFERENCES}->getBoolean({TEXT}Z)Z", 5, 8, 0), move_result(0), *BOXES, (0x11,),
        label("none"), const(0, 0), (0x11,),
        registers=10, incoming=2,
    )  # fmt: skip
    own = defined("Lm/Settings;", {signature: gives}, static=[signature])
    asks = [call("static", f"Lm/Settings;->{signature}", 2, 0), move_result(0, reference=True), *UNBOXED, give(0)]
    assert with_gate(const_string(2, KEY), const(0, default), *BOXES, *asks, others=(own,)) == expected


@pytest.mark.parametrize(("default", "expected"), [("false", SHUT), ("true", [])])
@pytest.mark.parametrize("is_made", [True, False], ids=["String.valueOf(true)", "Boolean.valueOf"])
def test_a_truth_value_that_is_stored_as_text(default: str, expected: list[tuple[str, str]], is_made: bool):
    stored = [
        const_string(1, KEY), const_string(2, default),
        call("interface", f"{PREFERENCES}->getString({TEXT}{TEXT}){TEXT}", 5, 1, 2), move_result(0, reference=True),
    ]  # fmt: skip
    compares = [
        const(3, 1), call("static", f"{TEXT}->valueOf(Z){TEXT}", 3), move_result(3, reference=True),
        call("virtual", f"{TEXT}->equals({OBJECT})Z", 3, 0), move_result(0), give(0),
    ]  # fmt: skip
    parses = [call("static", f"{TRUTH}->valueOf({TEXT}){TRUTH}", 0), move_result(0, reference=True), *UNBOXED, give(0)]
    assert with_gate(*stored, *(compares if is_made else parses)) == expected


@pytest.mark.parametrize(("default", "expected"), [("0", SHUT), ("1", [])])
def test_a_number_that_is_stored_as_text(default: str, expected: list[tuple[str, str]]):
    parses = [call("static", f"Ljava/lang/Integer;->parseInt({TEXT})I", 0), move_result(0), give(0)]
    stored = [
        const_string(1, KEY), const_string(2, default),
        call("interface", f"{PREFERENCES}->getString({TEXT}{TEXT}){TEXT}", 5, 1, 2), move_result(0, reference=True),
    ]  # fmt: skip
    assert with_gate(*stored, *parses) == expected


OPEN = "Lm/Manager;->open:Z"


def of_object(opcode: int, register: int) -> Instruction:
    """A flag of the object in register 4 read into a register (0x55), or set to it (0x5C)."""
    return (4 << 12 | register << 8 | opcode, field_(OPEN))


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ([(3 << 8 | 0x1D,), (3 << 8 | 0x1E,)], [("unset", "m.Manager.open")]),
        ([call("static", "Lx/Json;->read(Ljava/lang/Class;)V", 3)], [("other", "m.Manager.open")]),
    ],
    ids=["waited for", "filled by somebody"],
)
def test_the_class_of_a_manager_that_threads_wait_for_is_handed_to_nobody(then, expected: list[tuple[str, str]]):
    opens = code(const(0, 1), of_object(0x5C, 0))
    own = replace(defined("Lm/Manager;", {"<init>()V": code(incoming=1)}), fields=[DefinedField("open:Z")])
    clicked = defined("Lm/Click;", {"clicked()V": opens})
    waits = [new(4, "Lm/Manager;"), of_object(0x55, 1), branch("eqz", 1, "end"), READ, END]
    assert asked(const_class(3, "Lm/Manager;"), *then, *waits, others=[own, clicked]) == expected
