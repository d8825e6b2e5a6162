"""What a number in sensor code is made of: readings of a sensor, the time, a calculation with them, a configuration.

Everything that may flow into a register is gathered, without regard to the order in which it happens.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Flag, auto

from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import (
    ARRAY_READS,
    ARRAY_WRITES,
    DIVISIONS,
    FIELD_READS,
    INVOKES,
    MOVE_RESULTS,
    MULTIPLICATIONS,
    NEW_ARRAY,
    SUBTRACTIONS,
    VALUE_RETURNS,
)
from appaudit.model.record import record

#: A register at an instruction of a method.
_Point = tuple[MethodBody, int, int]

#: Questions that one slice may ask, and instructions of a method whose result is looked into.
_MAX_STEPS = 300
_MAX_CALLEE = 80
_MAX_WRITES = 12

_EVENT = "Landroid/hardware/SensorEvent;"
_MANAGER = "Landroid/hardware/SensorManager;"
_MATHS = frozenset(("Ljava/lang/Math;", "Ljava/lang/StrictMath;", "Landroid/util/FloatMath;"))
_ANGLES = frozenset(("atan", "atan2", "acos", "asin"))
_MILLISECONDS = {
    ("Ljava/lang/System;", "currentTimeMillis"),
    ("Landroid/os/SystemClock;", "elapsedRealtime"),
    ("Landroid/os/SystemClock;", "uptimeMillis"),
    ("Ljava/util/Date;", "getTime"),
    ("Ljava/util/Calendar;", "getTimeInMillis"),
}
_NANOSECONDS = {("Ljava/lang/System;", "nanoTime"), ("Landroid/os/SystemClock;", "elapsedRealtimeNanos")}
#: Classes whose getters give what a server or a file of settings said.
_CONFIGURATIONS = ("Lorg/json/", "Lcom/google/gson/", "Lcom/alibaba/fastjson", "Lcom/google/firebase/remoteconfig/")


class Made(Flag):
    """What a number is made of."""

    NOTHING = 0
    READINGS = auto()
    """Values of a sensor event."""
    MILLISECONDS = auto()
    NANOSECONDS = auto()
    DIFFERENCE = auto()
    """Something was subtracted."""
    ROOT = auto()
    SQUARE = auto()
    RATE = auto()
    """Divided by a time."""
    INTEGRAL = auto()
    """Multiplied by a time."""
    DEGREES = auto()
    RADIANS = auto()
    CONFIGURATION = auto()
    """Read from JSON or a remote configuration."""

    @property
    def is_time(self) -> bool:
        """Whether a clock is in it."""
        return bool(self & (Made.MILLISECONDS | Made.NANOSECONDS))


@record(kw_only=False)
class _Stores:
    """What is put into arrays in the methods looked at: by the field that holds the array or where it is created."""

    by_field: dict[int, list[_Point]]
    by_creation: dict[tuple[int, int], list[_Point]]
    oriented_fields: set[int]
    oriented_creations: set[tuple[int, int]]


class Slices:
    """Looks into one DEX file.

    Args:
        constants: The file.
        items: The code items in which arrays of readings are handled.
    """

    def __init__(self, constants: Constants, items: Iterable[int]) -> None:
        self._constants = constants
        self._dex = constants.code.dex
        self._known: dict[tuple[int, int, int, tuple[int, ...]], Made] = {}
        self._stores = self._find_stores([constants.body(item) for item in items])

    def made_of(self, body: MethodBody, index: int, register: int, *, nesting: int = 0) -> Made:
        """What the value of a register is made of when an instruction runs."""
        key = (body.code_item, nesting, register, body.definitions(index, register))
        made = self._known.get(key)
        if made is None:
            made = self._known[key] = self._walk(body, index, register, nesting)
        return made

    def _walk(self, body: MethodBody, index: int, register: int, nesting: int) -> Made:
        made = Made.NOTHING
        seen: set[tuple[int, int]] = set()
        pending: list[_Point] = [(body, index, register)]
        steps = _MAX_STEPS >> (2 * nesting)
        while pending and steps > 0:
            at, position, asked = pending.pop()
            for definition in at.definitions(position, asked):
                steps -= 1
                if definition == ENTRY:
                    if (at.code_item, ~asked) not in seen:
                        seen.add((at.code_item, ~asked))
                        pending += self._passed(at, asked)
                elif definition >= 0 and (at.code_item, definition) not in seen:
                    seen.add((at.code_item, definition))
                    made |= self._step(at, definition, pending, nesting)
        return made

    def _passed(self, body: MethodBody, register: int) -> list[_Point]:
        """Where the value of a parameter comes from."""
        number = body.parameter(register)
        points = []
        for caller, call in self._constants.call_sites(body) if number >= 0 else ():
            registers = caller.sources(call) if call < len(caller) else ()
            if number < len(registers):
                points.append((caller, call, registers[number]))
        return points

    def _step(self, body: MethodBody, index: int, pending: list[_Point], nesting: int) -> Made:
        """What one instruction adds; what its operands add is left pending."""
        opcode = body.opcodes[index]
        if opcode in FIELD_READS:
            return self._read(body.target(index), pending)
        if opcode in MOVE_RESULTS:
            return self._called(body, index - 1, pending) if index > 0 else Made.NOTHING
        if opcode == NEW_ARRAY:
            pending += self._stores.by_creation.get((body.code_item, index), ())
            is_oriented = (body.code_item, index) in self._stores.oriented_creations
            return Made.RADIANS | Made.READINGS if is_oriented else Made.NOTHING
        sources = body.sources(index)
        if opcode in ARRAY_READS:
            pending.append((body, index, sources[0]))
            return Made.NOTHING
        if opcode in MULTIPLICATIONS or opcode in DIVISIONS:
            return self._scaled(body, index, pending, nesting)
        pending += [(body, index, source) for source in sources]
        return Made.DIFFERENCE if opcode in SUBTRACTIONS else Made.NOTHING

    def _scaled(self, body: MethodBody, index: int, pending: list[_Point], nesting: int) -> Made:
        """A product or quotient; a clock in it makes it an integral or a rate, not a time."""
        sources = body.sources(index)
        is_division = body.opcodes[index] in DIVISIONS
        if not is_division and len(sources) == 2 and self._is_same(body, index, sources):
            pending.append((body, index, sources[0]))
            return Made.SQUARE
        added = Made.NOTHING
        for position, source in enumerate(sources):
            if nesting < 2 and len(sources) == 2 and not (is_division and position == 0):
                factor = self.made_of(body, index, source, nesting=nesting + 1)
                if factor.is_time and not factor & Made.READINGS:
                    other = self.made_of(body, index, sources[1 - position], nesting=nesting + 1)
                    if other & Made.READINGS:
                        added |= Made.RATE if is_division else Made.INTEGRAL
                        continue
            pending.append((body, index, source))
        return added

    def _is_same(self, body: MethodBody, index: int, sources: tuple[int, ...]) -> bool:
        """Whether both operands are one value: one register, or one field or array element read twice."""
        if sources[0] == sources[1]:
            return True
        first, second = (body.definitions(index, source) for source in sources)
        if len(first) != 1 or len(second) != 1 or first[0] < 0 or second[0] < 0:
            return False
        if first == second:
            return True
        left, right = first[0], second[0]
        is_field = body.opcodes[left] in FIELD_READS
        return is_field and body.opcodes[left] == body.opcodes[right] and body.target(left) == body.target(right)

    def _read(self, field: int, pending: list[_Point]) -> Made:
        if field >= len(self._dex.field_ids):
            return Made.NOTHING
        owner = self._dex.type_descriptor(int(self._dex.field_ids["class_type"][field]))
        if owner == _EVENT:
            name = self._dex.string(int(self._dex.field_ids["name"][field]))
            return {"values": Made.READINGS, "timestamp": Made.NANOSECONDS}.get(name, Made.NOTHING)
        writes = self._constants.field_values.all_writes(field)
        for instruction in writes[:_MAX_WRITES]:
            body, index = self._constants.at(instruction)
            if index < len(body):
                pending.append((body, index, body.sources(index)[0]))
        pending += self._stores.by_field.get(field, ())
        return Made.RADIANS | Made.READINGS if field in self._stores.oriented_fields else Made.NOTHING

    def _called(self, body: MethodBody, call: int, pending: list[_Point]) -> Made:
        method = self._constants.callee(body, call)
        if method < 0:
            return Made.NOTHING
        owner, name = self._dex.method_class(method), self._dex.method_name(method)
        arguments = [(body, call, register) for register in body.sources(call)]
        if owner in _MATHS:
            pending += arguments
            return _maths(name)
        if (owner, name) in _MILLISECONDS:
            return Made.MILLISECONDS
        if (owner, name) in _NANOSECONDS:
            return Made.NANOSECONDS
        if owner.startswith(_CONFIGURATIONS) or "Lorg/json/" in self._dex.method_descriptor(method):
            return Made.CONFIGURATION
        if name in ("clone", "floatValue", "doubleValue", "longValue", "intValue", "valueOf"):
            pending += arguments
            return Made.NOTHING
        callee = self._constants.callee_body(method)
        if callee is not None and len(callee) <= _MAX_CALLEE:
            for index, opcode in enumerate(callee.opcodes):
                if opcode in VALUE_RETURNS:
                    pending.append((callee, index, callee.sources(index)[0]))
        return Made.NOTHING

    def _find_stores(self, bodies: Iterable[MethodBody]) -> _Stores:
        stores = _Stores({}, {}, set(), set())
        for body in bodies:
            for index, opcode in enumerate(body.opcodes):
                if opcode in ARRAY_WRITES:
                    value, array, _ = body.sources(index)
                    self._add_store(stores, body, index, array, value)
                elif opcode in INVOKES:
                    self._add_filling(stores, body, index)
        return stores

    def _add_filling(self, stores: _Stores, body: MethodBody, index: int) -> None:
        """Calls that fill an array they are given."""
        method = self._constants.callee(body, index)
        if method < 0:
            return
        owner, name, registers = self._dex.method_class(method), self._dex.method_name(method), body.sources(index)
        if (owner, name) == ("Ljava/lang/System;", "arraycopy") and len(registers) == 5:
            self._add_store(stores, body, index, registers[2], registers[0])
        elif (owner, name) == (_MANAGER, "getOrientation") and len(registers) == 2:
            for definition in body.definitions(index, registers[1]):
                if definition >= 0 and body.opcodes[definition] == NEW_ARRAY:
                    stores.oriented_creations.add((body.code_item, definition))
                elif definition >= 0 and body.opcodes[definition] in FIELD_READS:
                    stores.oriented_fields.add(body.target(definition))

    def _add_store(self, stores: _Stores, body: MethodBody, index: int, array: int, value: int) -> None:
        for definition in body.definitions(index, array):
            if definition < 0:
                continue
            if body.opcodes[definition] == NEW_ARRAY:
                stores.by_creation.setdefault((body.code_item, definition), []).append((body, index, value))
            elif body.opcodes[definition] in FIELD_READS:
                stores.by_field.setdefault(body.target(definition), []).append((body, index, value))


def _maths(name: str) -> Made:
    if name in ("sqrt", "hypot"):
        return Made.ROOT
    if name in _ANGLES:
        return Made.RADIANS
    return {"toDegrees": Made.DEGREES, "pow": Made.SQUARE}.get(name, Made.NOTHING)
