"""States of an agreement that are kept as constants of an enumeration: by number and by name, shut while none is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    call,
    code,
    compare,
    const,
    const_string,
    defined,
    move_result,
    new,
    static_field,
)

STATE, TEXT = "Lm/State;", "Ljava/lang/String;"
NAMES = ("UNKNOWN", "AGREED")
PREFERENCES = "Landroid/content/SharedPreferences;"
KEY = "HAS_ALLOWED_ENTER"


def field(name: str) -> str:
    """The field of a constant, as a shrinker calls it."""
    return f"{STATE}->{name.lower()[0]}:{STATE}"


def states() -> DefinedClass:
    """`enum State { UNKNOWN, AGREED }`; what `values` and `valueOf` do is known of every enumeration."""
    made: list[Instruction] = []
    for number, name in enumerate(NAMES):
        made += [new(0, STATE)[0], const_string(1, name), const(2, number),
                 call("direct", f"{STATE}-><init>({TEXT}I)V", 0, 1, 2),
                 static_field("put-object", 0, field(name))]  # fmt: skip
    values, named = f"values()[{STATE}", f"valueOf({TEXT}){STATE}"
    methods = {
        "<clinit>()V": code(*made),
        "<init>(Ljava/lang/String;I)V": code(registers=3, incoming=3),
        values: code(const(0, 0), (0x11,)),
        named: code(const(0, 0), (0x11,), incoming=1),
    }
    fields = [DefinedField(f"{name.lower()[0]}:{STATE}", 0x4019, is_static=True) for name in NAMES]
    return replace(
        defined(STATE, methods, superclass="Ljava/lang/Enum;", static=[values, named, "<clinit>()V"]), fields=fields
    )


IS_AGREED = [static_field("get-object", 2, field("AGREED")), compare("ne", 1, 2, "end"), READ, END]


@pytest.mark.parametrize(("default", "expected"), [(0, ["unstored"]), (1, [])])
def test_a_state_that_is_stored_by_its_number(default: int, expected: list[str]):
    number = [
        const_string(6, KEY), const(7, default), call("interface", f"{PREFERENCES}->getInt({TEXT}I)I", 5, 6, 7),
        move_result(3),
    ]  # fmt: skip
    given = [
        call("static", f"{STATE}->values()[{STATE}"), move_result(4, reference=True), (1 << 8 | 0x46, 3 << 8 | 4),
    ]  # fmt: skip
    found = asked(*number, *given, *IS_AGREED, others=[states()])
    assert [kind for kind, _ in found] == expected


@pytest.mark.parametrize(("default", "waits"), [("UNKNOWN", True), ("AGREED", False)])
def test_a_state_that_is_stored_by_its_name(default: str, waits: bool):
    text = [
        const_string(6, KEY), const_string(7, default),
        call("interface", f"{PREFERENCES}->getString({TEXT}{TEXT}){TEXT}", 5, 6, 7), move_result(3, reference=True),
    ]  # fmt: skip
    given = [call("static", f"{STATE}->valueOf({TEXT}){STATE}", 3), move_result(1, reference=True)]
    found = asked(*text, *given, *IS_AGREED, others=[states()])
    assert any(kind in ("unset", "unstored") for kind, _ in found) is waits
