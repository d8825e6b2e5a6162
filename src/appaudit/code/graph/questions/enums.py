"""Constants of enumerations: which one a field holds, its number, and what the table of a switch gives for it.

A switch over an enumeration is compiled to one over an array that maps the numbers of the constants (JLS 14.11, javac's
`$SwitchMap$`); constants are made once, in the order of their numbers (JLS 8.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.objects.creations import static_initialisers
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import UNKNOWN, MethodBody
from appaudit.dex.class_data import ACCESS_ENUM, ACCESS_FINAL, ACCESS_STATIC
from appaudit.dex.opcodes import APUT, INVOKES, MOVE_RESULTS, NEW_ARRAY, NEW_INSTANCE, SGET_OBJECT, SPUT_OBJECT

_CONSTANT: Final = ACCESS_ENUM | ACCESS_FINAL | ACCESS_STATIC
_MAKES: Final = "(Ljava/lang/String;I"
#: Stands before what a constant is known by: no text of a program begins so.
_MARK: Final = "\0"


class Enums:
    """Answers for the enumerations of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants]) -> None:
        self._graph = graph
        self._files = files
        self._initialisers = static_initialisers(graph.links)
        self._numbers: dict[str, int | None] = {}
        self._tables: dict[tuple[int, int], dict[int, int] | None] = {}

    def constant(self, file: int, field_index: int) -> str | None:
        """What the constant is known by that a static field holds; None where it is none of an enumeration."""
        place = self._defined(file, field_index)
        if place is None:
            return None
        data = self._files[place[0]].code.class_data
        at = int(np.flatnonzero(data.field_index == place[1])[0])
        if int(data.field_access_flags[at]) & _CONSTANT != _CONSTANT:
            return None
        return f"{_MARK}{place[0]} {place[1]}"

    def number(self, constant: str) -> int | None:
        """The number of a constant among those of its enumeration."""
        if constant not in self._numbers:
            file, field_index = map(int, constant.removeprefix(_MARK).split())
            self._numbers[constant] = self._number(file, field_index)
        return self._numbers[constant]

    def name(self, constant: str) -> str:
        """What a constant is called by its enumeration, whatever a shrinker calls its field; empty where not known."""
        file, field_index = map(int, constant.removeprefix(_MARK).split())
        made = self._made(file, field_index)
        values = self._files[file].in_body(*made, made[0].sources(made[1])[1]) if made else set()
        value = next(iter(values)) if len(values) == 1 else None
        return value if isinstance(value, str) else ""

    def constants(self, file: int, type_index: int) -> list[str]:
        """The constants of an enumeration by a type of a file, in the order of their numbers; empty for all else."""
        owner = int(self._graph.links.files[file].type_class[type_index])
        for home, links in enumerate(self._graph.links.files):
            data = links.code.class_data
            is_one = (data.field_access_flags & _CONSTANT) == _CONSTANT
            own = data.field_index[is_one & (data.field_class_def + links.first_class == owner)].tolist()
            found = {each: self.number(each) for each in (f"{_MARK}{home} {field_index}" for field_index in own)}
            if found and owner >= 0:
                numbers = sorted((number, each) for each, number in found.items() if number is not None)
                return [each for _, each in numbers] if [at for at, _ in numbers] == list(range(len(found))) else []
        return []

    def mapped(self, file: int, field_index: int, number: int) -> int | None:
        """What the table of a switch in a static field gives for the number of a constant."""
        place = self._defined(file, field_index)
        if place is None:
            return None
        if place not in self._tables:
            self._tables[place] = self._table(*place)
        table = self._tables[place]
        return None if table is None else table.get(number, 0)

    def _defined(self, file: int, field_index: int) -> tuple[int, int] | None:
        """The file that defines a field, and its identifier there."""
        constants = self._files[file]
        if constants.field_values.defines(field_index):
            return file, field_index
        row = constants.code.dex.field_ids[field_index]
        owner = int(self._graph.links.files[file].type_class[int(row["class_type"])])
        if owner < 0:
            return None
        wanted = self._graph.links.files[file].field_identities(np.array([field_index], dtype=np.int64))[0]
        for number, links in enumerate(self._graph.links.files):
            if links.first_class <= owner < links.first_class + len(links.code.dex.class_defs):
                defined = links.code.class_data.field_index.astype(np.int64)
                same = defined[links.field_identities(defined) == wanted]
                return (number, int(same[0])) if len(same) else None
        return None

    def _initialiser(self, file: int, field_index: int) -> MethodBody | None:
        """The static initialiser of the class of a field."""
        row = self._files[file].code.dex.field_ids[field_index]
        owner = int(self._graph.links.files[file].type_class[int(row["class_type"])])
        method = int(self._initialisers[owner]) if owner >= 0 else -1
        at, item = self._graph.item_of(method) if method >= 0 else (-1, -1)
        body = self._files[file].body(item) if at == file and item >= 0 else None
        return body if body is not None and body.is_read else None

    def _number(self, file: int, field_index: int) -> int | None:
        made = self._made(file, field_index)
        values = self._files[file].in_body(*made, made[0].sources(made[1])[2]) if made else set()
        value = next(iter(values)) if len(values) == 1 else None
        return value if isinstance(value, int) else None

    def _made(self, file: int, field_index: int) -> tuple[MethodBody, int] | None:
        """The static initialiser that makes the constant of a field, and where it calls the constructor."""
        body = self._initialiser(file, field_index)
        for index, opcode in enumerate(body.opcodes if body else ()):
            if body is None or opcode != SPUT_OBJECT or body.target(index) != field_index:
                continue
            made = _made_by(body, index, body.sources(index)[0])
            call = self._given(file, body, made) if made is not None and body.opcodes[made] == NEW_INSTANCE else None
            return (body, call) if call is not None else None
        return None

    def _given(self, file: int, body: MethodBody, made: int) -> int | None:
        """The call that an object is made with, its name and number first."""
        constants = self._files[file]
        dex = constants.code.dex
        for index in range(made + 1, len(body)):
            registers = body.sources(index) if body.opcodes[index] in INVOKES else ()
            method = constants.callee(body, index) if len(registers) > 2 else -1
            if method < 0 or dex.method_name(method) != "<init>" or _made_by(body, index, registers[0]) != made:
                continue
            return index if dex.prototype(int(dex.method_ids["proto"][method])).startswith(_MAKES) else None
        return None

    def _table(self, file: int, field_index: int) -> dict[int, int] | None:
        """What is written into an array by the initialiser of its class, by number; None where anything is unclear."""
        body = self._initialiser(file, field_index)
        if body is None:
            return None
        kept = [
            _made_by(body, index, body.sources(index)[0])
            for index, opcode in enumerate(body.opcodes)
            if opcode == SPUT_OBJECT and body.target(index) == field_index
        ]
        if len(kept) != 1 or kept[0] is None or body.opcodes[kept[0]] != NEW_ARRAY:
            return None
        found: dict[int, int] = {}
        for index, opcode in enumerate(body.opcodes):
            if opcode != APUT:
                continue
            value, array, at = body.sources(index)
            origin = _made_by(body, index, array)
            if origin is None:
                return None
            is_other_array = body.opcodes[origin] == NEW_ARRAY and origin != kept[0]
            if is_other_array or (body.opcodes[origin] == SGET_OBJECT and body.target(origin) != field_index):
                continue
            number = self._asked_number(file, body, index, at)
            values = self._files[file].in_body(body, index, value)
            if number is None or len(values) != 1:
                return None
            given = next(iter(values))
            if not isinstance(given, int):
                return None
            found[number] = given
        return found or None

    def _asked_number(self, file: int, body: MethodBody, index: int, register: int) -> int | None:
        """The number of the constant that `ordinal` is called on for a register."""
        result = _made_by(body, index, register)
        if result is None or result < 1 or body.opcodes[result] not in MOVE_RESULTS:
            return None
        registers = body.sources(result - 1)
        method = self._files[file].callee(body, result - 1)
        if method < 0 or len(registers) != 1 or self._files[file].code.dex.method_name(method) != "ordinal":
            return None
        read = _made_by(body, result - 1, registers[0])
        if read is None or body.opcodes[read] != SGET_OBJECT:
            return None
        constant = self.constant(file, body.target(read))
        return None if constant is None else self.number(constant)


def is_constant(value: int | str) -> bool:
    """Whether a value is the constant of an enumeration."""
    return isinstance(value, str) and value.startswith(_MARK)


def _made_by(body: MethodBody, index: int, register: int) -> int | None:
    """The one instruction whose value a register holds, however often it was moved."""
    origins = {origin for origin, _ in body.origins(index, register)}
    made = origins.pop() if len(origins) == 1 else UNKNOWN
    return made if made >= 0 else None
