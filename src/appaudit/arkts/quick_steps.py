"""Instructions that real code has many of, done without an object for each; each does what its handler does."""

from __future__ import annotations

from appaudit.abc import AbcFile
from appaudit.arkts.expressions import NOTHING, Expression, bounded
from appaudit.arkts.instruction_loop import InstructionLoop, Quick


class QuickSteps(InstructionLoop):
    """The part of a reader of functions that has quicker ways than handlers.

    Each is given the code, where the instruction and the next one begin, and the accumulator, which it gives back.
    """

    _file: AbcFile
    _numbers: dict[int, int]

    def quick_ways(self) -> dict[str, Quick]:
        """The quicker ways by the names of instructions."""
        return {
            "istrue": self._quick_keep,
            "isfalse": self._quick_not,
            "stobjbyname": self._quick_set,
            "stownbyname": self._quick_set,
            "definefunc": self._quick_function,
            "createemptyobject": self._quick_object,
            "createobjectwithbuffer": self._quick_literal,
            "createemptyarray": self._quick_array,
            "stricteq": self._quick_equal,
            "strictnoteq": self._quick_unequal,
        }

    def _item(self, code: bytes, place: int) -> int:
        return self._file.item(self._function.method.region, code[place] | code[place + 1] << 8)

    def _quick_keep(self, _code: bytes, _place: int, _following: int, accumulator: Expression) -> Expression:
        return accumulator

    def _quick_not(self, _code: bytes, _place: int, _following: int, accumulator: Expression) -> Expression:
        return bounded(("not", accumulator)) if accumulator is not None else None

    def _quick_set(self, code: bytes, _place: int, following: int, accumulator: Expression) -> Expression:
        base = self._now.registers[code[following - 1]]
        index = code[following - 3] | code[following - 2] << 8
        texts = self._texts[self._function.method.region]
        name = texts.get(index)
        if name is None:
            name = texts[index] = self._text(index)
        if base is not None and accumulator is not None and accumulator != NOTHING:
            self._function.writes.append((base, name, accumulator))
        return accumulator

    def _quick_function(self, code: bytes, _place: int, following: int, _accumulator: Expression) -> Expression:
        number = self._numbers.get(self._item(code, following - 3))
        if number is None:
            return None
        self._function.made.append((number, self._now.environments))
        return ("function", number)

    def _quick_object(self, _code: bytes, place: int, _following: int, _accumulator: Expression) -> Expression:
        return ("object", self._function.number, place)

    def _quick_literal(self, code: bytes, place: int, following: int, _accumulator: Expression) -> Expression:
        made = ("object", self._function.number, place)
        self._function.literals.append((made, self._item(code, following - 2)))
        return made

    def _quick_array(self, _code: bytes, place: int, _following: int, _accumulator: Expression) -> Expression:
        return ("array", self._function.number, place)

    def _quick_equal(self, code: bytes, _place: int, following: int, accumulator: Expression) -> Expression:
        other = self._now.registers[code[following - 1]]
        return bounded(("equal", other, accumulator, True)) if accumulator is not None and other is not None else None

    def _quick_unequal(self, code: bytes, _place: int, following: int, accumulator: Expression) -> Expression:
        other = self._now.registers[code[following - 1]]
        return bounded(("equal", other, accumulator, False)) if accumulator is not None and other is not None else None
