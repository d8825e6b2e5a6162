"""Which instructions gave a register the value that it holds at some point of its method.

One method at a time and only when asked. At a handler of exceptions a register holds what it held before any of the
instructions that may throw to it. Where the same code is also reached otherwise, as after a `try` whose `catch` is
empty, only the values that come so are seen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from appaudit.dex import DexCode
from appaudit.dex.branches import tries
from appaudit.dex.opcodes import (
    BRANCHES,
    ENDS,
    FILL_ARRAY_DATA_PAYLOAD,
    MOVE_EXCEPTION,
    MOVES,
    NEVER_THROWING,
    NOP,
    PACKED_SWITCH_PAYLOAD,
    SPARSE_SWITCH_PAYLOAD,
    WIDE_WRITERS,
)
from appaudit.dex.operands import (
    DESTINATIONS,
    IN_NIBBLE,
    IN_UNIT,
    NO_REGISTER,
    branch_targets,
    destination_register,
    source_registers,
)

#: Stands for the value that a register holds when the method begins.
ENTRY = -1
#: Stands for a value that nobody can name: an exception's, or one beyond the limits.
UNKNOWN = -2
#: Instructions of a method that is looked into; longer ones are tables or generated and cost too much.
MAX_INSTRUCTIONS = 20_000
#: Instructions stepped over to answer one question.
MAX_STEPS = 4_000
#: Instructions stepped over in one method for all questions together; nothing more is known of it afterwards.
MAX_STEPS_IN_ALL = 100_000
#: Values of one register that are told apart.
MAX_DEFINITIONS = 12
#: Jumps of one method, all tables of its switches counted; and ways from what may throw to handlers.
_MAX_JUMPS = 50_000
#: Writes of one register that are listed anew for each question: to keep lists of all bodies takes memory.
_FEW = 16
#: Given to tables between instructions, which are stepped over by no path; no opcode has this number.
_PAYLOAD = 1 << 8
_PAYLOADS = frozenset((PACKED_SWITCH_PAYLOAD, SPARSE_SWITCH_PAYLOAD, FILL_ARRAY_DATA_PAYLOAD))
_STOPS = ENDS | {_PAYLOAD}
_NEVER_THROWING = NEVER_THROWING | {_PAYLOAD}
_TURNS = _STOPS | BRANCHES | {MOVE_EXCEPTION}


class MethodBody:
    """The instructions of one code item as plain lists, numbered from 0, and where the values in it come from.

    Args:
        code: The file.
        code_item: The item.
    """

    def __init__(self, code: DexCode, code_item: int) -> None:
        self.code_item = code_item
        self._code = code
        first, end = code.instructions.bounds_of(code_item)
        items = code.items
        start = int(items.first_unit[code_item])
        self.first = first
        """Position of instruction 0 in the instruction arrays of the file."""
        self.is_read = end - first <= MAX_INSTRUCTIONS
        if not self.is_read:
            end = first
        size = int(items.unit_count[code_item]) if self.is_read else 0
        self.units: list[int] = code.dex.units[start : start + size].tolist()
        self.offsets: list[int] = (code.instructions.offset[first:end] - np.uint32(start)).tolist()
        self.opcodes: list[int] = code.instructions.opcode[first:end].tolist()
        for index in (
            (index for index, opcode in enumerate(self.opcodes) if opcode == NOP) if NOP in self.opcodes else ()
        ):
            if self.units[self.offsets[index]] in _PAYLOADS:
                self.opcodes[index] = _PAYLOAD
        self.registers = int(items.registers[code_item])
        self.incoming = int(items.incoming[code_item])
        self._answers: dict[tuple[int, int], tuple[int, ...]] = {}
        self._writing: dict[int, list[int]] | None = None
        self._steps_left = MAX_STEPS_IN_ALL

    def __len__(self) -> int:
        return len(self.offsets)

    def parameter(self, register: int) -> int:
        """The argument that a register holds when the method begins (the receiver is 0), negative for none."""
        return register - (self.registers - self.incoming)

    def sources(self, index: int) -> tuple[int, ...]:
        """The registers that an instruction reads."""
        return source_registers(self.units, self.offsets[index])

    def target(self, index: int) -> int:
        """What an instruction refers to in its second unit, such as a field, method or type."""
        return self.units[self.offsets[index] + 1]

    def predecessors(self, index: int) -> list[int]:
        """The instructions that may run right before one; empty at the start and at handlers of exceptions."""
        before = list(self._jumps.get(index, ()))
        if index > 0 and self.opcodes[index - 1] not in _STOPS:
            before.append(index - 1)
        return before

    def definitions(self, index: int, register: int) -> tuple[int, ...]:
        """The instructions whose value a register may hold when an instruction runs, ascending.

        `ENTRY` stands among them for the value at the start of the method, `UNKNOWN` for values not followed.
        """
        key = (index, register)
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = self._search(index, register)
        return found

    def origins(self, index: int, register: int) -> tuple[tuple[int, int], ...]:
        """The same with moves followed to what they copy, each with the register that it was found in.

        The register tells the parameter where the value is that of the start. Moves that only copy each other around a
        loop have none.
        """
        found: dict[tuple[int, int], None] = {}
        pending = [(index, register)]
        seen = set(pending)
        for at, asked in pending:
            for definition in self.definitions(at, asked):
                if definition < 0 or self.opcodes[definition] not in MOVES:
                    found[definition, asked] = None
                    continue
                copied = (definition, self.sources(definition)[0])
                if copied not in seen:
                    seen.add(copied)
                    pending.append(copied)
        return tuple(found)

    def is_made_before(self, index: int, register: int) -> bool:
        """Whether an instruction straight before one made what a register holds, or a part of it: True is certain.

        Nothing of the method is listed for the answer, so that it is asked first where that decides.
        """
        for at in range(index - 1, -1, -1):
            opcode = self.opcodes[at]
            if opcode in _STOPS:
                return False
            if _is_written(register, destination_register(self.units, self.offsets[at]), opcode):
                return opcode not in MOVES
        return False

    def uses(self, index: int) -> list[int]:
        """The instructions that read what an instruction with one whole byte for its register puts there."""
        register = self.units[self.offsets[index]] >> 8
        return [at for at in self._uses.get(register, ()) if index in self.definitions(at, register)]

    def writers(self, register: int) -> list[int]:
        """All instructions that write a register, wherever they stand: what is unknown of it is of one of them."""
        return list(self._written(register))

    def _written(self, register: int) -> list[int]:
        """The instructions that write a register, ascending as they were found; long lists are kept."""
        values = self._writes.get(register, ())
        if len(values) <= _FEW:
            return list(values)
        self._writing = self._writing or {}
        if register not in self._writing:
            self._writing[register] = list(values)
        return self._writing[register]

    def readers(self, definition: int, register: int) -> Iterator[int]:
        """The instructions, ascending, that may read what one, or the caller (`ENTRY`), put into a register.

        Each is looked for when it is asked for: often the first one decides.
        """
        if self._is_straight:
            yield from self.readers_ahead(definition, register)
            return
        for index in self._uses.get(register, ()):
            found = self.definitions(index, register)
            if definition in found or UNKNOWN in found:
                yield index

    def readers_ahead(self, definition: int, register: int) -> Iterator[int]:
        """Those readers of what an instruction, or the caller, put into a register to which it is straight on.

        Nothing of the method is listed for them, so that they are asked first where one may decide.
        """
        units, offsets, opcodes = self.units, self.offsets, self.opcodes
        for index in range(definition + 1, len(offsets)):
            at, opcode = offsets[index], opcodes[index]
            if register in source_registers(units, at):
                yield index
            if opcode in _STOPS or _is_written(register, destination_register(units, at), opcode):
                return

    @cached_property
    def _uses(self) -> dict[int, list[int]]:
        """The instructions that read each register."""
        reads: dict[int, list[int]] = {}
        units = self.units
        for index, at in enumerate(self.offsets):
            named = source_registers(units, at)
            for register in named if len(named) < 2 else set(named):
                reads.setdefault(register, []).append(index)
        return reads

    @cached_property
    def _is_straight(self) -> bool:
        """Whether all instructions run one after the other."""
        return _TURNS.isdisjoint(self.opcodes[:-1])

    def _search(self, index: int, register: int) -> tuple[int, ...]:
        if self.parameter(register) >= 0 and register not in self._writes:
            return (ENTRY,)
        if self._steps_left < 0:
            return (UNKNOWN,)
        values = self._writes.get(register, {})
        jumps, opcodes = self._jumps, self.opcodes
        # Up to where others come in, what was written last holds: nothing is stepped over one by one.
        joins, written = self._joins, self._written(register)
        start = joins[bisect_right(joins, index) - 1]
        last = bisect_left(written, index) - 1
        if last >= 0 and start <= written[last] and index - written[last] <= MAX_STEPS:
            self._steps_left -= index - written[last]
            return (values[written[last]],)
        found: set[int] = set()
        seen = {index}
        pending = [index]
        steps = 0
        while pending:
            at = pending.pop()
            # Most instructions are reached from the one before alone: no list of one is made for them.
            while at not in jumps and at > 0 and opcodes[at - 1] not in _STOPS and steps < MAX_STEPS:
                steps += 1
                at -= 1
                if at in values:
                    found.add(values[at])
                    break
                if at in seen:
                    break
                seen.add(at)
            else:
                before = self.predecessors(at)
                thrown = self._throwing.get(at, ()) if at and not before else ()
                if at == 0:
                    found.add(ENTRY)
                elif not before and not thrown:
                    found.add(UNKNOWN)
                steps += len(before) + len(thrown)
                # What throws writes nothing: the handler has what the register held before.
                pending += [earlier for earlier in thrown if earlier not in seen]
                seen.update(thrown)
                for earlier in before:
                    if earlier in values:
                        found.add(values[earlier])
                    elif earlier not in seen:
                        seen.add(earlier)
                        pending.append(earlier)
            if steps > MAX_STEPS or len(found) > MAX_DEFINITIONS:
                found = {UNKNOWN}
                break
        self._steps_left -= steps
        return tuple(sorted(found))

    @cached_property
    def _writes(self) -> dict[int, dict[int, int]]:
        """For each register the instructions that write it, each with what is known of the value: itself.

        It is `UNKNOWN` for exceptions and for the second half of a pair, which are not followed.
        """
        writes: dict[int, dict[int, int]] = {}
        units, opcodes = self.units, self.opcodes
        for index, offset in enumerate(self.offsets):
            first = units[offset]
            said = DESTINATIONS[first & 0xFF]  # not by the opcode: what refers to nothing still writes
            if said == NO_REGISTER:
                continue
            register = units[offset + 1] if said == IN_UNIT else first >> 8
            register = register & 0xF if said == IN_NIBBLE else register
            opcode = opcodes[index]
            writes.setdefault(register, {})[index] = UNKNOWN if opcode == MOVE_EXCEPTION else index
            if opcode in WIDE_WRITERS:
                writes.setdefault(register + 1, {})[index] = UNKNOWN
        return writes

    @cached_property
    def _joins(self) -> list[int]:
        """The instructions, ascending, that are the first, or may run right after others than the one before."""
        after_ends = (index + 1 for index, opcode in enumerate(self.opcodes) if opcode in _STOPS)
        return sorted({0, *after_ends, *self._jumps})

    @cached_property
    def _throwing(self) -> dict[int, list[int]]:
        """The instructions that may throw to each handler of exceptions."""
        throwing: dict[int, list[int]] = {}
        budget = _MAX_JUMPS
        try:
            for start, stop, handlers in tries(self._code.items, self.code_item):
                inside = range(bisect_left(self.offsets, start), bisect_left(self.offsets, stop))
                budget -= len(inside) * len(handlers)
                if budget < 0:
                    return {}
                able = [index for index in inside if self.opcodes[index] not in _NEVER_THROWING]
                for handler in handlers:
                    position = bisect_left(self.offsets, handler)
                    if position < len(self.offsets) and self.offsets[position] == handler:
                        throwing.setdefault(position, []).extend(able)
        except IndexError:
            return {}
        return throwing

    @cached_property
    def _jumps(self) -> dict[int, list[int]]:
        """The instructions that jump to each one."""
        jumps: dict[int, list[int]] = {}
        budget = _MAX_JUMPS
        for index in [index for index, opcode in enumerate(self.opcodes) if opcode in BRANCHES]:
            if budget < 0:
                break
            targets = set(branch_targets(self.units, self.offsets[index]))
            budget -= len(targets)
            for target in targets:
                position = bisect_left(self.offsets, target)
                if position < len(self.offsets) and self.offsets[position] == target:
                    jumps.setdefault(position, []).append(index)
        return jumps


def _is_written(register: int, written: int | None, opcode: int) -> bool:
    """Whether an instruction that writes a register, and the next where it writes a pair, writes one of them."""
    return written is not None and (register == written or (register == written + 1 and opcode in WIDE_WRITERS))
