"""Tables of a page that nothing rules off, by the empty strips between their columns, however their cells are aligned.

In columns of a few characters names and headings lie on several lines, and cells may stand in the middle of their row.
No line of a row is further below another than lines of one cell are, so that what is further apart are two rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from appaudit.documents.placed.placed_text import PlacedText, cell_text, cuts_words
from appaudit.documents.wrapping import width_of
from appaudit.model.record import record

Lines = Sequence[Sequence[PlacedText]]

#: The least width of a strip between columns, in characters; a text may stand so far into one that is narrow.
_STRIP = 0.25
#: Strips that a body may close: the space between two words of a heading.
_NARROW_STRIP = 1.0
_FEWEST_COLUMNS = 3
#: Lines of a page until which a table has its columns, and lines of one table at the most.
_MOST_OF_HEADINGS = 5
_MOST_LINES = 200
#: A line this much further down than lines of one cell are begins a row.
_ROW_GAP = 1.2
#: One in so many distances between lines of a column may be smaller than those within a cell.
_FEW = 10
#: Sizes of letters in one table.
_SIZES = 1.25
#: Columns that a heading of a table takes at the most.
_LONGEST_HEADING = 36
#: Punctuation that leaves half of its square empty.
_HALF_EMPTY = "，。、；：）】》”’！？"


@record(kw_only=False)
class GutterTable:
    """A table: its rows of cells, the lines of the page it takes, its columns, and how far apart lines of a cell are.

    `rest` is what the last row of the page before has left to say.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: int
    columns: tuple[tuple[float, float], ...]
    pitch: float
    rest: tuple[str, ...] = ()


def table_at(lines: Lines, first: int) -> GutterTable | None:
    """The table whose headings begin in a line; None where that is none, or where nothing tells its rows apart."""
    region = _region(lines, first)
    columns = _strips_between(region)
    if len(columns) < _FEWEST_COLUMNS:
        return None
    pitch = _pitch(region, columns)
    rows = _rows(region, columns, pitch)
    headings = _by_column(rows[0], columns)
    if len(rows) < 2 or not all(headings) or len(rows[0]) > _MOST_OF_HEADINGS:
        return None
    if any(width_of(cell_text(cell)) > _LONGEST_HEADING for cell in headings):
        return None
    kept = _speaking(rows, columns)
    return _table(kept, columns, pitch) if len(kept) > 1 else None


def rest_at(lines: Lines, columns: Sequence[tuple[float, float]], pitch: float) -> GutterTable | None:
    """The rows at the top of a page that go on with the columns of the page before; None where there are none."""
    region = []
    for line in lines[:_MOST_LINES]:
        if any(_crosses(span, columns, line[0].size) for span in _spans(line)):
            break
        region.append(line)
    rows = _rows(region, columns, pitch)
    # What the last row of the page before has left to say stands at the top, without a name.
    rest = rows[:1] if rows and not _by_column(rows[0], columns)[0] else []
    kept = _speaking(rows[len(rest) :], columns)
    return _table([*rest, *kept], columns, pitch, rests=len(rest)) if kept else None


def _table(rows: Sequence[Lines], columns: Sequence[tuple[float, float]], pitch: float, rests: int = 0) -> GutterTable:
    cells = [_by_column(row, columns) for row in rows]
    is_cut = cuts_words(list(zip(*cells, strict=True)))
    texts = tuple(tuple(cell_text(cell, is_cut=is_cut) for cell in row) for row in cells)
    rest = texts[0] if rests else ()
    return GutterTable(texts[rests:], sum(map(len, rows)), tuple(columns), pitch, rest)


def _region(lines: Lines, first: int) -> Lines:
    """The lines from one on through which strips go that no text crosses."""
    size = lines[first][0].size
    taken: list[tuple[float, float]] = []
    count = 0
    for line in lines[first : first + _MOST_LINES]:
        if count >= _MOST_OF_HEADINGS and len(taken) < _FEWEST_COLUMNS:
            break
        if not size / _SIZES <= line[0].size <= size * _SIZES:
            break
        spans = _spans(line)
        if any(_crosses(span, taken, size) for span in spans):
            break
        taken = _united([*taken, *spans], size)
        count += 1
    return lines[first : first + count]


