"""Rows of Markdown without bars at their ends, which elements inside them would part."""

from __future__ import annotations

from appaudit.model.expression import Expression

#: The line below the head of a table that begins with no bar: ":--|:--|---" (https://github.github.com/gfm/#tables-extension-,
#: checked 2026-11-27).
_RULE = Expression(r"[ ]{0,3}:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){1,40}")
_BAR = "|"


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
