"""Texts of Flutter apps, whose code is compiled into the native library `libapp.so`.

Strings lie as objects in the read-only data of the snapshot: a header, the length as a tagged number (twice its value),
and the characters, one byte each or, where one needs it, two (UTF-16, little endian). With compressed pointers the
length has four bytes, else eight, or four and a hash after it (`runtime/vm/raw_object.h`, class UntaggedString, of
https://github.com/dart-lang/sdk; seen 2026-11-24 in the Flutter build of the PyPI package flet-desktop 0.28.3). The
objects are found by that shape alone, without the version's class table: what is found was in the app, what is not
found may have been.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from appaudit import elf

#: The snapshot as the build names it, the architectures in the order in which they are looked for.
LIBRARIES: Final = tuple(f"lib/{abi}/libapp.so" for abi in ("arm64-v8a", "armeabi-v7a", "x86_64", "x86"))

_ALIGNMENT: Final = 4
#: Where the length may be, in bytes before the characters.
_LENGTH_PLACES: Final = (4, 8)
_MOST_CHARACTERS: Final = 20_000
_LEAST_CHINESE: Final = 2
#: Single words in Latin letters are names of classes and members: many, and never a text for users.
_LEAST_LATIN: Final = 6


def dart_strings(data: bytes, place: str) -> list[str]:
    """Chinese strings, then sentences and addresses in Latin letters, each once.

    Raises:
        ElfError: The file is no ELF library of 32 or 64 bits, little endian.
    """
    found: dict[str, None] = {}
    segments = _data_segments(data, place)
    for start, end in segments:
        found.update(dict.fromkeys(_wide_strings(data, start, end)))
    for start, end in segments:
        found.update(dict.fromkeys(_narrow_strings(data, start, end)))
    return list(found)


def _data_segments(data: bytes, place: str) -> list[tuple[int, int]]:
    """Start and end of each segment that is loaded and not executable."""
    found = []
    for segment in elf.segments(data, place):
        if segment.type == elf.LOADED and not segment.flags & elf.EXECUTABLE and segment.size:
            offset = -(-segment.offset // _ALIGNMENT) * _ALIGNMENT
            found.append((min(offset, len(data)), min(offset + segment.size, len(data))))
    return found


def _wide_strings(data: bytes, start: int, end: int) -> Iterator[str]:
    units = np.frombuffer(data, "<u2", (end - start) // 2, start)
    chinese = _running_count((units >= 0x4E00) & (units <= 0x9FFF))
    for first, last in _objects(data, start, end, _running_count(_is_no_text()[units]), 2):
        if chinese[last] - chinese[first] >= _LEAST_CHINESE:
            text = units[first:last].tobytes().decode("utf-16-le", "replace")
            if _is_written(text):
                yield text


def _is_written(text: str) -> bool:
    """False for numbers that look like rare characters: what people write keeps to one of two old code pages."""
    for encoding in ("gb2312", "big5"):
        with contextlib.suppress(UnicodeEncodeError):
            text.encode(encoding)
            return True
    return False


def _narrow_strings(data: bytes, start: int, end: int) -> Iterator[str]:
    octets = np.frombuffer(data, "u1", end - start, start)
    other = _running_count((octets < 0x20) & (octets != 0x0A) | (octets > 0x7E))
    for first, last in _objects(data, start, end, other, 1):
        if last - first >= _LEAST_LATIN:
            text = data[start + first : start + last].decode("ascii")
            if " " in text.strip() or "://" in text:
                yield text


def _objects(data: bytes, start: int, end: int, other: npt.NDArray[np.int32], width: int) -> Iterator[tuple[int, int]]:
    """First and last character of everything shaped like a string object, in characters of `width` bytes.

    `other` counts, up to each character, those that stand in no text.
    """
    words = np.frombuffer(data, "<u4", (end - start) // _ALIGNMENT, start)
    for place in _LENGTH_PLACES:
        tagged = words[: len(words) - place // _ALIGNMENT]
        at = np.flatnonzero((tagged & 1 == 0) & (tagged >= 2) & (tagged <= 2 * _MOST_CHARACTERS))
        firsts = (at * _ALIGNMENT + place) // width
        lasts = firsts + (tagged[at] >> 1)
        is_inside = lasts < len(other)
        firsts, lasts = firsts[is_inside], lasts[is_inside]
        is_text = other[lasts] == other[firsts]
        yield from zip(firsts[is_text].tolist(), lasts[is_text].tolist(), strict=True)


def _running_count(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    """How many are true before each position, and in all; shape (len(mask) + 1,)."""
    return np.concatenate((np.zeros(1, dtype=np.int32), np.cumsum(mask, dtype=np.int32)))


@cache
def _is_no_text() -> npt.NDArray[np.bool_]:
    """Which UTF-16 units never stand in a text: controls and the unassigned end of the plane; shape (65536,)."""
    table = np.zeros(1 << 16, dtype=bool)
    table[:0x20] = True
    table[0x0A] = False
    table[0xFFF0:] = True
    return table
