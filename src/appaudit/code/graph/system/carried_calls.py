"""What Java calls of an object that code hands to it: its text, its hash, how it compares, what it holds or writes.

A class of the app that overrides such a method runs by a call that names neither the class nor the method.
https://docs.oracle.com/en/java/javase/17/docs/api/java.base/, 2026-11-30, not opened.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.objects.creations import takes_register
from appaudit.code.graph.program.called_by_system import classes_with
from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links
from appaudit.dex import References, const_classes, new_instances
from appaudit.dex.hashes import hash_texts
from appaudit.dex.opcodes import APUT_OBJECT, FILLED_NEW_ARRAY
from appaudit.dex.tables import is_among

#: Names of calls, and of the methods that these run.
_Rows = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
_KEY: Final = ("hashCode", "equals", "compareTo")
_TEXT: Final = ("toString", "formatTo", "length", "charAt", "iterator")
_HELD: Final = ("iterator", "toArray", "size", "entrySet", "keySet", "values", "length", "charAt")
#: What an object writes of itself into a stream, or into a message to another process.
_WRITTEN: Final = ("writeReplace", "writeObject", "writeExternal")
_SENT: Final = ("writeToParcel", "describeContents")
_METHODS: Final = tuple(sorted({*_KEY, *_TEXT, *_HELD, *_WRITTEN, *_SENT}))
#: Calls of Java's own by name, and what they call of an object that they are given.
_OF_OBJECT: Final[_Rows] = (
    (("valueOf", "append", "insert", "print", "println", "toString", "join"), _TEXT),
    (("hash", "hashCode", "equals", "deepEquals", "contains", "containsKey", "containsValue", "indexOf", "get",
      "getOrDefault", "remove"), _KEY),
    (("putAll", "addAll", "containsAll", "removeAll", "retainAll", "<init>", "copyOf"), _HELD),
    (("writeObject", "writeUnshared"), _WRITTEN),
    (("putExtra", "putParcelable", "writeParcelable", "writeValue"), _SENT),
)  # fmt: skip
#: The same of what was put into an array or a list before, in the same method.
_OF_ELEMENTS: Final[_Rows] = (
    (("format", "printf", "toString", "deepToString", "valueOf", "join"), ("toString", "formatTo")),
    (("hash", "hashCode", "contains", "indexOf", "sort", "sorted", "max", "min", "binarySearch"), _KEY),
)
#: Collections that ask each object that is added for its hash, or compare it; of maps the key alone.
_ADDED: Final = ("add", "offer", "put", "putIfAbsent")
_COMPARING: Final = ("Set;", "Queue;", "Map;")
_MESSAGES: Final = ("Landroid/content/Intent;", "Landroid/os/Bundle;", "Landroid/os/Parcel;")
_STORED: Final = ("add", "addFirst", "addLast", "asList", "of", "singletonList", "singleton")
_JAVA: Final = ("Ljava/", "Landroid/util/ArrayMap;", "Landroid/util/ArraySet;", *_MESSAGES)
#: Calls that ask for the constants of an enum, which are made then.
_ASKS_ENUM: Final = ("valueOf", "allOf", "noneOf", "range", "<init>")
#: Calls after a creation that are looked at.
_REACH: Final = 12


def add_carried_calls(
    edges: Edges, links: Links, file: FileLinks, calls: References, base: int, carriers: Flags, owners: Flags
) -> None:
    """Add what leads from calls of Java's own to the methods that they call of the objects handed to them.

    Args:
        edges: Where they are added.
        links: All classes.
        file: The file.
        calls: Its calls.
        base: Its first instruction in the count over all files.
        carriers: The classes with such methods (`carriers_among`).
        owners: For each method identifier whether a class of Java's own has it (`are_of_java`).
    """
    names = file.method_name
    wanted = is_among(names, hash_texts(sorted({name for row in (*_OF_OBJECT, *_OF_ELEMENTS) for name in row[0]})))
    asking: Flags = (wanted | is_among(names, hash_texts([*_ADDED, *_STORED]))) & owners
    made = new_instances(file.code.instructions)
    class_made = file.type_class[made.target]
    chosen = np.flatnonzero(carriers[class_made] & (class_made >= 0))
    if not len(chosen) or not len(calls):
        return
    item, place = made.code_item[chosen], made.instruction[chosen]
    register = file.code.dex.units[file.code.instructions.offset[place]] >> 8
    carried = _Carried(links, file, calls)
    given, at = _given(file, calls, item, place, register, asking)
    stored = set(carried.put_into_arrays(item, register))
    of_elements: Flags = is_among(names, hash_texts([name for row in _OF_ELEMENTS for name in row[0]])) & owners
    for creation, call in zip(given.tolist(), at.tolist(), strict=True):
        method = int(calls.target[call])
        name = file.code.dex.method_name(method)
        if name in _ADDED and carried.compares(method):
            is_key = not name.startswith("put") or carried.is_first(call, int(register[creation]))
            carried.add(call, int(class_made[chosen[creation]]), _KEY if is_key else ())
        elif name in _STORED:
            stored.add(creation)
        for asked, runs in _OF_OBJECT:
            if name in asked:
                carried.add(call, int(class_made[chosen[creation]]), runs)
    for creation in sorted(stored):
        for call in carried.behind(int(item[creation]), int(place[creation]), of_elements):
            name = file.code.dex.method_name(int(calls.target[call]))
            for asked, runs in _OF_ELEMENTS:
                if name in asked:
                    carried.add(call, int(class_made[chosen[creation]]), runs)
    call, class_index, run = np.array(carried.found, dtype=np.int64).reshape(-1, 3).T
    source, exists = file.item_method[calls.code_item[call]], class_index + links.method_count
    edges.add(source, run, instruction=calls.instruction[call] + base, requires=exists)


def add_asked_enums(
    edges: Edges, file: FileLinks, calls: References, base: int, initialisers: Indices, owners: Flags
) -> None:
    """Add what leads from calls that ask a class for its constants to its static initialiser.

    Args:
        edges: Where they are added.
        file: The file.
        calls: Its calls.
        base: Its first instruction in the count over all files.
        initialisers: For each class its static initialiser, -1 where it has none.
        owners: For each method identifier whether a class of Java's own has it (`are_of_java`).
    """
    asking: Flags = is_among(file.method_name, hash_texts(_ASKS_ENUM)) & owners
    named = const_classes(file.code.instructions)
    own = file.type_class[named.target]
    chosen = np.flatnonzero((own >= 0) & (initialisers[own] >= 0))
    if not asking.any() or not len(chosen):
        return
    place = named.instruction[chosen]
    register = file.code.dex.units[file.code.instructions.offset[place]] >> 8
    given, at = _given(file, calls, named.code_item[chosen], place, register, asking)
    run = initialisers[own[chosen[given]]]
    source = file.item_method[calls.code_item[at]]
    edges.add(source, run, instruction=calls.instruction[at] + base)


def are_of_java(file: FileLinks) -> Flags:
    """For each method identifier whether a class of Java's own has it, which nobody renames."""
    dex = file.code.dex
    names = [name for beginning in _JAVA for name in dex.strings_with_prefix(beginning)]
    of_java = is_among(dex.type_ids, names) & (file.type_class < 0)
    found: Flags = of_java[dex.method_ids["class_type"]]
    return found


