"""Sentences with offsets; each knows its block, and through it its section, lead-in and table row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from appaudit.policy.document import Block, PolicyDocument

#: The end of a sentence: Chinese marks anywhere, English ones before a space and a capital.
_END = re.compile(r"[。！？；]+[”’」』）)\"]?|[!?;]+(?=\s|[\u4e00-\u9fff])|(?<=[a-z0-9)\]%\"”])\.(?=\s+[A-Z“\"(•\d])")
#: Words with a full stop that end no sentence.
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|inc|ltd|co|no|vs|art|sec|corp|st|mr|ms|dr))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one table row: a half-open range of the document text and the block it belongs to."""

    start: int
    end: int
    block: Block


def sentences_of(document: PolicyDocument) -> list[Sentence]:
    """Every sentence of a document in order; headings and contents entries are sentences too."""
    result: list[Sentence] = []
    for block in document.blocks:
        if block.kind == "row":
            result.append(Sentence(block.start, block.end, block))
        else:
            result.extend(_split(document.text, block))
    return result


def _split(text: str, block: Block) -> Iterator[Sentence]:
    start = block.start
    for found in _END.finditer(text, block.start, block.end):
        if found.group() == "." and _ABBREVIATION.search(text, max(start, found.start() - 6), found.start()):
            continue
        if found.end() > start:
            yield Sentence(start, found.end(), block)
        start = found.end()
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        yield Sentence(start, block.end, block)
