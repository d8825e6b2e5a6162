"""Tables drawn with characters (`┌──┬──┐`, `+---+---+`) as tables of bars, in as many lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

#: A line between two rows: strokes and crossings alone.
_RULE = re.compile(r"^[ \t]*[┌├└╔╠╚┏┣┗╭╰+](?=[─━═\-+┼┬┴╬╦╩╋┳┻=]*[─━═\-=]{2})[─━═\-+┼┬┴╬╦╩╋┳┻=]+[┐┤┘╗╣╝┓┫┛╮╯+][ \t]*$")
#: A line of a row, and what parts its cells.
_ROW = re.compile(r"^[ \t]*[│║┃|].*[│║┃|][ \t]*$")
_BAR = re.compile("[│║┃|]")
#: Bars that part cells without a drawn frame around them, and how many lines in a row have as many of them.
_WIDE_BAR = re.compile("[｜│┃︱]")
_FEWEST_ROWS = 2
#: The bar behind a cell that has a line of its own, and how many such lines stand below one another.
_LAST_BAR = re.compile(r"(?<=\S)[ \t]\|(?=[ \t]*$)")
_FEWEST_CELLS = 6
#: The first cell of a row with a cell a line, the others, and how many lines such a row has at the most.
_FIRST_CELL = re.compile(r"^[ \t]*\|[^|\n]*[^|\s][^|\n]*\|[ \t]*$")
_OTHER_CELL = re.compile(r"^[^|\n]*\|[ \t]*$")
_MOST_LINES = 12
#: The line below headings parted by bars.
_BAR_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$")
_ROW_BEGINS = re.compile(r"^[ \t]*(?:\|[^|\n]*\||\d{1,3}[ \t]*\|)")
#: The same without bars around it, and what the last cell of a row may be that stands on the next line.
_OPEN_RULE = re.compile(r"^[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+$")
_ADDRESS = re.compile(r"^[ \t]*[\[<(]{0,2}https?://", re.IGNORECASE)
#: The rule of a table with a cell a line, each ended by a bar, and a row of empty cells in it, which ends a title.
_ENDED_RULE = re.compile(r"^(?:-{2,}\|){2,40}[ \t]*$")
_ENDED_CELL = re.compile(r"^[^|\n]*\|[ \t]*$")
_ONLY_BARS = re.compile(r"^\|{1,40}[ \t]*$")
#: Bars alone on their lines, and columns, that a table has at the least whose cells have lines of their own.
_FEWEST_BARS = 6
_FEWEST_COLUMNS = 2
#: Where a line ends between two Latin words.
_PARTED = re.compile(r"(?<=[!-~])\n(?=[!-~])")
#: Rules of a table that are above it, below its headings and below it alone: each line is a row.
_OUTER_RULES = 3


def with_bars(text: str) -> str:
    """The text with each drawn table as one of bars; a row of several lines stands in the first, the rest are blank.

    No line is added or taken away, so that the numbers of lines stay.
    """
    lines = text.split("\n")
    for first, last in _drawn(lines):
        lines[first:last] = _as_bars(lines[first:last])
    for first, last in _parted_by_wide_bars(lines):
        lines[first:last] = [_WIDE_BAR.sub("|", line) for line in lines[first:last]]
    for first, rule, last in _ruled_cells(lines):
        lines[first:last] = _rows_of_cells(lines[first:last], rule - first)
    for first, last in _broken_below_rules(lines):
        lines[first:last] = [" ".join(line.strip() for line in lines[first:last]), *[""] * (last - first - 1)]
    for first in _cut_behind_bars(lines):
        cut, rest = lines[first : first + 2]
        joined = cut.rstrip() + rest.strip()
        # What follows stays where it is.
        lines[first : first + 2] = [joined, " " * (len(cut) + len(rest) - len(joined))]
    for first, last in _scattered(lines):
        lines[first:last] = _gathered(lines[first:last])
    for first, last, height in _opened_by_bars(lines):
        for row in range(first, last, height):
            cells = [line.strip().strip("|").strip() for line in lines[row : row + height]]
            lines[row : row + height] = [f"| {' | '.join(cells)} |", *[""] * (height - 1)]
    for first, last in _ended_by_bars(lines):
        lines[first:last] = [_LAST_BAR.sub("  ", line) for line in lines[first:last]]
    return "\n".join(lines)


def _ruled_cells(lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where tables begin, have their rule and end whose cells have a line each, the headings as many as the rule parts.

    "Provider |", "Purpose |", "---|---|", "Egret Ltd |", "Hosting |".
    """
    for rule, line in enumerate(lines):
        if not _ENDED_RULE.match(line):
            continue
        first = rule - line.count("|")
        end = rule + 1
        while end < len(lines) and (_ENDED_CELL.match(lines[end]) or _ONLY_BARS.match(lines[end])):
            end += 1
        if first >= 0 and end > rule + 1 and all(map(_ENDED_CELL.match, lines[first:rule])):
            yield first, rule, end


