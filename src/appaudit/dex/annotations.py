"""Which methods have an annotation.

https://source.android.com/docs/core/runtime/dex-format, `annotations_directory_item`; checked 2026-11-29, not opened.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Sequence
from typing import Final

from appaudit.dex.leb128 import unsigned
from appaudit.dex.tables import DexFile

#: Entries of one list that are looked at: a damaged one may state any number.
_MOST_ENTRIES: Final = 4096


def annotated_methods(dex: DexFile, annotations: Collection[str]) -> set[int]:
    """Indices into `method_ids` of the methods with one of these annotations, given by descriptor.

    What is damaged has none.
    """
    wanted = {index for index in dex.find_types(sorted(annotations)) if index >= 0}
    offsets = dex.class_defs["annotations_offset"].tolist() if wanted else []
    found: set[int] = set()
    for offset in offsets:
        try:
            found |= {method for method, at in _sets_of_class(dex.data, offset) if _kinds_in(dex.data, at) & wanted}
        except (struct.error, IndexError):
            continue
    return {method for method in found if method < len(dex.method_ids)}


def _sets_of_class(data: memoryview, offset: int) -> Sequence[tuple[int, int]]:
    """The methods of a class that have annotations, and where the set of each stands."""
    if not offset:
        return ()
    _, fields, methods, _ = struct.unpack_from("<4I", data, offset)
    first = offset + 16 + 8 * fields
    return [struct.unpack_from("<2I", data, first + 8 * number) for number in range(min(methods, _MOST_ENTRIES))]


def _kinds_in(data: memoryview, offset: int) -> set[int]:
    """The types of the annotations in a set; each entry begins with its visibility."""
    (count,) = struct.unpack_from("<I", data, offset)
    entries = struct.unpack_from(f"<{min(count, _MOST_ENTRIES)}I", data, offset + 4)
    return {unsigned(data, entry + 1)[0] for entry in entries}
