"""Goes through the instructions of a function; those that real code has most of are done here."""

from __future__ import annotations

import struct
from abc import abstractmethod
from collections import deque
from collections.abc import Callable
from functools import cache
from heapq import heappop
from typing import Any, Final

from appaudit.abc import Encoding, Instruction, decode, decode_at, encodings
from appaudit.arkts.expressions import NOTHING, WITHOUT_PARTS, Environment, Expression, bounded
from appaudit.arkts.function_parts import Function, State

#: Bytes of the longest instruction that is done in the loop over all.
_LONGEST_COMMON: Final = 8
#: Expressions that hold no other, so that a property of one is not too long.
_OF_ONE_PART: Final = WITHOUT_PARTS | {"variable"}
_INTEGER: Final = struct.Struct("<i").unpack_from
#: Does an instruction: the code, where it and the next one begin, and the accumulator, which it gives back.
Quick = Callable[[bytes, int, int, Expression], Expression]
_as_tuple: Any = tuple.__new__
_ENDS: Final = frozenset(("return", "returnundefined", "throw", "throw.notexists", "throw.patternnoncoercible", "jmp"))


class TooManyKeptError(Exception):
    """A file has so many jumps over so many registers that following them takes more memory than any real one."""


class InstructionLoop:
    """The part of a reader of functions that goes through their instructions.

    `_common` says whether common instructions are done in the loop; they may be left to their handlers. `_pending` are
    states by the place that jumps lead to, and `_stops` those places as a heap. `_left` are registers that may still be
    kept. `_plain` is of `plain_instructions`, `_quick` of `quick_instructions`.
    """

    _common: bool
    _function: Function
    _left: int
    _now: State
    _state: State
    _pending: dict[int, State]
    _stops: list[int]
    _plain: tuple[bytes, bytes]
    _quick: tuple[list[Quick | None], bytes]
    _steps: dict[str, Callable[[Instruction], None]]
    _texts: dict[int, dict[int, str]]

    def _keep(self, state: State) -> None:
        """Count the registers of a state that is about to be copied or joined."""
        self._left -= len(state.registers)
        if self._left < 0:
            raise TooManyKeptError("more jumps over more registers than are followed")

    @abstractmethod
    def _jump(self, step: Instruction, jumps: list[tuple[int, int, bool]]) -> None:
        """Note where a jump leads, and what it asks."""

    @abstractmethod
    def _text(self, index: int | float) -> str:
        """The text that code names by a number."""

    @abstractmethod
    def _environment(self, depth: int) -> Environment:
        """The environment so far above the innermost one."""

    @abstractmethod
    def _called(
        self, place: int, callee: Expression, this: Expression, arguments: list[Expression], kind: str = "call"
    ) -> Expression:
        """Note a call; what it gives."""

    def _run(self, code: bytes, jumps: list[tuple[int, int, bool]]) -> None:
        """Go through the instructions in their order.

        Those that real code has most of are done here, since a call and an object for each would take most of the time
        of a scan: what they do is what their handlers do, and `test_common_instructions_do_what_their_handlers_do`
        holds both against each other.
        """
        pending, stops = self._pending, self._stops
        last = now = self._now = self._state
        registers, accumulator = now.registers, now.accumulator
        ended = False
        place, end, common = 0, len(code), self._common
        code += bytes(_LONGEST_COMMON)  # so that the last instruction may be read before it is known to be whole
        sizes, writes = self._plain
        quickly, widths = self._quick
        known, handlers = encodings(), self._steps
        texts = self._texts.setdefault(self._function.method.region, {})
        function = self._function
        said, reads, this = function.texts, function.reads, ("this", function.number)
        while place < end:
            if place in pending:
                waiting = pending.pop(place)
                if ended:
                    now = self._now = waiting
                    registers, accumulator, ended = now.registers, now.accumulator, False
                else:
                    now.accumulator = accumulator
                    now.join(waiting)
                    accumulator = now.accumulator
            elif ended:  # what handles errors is entered from anywhere above
                self._keep(last)
                now = self._now = last.copy()
                registers, accumulator, ended = now.registers, now.accumulator, False
            while stops and stops[0] <= place:
                heappop(stops)
            stop = stops[0] if stops else end
            while common and place < stop:
                first = code[place]
                if first == 0x61:  # sta
                    registers[code[place + 1]] = accumulator
                    place += 2
                    continue
                if first == 0x60:  # lda
                    accumulator = registers[code[place + 1]]
                    place += 2
                    continue
                if first == 0x42 or first == 0x90:  # ldobjbyname
                    size = 4 if first == 0x42 else 5
                    index = code[place + size - 2] | code[place + size - 1] << 8
                    if accumulator is not None:
                        name = texts.get(index)
                        if name is None:
                            name = texts[index] = self._text(index)
                        made: Expression = ("property", accumulator, name)
                        if accumulator[0] not in _OF_ONE_PART:
                            made = bounded(made)
                        if made is not None:
                            reads.append((place, made))
                        accumulator = made
                    elif index not in texts:
                        texts[index] = self._text(index)
                    place += size
                    continue
                if first == 0x3E:  # lda.str
                    index = code[place + 1] | code[place + 2] << 8
                    name = texts.get(index)
                    if name is None:
                        name = texts[index] = self._text(index)
                    accumulator = ("text", name)
                    said.append((place, name))
                    place += 3
                    continue
                if first == 0x44:  # mov
                    pair = code[place + 1]
                    registers[pair & 15] = registers[pair >> 4]
                    place += 2
                    continue
                if first == 0x45:  # mov
                    registers[code[place + 1]] = registers[code[place + 2]]
                    place += 3
                    continue
                if first == 0x00 or first == 0x01 or first == 0x70:  # ldundefined, ldnull, ldhole
                    accumulator = NOTHING
                    place += 1
                    continue
                if first == 0x3C:  # ldlexvar
                    pair = code[place + 1]
                    accumulator = ("variable", self._environment(pair & 15), pair >> 4)
                    place += 2
                    continue
                if first == 0x6F:  # ldthis
                    accumulator = this
                    place += 1
                    continue
                if first == 0x7E:  # ldexternalmodulevar
                    index = code[place + 1]
                    accumulator = ("import", function.record, index)
                    function.imports.append(index)
                    place += 2
                    continue
                if 0x2D <= first <= 0x30:  # callthis0 to callthis3
                    size = first - 0x2A
                    receiver, *given = [registers[each] for each in code[place + 2 : place + size]]
                    accumulator = self._called(place, accumulator, receiver, given)
                    place += size
                    continue
                if first == 0x3F:  # tryldglobalbyname
                    index = code[place + 2] | code[place + 3] << 8
                    name = texts.get(index)
                    if name is None:
                        name = texts[index] = self._text(index)
                    accumulator = ("global", name)
                    place += 4
                    continue
                if first == 0x65:  # returnundefined
                    now.accumulator = accumulator
                    last, ended = now, True
                    jumps.append((place, -1, True))
                    place += 1
                    break
                if 0xDD <= first <= 0xE0:  # callthis0withname to callthis3withname
                    size = first - 0xD8
                    receiver, *given = [registers[each] for each in code[place + 4 : place + size]]
                    callee = accumulator
                    if callee is None and receiver is not None:
                        callee = ("property", receiver, self._text(code[place + 2] | code[place + 3] << 8))
                    elif callee is None:
                        self._text(code[place + 2] | code[place + 3] << 8)
                    accumulator = self._called(place, callee, receiver, given)
                    place += size
                    continue
                if first == 0x62:  # ldai
                    accumulator = ("number", _INTEGER(code, place + 1)[0])
                    place += 5
                    continue
                if first == 0x02 or first == 0x03:  # ldtrue, ldfalse
                    accumulator = ("truth", first == 0x02)
                    place += 1
                    continue
                if first == 0xFE and code[place + 1] == 0x09:  # throw.undefinedifholewithname
                    place += 4
                    continue
                quick = quickly[first]
                if quick is not None:
                    following = place + widths[first]
                    accumulator = quick(code, place, following, accumulator)
                    place = following
                    continue
                if not sizes[first]:
                    break
                place += sizes[first]
                if writes[first]:
                    accumulator = None
            if ended or place >= stop:
                continue
            encoding = known[code[place]]
            if encoding.__class__ is Encoding and not encoding.halves and place + encoding.size <= end:
                operands = encoding.operands.unpack_from(code, place + encoding.code_size)
                step = _as_tuple(Instruction, (place, encoding, operands))  # `decode_at` without its checks
            else:
                step = decode_at(code, place, end)
                encoding = step.encoding
            name = encoding.name
            now.accumulator = accumulator
            handler = handlers.get(name)
            if handler is not None:
                handler(step)
            elif name[0] == "j":
                self._jump(step, jumps)
            elif encoding.writes:
                now.accumulator = None
            accumulator = now.accumulator
            if name in _ENDS:
                last, ended = now, True
                if name != "jmp":
                    jumps.append((place, -1, True))
            place += encoding.size
        if place > end:
            deque(decode(code[:end]), 0)  # which says what breaks off


@cache
def plain_instructions(handled: frozenset[str]) -> tuple[bytes, bytes]:
    """By the first byte of what does nothing but leave something unknown or nothing: its size, and whether it does.

    Args:
        handled: Names of instructions that do more.
    """
    sizes, writes = bytearray(256), bytearray(256)
    for first, encoding in enumerate(encodings()):
        if isinstance(encoding, Encoding):
            name = encoding.name
            if name not in handled and name not in _ENDS and name[0] != "j" and encoding.size <= _LONGEST_COMMON:
                sizes[first], writes[first] = encoding.size, encoding.writes
    return bytes(sizes), bytes(writes)


def quick_instructions(quick: dict[str, Quick]) -> tuple[list[Quick | None], bytes]:
    """By the first byte of what has a quicker way than its handler: that way, and its size.

    Args:
        quick: Those ways by the names of instructions.
    """
    found: list[Quick | None] = [None] * 256
    sizes = bytearray(256)
    for first, encoding in enumerate(encodings()):
        if isinstance(encoding, Encoding) and encoding.size <= _LONGEST_COMMON and encoding.name in quick:
            found[first], sizes[first] = quick[encoding.name], encoding.size
    return found, bytes(sizes)
