"""Files of bytecode of ArkTS as far as they are read: a header and named records."""

from __future__ import annotations

import struct
from collections.abc import Sequence

HEADER = 60


def _number(value: int) -> bytes:
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def abc(names: Sequence[str], *, version: tuple[int, int, int, int] = (13, 0, 1, 0)) -> bytes:
    """A file with these records, without fields and methods."""
    table = HEADER
    position = table + 4 * len(names)
    offsets, records = [], b""
    for name in names:
        offsets.append(position + len(records))
        records += _number(len(name) << 1 | name.isascii()) + name.encode() + b"\0"
    size = position + len(records)
    none = 0xFFFFFFFF
    head = struct.pack(
        "<8sI4s11I", b"PANDA\0\0\0", 0, bytes(version), size, 0, 0, len(names), table, 0, none, none, none, 0, size
    )
    return head + struct.pack(f"<{len(offsets)}I", *offsets) + records
