"""Versions that an SDK keeps as whole numbers, one a part, and never as a text.

Old SDKs hand each part to their settings under a name of its own (`"ReleaseMajorVersion"`, then a static field); the
field holds what the initialiser of its class puts there. Others put each part into a map of their own, right behind its
name (`MapBuilder.of("major", 0, "minor", 75, "patch", 5)` of React Native).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from appaudit.code.values.constants import Constants
from appaudit.dex.opcodes import INT_LITERALS, INVOKES, MOVE_RESULT_OBJECT, SGET, SGET_OBJECT, SPUT, SPUT_OBJECT
from appaudit.dex.operands import destination_register, literal, source_registers

_BOXES: Final = "Ljava/lang/Integer;->valueOf(I)Ljava/lang/Integer;"


def integer_version(constants: Constants, item: int, names: Sequence[str]) -> str:
    """The version whose parts stand in the static fields read right after these texts, empty where one is unknown."""
    fields = _targets(constants, item, (SGET, SGET_OBJECT))
    found: dict[str, int] = {}
    for at, text in _texts(constants, item).items():
        if at + 1 in fields:
            found.setdefault(text, fields[at + 1])
    parts = [_number_in(constants, found[name]) for name in names if name in found]
    known = [str(part) for part in parts if part is not None and part >= 0]
    return ".".join(known) if len(known) == len(names) else ""


def _number_in(constants: Constants, field: int) -> int | None:
    """The number that the initialiser of its class puts into a static field."""
    dex = constants.code.dex
    owner = dex.field_descriptor(field).partition("->")[0]
    for method in dex.methods_of_type(dex.find_type(owner)):
        item = int(constants.item_of_method[method])
        if item >= 0 and dex.method_name(int(method)) == "<clinit>":
            return _numbers_put(constants, item).get(field)
    return None


def handed_version(constants: Constants, item: int, names: Sequence[str]) -> str:
    """The version whose parts a method hands over right behind these texts, empty where one is unknown."""
    code = constants.code
    found: dict[str, int] = {}
    for position, held in _values(constants, item):
        if int(code.instructions.opcode[position]) in INVOKES:
            registers = source_registers(code.dex.units, int(code.instructions.offset[position]))
            for name, part in pairwise(held.get(register) for register in registers):
                if isinstance(name, str) and name in names and isinstance(part, int) and part >= 0:
                    found.setdefault(name, part)
    return ".".join(str(found[name]) for name in names) if len(found) == len(names) else ""


def _numbers_put(constants: Constants, item: int) -> dict[int, int]:
    """The numbers that a method without branches puts into static fields, boxed or not."""
    code, writes = constants.code, _targets(constants, item, (SPUT, SPUT_OBJECT))
    put: dict[int, int] = {}
    for position, held in _values(constants, item):
        if position in writes:
            at = int(code.instructions.offset[position])
            value = held.get(source_registers(code.dex.units, at)[0])
            if isinstance(value, int):
                put[writes[position]] = value
    return put


def _values(constants: Constants, item: int) -> Iterator[tuple[int, dict[int, int | str]]]:
    """The instructions of a method without branches, each with the texts and the numbers that registers hold there."""
    code = constants.code
    units, calls, texts = code.dex.units, _boxing(constants, item), _texts(constants, item)
    held: dict[int, int | str] = {}
    boxed: int | str | None = None
    for position in range(*code.instructions.bounds_of(item)):
        opcode, at = int(code.instructions.opcode[position]), int(code.instructions.offset[position])
        yield position, held
        if position in calls:
            boxed = held.get(source_registers(units, at)[0])
            continue
        register = destination_register(units, at)
        given = literal(units, at) if opcode in INT_LITERALS else boxed if opcode == MOVE_RESULT_OBJECT else None
        value = texts.get(position, given)
        if register is not None:
            held.pop(register, None)
            if value is not None:
                held[register] = value
        boxed = None


def _texts(constants: Constants, item: int) -> dict[int, str]:
    """The texts that a code item loads, by instruction."""
    dex, texts = constants.code.dex, constants.texts
    own = texts.in_item(item)
    rows = zip(texts.instruction[own].tolist(), texts.target[own].tolist(), strict=True)
    return {at: dex.string(text) for at, text in rows}


def _boxing(constants: Constants, item: int) -> frozenset[int]:
    calls = constants.calls
    own = calls.in_item(item)
    dex = constants.code.dex
    return frozenset(
        at
        for at, target in zip(calls.instruction[own].tolist(), calls.target[own].tolist(), strict=True)
        if dex.method_descriptor(target) == _BOXES
    )


def _targets(constants: Constants, item: int, opcodes: Sequence[int]) -> dict[int, int]:
    """The fields that a code item reads or writes in one of these ways, by instruction."""
    fields = constants.fields
    own = fields.in_item(item)
    rows = zip(fields.instruction[own].tolist(), fields.opcode[own].tolist(), fields.target[own].tolist(), strict=True)
    return {at: target for at, opcode, target in rows if opcode in opcodes}
