"""One method's code followed with what is known of its registers: which instructions run, and what it returns.

Constants are followed through moves and branches; everything else is unknown. Where a question about the world outside
of the method comes up (what a call returns, what a field holds) an `Answers` is asked. The result errs on the side of
"can run": a branch on an unknown value goes both ways, and an exception may be thrown anywhere inside a `try`.

Formats: https://source.android.com/docs/core/runtime/dalvik-bytecode and
https://source.android.com/docs/core/runtime/dex-format ("try_item"), checked 2026-11-24.
"""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Protocol

from appaudit.code.values.instruction_kinds import (
    ARRAY,
    BRANCH,
    CALCULATION,
    CALL,
    END,
    FILLED,
    KINDS,
    MADE,
    MOVE,
    NOTHING,
    NUMBER,
    NUMBER_ELEMENT,
    ORDER,
    PUT_ELEMENT,
    READ_FIELD,
    RESULT,
    RETURN_VALUE,
    TEXT,
    TYPE_CHECK,
    WRITE_FIELD,
    operation,
)
from appaudit.code.values.marked_values import (
    NEVER,
    NO_TEXT,
    OBJECT,
    Constant,
    EachOf,
    Fresh,
    Listed,
    Made,
    Value,
    constant_at,
    is_of_type,
    walked_on_both,
)
from appaudit.code.values.straight_runs import Runs, runs_of
from appaudit.dex import DexCode
from appaudit.dex.branches import switch_keys, tries
from appaudit.dex.opcodes import (
    AGET_OBJECT,
    BRANCHES,
    CONST_STRING_JUMBO,
    GOTOS,
    IF_EQ,
    IF_EQZ,
    IF_NEZ,
    NEW_ARRAY,
    SWITCHES,
    TESTS,
    WIDE_WRITERS,
    ZERO_TESTS,
)
from appaudit.dex.operands import branch_targets, destination_register, literal, source_registers
from appaudit.model.record import record

#: Longer methods are left alone, and so is one whose registers keep changing.
MAX_INSTRUCTIONS = 8_000
_MAX_STEPS = 120_000
_BITWISE_OPERATIONS: tuple[Callable[[int, int], int], ...] = (operator.and_, operator.or_, operator.xor)


class Answers(Protocol):
    """What is known outside of the method."""

    follows_arrays: bool
    """Whether texts put into arrays are of interest; they are told as `EachOf`."""

    knows_objects: bool
    """Whether `OBJECT` may stand for what the method makes, and `Boxed` for numbers."""

    only_asks: bool
    """Whether the last call asked the objects that it was passed, and neither changed nor kept them."""

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call of a method identifier returns."""

    def read(self, field_index: int) -> Value:
        """What a field holds."""

    def written(self, field_index: int, value: Value) -> Value:
        """Told of every write of a field that can run; what stands from then on for a `Fresh` object that is kept."""

    def element(self, array: Value, at: Value) -> Value:
        """What an element of an array of numbers or truth values is."""


class NothingKnown:
    """Answers where nothing outside of the method is known."""

    follows_arrays = False
    knows_objects = False
    only_asks = False

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call returns."""
        return None

    def read(self, field_index: int) -> Value:
        """What a field holds."""
        return None

    def written(self, field_index: int, value: Value) -> Value:
        """Writes are of no interest."""
        return None

    def element(self, array: Value, at: Value) -> Value:
        """What an element of an array is."""
        return None


@record(kw_only=False)
class Outcome:
    """What following a method came to: `runs` says of each of its instructions whether it can run."""

    runs: bytearray
    returned: frozenset[Value]
    jumps: frozenset[int] = frozenset()
    """The branches that may go elsewhere than on."""
    goes_on: frozenset[int] = frozenset()
    """The branches that may go on to the next instruction."""


@record(kw_only=False, frozen=False)
class MethodCode:
    """The code of one code item, prepared to be followed."""

    code: DexCode
    units: memoryview
    """The code units of the file: to index a memoryview takes a third of the time of indexing an array."""
    first: int
    """The item's first instruction in the file's instruction arrays."""
    offsets: list[int]
    opcodes: list[int]
    targets: dict[int, list[int]] = field(default_factory=dict)
    """The instructions that a branch or switch goes to when it does not fall through."""
    handlers: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """For each instruction inside a `try` the first instructions of its handlers."""
    _runs: Runs | None = None
    _leaders: frozenset[int] | None = None
    _sources: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def sources(self, index: int) -> tuple[int, ...]:
        """The registers that an instruction reads, worked out once however often the method is followed."""
        found = self._sources.get(index)
        if found is None:
            found = self._sources[index] = source_registers(self.units, self.offsets[index])
        return found

    @property
    def runs(self) -> Runs:
        """Its straight runs."""
        if self._runs is None:
            self._runs = runs_of(self.opcodes, self.targets)
        return self._runs

    @property
    def leaders(self) -> frozenset[int]:
        """The instructions that others than the one before go to."""
        if self._leaders is None:
            entered = (*self.targets.values(), *self.handlers.values())
            self._leaders = frozenset(target for targets in entered for target in targets)
        return self._leaders


