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
            "tryldglobalbyname": self._quick_global,
            "ldexternalmodulevar": self._quick_import,
            "ldtrue": self._quick_true,
            "ldfalse": self._quick_false,
            "ldai": self._quick_number,
            **{f"callthis{count}withname": self._quick_call for count in range(4)},
        }

    def _item(self, code: bytes, place: int) -> int:
        return self._file.item(self._function.method.region, code[place] | code[place + 1] << 8)

    def _quick_keep(self, _code: bytes, _place: int, _following: int, accumulator: Expression) -> Expression:
        return accumulator

    def _quick_not(self, _code: bytes, _place: int, _following: int, accumulator: Expression) -> Expression:
        return bounded(("not", accumulator)) if accumulator is not None else None

    def _quick_set(self, code: bytes, _place: int, following: int, accumulator: Expression) -> Expression:
        base = self._now.registers[code[following - 1]]
        name = self._texts[code[following - 3] | code[following - 2] << 8]
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

    def _quick_global(self, code: bytes, _place: int, following: int, _accumulator: Expression) -> Expression:
        return ("global", self._texts[code[following - 2] | code[following - 1] << 8])

    def _quick_import(self, code: bytes, place: int, _following: int, _accumulator: Expression) -> Expression:
        self._function.imports.append(code[place + 1])
        return ("import", self._function.record, code[place + 1])

    def _quick_true(self, _code: bytes, _place: int, _following: int, _accumulator: Expression) -> Expression:
        return ("truth", True)

    def _quick_false(self, _code: bytes, _place: int, _following: int, _accumulator: Expression) -> Expression:
        return ("truth", False)

    def _quick_number(self, code: bytes, place: int, following: int, _accumulator: Expression) -> Expression:
        return ("number", int.from_bytes(code[place + 1 : following], "little", signed=True))

    def _quick_call(self, code: bytes, place: int, following: int, accumulator: Expression) -> Expression:
        receiver, *given = [self._now.registers[each] for each in code[place + 4 : following]]
        name = self._texts[code[place + 2] | code[place + 3] << 8]
        if accumulator is None and receiver is not None:
            accumulator = ("property", receiver, name)
        return self._called(place, accumulator, receiver, given)
