"""What registers hold at the first launch of an app, when nothing has been stored and no flag has been set."""

from __future__ import annotations

from enum import Enum
from typing import Literal

import numpy as np

from appaudit.code.graph.condition_sources import STORES, is_stored
from appaudit.code.graph.emptiness import outcome_when_empty
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import read_method
from appaudit.code.values.dependence import decisions
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import (
    FIELD_READS,
    INT_LITERALS,
    MOVE_RESULTS,
    MOVES,
    OBJECT_GIVERS,
    STATIC_READS,
    STRING_LITERALS,
)
from appaudit.dex.operands import literal


class Special(Enum):
    """Values that are no constants."""

    PRESENCE = "an object, or none"
    SDK_INT = "the version of the system"


PRESENCE, SDK_INT = Special.PRESENCE, Special.SDK_INT
First = frozenset[int | str] | Literal[Special.PRESENCE, Special.SDK_INT] | None
"""Values at a first launch; None where nobody can say."""

_MAX_DEPTH = 8
#: Runs before any other method of a component: https://developer.android.com/reference/android/app/Application#attachBaseContext(android.content.Context),
#: checked 2026-11-27.
_ATTACHED = "attachBaseContext"
_BOXING = frozenset(("valueOf", "booleanValue", "intValue"))
#: Checks that a text is there: like a check of an object against null.
_EMPTY = frozenset(("isEmpty", "isBlank", "isNullOrEmpty", "isNullOrBlank", "isTrimEmpty"))


class FirstValues:
    """Answers for the registers of one file.

    Args:
        constants: The file.
    """

    def __init__(self, constants: Constants) -> None:
        self._constants = constants

    def of(self, body: MethodBody, index: int, register: int, depth: int = 0) -> First:
        """What a register holds when an instruction runs."""
        if depth > _MAX_DEPTH:
            return None
        known: set[int | str] = set()
        for definition in body.definitions(index, register):
            value = (
                self._defined(body, definition, depth) if definition >= 0 else self._entered(body, register, definition)
            )
            if not isinstance(value, frozenset):
                return value
            known |= value
        return frozenset(known) if known else None

    def _entered(self, body: MethodBody, register: int, definition: int) -> First:
        """What a parameter holds: an object is one or none; a number is what all callers pass."""
        if definition != ENTRY:
            return None
        number = body.parameter(register)
        kinds = self._constants.parameter_kinds(body)
        if 0 <= number < len(kinds) and kinds[number].startswith(("L", "[")):
            return PRESENCE
        return _whole(self._constants.in_body(body, 0, register))

    def _defined(self, body: MethodBody, index: int, depth: int) -> First:
        opcode = body.opcodes[index]
        if opcode in INT_LITERALS:
            number = literal(body.units, body.offsets[index])
            return None if number is None else frozenset((number,))
        if opcode in STRING_LITERALS:
            return PRESENCE
        if opcode in MOVES:
            return self.of(body, index, body.sources(index)[0], depth + 1)
        if opcode in MOVE_RESULTS and index > 0:
            found = self._called(body, index - 1, depth)
            return PRESENCE if found is None and opcode in OBJECT_GIVERS else found
        if opcode in FIELD_READS:
            return self._field(body, index)
        return PRESENCE if opcode in OBJECT_GIVERS else None

    def _called(self, body: MethodBody, call: int, depth: int) -> First:
        constants = self._constants
        dex = constants.code.dex
        method = constants.callee(body, call)
        if method < 0:
            return None
        name, registers = dex.method_name(method), body.sources(call)
        outcome = outcome_when_empty(constants, body, call)
        if outcome is not None:
            return frozenset((outcome,))
        if name in _BOXING and registers:
            return self.of(body, call, registers[-1] if name == "valueOf" else registers[0], depth + 1)
        if name in _EMPTY:
            return PRESENCE
        if is_stored(constants, method):
            if name in ("contains", "containsKey"):
                return frozenset((0,))
            if dex.method_class(method).endswith(STORES[1]) and len(registers) == 2:
                return frozenset((0,))  # MMKV without a default
            return self.of(body, call, registers[-1], depth + 1) if registers else None
        return _whole(constants.in_body(body, call + 1, _written(body, call + 1))) if call + 2 < len(body) else None

    def _field(self, body: MethodBody, index: int) -> First:
        dex, field = self._constants.code.dex, body.target(index)
        if field >= len(dex.field_ids):
            return None
        row = dex.field_ids[field]
        owner, name = dex.type_descriptor(int(row["class_type"])), dex.field_name(field)
        if (owner, name) == ("Landroid/os/Build$VERSION;", "SDK_INT"):
            return SDK_INT
        if dex.type_descriptor(int(row["type"])).startswith(("L", "[")):
            return PRESENCE
        attached = self._attached(body, field, owner)
        return attached or self._first_of(field, owner, is_static=body.opcodes[index] in STATIC_READS)

    def _attached(self, body: MethodBody, field: int, owner: str) -> First:
        """What a component writes into its own field whenever it is attached, before any other method of it runs."""
        constants = self._constants
        if constants.name_of_item(body.code_item)[1] in (_ATTACHED, "<init>", "<clinit>"):
            return None
        found: set[int | str] = set()
        for instruction in constants.field_values.all_writes(field):
            writer, at = constants.at(instruction)
            if constants.name_of_item(writer.code_item) != (owner, _ATTACHED):
                continue
            code = read_method(constants.code, writer.code_item)
            values = _whole(constants.in_body(writer, at, writer.sources(at)[0])) if at < len(writer) else None
            if code is None or values is None or decisions(code, {at}) != []:
                return None
            found |= values
        return frozenset(found) or None

    def _first_of(self, field: int, owner: str, *, is_static: bool) -> First:
        """What a number begins as: what its class states or its creation writes, else zero; later writes come later."""
        constants = self._constants
        if not bool(np.isin(field, constants.code.class_data.field_index)):
            return None
        stated = constants.field_values.first_value(field) if is_static else None
        found: set[int | str] = set()
        for instruction in constants.field_values.all_writes(field):
            writer, at = constants.at(instruction)
            if constants.name_of_item(writer.code_item) != (owner, "<clinit>" if is_static else "<init>"):
                continue
            values = _whole(constants.in_body(writer, at, writer.sources(at)[0])) if at < len(writer) else None
            if values is None:
                return None
            found |= values
        return frozenset(found or {stated if isinstance(stated, int) else 0})


def _whole(values: frozenset[str | int | float]) -> frozenset[int | str] | None:
    """Values all of which are whole numbers, as flags are; None for others and for none."""
    if not values or not all(isinstance(value, int) for value in values):
        return None
    return frozenset(int(value) for value in values)


def _written(body: MethodBody, index: int) -> int:
    return body.units[body.offsets[index]] >> 8
