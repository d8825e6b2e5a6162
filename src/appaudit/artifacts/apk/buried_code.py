"""DEX files inside of other data: behind a picture, appended to another DEX file, compressed, written as text.

Only bytes are looked at; what is enciphered cannot be told from noise, and runs through a loader that is seen.
"""

from __future__ import annotations

import binascii
import bz2
import lzma
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from mmap import mmap
from typing import Final, NamedTuple

#: https://source.android.com/docs/core/runtime/dex-format, "header_item": magic, and the fields that hold it to be one.
_MAGIC: Final = re.compile(rb"dex\n0[34]\d\0")
#: What each of the two begins with.
_WORD: Final = b"dex\n0"
_WORD_IN_BASE64: Final = b"ZGV4Cj"
_HEADER_SIZE: Final = 112
_TAG: Final = slice(40, 44)
_LONGEST_MAGIC: Final = 8
_CONTAINER_FIELD: Final = slice(112, 116)
_ENDIAN_TAG: Final = b"\x78\x56\x34\x12"
_FIRST_CONTAINER: Final = b"041"
#: `dex\n03` or `dex\n04` in Base64, where the text begins with it (RFC 4648).
_IN_BASE64: Final = re.compile(rb"ZGV4Cj(?:Az|A0)[0-9A-Za-z+/_\-\r\n]+={0,2}")
#: The same in UTF-16, as the texts of compiled XML are written.
_WORD_IN_WIDE_BASE64: Final = b"Z\0G\0V\x004\0C\0j\0A\0"
_IN_WIDE_BASE64: Final = re.compile(rb"Z\0G\0V\x004\0C\0j\0A\0(?:z|0)\0(?:[0-9A-Za-z+/_\-\r\n=]\0)+")
_BASE64_LEFT: Final = re.compile(rb"[\r\n=\0]")
#: How a stream of each form begins: zlib (RFC 1950, window of 32 KiB), gzip (RFC 1952), bzip2, xz, and LZMA alone.
_STREAMS: Final = (
    b"\x78\x01",
    b"\x78\x5e",
    b"\x78\x9c",
    b"\x78\xda",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x5d\x00\x00",
)
_STREAM: Final = re.compile(b"|".join(map(re.escape, _STREAMS)))
_MOST_FOUND: Final = 64
_MOST_TRIED: Final = 1_000


class Buried(NamedTuple):
    """A DEX file found in other data: where it begins, and its bytes."""

    offset: int
    data: memoryview


def buried_in(data: memoryview, start: int = 0) -> Iterator[Buried]:
    """The DEX files that begin at `start` or later, those in Base64 among them; no more than their headers is checked.

    A file whose stated size passes the end of the data is given as far as it goes.
    """
    content = whole(data)  # searched for words: an expression over all of it takes ten times as long
    yield from bare_in(data, start)
    yield from islice(_written_in(content, start), _MOST_FOUND)


def _written_in(content: bytes, start: int) -> Iterator[Buried]:
    """The DEX files in Base64, of one byte or of two bytes a letter; of one in pieces the piece that it begins with."""
    for word, expression in ((_WORD_IN_BASE64, _IN_BASE64), (_WORD_IN_WIDE_BASE64, _IN_WIDE_BASE64)):
        at = content.find(word, start)
        while at >= 0:
            text = expression.match(content, at)
            at = content.find(word, text.end() if text else at + 1)
            if text is None:
                continue
            written = _BASE64_LEFT.sub(b"", text.group()).translate(bytes.maketrans(b"-_", b"+/"))
            written = written[:-1] if len(written) % 4 == 1 else written
            decoded = memoryview(binascii.a2b_base64(written + b"=" * (-len(written) % 4)))
            size = _size_at(decoded, 0) or (len(decoded) if bytes(decoded[_TAG]) == _ENDIAN_TAG else 0)
            if size:
                yield Buried(text.start(), decoded[:size])


def bare_in(data: memoryview, start: int = 0) -> Iterator[Buried]:
    """The DEX files that begin at `start` or later, as they are."""
    content = data.obj if isinstance(data.obj, mmap) and len(data.obj) == data.nbytes else whole(data)
    at, count = content.find(_WORD, start), 0
    while count < _MOST_FOUND and at >= 0:
        size = _size_at(data, at) if _MAGIC.match(data[at : at + _LONGEST_MAGIC]) else 0
        if size:
            yield Buried(at, data[at : at + size])
            count += 1
        at = content.find(_WORD, at + (size or 1))


def whole(data: memoryview) -> bytes:
    """The bytes of a view; what was inflated is not copied for that."""
    viewed = data.obj
    return viewed if isinstance(viewed, bytes) and len(viewed) == data.nbytes else bytes(data)


def end_of_dex(data: memoryview) -> int:
    """Where to look for more in a DEX file: behind its magic, or behind the container whose files are all read."""
    if bytes(data[4:7]) >= _FIRST_CONTAINER and len(data) >= _CONTAINER_FIELD.stop:
        return max(1, min(len(data), int.from_bytes(data[_CONTAINER_FIELD], "little")))
    return 1


def unpacked(data: memoryview, most: int) -> memoryview | None:
    """What a compressed stream holds, up to `most` bytes; None for what is none or is damaged."""
    start = bytes(data[:6])
    if not start.startswith(_STREAMS):
        return None
    try:
        if start.startswith(b"BZh"):
            return memoryview(bz2.BZ2Decompressor().decompress(data, most))
        if start.startswith((b"\xfd7zXZ", b"\x5d")):
            return memoryview(lzma.LZMADecompressor(memlimit=1 << 28).decompress(data, most))
        return memoryview(zlib.decompressobj(47).decompress(data, most))
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError):
        return None


def streams_in(data: memoryview, most: int) -> Iterator[Buried]:
    """The DEX files that are compressed streams somewhere in the data, each of up to `most` bytes.

    To try to inflate at every place that may begin a stream takes long: it is for small data only.
    """
    for found in islice(_STREAM.finditer(data), _MOST_TRIED):
        inner = unpacked(data[found.start() :], most)
        if inner is not None and is_dex(inner):
            yield Buried(found.start(), inner)


def is_dex(data: memoryview) -> bool:
    """Whether the data begin with a header of a DEX file."""
    return _MAGIC.match(data) is not None


def _size_at(data: memoryview, offset: int) -> int:
    """The size that a header states, 0 where there is none; all that is left where a later container states less."""
    header = bytes(data[offset : offset + _HEADER_SIZE])
    if len(header) < _HEADER_SIZE or header[_TAG] != _ENDIAN_TAG:
        return 0
    size, header_size = int.from_bytes(header[32:36], "little"), int.from_bytes(header[36:40], "little")
    if header_size < _HEADER_SIZE or size < header_size:
        return 0
    if header[4:7] >= _FIRST_CONTAINER:
        size = max(size, int.from_bytes(data[offset + 112 : offset + 116], "little"))
    return min(size, len(data) - offset)
