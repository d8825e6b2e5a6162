"""Fields that calls take their object from, and where launch puts objects into them.

`if (listener != null) listener.onReady()` runs nothing unless somebody has put a listener there before: what decides
whether that happens decides whether the call does.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.frames import Place
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import MethodBody
from appaudit.code.ways.objects import Objects
from appaudit.dex.opcodes import (
    CHECK_CAST,
    IGET_OBJECT,
    INT_LITERALS,
    INVOKES,
    MOVE_RESULT_OBJECT,
    RETURN_OBJECT,
    SGET_OBJECT,
    VIRTUAL_INVOKES,
)
from appaudit.model.record import record

#: Instructions of a method that only gives what a field holds, and values of one register that are looked at.
_MOST_OF_GETTER, _MOST_ORIGINS = 12, 8
#: Writes of one field that are looked at: of one that many write, some write runs.
_MOST_WRITES: Final = 6


@record(kw_only=False)
class FieldCalled:
    """A field whose object is called: what it is known by, its name, and where launch writes an object into it.

    Each write is a method, and the number of the instruction counted over all files.
    """

    identity: int
    name: str
    writes: tuple[tuple[int, int], ...]


class FieldsCalled:
    """Answers for the calls of one app.

    Args:
        graph: The methods.
        objects: Where launch writes fields.
    """

    def __init__(self, graph: CallGraph, objects: Objects) -> None:
        self._graph = graph
        self._objects = objects
        self._fields: dict[int, FieldCalled | None] = {}
        self._known: dict[frozenset[int], FieldCalled | None] = {}

    def of(self, calls: frozenset[int]) -> FieldCalled | None:
        """The one field that calls take their object from; None where it is not one, or nobody can say who sets it.

        Args:
            calls: The instructions, counted over all files.
        """
        if calls not in self._known:
            self._known[calls] = self._find(calls)
        return self._known[calls]

    def _find(self, calls: Collection[int]) -> FieldCalled | None:
        fields = set[tuple[int, int, int] | None]()
        for place in map(self._graph.place_of, calls):
            body, index = self._objects.at(place)
            if index >= len(body) or body.opcodes[index] not in VIRTUAL_INVOKES:
                return None
            fields |= self._read(place[0], body, index, body.sources(index)[0], is_getter=False)
        identities = {each and each[0] for each in fields}
        if len(identities) != 1 or None in fields:
            return None
        identity, file, field = next(each for each in fields if each)
        if identity not in self._fields:
            self._fields[identity] = self._written(identity, file, field)
        return self._fields[identity]

    def _read(
        self, file: int, body: MethodBody, index: int, register: int, *, is_getter: bool
    ) -> set[tuple[int, int, int] | None]:
        """The fields that a register is read from: what each is known by, a file and its identifier there."""
        found = set[tuple[int, int, int] | None]()
        pending = [(index, register)]
        for at, held in pending:
            for made, _ in body.origins(at, held):
                opcode = body.opcodes[made] if made >= 0 else -1
                if opcode in (SGET_OBJECT, IGET_OBJECT):
                    found.add((self._objects.identity(file, body.target(made)), file, body.target(made)))
                elif opcode == CHECK_CAST and len(pending) < _MOST_ORIGINS:
                    pending.append((made, body.sources(made)[0]))
                elif opcode == MOVE_RESULT_OBJECT and made and not is_getter:
                    found |= self._given(file, body, made - 1)
                elif opcode not in INT_LITERALS:
                    found.add(None)
        return found

    def _given(self, file: int, body: MethodBody, call: int) -> set[tuple[int, int, int] | None]:
        """The fields that a call gives which does nothing else."""
        method = int(self._graph.resolved[file][body.target(call)]) if body.opcodes[call] in INVOKES else -1
        home, item = self._graph.item_of(method) if method >= 0 else (-1, -1)
        if item < 0:
            return {None}
        first, end = self._graph.links.files[home].code.instructions.bounds_of(item)
        if end - first > _MOST_OF_GETTER:
            return {None}
        getter, _ = self._objects.at((home, int(first)))
        returns = [at for at, opcode in enumerate(getter.opcodes) if opcode == RETURN_OBJECT] if getter.is_read else []
        given = [self._read(home, getter, at, getter.sources(at)[0], is_getter=True) for at in returns]
        return set[tuple[int, int, int] | None]().union(*given) or {None}

    def _written(self, identity: int, file: int, field: int) -> FieldCalled | None:
        writes = self._objects.writes(identity)
        if not 0 < len(writes) <= _MOST_WRITES:
            return None
        found = tuple(map(self._at, filter(self._is_object, writes)))
        dex = self._graph.links.files[file].code.dex
        owner = class_name(dex.type_descriptor(int(dex.field_ids["class_type"][field])))
        name = f"{owner}.{dex.field_name(field)}"
        return FieldCalled(identity, name, found) if found else None

    def _at(self, place: Place) -> tuple[int, int]:
        links = self._graph.links.files[place[0]]
        method = int(links.item_method[links.code.instructions.code_item[place[1]]])
        return method, place[1] + int(self._graph.first_instruction[place[0]])

    def _is_object(self, place: Place) -> bool:
        """Whether a write may write anything but nothing."""
        body, index = self._objects.at(place)
        made = {each for each, _ in body.origins(index, body.sources(index)[0])} if index < len(body) else {-1}
        return not all(each >= 0 and body.opcodes[each] in INT_LITERALS for each in made)
