"""Arrays of arrays of texts in source, which are the rows of a table: `rows: [["Egret", "Hosting"], …]`."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from appaudit.model.expression import Expression
from appaudit.sdk_list.source.tokens import Token, unescaped

#: What a cell begins with: a text in quotes, or markup.
_QUOTED = Expression(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
_TAG = re.compile(r"<(?P<close>/?)[\w.]*[^<>]*?(?P<alone>/?)>")
_SPACES = re.compile(r"\{\s*[\"'] *[\"']\s*\}|\s+")
_SKIPPED = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*+", re.DOTALL)
_OPENING, _CLOSING = "[({", "])}"
#: The key of the titles of columns.
_HEADS = Expression(r"(?:head(?:er|ing)?s?|columns?|cols|labels|thead)$", re.IGNORECASE)
#: Rows and columns of a table at the least, and characters of the code of one at the most.
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2
_LONGEST = 200_000
#: Tokens of titles before the rows at the most.
_MOST_TITLES = 24
#: How often a character of a file is looked at, on the whole.
_MOST_LOOKS = 8


def rows_of_code(code: str) -> list[list[str]]:
    """The rows of an array of arrays of texts, by its code; empty where it is none.

    Markup in a cell is its text; what a program computes is an empty cell.
    """
    rows: list[list[str]] = []
    at = _after(code, 0)
    if code[at : at + 1] != "[" or len(code) > _LONGEST:
        return []
    at = _after(code, at + 1)
    while code[at : at + 1] == "[":
        cells, at = _cells(code, at + 1)
        rows.append(cells)
        at = _after(code, at)
        at = _after(code, at + 1) if code[at : at + 1] == "," else at
    is_whole = code[at : at + 1] == "]"
    # A row whose first cell is computed would be read as one that goes on with the row above it.
    rows = [cells for cells in rows if cells and cells[0]]
    told = sum(bool(cell) for cells in rows for cell in cells)
    is_text = told * 2 > sum(map(len, rows))
    is_table = len(rows) >= _FEWEST_ROWS and min(map(len, rows)) >= _FEWEST_COLUMNS
    return rows if is_whole and is_table and is_text else []


def table_of(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as markup, with the titles of its columns where there are any."""
    cells = [("th", titles), *(("td", row) for row in rows)]
    lines = ("".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in texts) for tag, texts in cells if texts)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def with_tables(tokens: Sequence[Token], source: str) -> list[Token]:
    """The tokens of a file with one text in markup in place of each array of arrays, and of the titles before it."""
    found: list[Token] = []
    number = 0
    ends = _ends_of_arrays(tokens)
    # Arrays in one another are looked through a few times each at the most.
    left = _MOST_LOOKS * len(source)
    while number < len(tokens):
        token = tokens[number]
        end = ends.get(number, number) if _begins_rows(tokens, number) else number
        length = tokens[end].end - token.start if end > number else 0
        rows = rows_of_code(source[token.start : tokens[end].end]) if 0 < length <= min(left, _LONGEST) else []
        left -= length
        if not rows:
            found.append(token)
            number += 1
            continue
        titles = _take_titles(found)
        found.append(Token("text", table_of(titles, rows), token.start, tokens[end].end))
        number = end + 1
    return found


def _take_titles(before: list[Token]) -> list[str]:
    """The texts of an array of titles that ends right before the key of the rows, which are taken off the tokens."""
    key = len(before) - 2  # `rows` `:`
    closing = key - 2 if key > 1 and before[key - 1].value == "," else key - 1
    if closing < 1 or before[closing].value != "]":
        return []
    opening = closing - 1
    while opening > max(0, closing - _MOST_TITLES) and before[opening].value != "[":
        opening -= 1
    inside = before[opening + 1 : closing]
    is_titles = opening > 1 and _HEADS.search(before[opening - 2].value) is not None
    if not is_titles or any(token.kind != "text" and token.value != "," for token in inside):
        return []
    del before[opening:]
    return [token.value for token in inside if token.kind == "text"]


def _begins_rows(tokens: Sequence[Token], number: int) -> bool:
    """Whether a token opens an array whose first entry is an array that begins with a text or markup."""
    marks = [token.value if token.kind == "mark" else token.kind for token in tokens[number : number + 3]]
    return marks[:2] == ["[", "["] and marks[2:] in (["text"], ["<"])


def _ends_of_arrays(tokens: Sequence[Token]) -> dict[int, int]:
    """The token that closes each square bracket, by the one that opens it; those that nothing closes have none."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for number, token in enumerate(tokens):
        if token.kind != "mark":
            continue
        if token.value in _OPENING:
            opened.append(number)
        elif token.value in _CLOSING and opened:
            begins = opened.pop()
            ends.update({begins: number} if tokens[begins].value == "[" else {})
    return ends


def _after(code: str, at: int) -> int:
    """Where code goes on behind spaces and comments."""
    found = _SKIPPED.match(code, at)
    return found.end() if found is not None else at


def _cells(code: str, at: int) -> tuple[list[str], int]:
    """The cells of an array whose bracket is open, and where it ends behind its own."""
    cells: list[str] = []
    while at < len(code):
        at = _after(code, at)
        if code[at : at + 1] == "]":
            return cells, at + 1
        text, at = _cell(code, at)
        cells.append(text)
        at = _after(code, at)
        at += code[at : at + 1] == ","
    return cells, at


def _cell(code: str, at: int) -> tuple[str, int]:
    """The text of a cell that begins at an offset, and where it ends: before a comma or the end of its array."""
    if code[at : at + 1] == "<":
        return _markup(code, at)
    found = _QUOTED.match(code, at)
    if found is not None:
        text, at = unescaped(found.group()[1:-1]), found.end()
        return (text if code[_after(code, at) : _after(code, at) + 1] in ",]" else ""), _end_of_cell(code, at)
    return "", _end_of_cell(code, at)


def _end_of_cell(code: str, at: int) -> int:
    depth = 0
    while at < len(code):
        mark = code[at]
        if depth == 0 and mark in ",]":
            return at
        depth += (mark in _OPENING) - (mark in _CLOSING)
        quoted = _QUOTED.match(code, at)
        at = quoted.end() if quoted is not None else at + 1
    return at


def _markup(code: str, at: int) -> tuple[str, int]:
    """The text of markup that begins at an offset, and where it ends."""
    depth = 0
    for tag in _TAG.finditer(code, at):
        depth += 0 if tag["alone"] else -1 if tag["close"] else 1
        if depth <= 0:
            text = _TAG.sub("", code[at : tag.end()])
            return html.unescape(_SPACES.sub(" ", text)).strip(), tag.end()
    return "", len(code)
