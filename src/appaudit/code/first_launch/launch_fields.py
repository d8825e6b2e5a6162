"""What fields can hold at launch before anybody does anything: what they begin as, and what code that runs then writes.

Said only where all of that is known. Whatever else may write a field (code that the system runs at a time nobody can
tell, what makes objects from text or messages) makes the answer unknown; what only a person's action runs does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.fields import field_identities
from appaudit.code.graph.program.links import FileLinks, Flags
from appaudit.code.values.constants import Constants
from appaudit.code.values.dependence import decisions
from appaudit.code.values.field_values import FieldValues
from appaudit.code.values.java_names import descriptor
from appaudit.code.values.marked_values import Value
from appaudit.dex import const_classes, invoke_edges
from appaudit.dex.hashes import Hashes, hash_text, hash_texts
from appaudit.dex.opcodes import MONITOR_ENTER, PLAIN_WRITES
from appaudit.dex.ordered_values import in_order
from appaudit.dex.tables import is_among
from appaudit.model.record import record

#: Writes of a field that are looked at, and values that it may hold.
_MOST_WRITES: Final = 12
_MOST_VALUES: Final = 3
_CREATION: Final = (hash_text("<init>"), hash_text("<clinit>"))
#: Types whose values are followed, and those of which it is said that there is none.
NUMBERS: Final = ("Z", "I")
FOLLOWED: Final = (*NUMBERS, "Ljava/lang/String;", "Ljava/lang/Boolean;", "Ljava/lang/Integer;")
OBJECTS: Final = ("L", "[")
#: Objects that are filled from files or messages without a call of the app's own:
#: https://developer.android.com/reference/java/io/Serializable, checked 2026-11-28, not opened.
_FILLED: Final = ("java.io.Serializable", "java.io.Externalizable")
#: Classes that code names to open them, not to fill them. Activities and services are contexts as well.
_OPENED: Final = (
    "android.content.Context",
    "android.app.Activity",
    "android.app.Service",
    "android.app.Application",
    "android.content.BroadcastReceiver",
    "android.content.ContentProvider",
)
#: What is asked of a class for a log.
_ABOUT_NAMES: Final = hash_texts(["getSimpleName", "getName", "getCanonicalName", "desiredAssertionStatus"])


@record(kw_only=False)
class Times:
    """When methods run, as far as fields are concerned."""

    early: Flags
    """Methods that launch reaches on ways that wait for nobody's consent."""
    later: Flags
    """Methods that run only once a person acts, or never."""
    guards: NDArray[np.int64]
    """Instructions that wait for a stored consent, counted over all files."""
    seen: Flags | None = None
    """Methods to which anything is seen to lead, whenever; not known by default."""


@record(kw_only=False)
class Followed:
    """A method followed with what is known at launch."""

    runs: bytearray
    """For each of its instructions whether it can run."""
    written: dict[int, frozenset[Value]]
    """What it writes, by field identifier of its file."""
    passed: dict[int, frozenset[tuple[Value, ...]]]
    """What it passes, by method identifier of its file."""
    jumps: frozenset[int] = frozenset()
    """Its branches that may go elsewhere than on."""
    goes_on: frozenset[int] = frozenset()
    """Its branches that may go on to the next instruction."""
    returned: frozenset[Value] = frozenset()
    """What it returns."""


