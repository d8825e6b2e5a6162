"""One method's code followed with what is known of its registers: which instructions run, and what it returns.

Constants are followed through moves and branches; everything else is unknown. Where a question about the world outside
of the method comes up (what a call returns, what a field holds) an `Answers` is asked. The result errs on the side of
"can run": a branch on an unknown value goes both ways, and an exception may be thrown anywhere inside a `try`.

Formats: https://source.android.com/docs/core/runtime/dalvik-bytecode and
https://source.android.com/docs/core/runtime/dex-format ("try_item"), checked 2026-11-24.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from appaudit.dex import DexCode

Value = int | str | None
"""A constant, or None for what is not known."""

#: Longer methods are left alone, and so is one whose registers keep changing.
MAX_INSTRUCTIONS = 8_000
_MAX_STEPS = 120_000
_MAX_HANDLERS = 4_000

_RETURN_VOID, _THROW = 0x0E, 0x27
_RETURNS = (0x0F, 0x10, 0x11)
_GOTO, _GOTO_16, _GOTO_32 = 0x28, 0x29, 0x2A
_SWITCHES = (0x2B, 0x2C)
_TESTS = range(0x32, 0x38)
_ZERO_TESTS = range(0x38, 0x3E)
_MOVE_RESULT = (0x0A, 0x0C)
_INVOKES = (*range(0x6E, 0x73), *range(0x74, 0x79))
_FIRST_RANGE = 0x74
#: Reads of boolean, int and object fields, of an instance and static; and the writes.
FIELD_READS = (0x52, 0x54, 0x55, 0x60, 0x62, 0x63)
_FIELD_WRITES = (0x59, 0x5B, 0x5C, 0x67, 0x69, 0x6A)
#: Reads of elements of arrays of int and boolean.
_ELEMENT_READS = (0x44, 0x47)
_FIRST_STATIC_READ, _FIRST_STATIC_WRITE = 0x60, 0x67
#: Opcodes by the register they write: a nibble of the first unit, its high byte, or its high byte and the next one.
_WRITES_NIBBLE = frozenset((0x12, 0x20, 0x21, 0x23, *range(0x52, 0x59), *range(0x7B, 0x90), *range(0xB0, 0xD8)))
_WRITES_BYTE = frozenset(
    (*range(0x0A, 0x0E), *range(0x13, 0x1D), 0x22, *range(0x2D, 0x32), *range(0x44, 0x4B), *range(0x60, 0x67))
) | frozenset((*range(0x90, 0xB0), *range(0xD8, 0xE3), 0xFE, 0xFF))
_WRITES_PAIR = frozenset(
    (0x0B, *range(0x16, 0x1A), 0x45, 0x53, 0x61, 0x7D, 0x7E, 0x80, 0x81, 0x83, 0x86, 0x88, 0x89, 0x8B)
) | frozenset((*range(0x9B, 0xA6), *range(0xAB, 0xB0), *range(0xBB, 0xC6), *range(0xCB, 0xD0)))


class Answers(Protocol):
    """What is known outside of the method."""

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call of a method identifier returns."""

    def read(self, field_index: int) -> Value:
        """What a field holds."""

    def written(self, field_index: int, value: Value) -> None:
        """Told of every write of a field that can run."""

    def element(self) -> Value:
        """What an element of an array of numbers or truth values is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What following a method came to: `runs` says of each of its instructions whether it can run."""

    runs: bytearray
    returned: frozenset[Value]


@dataclass(slots=True)
class MethodCode:
    """The code of one code item, prepared to be followed."""

    code: DexCode
    first: int
    """The item's first instruction in the file's instruction arrays."""
    offsets: list[int]
    opcodes: list[int]
    targets: dict[int, list[int]] = field(default_factory=dict)
    """The instructions that a branch or switch goes to when it does not fall through."""
    handlers: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """For each instruction inside a `try` the first instructions of its handlers."""


