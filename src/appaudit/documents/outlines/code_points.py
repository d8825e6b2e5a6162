"""Which outlines a font has for letters: its `cmap`.

It is read here and not by the library, which writes out every range that it names, however many and however long those
are. https://learn.microsoft.com/typography/opentype/spec/cmap, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from appaudit.documents.outlines.budget import UntoldError

#: Platforms and encodings of Unicode; those of signs (3, 0) have letters at U+F000 and above, and at their own places.
_UNICODE: Final = 0
_WINDOWS: Final = 3
_WINDOWS_ENCODINGS: Final = (0, 1, 10)
_SEGMENTS: Final = 4
_TRIMMED: Final = 6
_GROUPS: Final = 12
_VARIATION_SELECTORS: Final = 5
_MOST_SUBTABLES: Final = 20
_MOST_RECORDS: Final = 30_000


def numbers_of(cmap: bytes, letters: Iterable[str]) -> dict[str, set[int]]:
    """The numbers of the outlines of those of some letters that a font has: several where its tables disagree.

    Raises:
        UntoldError: A table of letters has a form that is not read.
        struct.error: The table ends before what it says it holds.
    """
    codes = {ord(letter): letter for letter in letters}
    found: dict[str, set[int]] = {}
    (count,) = struct.unpack_from(">H", cmap, 2)
    for index in range(min(count, _MOST_SUBTABLES)):
        platform, encoding, start = struct.unpack_from(">HHI", cmap, 4 + 8 * index)
        is_unicode = platform == _UNICODE and encoding != _VARIATION_SELECTORS
        if not is_unicode and (platform != _WINDOWS or encoding not in _WINDOWS_ENCODINGS):
            continue
        for code, number in _of_subtable(cmap, start, codes):
            if number:
                found.setdefault(codes[code], set()).add(number)
    return found


def _of_subtable(cmap: bytes, start: int, codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    (kind,) = struct.unpack_from(">H", cmap, start)
    if kind == _SEGMENTS:
        return _of_segments(cmap, start, codes)
    if kind == _GROUPS:
        return _of_groups(cmap, start, codes)
    if kind == _TRIMMED:
        first, count = struct.unpack_from(">HH", cmap, start + 6)
        numbers = struct.unpack_from(f">{count}H", cmap, start + 10)
        return ((code, numbers[code - first]) for code in codes if first <= code < first + count)
    raise UntoldError(f"cmap subtable of format {kind}")


def _of_groups(cmap: bytes, start: int, codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", cmap, start + 12)
    if count > _MOST_RECORDS:
        raise UntoldError(f"{count} groups")
    groups = sorted(struct.unpack_from(">III", cmap, start + 16 + 12 * index) for index in range(count))
    firsts = [first for first, _, _ in groups]
    for code in codes:
        index = bisect_right(firsts, code) - 1
        if index >= 0 and code <= groups[index][1]:
            yield code, groups[index][2] + code - groups[index][0]


def _of_segments(cmap: bytes, start: int, codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", cmap, start + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", cmap, start + 14)
    firsts = struct.unpack_from(f">{count}H", cmap, start + 16 + double)
    steps = struct.unpack_from(f">{count}H", cmap, start + 16 + 2 * double)
    at = start + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", cmap, at)
    if list(ends) != sorted(ends):
        raise UntoldError("segments out of order")
    for code in codes:
        index = bisect_left(ends, code)
        if index == count or firsts[index] > code:
            continue
        number = code
        if offsets[index]:
            (number,) = struct.unpack_from(">H", cmap, at + 2 * index + offsets[index] + 2 * (code - firsts[index]))
        if number or not offsets[index]:
            yield code, (number + steps[index]) & 0xFFFF
