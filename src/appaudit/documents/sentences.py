"""Sentences with offsets; each knows its block, and through it its section, lead-in and table row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appaudit.documents.blocks import Block, PolicyDocument, Span
from appaudit.model.expression import Expression
from appaudit.model.record import record

#: The end of a sentence: Chinese marks anywhere, English ones before a space and a capital.
_END = Expression(r"[。！？；]+[”’」』）)\"]?|[!?;]+(?=\s|[\u4e00-\u9fff])|(?<=[a-z0-9)\]%\"”])\.(?=\s+[A-Z“\"(•\d])")
#: Characters at which a sentence is cut: of 83,000 sentences of the corpora (2026-11-25) one is longer. What is read of
#: a sentence takes longer than in proportion to its length.
MAX_SENTENCE = 1000
#: Words with a full stop that end no sentence.
_ABBREVIATION = Expression(
    r"(?:\b(?:e\.g|i\.e|etc|inc|ltd|co|no|vs|art|sec|corp|st|mr|ms|dr|pte|pty|u\.s|approx|incl|dept|tel|ext|p\.o|b\.v|s\.a"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))$",
    re.IGNORECASE,
)


#: The number of an entry or a heading: "2." in "2. Rectification." ends no sentence.
_NUMBER = Expression(r"[\W_]*\d{1,3}(?:\.\d{1,3})*")

#: What a paragraph is about, said in its first words: "查阅与复制。", "（二）更正：", "**Access** ".
_LABEL = Expression(
    r"\s*(?:[-*•·]\s+)?(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）][.、]?|[.、．]|(?=\s))\s*)?"
    r"(?:\*\*(?P<bold>[^*\n]{1,40}?)[：:。]?\*\*"
    r"|(?P<plain>[^，。；：:！？\n*]{1,16}|[A-Za-z][A-Za-z ,&'/-]{1,40}(?=:))[：:。])"
)


@record(kw_only=False)
class Sentence:
    """One sentence, or one table row: a half-open range of the document text and the block it belongs to.

    `label` is the start of the block, where that names what the block is about: the first cell of a row too.
    """

    start: int
    end: int
    block: Block
    label: Span | None = None


#: Words that end no English sentence and no line of a list.
_OPEN_END = Expression(r"[a-z,)] (?:or|and|the|a|an|of|to|with|by|for|from|via|our|your|its)$")


def ends_open(line: str) -> bool:
    """Whether a line ends in the middle of an English sentence, whatever letter the next one begins with."""
    return _OPEN_END.search(line) is not None


def sentences_of(document: PolicyDocument) -> list[Sentence]:
    """Every sentence of a document in order; headings and contents entries are sentences too."""
    result: list[Sentence] = []
    for block in document.blocks:
        if block.kind == "row":
            first = block.cells[0] if block.cells else None
            label = Span(first.start, first.end) if first is not None and first.end < block.end else None
            result.append(Sentence(block.start, block.end, block, label))
        else:
            result.extend(_split(document.text, block))
    return result


def _label(text: str, block: Block) -> Span | None:
    found = _LABEL.match(text, block.start, block.end) if block.kind != "heading" else None
    if found is None or not text[found.end() : block.end].strip():
        return None
    name = "bold" if found["bold"] else "plain"
    return Span(found.start(name), found.end(name))


def _split(text: str, block: Block) -> Iterator[Sentence]:
    label = _label(text, block)
    for start, end in _ended(text, block):
        for first, last in _capped(text, start, end):
            yield Sentence(first, last, block, label)


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the parts of a longer one than people write, cut after a comma where there is one."""
    while end - start > MAX_SENTENCE:
        comma = max(text.rfind(mark, start, start + MAX_SENTENCE) for mark in "，,、")
        cut = comma + 1 if comma > start else start + MAX_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _ended(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for found in _END.finditer(text, block.start, block.end):
        if found.group() == "." and (
            _ABBREVIATION.search(text, max(start, found.start() - 6), found.start())
            or (start == block.start and _NUMBER.fullmatch(text, start, found.start()))
        ):
            continue
        if found.end() > start:
            yield start, found.end()
        start = found.end()
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        yield start, block.end
