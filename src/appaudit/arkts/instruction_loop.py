"""Goes through the instructions of a function; those that real code has most of are done here."""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from collections.abc import Callable
from functools import cache
from heapq import heappop
from typing import Any, Final

from appaudit.abc import AbcFile, Encoding, Instruction, decode, decode_at, encodings
from appaudit.arkts.expressions import NOTHING, WITHOUT_PARTS, Environment, Expression, bounded
from appaudit.arkts.function_parts import Function, State

#: Bytes of the longest instruction that is done in the loop over all.
_LONGEST_COMMON: Final = 8
#: Expressions that hold no other, so that a property of one is not too long.
_OF_ONE_PART: Final = WITHOUT_PARTS | {"variable"}
#: Does an instruction: the code, where it and the next one begin, and the accumulator, which it gives back.
Quick = Callable[[bytes, int, int, Expression], Expression]
_as_tuple: Any = tuple.__new__
_ENDS: Final = frozenset(("return", "returnundefined", "throw", "throw.notexists", "throw.patternnoncoercible", "jmp"))


class Texts(dict[int, str]):
    """The texts of a region of a file by their numbers, read when first asked for."""

    def __init__(self, file: AbcFile, region: int) -> None:
        super().__init__()
        self._file = file
        self._region = region

    def __missing__(self, index: int) -> str:
        offset = self._file.item(self._region, index)
        text = self[index] = self._file.bytes.text(offset) if offset else ""
        return text


class TooManyKeptError(Exception):
    """A file has so many jumps over so many registers that following them takes more memory than any real one."""


class InstructionLoop:
    """The part of a reader of functions that goes through their instructions.

    `_common` says whether common instructions are done in the loop; they may be left to their handlers. `_pending` are
    states by the place that jumps lead to, and `_stops` those places as a heap. `_left` are registers that may still be
    kept. `_plain` is of `plain_instructions`, `_quick` of `quick_instructions`, `_texts` are those of the function.
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
    _texts: Texts

    def _keep(self, state: State) -> None:
        """Count the registers of a state that is about to be copied or joined."""
        self._left -= len(state.registers)
        if self._left < 0:
            raise TooManyKeptError("more jumps over more registers than are followed")

    @abstractmethod
    def _jump(self, step: Instruction, jumps: list[tuple[int, int, bool]]) -> None:
        """Note where a jump leads, and what it asks."""

    @abstractmethod
    def _environment(self, depth: int) -> Environment:
        """The environment so far above the innermost one."""

    @abstractmethod
    def _called(
        self, place: int, callee: Expression, this: Expression, arguments: list[Expression], kind: str = "call"
    ) -> Expression:
        """Note a call; what it gives."""

    def _run(self, code: bytes, jumps: list[tuple[int, int, bool]]) -> None:
        """Go through the instructions in their order."""
        pending, stops = self._pending, self._stops
        last = now = self._now = self._state
        ended = False
        place, end = 0, len(code)
        code += bytes(_LONGEST_COMMON)  # so that the last instruction may be read before it is known to be whole
        known, handlers = encodings(), self._steps
        while place < end:
            if place in pending:
                waiting = pending.pop(place)
                if ended:
                    now, ended = waiting, False
                else:
                    now.join(waiting)
            elif ended:  # what handles errors is entered from anywhere above
                self._keep(last)
                now, ended = last.copy(), False
            self._now = now
            while stops and stops[0] <= place:
                heappop(stops)
            if self._common:
                stop = stops[0] if stops else end
                place = self._run_common(code, place, stop)
                if place >= stop:
                    continue
            encoding = known[code[place]]
            if encoding.__class__ is Encoding and not encoding.halves and place + encoding.size <= end:
                operands = encoding.operands.unpack_from(code, place + encoding.code_size)
                step = _as_tuple(Instruction, (place, encoding, operands))  # `decode_at` without its checks
            else:
                step = decode_at(code, place, end)
                encoding = step.encoding
            name = encoding.name
            handler = handlers.get(name)
            if handler is not None:
                handler(step)
            elif name[0] == "j":
                self._jump(step, jumps)
            elif encoding.writes:
                now.accumulator = None
            if name in _ENDS:
                last, ended = now, True
                if name != "jmp":
                    jumps.append((place, -1, True))
            place += encoding.size
        if place > end:
            deque(decode(code[:end]), 0)  # which says what breaks off

    def _run_common(self, code: bytes, place: int, stop: int) -> int:
        """Go through common instructions up to a place or to the first other one, and give where that is.

        A call and an object for each would take most of the time of a scan. What they do is what their handlers do,
        and `test_common_instructions_do_what_their_handlers_do` holds both against each other.
        """
        now, function = self._now, self._function
        registers, accumulator = now.registers, now.accumulator
        texts, this = self._texts, ("this", function.number)
        (sizes, writes), (quickly, widths) = self._plain, self._quick
        while place < stop:
            first = code[place]
            if first == 0x61:  # sta
                registers[code[place + 1]] = accumulator
                place += 2
            elif first == 0x60:  # lda
                accumulator = registers[code[place + 1]]
                place += 2
            elif first == 0x42 or first == 0x90:  # ldobjbyname
                size = 4 if first == 0x42 else 5
                name = texts[code[place + size - 2] | code[place + size - 1] << 8]
                if accumulator is not None:
                    made: Expression = ("property", accumulator, name)
                    if accumulator[0] not in _OF_ONE_PART:
                        made = bounded(made)
                    if made is not None:
                        function.reads.append((place, made))
                    accumulator = made
                place += size
            elif first == 0x3E:  # lda.str
                name = texts[code[place + 1] | code[place + 2] << 8]
                accumulator = ("text", name)
                function.texts.append((place, name))
                place += 3
            elif first == 0x44:  # mov
                pair = code[place + 1]
                registers[pair & 15] = registers[pair >> 4]
                place += 2
            elif first == 0x45:  # mov
                registers[code[place + 1]] = registers[code[place + 2]]
                place += 3
            elif first == 0x00 or first == 0x01 or first == 0x70:  # ldundefined, ldnull, ldhole
                accumulator = NOTHING
                place += 1
            elif first == 0x3C:  # ldlexvar
                pair = code[place + 1]
                accumulator = ("variable", self._environment(pair & 15), pair >> 4)
                place += 2
            elif first == 0x6F:  # ldthis
                accumulator = this
                place += 1
            elif 0x2D <= first <= 0x30:  # callthis0 to callthis3
                size = first - 0x2A
                receiver, *given = [registers[each] for each in code[place + 2 : place + size]]
                accumulator = self._called(place, accumulator, receiver, given)
                place += size
            elif first == 0xFE and code[place + 1] == 0x09:  # throw.undefinedifholewithname
                place += 4
            elif (quick := quickly[first]) is not None:
                following = place + widths[first]
                accumulator = quick(code, place, following, accumulator)
                place = following
            elif sizes[first]:
                place += sizes[first]
                accumulator = None if writes[first] else accumulator
            else:
                break
        now.accumulator = accumulator
        return place


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
