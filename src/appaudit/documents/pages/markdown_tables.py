"""Tables of Markdown in pages: those left there as text, and rows that elements inside them would part."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Headings between bars, the rule below them, and rows.
_TABLE = re.compile(
    r"^[ \t]*\|[^\n]+\|[ \t]*\n[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?:\n[ \t]*\|[^\n]*)+\n?", re.M
)
#: The line below the head of a table that begins with no bar: ":--|:--|---" (https://github.github.com/gfm/#tables-extension-,
#: checked 2026-11-27).
_RULE = re.compile(r"[ ]{0,3}:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){1,40}")
_BAR = "|"


def parts_around_tables(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text in order, each with whether it is such a table, whose lines are rows."""
    end = 0
    for found in _TABLE.finditer(text):
        if end < found.start():
            yield text[end : found.start()], False
        yield found.group(), True
        end = found.end()
    if end < len(text):
        yield text[end:], False


def with_first_bars(markup: str) -> str:
    """The same with a bar before each row of such tables, so that a row is known by what it begins with."""
    lines = markup.split("\n")
    is_row = False
    for number, line in enumerate(lines):
        if number and _BAR in line and _BAR in lines[number - 1] and _RULE.fullmatch(line.rstrip()):
            is_row = True
            lines[number - 1] = _with_bar(lines[number - 1])
        elif _BAR not in line:
            is_row = False
        if is_row:
            lines[number] = _with_bar(line)
    return "\n".join(lines)


def _with_bar(line: str) -> str:
    return line if line.lstrip().startswith(_BAR) else f"{_BAR} {line}"