def _rows_of_cells(lines: Sequence[str], width: int) -> list[str]:
    """The rows of a table with a cell a line, each in its first line; one that bars alone end is filled up."""
    gathered = [""] * len(lines)
    gathered[width] = f"|{'---|' * width}"
    cells: list[str] = []
    at = 0
    for number, line in enumerate(lines):
        if number == width:
            continue
        is_end = _ONLY_BARS.match(line) is not None and bool(cells)
        at = at if cells else number
        cells += [""] * (width - len(cells)) if is_end else [line.strip().rstrip("|").strip()]
        if len(cells) == width or number == len(lines) - 1:
            gathered[at] = f"| {' | '.join(cells + [''] * (width - len(cells)))} |"
            cells = []
    return gathered


def _broken_below_rules(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Where rows begin and end below a rule of bars ("---|---|") whose cells hold line ends: they have fewer bars.

    A row begins with a bar or with its number. Lines are put together until they have the bars of the rule; where they
    have more, or none follows, none are.
    """
    found: list[tuple[int, int]] = []
    for rule, line in enumerate(lines):
        if not _BAR_RULE.match(line) or (width := line.count("|")) < _FEWEST_COLUMNS:
            continue
        index = rule + 1
        while index < len(lines) and _ROW_BEGINS.match(lines[index]):
            end, bars = index + 1, lines[index].count("|")
            while bars < width and end < len(lines) and end - index < _MOST_LINES and _goes_on(lines[end]):
                bars += lines[end].count("|")
                end += 1
            if bars != width:
                break
            if end > index + 1:
                found.append((index, end))
            index = end
    return found


def _goes_on(line: str) -> bool:
    """Whether a line may be the rest of a row: it is not blank and begins none."""
    return bool(line.strip()) and not _ROW_BEGINS.match(line)


def _cut_behind_bars(lines: Sequence[str]) -> Iterator[int]:
    """Where rows begin below a rule without bars around it that end behind a bar and go on in the next line.

    Both lines together have the bars of the rule. A line without a bar is the last cell of the row above it where it is
    an address, or where another row stands below it: else it may be the text behind the table.
    """
    for rule, line in enumerate(lines):
        if not _OPEN_RULE.match(line):
            continue
        width, index = line.count("|"), rule + 1
        while index + 1 < len(lines) and lines[index].strip() and not _OPEN_RULE.match(lines[index]):
            row, rest = lines[index], lines[index + 1]
            below = lines[index + 2] if index + 2 < len(lines) else ""
            is_cut = row.rstrip().endswith("|") and row.count("|") + rest.count("|") == width and bool(rest.strip())
            if is_cut and ("|" in rest or _ADDRESS.match(rest) or below.count("|") == width):
                yield index
                index += 1
            index += 1


def _scattered(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where runs begin and end of lines that a copied table left: bars alone on their lines among cells and blanks."""
    index = 0
    while index < len(lines):
        if lines[index].strip() != "|":
            index += 1
            continue
        end = last = index
        while end < len(lines) and end - last <= _MOST_LINES:
            last = end if lines[end].strip().endswith("|") else last
            end += 1
        if sum(line.strip() == "|" for line in lines[index : last + 1]) >= _FEWEST_BARS:
            yield index, last + 1
        index = last + 1


def _gathered(lines: Sequence[str]) -> list[str]:
    """The rows of such a run, each in its first line, where all have as many cells; the lines themselves where not."""
    pieces = [(number, part) for number, line in enumerate(lines) for part in _with_bars_apart(line)]
    bars = [index for index, (_, part) in enumerate(pieces) if part == "|"]
    cells = [
        (
            pieces[first + 1][0] if last > first + 1 else pieces[first][0],
            " ".join(part for _, part in pieces[first + 1 : last]),
        )
        for first, last in pairwise(bars)
    ]
    width = next((number for number, (_, cell) in enumerate(cells) if not cell), len(cells))
    rows = [cells[start : start + width] for start in range(0, len(cells), width + 1)]
    between = [cells[start][1] for start in range(width, len(cells), width + 1)]
    if width < _FEWEST_COLUMNS or any(between) or len(rows) < _FEWEST_ROWS or len(rows[-1]) != width:
        return list(lines)
    gathered = [""] * len(lines)
    for row in rows:
        gathered[row[0][0]] = f"| {' | '.join(cell for _, cell in row)} |"
    return gathered


def _with_bars_apart(line: str) -> list[str]:
    """The texts of a line and its bars, one by one."""
    return [part.strip() for part in re.split(r"(\|)", line) if part.strip()]


def _opened_by_bars(lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where rows below one another begin and end that have a cell a line, the first between bars, and their lines.

    "| Egret Ltd |", below it "Hosting |" and "Ireland |", and so on, all rows of as many lines.
    """
    index = 0
    while index < len(lines):
        if not _FIRST_CELL.match(lines[index]):
            index += 1
            continue
        heights: list[int] = []
        end = index
        while end < len(lines) and _FIRST_CELL.match(lines[end]):
            last = end + 1
            while last < len(lines) and last - end < _MOST_LINES and _OTHER_CELL.match(lines[last]):
                last += 1
            if heights and last - end != heights[0]:
                break
            heights.append(last - end)
            end = last
        if len(heights) >= _FEWEST_ROWS and heights[0] > 1:
            yield index, index + sum(heights), heights[0]
        index = max(end, index + 1)


def _ended_by_bars(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where lines below one another begin and end that are a cell each: one bar in each, behind a space at its end."""
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and lines[end].count("|") == 1 and _LAST_BAR.search(lines[end]):
            end += 1
        if end - index >= _FEWEST_CELLS:
            yield index, end
        index = max(end, index + 1)


def _parted_by_wide_bars(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where lines below one another begin and end that have two bars of full width or more, all as many."""
    counts = [len(_WIDE_BAR.findall(line)) if "|" not in line else 0 for line in lines]
    index = 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and counts[end] == counts[index]:
            end += 1
        if counts[index] > 1 and end - index >= _FEWEST_ROWS:
            yield index, end
        index = end


def _drawn(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where drawn tables begin and end: a rule, and below it rows and rules, the last of which is a rule."""
    index = 0
    while index < len(lines):
        if not _RULE.match(lines[index]):
            index += 1
            continue
        end = last_rule = index
        while end + 1 < len(lines) and (_RULE.match(lines[end + 1]) or _ROW.match(lines[end + 1])):
            end += 1
            if _RULE.match(lines[end]):
                last_rule = end
        if last_rule > index + 1:
            yield index, last_rule + 1
        index = end + 1


def _as_bars(lines: Sequence[str]) -> list[str]:
    """The lines of one drawn table as those of a table of bars."""
    is_rule = [_RULE.match(line) is not None for line in lines]
    rows_are_ruled = sum(is_rule) > _OUTER_RULES
    found: list[str] = []
    row: list[list[str]] = []
    at = 0
    has_headings = False
    for line, rules in zip(lines, is_rule, strict=True):
        goes_on = not rules and bool(row) and (rows_are_ruled or not has_headings)
        if row and not goes_on:
            found[at] = _bars(row)
        if rules:
            # The rule below the first row is the one that makes headings of it.
            found.append(f"|{'---|' * len(row[0])}" if row and not has_headings else "")
            has_headings = has_headings or bool(row)
            row = []
            continue
        if not goes_on:
            row, at = [], len(found)
        row.append(_cells(line))
        found.append("")
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BAR.split(line.strip().strip("│║┃|"))]


def _bars(row: Sequence[Sequence[str]]) -> str:
    """The lines of a row, those that have as many cells as its first one, as one line of bars."""
    whole = [cells for cells in row if len(cells) == len(row[0])]
    return f"| {' | '.join(map(_joined, zip(*whole, strict=True)))} |"


def _joined(parts: Sequence[str]) -> str:
    """What the lines of a cell say; Latin words that a line parts have a space between them."""
    return _PARTED.sub(" ", "\n".join(part for part in parts if part)).replace("\n", "")
