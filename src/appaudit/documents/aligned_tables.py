"""Tables of a page that nothing rules off: texts that stand below one another, in three columns at least.

Only what no prose has counts: a line of three texts far apart, and lines below it whose texts all begin where those do,
or have their middle where those have theirs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from appaudit.documents.ruled_tables import PlacedText, cell_text, joined, lines_of_texts
from appaudit.model.record import record

#: Texts of a line this many characters apart stand in different columns.
_COLUMN_GAP = 0.5
#: The share of a character by which texts of one column may begin apart, and that within which they begin alike.
_ASIDE = 0.8
_EXACTLY = 0.3
#: The share of a character by which the middle of a text is moved by each Latin letter at the most.
_UNSURE = 0.04
_FEWEST_COLUMNS = 3
#: Lines below the first that make a table, of two texts each.
_FEWEST_LINES = 2
#: A gap between lines of one column this much larger than the smallest lies between two rows.
_ROW_GAP = 1.25
#: Lines of one cell are at most this many times their size apart.
_LINE_GAP = 1.4


@record(kw_only=False)
class _Line:
    """A line of a page: its height, and its texts from the left."""

    y: float
    texts: tuple[PlacedText, ...]


#: The texts of a line that stand apart, each with the number of its column.
_Parts = Sequence[tuple[int, PlacedText]]


def aligned_lines(texts: Sequence[PlacedText]) -> list[str] | None:
    """The lines of a page from its top, table rows with ` | ` between the cells; None where it has no such table."""
    lines = [_Line(line[0].y, tuple(line)) for line in lines_of_texts(texts)]
    result: list[str] = []
    found = False
    index = 0
    while index < len(lines):
        table = _table_at(lines, index)
        if table:
            result += [" | ".join(row) for row in _rows(table)]
            found = True
        else:
            result.append(joined(_parts(lines[index].texts, ())))
        index += max(len(table), 1)
    return result if found else None


def _parts(texts: Sequence[PlacedText], columns: Sequence[_Column]) -> tuple[PlacedText, ...]:
    """The texts of a line put together that stand close by, but not with one that begins where a column does."""
    parts: list[list[PlacedText]] = [[texts[0]]]
    for before, text in pairwise(texts):
        if text.x - before.end > text.size * _COLUMN_GAP or any(column.begins_with(text) for column in columns):
            parts.append([])
        parts[-1].append(text)
    return tuple(PlacedText(part[0].x, part[0].y, part[0].size, joined(part)) for part in parts)


class _Column:
    """A column by its heading: where texts of it begin, and their middle where they are centred."""

    def __init__(self, heading: PlacedText) -> None:
        self.heading = heading
        self._starts = [heading.x]
        self._middle = (heading.x + heading.end) / 2

    def begins_with(self, text: PlacedText) -> bool:
        """Whether a text stands in the column as its other texts do: where they begin, or below their middle."""
        return self.holds(text, _EXACTLY)

    def holds(self, text: PlacedText, aside: float) -> bool:
        """The same within a share of a character."""
        near = text.size * aside
        is_below = any(abs(text.x - start) <= near for start in self._starts)
        # How wide Latin letters are is a guess, and the middle of a text is as far off as half of all that.
        unsure = sum(map(str.isascii, text.text)) * text.size * _UNSURE if aside > _EXACTLY else 0
        return is_below or abs((text.x + text.end) / 2 - self._middle) <= near + unsure

    def takes(self, text: PlacedText) -> bool:
        """Whether a text may be the first one that stands below the heading of the column, which is centred."""
        is_first = len(self._starts) == 1 and text.x <= self.heading.x
        if is_first:
            self._starts.append(text.x)
        return is_first


def _table_at(lines: Sequence[_Line], first: int) -> list[tuple[float, _Parts]]:
    """The lines of the table whose headings a line is, with their heights; empty where it is none."""
    headings = _parts(lines[first].texts, ())
    if len(headings) < _FEWEST_COLUMNS:
        return []
    columns = [_Column(heading) for heading in headings]
    table: list[tuple[float, _Parts]] = [(lines[first].y, list(enumerate(headings)))]
    full = 0
    for line in lines[first + 1 :]:
        parts = _in_columns(_parts(line.texts, columns), columns)
        if not parts:
            break
        full += len(parts) > 1
        table.append((line.y, parts))
    while len(table) > 1 and _stands_below(table[-1], table[-2]):
        table.pop()
    return table if full >= _FEWEST_LINES else []


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


def _rows(table: Sequence[tuple[float, _Parts]]) -> list[list[str]]:
    by_column: list[list[PlacedText]] = [[] for _ in table[0][1]]
    for _, parts in table:
        for number, part in parts:
            by_column[number].append(part)
    tops = _tops_of_rows(table, by_column)
    cells: list[list[list[PlacedText]]] = [[[] for _ in by_column] for _ in tops]
    falling = [-top for top in tops]
    for number, column in enumerate(by_column):
        for part in column:
            cells[max(bisect_right(falling, -part.y) - 1, 0)][number].append(part)
    return [[cell_text(cell) for cell in row] for row in cells]


def _tops_of_rows(table: Sequence[tuple[float, _Parts]], by_column: Sequence[Sequence[PlacedText]]) -> list[float]:
    """How high each row begins: where cells of several lines overlap, they are one row."""
    gaps = [above.y - below.y for parts in by_column for above, below in pairwise(parts)]
    if max(gaps, default=0) <= min(gaps, default=0) * _ROW_GAP:
        # All lines are equally far apart: a row begins where the first column says something.
        return [height for height, parts in table if parts[0][0] == 0]
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
