"""Tables of a page that nothing rules off: texts that begin below one another, in three columns at least.

Only what no prose has counts: a line of three texts far apart, and lines below it whose texts all begin where those do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from appaudit.documents.ruled_tables import PlacedText, cell_text, joined, lines_of_texts
from appaudit.model.record import record

#: Texts of a line this many characters apart stand in different columns.
_COLUMN_GAP = 0.5
#: The share of a character by which texts of one column may begin apart.
_ASIDE = 0.8
_FEWEST_COLUMNS = 3
#: Lines below the first that make a table, of two texts each.
_FEWEST_LINES = 2
#: A gap between lines of one column this much larger than the smallest lies between two rows.
_ROW_GAP = 1.25
#: Lines of one cell are at most this many times their size apart.
_LINE_GAP = 1.4


@record(kw_only=False)
class _Line:
    """A line of a page: its height, and the texts of it that stand apart, from the left."""

    y: float
    parts: tuple[PlacedText, ...]


def aligned_lines(texts: Sequence[PlacedText]) -> list[str] | None:
    """The lines of a page from its top, table rows with ` | ` between the cells; None where it has no such table."""
    lines = [_Line(line[0].y, _parts(line)) for line in lines_of_texts(texts)]
    result: list[str] = []
    found = False
    index = 0
    while index < len(lines):
        columns = [part.x for part in lines[index].parts]
        end = _end_of_table(lines, index, columns) if len(columns) >= _FEWEST_COLUMNS else index
        if end > index:
            result += [" | ".join(row) for row in _rows(lines[index:end], columns)]
            found, index = True, end
        else:
            result.append(joined(lines[index].parts))
            index += 1
    return result if found else None


def _parts(line: Sequence[PlacedText]) -> tuple[PlacedText, ...]:
    parts: list[list[PlacedText]] = [[line[0]]]
    for before, text in pairwise(line):
        if text.x - before.end > text.size * _COLUMN_GAP:
            parts.append([])
        parts[-1].append(text)
    return tuple(PlacedText(part[0].x, part[0].y, part[0].size, joined(part)) for part in parts)


def _end_of_table(lines: Sequence[_Line], first: int, columns: Sequence[float]) -> int:
    """The line after the last one of the table that begins here; the line itself where none does."""
    end, full = first + 1, 0
    while end < len(lines) and all(_fits(part, columns) for part in lines[end].parts):
        full += len(lines[end].parts) > 1
        end += 1
    while end > first + 1 and _stands_below(lines[end - 1], lines[end - 2], columns):
        end -= 1
    return end if full >= _FEWEST_LINES else first


def _stands_below(line: _Line, above: _Line, columns: Sequence[float]) -> bool:
    """Whether the last line of a table is the first of the prose below it: alone, at the left, at some distance."""
    part = line.parts[0]
    is_alone = len(line.parts) == 1 and _column(part, columns) == 0
    return is_alone and above.y - line.y > part.size * _LINE_GAP


def _fits(part: PlacedText, columns: Sequence[float]) -> bool:
    """Whether a text begins where a column does, and ends before the next one."""
    column = _column(part, columns)
    if abs(part.x - columns[column]) > part.size * _ASIDE:
        return False
    return column + 1 == len(columns) or part.end <= columns[column + 1] + part.size * _ASIDE


def _column(part: PlacedText, columns: Sequence[float]) -> int:
    return max(bisect_right(columns, part.x + part.size * _ASIDE) - 1, 0)


def _rows(lines: Sequence[_Line], columns: Sequence[float]) -> list[list[str]]:
    by_column: list[list[PlacedText]] = [[] for _ in columns]
    for line in lines:
        for part in line.parts:
            by_column[_column(part, columns)].append(part)
    tops = _tops_of_rows(lines, by_column)
    cells: list[list[list[PlacedText]]] = [[[] for _ in columns] for _ in tops]
    falling = [-top for top in tops]
    for number, parts in enumerate(by_column):
        for part in parts:
            cells[max(bisect_right(falling, -part.y) - 1, 0)][number].append(part)
    return [[cell_text(cell) for cell in row] for row in cells]


def _tops_of_rows(lines: Sequence[_Line], by_column: Sequence[Sequence[PlacedText]]) -> list[float]:
    """How high each row begins: where cells of several lines overlap, they are one row."""
    gaps = [above.y - below.y for parts in by_column for above, below in pairwise(parts)]
    if max(gaps, default=0) <= min(gaps, default=0) * _ROW_GAP:
        # All lines are equally far apart: a row begins where the first column says something.
        return [line.y for line in lines if _column(line.parts[0], [p[0].x for p in by_column if p]) == 0]
    limit = min(gaps) * _ROW_GAP
    spans = sorted((span for parts in by_column for span in _cells(parts, limit)), reverse=True)
    tops: list[float] = []
    bottom = float("inf")
    for top, low in spans:
        if top < bottom:
            tops.append(top)
            bottom = low
        bottom = min(bottom, low)
    return tops


def _cells(parts: Sequence[PlacedText], limit: float) -> list[tuple[float, float]]:
    """The heights that the cells of a column cover, with half a line below each."""
    spans: list[tuple[float, float]] = []
    for part in parts:
        low = part.y - part.size / 2
        if spans and spans[-1][1] + part.size / 2 - part.y <= limit:
            spans[-1] = (spans[-1][0], low)
        else:
            spans.append((part.y, low))
    return spans
