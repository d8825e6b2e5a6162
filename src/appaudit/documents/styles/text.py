"""The text of style sheets: what stands between separators, comments, and letters that are written by their number.

https://www.w3.org/TR/css-syntax-3/, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from typing import Final

#: One that nothing ends reaches to the end of the sheet.
COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
#: A word, with escapes maybe, for searches without regard to case; each of its characters is read in one way.
WORD: Final = r"(?:[a-z0-9_-]|\\[0-9a-f]{1,6}+[ \t\n]?|\\[^0-9a-f\n]|[^\x00-\x7f])++"
_ESCAPE: Final = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.I | re.S)


def unescaped(text: str) -> str:
    """A text with the letters that stand for escapes in it."""
    return _ESCAPE.sub(_letter, text) if "\\" in text else text


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    return found[2] or (chr(code) if 0 < code < 0x110000 else "")


def split(text: str, separator: str) -> list[str]:
    """The parts between separators that stand in no brackets and no quotation."""
    if not any(mark in text for mark in "\"'(["):
        return text.split(separator)
    parts, start, depth, quote = [], 0, 0, ""
    for index, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif letter == separator and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def closing(text: str, start: int) -> int:
    """Where the bracket closes that was opened before an offset; the end of the text where none does."""
    depth = 1
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return len(text)
