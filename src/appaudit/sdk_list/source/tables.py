"""Texts of source with tables in them, drawn or of bars as Markdown has them, as parts of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from appaudit.documents.drawn_tables import with_bars

#: A row of bars, the rule below the headings, and the bars that part cells.
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$|[^|\n]+\|[^|\n]*\|.*$")
_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?[ \t]*)?$")
_BAR = re.compile(r"(?<!\\)\|")


def has_table(text: str) -> bool:
    """Whether a text holds a table: headings with a rule below them."""
    return any(kind == "table" for kind, _ in _parts(text))


def as_markup(text: str) -> str:
    """A text as markup: its tables as tables, its lines ended where the text ends them."""
    return "".join(
        _table(lines) if kind == "table" else "<p>" + "<br>".join(map(html.escape, lines)) + "</p>"
        for kind, lines in _parts(text)
    )


def _parts(text: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of a text in runs, of which each is a table ("table") or none ("text")."""
    lines = with_bars(text).split("\n") if "|" in text or "│" in text or "┃" in text or "║" in text else [text]
    plain: list[str] = []
    index = 0
    while index < len(lines):
        if _ROW.match(lines[index]) and (end := _end_of_table(lines, index)):
            if plain:
                yield "text", plain
            yield "table", [line for line in lines[index:end] if line.strip() and not _RULE.match(line)]
            plain, index = [], end
        else:
            plain.append(lines[index])
            index += 1
    if plain:
        yield "text", plain


def _end_of_table(lines: list[str], start: int) -> int:
    """Where the table ends whose headings stand in a line, 0 where no rule stands below it."""
    index = start + 1
    while index < len(lines) and not lines[index].strip():
        index += 1  # a row of several lines leaves blank ones behind
    if index >= len(lines) or not _RULE.match(lines[index]):
        return 0
    end = index + 1
    for number in range(end, len(lines)):
        if _ROW.match(lines[number]):
            end = number + 1
        elif lines[number].strip():
            break
    return end


def _table(lines: list[str]) -> str:
    cells = ([cell.strip() for cell in _BAR.split(line.strip().strip("|"))] for line in lines)
    rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in cells)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
