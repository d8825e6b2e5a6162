"""The bytecode engine: reads DEX files as arrays, knows nothing of what the bytecode means.

Bytes of DEX files go in; tables, instructions and references between them come out. `read_code` is the usual way in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from appaudit.dex.class_data import ClassData, read_class_data
from appaudit.dex.code_items import CodeItems, Fault, list_code_items
from appaudit.dex.edges import (
    FieldAccesses,
    References,
    const_classes,
    field_accesses,
    invoke_edges,
    new_instances,
    settle,
    string_constants,
)
from appaudit.dex.errors import DexError
from appaudit.dex.renaming import MappingError, Renaming, read_mapping
from appaudit.dex.sweep import Instructions, sweep
from appaudit.dex.tables import DexFile, read_dex, read_dexes

__all__ = [
    "ClassData",
    "CodeItems",
    "DexCode",
    "DexError",
    "DexFile",
    "Fault",
    "FieldAccesses",
    "Instructions",
    "MappingError",
    "References",
    "Renaming",
    "const_classes",
    "field_accesses",
    "invoke_edges",
    "list_code_items",
    "new_instances",
    "read_class_data",
    "read_code",
    "read_dex",
    "read_dexes",
    "read_mapping",
    "string_constants",
    "sweep",
]

#: Compilers write at most 65,535 bytes of Java bytecode a method; a million code units are not
#: the work of one.
MAX_CODE_UNITS = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class DexCode:
    """One DEX file read in full: its tables, what its classes define, and its instructions."""

    dex: DexFile
    class_data: ClassData
    items: CodeItems
    instructions: Instructions


def read_code(
    files: Iterable[tuple[str, memoryview | bytes]],
    *,
    max_units: int = MAX_CODE_UNITS,
    renaming: Renaming | None = None,
) -> tuple[list[DexCode], list[DexError]]:
    """Read DEX files given by place and content; what could not be read is an error of its own and harms no other.

    Code that could be read in part is listed by `DexCode.items.faults()`. With a `renaming` the names of classes and
    members are those that they had before.
    """
    listed: list[CodeItems] = []
    errors: list[DexError] = []
    for place, data in files:
        try:
            found = [
                list_code_items(dex, read_class_data(dex), max_units=max_units)
                for dex in read_dexes(data, place, renaming)
            ]
        except DexError as error:
            errors.append(error)
        else:
            listed.extend(found)
    swept = sweep(listed)
    for instructions in swept:
        settle(instructions)
    return [DexCode(each.items.dex, each.items.class_data, each.items, each) for each in swept], errors
