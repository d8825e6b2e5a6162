"""Where an object goes that a method made or read: into fields, nowhere, or to somebody who may do anything with it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from itertools import chain
from typing import Final

from appaudit.code.graph.program.callbacks import TAKEN_BACK
from appaudit.code.graph.program.links import FileLinks, Flags, Links
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.opcodes import (
    DIRECT_INVOKES,
    IGET_OBJECT,
    INSTANCE_READS,
    INSTANCE_WRITES,
    INVOKES,
    IPUT_OBJECT,
    MOVE_RESULTS,
    NEW_INSTANCE,
    RETURN_OBJECT,
    SGET_OBJECT,
    SPUT_OBJECT,
    STATIC_INVOKES,
    VIRTUAL_INVOKES,
    ZERO_TESTS,
)
from appaudit.dex.operands import destination_register

#: Calls that run the very method they name.
_OF_ONE_METHOD: Final = STATIC_INVOKES | DIRECT_INVOKES
CONSTRUCTOR: Final = hash_text("<init>")
_TAKEN_BACK = frozenset(map(hash_text, TAKEN_BACK))
#: What puts something into a collection of the platform: https://developer.android.com/reference/java/util/Collection,
#: checked 2026-11-30, not opened.
ADDING: Final = hash_texts(("add", "addLast", "addFirst", "addElement", "offer", "offerLast", "push", "put"))
_COLLECTIONS: Final = "Ljava/util/"
#: Instructions of a method that only puts something into a list.
_MOST_OF_ADDING: Final = 12
#: Calls of own methods inside of each other that are followed, and instructions of one.
_MAX_CALLS, _MOST_OF_METHOD = 3, 400
#: Methods kept to be asked about objects of one class after the other.
_MOST_BODIES = 1_000
#: Instructions of one file that are gone through; what is left then counts as handed on.
_MOST_INSTRUCTIONS = 4_000_000


class Fate(IntEnum):
    """What a method does with an object that it is passed."""

    NOTHING = 0
    """It asks at most whether there is one."""
    KEPT = 1
    """It keeps it in a new object, which it gives back or is the constructor of: a lazy value keeps what makes it."""
    HANDED_ON = 2


class Bodies:
    """The methods of one file that are looked into, until they are too many: honest files need a small part of it."""

    def __init__(self, file: FileLinks) -> None:
        self.file = file
        self._known: dict[int, MethodBody] = {}
        self._left = _MOST_INSTRUCTIONS

    def at(self, instruction: int) -> tuple[MethodBody, int] | None:
        """The method that an instruction is in and its number there; None where it is not read."""
        item = int(self.file.code.instructions.code_item[instruction])
        body = self._known.get(item)
        if body is None:
            body = self._known[item] = MethodBody(self.file.code, item)
        self._left -= len(body)  # each question goes through all of it
        return (body, instruction - body.first) if body.is_read and self._left >= 0 else None


class ObjectFlow:
    """Answers for the objects of one program.

    Args:
        links: The program.
        unlinked: Methods whose calls lead nowhere in the call graph, because everything has such methods: to call one
            is to hand its object on.
        by_system: Methods that the system calls. Called by a type of the platform they have no edge either: whoever
            calls `run` of a `Runnable` does what the system would do.
    """

    def __init__(self, links: Links, unlinked: Flags, by_system: Flags) -> None:
        self._links = links
        self._unlinked = unlinked
        self._by_system = by_system
        self._constructed: dict[int, bool] = {}
        self._known: dict[tuple[int, int], bool] = {}
        self._fates: dict[tuple[int, int], Fate] = {}
        self._called: dict[tuple[int, int], int] = {}
        self._bodies: dict[int, tuple[FileLinks, MethodBody]] = {}

    def fields_of(
        self, bodies: Bodies, place: int, classes: Sequence[int], calls: list[int] | None = None
    ) -> frozenset[int] | None:
        """The fields that keep the object which an instruction of a file makes or reads, by their identifiers there.

        Args:
            bodies: The file.
            place: The instruction.
            classes: What class the object may be of.
            calls: Gets the instructions by which the method itself does what the system would do with the object;
                without it they hand the object on.

        Returns:
            No field where it goes nowhere, None where it is handed on.
        """
        found = bodies.at(place)
        if found is None:
            return None
        body, at = found
        register = destination_register(body.units, body.offsets[at])
        if register is None:
            return None
        fields: set[int] = set()
        seen: set[int] = set()
        for index in chain(body.readers_ahead(at, register), body.readers(at, register)):
            if index in seen or body.opcodes[index] in ZERO_TESTS:
                continue
            seen.add(index)
            if calls is not None and self._does_as_system(bodies.file, body, index, register, classes):
                calls.append(body.first + index)
                continue
            kept = self._kept_by(bodies.file, body, index, register, at, classes)
            if kept is None:
                return None
            fields |= kept
        return frozenset(fields)

    def _does_as_system(
        self, file: FileLinks, body: MethodBody, index: int, register: int, classes: Sequence[int]
    ) -> bool:
        """Whether an instruction calls on an object, by a type of the platform, what the system would call."""
        sources = body.sources(index)
        if body.opcodes[index] not in VIRTUAL_INVOKES or sources[0] != register or sources.count(register) > 1:
            return False
        method = body.target(index)
        if file.type_class[int(file.code.dex.method_ids["class_type"][method])] >= 0:
            return False
        reached = [self._reached(file, method, each) for each in classes]
        return all(each >= 0 and bool(self._by_system[each]) for each in reached)

    def _kept_by(
        self, file: FileLinks, body: MethodBody, index: int, register: int, at: int, classes: Sequence[int]
    ) -> frozenset[int] | None:
        """The fields that one instruction keeps an object in, directly or within another; None where it hands it on."""
        sources = body.sources(index)
        if body.opcodes[index] in (IPUT_OBJECT, SPUT_OBJECT):
            return _kept_in(file, body, index) if sources[0] == register and sources.count(register) == 1 else None
        if body.opcodes[index] not in INVOKES or sources.count(register) > 1:
            return None
        method = body.target(index)
        if file.method_name[method] in _TAKEN_BACK:
            return frozenset()
        if _is_adding(file, body, index):
            return frozenset() if sources[0] == register else self._collection(file, body, index)
        if sources[0] == register and body.opcodes[index] not in STATIC_INVOKES:
            is_made = body.opcodes[at] == NEW_INSTANCE and file.method_name[method] == CONSTRUCTOR
            if body.opcodes[index] not in VIRTUAL_INVOKES and not is_made:
                return None
            hands_on = (
                any(map(self.constructors_hand_on, classes))
                if is_made
                else any(self.call_hands_on(file, method, each) for each in classes)
            )
            return None if hands_on else frozenset()
        added = self._added(file, body, index, sources.index(register))
        if added is not None:
            return added
        fate = self._taken(file, body, index, sources.index(register), 0)
        if fate is Fate.KEPT:
            return self._holder(file, body, index)
        return frozenset() if fate is Fate.NOTHING else None

    def _collection(self, file: FileLinks, body: MethodBody, index: int) -> frozenset[int] | None:
        """The field whose collection a call puts something into; None where it is not seen to be one of a field."""
        made = body.definitions(index, body.sources(index)[0])
        is_read = len(made) == 1 and made[0] >= 0 and body.opcodes[made[0]] in (IGET_OBJECT, SGET_OBJECT)
        return _kept_in(file, body, made[0]) if is_read else None

    def _added(self, file: FileLinks, body: MethodBody, index: int, position: int) -> frozenset[int] | None:
        """The field whose collection a method puts what it is passed into, and does nothing else with it."""
        method = body.target(index)
        owner = int(file.type_class[int(file.code.dex.method_ids["class_type"][method])])
        called = self._reached(file, method, owner) if owner >= 0 and body.opcodes[index] in STATIC_INVOKES else -1
        if called < 0 or not self._links.method_has_code[called]:
            return None
        home, inside = self._body_of(called)
        if home is not file or not inside.is_read or len(inside) > _MOST_OF_ADDING:
            return None
        uses = list(inside.readers(ENTRY, inside.registers - inside.incoming + position))
        is_added = len(uses) == 1 and _is_adding(home, inside, uses[0])
        return self._collection(home, inside, uses[0]) if is_added else None

    def _holder(self, file: FileLinks, body: MethodBody, index: int) -> frozenset[int] | None:
        """The fields that keep the object in which a call keeps another one; None where that is handed on."""
        made = _holder_made(file, body, index)
        if made is None:
            return None
        holder, register = made
        fields: set[int] = set()
        for use in body.readers(holder, register):
            if use == index or body.opcodes[use] in ZERO_TESTS:
                continue
            sources = body.sources(use)
            is_store = body.opcodes[use] in (IPUT_OBJECT, SPUT_OBJECT) and sources[0] == register
            kept = _kept_in(file, body, use) if is_store and sources.count(register) == 1 else None
            if kept is None:
                return None
            fields |= kept
        return frozenset(fields) or None

    def _taken(self, file: FileLinks, body: MethodBody, index: int, position: int, depth: int) -> Fate:
        """What a call does with what it passes at a position; only calls are followed that run one method for sure."""
        opcode, method = body.opcodes[index], body.target(index)
        if depth > _MAX_CALLS or opcode not in _OF_ONE_METHOD:
            return Fate.HANDED_ON
        links = self._links
        owner = int(file.type_class[int(file.code.dex.method_ids["class_type"][method])])
        called = self._reached(file, method, owner) if owner >= 0 else -1
        if called < 0 or not links.method_has_code[called]:
            return Fate.HANDED_ON
        if links.method_name[called] == CONSTRUCTOR and self.constructors_hand_on(owner):
            return Fate.HANDED_ON
        key = (called, position)
        if key not in self._fates:
            self._fates[key] = Fate.HANDED_ON  # what calls itself
            self._fates[key] = self._fate(called, position, depth)
        return self._fates[key]

    def _fate(self, method: int, position: int, depth: int) -> Fate:
        file, body = self._body_of(method)
        if not body.is_read or len(body) > _MOST_OF_METHOD:
            return Fate.HANDED_ON
        own = body.registers - body.incoming
        is_constructor = self._links.method_name[method] == CONSTRUCTOR
        fate = Fate.NOTHING
        for index in body.readers(ENTRY, own + position):
            opcode = body.opcodes[index]
            if opcode in ZERO_TESTS:
                continue
            sources = body.sources(index)
            if sources.count(own + position) > 1:
                return Fate.HANDED_ON
            if opcode == IPUT_OBJECT and is_constructor and sources == (own + position, own):
                fate = Fate.KEPT
                continue
            if opcode not in INVOKES:
                return Fate.HANDED_ON
            taken = self._taken(file, body, index, sources.index(own + position), depth + 1)
            goes_on = taken is Fate.KEPT and not (is_constructor and sources[0] == own)
            if taken is Fate.HANDED_ON or (goes_on and not _is_given_back(file, body, index)):
                return Fate.HANDED_ON
            fate = max(fate, taken)
        return fate

    def constructors_hand_on(self, class_index: int) -> bool:
        """Whether a constructor of the class, or of one above it, gives the new object to anybody."""
        links = self._links
        first, end = int(links.ancestor_bounds[class_index]), int(links.ancestor_bounds[class_index + 1])
        if class_index not in self._constructed:
            self._constructed[class_index] = any(
                self._hands_on(method, class_index, 0)
                for each in (class_index, *links.ancestors[first:end].tolist())
                for method in links.methods_of(each)
                if links.method_name[method] == CONSTRUCTOR and links.method_has_code[method]
            )
        return self._constructed[class_index]

    def call_hands_on(self, file: FileLinks, method: int, class_index: int, depth: int = 0) -> bool:
        """Whether a method hands on the object of a class that it is called on; given by its identifier in a file."""
        called = self._reached(file, method, class_index)
        if called < 0 or not self._links.method_has_code[called] or self._unlinked[called]:
            return True
        if self._by_system[called] and file.type_class[int(file.code.dex.method_ids["class_type"][method])] < 0:
            return True
        return self._hands_on(called, class_index, depth)

    def _body_of(self, method: int) -> tuple[FileLinks, MethodBody]:
        found = self._bodies.get(method)
        if found is None:
            file, item = self._links.code_of(method)
            body = MethodBody(file.code, item)
            found = self._bodies[method] = file, body
            if len(self._bodies) > _MOST_BODIES:
                del self._bodies[next(iter(self._bodies))]
        return found

    def _reached(self, file: FileLinks, method: int, class_index: int) -> int:
        """The method that runs where one is called on an object of a class, -1 for none of the app."""
        key = (class_index, int(file.method_signature[method]))
        if key not in self._called:  # objects of one class are asked the same thing at many places
            self._called[key] = self._links.method_called(*key)
        return self._called[key]

    def _hands_on(self, method: int, class_index: int, depth: int) -> bool:
        key = (method, class_index)
        if key not in self._known:
            self._known[key] = True  # what calls itself
            self._known[key] = depth > _MAX_CALLS or self._does(method, class_index, depth)
        return self._known[key]

    def _does(self, method: int, class_index: int, depth: int) -> bool:
        file, body = self._body_of(method)
        if not body.is_read or len(body) > _MOST_OF_METHOD:
            return True
        own = body.registers - body.incoming
        for index in body.readers(ENTRY, own):
            opcode, sources = body.opcodes[index], body.sources(index)
            if opcode in INSTANCE_READS or (opcode in INSTANCE_WRITES and sources[0] != own):
                continue
            if opcode not in INVOKES or sources[0] != own or sources.count(own) > 1:
                return True
            is_constructor = file.method_name[body.target(index)] == CONSTRUCTOR
            if not is_constructor and self.call_hands_on(file, body.target(index), class_index, depth + 1):
                return True
        return False


def _is_adding(file: FileLinks, body: MethodBody, index: int) -> bool:
    """Whether an instruction puts something into a collection of the platform, which does nothing with it."""
    if body.opcodes[index] not in VIRTUAL_INVOKES:
        return False
    method = body.target(index)
    if file.method_name[method] not in ADDING:
        return False
    owner = int(file.code.dex.method_ids["class_type"][method])
    return file.type_class[owner] < 0 and file.code.dex.type_descriptor(owner).startswith(_COLLECTIONS)


def _kept_in(file: FileLinks, body: MethodBody, index: int) -> frozenset[int] | None:
    """The field that an instruction writes; None for one that no class of the app defines."""
    field = body.target(index)
    table = file.code.dex.field_ids
    is_own = field < len(table) and int(file.type_class[int(table["class_type"][field])]) >= 0
    return frozenset((field,)) if is_own else None


def _holder_made(file: FileLinks, body: MethodBody, index: int) -> tuple[int, int] | None:
    """Where the object comes from in which a call keeps another: what makes it, or gives it back; and its register."""
    if file.method_name[body.target(index)] == CONSTRUCTOR:
        register = body.sources(index)[0]
        made = body.definitions(index, register)
        if len(made) == 1 and made[0] >= 0 and body.opcodes[made[0]] == NEW_INSTANCE:
            return made[0], register
        return None
    if index + 1 >= len(body) or body.opcodes[index + 1] not in MOVE_RESULTS:
        return None
    given = destination_register(body.units, body.offsets[index + 1])
    return None if given is None else (index + 1, given)


def _is_given_back(file: FileLinks, body: MethodBody, index: int) -> bool:
    """Whether the object in which a call keeps another one goes to whoever called the method, and to nobody else."""
    made = _holder_made(file, body, index)
    if made is None:
        return False
    holder, register = made
    return all(use == index or body.opcodes[use] == RETURN_OBJECT for use in body.readers(holder, register))
