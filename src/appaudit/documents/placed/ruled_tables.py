"""Tables of a page whose text has positions and whose cells are ruled off: the lines of the page, rows as rows.

A PDF knows no tables: it draws texts and lines. Where lines form a grid, each text belongs to the cell it stands in;
without a grid nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import field

from appaudit.documents.placed.placed_text import PlacedText, cell_text, cuts_words, joined, lines_of_texts
from appaudit.model.record import record

#: Points within which two lines are one, or touch.
_NEAR = 2.0
#: A filled rectangle this thin is a line; page builders draw most lines so.
_THIN = 2.5
#: Lines shorter than this rule nothing off: underlines of letters, check boxes.
_SHORT = 6.0
#: A page with more is a drawing; and more texts than any page of prose has.
_MAX_RULES = 20_000
_MAX_TEXTS = 20_000
#: How far beside texts the rules of their table stand, in characters.
_BESIDE = 3.0
#: Lines that are left when those that touch are one: a table has one for each row and column.
_MAX_MERGED = 2_000


@record(kw_only=False, frozen=False)
class PageDrawing:
    """What a page draws: its texts, and its horizontal and vertical lines as (position, from, to).

    `begun` is the place that the last text was given; `is_row_open` whether no line closes its last row below.
    """

    texts: list[PlacedText] = field(default_factory=list)
    begun: tuple[float, float] | None = None
    is_row_open: bool = False
    level: list[tuple[float, float, float]] = field(default_factory=list)
    upright: list[tuple[float, float, float]] = field(default_factory=list)

    def around(self, texts: Sequence[PlacedText]) -> PageDrawing:
        """Some texts of the page with the rules beside and between them."""
        left, right = min(text.x for text in texts), max(text.drawn_end for text in texts)
        low, high = min(text.y for text in texts), max(text.y for text in texts)
        near = max(text.size for text in texts) * _BESIDE
        return PageDrawing(
            texts=list(texts),
            level=[
                rule
                for rule in self.level
                if low - near <= rule[0] <= high + near and left < rule[2] and rule[1] < right
            ],
            upright=[
                rule
                for rule in self.upright
                if left - near <= rule[0] <= right + near and low < rule[2] and rule[1] < high
            ],
        )

    def add_line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Add a stroke; what is neither horizontal nor vertical is no ruling."""
        if len(self.level) + len(self.upright) >= _MAX_RULES:
            return
        if abs(y1 - y0) <= _THIN and abs(x1 - x0) >= _SHORT:
            self.level.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _THIN and abs(y1 - y0) >= _SHORT:
            self.upright.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def add_rectangle(self, x0: float, y0: float, x1: float, y1: float, *, is_stroked: bool) -> None:
        """Add a filled rectangle, which is a line where it is thin, or a stroked one, which is four."""
        if not is_stroked or min(abs(x1 - x0), abs(y1 - y0)) <= _THIN:
            self.add_line(x0, y0, x1, y1)
            return
        for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            self.add_line(*edge)


@record(kw_only=False)
class _Grid:
    """A ruled table: its row boundaries from the top down, its vertical lines, whether none closes it below."""

    rows: tuple[float, ...]
    upright: tuple[tuple[float, float, float], ...]
    is_open: bool = False

    def columns(self, top: float, bottom: float) -> list[float]:
        """Where the columns of one row begin and end: only lines that cross it count, so that cells may be joined."""
        middle = (top + bottom) / 2
        return sorted(x for x, low, high in self.upright if low - _NEAR <= middle <= high + _NEAR)


def lines_of_page(drawing: PageDrawing) -> list[str] | None:
    """The lines of a page from its top, table rows with ` | ` between the cells; None where it has no ruled table."""
    grids = _grids(drawing)
    if not grids or len(drawing.texts) > _MAX_TEXTS:
        return None
    cells: dict[tuple[int, int, int], list[PlacedText]] = {}
    prose: list[PlacedText] = []
    for text in drawing.texts:
        place = next((place for number, grid in enumerate(grids) if (place := _cell_of(text, number, grid))), None)
        if place is None:
            prose.append(text)
        else:
            cells.setdefault(place, []).append(text)
    if not cells:
        return None
    lowest = min(range(len(grids)), key=lambda number: grids[number].rows[-1])
    last = max((row for grid, row, _ in cells if grid == lowest), default=-1)
    drawing.is_row_open = grids[lowest].is_open and last == len(grids[lowest].rows) - 2
    placed = [(line[0].y, joined(line)) for line in lines_of_texts(prose)]
    placed += [(grids[grid].rows[row], " | ".join(texts)) for (grid, row), texts in _complete(cells, grids)]
    placed.sort(key=lambda item: -item[0])
    return [text for _, text in placed]


