"""What a font puts in the place of outlines without being asked: its `GSUB`.

It is read here and not by the library, which writes out every range that it names, however many and however long those
are. https://learn.microsoft.com/typography/opentype/spec/gsub, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

import numpy as np

from appaudit.documents.outlines.budget import UntoldError

#: Features that programs apply unasked; https://learn.microsoft.com/typography/opentype/spec/featurelist, not opened.
_UNASKED: Final = frozenset((b"ccmp", b"locl", b"calt", b"clig", b"liga", b"rlig", b"rclt", b"rvrn"))
_SINGLE: Final = 1
_CONTEXT: Final = 5
_CHAINED: Final = 6
_EXTENSION: Final = 7
_BY_COVERAGE: Final = 3
_MOST_SUBTABLES: Final = 500


def substitutes_of(table: bytes, numbers: set[int], asked: frozenset[bytes] = frozenset()) -> set[int]:
    """The outlines that may be drawn in the place of some, by features that are applied unasked or asked for.

    Raises:
        UntoldError: What is drawn depends on the letters around, or is more than one outline.
        struct.error: The table ends before what it says it holds.
    """
    found = set(numbers)
    for subtables in _lookups(table, asked):  # each is asked once, for what those before it have left
        found |= {each for kind, at in subtables for each in _drawn_for(table, kind, at, found)}
    return found - numbers


def _lookups(table: bytes, asked: frozenset[bytes]) -> Iterator[list[tuple[int, int]]]:
    """The subtables of each lookup that is applied, in the order in which they are."""
    features, lookups = struct.unpack_from(">HH", table, 6)
    (count,) = struct.unpack_from(">H", table, features)
    applied: set[int] = set()
    for index in range(count):
        name, offset = struct.unpack_from(">4sH", table, features + 2 + 6 * index)
        if name in _UNASKED or name in asked:
            (several,) = struct.unpack_from(">H", table, features + offset + 2)
            applied |= set(struct.unpack_from(f">{several}H", table, features + offset + 4))
    left = _MOST_SUBTABLES
    for index in sorted(applied):
        at = lookups + struct.unpack_from(">H", table, lookups + 2 + 2 * index)[0]
        kind, _, several = struct.unpack_from(">HHH", table, at)
        left -= several
        if left < 0:
            raise UntoldError("too many substitutions")
        places = [at + offset for offset in struct.unpack_from(f">{several}H", table, at + 6)]
        yield [_inner(table, place) if kind == _EXTENSION else (kind, place) for place in places]


def _inner(table: bytes, at: int) -> tuple[int, int]:
    """The type and the place of a subtable that lies farther off."""
    kind, offset = struct.unpack_from(">HI", table, at + 2)
    return kind, at + offset


def _drawn_for(table: bytes, kind: int, at: int, numbers: set[int]) -> set[int]:
    form, offset = struct.unpack_from(">HH", table, at)
    if kind in (_CONTEXT, _CHAINED) and form == _BY_COVERAGE:
        before = struct.unpack_from(">H", table, at + 2)[0] if kind == _CHAINED else None
        place = at + 6 if before is None else at + 6 + 2 * before
        (offset,) = struct.unpack_from(">H", table, place)
    places = _places(table, at + offset, numbers)
    if not places:
        return set()
    if kind != _SINGLE:
        raise UntoldError(f"substitution of type {kind}")
    if form == 1:
        (step,) = struct.unpack_from(">H", table, at + 4)
        return {(number + step) & 0xFFFF for number in places}
    (count,) = struct.unpack_from(">H", table, at + 4)
    drawn = struct.unpack_from(f">{count}H", table, at + 6)
    return {drawn[place] for place in places.values() if place < count}


def _places(table: bytes, at: int, numbers: set[int]) -> dict[int, int]:
    """Where those of some outlines stand that a coverage table lists."""
    form, count = struct.unpack_from(">HH", table, at)
    if form == 1:
        listed = np.frombuffer(table, ">u2", count, at + 4)
        hits = np.flatnonzero(np.isin(listed, list(numbers)))
        return {int(listed[hit]): int(hit) for hit in hits}
    ranges = np.frombuffer(table, ">u2", 3 * count, at + 4).reshape(-1, 3).astype(np.int64)
    found = {}
    for number in numbers:
        for first, _, place in ranges[(ranges[:, 0] <= number) & (number <= ranges[:, 1])][:1]:
            found[number] = int(place + number - first)
    return found
