"""Which methods have an annotation, and which classes the annotations of a class name.

https://source.android.com/docs/core/runtime/dex-format, `annotations_directory_item`; checked 2026-11-29, not opened.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.dex.leb128 import unsigned
from appaudit.dex.tables import DexFile

#: Entries of one list that are looked at: a damaged one may state any number.
_MOST_ENTRIES: Final = 4096
_TYPE: Final = 0x18


def annotated_methods(
    dex: DexFile, annotations: Collection[str], class_defs: slice | NDArray[np.bool_] = slice(None)
) -> set[int]:
    """Indices into `method_ids` of the methods with one of these annotations, given by descriptor.

    What is damaged has none. `class_defs` are the classes that are looked at, all by default.
    """
    wanted = {index for index in dex.find_types(sorted(annotations)) if index >= 0}
    offsets = dex.class_defs["annotations_offset"][class_defs].tolist() if wanted else []
    found: set[int] = set()
    for offset in offsets:
        try:
            found |= {method for method, at in _sets_of_class(dex.data, offset) if _kinds_in(dex.data, at) & wanted}
        except (struct.error, IndexError):
            continue
    return {method for method in found if method < len(dex.method_ids)}


def classes_named_on(dex: DexFile, class_def: int) -> list[int]:
    """Indices into `type_ids` of the classes that annotations on a class have as values, as `@Entry(App.class)` has.

    Of an annotation that is damaged, or holds a value of another kind, those before it.
    """
    offset, found = int(dex.class_defs[class_def]["annotations_offset"]), list[int]()
    try:
        (at,) = struct.unpack_from("<I", dex.data, offset) if offset else (0,)
        for entry in _entries_of(dex.data, at) if at else ():
            _, position = unsigned(dex.data, entry + 1)
            count, position = unsigned(dex.data, position)
            for _ in range(min(count, _MOST_ENTRIES)):
                _, position = unsigned(dex.data, position)
                head, end = dex.data[position], position + 2 + (dex.data[position] >> 5)
                if head & 0x1F != _TYPE:
                    break
                found.append(int.from_bytes(dex.data[position + 1 : end], "little"))
                position = end
    except (struct.error, IndexError):
        pass
    return [index for index in found if index < len(dex.type_ids)]


def _sets_of_class(data: memoryview, offset: int) -> Sequence[tuple[int, int]]:
    """The methods of a class that have annotations, and where the set of each stands."""
    if not offset:
        return ()
    _, fields, methods, _ = struct.unpack_from("<4I", data, offset)
    first = offset + 16 + 8 * fields
    return [struct.unpack_from("<2I", data, first + 8 * number) for number in range(min(methods, _MOST_ENTRIES))]


def _kinds_in(data: memoryview, offset: int) -> set[int]:
    """The types of the annotations in a set; each entry begins with its visibility."""
    return {unsigned(data, entry + 1)[0] for entry in _entries_of(data, offset)}


def _entries_of(data: memoryview, offset: int) -> Sequence[int]:
    """Where the annotations of a set stand."""
    (count,) = struct.unpack_from("<I", data, offset)
    return struct.unpack_from(f"<{min(count, _MOST_ENTRIES)}I", data, offset + 4)
