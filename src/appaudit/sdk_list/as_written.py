"""Lists in traditional characters are read in simplified ones, and what is read of them is given back as written.

Words by which lists are read are in simplified characters. One character stands for one, so that offsets stay; which
one a text has in the place of it, the text itself tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.traditional import TABLE, is_traditional, to_simplified
from appaudit.sdk_list.rows import DeclaredRow


def in_simplified(document: PolicyDocument) -> PolicyDocument:
    """A document with its text and the headings of its tables in simplified characters, where most are traditional."""
    if document.language != "zh" or not is_traditional(document.text):
        return document
    blocks = tuple(
        replace(block, cells=tuple(replace(cell, header=to_simplified(cell.header)) for cell in block.cells))
        if block.cells
        else block
        for block in document.blocks
    )
    return replace(document, text=to_simplified(document.text), blocks=blocks)


def as_written(rows: Iterable[DeclaredRow], text: str) -> list[DeclaredRow]:
    """The rows that were read of a text in simplified characters, with their values as the text has them."""
    writing = _Writing(text)
    found = []
    for row in rows:
        values = {field: writing.of(value) for field, value in row.values.items()}
        found.append(replace(row, values=values, data=tuple(writing.of(item) for item in row.data)))
    return found


class _Writing:
    """How a text in traditional characters writes what was read of it in simplified ones."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._simplified = to_simplified(text)
        written = Counter(char for char in text if ord(char) in TABLE)
        often: dict[str, str] = {}
        for char, _ in reversed(written.most_common()):
            often[TABLE[ord(char)]] = char
        plain = Counter(text)
        #: The traditional character for each simplified one, where the text has it more often than the other.
        self._often = {simple: char for simple, char in often.items() if written[char] >= plain[simple]}

    def of(self, value: str) -> str:
        """A value as the text writes it: where it stands in the text as there, else character by character."""
        start = self._simplified.find(value) if value else -1
        if start >= 0:
            return self._text[start : start + len(value)]
        return "".join(self._often.get(char, char) for char in value)