def read_method(code: DexCode, item: int) -> MethodCode | None:
    """The code of an item, None where it is too long, or branches to where no instruction begins."""
    first, end = code.instructions.bounds_of(item)
    if not 0 < end - first <= MAX_INSTRUCTIONS or code.items.fault[item]:
        return None
    offsets = code.instructions.offset[first:end].tolist()
    opcodes = code.instructions.opcode[first:end].tolist()
    units = memoryview(code.dex.units)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
    method = MethodCode(code, units, first, offsets, opcodes)
    index_of = {offset: index for index, offset in enumerate(offsets)}
    try:
        for index, opcode in enumerate(opcodes):
            if opcode in BRANCHES:
                targets = branch_targets(units, offsets[index])
                if len(targets) > MAX_INSTRUCTIONS or not targets:
                    return None
                method.targets[index] = [index_of[target] for target in targets]
        covered = 0
        for start, stop, addresses in tries(code.items, item):
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


def follow(
    method: MethodCode,
    answers: Answers,
    registers: Mapping[int, Value] | None = None,
    fields: Mapping[int, Value] | None = None,
) -> Outcome | None:
    """What can run and be returned under the answers given; None where that takes too long.

    Args:
        method: The code.
        answers: What is known outside of it.
        registers: What registers hold when the method begins; nothing is known of the others.
        fields: What fields hold, by their identifier, until the method writes them.
    """
    held = {_mark(field): value for field, value in (fields or {}).items()}
    return _Follower(method, answers).outcome(held | dict(registers or {}))


