"""Constants of enumerations that a way hands on, and the switches over them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedField, type_
from tests.support.first_launch import READ, other_values
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    compare,
    const,
    const_string,
    defined,
    label,
    move_result,
    new,
    static_field,
)

KIND = "Lm/Kind;"
TABLE = "Lm/Step$1;->table:[I"
ORDINAL = f"{KIND}->ordinal()I"


def constant(number: int) -> str:
    return f"{KIND}->K{number}:{KIND}"


def enumeration(access_flags: int = 0x4019):
    """`enum Kind { K0, K1, K2 }`."""
    made: list[Instruction] = []
    for number in range(3):
        made += [new(0, KIND)[0], const_string(1, f"K{number}"), const(2, number),
                 call("direct", f"{KIND}-><init>(Ljava/lang/String;I)V", 0, 1, 2),
                 static_field("put-object", 0, constant(number))]  # fmt: skip
    methods = {"<clinit>()V": code(*made), "<init>(Ljava/lang/String;I)V": code(registers=3, incoming=3)}
    fields = [DefinedField(f"K{number}:{KIND}", access_flags, is_static=True) for number in range(3)]
    return replace(defined(KIND, methods, superclass="Ljava/lang/Enum;"), fields=fields)


def table(*numbers: int):
    """The array of a switch that names these constants: the first has 1, the next 2."""
    body = [const(0, 3), (0 << 12 | 0 << 8 | 0x23, type_("[I")), static_field("put-object", 0, TABLE)]
    for value, number in enumerate(numbers, 1):
        body += [static_field("get-object", 0, TABLE), static_field("get-object", 1, constant(number)),
                 call("virtual", ORDINAL, 1), move_result(1), const(2, value), (2 << 8 | 0x4B, 1 << 8 | 0)]  # fmt: skip
    return replace(
        defined("Lm/Step$1;", {"<clinit>()V": code(*body)}), fields=[DefinedField("table:[I", 0x1018, is_static=True)]
    )


ASKS = {
    "same": [static_field("get-object", 0, constant(1)), compare("ne", 9, 0, "end")],
    "number": [call("virtual", ORDINAL, 9), move_result(0), const(1, 1), compare("ne", 0, 1, "end")],
    "switch": [static_field("get-object", 0, TABLE), call("virtual", ORDINAL, 9), move_result(1),
               (0 << 8 | 0x44, 1 << 8 | 0), const(1, 2), compare("ne", 0, 1, "end")],
}  # fmt: skip


def ruled_out(asks: str, handed: int, *, access_flags: int = 0x4019) -> bool:
    """Whether the IMEI, which is read for K1 alone, is not read where another constant is handed on."""
    name = f"go({KIND})V"
    step = defined("Lm/Step;", {name: code(*ASKS[asks], READ, label("end"), registers=10, incoming=1)}, static=[name])
    start = code(static_field("get-object", 1, constant(handed)), call("static", f"Lm/Step;->{name}", 1), registers=10,
                 incoming=1)  # fmt: skip
    return bool(other_values({"onCreate()V": start}, step, enumeration(access_flags), table(2, 1)))


@pytest.mark.parametrize("asks", sorted(ASKS))
def test_a_constant_that_is_handed_on(asks: str):
    assert ruled_out(asks, 0)
    assert ruled_out(asks, 2)
    assert not ruled_out(asks, 1)


def test_a_field_of_the_same_type_that_is_no_constant():
    assert not ruled_out("same", 0, access_flags=0x0009)


def test_a_constant_is_an_object():
    name = f"go({KIND})V"
    asks = [branch("eqz", 9, "end"), READ, label("end")]
    step = defined("Lm/Step;", {name: code(*asks, registers=10, incoming=1)}, static=[name])
    start = code(static_field("get-object", 1, constant(0)), call("static", f"Lm/Step;->{name}", 1), registers=10,
                 incoming=1)  # fmt: skip
    assert other_values({"onCreate()V": start}, step, enumeration()) == []
