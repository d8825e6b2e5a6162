"""Objects that a method is given by asking for their class: `(Model) provider.get(Model.class)` makes a `Model`.

Keepers of view models, containers of dependencies and makers of services all are asked so. Who asks the platform (for
a part of an intent, say) is given what somebody else has made.
https://developer.android.com/reference/androidx/lifecycle/ViewModelProvider, checked 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.program.links import FileLinks, Flags, Links
from appaudit.code.values.registers import MethodBody
from appaudit.dex import References, const_classes, invoke_edges
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import CHECK_CAST, MOVE_RESULT_OBJECT
from appaudit.dex.operands import destination_register
from appaudit.dex.tables import is_among

_OF_PLATFORM: Final = ("Landroid/", "Ljava/")
_CLASS: Final = "Ljava/lang/Class;"
#: Arrays of classes, and arrays of these, that a method may take.
_MOST_DIMENSIONS: Final = 3
_CONSTRUCTOR: Final = hash_text("<init>")


def add_asked_classes(edges: Edges, links: Links, file: FileLinks, is_component: Flags, base: int) -> None:
    """Add what leads from methods that ask for an object by its class to the object and its constructors.

    Args:
        edges: Where they are added.
        links: All classes.
        file: The file.
        is_component: The classes of which the system makes the objects.
        base: Its first instruction in the count over all files.
    """
    held = const_classes(file.code.instructions)
    named = file.type_class[held.target]
    asking = _asking_calls(file)
    chosen = np.flatnonzero((named >= 0) & ~is_component[named])
    chosen = chosen[is_among(held.code_item[chosen], list(asking))]
    body: MethodBody | None = None
    for at in _of_casts(file, held, chosen).tolist():
        item, place = int(held.code_item[at]), int(held.instruction[at])
        if body is None or body.code_item != item:  # one method may ask for many
            body = MethodBody(file.code, item)
        if not body.is_read or not _is_given(body, place - body.first, int(held.target[at]), asking[item]):
            continue
        class_index = int(named[at])
        made = [each for each in links.methods_of(class_index) if links.method_name[each] == _CONSTRUCTOR]
        targets = np.array([class_index + links.method_count, *made], dtype=np.int64)
        source = np.full(len(targets), file.item_method[item])
        edges.add(source, targets, instruction=np.full(len(targets), place + base))


def _asking_calls(file: FileLinks) -> dict[int, list[int]]:
    """The calls of methods that take a class, the platform's own left out, by the code item that makes them."""
    dex = file.code.dex
    kinds = [dex.find_type("[" * dimensions + _CLASS) for dimensions in range(_MOST_DIMENSIONS)]
    types, counts = dex.type_lists(dex.proto_ids["parameters_offset"])
    taking = np.zeros(len(counts), dtype=bool)
    taking[np.repeat(np.arange(len(counts)), counts)[is_among(types, kinds)]] = True
    calls = invoke_edges(file.code.instructions)
    asking = calls.to_any(taking[dex.method_ids["proto"]])
    found: dict[int, list[int]] = {}
    rows = (calls.code_item[asking].tolist(), calls.instruction[asking].tolist(), calls.target[asking].tolist())
    for item, place, method in zip(*rows, strict=True):
        if not dex.method_class(method).startswith(_OF_PLATFORM):
            found.setdefault(item, []).append(place)
    return found


def _of_casts(file: FileLinks, held: References, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of some held classes, by number, to which the method that holds one casts something as well."""
    instructions = file.code.instructions
    holding = np.zeros(len(file.code.items), dtype=bool)
    holding[held.code_item[chosen]] = True
    casts = np.flatnonzero(instructions.opcode == CHECK_CAST)
    casts = casts[holding[instructions.code_item[casts]]]
    kinds = file.code.dex.units[instructions.offset[casts].astype(np.int64) + 1].astype(np.int64)
    is_cast = is_among(
        held.code_item[chosen].astype(np.int64) << 16 | held.target[chosen],
        instructions.code_item[casts].astype(np.int64) << 16 | kinds,
    )
    return chosen[is_cast]


def _is_given(body: MethodBody, index: int, kind: int, calls: Sequence[int]) -> bool:
    """Whether one of some calls, given by their instructions, that is handed a class gives what is cast to it."""
    held = destination_register(body.units, body.offsets[index])
    for call in (place - body.first for place in calls):
        if call + 1 >= len(body) or body.opcodes[call + 1] != MOVE_RESULT_OBJECT or held not in body.sources(call):
            continue
        register = destination_register(body.units, body.offsets[call + 1])
        if held is None or register is None or index not in body.definitions(call, held):
            continue
        casts = body.readers(call + 1, register)
        if any(body.opcodes[each] == CHECK_CAST and body.target(each) == kind for each in casts):
            return True
    return False