class _Follower:
    def __init__(self, method: MethodCode, answers: Answers) -> None:
        self._method = method
        self._answers = answers
        self._units = method.units
        self._entered: dict[int, dict[int, Value]] = {}
        self._pending: list[int] = []
        self._kinds = bytes(method.opcodes).translate(KINDS)
        self._runs = bytearray(len(method.offsets))
        self._returned: dict[int, Value] = {}
        self._jumps: set[int] = set()
        self._goes_on: set[int] = set()
        self._steps = 0
        self._holds_fresh = False

    def outcome(self, registers: Mapping[int, Value]) -> Outcome | None:
        self._holds_fresh = any(isinstance(each, Fresh) for each in registers.values())
        self._enter(0, dict(registers))
        while self._pending:
            start = self._pending.pop()
            self._walk(start, dict(self._entered[start]))
            if self._steps > _MAX_STEPS:
                return None
        returned = frozenset(self._returned.values())
        return Outcome(self._runs, returned, frozenset(self._jumps), frozenset(self._goes_on))

    def _enter(self, index: int, registers: dict[int, Value]) -> None:
        """Note that an instruction can be reached with these registers; what differs from before is unknown."""
        known = self._entered.get(index)
        if known is None:
            self._entered[index] = dict(registers)
            self._pending.append(index)
            return
        if known.items() <= registers.items():  # most often all is as before, and need not be gone through
            return
        common = {register: value for register, value in known.items() if registers.get(register) == value}
        if len(common) < len(known):
            walked = walked_on_both(known, registers)
            if walked and common | walked == known:
                return
            self._entered[index] = common | walked
            self._pending.append(index)

    def _walk(self, start: int, registers: dict[int, Value]) -> None:
        """Follow instructions until code ends, or goes where others come from as well."""
        method, units, kinds, runs = self._method, self._units, self._kinds, self._runs
        leaders, handlers, offsets, sources = method.leaders, method.handlers, method.offsets, method.sources
        index, end, result = start, len(kinds), None
        told: tuple[int, ...] = ()  # the handlers that know of the registers as they are
        while index < end and self._steps <= _MAX_STEPS:
            if index != start and index in leaders:
                self._enter(index, registers)
                return
            self._steps += 1
            runs[index] = 1
            if index in handlers and handlers[index] != told:
                told = handlers[index]
                for handler in told:
                    self._enter(handler, registers)
            kind = kinds[index]
            if kind == CALL:
                passed = [registers.get(register) for register in sources(index)]
                result = self._answers.call(units[offsets[index] + 1], passed)
                if result == NEVER:
                    return
                if self._holds_fresh or isinstance(result, Made):
                    result, told = self._note_changes(registers, sources(index), passed, result), ()
            elif kind == BRANCH:
                if not self._branch(index, method.opcodes[index], registers):
                    return
            elif kind == END:
                return
            elif kind == RETURN_VALUE:
                # The last visit knows least, and what it knows holds for all.
                self._returned[index] = registers.get(units[offsets[index]] >> 8)
                return
            elif kind == FILLED:
                result = self._filled([registers.get(register) for register in sources(index)])
            elif kind != NOTHING:
                self._execute(index, kind, registers, result)
                told = ()
            index += 1

    def _note_changes(
        self, registers: dict[int, Value], sources: Sequence[int], passed: Sequence[Value], result: Value
    ) -> Value:
        """Note what a call changes of objects that nobody else has; what it gives."""
        if isinstance(result, Made):
            receiver = passed[0]
            same = [
                each
                for each, held in registers.items()
                if (isinstance(held, Fresh) and held == receiver) or (isinstance(held, EachOf) and held is receiver)
            ]
            for register in (sources[0], *same):
                _set(registers, register, result.held)
            passed, result = passed[1:], result.held
        elif self._answers.only_asks:
            passed = ()
        if any(isinstance(each, Fresh) for each in passed):
            self._hand_on(registers)
        self._holds_fresh |= isinstance(result, Fresh)
        return result

    def _hand_on(self, registers: dict[int, Value]) -> None:
        """Forget objects that somebody else may have from here on; one may hold another."""
        for register in [each for each, held in registers.items() if isinstance(held, Fresh)]:
            del registers[register]

    def _unit(self, index: int, ahead: int = 0) -> int:
        return int(self._units[self._method.offsets[index] + ahead])

    def _branch(self, index: int, opcode: int, registers: dict[int, Value]) -> bool:
        """Enter where a branch may go; whether it may fall through."""
        targets = self._method.targets[index]
        if opcode in GOTOS:
            self._enter(targets[0], registers)
            return False
        taken: bool | None = None
        if opcode in SWITCHES:
            chosen = self._switched(index, registers.get(self._unit(index) >> 8))
            if chosen is not None:
                targets, taken = chosen, bool(chosen)
        elif opcode in TESTS:
            unit = self._unit(index)
            taken = _compare(opcode - IF_EQ, registers.get(unit >> 8 & 0xF), registers.get(unit >> 12))
        elif opcode in ZERO_TESTS:
            asked = self._unit(index) >> 8
            taken = _compare(opcode - IF_EQZ, registers.get(asked), 0)
            if registers.get(asked) == NO_TEXT and opcode in (IF_EQZ, IF_NEZ):
                return self._tell(index, asked, registers, ("", 0) if opcode == IF_NEZ else (0, ""))
        if taken is not False:
            self._jumps.add(index)
            for target in targets:
                self._enter(target, registers)
        if taken is not True:
            self._goes_on.add(index)
        return taken is not True

    def _tell(self, index: int, asked: int, registers: dict[int, Value], there: tuple[Value, Value]) -> bool:
        """Enter both ways of a check whether a text is there that is empty, or none: then it is known which."""
        self._jumps.add(index)
        self._goes_on.add(index)
        self._enter(self._method.targets[index][0], {**registers, asked: there[0]})
        registers[asked] = there[1]
        return True

    def _switched(self, index: int, value: Value) -> list[int] | None:
        """Where a switch goes for a known number, nowhere if it falls through; None where the number is not known."""
        if not isinstance(value, int):
            return None
        keys = switch_keys(self._method.code.dex, self._method.offsets[index])
        return [self._method.targets[index][keys.index(value)]] if value in keys else []

    def _execute(self, index: int, kind: int, registers: dict[int, Value], result: Value) -> None:
        units, at = self._units, self._method.offsets[index]
        value: Value = None
        if kind == RESULT:
            value = result
        elif kind == NUMBER:
            value = literal(units, at)
        elif kind == MOVE:
            value = registers.get(self._method.sources(index)[0])
        elif kind == READ_FIELD:
            value = registers.get(_mark(units[at + 1]))
            value = self._answers.read(units[at + 1]) if value is None else value
        elif kind == TEXT:
            value = self._text(index)
        elif kind == WRITE_FIELD:
            value = registers.get(self._method.sources(index)[0])
            kept = self._answers.written(units[at + 1], value)
            registers.pop(_mark(units[at + 1]), None)
            if isinstance(value, Fresh):
                self._hand_on(registers)
                _set(registers, self._method.sources(index)[0], kept)
            return
        elif kind == PUT_ELEMENT:
            self._put(registers, *self._method.sources(index)[:2])
            return
        elif kind == NUMBER_ELEMENT:
            value = self._answers.element(*(registers.get(each) for each in self._method.sources(index)[:2]))
        elif kind == ARRAY:
            opcode, asked = self._method.opcodes[index], [registers.get(each) for each in self._method.sources(index)]
            if isinstance(asked[0], Listed):
                value = constant_at(asked)
            elif self._answers.follows_arrays:
                value = EachOf() if opcode == NEW_ARRAY else _of_array(opcode, asked[0])
        elif kind == MADE:
            value = OBJECT if self._answers.knows_objects else None
        elif kind == TYPE_CHECK:
            dex, held = self._method.code.dex, registers.get(self._method.sources(index)[0])
            value = is_of_type(held, dex.type_descriptor(units[at + 1])) if self._answers.knows_objects else None
        elif kind == ORDER:
            first, last = (registers.get(register) for register in self._method.sources(index))
            value = (first > last) - (first < last) if isinstance(first, int) and isinstance(last, int) else None
        elif kind == CALCULATION:
            operands = [registers.get(register) for register in self._method.sources(index)]
            second = literal(units, at)
            kind_of_it = operation(self._method.opcodes[index])
            value = _combine(kind_of_it, operands[0], operands[1] if second is None else second)
        register = destination_register(units, at)
        if register is None:
            return
        _set(registers, register, value)
        if self._method.opcodes[index] in WIDE_WRITERS:
            _set(registers, register + 1, None)

    def _text(self, index: int) -> Value:
        is_jumbo = self._method.opcodes[index] == CONST_STRING_JUMBO
        number = self._unit(index, 1) | (self._unit(index, 2) << 16 if is_jumbo else 0)
        return self._method.code.dex.string(number) if number < len(self._method.code.dex.strings) else None

    def _filled(self, elements: Sequence[Value]) -> Value:
        """An array that is made of these elements."""
        texts = [each for each in elements if isinstance(each, str) and "\n" not in each]
        is_told = self._answers.follows_arrays and bool(texts) and len(texts) == len(elements)
        return EachOf("\n".join(dict.fromkeys(texts))) if is_told else None

    def _put(self, registers: dict[int, Value], value: int, array: int) -> None:
        """Note that a text is put into an array of texts; of any other nothing is known any more."""
        held, text = registers.get(array), registers.get(value)
        if isinstance(text, Fresh):
            self._hand_on(registers)
        if isinstance(held, EachOf):
            _set(registers, array, held.with_text(text) if isinstance(text, str) and "\n" not in text else None)