def read_method(code: DexCode, item: int) -> MethodCode | None:
    """The code of an item, None where it is too long, or branches to where no instruction begins."""
    first, end = code.instructions.bounds_of(item)
    if not 0 < end - first <= MAX_INSTRUCTIONS or code.items.fault[item]:
        return None
    offsets = code.instructions.offset[first:end].tolist()
    opcodes = code.instructions.opcode[first:end].tolist()
    method = MethodCode(code, first, offsets, opcodes)
    index_of = {offset: index for index, offset in enumerate(offsets)}
    try:
        for index, opcode in enumerate(opcodes):
            distances = _distances(code, offsets[index], opcode)
            if distances:
                method.targets[index] = [index_of[offsets[index] + distance] for distance in distances]
        covered = 0
        for start, stop, addresses in _tries(code, item):
            entered = tuple(index_of[offsets[0] + address] for address in addresses)
            inside = range(bisect_left(offsets, offsets[0] + start), bisect_left(offsets, offsets[0] + stop))
            covered += len(inside) * len(entered)
            if covered > _MAX_STEPS:
                return None
            for index in inside:
                method.handlers[index] = method.handlers.get(index, ()) + entered
    except (KeyError, IndexError):
        return None
    return method


def follow(method: MethodCode, answers: Answers, registers: Mapping[int, Value] | None = None) -> Outcome | None:
    """What can run and be returned under the answers given; None where that takes too long.

    Args:
        method: The code.
        answers: What is known outside of it.
        registers: What registers hold when the method begins; nothing is known of the others.
    """
    return _Follower(method, answers).outcome(registers or {})


