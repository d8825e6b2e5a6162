"""Native libraries, just large enough to be read: what the dynamic linker needs, and constants."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

_DYNAMIC, _LOADED = 2, 1
_NEEDED, _HASH, _NAMES, _SYMBOLS, _NAMES_SIZE, _GNU_HASH = 1, 4, 5, 6, 10, 0x6FFFFEF5


def library(
    *,
    needed: Sequence[str] = (),
    imports: Sequence[str] = (),
    exports: Sequence[str] = (),
    texts: Sequence[str] = (),
    bits: Literal[32, 64] = 64,
    hashed: Literal["gnu", "sysv", "not at all"] = "gnu",
    loaded_at: int = 0x10000,
) -> bytes:
    """A library that needs, imports and exports the names given, with the texts as constants.

    Everything lies in one segment that is loaded at an address other than its place in the file.
    """
    is_wide = bits == 64
    names = ["", *needed, *imports, *exports]
    starts = dict(zip(names, accumulate((len(name) + 1 for name in names), initial=0), strict=False))
    name_table = b"".join(name.encode() + b"\0" for name in names)
    symbols = b"".join(
        _symbol(starts[name], 0 if name in imports else 7, is_wide=is_wide) for name in ("", *imports, *exports)
    )
    count = 1 + len(imports) + len(exports)
    words = (1, count) if hashed == "sysv" else (1, 1 + len(imports), 1, 0)
    hash_table = struct.pack(f"<{len(words)}I", *words)
    constants = b"\0" + b"".join(text.encode() + b"\0" for text in texts)
    header_size, entry_size = (64, 56) if is_wide else (52, 32)
    place = header_size + 2 * entry_size
    places = []
    for part in (name_table, symbols, hash_table, constants):
        places.append(place)
        place += len(part) + -len(part) % 8
    tags = [(_NEEDED, starts[name]) for name in needed]
    tags += [(_NAMES, loaded_at + places[0]), (_NAMES_SIZE, len(name_table)), (_SYMBOLS, loaded_at + places[1])]
    if hashed != "not at all":
        tags.append((_GNU_HASH if hashed == "gnu" else _HASH, loaded_at + places[2]))
    dynamic = b"".join(struct.pack("<QQ" if is_wide else "<II", *tag) for tag in (*tags, (0, 0)))
    size = place + len(dynamic)
    headers = _program(_LOADED, 0, loaded_at, size, is_wide=is_wide)
    headers += _program(_DYNAMIC, place, loaded_at + place, len(dynamic), is_wide=is_wide)
    parts = (name_table, symbols, hash_table, constants)
    body = b"".join(part + b"\0" * (-len(part) % 8) for part in parts)
    return _header(is_wide=is_wide) + headers + body + dynamic


def _header(*, is_wide: bool) -> bytes:
    start = b"\x7fELF" + bytes([2 if is_wide else 1, 1, 1]) + bytes(9)
    if is_wide:
        return start + struct.pack("<HHIQQQIHHHHHH", 3, 183, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0)
    return start + struct.pack("<HHIIIIIHHHHHH", 3, 40, 1, 0, 52, 0, 0, 52, 32, 2, 0, 0, 0)


def _program(kind: int, offset: int, address: int, size: int, *, is_wide: bool) -> bytes:
    if is_wide:
        return struct.pack("<IIQQQQQQ", kind, 4, offset, address, address, size, size, 8)
    return struct.pack("<IIIIIIII", kind, offset, address, address, size, size, 4, 8)


def _symbol(name: int, section: int, *, is_wide: bool) -> bytes:
    if is_wide:
        return struct.pack("<IBBHQQ", name, 0x12, 0, section, 0, 0)
    return struct.pack("<IIIBBH", name, 0, 0, 0x12, 0, section)