def _of_array(opcode: int, held: Value) -> Value:
    """An element of an array of texts, or how many different ones it has; not known of one that has none."""
    if not isinstance(held, EachOf) or not held:
        return None
    return held if opcode == AGET_OBJECT else len(held.texts())


def _mark(field_index: int) -> int:
    """Where a field stands among the registers, whose numbers are never negative, until the method writes it."""
    return ~field_index


def _set(registers: dict[int, Value], register: int, value: Value) -> None:
    if value is None:
        registers.pop(register, None)
    else:
        registers[register] = value


def _compare(kind: int, first: Value, second: Value) -> bool | None:
    """Whether a test of kind eq, ne, lt, ge, gt, le holds; None where it may go both ways."""
    if kind < 2 and ((isinstance(first, str) and second == 0) or (isinstance(second, str) and first == 0)):
        return None if NO_TEXT in (first, second) else kind == 1  # a text is an object, and 0 is none
    if kind < 2 and isinstance(first, Constant) and isinstance(second, Constant):
        return (first == second) is (kind == 0)
    if not isinstance(first, int) or not isinstance(second, int):
        return None
    return (first == second, first != second, first < second, first >= second, first > second, first <= second)[kind]


def _combine(kind: int, first: Value, second: Value) -> Value:
    """The value of and, or, xor."""
    if kind == 0 and (first == 0 or second == 0):
        return 0
    if not isinstance(first, int) or not isinstance(second, int):
        return None
    return _BITWISE_OPERATIONS[kind](first, second)
