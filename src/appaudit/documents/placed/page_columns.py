"""Pages whose running text stands in two columns: which texts are read first, from where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from appaudit.documents.lines import is_list_start
from appaudit.documents.placed.placed_text import PlacedText, joined, lines_of_texts

Lines = Sequence[Sequence[PlacedText]]
Rule = tuple[float, float, float]

#: Characters of a column of running text and of the space beside it at the least, and lines of it on a page.
_NARROWEST = 12
_GUTTER = 1.0
_FEWEST_LINES = 8
#: The share of the lines of a page that may go over the space between its columns: titles and tables.
_MOST_ACROSS = 0.2
#: The share of the lines of running text that end where its column does, and how near, in characters.
_FEWEST_FULL = 0.5
_NEAR = 2.5
#: The share of lines that may be longer than their column is taken to be.
_LONGER = 0.1
#: How near the end of its column a line ends that goes on, in characters, and what ends a paragraph there.
_FULL = 2.0
_ENDS = "。！？；：.!?;:"


def columns_of(texts: Sequence[PlacedText], rules: Sequence[Rule] = ()) -> list[list[PlacedText]]:
    """The texts of a page in the parts that are read one after the other; one part where it has no two columns.

    What goes over the space between the columns parts what is above it from what is below. Rules that go over it are
    those of a table.
    """
    lines = lines_of_texts(texts)
    gutter = _gutter(lines)
    if gutter is None or any(start < gutter < end for _, start, end in rules):
        return [list(texts)]
    parts: list[list[PlacedText]] = [[], []]
    result: list[list[PlacedText]] = []
    for line in lines:
        if _crosses(line, gutter):
            result += [*parts, list(line)]
            parts = [[], []]
            continue
        for text in line:
            parts[text.x > gutter].append(text)
    return [part for part in (*result, *parts) if part]


def paragraphs_of(texts: Sequence[PlacedText], above: Sequence[str] = (), *, goes_on: bool) -> tuple[list[str], bool]:
    """The running text of a column, and whether its end goes on in the next one.

    A line that is full goes on in the next one, unless that begins an item; so does the last one of the column before
    where it `goes_on`.
    """
    lines = lines_of_texts(texts)
    ends = sorted(max(text.drawn_end for text in line) for line in lines)
    edge = ends[int((len(ends) - 1) * (1 - _LONGER))] if ends else 0.0
    result = list(above)
    is_full = goes_on and bool(result)
    for line in lines:
        text = joined(line)
        if is_full and not is_list_start(text):
            result[-1] += (
                " " if result[-1][-1].isascii() and text[0].isascii() and result[-1][-1] != "-" else ""
            ) + text
        else:
            result.append(text)
        end = max(part.drawn_end for part in line)
        is_full = len(lines) > 1 and end >= edge - line[0].size * _FULL and text[-1] not in _ENDS
    return result, is_full


def _gutter(lines: Lines) -> float | None:
    """The middle of the space that the lines of a page leave between two columns of running text."""
    gaps = [
        ((before.drawn_end + text.x) / 2, len(line))
        for line in lines
        for before, text in pairwise(line)
        if text.x - before.drawn_end >= text.size * _GUTTER
    ]
    middles = sorted(middle for middle, _ in gaps)
    candidates = middles[:: max(len(middles) // 40, 1)]
    best = min(candidates, key=lambda x: sum(_crosses(line, x) for line in lines), default=None)
    if best is None or sum(_crosses(line, best) for line in lines) > len(lines) * _MOST_ACROSS:
        return None
    sides: list[list[tuple[float, float, float]]] = [[], []]
    for line in lines:
        if not _crosses(line, best):
            for side, part in enumerate(([t for t in line if t.x < best], [t for t in line if t.x > best])):
                if part:
                    sides[side].append((part[0].x, max(text.drawn_end for text in part), part[0].size))
    return best if all(map(_is_prose, sides)) else None


def _crosses(line: Sequence[PlacedText], x: float) -> bool:
    """Whether a text of a line goes over a place, or two that stand close by do."""
    near = line[0].size * _GUTTER / 2
    left = max((text.drawn_end for text in line if text.x < x), default=x - near)
    right = min((text.x for text in line if text.x >= x), default=x + near)
    return left > x or right - left < near


def _is_prose(lines: Sequence[tuple[float, float, float]]) -> bool:
    """Whether lines, each with its start, its end and its size, are those of running text in a column."""
    if len(lines) < _FEWEST_LINES:
        return False
    size = sorted(size for _, _, size in lines)[len(lines) // 2]
    ends = sorted(end for _, end, _ in lines)
    start, edge = min(start for start, _, _ in lines), ends[int((len(ends) - 1) * (1 - _LONGER))]
    full = sum(end >= edge - size * _NEAR for end in ends)
    return edge - start >= size * _NARROWEST and full >= len(lines) * _FEWEST_FULL
