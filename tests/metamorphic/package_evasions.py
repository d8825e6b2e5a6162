"""Ways in which a package hides its code or its manifest: other places, other forms, and headers that disagree."""

from __future__ import annotations

import base64
import bz2
import gzip
import lzma
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.metamorphic.packages import Entries, code_of, members_of, packed, without_code
from tests.support.apk_builder import Member, zip_bytes

Evasion = Callable[[Entries], bytes]

PICTURE: Final = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
_MANIFEST: Final = "AndroidManifest.xml"


def _elsewhere(form: Callable[[bytes], bytes], name: str) -> Evasion:
    """The code in another form, as entries of their own; what is loaded does nothing."""

    def evade(entries: Entries) -> bytes:
        hidden = {name.format(number): form(data) for number, data in enumerate(code_of(entries).values())}
        return packed({**without_code(entries), **hidden})

    return evade


def _jar(data: bytes) -> bytes:
    return zip_bytes([Member("classes.dex", data, deflate=True)])


def _nested(data: bytes, depth: int) -> bytes:
    for level in range(depth):
        data = _jar(data) if level == 0 else zip_bytes([Member("inner.zip", data, deflate=True)])
    return data


def _enciphered(data: bytes) -> bytes:
    return bytes(octet ^ 0x5A for octet in data)


def _beyond(entries: Entries) -> bytes:
    empty = without_code(entries)
    empty["classes.dex"] += b"\0" * 8 + b"".join(code_of(entries).values())
    return packed(empty)


def _in_loaded_text(entries: Entries) -> bytes:
    empty = without_code(entries)
    empty["classes.dex"] += b"\n".join(map(base64.b64encode, code_of(entries).values()))
    return packed(empty)


def _in_comment(entries: Entries) -> bytes:
    code = b"".join(code_of(entries).values())
    return zip_bytes(members_of(without_code(entries)), comment=code[:0xFFFF])


def _unlisted(entries: Entries) -> bytes:
    return zip_bytes(members_of(without_code(entries)), block=b"".join(code_of(entries).values()))


def _behind_everything(entries: Entries) -> bytes:
    return zip_bytes(members_of(without_code(entries)), after=b"".join(code_of(entries).values()))


def _members(change: Callable[[Member], Member], names: tuple[str, ...] = (_MANIFEST, ".dex")) -> Evasion:
    """Headers of the manifest and of the code that honest writers do not write."""

    def evade(entries: Entries) -> bytes:
        members = members_of(entries)
        return zip_bytes([change(member) if member.name.endswith(names) else member for member in members])

    return evade


def _doubled(entries: Entries) -> bytes:
    """The name of the code twice: once with nothing in it, once with all."""
    empty = without_code(entries)["classes.dex"]
    return zip_bytes([Member("classes.dex", empty, deflate=True), *members_of(entries)])


def _doubled_behind(entries: Entries) -> bytes:
    empty = without_code(entries)["classes.dex"]
    return zip_bytes([*members_of(entries), Member("classes.dex", empty, deflate=True)])


def _two_directories(entries: Entries) -> bytes:
    """A comment that holds the end of another archive, whose directory lists nothing but an empty manifest."""
    other = zip_bytes([Member(_MANIFEST, b"")])
    return zip_bytes(members_of(entries), comment=other)


def _wide_locator(entries: Entries) -> bytes:
    """A locator of a 64-bit end record, which counts only where the end record says so, that leads elsewhere."""
    package = packed(entries)
    decoy = zip_bytes([Member(_MANIFEST, entries[_MANIFEST], deflate=True), *members_of(without_code(entries))])
    end = package.rindex(b"PK\5\6")
    start, size = decoy.index(b"PK\1\2"), decoy.rindex(b"PK\5\6") - decoy.index(b"PK\1\2")
    count = struct.unpack_from("<H", decoy, decoy.rindex(b"PK\5\6") + 10)[0]
    directory = bytearray(decoy[start : start + size])
    base = end
    position = 0
    while position < len(directory):
        name, extra, note = struct.unpack_from("<HHH", directory, position + 28)
        offset = struct.unpack_from("<I", directory, position + 42)[0]
        struct.pack_into("<I", directory, position + 42, offset + base)
        position += 46 + name + extra + note
    wide = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(directory), base + start)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, base + start + len(directory), 1)
    return package[:end] + decoy[:start] + bytes(directory) + wide + locator + package[end:]


def _other_words(pool: bytes) -> bytes:
    """A string pool in which every permission and component has another name of the same length."""
    for width in (b"", b"\0"):
        for old, new in ((b"permission", b"permassion"), (b"qinghe", b"qonghe"), (b"beihe", b"boihe")):
            pool = pool.replace(width.join(map(bytes, zip(old))), width.join(map(bytes, zip(new))))
    return pool


