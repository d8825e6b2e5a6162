"""What observers of LiveData wait for: the places that set the value which an observer is told.

An object that observes is called with a value that somebody has set, and not before. Which LiveData it observes is
followed through fields, and methods that give one; of one that comes from elsewhere nothing is said. What sets a value
of a LiveData that nobody knows may set any.

https://developer.android.com/reference/androidx/lifecycle/LiveData, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.dex import invoke_edges, new_instances
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import CHECK_CAST, FIELD_READS, MOVE_RESULTS, MOVES, NEW_INSTANCE, VALUE_RETURNS
from appaudit.dex.tables import is_among

_LIBRARY: Final = "Landroidx/lifecycle/"
_HOLDERS: Final = re.compile(r"Landroidx/lifecycle/(?:Mutable)?LiveData;")
_SETS: Final = frozenset(("setValue", "postValue"))
_OBSERVES: Final = frozenset(("observe", "observeForever"))
_TOLD: Final = hash_text("onChanged")
#: Steps by which a value is followed to where it is from, and instructions of a method that gives one.
_MOST_STEPS, _MOST_BODY = 12, 12

Place = tuple[int, int]
"""A file, by its number, and an instruction of it."""
_Origin = tuple[str, int, int]
"""A field by what it is known by over all files, or the place where an object is made."""


def observed_values(graph: CallGraph, files: Sequence[Constants]) -> Mapping[int, frozenset[Place]]:
    """By method that is told of a value of known LiveData: all places that may set one.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """
    has_any = [index for index, each in enumerate(files) if _holders(each)]
    return _Observed(graph, files, has_any).told() if has_any else {}


def _holders(constants: Constants) -> list[int]:
    """The fields of a file that hold LiveData."""
    dex = constants.code.dex
    kinds = dex.types_with_prefix(_LIBRARY).tolist()
    held = [each for each in kinds if _HOLDERS.fullmatch(dex.type_descriptor(each))]
    return np.flatnonzero(is_among(dex.field_ids["type"], held)).tolist() if held else []


class _Observed:
    def __init__(self, graph: CallGraph, files: Sequence[Constants], chosen: Sequence[int]) -> None:
        self._graph, self._files, self._chosen = graph, files, chosen
        self._same: dict[_Origin, _Origin] = {}
        self._open = set[_Origin]()
        self._identities = {each: graph.links.files[each].field_identities() for each in chosen}

    def told(self) -> Mapping[int, frozenset[Place]]:
        """See `observed_values`."""
        for file in self._chosen:
            for field in _holders(self._files[file]):
                own = self._field(file, field)
                for written in self._files[file].field_values.all_writes(field):
                    body, at = self._files[file].at(written)
                    origin = self._origin(file, body, at, body.sources(at)[0])
                    if origin is None:
                        self._open.add(own)
                    else:
                        self._same[self._root(own)] = self._root(origin)
        unknown, sets = set[Place](), dict[_Origin, set[Place]]()
        observing: dict[int, list[_Origin | None]] = {}
        for file, body, at, name in self._calls():
            place, registers = (file, body.first + at), body.sources(at)
            origin = self._origin(file, body, at, registers[0])
            if name in _OBSERVES:
                made = self._made(file, body, at, registers[-1])
                if made >= 0:
                    observing.setdefault(made, []).append(origin)
            elif origin is None:
                unknown.add(place)
            else:
                sets.setdefault(self._root(origin), set()).add(place)
        shut = {self._root(each) for each in self._open}
        found: dict[int, frozenset[Place]] = {}
        for observer, origins in observing.items():
            known = {self._root(each) for each in origins if each is not None and each[0] == "field"}
            known = {each for each in known if each[0] == "made"} if all(each[0] == "made" for each in known) else set()
            if len(origins) != self._times_made(observer) or None in origins or not known or known & shut:
                continue
            for method in self._graph.links.methods_of(observer):
                if self._graph.links.method_name[method] == _TOLD:
                    found[method] = frozenset(unknown.union(*(sets.get(each, ()) for each in known)))
        return found

    def _calls(self) -> Iterator[tuple[int, MethodBody, int, str]]:
        """The calls of LiveData outside of its library: file, body, number in it and the name of the method."""
        for file, constants in enumerate(self._files):
            dex, calls = constants.code.dex, invoke_edges(constants.code.instructions)
            for target in np.unique(calls.target).tolist():
                owner, name = dex.method_class(target), dex.method_name(target)
                is_made = name == "<init>" and dex.prototype(int(dex.method_ids["proto"][target])) != "()V"
                if not owner.startswith(_LIBRARY) or not owner.endswith("LiveData;"):
                    continue
                if name not in _SETS | _OBSERVES and not is_made:
                    continue
                for place in calls.instruction[calls.target == target].tolist():
                    body, at = constants.at(place)
                    if body.is_read and not constants.name_of_item(body.code_item)[0].startswith(_LIBRARY):
                        yield file, body, at, name

    def _field(self, file: int, field: int) -> _Origin:
        if file not in self._identities:
            self._identities[file] = self._graph.links.files[file].field_identities()
        return "field", int(self._identities[file][field]), 0

    def _root(self, origin: _Origin) -> _Origin:
        while origin in self._same and self._same[origin] != origin:
            origin = self._same[origin]
        return origin

    def _origin(self, file: int, body: MethodBody, at: int, register: int, steps: int = _MOST_STEPS) -> _Origin | None:
        """The field that a value is read from, or where it is made; None for any other."""
        for _ in range(steps):
            made = body.definitions(at, register)
            if len(made) != 1 or made[0] < 0:
                return None
            at = made[0]
            opcode = body.opcodes[at]
            if opcode in FIELD_READS:
                dex = self._files[file].code.dex
                kind = dex.type_descriptor(int(dex.field_ids["type"][body.target(at)]))
                return self._field(file, body.target(at)) if _HOLDERS.fullmatch(kind) else None
            if opcode == NEW_INSTANCE:
                kind = self._files[file].code.dex.type_descriptor(body.target(at))
                return ("made", file, body.first + at) if _HOLDERS.fullmatch(kind) else None
            if opcode in MOVE_RESULTS:
                return self._given(file, body, at - 1, steps - 1)
            if opcode not in MOVES and opcode != CHECK_CAST:
                return None
            register = body.sources(at)[0]
        return None

    def _given(self, file: int, body: MethodBody, call: int, steps: int) -> _Origin | None:
        """What a short method gives that a call runs."""
        method = self._files[file].callee(body, call)
        resolved = int(self._graph.resolved[file][method]) if method >= 0 else -1
        number, item = self._graph.item_of(resolved) if resolved >= 0 else (-1, -1)
        if item < 0 or self._graph.overridden.has(resolved):
            return None
        inside = self._files[number].body(item)
        returns = [at for at, opcode in enumerate(inside.opcodes) if opcode in VALUE_RETURNS]
        if not inside.is_read or len(returns) != 1 or len(inside) > _MOST_BODY:
            return None
        return self._origin(number, inside, returns[0], inside.sources(returns[0])[0], steps)

    def _made(self, file: int, body: MethodBody, at: int, register: int) -> int:
        """The class of an object that is made right there, -1 for any other."""
        for _ in range(_MOST_STEPS):
            made = body.definitions(at, register)
            if len(made) != 1 or made[0] < 0:
                return -1
            at = made[0]
            if body.opcodes[at] == NEW_INSTANCE:
                return int(self._graph.links.files[file].type_class[body.target(at)])
            if body.opcodes[at] not in MOVES and body.opcodes[at] != CHECK_CAST:
                return -1
            register = body.sources(at)[0]
        return -1

    def _times_made(self, class_index: int) -> int:
        links = self._graph.links
        return sum(
            int((file.type_class[new_instances(file.code.instructions).target] == class_index).sum())
            for file in links.files
        )
