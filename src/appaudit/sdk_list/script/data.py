"""What a script holds as data: arrays of objects, as JSON or as JavaScript writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from appaudit.model.expression import Expression

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

#: Where an array of objects begins, its first ones commented out or not, or objects under names of their own.
_ARRAY = Expression(
    r"\[(?:\s*//[^\n]{0,300}\n){0,60}\s*(?:/[/*][^\n]{0,200}\n?\s*)?\{"
    r"|\{\s*(?:'[^'\n]{1,60}'|\"[^\"\n]{1,60}\")\s*:\s*\{"
)
#: Where an array of texts, or of arrays of them, begins.
_OF_TEXTS = Expression(r"\[(?=\s*(?:\[\s*)?['\"`])")
_BLANK = Expression(r"(?:\s|//[^\n]*|/\*.*?\*/)*+", re.DOTALL)
_KEY = Expression(r"[A-Za-z_$\u4e00-\u9fff][\w$\u4e00-\u9fff]*|\d+")
_WORD = Expression(r"[\w$.+\-]+")
_SCRIPT = Expression(r"<script\b[^>]*>(?P<text>.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_ESCAPE = Expression(r"\\(?:u(?P<unicode>[0-9a-fA-F]{4})|x(?P<byte>[0-9a-fA-F]{2})|(?P<mark>.))", re.DOTALL)
_MARKS = {"n": "\n", "r": "", "t": "\t"}
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_QUOTES = "'\"`"
#: Levels of a value, arrays that are tried in one script, and characters of it that are looked at.
_DEEPEST = 20
_MOST_TRIED = 400
_LONGEST = 2_000_000
#: Characters of a computed value, or a text of brackets that nothing closes is gone through for each of its arrays.
_LONGEST_EXPRESSION = 20_000


class _NoValueError(ValueError):
    """What stands there is no literal."""


def scripts_in(page: str) -> str:
    """The text of all scripts of a page."""
    return "\n".join(found["text"] for found in _SCRIPT.finditer(page))


def arrays_in(script: str) -> Iterator[list[Value]]:
    """Every array of objects, or object of them by name, that a script holds as a literal and no other holds."""
    for value in _literals(script[:_LONGEST], _ARRAY):
        if isinstance(value, list | dict):
            yield value if isinstance(value, list) else [value]


def texts_in(script: str) -> Iterator[list[Value]]:
    """Every array of texts, or of arrays of them, that a script holds as a literal and no other holds."""
    return (value for value in _literals(script[:_LONGEST], _OF_TEXTS) if isinstance(value, list))


def _literals(text: str, beginning: Expression) -> Iterator[Value]:
    """The literals that begin as an expression says, those inside another left out."""
    position = 0
    for _ in range(_MOST_TRIED):
        found = beginning.search(text, position)
        if found is None:
            return
        try:
            value, position = _value(text, found.start(), 0)
        except _NoValueError:
            position = found.start() + 1
            continue
        yield value


def objects_in(value: Value) -> Iterator[list[dict[str, Value]]]:
    """The lists of objects in a value, the outermost first; objects under names of their own are a list, too."""
    if isinstance(value, list):
        entries = [entry for entry in value if isinstance(entry, dict)]
        if entries:
            yield entries
        for entry in value:
            yield from objects_in(entry)
    elif isinstance(value, dict):
        if len(value) > 1 and all(isinstance(entry, dict) for entry in value.values()):
            yield [{"name": name, **entry} for name, entry in value.items() if isinstance(entry, dict)]
        for entry in value.values():
            yield from objects_in(entry)


def _value(text: str, position: int, depth: int) -> tuple[Value, int]:
    """The literal that begins at a place, and where it ends; what is computed is no value."""
    if depth > _DEEPEST:
        raise _NoValueError
    position = _after_blank(text, position)
    mark = text[position : position + 1]
    if mark == "[":
        return _array(text, position + 1, depth)
    if mark == "{":
        return _object(text, position + 1, depth)
    if mark and mark in _QUOTES:
        value, end = _string(text, position)
    elif word := _WORD.match(text, position):
        value, end = word.group(), word.end()
    elif mark:
        return None, _after_expression(text, position)  # a function, markup
    else:
        raise _NoValueError
    following = _after_blank(text, end)
    if text[following : following + 1] in {",", "]", "}"}:
        return value, end
    if text[following : following + 1] == "+" and mark in _QUOTES:
        rest, end = _value(text, following + 1, depth + 1)
        return f"{value}{rest}" if isinstance(rest, str) else None, end
    return None, _after_expression(text, end)


def _array(text: str, position: int, depth: int) -> tuple[Value, int]:
    values: list[Value] = []
    while True:
        position = _after_blank(text, position)
        if text[position : position + 1] == "]":
            return values, position + 1
        value, position = _value(text, position, depth + 1)
        values.append(value)
        position = _after_comma(text, position, "]")


def _object(text: str, position: int, depth: int) -> tuple[Value, int]:
    values: dict[str, Value] = {}
    while True:
        position = _after_blank(text, position)
        if text[position : position + 1] == "}":
            return values, position + 1
        if text[position : position + 1] in _QUOTES and position < len(text):
            key, position = _string(text, position)
        elif found := _KEY.match(text, position):
            key, position = found.group(), found.end()
        else:
            raise _NoValueError
        position = _after_blank(text, position)
        if text[position : position + 1] != ":":
            raise _NoValueError
        values[key], position = _value(text, position + 1, depth + 1)
        position = _after_comma(text, position, "}")


def _string(text: str, position: int) -> tuple[str, int]:
    """A quoted text, whatever quotes it has."""
    quote = text[position]
    end = position + 1
    while (mark := text[end : end + 1]) != quote:
        if not mark or (mark == "\n" and quote != "`"):
            raise _NoValueError
        end += 2 if mark == "\\" else 1
    return _ESCAPE.sub(_unescaped, text[position + 1 : end]), end + 1


def _unescaped(found: re.Match[str]) -> str:
    code = found["unicode"] or found["byte"]
    return chr(int(code, 16)) if code else _MARKS.get(found["mark"], found["mark"])


def _after_blank(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position


def _after_comma(text: str, position: int, closing: str) -> int:
    position = _after_blank(text, position)
    mark = text[position : position + 1]
    if mark == ",":
        return position + 1
    if mark == closing:
        return position
    raise _NoValueError


def _after_expression(text: str, position: int) -> int:
    """Where a computed value ends: at the comma or the bracket that ends what holds it."""
    open_brackets: list[str] = []
    last = min(len(text), position + _LONGEST_EXPRESSION)
    while position < last:
        mark = text[position]
        if mark in _QUOTES:
            _, position = _string(text, position)
            continue
        if not open_brackets and mark in ",]}":
            return position
        if mark in _CLOSING:
            open_brackets.append(_CLOSING[mark])
        elif open_brackets and mark == open_brackets[-1]:
            open_brackets.pop()
        position += 1
    raise _NoValueError
