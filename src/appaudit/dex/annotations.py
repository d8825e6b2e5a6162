"""Which methods have an annotation, and which classes annotations name.

https://source.android.com/docs/core/runtime/dex-format, `annotations_directory_item`; checked 2026-11-29, not opened.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.dex.leb128 import unsigned, unsigned_bytes
from appaudit.dex.tables import DexFile

#: Entries of one list that are looked at: a damaged one may state any number.
_MOST_ENTRIES: Final = 4096
_TYPE: Final = 0x18
#: Where the header says where the map is, and the kinds of sections in it: annotations, and sets of them.
_MAP_FIELD: Final = 0x34
_ITEMS: Final = 0x2004
_SETS: Final = 0x1003
_MOST_SECTIONS: Final = 64
#: How an annotation begins that the app can ask for: its visibility.
_AT_RUN_TIME: Final = b"\x01"
_ARRAY: Final = 0x1C
_ANNOTATION: Final = 0x1D
#: Null, and a truth value, which stands in the byte before.
_WITHOUT_BYTES: Final = (0x1E, 0x1F)
#: Members of an annotation, and values inside of one another that are looked at.
_MOST_MEMBERS: Final = 64
_DEEPEST: Final = 8


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


def classes_under(dex: DexFile, kinds: Collection[int]) -> set[int]:
    """Indices into `type_ids` of the classes that annotations of some kinds name, on whatever stands in the file.

    Only those are found that are there as the app runs. An annotation is found by its first bytes, and by what leads to
    it: to go through all annotations of a file takes a hundred times as long.

    Args:
        dex: The file.
        kinds: The kinds of annotation, as indices into `type_ids`.
    """
    found: set[int] = set()
    if not kinds:
        return found
    start, end = _section(dex.data, _ITEMS)
    data, sets = bytes(dex.data[start:end]), bytes(dex.data[slice(*_section(dex.data, _SETS))])
    for begins in (_AT_RUN_TIME + unsigned_bytes(kind) for kind in sorted(kinds)):
        at, tried = data.find(begins), 0
        while at >= 0 and tried < _MOST_ENTRIES:
            tried += 1
            named: set[int] = set()
            with suppress(struct.error, IndexError, ValueError):
                _read_annotation(dex.data, start + at + len(begins), named, 0)
            if named and max(named) < len(dex.type_ids) and _is_in(sets, start + at):
                found |= named
            at = data.find(begins, at + 1)
    return found


def _section(data: memoryview, kind: int) -> tuple[int, int]:
    """Where the items of a kind stand by the map of the file; all of the file where that does not say it."""
    try:
        (at,) = struct.unpack_from("<I", data, _MAP_FIELD)
        (count,) = struct.unpack_from("<I", data, at)
        rows = [struct.unpack_from("<HHII", data, at + 4 + 12 * number) for number in range(min(count, _MOST_SECTIONS))]
    except struct.error:
        return 0, len(data)
    starts = [offset for each, _, _, offset in rows if each == kind]
    if len(starts) != 1:
        return 0, len(data)
    return starts[0], min((offset for *_, offset in rows if offset > starts[0]), default=len(data))


def _is_in(sets: bytes, offset: int) -> bool:
    """Whether lists of offsets, which stand at multiples of four, have one."""
    entry = struct.pack("<I", offset)
    at = sets.find(entry)
    while at >= 0 and at % 4:
        at = sets.find(entry, at + 1)
    return at >= 0


def _read_annotation(data: memoryview, position: int, found: set[int], depth: int) -> int:
    """Note the classes that an annotation without its kind names; where it ends."""
    count, position = unsigned(data, position)
    if count > _MOST_MEMBERS:
        raise ValueError(count)
    for _ in range(count):
        _, position = unsigned(data, position)
        position = _read_value(data, position, found, depth + 1)
    return position


def _read_value(data: memoryview, position: int, found: set[int], depth: int) -> int:
    """Note the classes that a value names, or the values in it; where it ends."""
    if depth > _DEEPEST:
        raise ValueError(depth)
    kind, size = data[position] & 0x1F, data[position] >> 5
    position += 1
    if kind == _ARRAY:
        count, position = unsigned(data, position)
        for _ in range(min(count, _MOST_ENTRIES)):
            position = _read_value(data, position, found, depth + 1)
        return position
    if kind == _ANNOTATION:
        _, position = unsigned(data, position)
        return _read_annotation(data, position, found, depth + 1)
    if kind in _WITHOUT_BYTES:
        return position
    if kind == _TYPE:
        found.add(int.from_bytes(data[position : position + size + 1], "little"))
    return position + size + 1


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
