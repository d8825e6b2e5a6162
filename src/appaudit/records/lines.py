"""Blocks of a document to lines, as the readers of records take them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.documents.sentences import ends_open
from appaudit.records.label_lines import Line


def lines_of(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[Line]:
    """The lines of the blocks of a document, which are given as start, end and kind."""
    for start, end, kind in spans:
        position = start
        for part in _unwrapped(text[start:end].split("\n")):
            line_start = text.rfind("\n", 0, position) + 1
            lead = text[line_start:position]
            indent = len(lead) - len(lead.lstrip(" \t")) if not lead.strip(" \t-*•·>") else 0
            if part.strip():
                yield Line(part, position, position + len(part), indent, kind)
            position += len(part) + 1


def _unwrapped(parts: Sequence[str]) -> Iterator[str]:
    """The lines of a block, with one that ends in the middle of an English sentence and the next one as one line."""
    whole = ""
    for part in parts:
        whole = f"{whole} {part}" if whole else part
        if not ends_open(part.rstrip()):
            yield whole
            whole = ""
    if whole:
        yield whole
