"""What several third parties are for that a line above them says once: "使用目的：…" or "Purpose: …" below a title."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.groups import use_titled
from appaudit.records.wording.values import plain

#: Characters of a label, of a title above the line, and those that may stand between the line and the first below it.
_LONGEST_LABEL = 24
_LONGEST_TITLE = 60
_NEAR = 400


#: How a line is counted or marked as a heading; one of the same form stands beside it and not below.
_FORM = re.compile(
    r"\s*(?:(?P<marks>#{1,6})\s|(?P<round>[（(]\s*\d{1,2}\s*[)）])|(?P<point>\d{1,2}\s*[.、．](?!\d))|(?P<letter>[（(]?[a-z][.)）、])"
    r"|(?P<han>[\u4e00-\u9fff]{1,3}\s*[、.．])|(?P<han_round>[（(]\s*[\u4e00-\u9fff]{1,3}\s*[)）]))"
)


class GroupUse(NamedTuple):
    """What those are for that stand below a line, where it ends, and how it is counted."""

    end: int
    purpose: str
    form: str = ""


def without_groups(records: Sequence[PartyRecord], words: PartyWords) -> tuple[list[PartyRecord], list[GroupUse]]:
    """Records without those that are a kind of services with what it is for, and what that says of who stands below."""
    groups = {
        id(record): GroupUse(record.end, plain(record.value("purpose")))
        for record in records
        if record.layout == "labels" and _says_use_alone(record) and use_titled(record.value("name"), words)
    }
    return [record for record in records if id(record) not in groups], list(groups.values())


def _says_use_alone(record: PartyRecord) -> bool:
    return {field for field, value in record.fields.items() if value.strip()} == {"name", "purpose"}


def tell_group_uses(
    records: Sequence[PartyRecord],
    groups: Sequence[GroupUse],
    lines: Sequence[Line],
    names: FieldNames,
) -> None:
    """Give records without a use that of the line above their group, which no other heading parts from them."""
    spans = sorted((record.start, record.end) for record in records)
    _tell(records, sorted([*groups, *_lines_of_use(lines, spans, names)]), lines, spans)


def tell_titles(records: Sequence[PartyRecord], lines: Sequence[Line], words: PartyWords) -> None:
    """Give records without a use that of the line above their group which is a kind of services and nothing else."""
    spans = sorted((record.start, record.end) for record in records)
    _tell(records, list(_titles(lines, spans, words)), lines, spans)


def _tell(
    records: Sequence[PartyRecord], told: Sequence[GroupUse], lines: Sequence[Line], spans: Sequence[tuple[int, int]]
) -> None:
    ends = [group.end for group in told]
    starts = [start for start, _ in spans]
    # Headings that are no name of a record end a group.
    stops = [line.start for line in lines if line.kind == "heading" and not _is_held(line, spans)]
    forms = {line.start: _form(line.text) for line in lines}
    for record in records:
        if record.value("purpose").strip() or record.layout in ("prose", "headed"):
            continue
        index = bisect_right(ends, record.start) - 1
        if index < 0 or bisect_left(stops, ends[index]) != bisect_left(stops, record.start):
            continue
        if told[index].form and told[index].form == forms.get(record.start, ""):
            continue
        if starts[bisect_left(starts, ends[index])] - ends[index] <= _NEAR:
            record.set("purpose", told[index].purpose)


def _lines_of_use(lines: Sequence[Line], spans: Sequence[tuple[int, int]], names: FieldNames) -> Iterator[GroupUse]:
    """The lines that say what is done below a title, of no record."""
    for before, line in pairwise(lines):
        label, colon, value = line.text.replace("：", ":", 1).partition(":")
        if not colon or len(label) > _LONGEST_LABEL or names.field(plain(label)) != "purpose" or not plain(value):
            continue
        is_title = before.kind == "heading" or (len(before.text) <= _LONGEST_TITLE and ":" not in before.text)
        is_title = is_title and "：" not in before.text and not before.text.rstrip().endswith(("。", ".", "；"))
        if is_title and not _is_held(line, spans) and not _is_held(before, spans):
            yield GroupUse(line.end, plain(value), _form(before.text))


def _titles(lines: Sequence[Line], spans: Sequence[tuple[int, int]], words: PartyWords) -> Iterator[GroupUse]:
    """The lines of no record that are the name of a kind of services and nothing else."""
    for line in lines:
        if len(line.text) <= _LONGEST_TITLE and (use := use_titled(line.text, words)) and not _is_held(line, spans):
            yield GroupUse(line.end, use, _form(line.text))


def _form(text: str) -> str:
    """How a line is counted or marked: the marks of its heading, or the kind of its number; empty for neither."""
    found = _FORM.match(text)
    return "" if found is None else found["marks"] or found.lastgroup or ""


def _is_held(line: Line, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a line is part of a record."""
    index = bisect_right(spans, (line.start, line.end)) - 1
    near = spans[max(0, index) : index + 2]
    return any(start <= line.start < end or line.start <= start < line.end for start, end in near)
