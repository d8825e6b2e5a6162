"""Whether a font that a document brings along draws letters as what they are, as far as their outlines tell.

Of TrueType outlines (OpenType 1.9: `cmap`, `loca`, `glyf`; WOFF 1.0 around them) the number of contours of a Latin
letter is known: A has two, i has two, s has one. Letters without any outline draw nothing. Nothing is known of Chinese
letters, of other outlines and of other packings: there nobody can tell.
https://learn.microsoft.com/typography/opentype/spec/, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from appaudit.model.bilingual import Bilingual

#: How a font draws letters: as they are, as others, not at all, or nobody can tell.
Drawing = Literal["as_written", "otherwise", "nothing", "unknown"]

#: What is said of text that such a font draws where nobody can tell how.
REDRAWN: Final = Bilingual(
    "{name}：部分文字以文件内嵌的字体（{font}）显示，字形是否与文字一致无法辨别。请核对显示的内容，并使用系统字体重新保存。",
    "{name}: parts of it are drawn by a font inside the file ({font}), and whether that shows the letters that are "
    "written is not told. Look at what is shown, and save it with a font of the system.",
)
_TRUE_TYPE: Final = (b"\x00\x01\x00\x00", b"true")
_WOFF: Final = b"wOFF"
#: Contours of Latin letters in any common face; letters with several forms (g) and tails are left out.
_CONTOURS: Final = {
    **dict.fromkeys("ADOPQRabdeopq", 2), **dict.fromkeys("ij", 2), "B": 3,
    **dict.fromkeys("CEFGHIJKLMNSTUVWXYZcfhklmnrstuvwxyz", 1),
}  # fmt: skip
_LAST_LATIN: Final = "\u024f"
#: Shares of letters whose contours may differ (slashed or overlapping parts), or that may be empty.
_MOST_OTHERS: Final = 0.2
_MOST_EMPTY: Final = 0.5
_MOST_FONT: Final = 20_000_000
_MOST_DEPTH: Final = 5
_COMPOSITE: Final = -1


def drawing_of(font: bytes, letters: Iterable[str]) -> Drawing:
    """How a font draws those of some letters that it has; as they are where it has none of them."""
    try:
        return _drawing(font, sorted(set(letters)))
    except (struct.error, KeyError, IndexError, ValueError, zlib.error):
        return "unknown"


def _drawing(font: bytes, letters: list[str]) -> Drawing:
    outlines = _outlines(font)
    if outlines is None:
        return "unknown"
    counts = {letter: outlines.contours(number) for letter in letters if (number := outlines.number(letter))}
    if not counts:
        return "as_written"
    if sum(count == 0 for count in counts.values()) > len(counts) * _MOST_EMPTY:
        return "nothing"
    known = {letter: count for letter, count in counts.items() if letter in _CONTOURS}
    if any(letter.isalpha() and letter > _LAST_LATIN for letter in counts):
        return "unknown"
    others = sum(count != _CONTOURS[letter] for letter, count in known.items())
    return "otherwise" if others > len(known) * _MOST_OTHERS else "as_written"


@lru_cache(maxsize=8)
def _outlines(font: bytes) -> _Outlines | None:
    tables = _tables(font[:_MOST_FONT])
    return _Outlines(tables) if tables is not None and "glyf" in tables else None


def _tables(font: bytes) -> dict[str, bytes] | None:
    if font[:4] in _TRUE_TYPE:
        (count,) = struct.unpack_from(">H", font, 4)
        entries = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
        return {name.decode("latin-1"): font[start : start + size] for name, _, start, size in entries}
    if font[:4] != _WOFF or font[4:8] not in _TRUE_TYPE:
        return None
    (count,) = struct.unpack_from(">H", font, 12)
    found = {}
    for index in range(count):
        name, start, size, whole, _ = struct.unpack_from(">4sIIII", font, 44 + 20 * index)
        packed = font[start : start + size]
        unpacked = zlib.decompressobj().decompress(packed, _MOST_FONT) if size < whole else packed
        found[name.decode("latin-1")] = unpacked
    return found


class _Outlines:
    """Which outline a letter has, and of how many contours."""

    def __init__(self, tables: dict[str, bytes]) -> None:
        self._shapes, places = tables["glyf"], tables["loca"]
        (is_long,) = struct.unpack_from(">h", tables["head"], 50)
        size, factor = ("I", 1) if is_long else ("H", 2)
        count = len(places) // struct.calcsize(size)
        self._places = [factor * each for each in struct.unpack_from(f">{count}{size}", places)]
        self._numbers = _numbers(tables["cmap"])

    def number(self, letter: str) -> int:
        """The number of the outline of a letter, 0 for none."""
        return self._numbers.get(ord(letter), 0)

    def contours(self, number: int, depth: int = 0) -> int:
        """How many contours an outline has, those of its parts together."""
        start, end = self._places[number], self._places[number + 1]
        if end <= start or depth > _MOST_DEPTH:
            return 0
        (count,) = struct.unpack_from(">h", self._shapes, start)
        return int(count) if count > _COMPOSITE else sum(self.contours(each, depth + 1) for each in self._parts(start))

    def _parts(self, start: int) -> Iterable[int]:
        """The outlines that an outline is put together from."""
        at, flags = start + 10, 0x20
        while flags & 0x20:
            flags, number = struct.unpack_from(">HH", self._shapes, at)
            yield number
            at += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0)


def _numbers(table: bytes) -> dict[int, int]:
    """The numbers of outlines by code point, from the tables of a font that are for Unicode."""
    (count,) = struct.unpack_from(">H", table, 2)
    found: dict[int, int] = {}
    for index in range(count):
        platform, _, start = struct.unpack_from(">HHI", table, 4 + 8 * index)
        (kind,) = struct.unpack_from(">H", table, start)
        if platform in (0, 3) and kind == 4:
            found |= _of_segments(table, start)
        elif platform in (0, 3) and kind == 12:
            (groups,) = struct.unpack_from(">I", table, start + 12)
            for group in range(min(groups, len(table) // 12)):
                first, last, number = struct.unpack_from(">III", table, start + 16 + 12 * group)
                found |= {code: number + code - first for code in range(first, min(last, first + 0xFFFF) + 1)}
    return found


def _of_segments(table: bytes, start: int) -> dict[int, int]:
    (double,) = struct.unpack_from(">H", table, start + 6)
    count, found = double // 2, {}
    ends = struct.unpack_from(f">{count}H", table, start + 14)
    firsts = struct.unpack_from(f">{count}H", table, start + 16 + double)
    steps = struct.unpack_from(f">{count}H", table, start + 16 + 2 * double)
    at = start + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", table, at)
    for index, (first, last, step, offset) in enumerate(zip(firsts, ends, steps, offsets, strict=True)):
        for code in range(first, last + 1):
            number = code
            if offset:
                (number,) = struct.unpack_from(">H", table, at + 2 * index + offset + 2 * (code - first))
            if number or not offset:
                found[code] = (number + step) & 0xFFFF
    return found
