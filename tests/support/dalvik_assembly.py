"""Writes Dalvik code for tests: one function for each kind of instruction, and labels for jumps.

Registers are below 16 unless an instruction takes a whole byte. Formats:
https://source.android.com/docs/core/runtime/instruction-formats
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.dex_builder import (
    Code,
    DefinedMethod,
    DexBuilder,
    Reference,
    field_,
    method,
    string,
    type_,
)

from appaudit.code.values.constants import Constants
from appaudit.dex import DexCode, read_code

Units = list[int | Reference]

VIRTUAL, SUPER, DIRECT, STATIC, INTERFACE = range(0x6E, 0x73)
RETURN_VOID: Units = [0x0E]
EQ, NE, LT, GE, GT, LE = range(6)


@dataclass(frozen=True)
class Jump:
    """A jump to a label; `units` are those before the distance."""

    units: tuple[int, ...]
    label: str


def code(*parts: Units | str | Jump, registers: int = 16, incoming: int = 1) -> Code:
    """A code item; a text is a label that stands before the next instruction."""
    labels: dict[str, int] = {}
    at = 0
    for part in parts:
        if isinstance(part, str):
            labels[part] = at
        else:
            at += len(part.units) + 1 if isinstance(part, Jump) else len(part) + _extra(part)
    units: Units = []
    at = 0
    for part in parts:
        if isinstance(part, Jump):
            units += [*part.units, (labels[part.label] - at) & 0xFFFF]
            at += len(part.units) + 1
        elif not isinstance(part, str):
            units += part
            at += len(part) + _extra(part)
    return Code(units, registers=registers, incoming=incoming)


def _extra(part: Units) -> int:
    return sum(1 for unit in part if isinstance(unit, Reference) and unit.jumbo)


def number(register: int, value: int) -> Units:
    """const"""
    low, high = struct.unpack("<HH", struct.pack("<i", value))
    return [0x14 | register << 8, low, high]


def number16(register: int, value: int) -> Units:
    """const/16"""
    return [0x13 | register << 8, value & 0xFFFF]


def small(register: int, value: int) -> Units:
    """const/4"""
    return [0x12 | register << 8 | (value & 0xF) << 12]


def single(register: int, value: float) -> Units:
    """const with the bits of a float"""
    return number(register, struct.unpack("<i", struct.pack("<f", value))[0])


def double(register: int, value: float) -> Units:
    """const-wide with the bits of a double"""
    return [0x18 | register << 8, *struct.unpack("<HHHH", struct.pack("<d", value))]


def long(register: int, value: int) -> Units:
    """const-wide/16, or const-wide/32 where the number asks for it"""
    if -0x8000 <= value < 0x8000:
        return [0x16 | register << 8, value & 0xFFFF]
    return [0x17 | register << 8, value & 0xFFFF, value >> 16 & 0xFFFF]


def text(register: int, value: str) -> Units:
    """const-string"""
    return [0x1A | register << 8, string(value)]


def move(to: int, source: int, opcode: int = 0x07) -> Units:
    """move-object, or another move of the same form"""
    return [opcode | to << 8 | source << 12]


def result(register: int, opcode: int = 0x0C) -> Units:
    """move-result-object"""
    return [opcode | register << 8]


def result_wide(register: int) -> Units:
    """move-result-wide"""
    return [0x0B | register << 8]


def give(register: int, opcode: int = 0x11) -> Units:
    """return-object"""
    return [opcode | register << 8]


def call(kind: int, name: str, *registers: int) -> Units:
    """invoke-kind of a method in full"""
    padded = (*registers, 0, 0, 0, 0, 0)
    last = padded[4] if len(registers) == 5 else 0
    third = padded[0] | padded[1] << 4 | padded[2] << 8 | padded[3] << 12
    return [kind | len(registers) << 12 | last << 8, method(name), third]


def call_range(kind: int, name: str, first: int, count: int) -> Units:
    """invoke-kind/range of a method in full: the registers from `first` on"""
    return [kind + 6 | count << 8, method(name), first]


def read_static(register: int, name: str, opcode: int = 0x62) -> Units:
    """sget-object"""
    return [opcode | register << 8, field_(name)]


def write_static(register: int, name: str, opcode: int = 0x69) -> Units:
    """sput-object"""
    return [opcode | register << 8, field_(name)]


def read(register: int, owner: int, name: str, opcode: int = 0x54) -> Units:
    """iget-object; 0x52 is iget, 0x53 iget-wide"""
    return [opcode | register << 8 | owner << 12, field_(name)]


def write(register: int, owner: int, name: str, opcode: int = 0x5B) -> Units:
    """iput-object; 0x59 is iput, 0x5A iput-wide"""
    return [opcode | register << 8 | owner << 12, field_(name)]


def new(register: int, descriptor: str) -> Units:
    """new-instance"""
    return [0x22 | register << 8, type_(descriptor)]


def new_array(register: int, size: int, descriptor: str) -> Units:
    """new-array"""
    return [0x23 | register << 8 | size << 12, type_(descriptor)]


def filled_array(descriptor: str, *registers: int) -> Units:
    """filled-new-array"""
    return [0x24 | len(registers) << 12, type_(descriptor), sum(each << 4 * n for n, each in enumerate(registers))]


def three(opcode: int, first: int, second: int, third: int) -> Units:
    """Any instruction with three registers: aget, aput, cmp, arithmetic"""
    return [opcode | first << 8, second | third << 8]


def two(opcode: int, first: int, second: int) -> Units:
    """Any instruction with two registers: conversions, arithmetic in place"""
    return [opcode | first << 8 | second << 12]


def if_zero(condition: int, register: int, label: str) -> Jump:
    """if-eqz and its kin"""
    return Jump((0x38 + condition | register << 8,), label)


def if_(condition: int, first: int, second: int, label: str) -> Jump:
    """if-eq and its kin"""
    return Jump((0x32 + condition | first << 8 | second << 12,), label)


def jump(label: str) -> Jump:
    """goto/16"""
    return Jump((0x29,), label)


def one_method(body: Code, signature: str = "run()V", owner: str = "Lapp/Main;") -> DexBuilder:
    """A file with one class of one method."""
    return DexBuilder().add_class(owner, methods=[DefinedMethod(signature, body)])


def opened(builder: DexBuilder, place: str = "classes.dex") -> DexCode:
    """The file as the engine reads it."""
    (read_file,), errors = read_code([(place, builder.build())])
    assert not errors
    return read_file


def calls_of(constants: Constants, name: str) -> list[int]:
    """The instructions that call a method of this name."""
    dex, calls = constants.code.dex, constants.calls
    named = [dex.method_name(int(target)) == name for target in calls.target]
    return [int(instruction) for instruction, is_it in zip(calls.instruction, named, strict=True) if is_it]


def methods(**bodies: Code) -> Sequence[DefinedMethod]:
    """Methods without parameters that return nothing, by name."""
    return [DefinedMethod(f"{name}()V", body) for name, body in bodies.items()]
