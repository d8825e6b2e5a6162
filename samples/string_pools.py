"""Rewrites strings of compiled resources and of a dex, for samples whose names no tool would compile.

A sample source holds a plain token where the package is to hold a text that aapt or smali refuses (markup,
control characters, endless names). Formats: ResStringPool of Android's ResourceTypes.h, and string_data_item of
https://source.android.com/docs/core/runtime/dex-format, both read 2026-11-24.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping

_POOL_HEADER = struct.Struct("<HHIIIIII")
_POOL_TYPE = 0x0001
_UTF8_FLAG = 0x100
_LONG = 0x8000


class StringPoolError(ValueError):
    """Data that is not laid out as aapt and smali lay it out, or a text that does not fit its place."""


def replace_in_xml(data: bytes, replacements: Mapping[str, str]) -> bytes:
    """A compiled XML file with every token of `replacements` in its strings replaced; the pool becomes UTF-16."""
    return _replace(data, 8, replacements)


def replace_in_table(data: bytes, replacements: Mapping[str, str]) -> bytes:
    """The same for the values of resources.arsc; names of resources stay."""
    return _replace(data, 12, replacements)


def replace_in_dex(data: bytes, replacements: Mapping[str, str]) -> bytes:
    """A dex with tokens in its strings replaced, checksum and signature made right again.

    Raises:
        StringPoolError: a replacement has not the length in bytes of its token, or breaks the order of strings.
    """
    dex = bytearray(data)
    count, table = struct.unpack_from("<II", dex, 0x38)
    order = []
    for offset in struct.unpack_from(f"<{count}I", dex, table):
        end = dex.index(0, offset + 1)
        if dex[offset] >= 0x80:
            start = offset + 2
        else:
            start = offset + 1
            changed = bytes(dex[start:end])
            for token, text in replacements.items():
                changed = changed.replace(token.encode(), modified_utf8(text))
            if len(changed) != end - start:
                raise StringPoolError(f"{changed!r} is not as long as {bytes(dex[start:end])!r}")
            if changed != dex[start:end]:
                dex[offset] = len(_units_of(changed))
                dex[start:end] = changed
        order.append(_units_of(bytes(dex[start:end])))
    if order != sorted(order):
        raise StringPoolError("strings of a dex are sorted, and a replacement sorts elsewhere than its token")
    dex[12:32] = hashlib.sha1(dex[32:], usedforsecurity=False).digest()
    struct.pack_into("<I", dex, 8, zlib.adler32(dex[12:]))
    return bytes(dex)


def modified_utf8(text: str) -> bytes:
    """The encoding of dex: as UTF-8, but U+0000 takes two bytes; for texts of the basic plane."""
    return text.encode("utf-8").replace(b"\0", b"\xc0\x80")


def _units_of(data: bytes) -> list[int]:
    return [ord(character) for character in data.replace(b"\xc0\x80", b"\0").decode("utf-8")]


def _replace(data: bytes, start: int, replacements: Mapping[str, str]) -> bytes:
    strings, old_size = _read_pool(data, start)
    for token, text in replacements.items():
        strings = [string.replace(token, text) for string in strings]
    pool = _write_pool(strings)
    changed = bytearray(data[:start] + pool + data[start + old_size :])
    struct.pack_into("<I", changed, 4, len(changed))
    return bytes(changed)


def _read_pool(data: bytes, start: int) -> tuple[list[str], int]:
    kind, header, size, count, styles, flags, texts, _ = _POOL_HEADER.unpack_from(data, start)
    if kind != _POOL_TYPE or styles:
        raise StringPoolError(f"no plain string pool at {start:#x}")
    offsets = struct.unpack_from(f"<{count}I", data, start + header)
    read = _read_utf8 if flags & _UTF8_FLAG else _read_utf16
    return [read(data, start + texts + offset) for offset in offsets], size


def _read_utf16(data: bytes, place: int) -> str:
    (length,) = struct.unpack_from("<H", data, place)
    place += 2
    if length & _LONG:
        length = (length & ~_LONG) << 16 | struct.unpack_from("<H", data, place)[0]
        place += 2
    return data[place : place + 2 * length].decode("utf-16-le")


def _read_utf8(data: bytes, place: int) -> str:
    place += 2 if data[place] & 0x80 else 1
    length = data[place]
    place += 1
    if length & 0x80:
        length = (length & 0x7F) << 8 | data[place]
        place += 1
    return data[place : place + length].decode("utf-8")


def _write_pool(strings: list[str]) -> bytes:
    body = bytearray()
    offsets = []
    for string in strings:
        offsets.append(len(body))
        encoded = string.encode("utf-16-le")
        units = len(encoded) // 2
        body += struct.pack("<H", units) if units < _LONG else struct.pack("<HH", _LONG | units >> 16, units & 0xFFFF)
        body += encoded + b"\0\0"
    body += bytes(-len(body) % 4)
    texts = _POOL_HEADER.size + 4 * len(offsets)
    header = _POOL_HEADER.pack(_POOL_TYPE, _POOL_HEADER.size, texts + len(body), len(offsets), 0, 0, texts, 0)
    return header + struct.pack(f"<{len(offsets)}I", *offsets) + bytes(body)
