"""The header of a DEX file: what it states of itself, checked before anything else is read.

Layout: https://source.android.com/docs/core/runtime/dex-format.
"""

from __future__ import annotations

import struct
from typing import Final

from appaudit.dex.errors import DexError

_VERSIONS: Final = frozenset(range(35, 42))
HEADER_SIZE: Final = 0x70
_CONTAINER_HEADER_SIZE: Final = 0x78
_LITTLE_ENDIAN_TAG: Final = 0x12345678


def check_header(data: memoryview, place: str, start: int) -> tuple[int, int]:
    """The version and the stated size of the file whose header begins at `start`.

    Raises:
        DexError: It is no header, or states what the data do not have.
    """
    if len(data) < start + HEADER_SIZE:
        raise DexError(place, f"{len(data) - start} bytes are too few for the header of {HEADER_SIZE}")
    magic = bytes(data[start : start + 8])
    if magic[:4] != b"dex\n" or magic[7:] != b"\0" or not magic[4:7].isdigit() or int(magic[4:7]) not in _VERSIONS:
        raise DexError(place, f"not a DEX file of version 035 to 041: it begins with {magic!r}")
    file_size, header_size, endian_tag = struct.unpack_from("<III", data, start + 0x20)
    version = int(magic[4:7])
    least = _CONTAINER_HEADER_SIZE if version >= 41 else HEADER_SIZE
    if endian_tag != _LITTLE_ENDIAN_TAG:
        raise DexError(place, f"endian tag {endian_tag:#x}, expected {_LITTLE_ENDIAN_TAG:#x}")
    if header_size < least or file_size < header_size:
        raise DexError(place, f"header of {header_size} bytes in a file of {file_size}, expected at least {least}")
    if start + file_size > len(data):
        raise DexError(place, f"truncated: the header states {file_size} bytes, {len(data) - start} are there")
    return version, file_size
