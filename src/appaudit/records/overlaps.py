"""Which of several readings of one place count: those that begin in none of the others, or that say more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.scripts import is_latin

_BRACKET = Expression("[（(]")
#: How a list goes on behind its first items.
_GOES_ON = Expression(r"\s*(?:[、，,;；]|and\b)")
#: Characters that are left of a sentence before what it says.
_LONGEST_LEFT = 16
#: Characters of a verb before what is taken: "收集崩溃日志".
_LONGEST_VERB = 6


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


def _around(
    listed: Sequence[PartyRecord], others: Sequence[PartyRecord]
) -> list[tuple[PartyRecord, PartyRecord | None]]:
    """The others, each with the one of the listed records that it begins inside; None for outside of all."""
    spans = sorted(listed, key=lambda record: record.start)
    starts = [record.start for record in spans]
    last = [bisect_right(starts, other.start) - 1 for other in others]
    return [
        (other, spans[index] if index >= 0 and other.start < spans[index].end else None)
        for other, index in zip(others, last, strict=True)
    ]


def told_better(
    listed: Sequence[PartyRecord],
    others: Sequence[PartyRecord],
    is_known: Callable[[str], bool],
    *,
    by_clauses: bool = False,
) -> list[PartyRecord]:
    """The records of one list in place of the others that begin inside one of them, where they say more; else these.

    A list counts for nothing where it leaves a field empty that another reading has, or two of its names in one entry,
    and where it gives somebody known whom another reading names a name of nobody; so does an English one that is read
    already, unless it was read clause by clause.
    """
    around = _around(listed, others)
    covered = [(other, own) for other, own in around if own is not None]
    left = [other for other, own in around if own is None]
    if (_are_read(covered, listed) and not by_clauses) or _are_lines_of_one(listed, others):
        return list(others)
    more = sum(map(_said, listed)) - sum(_said(other) for other, _ in covered)
    # What is told as much is told better where it names somebody known, and the other reading nobody.
    is_named = any(
        (is_known(_name(own)) and not is_known(_name(other))) or _is_under_company(other, own) for other, own in covered
    )
    if by_clauses and any(_is_longer(_name(own), _name(other)) for other, own in covered):
        return list(others)
    if not listed or more < (0 if is_named else 1):
        return list(others)
    if len({id(own) for _, own in covered}) < len(covered) or any(_loses(other, own) for other, own in covered):
        return list(others)
    if any(is_known(_name(other)) and not is_known(_name(own)) and not _meet(other, own) for other, own in covered):
        return list(others)
    return [*left, *listed]


def refined(told: Sequence[PartyRecord], others: Sequence[PartyRecord], text: str, words: PartyWords) -> None:
    """Give others what entries told clause by clause say of the same name, where those that begin inside say less.

    A use that the other has from elsewhere is of somebody else. Of a value that the other has with the verb before it
    or with what the other field is, theirs is the whole: "Android ID" of "共享Android ID", "show maps" of "we use it to
    show maps".

    Args:
        told: The records of entries.
        others: The records that are changed.
        text: The text that both are read from.
        words: How data and sentences look.
    """
    for other, own in _around(told, others):
        if own is not None and _bare_name(own) == _bare_name(other):
            _without_verb(own, other)
            if _name(own).lower() == _name(other).lower():
                _refine(own, other, text, words)


def _without_verb(own: PartyRecord, other: PartyRecord) -> None:
    """Take for data what another reading has for the use, with the verb before it: "收集崩溃日志"."""
    data, use = own.value("data"), other.value("purpose").strip(" .")
    if data and not own.value("purpose") and use.endswith(data) and len(use) - len(data) <= _LONGEST_VERB:
        other.fields["purpose"] = ""
        other.set("data", data)


def _refine(own: PartyRecord, other: PartyRecord, text: str, words: PartyWords) -> None:
    for field in ("company", "purpose", "data", "link"):
        if own.value(field) != other.value("data"):
            other.set(field, own.value(field))
    use = other.value("purpose").strip(" .")
    if own.value("purpose") and use and use not in text[own.start : own.end]:
        other.fields["purpose"] = own.value("purpose")
    data = other.value("data")
    if data and not own.value("data") and data in own.value("purpose") and words.data.search(data) is None:
        other.fields["data"] = ""  # "notifications" of what a user may receive
    for field, beside in (("purpose", "data"), ("data", "purpose")):
        value, said = own.value(field), other.value(field)
        is_none = field == "data" and words.data.search(said) is None and said not in value
        is_begun = field == "data" and value.startswith(said) and _GOES_ON.match(value, len(said)) is not None
        if value and (is_none or is_begun):
            other.fields[field] = value  # "collected" of "Data collected: device model", the first of several
        if not value or value == said or value not in said:
            continue
        left = said.replace(value, "", 1)
        is_mixed = any(bool(own.value(each)) and own.value(each) in left for each in (beside, "company"))
        is_ended = field == "data" and said.endswith(value) and len(left) <= _LONGEST_LEFT
        if is_mixed or is_ended or words.in_sentence.search(left):
            other.fields[field] = value


def _are_read(covered: Sequence[tuple[PartyRecord, PartyRecord]], listed: Sequence[PartyRecord]) -> bool:
    """Whether most entries of an English list are read already: what stands behind their names is read by its words.

    They are not where the other reading left out what any of them is for.
    """
    is_english = all(is_latin(record.value("name")) and is_latin(record.value("purpose")) for record in listed)
    is_left_out = all(own.value("purpose") for own in listed) and not any(o.value("purpose") for o, _ in covered)
    return is_english and len(covered) * 2 > len(listed) and not is_left_out


def without_said(
    told: Sequence[PartyRecord], others: Sequence[PartyRecord], is_known: Callable[[str], bool]
) -> list[PartyRecord]:
    """The others without those nobody knows whose name is what an entry around it says is taken or done: "网络状态"."""
    return [
        other
        for other, own in _around(told, others)
        if own is None or is_known(_name(other)) or _meet(other, own) or not _is_said(_name(other), own)
    ]


def _is_said(name: str, own: PartyRecord) -> bool:
    data = own.value("data")
    return name in data or name in own.value("purpose") or (bool(data) and data in name)


def give_links(told: Sequence[PartyRecord], others: Sequence[PartyRecord]) -> None:
    """Give others of the same name the address of an entry that says where a policy stands."""
    links = {_name(record).lower(): record.value("link") for record in told if record.value("link")}
    for other in others:
        other.set("link", links.get(_name(other).lower(), ""))


def _are_lines_of_one(listed: Sequence[PartyRecord], others: Sequence[PartyRecord]) -> bool:
    """Whether two entries are lines of one that is read, or one is its line with the company.

    A label and its value look like data and whose they are.
    """
    wholes = sorted((other for other in others if _said(other) > 1), key=lambda record: record.start)
    starts = [record.start for record in wholes]
    inside: set[int] = set()
    for record in listed:
        index = bisect_left(starts, record.start) - 1
        if index >= 0 and record.end <= wholes[index].end:
            company = record.value("company")
            if index in inside or (company and company == wholes[index].value("company") == record.value("name")):
                return True
            inside.add(index)
    return False


def _loses(other: PartyRecord, own: PartyRecord) -> bool:
    fields = ("company", "purpose", "data", "link")
    return any(other.value(field).strip() and not own.value(field).strip() for field in fields)


def _name(record: PartyRecord) -> str:
    return record.value("name") or record.value("company")


def _is_under_company(other: PartyRecord, own: PartyRecord) -> bool:
    """Whether another reading has the company for the name, and the name in what it is for."""
    return own.value("company") == _name(other) != _name(own) and _name(own) in other.value("purpose")


def _is_longer(name: str, other: str) -> bool:
    """Whether one name is the other with more behind its last word: "白鹭SDK支付" for "白鹭SDK"."""
    return len(other) < len(name) and name.startswith(other) and other.endswith("SDK")


def _bare_name(record: PartyRecord) -> str:
    """The name in lower case, without what stands in brackets behind it."""
    return _BRACKET.split(_name(record).lower(), maxsplit=1)[0].strip()


def _meet(one: PartyRecord, other: PartyRecord) -> bool:
    first, second = _name(one).lower(), _name(other).lower()
    return first in second or second in first or first in other.value("company").lower()


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
