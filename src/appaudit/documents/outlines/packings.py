"""Fonts as they are packed for the web, checked before a library opens them.

WOFF 1.0 (https://www.w3.org/TR/WOFF/, tables packed by zlib) and WOFF 2.0 (https://www.w3.org/TR/WOFF2/, all tables
packed by Brotli), checked 2026-11-30, not opened. The library unpacks what it is given however much that becomes, so
that sizes are known before; the metadata, which it unpacks as well, are left out.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import Final

_WOFF: Final = b"wOFF"
_WOFF2: Final = b"wOF2"
#: Where the headers of both say where their metadata and private data are, up to where they end.
_METADATA: Final = {_WOFF: (24, 44), _WOFF2: (28, 48)}
_WOFF2_HEADER: Final = 48


def checked(font: bytes, most: int) -> tuple[bytes, int] | None:
    """A font without its metadata, and how large it is unpacked; None where that is more than so many bytes."""
    kind = font[:4]
    if kind not in _METADATA:
        return (font, len(font)) if len(font) <= most else None
    start, end = _METADATA[kind]
    bare = font[:start] + bytes(end - start) + font[end:]
    size = _of_zlib(bare, most) if kind == _WOFF else _of_brotli(bare, most)
    return None if size is None else (bare, size)


def _of_zlib(font: bytes, most: int) -> int | None:
    (count,) = struct.unpack_from(">H", font, 12)
    total = 0
    for index in range(count):
        _, start, size, whole, _ = struct.unpack_from(">4sIIII", font, 44 + 20 * index)
        unpacker = zlib.decompressobj()
        packed = font[start : start + size]
        total += len(unpacker.decompress(packed, most + 1)) if size < whole else len(packed)
        if total > most:
            return None
    return total


def _of_brotli(font: bytes, most: int) -> int | None:
    """The size of what a stream unpacks to: it gives no more at once than it is asked for."""
    import brotli
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry

    count, packed = struct.unpack_from(">H6xI", font, 12)
    file = io.BytesIO(font)
    file.seek(_WOFF2_HEADER)
    for _ in range(count):
        WOFF2DirectoryEntry().fromFile(file)  # what it says of the tables, before the stream
    unpacker = brotli.Decompressor()
    total = len(unpacker.process(file.read(packed), output_buffer_limit=most + 1))
    while total <= most and not unpacker.is_finished():
        more = unpacker.process(b"", output_buffer_limit=most + 1)
        if not more:
            break
        total += len(more)
    return total if total <= most else None