class _Follower:
    def __init__(self, method: MethodCode, answers: Answers) -> None:
        self._method = method
        self._answers = answers
        self._units = memoryview(method.code.dex.units)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
        self._leaders = {target for targets in method.targets.values() for target in targets}
        self._leaders |= {target for targets in method.handlers.values() for target in targets}
        self._entered: dict[int, dict[int, Value]] = {}
        self._pending: list[int] = []
        self._runs = bytearray(len(method.offsets))
        self._returned: dict[int, Value] = {}
        self._steps = 0

    def outcome(self, registers: Mapping[int, Value]) -> Outcome | None:
        self._enter(0, dict(registers))
        while self._pending:
            start = self._pending.pop()
            self._walk(start, dict(self._entered[start]))
            if self._steps > _MAX_STEPS:
                return None
        return Outcome(self._runs, frozenset(self._returned.values()))

    def _enter(self, index: int, registers: dict[int, Value]) -> None:
        """Note that an instruction can be reached with these registers; what differs from before is unknown."""
        known = self._entered.get(index)
        if known is None:
            self._entered[index] = dict(registers)
            self._pending.append(index)
            return
        common = {register: value for register, value in known.items() if registers.get(register) == value}
        if len(common) < len(known):
            self._entered[index] = common
            self._pending.append(index)

    def _walk(self, start: int, registers: dict[int, Value]) -> None:
        """Follow instructions until code ends, or goes where others come from as well."""
        method, index, result = self._method, start, None
        while index < len(method.offsets) and self._steps <= _MAX_STEPS:
            if index != start and index in self._leaders:
                self._enter(index, registers)
                return
            self._steps += 1
            self._runs[index] = 1
            for handler in method.handlers.get(index, ()):
                self._enter(handler, {})
            opcode = method.opcodes[index]
            if opcode in _INVOKES:
                result = self._call(index, registers)
            elif index in method.targets:
                if not self._branch(index, opcode, registers):
                    return
            elif opcode in (_RETURN_VOID, _THROW):
                return
            elif opcode in _RETURNS:
                # The last visit knows least, and what it knows holds for all.
                self._returned[index] = registers.get(self._unit(index) >> 8)
                return
            else:
                self._execute(index, opcode, registers, result)
            index += 1

    def _unit(self, index: int, ahead: int = 0) -> int:
        return int(self._units[self._method.offsets[index] + ahead])

    def _branch(self, index: int, opcode: int, registers: dict[int, Value]) -> bool:
        """Enter where a branch may go; whether it may fall through."""
        targets = self._method.targets[index]
        if opcode in (_GOTO, _GOTO_16, _GOTO_32):
            self._enter(targets[0], registers)
            return False
        taken: bool | None = None
        if opcode in _SWITCHES:
            chosen = self._switched(index, registers.get(self._unit(index) >> 8))
            if chosen is not None:
                targets, taken = chosen, bool(chosen)
        elif opcode in _TESTS:
            unit = self._unit(index)
            taken = _compare(opcode - 0x32, registers.get(unit >> 8 & 0xF), registers.get(unit >> 12))
        elif opcode in _ZERO_TESTS:
            taken = _compare(opcode - 0x38, registers.get(self._unit(index) >> 8), 0)
        if taken is not False:
            for target in targets:
                self._enter(target, registers)
        return taken is not True

    def _switched(self, index: int, value: Value) -> list[int] | None:
        """Where a switch goes for a known number, nowhere if it falls through; None where the number is not known."""
        if not isinstance(value, int):
            return None
        offset = self._method.offsets[index]
        payload = offset + _signed(self._unit(index, 1) | self._unit(index, 2) << 16, 32)
        keys = _keys(self._method.code, payload, is_packed=self._method.opcodes[index] == _SWITCHES[0])
        return [self._method.targets[index][keys.index(value)]] if value in keys else []

    def _call(self, index: int, registers: dict[int, Value]) -> Value:
        unit, listed = self._unit(index), self._unit(index, 2)
        if self._method.opcodes[index] >= _FIRST_RANGE:
            numbers = list(range(listed, listed + (unit >> 8)))
        else:
            numbers = [listed >> 4 * position & 0xF for position in range(min(unit >> 12, 4))]
            numbers += [unit >> 8 & 0xF] if unit >> 12 == 5 else []
        return self._answers.call(self._unit(index, 1), [registers.get(number) for number in numbers])

    def _execute(self, index: int, opcode: int, registers: dict[int, Value], result: Value) -> None:
        unit = self._unit(index)
        if opcode in _FIELD_WRITES:
            register = unit >> 8 if opcode >= _FIRST_STATIC_WRITE else unit >> 8 & 0xF
            self._answers.written(self._unit(index, 1), registers.get(register))
            return
        if 0x01 <= opcode <= 0x09:
            self._move(index, opcode, registers)
            return
        if opcode in _WRITES_NIBBLE:
            register = unit >> 8 & 0xF
        elif opcode in _WRITES_BYTE:
            register = unit >> 8
        else:
            return
        value: Value = None
        if opcode in _MOVE_RESULT:
            value = result
        elif opcode in FIELD_READS:
            value = self._answers.read(self._unit(index, 1))
        elif opcode in _ELEMENT_READS:
            value = self._answers.element()
        else:
            value = self._computed(index, opcode, registers)
        _set(registers, register, value)
        if opcode in _WRITES_PAIR:
            _set(registers, register + 1, None)

    def _move(self, index: int, opcode: int, registers: dict[int, Value]) -> None:
        unit, form = self._unit(index), (opcode - 1) % 3
        if form == 0:
            target, source = unit >> 8 & 0xF, unit >> 12
        elif form == 1:
            target, source = unit >> 8, self._unit(index, 1)
        else:
            target, source = self._unit(index, 1), self._unit(index, 2)
        _set(registers, target, registers.get(source))
        if 0x04 <= opcode <= 0x06:
            _set(registers, target, None)
            _set(registers, target + 1, None)

    def _computed(self, index: int, opcode: int, registers: dict[int, Value]) -> Value:
        """The value that an instruction makes from constants, as far as flags need it."""
        unit = self._unit(index)
        if opcode == 0x12:
            return (unit >> 12) - (16 if unit & 0x8000 else 0)
        if opcode == 0x13:
            return _signed(self._unit(index, 1), 16)
        if opcode == 0x14:
            return _signed(self._unit(index, 1) | self._unit(index, 2) << 16, 32)
        if opcode in (0x1A, 0x1B):
            number = self._unit(index, 1) | (self._unit(index, 2) << 16 if opcode == 0x1B else 0)
            return self._method.code.dex.string(number) if number < len(self._method.code.dex.strings) else None
        if 0x95 <= opcode <= 0x97:
            second = self._unit(index, 1)
            return _combine(opcode - 0x95, registers.get(second & 0xFF), registers.get(second >> 8))
        if 0xB5 <= opcode <= 0xB7:
            return _combine(opcode - 0xB5, registers.get(unit >> 8 & 0xF), registers.get(unit >> 12))
        if 0xDD <= opcode <= 0xDF:
            second = self._unit(index, 1)
            return _combine(opcode - 0xDD, registers.get(second & 0xFF), _signed(second >> 8, 8))
        if 0xD5 <= opcode <= 0xD7:
            return _combine(opcode - 0xD5, registers.get(unit >> 12), _signed(self._unit(index, 1), 16))
        return None