def _end(text: PlacedText) -> float:
    return text.drawn_end - (text.size / 2 if text.text[-1:] in _HALF_EMPTY else 0)


def _spans(line: Sequence[PlacedText]) -> list[tuple[float, float]]:
    """The spans of a line that texts take which stand close by; punctuation fills its square only within one."""
    near = line[0].size * _STRIP
    runs: list[list[PlacedText]] = [[line[0]]]
    for before, text in pairwise(line):
        is_flush = text.x - before.drawn_end < near and not _end(before) <= text.x < before.drawn_end - near / 2
        if not is_flush:
            runs.append([])
        runs[-1].append(text)
    return [(run[0].x, max(map(_end, run))) for run in runs]


def _united(spans: Sequence[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    """The spans, those as one that overlap or are less than a strip apart."""
    result: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if result and start - result[-1][1] < size * _STRIP:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def _crosses(span: tuple[float, float], taken: Sequence[tuple[float, float]], size: float) -> bool:
    """Whether a text goes from one column into another: over a strip that is no space between words, or over two."""
    near = size * _STRIP
    met = [column for column in taken if span[0] < column[1] + near and span[1] > column[0] - near]
    return len(met) > 2 or (len(met) == 2 and met[1][0] - met[0][1] > size * _NARROW_STRIP)


def _strips_between(region: Lines) -> list[tuple[float, float]]:
    if not region:
        return []
    return _united([span for line in region for span in _spans(line)], region[0][0].size)


def _column_of(text: PlacedText, columns: Sequence[tuple[float, float]]) -> int | None:
    """The number of the column that a text stands in, the width of which may have been guessed short."""
    middle = min((text.x + _end(text)) / 2, text.x + text.size / 2)
    number = max((n for n, (start, _) in enumerate(columns) if start - text.size * _STRIP <= middle), default=None)
    if number is None or (number + 1 < len(columns) and _end(text) > columns[number + 1][0] + text.size * _STRIP):
        return None
    return number


def _by_column(row: Lines, columns: Sequence[tuple[float, float]]) -> list[list[PlacedText]]:
    cells: list[list[PlacedText]] = [[] for _ in columns]
    for line in row:
        for text in line:
            cells[_column_of(text, columns) or 0].append(text)
    return cells


def _pitch(region: Lines, columns: Sequence[tuple[float, float]]) -> float:
    """How far apart lines of one cell are: about the least distance between two lines of one column."""
    heights: list[list[float]] = [[] for _ in columns]
    for line in region:
        for number, height in _heights(line, columns).items():
            heights[number].append(height)
    gaps = sorted(above - below for column in heights for above, below in pairwise(column))
    return gaps[len(gaps) // _FEW] if gaps else 0.0


def _heights(line: Sequence[PlacedText], columns: Sequence[tuple[float, float]]) -> dict[int, float]:
    """How high a line stands in each column: letters of another font may stand a little higher."""
    return {number: text.y for text in line if (number := _column_of(text, columns)) is not None}


def _rows(region: Lines, columns: Sequence[tuple[float, float]], pitch: float) -> list[list[Sequence[PlacedText]]]:
    """The lines by row: a line belongs to the row above where it goes on in some cell of that."""
    rows: list[list[Sequence[PlacedText]]] = []
    said: dict[int, float] = {}
    for number, line in enumerate(region):
        here = _heights(line, columns)
        goes_on = [said[column] - height <= pitch * _ROW_GAP for column, height in here.items() if column in said]
        if number and not goes_on:
            goes_on = [region[number - 1][0].y - line[0].y <= pitch * _ROW_GAP]
        if not any(goes_on):
            rows.append([])
            said = {}
        rows[-1].append(line)
        said |= here
    return rows


def _speaking(rows: Sequence[Lines], columns: Sequence[tuple[float, float]]) -> list[Lines]:
    """The rows down to the first that says less than those of a table do."""
    kept = []
    for row in rows:
        if sum(map(bool, _by_column(row, columns))) < _FEWEST_COLUMNS:
            break
        kept.append(row)
    return kept