class FieldTables:
    """The fields of one app, and where they are written.

    Args:
        graph: The methods.
        values: What is known of the fields of each file, in the order of the graph's files.
        times: When methods run.
    """

    def __init__(self, graph: CallGraph, values: Sequence[FieldValues], times: Times) -> None:
        self._graph = graph
        self._values = values
        self._times = times
        self._defined: dict[np.uint64, tuple[int, int, int, bool] | None] = {}

    def identity(self, file: int, field: int) -> np.uint64:
        """What a field identifier of a file is known by over all files."""
        identity: np.uint64 = self._identities[file][field]
        return identity

    def identifiers(self, file: int, identity: int) -> list[int]:
        """The field identifiers of a file that stand for a field which is known by this over all files."""
        found: list[int] = np.flatnonzero(self._identities[file] == np.uint64(identity)).tolist()
        return found

    def defined(self, identity: np.uint64) -> tuple[int, int, int, bool] | None:
        """File, field identifier, class and whether static of a field; None where the app does not define it."""
        if identity not in self._defined:
            self._defined[identity] = self._definition(identity)
        return self._defined[identity]

    def _definition(self, identity: np.uint64) -> tuple[int, int, int, bool] | None:
        hashes, rows = self._definitions
        at = int(np.searchsorted(hashes, identity))
        if at == len(hashes) or hashes[at] != identity:
            return None
        home, index, class_index, is_static = rows[at].tolist()
        return home, index, class_index, bool(is_static)

    def writes(self, identity: np.uint64) -> list[tuple[int, int]]:
        """File and instruction of each write of a field that does not wait for a person's action."""
        hashes, rows = self._writes
        start, end = (int(np.searchsorted(hashes, identity, side=side)) for side in ("left", "right"))
        return [(int(file), int(at)) for file, at in rows[start:end].tolist()]

    def unwritten(self, file: int, field: int, but: Callable[[int, int], bool] = lambda file, place: False) -> Value:
        """What a field identifier of a file stands for where nothing writes the field before anybody acts.

        Args:
            file: The file.
            field: The identifier.
            but: Tells of a file and an instruction of it that writes the field whether that does not count.

        Returns:
            None where anything may write it, or it is of no type that is followed; 0 is no object as well.
        """
        identity = self.identity(file, field)
        defined = self.defined(identity)
        if defined is None:
            return None
        home, index, class_index, is_static = defined
        dex = self._graph.links.files[home].code.dex
        kind = dex.type_descriptor(int(dex.field_ids[index]["type"]))
        if kind not in FOLLOWED and not kind.startswith(OBJECTS):
            return None
        if not is_static and self.is_filled(class_index):
            return None
        if not all(but(*place) for place in self.writes(identity)):
            return None
        return self.begins(home, index) if is_static else 0

    def begins(self, file: int, field: int) -> Value:
        """What a field identifier of the file that defines the field holds before anything is written to it."""
        stated = self._values[file].first_value(field)
        return stated if isinstance(stated, (int, str)) else 0

    def is_filled(self, class_index: int) -> bool:
        """Whether something may fill objects of a class that names the class, or the platform by itself."""
        return bool(self._is_filled[class_index])

    @cached_property
    def _identities(self) -> tuple[Hashes, ...]:
        return field_identities(self._graph.links)

    @cached_property
    def _definitions(self) -> tuple[Hashes, NDArray[np.int64]]:
        """Identities of the app's fields, ascending, and file, field, class and whether static of each."""
        hashes, rows = [], []
        for number, file in enumerate(self._graph.links.files):
            data = file.code.class_data
            hashes.append(file.field_identities(data.field_index.astype(np.int64)))
            columns = (
                np.full(len(data.field_index), number),
                data.field_index,
                data.field_class_def + file.first_class,
                data.field_is_static,
            )
            rows.append(np.column_stack(columns).astype(np.int64))
        return _sorted(hashes, rows)

    @cached_property
    def _writes(self) -> tuple[Hashes, NDArray[np.int64]]:
        """Identities of the fields that are written before anybody acts, ascending, and where that is."""
        hashes, rows = [], []
        for number, file in enumerate(self._graph.links.files):
            accesses = self._values[number].accesses
            chosen = np.flatnonzero(accesses.is_write & ~self._times.later[file.item_method[accesses.code_item]])
            places = accesses.instruction[chosen].astype(np.int64)
            counted = places + int(self._graph.first_instruction[number])
            is_free = ~is_among(counted, self._times.guards)
            hashes.append(self._identities[number][accesses.target[chosen[is_free]]])
            rows.append(np.column_stack((np.full(int(is_free.sum()), number), places[is_free])))
        return _sorted(hashes, rows)

    @cached_property
    def _is_filled(self) -> Flags:
        links = self._graph.links
        one = np.ones(1, dtype=np.uint64)
        found = np.zeros(links.class_count, dtype=bool)
        for file in links.files:
            found |= _handed_on(links.class_count, file, self._times.early)
        for types, is_filled in ((_OPENED, False), (_FILLED, True)):
            for name in types:
                found[links.marks_below(one, hash_texts([descriptor(name)])) > 0] = is_filled
        return found


