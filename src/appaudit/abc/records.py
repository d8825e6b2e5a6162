"""The header of a file of bytecode, and the names of its records: one for each source file, and some of the compiler.

Layout: OpenHarmony, application-dev/arkts-utils/arkts-bytecode-file-format.md, and files of versions 9.0.0.0 to
24.0.0.0, read 2026-11-27. All numbers are little-endian.
"""

from __future__ import annotations

import struct
from typing import Final

from appaudit.abc.bytes_reading import AbcError, damaged

_MAGIC: Final = b"PANDA\0\0\0"
#: Magic, checksum, version, size of the file, place and size of foreign items, number and place of classes.
_HEADER: Final = struct.Struct("<8sI4sIIIII")
#: Letters of a name that are read; those of real files have some two hundred.
_LONGEST: Final = 1 << 12
#: Bytes of all names together, as many times those of the file: names do not lie in each other.
_MOST: Final = 2


def record_names(data: bytes, place: str) -> list[str]:
    """The names of all records as they are written: `L&@scope/package/src/main/ets/Index&1.0.0;`.

    Raises:
        AbcError: It is no file of bytecode, is cut off, or its names lie in each other.
    """
    if len(data) < _HEADER.size or not data.startswith(_MAGIC):
        raise AbcError(f"{place} is no bytecode of ArkTS", zh=f"{place} 不是方舟字节码")
    _, _, _, size, _, _, count, start = _HEADER.unpack_from(data)
    if size > len(data):
        raise AbcError(
            f"{place} breaks off after {len(data)} of {size} bytes",
            zh=f"{place} 在 {size} 字节中的第 {len(data)} 字节处中断",
        )
    if start + 4 * count > len(data):
        raise damaged(place, f"its table of {count} records", f"{count} 条记录的表")
    names, left = [], _MOST * len(data)
    for offset in struct.unpack_from(f"<{count}I", data, start):
        name = _text(data, offset, place)
        left -= len(name) + 1
        if left < 0:
            raise damaged(place, "names of records, which lie in each other", "相互重叠的记录名称")
        names.append(name.decode("utf-8", "replace"))
    return names


def _text(data: bytes, offset: int, place: str) -> bytes:
    """The bytes of a text: a number whose bits from the second on are its length, bytes that are not zero, a zero."""
    position = offset
    for _ in range(5):
        if position >= len(data):
            break
        position += 1
        if data[position - 1] < 0x80:
            end = data.find(b"\0", position, position + _LONGEST)
            if end >= 0:
                return data[position:end]
            break
    raise damaged(place, f"the name at {offset}", f"{offset} 处的名称")
