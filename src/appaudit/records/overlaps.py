"""Which of several readings of one place count: those that begin in none of the others, or that say more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from appaudit.records.record import PartyRecord


def outside(records: Sequence[PartyRecord], others: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The records that begin inside no other."""
    spans = sorted((other.start, other.end) for other in others)
    starts = [start for start, _ in spans]
    above = [bisect_right(starts, record.start) - 1 for record in records]
    return [record for record, index in zip(records, above, strict=True) if index < 0 or spans[index][1] < record.start]


def richer(parts: Sequence[PartyRecord], others: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The parts of a page in which no block of labels begins that says more than they do."""
    blocks = sorted((record for record in others if record.layout == "labels"), key=lambda record: record.start)
    kept = []
    for part in parts:
        first = bisect_left(blocks, part.start, key=lambda record: record.start)
        last = bisect_left(blocks, part.end, key=lambda record: record.start)
        if all(_said(block) <= _said(part) for block in blocks[first:last]):
            kept.append(part)
    return kept


def _said(record: PartyRecord) -> int:
    return sum(bool(value.strip()) for value in record.fields.values())


def without(records: Sequence[PartyRecord], others: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The records in which no other begins, and that begin in none."""
    starts = sorted(other.start for other in others)
    return [
        record
        for record in outside(records, others)
        if bisect_left(starts, record.start) == bisect_left(starts, record.end)
    ]


def is_outside(record: PartyRecord, parts: Sequence[PartyRecord]) -> bool:
    """Whether a record begins in none of the parts of a page that were read."""
    index = bisect_right(parts, record.start, key=lambda part: part.start) - 1
    return index < 0 or parts[index].end < record.start
