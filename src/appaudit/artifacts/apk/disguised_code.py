"""Code behind several steps: packed, written as text in Base64 or hexadecimal digits, its bytes moved or masked.

Whoever loads such code undoes the steps first. A step is undone where what comes of it begins like code, like a packed
stream or an archive, or like the next step; all others cost a look at the first and the last bytes.
"""

from __future__ import annotations

import binascii
import re
import zlib
from typing import Final

from appaudit.artifacts.apk.buried_code import is_dex, unpacked

_MOST_STEPS: Final = 4
#: Bytes by which a step is recognised.
_HEAD: Final = 64
_TAIL: Final = 8
#: The tables of a block stand before its first byte: 19 lengths of 3 bits, and 320 codes of 7 bits and as many more.
_LONGEST_TABLES: Final = 600
#: A type that no block has.
_NO_BLOCK: Final = 0b110
_CODE, _ARCHIVE = b"dex\n0", b"PK\x03\x04"
#: How code begins whose words of so many bytes are turned.
_TURNED_CODE: Final = {2: b"ed\nx", 4: b"\nxed"}
_STREAM: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|BZh[1-9]|\xfd7zXZ\x00")
_HEXADECIMAL: Final = re.compile(rb"[0-9a-fA-F\s]{16,}")
_BASE64: Final = re.compile(rb"[0-9A-Za-z+/_\-\r\n]{16,}={0,2}\s*")
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")
_SPACES: Final = re.compile(rb"\s+")
#: How code, streams and archives begin in hexadecimal digits and in Base64.
_WRITTEN: Final = re.compile(rb"(?i:6465780a|789c|78da|7801|1f8b08|504b0304)|ZGV4Cj|eJ|eN|eA|eF|H4sI|UEsDB|NjQ2NTc4")


def undone(data: memoryview, most: int) -> memoryview | None:
    """What is left when all steps are undone, up to `most` bytes; None where there is none to undo."""
    left: memoryview | None = None
    current = data
    for _ in range(_MOST_STEPS):
        if is_dex(current):
            break
        step = next((found for undo in _STEPS if (found := undo(current, most)) is not None), None)
        if step is None:
            break
        left = current = step
    return left


def _begins(head: bytes) -> bool:
    """Whether something begins like code, like what may hold it, or like a step that is still to be undone."""
    return (
        head.startswith((b"dex\n", _ARCHIVE))
        or _STREAM.match(head) is not None
        or (_WRITTEN.match(head) is not None and _BASE64.match(head) is not None)
    )


def _from_text(data: memoryview, most: int) -> memoryview | None:
    """What a text in hexadecimal digits or in Base64 stands for."""
    head = bytes(data[:_HEAD])
    if not head[:1].isalnum() or len(data) > 4 * most:
        return None
    if _HEXADECIMAL.fullmatch(head) and _begins(_decoded(_SPACES.sub(b"", head), is_hexadecimal=True)):
        return memoryview(_decoded(_SPACES.sub(b"", bytes(data)), is_hexadecimal=True)) or None
    if _BASE64.match(head) and _begins(_decoded(_SPACES.sub(b"", head), is_hexadecimal=False)):
        return memoryview(_decoded(_SPACES.sub(b"", bytes(data)), is_hexadecimal=False)) or None
    return None


def _decoded(text: bytes, *, is_hexadecimal: bool) -> bytes:
    """What a text stands for; nothing where it is no such text."""
    try:
        if is_hexadecimal:
            return binascii.a2b_hex(text[: len(text) - len(text) % 2])
        text = text.translate(_URL_SAFE).rstrip(b"=")
        text = text[:-1] if len(text) % 4 == 1 else text
        return binascii.a2b_base64(text + b"=" * (-len(text) % 4), strict_mode=True)
    except (binascii.Error, ValueError):
        return b""


def _from_its_end(data: memoryview, most: int) -> memoryview | None:
    """The data from their end to their beginning, where they begin like code then, or like a stream that unpacks."""
    tail = bytes(data[-_TAIL:])[::-1]
    if len(data) > most or not (tail.startswith(b"dex\n0") or _STREAM.match(tail)):
        return None
    turned = memoryview(bytes(data)[::-1])
    return turned if is_dex(turned) or unpacked(turned, _HEAD) is not None else None


def _from_bare_stream(data: memoryview, most: int) -> memoryview | None:
    """What a stream without a head of its own holds (RFC 1951), where it begins like code or an archive."""
    if not data or data[0] & _NO_BLOCK == _NO_BLOCK:
        return None
    try:
        head = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data[:_LONGEST_TABLES], _TAIL)
        if not head.startswith((_CODE, _ARCHIVE)):
            return None
        return memoryview(zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, most))
    except zlib.error:
        return None


def _of_every_second_byte(data: memoryview, most: int) -> memoryview | None:
    """Every second byte, where all between are zero: text in UTF-16, or bytes written as wider numbers."""
    head = bytes(data[:_HEAD])
    start = 2 if head.startswith((b"\xff\xfe", b"\xfe\xff")) else 0
    for kept in (start, start + 1):
        if len(data) <= 4 * most and not any(head[2 * start + 1 - kept :: 2]) and _begins(head[kept::2]):
            return memoryview(bytes(data)[kept::2])
    return None


def _unmasked(data: memoryview, most: int) -> memoryview | None:
    """The data with one mask taken from every byte, where they begin like code or an archive then."""
    head = bytes(data[:_TAIL])
    for beginning in (_CODE, _ARCHIVE):
        masks = {value ^ wanted for value, wanted in zip(head, beginning, strict=False)}
        if len(masks) == 1 and 0 not in masks and len(data) <= most:
            mask = masks.pop()
            return memoryview(bytes(data).translate(bytes(value ^ mask for value in range(256))))
    return None


def _in_turned_words(data: memoryview, most: int) -> memoryview | None:
    """The data with the bytes of each word of two or four the other way round, where they begin like code then."""
    head = bytes(data[:4])
    width = next((width for width, beginning in _TURNED_CODE.items() if head == beginning), 0)
    return memoryview(_turned(bytes(data), width)) if width and len(data) <= most else None


def _turned(data: bytes, width: int) -> bytes:
    """The bytes of each whole word the other way round; what is left at the end stays."""
    turned, end = bytearray(data), len(data) - len(data) % width
    for offset in range(width):
        turned[offset:end:width] = data[width - 1 - offset : end : width]
    return bytes(turned)


#: What undoes one step, given the data and how much may come of it; None where that is no step.
_STEPS: Final = (
    unpacked,
    _from_text,
    _from_its_end,
    _of_every_second_byte,
    _unmasked,
    _in_turned_words,
    _from_bare_stream,
)
