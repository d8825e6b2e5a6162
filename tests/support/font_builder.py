"""TrueType fonts for tests: letters with so many contours, and nothing else that a program would draw them by."""

from __future__ import annotations

import base64
import struct
from collections.abc import Mapping


def font(letters: Mapping[str, int]) -> bytes:
    """A font that has an outline of so many contours for each letter; none at all for 0."""
    shapes = [b"", *(struct.pack(">h", count) + bytes(10) if count else b"" for count in letters.values())]
    places = [sum(map(len, shapes[:index])) for index in range(len(shapes) + 1)]
    codes = sorted((ord(letter), number) for number, letter in enumerate(letters, 1))
    groups = b"".join(struct.pack(">III", code, code, number) for code, number in codes)
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(codes))
    tables = {
        b"cmap": cmap + groups,
        b"glyf": b"".join(shapes),
        b"head": bytes(50) + struct.pack(">hh", 1, 0),
        b"loca": struct.pack(f">{len(places)}I", *places),
    }
    at, entries = 12 + 16 * len(tables), b""
    for name, data in tables.items():
        entries += struct.pack(">4sIII", name, 0, at, len(data))
        at += len(data)
    return struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 0, 0, 0) + entries + b"".join(tables.values())


def address(data: bytes, kind: str = "font/ttf") -> str:
    """The address that holds a font itself."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
