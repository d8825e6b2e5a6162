"""Where objects come into being, who receives them, and which static initialisers run on the way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links
from appaudit.code.values.java_names import class_name
from appaudit.dex import References, field_accesses, new_instances
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import RUN_LISTS, STATIC_INVOKES, opcode_table
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.record import record

#: Calls after a creation among which the one that receives the object is looked for.
_REACH = 12
_RANGE = opcode_table(RUN_LISTS)
_STATIC = opcode_table(STATIC_INVOKES)


@record(kw_only=False, eq=False)
class Questions:
    """What asks the user: classes that are dialogs by their type, and names that say so."""

    is_dialog: Flags
    words: ConsentWords


@record(kw_only=False, eq=False)
class Creations:
    """Objects that methods create or fetch from a static field of their own class (`INSTANCE`); parallel arrays.

    `is_asked` says that the object goes to something that asks the user: what it does then is the user's action.
    `receiver` is the method identifier that such an object is first passed to, -1 for all others.
    The initialisers are those of classes whose static fields are used.
    """

    source: Indices
    class_index: Indices
    instruction: NDArray[np.int32]
    is_asked: Flags
    receiver: NDArray[np.int64]
    initialiser_source: Indices
    initialiser: Indices
    initialiser_instruction: NDArray[np.int32]


def static_initialisers(links: Links) -> Indices:
    """For each class its `<clinit>`, -1 where it has none."""
    found = np.full(links.class_count, -1, dtype=np.int32)
    methods = np.flatnonzero((links.method_name == hash_text("<clinit>")) & links.method_has_code)
    found[links.method_class[methods]] = methods
    return found


def creations_in(
    file: FileLinks, calls: References, runs: Flags, initialisers: Indices, questions: Questions
) -> Creations:
    """The creations in one file.

    Args:
        file: The file.
        calls: Its calls.
        runs: For each class whether it has callbacks.
        initialisers: For each class its static initialiser.
        questions: What asks the user.
    """
    dex = file.code.dex
    made = new_instances(file.code.instructions)
    class_made = file.type_class[made.target]
    fields = field_accesses(file.code.instructions)
    owner = file.type_class[dex.field_ids["class_type"]]
    is_singleton = (dex.field_ids["class_type"] == dex.field_ids["type"]) & (owner >= 0)
    static = np.flatnonzero(fields.is_static & (owner[fields.target] >= 0))
    fetched = static[is_singleton[fields.target[static]] & ~fields.is_write[static]]
    own = np.flatnonzero(class_made >= 0)
    instruction = np.concatenate([made.instruction[own], fields.instruction[fetched]])
    item = np.concatenate([made.code_item[own], fields.code_item[fetched]])
    class_index = np.concatenate([class_made[own], owner[fields.target[fetched]]])
    entered_first = initialisers[owner[fields.target[static]]]
    caller = file.item_method[fields.code_item[static]]
    entered = np.flatnonzero((entered_first >= 0) & (caller != entered_first))
    is_asked, receiver = _goes_to_user(file, calls, instruction, item, class_index, runs, questions)
    return Creations(
        source=file.item_method[item],
        class_index=class_index,
        instruction=instruction,
        is_asked=is_asked,
        receiver=np.where(is_asked, receiver, -1),
        initialiser_source=caller[entered],
        initialiser=entered_first[entered],
        initialiser_instruction=fields.instruction[static[entered]],
    )


def _goes_to_user(
    file: FileLinks,
    calls: References,
    instruction: NDArray[np.int32],
    item: NDArray[np.int32],
    class_index: Indices,
    runs: Flags,
    questions: Questions,
) -> tuple[Flags, NDArray[np.int64]]:
    """Which objects are passed to something that asks the user, and what each is passed to: what takes its register.

    Calls on the object itself, its constructor among them, pass it to nobody.
    """
    asked = np.zeros(len(instruction), dtype=bool)
    receiver = np.full(len(instruction), -1, dtype=np.int64)
    if not len(calls):
        return asked, receiver
    units = file.code.dex.units
    register = units[file.code.instructions.offset[instruction]] >> 8
    pending = np.flatnonzero(runs[class_index])
    position = np.searchsorted(calls.instruction, instruction, side="right")
    for _ in range(_REACH):
        there = np.minimum(position[pending], len(calls) - 1)
        same = (position[pending] < len(calls)) & (calls.code_item[there] == item[pending])
        pending, there = pending[same], there[same]
        received = takes_register(units, calls.offset[there], calls.opcode[there], register[pending])
        receiver[pending[received]] = calls.target[there[received]]
        pending = pending[~received]
        position[pending] += 1
        if not len(pending):
            break
    found = np.flatnonzero(receiver >= 0)
    asked[found] = _asking_methods(file, receiver[found], questions)
    return asked, receiver


def takes_register(
    units: NDArray[np.uint16], offset: NDArray[np.uint32], opcode: NDArray[np.uint8], register: NDArray[np.integer]
) -> Flags:
    """Whether calls have a register among their arguments, the receiver left out (formats 35c and 3rc)."""
    first = units[offset].astype(np.int64)
    listed = units[offset + np.uint32(2)].astype(np.int64)
    wanted = register.astype(np.int64)
    is_static = _STATIC[opcode]
    count = first >> 12
    in_list = (count == 5) & ((first >> 8 & 0xF) == wanted)
    in_list |= is_static & (count > 0) & ((listed & 0xF) == wanted)
    for index in range(1, 4):
        in_list |= (count > index) & ((listed >> 4 * index & 0xF) == wanted)
    in_range = (wanted >= listed + ~is_static) & (wanted < listed + (first >> 8))
    takes: Flags = np.where(_RANGE[opcode], in_range, in_list)
    return takes


def _asking_methods(file: FileLinks, methods: NDArray[np.int64], questions: Questions) -> Flags:
    """Which of these method identifiers name something that asks the user."""
    dex, words = file.code.dex, questions.words
    classes, class_of = np.unique(dex.method_ids["class_type"][methods], return_inverse=True)
    descriptors = dex.type_descriptors(classes)
    by_class = np.array([words.asks_by_class(class_name(text)) for text in descriptors], dtype=bool)
    known = file.type_class[classes]
    by_class[known >= 0] |= questions.is_dialog[known[known >= 0]]
    distinct_methods, method_of = np.unique(methods, return_inverse=True)
    by_name = np.array([words.asks_by_method(name) for name in dex.method_names(distinct_methods)], dtype=bool)
    asks: Flags = by_class[class_of.ravel()] | by_name[method_of.ravel()]
    return asks