def carriers_among(links: Links) -> Flags:
    """The classes that define or inherit a method which Java calls of what it is given."""
    return classes_with(links, is_among(links.method_name, hash_texts(_METHODS)) & _are_called(links))


def _are_called(links: Links) -> Flags:
    """The methods that Java may call of an object: what it writes itself is private, all others can be overridden."""
    found: Flags = links.method_is_virtual | is_among(links.method_name, hash_texts(_WRITTEN))
    return found & links.method_has_code


def _given(
    file: FileLinks,
    calls: References,
    item: Indices,
    place: NDArray[np.int32],
    register: NDArray[np.integer],
    asking: Flags,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of an object and a call among `asking` that takes its register soon after it was made."""
    units = file.code.dex.units
    pending = np.arange(len(item))
    position = np.searchsorted(calls.instruction, place, side="right")
    objects, taken = [], []
    for _ in range(_REACH):
        there = np.minimum(position[pending], len(calls) - 1)
        same = (position[pending] < len(calls)) & (calls.code_item[there] == item[pending])
        pending, there = pending[same], there[same]
        asks = np.flatnonzero(asking[calls.target[there]])
        at = there[asks]
        takes = asks[takes_register(units, calls.offset[at], calls.opcode[at], register[pending[asks]])]
        objects.append(pending[takes])
        taken.append(there[takes])
        position[pending] += 1
    return np.concatenate(objects).astype(np.int64), np.concatenate(taken).astype(np.int64)


class _Carried:
    """Collects what the calls of one file run: rows of a call by its number, the class of the object, the method."""

    def __init__(self, links: Links, file: FileLinks, calls: References) -> None:
        self._links = links
        self._file = file
        self._calls = calls
        self.found: list[tuple[int, int, int]] = []
        self._are_called = _are_called(links)
        self._methods = cache(self._methods_of)

    def add(self, call: int, class_index: int, names: tuple[str, ...]) -> None:
        """Add what a call, given by its number, runs of an object of a class."""
        self.found += [(call, class_index, method) for method in self._methods(class_index, names)]

    def compares(self, method: int) -> bool:
        """Whether a method identifier is one of a collection that compares what it holds."""
        return self._file.code.dex.method_class(method).endswith(_COMPARING)

    def is_first(self, call: int, register: int) -> bool:
        """Whether a register is the first argument of a call, the receiver left out."""
        listed = int(self._file.code.dex.units[int(self._calls.offset[call]) + 2])
        return listed >> 4 & 0xF == register

    def behind(self, item: int, place: int, wanted: Flags) -> list[int]:
        """The calls of some methods behind an instruction of a code item, by number."""
        own = self._calls.in_item(item)
        behind = (self._calls.instruction[own] > place) & wanted[self._calls.target[own]]
        found: list[int] = (np.flatnonzero(behind) + own.start).tolist()
        return found

    def put_into_arrays(self, item: Indices, register: NDArray[np.integer]) -> list[int]:
        """The objects, by number, that an instruction of their method puts into an array."""
        instructions, units = self._file.code.instructions, self._file.code.dex.units
        puts = np.flatnonzero(instructions.opcode == APUT_OBJECT)
        known = [_in_item(instructions.code_item[puts], units[instructions.offset[puts]] >> 8)]
        filled = np.flatnonzero(instructions.opcode == FILLED_NEW_ARRAY)
        listed = units[instructions.offset[filled] + np.uint32(2)]
        known += [_in_item(instructions.code_item[filled], listed >> shift & 0xF) for shift in range(0, 16, 4)]
        found: list[int] = np.flatnonzero(is_among(_in_item(item, register), np.concatenate(known))).tolist()
        return found

    def _methods_of(self, class_index: int, names: tuple[str, ...]) -> list[int]:
        """The methods of these names that an object of a class has, the nearest class first."""
        found: dict[int, int] = {}
        links, wanted = self._links, hash_texts(names)
        while class_index >= 0 and names:
            own = links.methods_of(class_index)
            named = np.flatnonzero(is_among(links.method_name[own.start : own.stop], wanted)) + own.start
            for method in named[self._are_called[named]].tolist():
                found.setdefault(int(links.method_signature[method]), method)
            class_index = int(links.class_super[class_index])
        return list(found.values())


def _in_item(item: Indices, register: NDArray[np.integer]) -> NDArray[np.int64]:
    """One number for each register of a code item."""
    return item.astype(np.int64) << 8 | register.astype(np.int64)
