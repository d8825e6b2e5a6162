"""Objects that are made, kept in a field and handed to nobody: a task nobody starts, a listener nobody registers.

What the system calls of an object runs because somebody gave it the object. Where the code shows that all that is done
with a new one is to keep it, whoever reads the field is who may give it on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.callbacks import TAKEN_BACK
from appaudit.code.graph.fields import field_identities
from appaudit.code.graph.links import FileLinks, Flags, Indices, Links
from appaudit.code.values.registers import ENTRY, UNKNOWN, MethodBody
from appaudit.dex import References, field_accesses, new_instances
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import (
    INSTANCE_READS,
    INSTANCE_WRITES,
    INVOKES,
    IPUT_OBJECT,
    SPUT_OBJECT,
    VIRTUAL_INVOKES,
    ZERO_TESTS,
)
from appaudit.dex.operands import argument_registers, destination_register
from appaudit.dex.tables import spread

_CONSTRUCTOR = hash_text("<init>")
_TAKEN_BACK = frozenset(map(hash_text, TAKEN_BACK))
#: Calls after a creation among which its constructor is looked for.
_NEAR = 12
#: Calls of own methods inside of each other that are followed, and instructions of one.
_MAX_CALLS, _MOST_OF_METHOD = 3, 400
#: Kinds of objects that one field is seen to keep; a field of more is a box that everything goes through.
_MOST_KINDS = 32
#: Instructions of one file that are gone through; what is left then counts as handed on.
_MOST_INSTRUCTIONS = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class KeptObjects:
    """For each file the creations whose objects are but kept, and who reads the fields that keep them."""

    creations: tuple[NDArray[np.int64], ...]
    """Instructions, ascending."""
    readers: tuple[tuple[Indices, Indices, NDArray[np.int64]], ...]
    """Methods, the classes of the objects that they may read, and the instructions; parallel arrays."""


def kept_objects(links: Links, calls: Sequence[References], runs: Flags) -> KeptObjects:
    """The objects that are but kept.

    Args:
        links: The program.
        calls: The calls of each file.
        runs: For each class whether the system calls something of its objects.
    """
    identities = field_identities(links)
    own = _Own(links)
    bodies = [_Bodies(file) for file in links.files]
    stored = [
        (index, creation, class_index, int(identities[index][field]))
        for index in range(len(links.files))
        for creation, class_index, field in _stored(bodies[index], calls[index], runs)
        if not own.constructors_hand_on(class_index)
    ]
    kinds = Counter(field for field, _ in {(field, class_index) for _, _, class_index, field in stored})
    stored = [each for each in stored if kinds[each[3]] <= _MOST_KINDS]
    pairs = np.array(sorted({(field, class_index) for _, _, class_index, field in stored}), dtype=np.uint64)
    pairs = pairs.reshape(-1, 2).T
    return KeptObjects(
        tuple(
            np.array([creation for at, creation, _, _ in stored if at == index], dtype=np.int64)
            for index in range(len(links.files))
        ),
        tuple(_readers(bodies[index], identities[index], pairs, own) for index in range(len(links.files))),
    )


class _Bodies:
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


def _readers(
    bodies: _Bodies, identities: NDArray[np.uint64], pairs: NDArray[np.uint64], own: _Own
) -> tuple[Indices, Indices, NDArray[np.int64]]:
    file = bodies.file
    accesses = field_accesses(file.code.instructions)
    reads = np.flatnonzero(~accesses.is_write)
    read = identities[accesses.target[reads]]
    first = np.searchsorted(pairs[0], read)
    end = np.searchsorted(pairs[0], read, side="right")
    counts = end - first
    hands_on = np.array(
        [
            _hands_on(
                bodies, int(accesses.instruction[reads[each]]), pairs[1][first[each] : first[each] + counts[each]], own
            )
            for each in np.flatnonzero(counts)
        ],
        dtype=bool,
    )
    counts[counts > 0] *= hands_on
    chosen = np.repeat(reads, counts)
    classes = pairs[1][spread(first, counts)].astype(np.int32)
    return file.item_method[accesses.code_item[chosen]], classes, accesses.instruction[chosen]


def _hands_on(bodies: _Bodies, read: int, classes: NDArray[np.uint64], own: _Own) -> bool:
    """Whether the object that is read from a field goes anywhere.

    What takes it back, a test for null and methods of its own that keep it to themselves are nowhere.
    """
    found = bodies.at(read)
    if found is None:
        return True
    body, at = found
    register = destination_register(body.units, body.offsets[at])
    if register is None:
        return True
    for index in range(len(body)):
        if not _may_take(body, index, register, at):
            continue
        if body.opcodes[index] in ZERO_TESTS:
            continue
        if body.opcodes[index] not in INVOKES:
            return True
        method, passed = body.target(index), body.sources(index)
        if bodies.file.method_name[method] in _TAKEN_BACK:
            continue
        is_receiver = passed[0] == register and passed.count(register) == 1 and body.opcodes[index] in VIRTUAL_INVOKES
        if not is_receiver or any(own.call_hands_on(bodies.file, method, each) for each in classes.tolist()):
            return True
    return False


def _stored(bodies: _Bodies, calls: References, runs: Flags) -> Iterator[tuple[int, int, int]]:
    """Creations whose objects go into a field and nowhere else: the instruction, the class, the field identifier."""
    file = bodies.file
    instructions, units = file.code.instructions, file.code.dex.units
    made = new_instances(instructions)
    classes = file.type_class[made.target]
    chosen = np.flatnonzero((classes >= 0) & runs[classes])
    if not len(chosen) or not len(calls):
        return
    created = made.instruction[chosen]
    register = (units[instructions.offset[created]] >> 8).astype(np.int64)
    constructed = _constructions(file, calls, created, made.code_item[chosen], register)
    after = np.minimum(constructed + 1, len(instructions) - 1)
    opcode = instructions.opcode[after]
    first = units[instructions.offset[after]].astype(np.int64) >> 8
    is_stored = (opcode == IPUT_OBJECT) & (first & 0xF == register)
    is_stored |= (opcode == SPUT_OBJECT) & (first == register)
    is_stored &= (constructed >= 0) & (instructions.code_item[after] == made.code_item[chosen])
    for position in np.flatnonzero(is_stored).tolist():
        found = bodies.at(int(created[position]))
        if found is None:
            continue
        body, at = found
        store = at + int(after[position] - created[position])
        if not _is_handed_on(body, at, store, int(register[position])):
            yield int(created[position]), int(classes[chosen[position]]), body.target(store)


def _constructions(
    file: FileLinks,
    calls: References,
    created: NDArray[np.int64],
    item: NDArray[np.int32],
    register: NDArray[np.int64],
) -> NDArray[np.int64]:
    """For each creation the call of its constructor, -1 where something else is called on the register before."""
    found = np.full(len(created), -1, dtype=np.int64)
    pending = np.arange(len(created))
    position = np.searchsorted(calls.instruction, created, side="right")
    for _ in range(_NEAR):
        there = np.minimum(position[pending], len(calls) - 1)
        same = (position[pending] < len(calls)) & (calls.code_item[there] == item[pending])
        pending, there = pending[same], there[same]
        on_it = argument_registers(file.code.dex.units, calls.offset[there], 0) == register[pending]
        is_constructor = file.method_name[calls.target[there]] == _CONSTRUCTOR
        hit = on_it & is_constructor
        found[pending[hit]] = calls.instruction[there[hit]]
        pending = pending[~on_it]
        position[pending] += 1
        if not len(pending):
            break
    return found


def _is_handed_on(body: MethodBody, creation: int, store: int, register: int) -> bool:
    """Whether anything but its constructor and the field gets the object that a method made."""
    for index in range(creation + 1, len(body)):
        if not _may_take(body, index, register, creation):
            continue
        sources = body.sources(index)
        if index == store:
            if sources.count(register) > 1:
                return True
        elif index < store and body.opcodes[index] in INVOKES:
            if sources[0] != register or sources.count(register) > 1:
                return True
        else:
            return True
    return False


def _may_take(body: MethodBody, index: int, register: int, definition: int) -> bool:
    """Whether an instruction reads a register that may hold what another one, or the caller, put there."""
    if register not in body.sources(index):
        return False
    found = body.definitions(index, register)
    return definition in found or UNKNOWN in found


class _Own:
    """Says of methods whether they give the object that they are called on to anybody."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._constructed: dict[int, bool] = {}
        self._known: dict[tuple[int, int], bool] = {}

    def constructors_hand_on(self, class_index: int) -> bool:
        """Whether a constructor of the class, or of one above it, gives the new object to anybody."""
        links = self._links
        first, end = int(links.ancestor_bounds[class_index]), int(links.ancestor_bounds[class_index + 1])
        if class_index not in self._constructed:
            self._constructed[class_index] = any(
                self._hands_on(method, class_index, 0)
                for each in (class_index, *links.ancestors[first:end].tolist())
                for method in links.methods_of(each)
                if links.method_name[method] == _CONSTRUCTOR and links.method_has_code[method]
            )
        return self._constructed[class_index]

    def call_hands_on(self, file: FileLinks, method: int, class_index: int, depth: int = 0) -> bool:
        """Whether a method that is called on an object of a class, given by its identifier in a file, does."""
        classes = np.array([class_index], dtype=np.int32)
        called = int(self._links.resolve(classes, file.method_signature[[method]])[0])
        return called < 0 or not self._links.method_has_code[called] or self._hands_on(called, class_index, depth)

    def _hands_on(self, method: int, class_index: int, depth: int) -> bool:
        key = (method, class_index)
        if key not in self._known:
            self._known[key] = True  # what calls itself
            self._known[key] = depth > _MAX_CALLS or self._does(method, class_index, depth)
        return self._known[key]

    def _does(self, method: int, class_index: int, depth: int) -> bool:
        file, item = self._links.code_of(method)
        body = MethodBody(file.code, item)
        if not body.is_read or len(body) > _MOST_OF_METHOD:
            return True
        own = body.registers - body.incoming
        for index, opcode in enumerate(body.opcodes):
            if not _may_take(body, index, own, ENTRY):
                continue
            sources = body.sources(index)
            if opcode in INSTANCE_READS or (opcode in INSTANCE_WRITES and sources[0] != own):
                continue
            if opcode not in INVOKES or sources[0] != own or sources.count(own) > 1:
                return True
            is_constructor = file.method_name[body.target(index)] == _CONSTRUCTOR
            if not is_constructor and self.call_hands_on(file, body.target(index), class_index, depth + 1):
                return True
        return False
