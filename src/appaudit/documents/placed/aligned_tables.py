"""Tables of a page that nothing rules off: texts that stand below one another, in three columns at least.

Only what no prose has counts: a line of three texts far apart, and lines below it whose texts all begin where those do,
or have their middle where those have theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from appaudit.documents.placed.gutter_tables import GutterTable, rest_at, table_at
from appaudit.documents.placed.placed_text import PlacedText, cell_text, cuts_words, joined, lines_of_texts
from appaudit.model.record import record

#: Texts of a line this many characters apart stand in different columns, and further apart by this for each wide letter
#: before the gap, which is wider than it is taken for.
_COLUMN_GAP = 0.5
_WIDER = 0.3
_WIDE = re.compile("[A-Zmw]")
#: The share of a character by which texts of one column may begin apart, and that within which they begin alike.
_ASIDE = 0.8
_EXACTLY = 0.3
#: The share of a character by which the middle of a text is moved by each Latin letter at the most.
_UNSURE = 0.04
_FEWEST_COLUMNS = 3
#: Columns of no more than four characters are narrow: one of numbers may be; of several nobody knows where rows begin.
_NARROW = 4.2
_MOST_NARROW = 1
#: Lines above what a table goes on with on the next page, and below it on the page that it begins on: its margins.
_MOST_ABOVE = 1
_MOST_BELOW = 1
#: Lines below the first that make a table, of two texts each.
_FEWEST_LINES = 2
#: A gap between lines of one column this much larger than the smallest lies between two rows.
_ROW_GAP = 1.25
#: A line this much further below the one above than lines of one cell are begins a row.
_BEGUN = 1.1
#: What stands between the cells of a row.
_CELL = " | "
#: Lines of one cell are at most this many times their size apart.
_LINE_GAP = 1.4


@record(kw_only=False)
class _Line:
    """A line of a page: its height, and its texts from the left."""

    y: float
    texts: tuple[PlacedText, ...]


#: The texts of a line that stand apart, each with the number of its column.
_Parts = Sequence[tuple[int, PlacedText]]


class AlignedTables:
    """Reads the pages of a document one after the other, since a table may go on at the top of the next."""

    def __init__(self) -> None:
        self._open: Sequence[_Column] = ()
        self._open_strips: GutterTable | None = None
        self._is_row_open = False
        self.rest: tuple[str, ...] = ()
        """What the last row of the page before has left to say on the page read last, by its cells."""

    def lines_of(self, texts: Sequence[PlacedText]) -> list[str] | None:
        """The lines of a page from its top, rows with ` | ` between the cells; None where it has no such table."""
        lines = [_Line(line[0].y, tuple(line)) for line in lines_of_texts(texts)]
        carried, self._open = self._open, ()
        strips, self._open_strips = self._open_strips, None
        self.rest = ()
        texts_of_lines = [line.texts for line in lines]
        result: list[str] = []
        found = False
        index = 0
        while index < len(lines):
            columns, table = _table_at(lines, index)
            rest = _in_table(lines[index:], carried) if index <= _MOST_ABOVE else []
            # What looks like headings at the top of a page is the next row of the table that the page before began.
            is_headed = not rest
            if len(rest) > len(table):
                columns, table = carried, rest
            by_strips = table_at(texts_of_lines, index)
            if strips is not None and by_strips is None and index <= _MOST_ABOVE:
                by_strips = rest_at(texts_of_lines[index:], strips.columns, strips.pitch)
            if by_strips is not None and by_strips.lines >= len(table):
                result += [" | ".join(row) for row in by_strips.rows]
                self.rest = self.rest or by_strips.rest
                found = True
                index += by_strips.lines
                self._open_strips = by_strips if len(lines) - index <= _MOST_BELOW else None
                continue
            if table:
                result += [" | ".join(row) for row in _rows(table, len(columns), is_headed=is_headed)]
                found = True
            else:
                result.append(joined(_parts(lines[index].texts, ())))
            index += max(len(table), 1)
            if table and len(lines) - index <= _MOST_BELOW:
                self._open = columns
        return result if found else None

    def close(self) -> None:
        """The page was read in another way, and no table goes on in the next one."""
        self._open, self._open_strips, self._is_row_open, self.rest = (), None, False, ()

    def take_ruled(self, lines: Sequence[str], *, is_row_open: bool) -> list[str]:
        """The lines of a page with ruled tables, without the rest of a row that the page before left open."""
        was_open = self._is_row_open
        self.close()
        self._is_row_open = is_row_open
        if not was_open:
            return list(lines)
        # What goes on has no name; above it, the headings may stand again.
        rows = [number for number, line in enumerate(lines) if _CELL in line][:2]
        number = next((number for number in rows if lines[number].startswith(_CELL)), None)
        if number is None:
            return list(lines)
        self.rest = tuple(lines[number].split(_CELL))
        return [*lines[:number], *lines[number + 1 :]]


def _parts(
    texts: Sequence[PlacedText], columns: Sequence[_Column], *, are_centred: bool = False
) -> tuple[PlacedText, ...]:
    """The texts of a line put together that stand close by, but not with one that begins where a column does.

    Where headings `are_centred` a text that stands below the beginning of one does so by chance.
    """
    parts: list[list[PlacedText]] = [[texts[0]]]
    for before, text in pairwise(texts):
        gap = (text.x - before.end) / text.size
        wide = len(_WIDE.findall(before.text))
        # What goes on in the text before it has its middle where that of a column is only by chance.
        begins = any(column.begins_with(text, is_apart=gap > _COLUMN_GAP, is_centred=are_centred) for column in columns)
        if begins or gap > _COLUMN_GAP + _WIDER * wide:
            parts.append([])
        parts[-1].append(text)
    return tuple(
        PlacedText(part[0].x, part[0].y, part[0].size, joined(part), part[0].opens, part[-1].closes) for part in parts
    )


class _Column:
    """A column by its heading: where texts of it begin, and their middle where they are centred."""

    def __init__(self, heading: PlacedText) -> None:
        self.heading = heading
        self._starts = [heading.x]
        self._middle = (heading.x + heading.end) / 2

    def begins_with(self, text: PlacedText, *, is_apart: bool, is_centred: bool = False) -> bool:
        """Whether a text stands in the column as its other texts do: where they begin, or apart below their middle."""
        if is_apart:
            return self.holds(text, _EXACTLY)
        return self._is_below(text, text.size * _EXACTLY, first=int(is_centred))

    def _is_below(self, text: PlacedText, near: float, first: int = 0) -> bool:
        return any(abs(text.x - start) <= near for start in self._starts[first:])

    def holds(self, text: PlacedText, aside: float) -> bool:
        """Whether a text stands in the column within a share of a character."""
        near = text.size * aside
        is_below = self._is_below(text, near)
        # How wide Latin letters are is a guess, and the middle of a text is as far off as half of all that.
        unsure = sum(map(str.isascii, text.text)) * text.size * _UNSURE if aside > _EXACTLY else 0
        return is_below or abs((text.x + text.end) / 2 - self._middle) <= near + unsure

    def takes(self, text: PlacedText) -> bool:
        """Whether a text may be the first one that stands below the heading of the column, which is centred."""
        is_first = len(self._starts) == 1 and text.x <= self.heading.x
        if is_first:
            self._starts.append(text.x)
        return is_first


_Table = list[tuple[float, _Parts]]


def _table_at(lines: Sequence[_Line], first: int) -> tuple[Sequence[_Column], _Table]:
    """The columns and the lines of the table whose headings a line is, with their heights; empty where it is none."""
    headings = _parts(lines[first].texts, ())
    if len(headings) < _FEWEST_COLUMNS:
        return (), []
    columns = [_Column(heading) for heading in headings]
    if sum(right.x - left.x < left.size * _NARROW for left, right in pairwise(headings)) > _MOST_NARROW:
        return (), []
    body = _lines_in(lines[first + 1 :], columns)
    table: _Table = [(lines[first].y, list(enumerate(headings))), *body]
    while len(table) > 1 and _stands_below(table[-1], table[-2]):
        table.pop()
    return (columns, table) if sum(len(parts) > 1 for _, parts in table[1:]) >= _FEWEST_LINES else ((), [])


def _in_table(lines: Sequence[_Line], columns: Sequence[_Column]) -> _Table:
    """The lines in the columns of a table that the page before began; none where the first says less than a row."""
    table = _lines_in(lines, columns) if columns else []
    return table if table and len(table[0][1]) > 1 else []


def _lines_in(lines: Sequence[_Line], columns: Sequence[_Column]) -> _Table:
    """The lines whose texts all stand in columns, as far down as they do."""
    found: _Table = []
    for line in lines:
        parts = _in_columns(_parts(line.texts, columns), columns)
        if not parts:
            parts = _in_columns(_parts(line.texts, columns, are_centred=True), columns)
            for number, part in parts:
                columns[number].takes(part)  # in the middle of its column by chance, as others begin at the left
        if not parts:
            break
        found.append((line.y, parts))
    return found


def _stands_below(line: tuple[float, _Parts], above: tuple[float, _Parts]) -> bool:
    """Whether the last line of a table is the first of the prose below it: alone, at the left, at some distance."""
    column, part = line[1][0]
    return len(line[1]) == 1 and column == 0 and above[0] - line[0] > part.size * _LINE_GAP


def _in_columns(parts: Sequence[PlacedText], columns: Sequence[_Column]) -> _Parts:
    """The parts of a line with their columns; empty where one stands in none, or goes on into the next column."""
    found: list[tuple[int, PlacedText]] = []
    for part in parts:
        number = next((n for n, column in enumerate(columns) if column.holds(part, _ASIDE)), -1)
        if number < 0:
            # Below a centred heading others may begin at the left: right of where the heading before it ends.
            number = next((n for n, column in enumerate(columns) if part.x < column.heading.end), -1)
            number = number if number >= 0 and columns[number].takes(part) else -1
        if number < 0 or (found and number <= found[-1][0]):
            return []
        if number + 1 < len(columns) and part.end > columns[number + 1].heading.end:
            return []
        found.append((number, part))
    return found


def _rows(table: _Table, width: int, *, is_headed: bool) -> list[list[str]]:
    by_column: list[list[PlacedText]] = [[] for _ in range(width)]
    for _, parts in table:
        for number, part in parts:
            by_column[number].append(part)
    tops = sorted({*_tops_of_rows(table, by_column), *_begun(table, width, is_headed)}, reverse=True)
    cells: list[list[list[PlacedText]]] = [[[] for _ in by_column] for _ in tops]
    falling = [-top for top in tops]
    for number, column in enumerate(by_column):
        for part in column:
            cells[max(bisect_right(falling, -part.y) - 1, 0)][number].append(part)
    is_cut = cuts_words(list(zip(*cells, strict=True)))
    return [[cell_text(cell, is_cut=is_cut) for cell in row] for row in cells]


def _tops_of_rows(table: _Table, by_column: Sequence[Sequence[PlacedText]]) -> list[float]:
    """How high each row begins: where cells of several lines overlap, they are one row."""
    gaps = [above.y - below.y for parts in by_column for above, below in pairwise(parts)]
    if max(gaps, default=0) <= min(gaps, default=0) * _ROW_GAP:
        # All lines are equally far apart: a row begins where the first column says something.
        first = [table[0][0]] if table[0][1][0][0] else []
        return first + [height for height, parts in table if parts[0][0] == 0]
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


def _begun(table: _Table, width: int, is_headed: bool) -> list[float]:
    """How high rows begin for certain, where all cells begin at the top of theirs.

    These are lines further below the one above than the lines of cells are, in which most columns speak.
    """
    first = int(is_headed)
    most = max(_FEWEST_COLUMNS, width // 2 + 1)
    if len(table) < first + 2 or len(table[first][1]) < most or table[first][1][0][0]:
        return []
    gaps = sorted(above[0] - below[0] for above, below in pairwise(table))
    usual = gaps[len(gaps) // 4]
    return [
        height
        for (above, _), (height, parts) in pairwise(table)
        if parts[0][0] == 0 and len(parts) >= most and above - height > usual * _BEGUN
    ]


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
