"""Which fields and methods each class of a DEX file defines, and where their code is.

`class_data_item` is a run of ULEB128 numbers per class
(https://source.android.com/docs/core/runtime/dex-format, sections "class_data_item" and "LEB128").
In files as the tools write them all items stand together, so all numbers are decoded in one pass over
the section; files that are laid out otherwise are decoded number by number, with the same result.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appaudit.dex.errors import DexError
from appaudit.dex.tables import DexFile

#: Access flags, https://source.android.com/docs/core/runtime/dex-format#access-flags, checked 2026-11-24.
ACCESS_PRIVATE, ACCESS_STATIC, ACCESS_FINAL, ACCESS_SYNTHETIC, ACCESS_ENUM = 0x0002, 0x0008, 0x0010, 0x1000, 0x4000
#: Most bytes that the parts of an item can take: five per number.
_HEADER_BYTES = 20
_FIELD_BYTES = 10
_METHOD_BYTES = 15


@dataclass(frozen=True, slots=True, eq=False)
class ClassData:
    """The defined fields and methods of one DEX file, in the order of `class_defs`; parallel arrays.

    Within a class: static fields, instance fields; direct methods, virtual methods.
    """

    method_index: NDArray[np.int32]
    """Index into `method_ids`."""
    method_access_flags: NDArray[np.uint32]
    method_code_offset: NDArray[np.uint32]
    """Byte offset of the code item in the file, unchecked; 0 for abstract and native methods."""
    method_class_def: NDArray[np.int32]
    """Index into `class_defs`."""
    method_is_virtual: NDArray[np.bool_]
    field_index: NDArray[np.int32]
    """Index into `field_ids`."""
    field_access_flags: NDArray[np.uint32]
    field_class_def: NDArray[np.int32]
    field_is_static: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Numbers:
    """Decoded numbers, and for each class that has data where its item begins and how long its four lists are."""

    values: NDArray[np.uint32]
    class_defs: NDArray[np.int64]
    first: NDArray[np.int64]
    list_sizes: NDArray[np.int64]


def read_class_data(dex: DexFile) -> ClassData:
    """The fields and methods that the classes of `dex` define.

    Raises:
        DexError: An item outside of the file, an index that is not in the table, or more definitions than the
            file has identifiers. A field or method is defined once, so the last bounds the work.
    """
    offsets = dex.class_defs["class_data_offset"]
    class_defs = np.flatnonzero(offsets)
    starts = offsets[class_defs].astype(np.int64)
    numbers = _decode_section(dex, class_defs, starts) if _is_compact(dex, starts) else None
    if numbers is None:
        numbers = _decode_scattered(dex, class_defs, starts)
    return _split(dex, numbers)


def _is_compact(dex: DexFile, starts: NDArray[np.int64]) -> bool:
    """Whether the items can fill the span between the first and the last, so that one pass over it is cheap."""
    return bool(len(starts)) and int(starts.max() - starts.min()) <= _most_bytes(dex, len(starts))


def _most_bytes(dex: DexFile, classes: int) -> int:
    return _HEADER_BYTES * classes + _FIELD_BYTES * len(dex.field_ids) + _METHOD_BYTES * len(dex.method_ids)


def _decode_section(dex: DexFile, class_defs: NDArray[np.int64], starts: NDArray[np.int64]) -> _Numbers | None:
    """All numbers of the section at once; None if the items do not lie there number after number."""
    begin, last = int(starts.min()), int(starts.max())
    sections = dex.section_offsets
    following = bisect_right(sections, last)
    limit = min(last + _most_bytes(dex, 1), len(dex.data))
    end = min(sections[following], limit) if following < len(sections) else limit
    octets: NDArray[np.uint8] = np.frombuffer(dex.data, dtype=np.uint8, count=end - begin, offset=begin)
    last_octets = np.flatnonzero(octets < 0x80)
    if not len(last_octets):
        return None
    first_octets = np.empty_like(last_octets)
    first_octets[0] = 0
    np.add(last_octets[:-1], 1, out=first_octets[1:])
    first = np.searchsorted(first_octets, starts - begin)
    # Every item must begin where a number begins, and its header must be there.
    if int(first.max()) + 4 > len(first_octets) or (first_octets[first] != starts - begin).any():
        return None
    values = _join_octets(octets, first_octets, last_octets - first_octets)
    sizes = values[first[:, None] + np.arange(4)].astype(np.int64)
    ends = first + 4 + 2 * (sizes[:, 0] + sizes[:, 1]) + 3 * (sizes[:, 2] + sizes[:, 3])
    if int(ends.max()) > len(values):
        return None
    too_long = np.flatnonzero(last_octets - first_octets > 4)
    if len(too_long) and (np.searchsorted(too_long, first) != np.searchsorted(too_long, ends)).any():
        raise DexError(dex.place, "class data has a number of more than five bytes")
    return _Numbers(values, class_defs, first, sizes)


def _join_octets(
    octets: NDArray[np.uint8], first_octets: NDArray[np.int64], extra_octets: NDArray[np.int64]
) -> NDArray[np.uint32]:
    """The values of numbers given by their first octet and how many follow it; the fifth counts with its low bits."""
    values = (octets[first_octets] & 0x7F).astype(np.uint32)
    pending = np.flatnonzero(extra_octets)
    for extra in range(1, 5):
        values[pending] |= (octets[first_octets[pending] + extra] & 0x7F).astype(np.uint32) << np.uint32(7 * extra)
        pending = pending[extra_octets[pending] > extra]
    return values


def _decode_scattered(dex: DexFile, class_defs: NDArray[np.int64], starts: NDArray[np.int64]) -> _Numbers:
    """The numbers of each item in turn, wherever it lies."""
    values: list[int] = []
    first: list[int] = []
    fields, methods = len(dex.field_ids), len(dex.method_ids)
    for start in starts.tolist():
        first.append(len(values))
        position = _decode_run(dex, start, 4, values)
        sizes = values[-4:]
        fields -= sizes[0] + sizes[1]
        methods -= sizes[2] + sizes[3]
        if fields < 0 or methods < 0:
            raise DexError(dex.place, f"class data at offset {start} defines more than the identifiers allow")
        _decode_run(dex, position, 2 * (sizes[0] + sizes[1]) + 3 * (sizes[2] + sizes[3]), values)
    decoded = np.array(values, dtype=np.uint32)
    begins = np.array(first, dtype=np.int64)
    return _Numbers(decoded, class_defs, begins, decoded[begins[:, None] + np.arange(4)].astype(np.int64))


def _decode_run(dex: DexFile, position: int, count: int, values: list[int]) -> int:
    """Append `count` numbers from `position` on to `values`; the position after them."""
    data, end = dex.data, len(dex.data)
    for _ in range(count):
        value = shift = 0
        while True:
            if position >= end or shift > 28:
                raise DexError(dex.place, f"class data is damaged at offset {position}")
            octet = data[position]
            position += 1
            value |= (octet & 0x7F) << shift
            if octet < 0x80:
                break
            shift += 7
        values.append(value & 0xFFFFFFFF)
    return position


def _split(dex: DexFile, numbers: _Numbers) -> ClassData:
    sizes = numbers.list_sizes
    field_counts, method_counts = sizes[:, :2], sizes[:, 2:]
    for counts, table, what in ((field_counts, dex.field_ids, "fields"), (method_counts, dex.method_ids, "methods")):
        if int(counts.sum()) > len(table):
            raise DexError(dex.place, f"classes define {int(counts.sum())} {what}, the file names {len(table)}")
    first_fields = numbers.first + 4
    first_methods = first_fields + 2 * field_counts.sum(axis=1)
    field_positions = _positions(first_fields, field_counts, 2)
    method_positions = _positions(first_methods, method_counts, 3)
    values = numbers.values
    return ClassData(
        method_index=_indices(dex, values[method_positions], method_counts, len(dex.method_ids), "method"),
        method_access_flags=values[method_positions + 1],
        method_code_offset=values[method_positions + 2],
        method_class_def=np.repeat(numbers.class_defs, method_counts.sum(axis=1)).astype(np.int32),
        method_is_virtual=_second_list(method_counts),
        field_index=_indices(dex, values[field_positions], field_counts, len(dex.field_ids), "field"),
        field_access_flags=values[field_positions + 1],
        field_class_def=np.repeat(numbers.class_defs, field_counts.sum(axis=1)).astype(np.int32),
        field_is_static=~_second_list(field_counts),
    )


def _positions(first: NDArray[np.int64], counts: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Where in the numbers each entry of two adjoining lists begins, `width` numbers an entry."""
    per_class = counts.sum(axis=1)
    before = np.cumsum(per_class) - per_class
    entry = np.arange(int(per_class.sum()))
    return np.repeat(first - width * before, per_class) + width * entry


def _indices(
    dex: DexFile, differences: NDArray[np.uint32], counts: NDArray[np.int64], limit: int, what: str
) -> NDArray[np.int32]:
    """Identifier indices from the differences that the file stores, which begin anew in each of the lists."""
    per_list = counts.ravel()
    total = np.cumsum(differences, dtype=np.int64)
    before_list = np.cumsum(per_list) - per_list
    padded = np.concatenate([np.zeros(1, dtype=np.int64), total])
    indices: NDArray[np.int64] = total - np.repeat(padded[before_list], per_list)
    if len(indices) and int(indices.max()) >= limit:
        raise DexError(dex.place, f"class data defines {what} {int(indices.max())}, the table has {limit}")
    narrow: NDArray[np.int32] = indices.astype(np.int32)
    return narrow


def _second_list(counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For each entry, whether it is in the second of the two lists of its class."""
    in_second: NDArray[np.bool_] = np.repeat(np.tile(np.array([False, True]), len(counts)), counts.ravel())
    return in_second