def _with_pools(order: Callable[[bytes, bytes], bytes]) -> Evasion:
    """A manifest with two string pools, of which one has other words."""

    def evade(entries: Entries) -> bytes:
        document = entries[_MANIFEST]
        kind, header = struct.unpack_from("<HH", document)
        size = struct.unpack_from("<I", document, header + 4)[0]
        pool = document[header : header + size]
        body = document[8:header] + order(pool, _other_words(pool)) + document[header + size :]
        return packed({**entries, _MANIFEST: struct.pack("<HHI", kind, header, 8 + len(body)) + body})

    return evade


def _nameless(entries: Entries) -> bytes:
    """A manifest whose attributes have no names but their resources, as protectors leave it."""
    document = bytearray(entries[_MANIFEST])
    for name in ("name", "exported", "debuggable", "label"):
        for text in (b"\0" + bytes((len(name), 0)) + name.encode("utf-16-le"), bytes((len(name),) * 2) + name.encode()):
            at = bytes(document).find(text)
            if at >= 0:
                start = at + len(text) - len(name) * (2 if text[0] == 0 else 1)
                document[start : at + len(text)] = b"q\0" * len(name) if text[0] == 0 else b"q" * len(name)
    return packed({**entries, _MANIFEST: bytes(document)})


#: Evasions by name.
PACKAGE_EVASIONS: Final[dict[str, Evasion]] = {
    "code as an asset": _elsewhere(bytes, "assets/data{}.bin"),
    "code as a picture": _elsewhere(bytes, "assets/{}.png"),
    "code behind a picture": _elsewhere(lambda data: PICTURE + data, "assets/{}.png"),
    "code in a native library": _elsewhere(lambda data: b"\x7fELF" + bytes(4096) + data, "lib/arm64-v8a/lib{}.so"),
    "code compressed by zlib": _elsewhere(zlib.compress, "assets/{}.bin"),
    "code compressed by gzip": _elsewhere(lambda data: gzip.compress(data, mtime=0), "assets/{}.bin"),
    "code compressed by bzip2": _elsewhere(bz2.compress, "assets/{}.bin"),
    "code compressed by xz": _elsewhere(lzma.compress, "assets/{}.bin"),
    "code in Base64": _elsewhere(base64.b64encode, "assets/{}.txt"),
    "code in a jar": _elsewhere(_jar, "assets/{}.dat"),
    "code in a jar behind a picture": _elsewhere(lambda data: PICTURE + _jar(data), "assets/{}.png"),
    "code in a jar, compressed again": _elsewhere(lambda data: zlib.compress(_jar(data)), "assets/{}.bin"),
    "code two archives deep": _elsewhere(lambda data: _nested(data, 2), "assets/{}.zip"),
    "code three archives deep": _elsewhere(lambda data: _nested(data, 3), "assets/{}.zip"),
    "code five archives deep": _elsewhere(lambda data: _nested(data, 5), "assets/{}.zip"),
    "code enciphered": _elsewhere(_enciphered, "assets/{}.bin"),
    "code enciphered, named as code": _elsewhere(_enciphered, "assets/{}.dex"),
    "code as a program of Python": lambda entries: packed({**without_code(entries), "assets/private.mp3": PICTURE}),
    "code beyond the end of code": _beyond,
    "code as text in code": _in_loaded_text,
    "code in the comment of the archive": _in_comment,
    "code between entries and directory": _unlisted,
    "code behind the archive": _behind_everything,
    "local names that differ": _members(lambda member: replace(member, local_name="x" * len(member.name))),
    "flag of encryption": _members(lambda member: replace(member, flags=1)),
    "unknown method, stored": _members(lambda member: replace(member, deflate=False, method=13)),
    "sizes left out": _members(lambda member: replace(member, flags=8, local_sizes=False)),
    "wrong checksum": _members(lambda member: replace(member, crc=1)),
    "extra field without end": _members(lambda member: replace(member, local_extra_length=0xFFFF)),
    "stored, said to be larger": _members(
        lambda member: replace(member, deflate=False, packed_size=len(member.data) // 2)
    ),
    "code doubled, empty first": _doubled,
    "code doubled, empty last": _doubled_behind,
    "data before the archive": lambda entries: zip_bytes(members_of(entries), before=b"#!/bin/sh\n" * 9),
    "data behind the archive": lambda entries: zip_bytes(members_of(entries), after=bytes(70_000)),
    "more entries than are there": lambda entries: zip_bytes(members_of(entries), count=len(entries) + 3),
    "an archive in the comment": _two_directories,
    "locator of a wide directory": _wide_locator,
    "another string pool before that of the manifest": _with_pools(lambda pool, other: other + pool),
    "another string pool behind that of the manifest": _with_pools(lambda pool, other: pool + other),
    "attributes without their names": _nameless,
    "manifest twice": lambda entries: zip_bytes([*members_of(entries), Member(_MANIFEST, entries[_MANIFEST][:-8])]),
}