def _set(registers: dict[int, Value], register: int, value: Value) -> None:
    if value is None:
        registers.pop(register, None)
    else:
        registers[register] = value


def _compare(kind: int, first: Value, second: Value) -> bool | None:
    """Whether a test of kind eq, ne, lt, ge, gt, le holds; None where it may go both ways."""
    if kind < 2 and ((isinstance(first, str) and second == 0) or (isinstance(second, str) and first == 0)):
        return kind == 1  # a text is an object, and 0 is none
    if not isinstance(first, int) or not isinstance(second, int):
        return None
    return (first == second, first != second, first < second, first >= second, first > second, first <= second)[kind]


def _combine(kind: int, first: Value, second: Value) -> Value:
    """The value of and, or, xor."""
    if kind == 0 and (first == 0 or second == 0):
        return 0
    if not isinstance(first, int) or not isinstance(second, int):
        return None
    return (first & second, first | second, first ^ second)[kind]


def _signed(value: int, bits: int) -> int:
    return value - (1 << bits) if value >> (bits - 1) else value


def _distances(code: DexCode, offset: int, opcode: int) -> list[int]:
    """How many units ahead a branch or switch at `offset` may go, falling through left out."""
    units = code.dex.units
    if opcode == _GOTO:
        return [_signed(int(units[offset]) >> 8, 8)]
    if opcode == _GOTO_16 or opcode in _TESTS or opcode in _ZERO_TESTS:
        return [_signed(int(units[offset + 1]), 16)]
    if opcode != _GOTO_32 and opcode not in _SWITCHES:
        return []
    ahead = _signed(int(units[offset + 1]) | int(units[offset + 2]) << 16, 32)
    if opcode == _GOTO_32:
        return [ahead]
    payload = offset + ahead
    if not 0 <= payload < len(units) - 4:
        raise IndexError(payload)
    count = int(units[payload + 1])
    first = payload + (4 if opcode == _SWITCHES[0] else 2 + 2 * count)
    if first + 2 * count > len(units) or count > MAX_INSTRUCTIONS:
        raise IndexError(payload)
    pairs = units[first : first + 2 * count].tolist()
    return [_signed(low | high << 16, 32) for low, high in zip(pairs[::2], pairs[1::2], strict=True)]


def _keys(code: DexCode, payload: int, *, is_packed: bool) -> Sequence[int]:
    """The numbers that a switch tells apart, in the order of its targets; the table was read before."""
    units = code.dex.units
    count = int(units[payload + 1])

    def number(position: int) -> int:
        return _signed(int(units[position]) | int(units[position + 1]) << 16, 32)

    if is_packed:
        first = number(payload + 2)
        return range(first, first + count)
    return [number(payload + 2 + 2 * entry) for entry in range(count)]


def _tries(code: DexCode, item: int) -> list[tuple[int, int, list[int]]]:
    """The `try` ranges of a code item, in code units from its start, with the addresses of their handlers."""
    count = int(code.items.tries[item])
    if not count:
        return []
    data = code.dex.data
    units = code.dex.units
    table = int(code.items.first_unit[item] + code.items.unit_count[item])
    table += table % 2
    lists = 2 * (table + 4 * count)
    found = []
    for entry in range(table, table + 4 * count, 4):
        start = int(units[entry]) | int(units[entry + 1]) << 16
        length, offset = int(units[entry + 2]), int(units[entry + 3])
        found.append((start, start + length, _handlers(data, lists + offset)))
    return found


def _handlers(data: memoryview, position: int) -> list[int]:
    """The addresses in an `encoded_catch_handler`."""
    start = position
    size, position = _leb128(data, position)
    size = _signed(size, 7 * (position - start))
    catches_all, pairs = size <= 0, abs(size)
    if pairs > _MAX_HANDLERS:
        raise IndexError(position)
    addresses = []
    for _ in range(pairs):
        _, position = _leb128(data, position)
        address, position = _leb128(data, position)
        addresses.append(address)
    if catches_all:
        addresses.append(_leb128(data, position)[0])
    return addresses


def _leb128(data: memoryview, position: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 35:
        octet = data[position]
        value |= (octet & 0x7F) << shift
        position += 1
        if octet < 0x80:
            return value, position
        shift += 7
    raise IndexError(position)
