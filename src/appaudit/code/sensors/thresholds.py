"""The numbers that readings of a sensor, angles made of them, and spans of time are compared with."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import field

from appaudit.code.sensors.slices import Made, Slices
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.arithmetic import Number, as_double, as_float, converted, operated
from appaudit.dex.opcodes import (
    CALCULATIONS,
    CMP_LONG,
    CONVERSIONS,
    DOUBLE_COMPARISONS,
    DOUBLE_SCALINGS,
    FIELD_READS,
    FLOAT_COMPARISONS,
    FLOATING_DIVISIONS,
    FLOATING_MULTIPLICATIONS,
    INVOKES,
    LONG_ADDITIONS,
    MOVE_RESULTS,
    MOVES,
    ORDERING_TESTS,
    VALUE_RETURNS,
)
from appaudit.dex.operands import literal
from appaudit.model.record import record

_COMPARISONS = FLOAT_COMPARISONS | DOUBLE_COMPARISONS | ORDERING_TESTS | {CMP_LONG}

#: What a threshold may be; numbers outside are noise filters, counters and half turns at which angles wrap around.
_ACCELERATION, _ANGLE, _MILLISECONDS = (2.0, 100.0), (5.0, 179.0), (50.0, 10_000.0)
#: From here on a sum of squares that nobody takes the root of is compared with a square.
_LEAST_SQUARE = 100.0
_MAX_DEPTH = 10
#: Comparisons looked at in one class, and registers asked for one of them.
_MAX_COMPARISONS = 300
_MAX_QUESTIONS = 120
_MAX_CALLEE = 40


@record(kw_only=False, frozen=False)
class Thresholds:
    """What was found in one class; numbers in m/s², degrees and milliseconds.

    `compares` says that readings are compared with something at all, `is_configured` that what they or the time are
    compared with may come from JSON or a remote configuration.
    """

    accelerations: set[float] = field(default_factory=set)
    angles: set[float] = field(default_factory=set)
    times: set[float] = field(default_factory=set)
    compares: bool = False
    is_configured: bool = False
    signs: set[bool] = field(default_factory=set)
    """Whether accelerations are compared with numbers above zero (True), below it (False), or both."""

    @property
    def is_two_way(self) -> bool:
        """Whether a movement to one side and one to the other are told apart."""
        return len(self.signs) > 1


def thresholds(constants: Constants, items: Iterable[int]) -> Thresholds:
    """The thresholds in the code items that a listener reaches."""
    items = list(items)
    search = _Search(constants, items)
    for item in items:
        search.look_into(constants.body(item))
    return search.found


class _Search:
    def __init__(self, constants: Constants, items: Iterable[int]) -> None:
        self._constants = constants
        self._slices = Slices(constants, items)
        self._comparisons = _MAX_COMPARISONS
        self._questions = 0
        self.found = Thresholds()

    def look_into(self, body: MethodBody) -> None:
        for index, opcode in enumerate(body.opcodes):
            if self._comparisons <= 0:
                return
            if opcode in _COMPARISONS:
                self._compare(body, index)

    def _compare(self, body: MethodBody, index: int) -> None:
        self._comparisons -= 1
        self._questions = _MAX_QUESTIONS
        left, right = body.sources(index)
        made = [self._slices.made_of(body, index, register) for register in (left, right)]
        for register, own, other_register, other in ((left, made[0], right, made[1]), (right, made[1], left, made[0])):
            if own & Made.READINGS and not other & Made.READINGS:
                self.found.compares = True
                self.found.is_configured |= bool(other & Made.CONFIGURATION)
                self._add_reading(body, index, register, own, other_register)
            elif own.is_time and not own & Made.READINGS and not other & Made.READINGS:
                self._add_time(body, index, register, own, other_register, other)

    def _add_reading(self, body: MethodBody, index: int, register: int, own: Made, other: int) -> None:
        numbers = self._numbers(body, index, other)
        factor = self._factor(body, index, register, 0)
        for number in numbers:
            size = abs(number / factor)
            if own & (Made.DEGREES | Made.RADIANS | Made.INTEGRAL):
                # 1.0 keeps the argument of an arc function in its range.
                if own & Made.DEGREES or size != 1.0:
                    _add(self.found.angles, size if own & Made.DEGREES else math.degrees(size), _ANGLE)
            elif not own & Made.RATE:
                if own & Made.SQUARE and not own & Made.ROOT and size >= _LEAST_SQUARE:
                    size = math.sqrt(size)
                _add(self.found.accelerations, size, _ACCELERATION)
                if _ACCELERATION[0] <= size <= _ACCELERATION[1]:
                    self.found.signs.add(number / factor > 0)

    def _add_time(self, body: MethodBody, index: int, register: int, own: Made, other: int, made: Made) -> None:
        if made.is_time:
            # `now > last + span`: the span is added to one side.
            numbers = self._added(body, index, register)
        elif own & Made.DIFFERENCE:
            numbers = self._numbers(body, index, other)
            self.found.is_configured |= bool(made & Made.CONFIGURATION)
        else:
            return
        for number in numbers:
            _add(self.found.times, number / 1e6 if own & Made.NANOSECONDS else number, _MILLISECONDS)

    def _added(self, body: MethodBody, index: int, register: int) -> set[float]:
        found: set[float] = set()
        for definition in body.definitions(index, register):
            if definition >= 0 and body.opcodes[definition] in LONG_ADDITIONS:
                for source in body.sources(definition):
                    found |= {float(value) for value in self._candidates(body, definition, source, 0)}
        return found

    def _numbers(self, body: MethodBody, index: int, register: int) -> set[float]:
        """The numbers that one side of a comparison may be, in the type that is compared."""
        opcode = body.opcodes[index]
        read = as_float if opcode in FLOAT_COMPARISONS else as_double if opcode in DOUBLE_COMPARISONS else float
        return {read(value) for value in self._candidates(body, index, register, 0)}

    def _candidates(self, body: MethodBody, index: int, register: int, depth: int) -> set[Number]:
        """The numbers that a register may hold, as far as they are known; a field that is set elsewhere may differ."""
        self._questions -= 1
        known = self._constants.in_body(body, index, register)
        if known or depth > _MAX_DEPTH or self._questions < 0:
            return {value for value in known if not isinstance(value, str)}
        found: set[Number] = set()
        for definition in body.definitions(index, register):
            if definition == ENTRY:
                for caller, call in self._constants.call_sites(body):
                    number, registers = body.parameter(register), caller.sources(call) if call < len(caller) else ()
                    if 0 <= number < len(registers):
                        found |= self._candidates(caller, call, registers[number], depth + 3)
            elif definition >= 0:
                found |= self._defined(body, definition, depth + 1)
        return found

    def _defined(self, body: MethodBody, index: int, depth: int) -> set[Number]:
        opcode, sources = body.opcodes[index], body.sources(index)
        if opcode in MOVES:
            return self._candidates(body, index, sources[0], depth)
        if opcode in CONVERSIONS:
            values = (converted(opcode, value) for value in self._candidates(body, index, sources[0], depth))
            return {value for value in values if value is not None}
        if opcode in CALCULATIONS:
            return self._operated(body, index, depth)
        found: set[Number] = set()
        if opcode in FIELD_READS:
            for instruction in self._constants.field_values.all_writes(body.target(index))[:_MAX_DEPTH]:
                writer, at = self._constants.at(instruction)
                if at < len(writer):
                    found |= self._candidates(writer, at, writer.sources(at)[0], depth + 2)
        elif opcode in MOVE_RESULTS and index > 0 and body.opcodes[index - 1] in INVOKES:
            method = self._constants.callee(body, index - 1)
            callee = self._constants.callee_body(method) if method >= 0 else None
            for at, inner in enumerate(callee.opcodes if callee and len(callee) <= _MAX_CALLEE else ()):
                if callee and inner in VALUE_RETURNS:
                    found |= self._candidates(callee, at, callee.sources(at)[0], depth + 2)
        return found

    def _operated(self, body: MethodBody, index: int, depth: int) -> set[Number]:
        operands = [self._candidates(body, index, register, depth + 1) for register in body.sources(index)]
        number = literal(body.units, body.offsets[index])
        if number is not None:
            operands.append({number})
        if len(operands) != 2:
            return set()
        values = {operated(body.opcodes[index], left, right) for left in operands[0] for right in operands[1]}
        return {value for value in values if value is not None}

    def _factor(self, body: MethodBody, index: int, register: int, depth: int) -> float:
        """What readings were multiplied with on the way to a comparison, such as 1/9.81 for units of gravity."""
        definitions = body.definitions(index, register)
        if len(definitions) != 1 or definitions[0] < 0 or depth > _MAX_DEPTH:
            return 1.0
        at = definitions[0]
        opcode, sources = body.opcodes[at], body.sources(at)
        if opcode in MOVES or opcode in CONVERSIONS:
            return self._factor(body, at, sources[0], depth + 1)
        if opcode not in FLOATING_MULTIPLICATIONS and opcode not in FLOATING_DIVISIONS:
            return 1.0
        read = as_double if opcode in DOUBLE_SCALINGS else as_float
        for position in (1, 0) if opcode in FLOATING_MULTIPLICATIONS else (1,):
            values = self._constants.in_body(body, at, sources[position])
            numbers = {read(value) for value in values if not isinstance(value, str)}
            if len(numbers) == 1 and (number := numbers.pop()):
                rest = self._factor(body, at, sources[1 - position], depth + 1)
                return rest * number if opcode in FLOATING_MULTIPLICATIONS else rest / number
        return 1.0


def _add(found: set[float], number: float, bounds: tuple[float, float]) -> None:
    if bounds[0] <= number <= bounds[1]:
        found.add(round(number, 2))
