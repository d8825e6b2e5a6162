"""Objects that are made, kept in a field and handed to nobody: a task nobody starts, a listener nobody registers.

What the system calls of an object runs because somebody gave it the object. Where the code shows that all that is done
with a new one is to keep it, whoever reads the field is who may give it on. A value that is made when it is first asked
for keeps what makes it in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.objects.object_flow import ADDING, CONSTRUCTOR, Bodies, ObjectFlow
from appaudit.code.graph.program.fields import field_identities
from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links
from appaudit.dex import References, field_accesses, new_instances
from appaudit.dex.hashes import Hashes
from appaudit.dex.opcodes import (
    INVOKE_DIRECT,
    INVOKE_INTERFACE,
    INVOKE_STATIC,
    INVOKE_VIRTUAL,
    IPUT_OBJECT,
    MOVE_RESULT_OBJECT,
    NEW_INSTANCE,
    SPUT_OBJECT,
)
from appaudit.dex.operands import argument_registers
from appaudit.dex.tables import distinct, is_among
from appaudit.model.record import record

#: Calls after a creation among which its constructor is looked for.
_NEAR = 12
#: Kinds of objects that one field is seen to keep; a field of more is a box that everything goes through.
_MOST_KINDS = 32
#: How often an object is followed from one field to the next.
_MOST_MOVES: Final = 4
#: What may follow the constructor of an object that is but kept: the field, or what keeps it in another object.
_KEEPING: Final = (IPUT_OBJECT, SPUT_OBJECT, INVOKE_STATIC, INVOKE_DIRECT)

_CALLS: Final = (INVOKE_VIRTUAL, INVOKE_INTERFACE, INVOKE_STATIC)

_Move = tuple[int, int, int, tuple[int, ...]]
"""The number of a file, the instruction that makes or reads an object, its class, and the fields that it goes to."""


@record(kw_only=False, eq=False)
class KeptObjects:
    """For each file the creations whose objects are but kept, and who reads the fields that keep them."""

    creations: tuple[NDArray[np.int64], ...]
    """Instructions, ascending; with those that read such an object and hand it to nobody either."""
    readers: tuple[tuple[Indices, Indices, NDArray[np.int64]], ...]
    """Methods, the classes of the objects that they may read, and the instructions; parallel arrays."""


def kept_objects(
    links: Links, calls: Sequence[References], runs: Flags, unlinked: Flags, by_system: Flags
) -> KeptObjects:
    """The objects that are but kept.

    Args:
        links: The program.
        calls: The calls of each file.
        runs: For each class whether the system calls something of its objects.
        unlinked: Methods whose calls lead nowhere in the graph; to call one is to hand its object on.
        by_system: Methods that the system calls.
    """
    fields = _Fields(links, ObjectFlow(links, unlinked, by_system))
    run_by_hand = distinct(links.method_signature[by_system])
    made = [
        move
        for number in range(len(links.files))
        for place, class_index in _made(links.files[number], calls[number], runs, run_by_hand)
        if (move := fields.move(number, place, class_index)) is not None
        and (move[3] or (number, place) in fields.called)
    ]
    kinds = Counter(field for field, _ in {(field, class_index) for _, _, class_index, to in made for field in to})
    made = [move for move in made if all(kinds[field] <= _MOST_KINDS for field in move[3])]
    readers, kept = _readers(fields, made, len(links.files))
    for number, place, class_index, _ in made:
        readers[number] += [(at, class_index) for at in fields.called.get((number, place), ())]
    kept |= {(number, place) for number, place, _, _ in made}
    creations: list[list[int]] = [[] for _ in links.files]
    for number, place in sorted(kept):
        creations[number].append(place)
    return KeptObjects(
        tuple(np.array(places, dtype=np.int64) for places in creations),
        tuple(_arrays(file, found) for file, found in zip(links.files, readers, strict=True)),
    )


def _readers(
    fields: _Fields, made: Sequence[_Move], count: int
) -> tuple[list[list[tuple[int, int]]], set[tuple[int, int]]]:
    """For each file the reads of kept objects that are handed on then, with the class of each; and the other reads."""
    readers: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    kept: set[tuple[int, int]] = set()
    handed_on: set[tuple[int, int]] = set()
    seen: set[tuple[int, int]] = set()
    fresh = {(field, class_index) for _, _, class_index, to in made for field in to}
    for moves in range(_MOST_MOVES):
        seen |= fresh
        kinds = Counter(field for field, _ in seen)
        pairs = np.array(sorted(fresh), dtype=np.uint64).reshape(-1, 2).T
        fresh = set()
        for number, place, classes in fields.reads(pairs):
            for class_index in classes:
                move = fields.move(number, place, class_index)
                further = {(field, class_index) for field in move[3]} if move else set()
                is_followed = moves + 1 < _MOST_MOVES and all(kinds[field] < _MOST_KINDS for field, _ in further)
                if move is None or not is_followed:
                    readers[number].append((place, class_index))
                    handed_on.add((number, place))
                else:
                    kept.add((number, place))
                    fresh |= further
        fresh -= seen
        if not fresh:
            break
    return readers, kept - handed_on


def _arrays(file: FileLinks, found: Sequence[tuple[int, int]]) -> tuple[Indices, Indices, NDArray[np.int64]]:
    places = np.array([place for place, _ in found], dtype=np.int64)
    classes = np.array([class_index for _, class_index in found], dtype=np.int32)
    return file.item_method[file.code.instructions.code_item[places]], classes, places


class _Fields:
    """The fields of one program, and what is done with the objects that go into them."""

    def __init__(self, links: Links, flow: ObjectFlow) -> None:
        self._flow = flow
        self._files = links.files
        self._identities = field_identities(links)
        self._bodies = [Bodies(file) for file in links.files]
        self.called: dict[tuple[int, int], list[int]] = {}
        """Where methods do with what they make what the system would do, by file and the instruction that makes it."""
        self._known: dict[tuple[int, int, int], _Move | None] = {}

    def move(self, number: int, place: int, class_index: int) -> _Move | None:
        """Where the object goes that an instruction of a file makes or reads; None where it is handed on."""
        key = number, place, class_index
        if key not in self._known:
            opcodes, called = self._bodies[number].file.code.instructions.opcode, list[int]()
            is_made = int(opcodes[place]) == NEW_INSTANCE
            found = self._flow.fields_of(self._bodies[number], place, (class_index,), called if is_made else None)
            if called:
                self.called[number, place] = sorted(called)
            to = None if found is None else tuple(sorted(int(self._identities[number][field]) for field in found))
            self._known[key] = None if to is None else (*key, to)
        return self._known[key]

    def reads(self, pairs: NDArray[np.uint64]) -> Iterator[tuple[int, int, list[int]]]:
        """The reads of fields: the number of the file, the instruction, and the classes of the objects kept there.

        Args:
            pairs: Identities of fields, ascending, and the class of an object that each keeps: shape (2, n).
        """
        kept, classes = pairs[0], pairs[1].astype(np.int64)
        for number, (file, identities) in enumerate(zip(self._files, self._identities, strict=True)):
            accesses = field_accesses(file.code.instructions)
            chosen = np.flatnonzero(is_among(identities, kept)[accesses.target] & ~accesses.is_write)
            read = identities[accesses.target[chosen]]
            bounds = np.searchsorted(kept, read).tolist(), np.searchsorted(kept, read, side="right").tolist()
            for place, first, end in zip(accesses.instruction[chosen].tolist(), *bounds, strict=True):
                yield number, place, classes[first:end].tolist()


def _made(file: FileLinks, calls: References, runs: Flags, run_by_hand: Hashes) -> Iterator[tuple[int, int]]:
    """Creations of objects that may be but kept, and the class of each: what follows the constructor may keep them.

    Where a method calls by a type of the platform what the system would call (`run_by_hand`, signatures), whatever it
    makes may be what it calls.
    """
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
    target = units[np.minimum(instructions.offset[after] + np.uint32(1), len(units) - 1)].astype(np.int64)
    adds = is_among(file.method_name, ADDING)[np.minimum(target, len(file.method_name) - 1)]
    is_added = adds & is_among(opcode, _CALLS) & (constructed >= 0)
    is_kept = is_among(opcode, _KEEPING) & ((opcode != IPUT_OBJECT) | (first & 0xF == register))
    is_kept &= (opcode != SPUT_OBJECT) | (first == register)
    is_kept &= (constructed >= 0) & (instructions.code_item[after] == made.code_item[chosen])
    # What a call keeps in another object is but kept where that goes into a field at once.
    following = instructions.opcode[np.minimum(after[:, None] + np.arange(1, 3), len(instructions) - 1)]
    is_stored = is_among(following, (IPUT_OBJECT, SPUT_OBJECT))
    is_kept &= (opcode != INVOKE_DIRECT) | is_stored[:, 0]
    is_kept &= (opcode != INVOKE_STATIC) | ((following[:, 0] == MOVE_RESULT_OBJECT) & is_stored[:, 1])
    is_call = np.flatnonzero(is_kept & is_among(opcode, (INVOKE_STATIC, INVOKE_DIRECT)))
    called = units[instructions.offset[after[is_call]] + np.uint32(1)]
    is_kept[is_call] = file.type_class[file.code.dex.method_ids["class_type"][called]] >= 0
    of_platform = file.type_class[file.code.dex.method_ids["class_type"]] < 0
    by_hand = calls.to_any(of_platform & is_among(file.method_signature, run_by_hand))
    kept = np.flatnonzero(is_kept | is_added | is_among(made.code_item[chosen], distinct(calls.code_item[by_hand])))
    yield from zip(created[kept].tolist(), classes[chosen[kept]].tolist(), strict=True)


def _constructions(
    file: FileLinks,
    calls: References,
    created: NDArray[np.int32],
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
        is_constructor = file.method_name[calls.target[there]] == CONSTRUCTOR
        hit = on_it & is_constructor
        found[pending[hit]] = calls.instruction[there[hit]]
        pending = pending[~on_it]
        position[pending] += 1
        if not len(pending):
            break
    return found
