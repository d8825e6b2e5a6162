"""Methods that make an intent only to ask the manager of packages who would answer it, as checks of a manifest do.

https://developer.android.com/reference/android/content/pm/PackageManager, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from appaudit.code.graph.program.links import FileLinks, Flags
from appaudit.code.values.registers import MethodBody
from appaudit.dex import DexFile, References
from appaudit.dex.opcodes import ARRAY_WRITES, FIELD_WRITES, INVOKES
from appaudit.dex.tables import distinct

_MANAGER, _INTENT = "Landroid/content/pm/PackageManager;", "Landroid/content/Intent;"
_RESOLVES: Final = (
    "resolveActivity", "resolveService", "queryIntentActivities", "queryIntentServices", "queryBroadcastReceivers"
)  # fmt: skip
#: What a method gives that neither is an intent nor holds one.
_NO_INTENT: Final = (")V", ")Z", ")I", ")J", ")Ljava/lang/String;", ")Landroid/content/pm/ResolveInfo;")
#: Types of what may be an intent, or may be made one of by somebody else.
_MAY_BE_STARTED: Final = (
    _INTENT, "Ljava/lang/Object;", "Landroid/os/Parcelable;", "Ljava/lang/Class;", "Landroid/content/ComponentName;"
)  # fmt: skip
_TYPE: Final = re.compile(r"L[^;]+;|[A-Z]")


def items_only_resolving(file: FileLinks, calls: References) -> Flags:
    """The code items that ask who would answer an intent, and hand on nothing with which somebody may start it.

    Args:
        file: The file.
        calls: Its calls.
    """
    dex, found = file.code.dex, np.zeros(len(file.code.items), dtype=bool)
    (manager,) = dex.find_types([_MANAGER])
    resolving = np.zeros(len(dex.method_ids), dtype=bool)
    named = dex.methods_of_type(manager) if manager >= 0 else ()
    resolving[[method for method in named if dex.method_name(method) in _RESOLVES]] = True
    for item in distinct(calls.code_item[calls.to_any(resolving)].astype(np.int64)).tolist():
        body = MethodBody(file.code, item)
        owners = [int(method) for method in file.code.items.caller_of(item)]
        gives_none = all(dex.prototype(int(dex.method_ids["proto"][each])).endswith(_NO_INTENT) for each in owners)
        found[item] = (
            body.is_read and gives_none and not any(_may_hand_on(dex, body, index) for index in range(len(body)))
        )
    return found


def _may_hand_on(dex: DexFile, body: MethodBody, index: int) -> bool:
    """Whether an instruction may hand an intent, or its class, to anybody who starts it."""
    opcode = body.opcodes[index]
    if opcode in ARRAY_WRITES:
        return True
    if opcode in FIELD_WRITES:
        return dex.type_descriptor(int(dex.field_ids["type"][body.target(index)])).endswith(_MAY_BE_STARTED)
    if opcode not in INVOKES or dex.method_class(body.target(index)) in (_MANAGER, _INTENT):
        return False
    prototype = dex.prototype(int(dex.method_ids["proto"][body.target(index)]))
    return not set(_TYPE.findall(prototype.partition(")")[0])).isdisjoint(_MAY_BE_STARTED)
