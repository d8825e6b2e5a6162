"""The values with which static fields begin, as the file states them.

`encoded_array`: https://source.android.com/docs/core/runtime/dex-format, section "encoded_value encoding", checked
2026-11-24.
"""

from __future__ import annotations

import struct

from appaudit.dex.leb128 import unsigned
from appaudit.dex.tables import DexFile

#: Values that stand for themselves, and how many bits a number of each type has.
_INTEGERS = {0x00: 8, 0x02: 16, 0x04: 32, 0x06: 64}
_CHAR, _FLOAT, _DOUBLE, _STRING, _NULL, _BOOLEAN = 0x03, 0x10, 0x11, 0x17, 0x1E, 0x1F
#: Other values that are an index into a table: method type and handle, type, field, method, enumeration.
_INDICES = frozenset((0x15, 0x16, 0x18, 0x19, 0x1A, 0x1B))
#: Fields of one class that are read; more are not the work of a compiler.
_MAX_VALUES = 1 << 16


def static_values(dex: DexFile, class_def: int) -> list[str | int | float | None]:
    """The first values of a class's static fields, in the order of the fields; fields beyond the list begin as zero.

    A value that is neither text nor number is None. A list that is damaged or holds arrays ends before the damage.
    """
    offset = int(dex.class_defs[class_def]["static_values_offset"])
    values: list[str | int | float | None] = []
    if not offset:
        return values
    try:
        count, position = unsigned(dex.data, offset)
        for _ in range(min(count, _MAX_VALUES)):
            value, position = _value(dex, position)
            values.append(value)
    except (IndexError, struct.error):
        pass
    return values


def _value(dex: DexFile, position: int) -> tuple[str | int | float | None, int]:
    """One value and the position after it.

    Raises:
        IndexError: At the end of the file, at an index that is in no table, and at types that are not read.
    """
    head = dex.data[position]
    kind, size = head & 0x1F, (head >> 5) + 1
    position += 1
    if kind == _NULL:
        return None, position
    if kind == _BOOLEAN:
        return head >> 5, position
    octets = bytes(dex.data[position : position + size])
    if len(octets) != size:
        raise IndexError(position)
    position += size
    if kind in _INTEGERS:
        return int.from_bytes(octets, "little", signed=True), position
    if kind == _CHAR:
        return int.from_bytes(octets, "little"), position
    if kind == _FLOAT:
        return float(struct.unpack("<f", octets.rjust(4, b"\0")[-4:])[0]), position
    if kind == _DOUBLE:
        return float(struct.unpack("<d", octets.rjust(8, b"\0"))[0]), position
    index = int.from_bytes(octets, "little")
    if kind == _STRING:
        if index >= len(dex.strings):
            raise IndexError(index)
        return dex.string(index), position
    if kind in _INDICES:
        return None, position
    raise IndexError(kind)
