"""Texts of React Native apps whose scripts were compiled to Hermes bytecode.

Layout of the file: `include/hermes/BCGen/HBC/BytecodeFileFormat.h` of https://github.com/facebook/hermes (checked
2026-11-24 against output of the compilers of bytecode versions 84, 94 and 99).
"""

from __future__ import annotations

import struct
from typing import Final

import numpy as np
import numpy.typing as npt

from appaudit.errors import DamagedPartError

MAGIC: Final = bytes.fromhex("c61fbc03c103191f")
_HEADER_SIZE: Final = 128
#: `functionCount`, `stringKindCount`, `identifierCount`, `stringCount`, `overflowStringCount`, `stringStorageSize`.
_COUNTS: Final = struct.Struct("<6I")
_COUNTS_OFFSET: Final = 40
#: Bytes of a `SmallFuncHeader`: 16 until it lost a word in the versions after 94.
_FUNCTION_SIZES: Final = (16, 12)
_OVERFLOWED: Final = 0xFF


class HermesError(DamagedPartError):
    """Bytes that are no Hermes bytecode, or of a version whose string table lies elsewhere."""

    format_zh = "Hermes 字节码"


def hermes_strings(data: bytes, place: str) -> list[str]:
    """All strings of a bytecode file in the order of its table: texts, and names of properties and functions.

    Raises:
        HermesError: The string table is not where any known version has it, or its entries do not fit.
    """
    if not data.startswith(MAGIC) or len(data) < _HEADER_SIZE:
        raise HermesError(f"{place}: no Hermes bytecode (starts with {data[:8].hex()})")
    functions, kinds, identifiers, count, overflows, storage_size = _COUNTS.unpack_from(data, _COUNTS_OFFSET)
    for function_size in _FUNCTION_SIZES:
        table = _HEADER_SIZE + functions * function_size + 4 * (kinds + identifiers)
        storage = table + 4 * count + 8 * overflows
        if storage + storage_size > len(data):
            continue
        entries = np.frombuffer(data, "<u4", count, table)
        long_ones = np.frombuffer(data, "<u4", 2 * overflows, table + 4 * count).reshape(-1, 2)
        found = _placed(entries, long_ones, storage_size)
        if found is not None:
            return _decoded(memoryview(data)[storage : storage + storage_size], *found)
    raise HermesError(f"{place}: {count} strings in {storage_size} bytes are not where any known version has them")


def _placed(
    entries: npt.NDArray[np.uint32], long_ones: npt.NDArray[np.uint32], size: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.bool_]] | None:
    """Offset, length in bytes and wide-or-not of each string; None where one lies outside of the storage.

    An entry has, from its lowest bit: 1 bit for UTF-16, 23 bits of offset, 8 bits of length; a length of 255 says
    that the offset is an index into the table of long strings.
    """
    is_wide = (entries & 1).astype(bool)
    offsets = ((entries >> 1) & 0x7FFFFF).astype(np.int64)
    lengths = (entries >> 24).astype(np.int64)
    overflowed = np.flatnonzero(lengths == _OVERFLOWED)
    indices = offsets[overflowed]
    if len(indices) and indices.max() >= len(long_ones):
        return None
    offsets[overflowed], lengths[overflowed] = long_ones[indices, 0], long_ones[indices, 1]
    lengths <<= is_wide
    if len(offsets) and (offsets + lengths).max() > size:
        return None
    # Strings may share their bytes, but no honest table expands to many times its storage.
    return (offsets, lengths, is_wide) if lengths.sum() <= 16 * size else None


def _decoded(
    storage: memoryview,
    offsets: npt.NDArray[np.int64],
    lengths: npt.NDArray[np.int64],
    is_wide: npt.NDArray[np.bool_],
) -> list[str]:
    octets = bytes(storage)
    return [
        octets[start : start + length].decode("utf-16-le" if wide else "latin-1", "replace")
        for start, length, wide in zip(offsets.tolist(), lengths.tolist(), is_wide.tolist(), strict=True)
    ]
