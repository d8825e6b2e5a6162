"""Versions that an SDK keeps as whole numbers, one a part, and never as a text.

Old SDKs hand each part to their settings under a name of its own (`"ReleaseMajorVersion"`, then a static field); the
field holds what the initialiser of its class puts there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from appaudit.code.values.constants import Constants
from appaudit.dex.opcodes import INT_LITERALS, MOVE_RESULT_OBJECT, SGET, SGET_OBJECT, SPUT, SPUT_OBJECT
from appaudit.dex.operands import destination_register, literal, source_registers

_BOXES: Final = "Ljava/lang/Integer;->valueOf(I)Ljava/lang/Integer;"


def integer_version(constants: Constants, item: int, names: Sequence[str]) -> str:
    """The version whose parts stand in the static fields read right after these texts, empty where one is unknown."""
    dex = constants.code.dex
    fields = _targets(constants, item, (SGET, SGET_OBJECT))
    texts = constants.texts
    start, end = np.searchsorted(texts.code_item, np.array([item, item + 1], dtype=texts.code_item.dtype))
    found: dict[str, int] = {}
    for at, text in zip(texts.instruction[start:end].tolist(), texts.target[start:end].tolist(), strict=True):
        if at + 1 in fields:
            found.setdefault(dex.string(text), fields[at + 1])
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


def _numbers_put(constants: Constants, item: int) -> dict[int, int]:
    """The numbers that a method without branches puts into static fields, boxed or not."""
    code = constants.code
    units, calls, writes = code.dex.units, _boxing(constants, item), _targets(constants, item, (SPUT, SPUT_OBJECT))
    held: dict[int, int] = {}
    put: dict[int, int] = {}
    boxed: int | None = None
    for position in range(*code.instructions.bounds_of(item)):
        opcode, at = int(code.instructions.opcode[position]), int(code.instructions.offset[position])
        if position in calls:
            boxed = held.get(source_registers(units, at)[0])
            continue
        register = destination_register(units, at)
        number = literal(units, at) if opcode in INT_LITERALS else boxed if opcode == MOVE_RESULT_OBJECT else None
        if register is not None:
            held.pop(register, None)
            if number is not None:
                held[register] = number
        elif position in writes and source_registers(units, at)[0] in held:
            put[writes[position]] = held[source_registers(units, at)[0]]
        boxed = None
    return put


def _boxing(constants: Constants, item: int) -> frozenset[int]:
    calls = constants.calls
    start, end = np.searchsorted(calls.code_item, np.array([item, item + 1], dtype=calls.code_item.dtype))
    dex = constants.code.dex
    return frozenset(
        at
        for at, target in zip(calls.instruction[start:end].tolist(), calls.target[start:end].tolist(), strict=True)
        if dex.method_descriptor(target) == _BOXES
    )


def _targets(constants: Constants, item: int, opcodes: Sequence[int]) -> dict[int, int]:
    """The fields that a code item reads or writes in one of these ways, by instruction."""
    fields = constants.fields
    start, end = np.searchsorted(fields.code_item, np.array([item, item + 1], dtype=fields.code_item.dtype))
    rows = zip(
        fields.instruction[start:end].tolist(),
        fields.opcode[start:end].tolist(),
        fields.target[start:end].tolist(),
        strict=True,
    )
    return {at: target for at, opcode, target in rows if opcode in opcodes}
