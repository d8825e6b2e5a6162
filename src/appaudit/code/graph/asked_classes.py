"""Objects that a method is given by asking for their class: `(Model) provider.get(Model.class)` makes a `Model`.

Keepers of view models, containers of dependencies and makers of services all are asked so. Who asks the platform (for
a part of an intent, say) is given what somebody else has made.
https://developer.android.com/reference/androidx/lifecycle/ViewModelProvider, checked 2026-11-30, not opened.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from appaudit.code.graph.edges import Edges
from appaudit.code.graph.links import FileLinks, Flags, Links
from appaudit.code.values.registers import MethodBody
from appaudit.dex import References, const_classes
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import CHECK_CAST, INVOKES, MOVE_RESULT_OBJECT
from appaudit.dex.operands import destination_register
from appaudit.dex.tables import is_among

_OF_PLATFORM: Final = ("Landroid/", "Ljava/")
_CLASS: Final = "Ljava/lang/Class;"
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
    named = np.where(is_component[named], -1, named)
    for at in np.flatnonzero((named >= 0) & _is_cast(file, held)).tolist():
        item, place = int(held.code_item[at]), int(held.instruction[at])
        body = MethodBody(file.code, item)
        if not body.is_read or not _is_given(file, body, place - body.first, int(held.target[at])):
            continue
        class_index = int(named[at])
        made = [each for each in links.methods_of(class_index) if links.method_name[each] == _CONSTRUCTOR]
        targets = np.array([class_index + links.method_count, *made], dtype=np.int64)
        source = np.full(len(targets), file.item_method[item])
        edges.add(source, targets, instruction=np.full(len(targets), place + base))


def _is_cast(file: FileLinks, held: References) -> Flags:
    """Whether the method that holds a class casts something to it as well."""
    instructions = file.code.instructions
    casts = np.flatnonzero(instructions.opcode == CHECK_CAST)
    kinds = file.code.dex.units[instructions.offset[casts].astype(np.int64) + 1].astype(np.int64)
    found: Flags = is_among(
        held.code_item.astype(np.int64) << 16 | held.target,
        instructions.code_item[casts].astype(np.int64) << 16 | kinds,
    )
    return found


def _is_given(file: FileLinks, body: MethodBody, index: int, kind: int) -> bool:
    """Whether a call that is handed a class gives what is cast to that class."""
    dex = file.code.dex
    for call in body.uses(index):
        if body.opcodes[call] not in INVOKES or call + 1 >= len(body) or body.opcodes[call + 1] != MOVE_RESULT_OBJECT:
            continue
        called = body.target(call)
        if dex.method_class(called).startswith(_OF_PLATFORM):
            continue
        takes = dex.prototype(int(dex.method_ids["proto"][called])).partition(")")[0]
        register = destination_register(body.units, body.offsets[call + 1])
        casts = body.readers(call + 1, register) if _CLASS in takes and register is not None else ()
        if any(body.opcodes[each] == CHECK_CAST and body.target(each) == kind for each in casts):
            return True
    return False
