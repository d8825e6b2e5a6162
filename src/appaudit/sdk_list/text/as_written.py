"""Lists in traditional characters are read in simplified ones, and what is read of them is given back as written.

Words by which lists are read are the mainland's, in simplified characters. One character stands for one and one word
for another of its length, so that offsets stay; which one a text has in the place of it, the text itself tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import TABLE, is_traditional, to_simplified
from appaudit.sdk_list.rows import DeclaredRow


def in_simplified(document: PolicyDocument, words: PartyWords) -> PolicyDocument:
    """A document with its text and the headings of its tables as the mainland writes, where most is traditional."""
    if document.language != "zh" or not is_traditional(document.text):
        return document
    blocks = tuple(
        replace(block, cells=tuple(replace(cell, header=_of_mainland(cell.header, words)) for cell in block.cells))
        if block.cells
        else block
        for block in document.blocks
    )
    return replace(document, text=_of_mainland(document.text, words), blocks=blocks)


def as_written(rows: Iterable[DeclaredRow], text: str, words: PartyWords) -> list[DeclaredRow]:
    """The rows that were read of a text as the mainland writes it, with their values as the text has them."""
    writing = _Writing(text, words)
    found = []
    for row in rows:
        values = {field: writing.of(value) for field, value in row.values.items()}
        found.append(replace(row, values=values, data=tuple(writing.of(item) for item in row.data)))
    return found


def _of_mainland(text: str, words: PartyWords) -> str:
    text = to_simplified(text)
    for regional, mainland in words.regional_words.items():
        text = text.replace(regional, mainland)
    return text


class _Writing:
    """How a text in traditional characters writes what was read of it in simplified ones."""

    def __init__(self, text: str, words: PartyWords) -> None:
        self._text = text
        self._simplified = _of_mainland(text, words)
        self._written = to_simplified(text)
        self._regional = {mainland: regional for regional, mainland in words.regional_words.items()}
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
        for mainland, regional in self._regional.items():
            value = value.replace(mainland, regional) if mainland not in self._written else value
        return "".join(self._often.get(char, char) for char in value)
