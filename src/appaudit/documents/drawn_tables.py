"""Tables drawn with characters (`┌──┬──┐`, `+---+---+`) as tables of bars, in as many lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

#: A line between two rows: strokes and crossings alone.
_RULE = re.compile(r"^[ \t]*[┌├└╔╠╚┏┣┗╭╰+](?=[─━═\-+┼┬┴╬╦╩╋┳┻=]*[─━═\-=]{2})[─━═\-+┼┬┴╬╦╩╋┳┻=]+[┐┤┘╗╣╝┓┫┛╮╯+][ \t]*$")
#: A line of a row, and what parts its cells.
_ROW = re.compile(r"^[ \t]*[│║┃|].*[│║┃|][ \t]*$")
_BAR = re.compile("[│║┃|]")
#: Rules of a table that are above it, below its headings and below it alone: each line is a row.
_OUTER_RULES = 3


def with_bars(text: str) -> str:
    """The text with each drawn table as one of bars; a row of several lines stands in the first, the rest are blank.

    No line is added or taken away, so that the numbers of lines stay.
    """
    lines = text.split("\n")
    for first, last in _drawn(lines):
        lines[first:last] = _as_bars(lines[first:last])
    return "\n".join(lines)


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
    row = -1
    has_headings = False
    for line, rules in zip(lines, is_rule, strict=True):
        if rules:
            # The rule below the first row is the one that makes headings of it.
            found.append("" if row < 0 or has_headings else f"|{'---|' * len(_cells(found[row]))}")
            has_headings = has_headings or row >= 0
            row = -1
        elif row >= 0 and (rows_are_ruled or not has_headings):
            found[row] = _joined(found[row], line)
            found.append("")
        else:
            row = len(found)
            found.append(_joined("", line))
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BAR.split(line.strip().strip("│║┃|"))]


def _joined(above: str, line: str) -> str:
    """Two lines of one row, or one, as one line of bars."""
    cells = _cells(line)
    before = _cells(above) if above else [""] * len(cells)
    if len(before) != len(cells):
        return above
    return f"| {' | '.join(_beside(*pair) for pair in zip(before, cells, strict=True))} |"


def _beside(above: str, below: str) -> str:
    """What two lines of a cell say; Latin words that a line parts have a space between them."""
    is_latin = above[-1:].isascii() and below[:1].isascii() and bool(above and below)
    return f"{above}{' ' if is_latin else ''}{below}"