def _complete(
    cells: dict[tuple[int, int, int], list[PlacedText]], grids: Sequence[_Grid]
) -> Iterable[tuple[tuple[int, int], list[str]]]:
    """Rows with their empty cells, so that a text stays below the name of its column."""
    columns: dict[tuple[int, int], list[list[PlacedText]]] = {}
    for (grid, _, column), texts in cells.items():
        columns.setdefault((grid, column), []).append(texts)
    is_cut = {
        number: cuts_words(texts for (grid, _), texts in columns.items() if grid == number)
        for number in {grid for grid, _, _ in cells}
    }
    for grid, row in sorted({(grid, row) for grid, row, _ in cells}):
        edges = grids[grid].columns(grids[grid].rows[row], grids[grid].rows[row + 1])
        whole = (cells.get((grid, row, column), []) for column in range(max(len(edges) - 1, 1)))
        yield (grid, row), [cell_text(cell, is_cut=is_cut[grid]) for cell in whole]


def _cell_of(text: PlacedText, number: int, grid: _Grid) -> tuple[int, int, int] | None:
    middle = text.y + text.size * 0.3
    falling = [-y for y in grid.rows]
    row = bisect_right(falling, -middle) - 1
    if not 0 <= row < len(grid.rows) - 1:
        return None
    edges = grid.columns(grid.rows[row], grid.rows[row + 1])
    column = bisect_right(edges, text.x + _NEAR) - 1
    return (number, row, column) if 0 <= column < len(edges) - 1 else None


def _grids(drawing: PageDrawing) -> list[_Grid]:
    """Every set of lines that cross or touch, of two columns at least."""
    level, upright = _merged(drawing.level), _merged(drawing.upright)
    if len(level) + len(upright) > _MAX_MERGED:
        return []
    grids: list[_Grid] = []
    waiting = set(range(len(upright)))
    rows_left = set(range(len(level)))
    while waiting:
        members, rows, frontier = set[int](), set[int](), {min(waiting)}
        while frontier:
            waiting -= frontier
            members |= frontier
            met = {row for row in rows_left if any(_meet(upright[line], level[row]) for line in frontier)}
            rows_left -= met
            rows |= met
            frontier = {line for line in waiting if any(_meet(upright[line], level[row]) for row in met)}
        if len(members) > 2 and len(rows) > 1:
            lines = tuple(upright[member] for member in sorted(members))
            heights = sorted({level[row][0] for row in rows}, reverse=True)
            above, below = _open_ends(heights, lines)
            grids.append(_Grid((*above, *heights, *below), lines, bool(below)))
    return grids


def _open_ends(
    heights: Sequence[float], upright: Sequence[tuple[float, float, float]]
) -> tuple[Sequence[float], Sequence[float]]:
    """Where vertical lines end above the first horizontal one and below the last: a row that a page breaks is open."""
    highs = sorted(high for _, _, high in upright if high > heights[0] + _SHORT)
    lows = sorted(low for _, low, _ in upright if low < heights[-1] - _SHORT)
    return highs[-1:] if len(highs) > 2 else (), lows[:1] if len(lows) > 2 else ()


def _meet(upright: tuple[float, float, float], level: tuple[float, float, float]) -> bool:
    x, low, high = upright
    y, left, right = level
    return left - _NEAR <= x <= right + _NEAR and low - _NEAR <= y <= high + _NEAR


def _merged(lines: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines at one position that touch, as one: every cell draws its own borders."""
    result: list[tuple[float, float, float]] = []
    position = float("-inf")
    group: list[tuple[float, float]] = []

    def close() -> None:
        last = len(result)
        for start, end in sorted(group):
            if len(result) > last and start <= result[-1][2] + _NEAR:
                result[-1] = (position, result[-1][1], max(result[-1][2], end))
            else:
                result.append((position, start, end))

    for at, start, end in sorted(lines):
        if at - position > _NEAR:
            close()
            position, group = at, []
        group.append((start, end))
    close()
    return result
