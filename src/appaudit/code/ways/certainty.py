"""What the steps of a way take for granted though it begins otherwise: of two ways the surer one is shown.

A field begins empty, a stored copy is not there at a first launch, a list has no elements yet; what a call gives is
usually there, so that what is done without it comes last. None of this is told as a condition: code sets fields, and
nobody followed when. It says which of several ways is the one that surely runs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from appaudit.code.conditions.comparisons import at_zero
from appaudit.code.conditions.conditions import Conditions
from appaudit.code.first_launch.condition_sources import is_stored
from appaudit.code.first_launch.emptiness import EMPTINESS
from appaudit.code.first_launch.launch_fields import FieldTables
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.phases.phases import Path
from appaudit.code.values.constants import Constants
from appaudit.code.values.dependence import Decision
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.hashes import hash_texts
from appaudit.dex.opcodes import (
    FIELD_READS,
    IF_EQZ,
    IF_NEZ,
    INT_LITERALS,
    MOVE_RESULTS,
    MOVES,
    PLAIN_WRITES,
    STRING_LITERALS,
    VALUE_RETURNS,
    ZERO_TESTS,
)
from appaudit.dex.tables import distinct
from appaudit.model.record import record

_CREATION: Final = frozenset(hash_texts(["<init>", "<clinit>"]).tolist())
#: Calls that say whether there is an element, or how many.
_ELEMENTS: Final = frozenset(("hasNext", "hasMoreElements", "moveToFirst", "moveToNext", "size", "length", "getCount"))
_COLLECTIONS: Final = ("Ljava/util/", "Landroid/util/", "Landroid/database/")
_MAPS: Final = ("Map;", "/Hashtable;", "/SparseArray;")
_MAX_DEPTH, _MAX_BODY = 4, 60
#: Steps back from who sets a field, through calls and the nodes between them, and nodes of them.
_MAX_BACK, _MOST_LEADING = 6, 400
#: How many calls are followed to a write that happens for certain.
_MAX_CERTAIN: Final = 3
#: Fields of one app of which it is asked who sets them.
_MOST_FIELDS: Final = 200


@record(kw_only=False)
class Granted:
    """A step of a way that takes something for granted: what takes it, as numbers of instructions, and how much."""

    places: frozenset[int]
    count: int


@record(kw_only=False)
class _Taken:
    """What branches take for granted: how many that code does not set, and the fields that have to be set, or empty."""

    plain: int
    fields: frozenset[np.uint64]
    empty: frozenset[np.uint64]


class Certainty:
    """Answers for the ways of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        conditions: What decides within a method.
        tables: The fields.
    """

    def __init__(
        self, graph: CallGraph, files: Sequence[Constants], conditions: Conditions, tables: FieldTables
    ) -> None:
        self._graph = graph
        self._files = files
        self._conditions = conditions
        self._tables = tables
        self._known: dict[frozenset[int], _Taken] = {}
        self._copies: dict[int, bool] = {}
        self._empty: dict[np.uint64, bool] = {}
        self._leading: dict[np.uint64, frozenset[int] | None] = {}

    def of(self, path: Path, uses: Collection[int]) -> list[Granted]:
        """The steps of a way that take something for granted, in order.

        Args:
            path: The way.
            uses: The instructions of its last method that it leads to, counted over all files.
        """
        found: list[Granted] = []
        before: list[tuple[int, int]] = []
        for position, source in enumerate(path.nodes):
            if source >= self._graph.links.method_count:
                continue
            is_last = position + 1 == len(path.nodes)
            places = frozenset(uses) if is_last else self._graph.places_between(source, path.nodes[position + 1])
            if not places:
                continue
            before.append((source, min(places)))
            taken = self._taken(places)
            count = taken.plain + sum(not self._is_set(field, before) for field in taken.fields)
            if count:
                found.append(Granted(places, count))
        return found

    def fields_needed_empty(self, places: frozenset[int]) -> frozenset[np.uint64]:
        """The fields that begin empty and that have to be empty for some instructions of one method to run."""
        return self._taken(places).empty

    def _taken(self, places: frozenset[int]) -> _Taken:
        """What branches before some instructions of one method take for granted."""
        known = self._known.get(places)
        if known is None:
            known = self._known[places] = self._find(places)
        return known

    def _find(self, places: frozenset[int]) -> _Taken:
        file, first = self._graph.place_of(min(places))
        base = min(places) - first
        constants = self._files[file]
        item = int(constants.code.instructions.code_item[first])
        decided = self._conditions.decided(file, item, frozenset(place - base for place in places))
        body = constants.body(item)
        method, decisions = decided if decided is not None else (None, None)
        if method is None or not decisions or not body.is_read:
            return _Taken(0, frozenset(), frozenset())
        plain, fields, empty = 0, set[np.uint64](), set[np.uint64]()
        for decision in decisions:
            needs = _needs(body, method.targets[decision.index], decision)
            if needs is None:
                continue
            asked = _Asked(self, file, constants, body)
            register = body.sources(decision.index)[0]
            if asked.of(decision.index, register, needs, 0):
                plain += 1
            fields |= asked.fields
            empty |= asked.empty
        return _Taken(plain, frozenset(fields), frozenset(empty))

    # Fields.

    def begins_empty(self, file: int, field: int) -> np.uint64 | None:
        """The identity of a field of the app that begins with no object, whatever sets it later; None for others."""
        constants = self._files[file]
        if field >= len(constants.code.dex.field_ids):
            return None
        identity = self._tables.identity(file, field)
        if identity not in self._empty:
            self._empty[identity] = self._begins_empty(identity)
        return identity if self._empty[identity] else None

    def _begins_empty(self, identity: np.uint64) -> bool:
        defined = self._tables.defined(identity)
        if defined is None:
            return False
        home, index, class_index, is_static = defined
        dex = self._files[home].code.dex
        if not dex.type_descriptor(int(dex.field_ids[index]["type"])).startswith(("L", "[")):
            return False
        if is_static and self._tables.begins(home, index) != 0:
            return False
        links = self._graph.links
        for file, place in self._tables.writes(identity):
            method = self._method_at(file, place)
            if int(links.method_name[method]) in _CREATION and links.method_class[method] == class_index:
                return False
        return True

    def _method_at(self, file: int, place: int) -> int:
        home = self._graph.links.files[file]
        return int(home.item_method[int(home.code.instructions.code_item[place])])

    def _is_set(self, field: np.uint64, before: Sequence[tuple[int, int]]) -> bool:
        """Whether something sets a field that methods of a way call, or do, before they go on."""
        leading = self._setting(field)
        if leading is None:
            return True
        graph = self._graph
        for method, place in before:
            edges = slice(int(graph.bounds[method]), int(graph.bounds[method + 1]))
            earlier = graph.target[edges][(graph.instruction[edges] < place)]
            if not leading.isdisjoint(earlier.tolist()):
                return True
            if method in leading and any(
                self._method_at(*each) == method and int(graph.first_instruction[each[0]]) + each[1] < place
                for each in self._tables.writes(field)
            ):
                return True
        return False

    def is_set_for_certain(
        self, field: np.uint64, method: int, before: int, others: Collection[int], by: Sequence[int] = ()
    ) -> bool:
        """Whether a method, whatever happens, sets a field to an object before one of its instructions runs.

        Args:
            field: What a field is known by.
            method: The method.
            before: The instruction, counted over all files; -1 for its end.
            others: Methods that do not count.
            by: The calls that lead to the method, counted over all files; the last one passes what it is given.
        """
        leading = self._setting(field)
        if leading is None or method not in leading or method in others:
            return False
        graph = self._graph
        file, item = graph.item_of(method)
        base = int(graph.first_instruction[file])
        for home, place in self._tables.writes(field):
            is_earlier = before < 0 or place + base < before
            if home != file or self._method_at(home, place) != method or not is_earlier:
                continue
            if self._is_object(home, place, 0, by) and self._always(file, item, place):
                return True
        is_end = len(by) >= _MAX_CERTAIN
        edges = range(0) if is_end else range(int(graph.bounds[method]), int(graph.bounds[method + 1]))
        for edge in edges:
            target, at = int(graph.target[edge]), int(graph.instruction[edge])
            if at < 0 or (0 <= before <= at) or target not in leading or target >= graph.links.method_count:
                continue
            if self._always(file, item, at - base) and self.is_set_for_certain(field, target, -1, others, (*by, at)):
                return True
        return False

    def _is_object(self, file: int, place: int, argument: int, by: Sequence[int]) -> bool:
        """Whether one of the registers that an instruction takes holds an object, as far as these calls show."""
        constants = self._files[file]
        body, index = constants.at(place)
        registers = body.sources(index) if 0 <= index < len(body) else ()
        if argument >= len(registers):
            return False
        made = body.definitions(index, registers[argument])
        if made == (ENTRY,):
            number = body.parameter(registers[argument])
            method = self._method_at(file, place)
            if number == 0 and not self._graph.is_static(method):
                return True
            return bool(by) and number >= 0 and self._is_object(*self._graph.place_of(by[-1]), number, by[:-1])
        return bool(made) and not any(each < 0 or _is_nothing(constants, body, each) for each in made)

    def _always(self, file: int, item: int, place: int) -> bool:
        decided = self._conditions.decided(file, item, frozenset((place,)))
        return decided is not None and decided[1] == []

    def _setting(self, field: np.uint64) -> frozenset[int] | None:
        """The nodes of the graph that lead to a write of a field on few steps; None where nobody looked."""
        if field not in self._leading:
            if len(self._leading) >= _MOST_FIELDS:
                return None
            nodes = {self._method_at(*each) for each in self._tables.writes(field)}
            frontier = np.array(sorted(nodes), dtype=np.int64)
            for _ in range(_MAX_BACK):
                if not len(frontier) or len(nodes) > _MOST_LEADING:
                    break
                frontier = distinct(self._graph.source[self._graph.by_target.of_any(frontier)].astype(np.int64))
                frontier = frontier[[each not in nodes for each in frontier.tolist()]]
                nodes |= set(frontier.tolist())
            self._leading[field] = frozenset(nodes)
        return self._leading[field]

    # What methods give.

    def is_copy(self, file: int, method: int) -> bool:
        """Whether a method identifier stands for what gives nothing but what was stored or kept before."""
        resolved = int(self._graph.resolved[file][method])
        if resolved < 0:
            return False
        if resolved not in self._copies:
            self._copies[resolved] = False  # what calls itself
            home, item = self._graph.item_of(resolved)
            body = self._files[home].body(item) if item >= 0 else None
            if body is not None and body.is_read and len(body) <= _MAX_BODY:
                self._copies[resolved] = _Copies(self, home, self._files[home], body).are_returned()
        return self._copies[resolved]


def _needs(body: MethodBody, targets: Sequence[int], decision: Decision) -> bool | None:
    """Whether a branch has to find something, or nothing; None where it is no such check."""
    opcode = body.opcodes[decision.index]
    if opcode not in ZERO_TESTS or len(decision.sides) != 1:
        return None
    at_nothing = targets[0] if at_zero(opcode) else decision.index + 1
    if at_nothing not in decision.sides:
        return True
    return False if opcode in (IF_EQZ, IF_NEZ) else None


class _Asked:
    """What one branch takes for granted."""

    def __init__(self, certainty: Certainty, file: int, constants: Constants, body: MethodBody) -> None:
        self._certainty = certainty
        self._file = file
        self._constants = constants
        self._body = body
        self.fields: set[np.uint64] = set()
        """Fields that begin empty and have to be set."""
        self.empty: set[np.uint64] = set()
        """Those that have to be empty still."""

    def of(self, index: int, register: int, needs: bool, depth: int) -> bool:
        """Whether a value is one that begins as nothing and has to be something, or the other way round."""
        if depth > _MAX_DEPTH:
            return False
        made = [
            each
            for each in self._body.definitions(index, register)
            if not _is_nothing(self._constants, self._body, each)
        ]
        said = [self._defined(each, needs, depth) for each in made]
        return bool(said) and (all(said) if needs else any(said))

    def _defined(self, index: int, needs: bool, depth: int) -> bool:
        body = self._body
        if index < 0:
            return False
        opcode = body.opcodes[index]
        if opcode in MOVES:
            return self.of(index, body.sources(index)[0], needs, depth + 1)
        if opcode in FIELD_READS:
            field = self._certainty.begins_empty(self._file, body.target(index))
            if field is not None:
                (self.fields if needs else self.empty).add(field)
            return False
        return opcode in MOVE_RESULTS and index > 0 and self._called(index - 1, needs, depth)

    def _called(self, call: int, needs: bool, depth: int) -> bool:
        method, registers = self._constants.callee(self._body, call), self._body.sources(call)
        if method < 0:
            return False
        dex = self._constants.code.dex
        owner, name = dex.method_class(method), dex.method_name(method)
        is_of_collection = owner.startswith(_COLLECTIONS)
        if name in EMPTINESS and registers:
            return not needs if is_of_collection else self.of(call, registers[-1], not needs, depth + 1)
        if name in _ELEMENTS and is_of_collection:
            return needs
        if not dex.prototype(int(dex.method_ids["proto"][method])).rpartition(")")[2].startswith("L"):
            return False
        is_empty = (name == "get" and owner.endswith(_MAPS)) or _is_empty_setting(self._constants, self._body, call)
        is_empty = is_empty or self._certainty.is_copy(self._file, method)
        return is_empty is needs


class _Copies:
    """Whether a method returns what was stored or kept before, or nothing."""

    def __init__(self, certainty: Certainty, file: int, constants: Constants, body: MethodBody) -> None:
        self._certainty = certainty
        self._file = file
        self._constants = constants
        self._body = body
        self._written = {body.target(at) for at, opcode in enumerate(body.opcodes) if opcode in PLAIN_WRITES}

    def are_returned(self) -> bool:
        """Whether all that is returned is such a copy, and something is."""
        body = self._body
        returns = [(at, body.sources(at)[0]) for at, opcode in enumerate(body.opcodes) if opcode in VALUE_RETURNS]
        said = [each for place in returns for each in self._said(*place, 0)]
        return bool(said) and all(said)

    def _said(self, index: int, register: int, depth: int) -> list[bool]:
        """For each value of a register that is something whether it is such a copy."""
        if depth > _MAX_DEPTH:
            return [False]
        made = self._body.definitions(index, register)
        return [self._defined(each, depth) for each in made if not _is_nothing(self._constants, self._body, each)]

    def _defined(self, index: int, depth: int) -> bool:
        body = self._body
        if index < 0:
            return False
        opcode = body.opcodes[index]
        if opcode in MOVES:
            return _all(self._said(index, body.sources(index)[0], depth + 1))
        if opcode in FIELD_READS:
            field = body.target(index)
            return field not in self._written and self._certainty.begins_empty(self._file, field) is not None
        if opcode not in MOVE_RESULTS or index == 0:
            return False
        call = index - 1
        if _is_empty_setting(self._constants, body, call):
            return True
        method = self._constants.callee(body, call)
        if method < 0:
            return False
        if self._certainty.is_copy(self._file, method):
            return True
        return any(_all(self._said(call, register, depth + 1)) for register in body.sources(call))


def _all(said: Sequence[bool]) -> bool:
    return bool(said) and all(said)


def _is_nothing(constants: Constants, body: MethodBody, index: int) -> bool:
    """Whether an instruction gives no object, or the empty text."""
    if index < 0:
        return False
    if body.opcodes[index] not in STRING_LITERALS:
        return body.opcodes[index] in INT_LITERALS
    register = body.units[body.offsets[index]] >> 8
    return index + 1 < len(body) and constants.values_of(body.first + index + 1, register) == frozenset(("",))


def _is_empty_setting(constants: Constants, body: MethodBody, call: int) -> bool:
    """Whether a call gives a stored setting that is none, or empty, where nothing is stored."""
    method, registers = constants.callee(body, call), body.sources(call)
    if method < 0 or not registers or not is_stored(constants, method):
        return False
    return constants.in_body(body, call, registers[-1]) <= frozenset((0, ""))