class LaunchFields:
    """Answers for the fields of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        times: When methods run.
        tables: The fields.
        follow: Gives a code item of a file followed; None where that is not possible.
    """

    def __init__(
        self,
        graph: CallGraph,
        files: Sequence[Constants],
        times: Times,
        tables: FieldTables,
        follow: Callable[[int, int], Followed | None],
    ) -> None:
        self._graph = graph
        self._files = files
        self._times = times
        self._tables = tables
        self._follow = follow
        self._known: dict[int, frozenset[Value] | None] = {}

    def of(self, file: int, field: int) -> frozenset[Value] | None:
        """All values that a field identifier of a file can stand for; 0 is no object as well. None where not known."""
        identity = self._tables.identity(file, field)
        key = int(identity)
        if key not in self._known:
            self._known[key] = self._find(identity)
        return self._known[key]

    def settings(self, file: int, field: int) -> list[tuple[int, int]] | None:
        """The file and instruction of each write that gives a field anything but none, zero or false; None if unsure.

        Unsure is what may be filled otherwise, what begins with something, and what a creation sets.
        """
        identity = self._tables.identity(file, field)
        defined = self._tables.defined(identity)
        if defined is None:
            return None
        home, index, class_index, is_static = defined
        writes = self._tables.writes(identity)
        if len(writes) > _MOST_WRITES or (self._tables.is_filled(class_index) and not is_static):
            return None
        if is_static and self._tables.begins(home, index) != 0:
            return None
        found = []
        for place in writes:
            written = self._written(*place)
            if written == frozenset() or written == frozenset((0,)):
                continue
            if self._is_at_creation(*place, class_index, is_static=is_static):
                return None
            found.append(place)
        return found

    def unknown_writes(self, file: int, field: int) -> list[tuple[int, int]]:
        """The file and instruction of each write at launch that gives a field a value of which nothing is known."""
        links = self._graph.links.files
        found = []
        for home, place in self._tables.writes(self._tables.identity(file, field)):
            is_early = self._times.early[links[home].item_method[links[home].code.instructions.code_item[place]]]
            if is_early and (written := self._written(home, place)) != frozenset() and (not written or None in written):
                found.append((home, place))
        return found

    def _find(self, identity: np.uint64) -> frozenset[Value] | None:
        defined = self._tables.defined(identity)
        if defined is None:
            return None
        home, index, class_index, is_static = defined
        dex = self._files[home].code.dex
        kind = dex.type_descriptor(int(dex.field_ids[index]["type"]))
        writes = self._tables.writes(identity)
        if kind not in FOLLOWED and not kind.startswith(OBJECTS):
            return None
        if len(writes) > _MOST_WRITES or (not is_static and self._tables.is_filled(class_index)):
            return None
        found: set[Value] = set()
        is_created = False
        for place in writes:
            written = self._written(*place)
            if written is None or None in written:
                return None
            found |= written
            is_created |= bool(written) and self._is_at_creation(*place, class_index, is_static=is_static)
        if not is_created:
            found.add(self._tables.begins(home, index) if is_static else 0)
        return frozenset(found) if len(found) <= _MOST_VALUES else None

    def _written(self, file: int, place: int) -> frozenset[Value] | None:
        """What one write can put into its field at launch, nothing where it does not run then; None where not known."""
        links = self._graph.links.files[file]
        item = int(links.code.instructions.code_item[place])
        if not self._times.early[links.item_method[item]]:
            return None
        followed = self._follow(file, item)
        if followed is None:
            return None
        body, index = self._files[file].at(place)
        if index >= len(followed.runs):
            return None
        if not followed.runs[index]:
            return frozenset()
        return followed.written.get(body.target(index)) if body.opcodes[index] in PLAIN_WRITES else None

    def _is_at_creation(self, file: int, place: int, class_index: int, *, is_static: bool) -> bool:
        """Whether every object, or the class itself, begins with a write."""
        links = self._graph.links
        home = links.files[file]
        item = int(home.code.instructions.code_item[place])
        method = int(home.item_method[item])
        if links.method_class[method] != class_index or links.method_name[method] != _CREATION[is_static]:
            return False
        named = [each for each in links.methods_of(class_index) if links.method_name[each] == _CREATION[is_static]]
        code = self._files[file].method_code(item) if len(named) == 1 else None
        return code is not None and decisions(code, {place - code.first}) == []


def _sorted(hashes: list[Hashes], rows: list[NDArray[np.int64]]) -> tuple[Hashes, NDArray[np.int64]]:
    """Pieces joined, by ascending hash."""
    joined = np.concatenate(hashes)
    order = in_order(joined)
    return joined[order], np.concatenate(rows)[order]


def _handed_on(class_count: int, file: FileLinks, early: Flags) -> Flags:
    """The classes that code at launch hands on by a constant, and not only to ask what they are called."""
    found = np.zeros(class_count, dtype=bool)
    constants = const_classes(file.code.instructions)
    named = file.type_class[constants.target]
    asking = np.flatnonzero(is_among(file.method_name, _ABOUT_NAMES))
    calls = invoke_edges(file.code.instructions)
    asked = calls.instruction[is_among(calls.target, asking)]
    opcodes = file.code.instructions.opcode
    after = np.minimum(constants.instruction.astype(np.int64) + 1, len(opcodes) - 1)
    is_lock = opcodes[after] == MONITOR_ENTER  # a class that methods wait for is handed to nobody
    is_early = early[file.item_method[constants.code_item]] & ~is_lock
    found[named[(named >= 0) & is_early & ~is_among(constants.instruction + 1, asked)]] = True
    return found
