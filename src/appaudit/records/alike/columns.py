"""Entries of one list to columns: what parts all of them in the same way, level by level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from appaudit.model.record import record
from appaudit.records.alike.marks import BRACKETS, MARKS, MarkedLine, Span

#: Levels of marks inside marks, and columns of one list at the most.
_DEEPEST = 4
_MOST_COLUMNS = 9
#: Of so many entries one may be parted otherwise.
_ONE_OF = 3


class Kinds(Protocol):
    """What a value says of itself."""

    def of(self, text: str) -> str:
        """The name of its kind, empty where it says nothing."""

    def is_address(self, text: str) -> bool:
        """Whether it is an address and nothing else."""

    def is_company(self, text: str) -> bool:
        """Whether it is the name of a company and nothing else."""


@record(kw_only=False)
class Column:
    """The values of one column, one a line and empty where a line has none, and the mark before them."""

    spans: tuple[Span, ...]
    before: str = ""

    def texts(self, lines: Sequence[MarkedLine]) -> list[str]:
        """The values as written."""
        return [line.text[start:end] for line, (start, end) in zip(lines, self.spans, strict=True)]


def columns_of(lines: Sequence[MarkedLine], mark: str, kinds: Kinds) -> list[Column]:
    """The columns of entries that a mark parts first; empty where it does not part all of them alike."""
    first = _parted(lines, [line.whole for line in lines], mark, kinds)
    if not first:
        return []
    columns = [column for each in first for column in _split(lines, each, kinds, _DEEPEST)]
    return [column for column in columns if any(end > start for start, end in column.spans)][:_MOST_COLUMNS]


def _split(lines: Sequence[MarkedLine], column: Column, kinds: Kinds, levels: int) -> list[Column]:
    """A column as those that marks inside it make; a list of data or an address is one."""
    texts = column.texts(lines)
    if not levels or _are(texts, kinds.is_address):
        return [column]
    for mark in (*MARKS, *BRACKETS):
        if not any(mark in line.kinds for line in lines) or (mark in BRACKETS and _are(texts, kinds.is_company)):
            continue
        parts = _parted(lines, column.spans, mark, kinds)
        if parts:
            first = [Column(parts[0].spans, column.before), *parts[1:]]
            return [inner for part in first for inner in _split(lines, part, kinds, levels - 1)]
    return [column]


def _are(texts: Sequence[str], form: Callable[[str], bool]) -> bool:
    """Whether all values that there are have a form."""
    return all(form(text) for text in texts if text)


def _parted(lines: Sequence[MarkedLine], spans: Sequence[Span], mark: str, kinds: Kinds) -> list[Column]:
    """The columns that one mark makes of spans, where it parts nearly all of them into as many."""
    filled = [span[1] > span[0] for span in spans]
    parts = [line.parts(span, mark) if there else [] for line, span, there in zip(lines, spans, filled, strict=True)]
    counts = Counter(len(part) for part, there in zip(parts, filled, strict=True) if there)
    if not counts:
        return []
    count, alike = counts.most_common(1)[0]
    others = sum(counts.values()) - alike
    if count < 2 or alike < 2 or others * _ONE_OF > sum(counts.values()):
        return []
    if mark in BRACKETS and others:
        return []
    spoken = _kinds_of_columns(lines, [part for part in parts if len(part) == count], parts, count, kinds)
    rows = [
        part if len(part) == count else _dealt(line, part, spoken, kinds)
        for line, part in zip(lines, parts, strict=True)
    ]
    return [Column(tuple(row[number] for row in rows), mark if number else "") for number in range(count)]


def _kinds_of_columns(
    lines: Sequence[MarkedLine], alike: Sequence[list[Span]], parts: Sequence[list[Span]], count: int, kinds: Kinds
) -> list[str]:
    """What most entries that are parted alike hold in each column."""
    if len(alike) == len(lines):
        return []
    told: list[Counter[str]] = [Counter() for _ in range(count)]
    for line, part in zip(lines, parts, strict=True):
        if len(part) == count:
            for number, (start, end) in enumerate(part):
                told[number][kinds.of(line.text[start:end])] += 1
    return [each.most_common(1)[0][0] for each in told]


def _dealt(line: MarkedLine, parts: Sequence[Span], spoken: Sequence[str], kinds: Kinds) -> list[Span]:
    """The parts of an entry that has more or fewer than the others, each put to the column of its kind."""
    row: list[Span] = [(0, 0)] * len(spoken)
    at = 0
    for number, (start, end) in enumerate(parts):
        kind = kinds.of(line.text[start:end])
        fits = next((column for column in range(at, len(spoken)) if kind and spoken[column] == kind), -1)
        is_next = at + 1 < len(spoken) and number > 0
        if fits >= 0:
            at = fits
        elif (
            is_next
            and (len(parts) < len(spoken) or not spoken[at + 1])
            and row[at] != (0, 0)
            and spoken[at + 1] not in ("link", "company")
        ):
            at += 1
        row[at] = (row[at][0], end) if row[at] != (0, 0) else (start, end)
    return row
