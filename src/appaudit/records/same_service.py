"""Records of one service under two spellings, of which one stands where the document only comes back to it.

A register has a section for each service, and further down a table that sums them up by short names: "Egret Cloud
(ECS)" and "ECS", "3. Finch API - crash reports" and "Finch API". What they say is one record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.records.list_context import ListContext, name_of
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import own_words
from appaudit.records.wording.values import is_address

#: What stands before a name, and what parts it from what is said of it in a title: "✅ Egret Maps - the way".
_MARKS = re.compile(r"^[^\w\[（(]+")
_TAIL = re.compile(r"\s+[—–-]{1,2}\s+|\s*——?\s*")
_VERSION = re.compile(r" v?\d+(?:\.\d+)+$")
_OWNED = re.compile(r"^(?P<owner>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,2})(?:['’]s|s['’]) (?=[A-Z])")
#: A picture at the end of a name, with the word it stands for or none: "Egret ⭐ NEW".
_BADGE = re.compile(r"\s+[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?(?:\s*\w{1,12})?$")
_INNER = re.compile(r"[（(](?P<inner>[^（()）]{2,40})[)）]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FIELDS = ("company", "purpose", "data", "link")
#: Letters of the shortest name by which two records are held to be of one service.
_SHORTEST = 2

#: Where a record stands: its reader, and the heading right above it; sections of their own stand nowhere else.
_Run = tuple[str, int]
_SECTION: Final[_Run] = ("section", -1)


def join_same_services(records: Sequence[PartyRecord], context: ListContext, words: PartyWords) -> list[PartyRecord]:
    """The records, each service once where a further list of the document only names it again.

    Two of one list are two services, whatever they are called: that they have one row each is what the list says.
    """
    runs = {id(record): _run(record, context) for record in records}
    cores: dict[str, list[PartyRecord]] = defaultdict(list)
    inside: dict[str, list[PartyRecord]] = defaultdict(list)
    for record in records:
        cores[_core(name_of(record), words)].append(record)
        for found in _INNER.finditer(name_of(record)):
            inside[_core(found["inner"], words)].append(record)
    firsts = {core: _first_of(found, runs) for core, found in cores.items()}
    wholes = {core: found[0] for core, found in inside.items() if len(found) == 1}
    joined: dict[int, PartyRecord] = {}
    for record in sorted(records, key=lambda record: record.start):
        if id(record) in joined:
            continue
        whole = _whole_of(record, firsts, wholes, runs, words)
        while whole is not None and id(whole) in joined:
            whole = joined[id(whole)]
        if whole is None or whole is record:
            continue
        core = _core(name_of(whole), words)
        # What is said of a kind names the service in passing; a vendor before its product does not.
        is_told_beside = core not in (_core(name_of(record), words), _core_of_product(name_of(record), words))
        first, second = (
            (whole, record) if is_told_beside else sorted((record, whole), key=lambda one: (-_says(one), one.start))
        )
        _take(first, second)
        joined[id(second)] = first
    return [record for record in records if id(record) not in joined]


def _first_of(found: Sequence[PartyRecord], runs: Mapping[int, _Run]) -> PartyRecord | None:
    """The record of one service that says most, one of a section before others; None where one list has it twice."""
    stands_in = [runs[id(record)] for record in found]
    if len(set(stands_in)) < len(stands_in):
        return None
    return min(found, key=lambda record: (runs[id(record)] != _SECTION, -_says(record), record.start))


def _whole_of(
    record: PartyRecord,
    firsts: Mapping[str, PartyRecord | None],
    wholes: Mapping[str, PartyRecord],
    runs: Mapping[int, _Run],
    words: PartyWords,
) -> PartyRecord | None:
    """The record of the service that another one comes back to; None for one that is of its own."""
    name = name_of(record)
    told = [firsts[core] for core in _cores_told(name, words) if core in firsts]
    if _is_short(record):
        told.append(wholes.get(_core(name, words)))
    is_owned = _OWNED.match(name) is not None
    for whole in told:
        if whole is None or whole is record or (not is_owned and runs[id(whole)] == runs[id(record)]):
            continue
        if _may_be_one(record, whole):
            return whole
    return None


def _may_be_one(record: PartyRecord, other: PartyRecord) -> bool:
    """Whether the names of two records with one core may be one service: no brackets tell them apart, and no case.

    The very same name is left to whoever puts records together by their names.
    """
    first, second = (name_of(one) for one in (record, other))
    # A company that is listed twice for two purposes has two products.
    uses = {use for one in (record, other) if (use := one.value("purpose").strip()) and not is_address(use)}
    if record.layout == other.layout == "table" and len(uses) > 1:
        return False
    if name_key(first) == name_key(second) and bool(_INNER.search(first)) == bool(_INNER.search(second)):
        return _INNER.search(first) is None and not (record.value("name") and other.value("name")) and len(uses) < 2
    # Rows of two tables that say each for itself what for and what are two services: "Egret (AI)" and "Egret".
    is_told = [one.layout == "table" and one.value("purpose") and one.value("data") for one in (record, other)]
    differ = all(record.value(field) != other.value(field) for field in ("purpose", "data"))
    return not (_INNER.search(first) and _INNER.search(second)) and not (all(is_told) and differ)


def _cores_told(name: str, words: PartyWords) -> list[str]:
    """The cores by which a name may come back: its own, and that of what stands beside a kind of service in it."""
    cores = [_core(name, words)]
    parts = [part for part in _TAIL.split(name) if part]
    outer = _INNER.sub("", name).strip()
    if len(parts) > 1 and not _HAN.search(name) and not own_words(parts[0], words):
        cores.append(_core(parts[-1], words))  # "AI processing — Egret (Germany)"
    inner = _INNER.search(name)
    if inner is not None and outer and not _HAN.search(name) and not own_words(outer, words):
        cores.append(_core(inner["inner"], words))  # "Crash reports & diagnostics (Egret)"
    if owned := _OWNED.match(name):
        cores.append(_core(owned["owner"], words))  # "Egret's Maps API"
    cores.append(_core_of_product(name, words))  # "Egret Finch" of the vendor Egret, and "Finch"
    return [core for core in dict.fromkeys(cores) if len(core) >= _SHORTEST]


def _core_of_product(name: str, words: PartyWords) -> str:
    """The core of a name without the vendor before it, where somebody is known by the rest; empty for any other."""
    core = _core(name, words)
    vendor = next((end for end in range(len(core) - 1, 1, -1) if words.company_brand.fullmatch(core, 0, end)), 0)
    rest = core[vendor:].strip()
    return rest if vendor and rest in words.known_names and words.company_brand.fullmatch(rest) is None else ""


def _core(name: str, words: PartyWords) -> str:
    """A name in small letters without marks, brackets, the legal form and what a title says behind a dash."""
    bare = _BADGE.sub("", _MARKS.sub("", name.strip()))
    first = _TAIL.split(bare, maxsplit=1)[0]
    key = name_key(first if own_words(first, words) else bare)
    return words.kind_tail.sub("", _VERSION.sub("", words.legal_tail.sub("", key)))


def _is_short(record: PartyRecord) -> bool:
    """Whether a record says nothing but a name and an address, as one that comes back to a service does."""
    fields = ("company", "purpose", "data") if record.value("name").strip() else ("purpose", "data")
    return not any(record.value(field).strip() for field in fields)


def _run(record: PartyRecord, context: ListContext) -> _Run:
    """In which list a record stands; all sections that services have of their own are one."""
    start = context.heading_start(record.start)
    is_section = record.layout in ("labels", "headed") and (record.is_titled or start == record.start)
    return _SECTION if is_section else (record.layout, start)


def _says(record: PartyRecord) -> int:
    return sum(bool(record.value(field).strip()) for field in _FIELDS)


def _is_plain(name: str) -> bool:
    return not (_INNER.search(name) or _TAIL.search(name) or _MARKS.match(name) or _BADGE.search(name))


def _is_in(record: PartyRecord, other: PartyRecord) -> bool:
    """Whether the name of a record is that of another one up to its brackets: "Egret" of "Egret (maps)"."""
    bare = _BADGE.sub("", _TAIL.split(_MARKS.sub("", name_of(other)))[0])
    return name_key(_INNER.sub("", bare)) == name_key(name_of(record))


def _take(record: PartyRecord, other: PartyRecord) -> None:
    """Give a record what another one of the same service has beside it, and the plain name of the two."""
    if record.value("name") and _is_plain(name_of(other)) and not _is_plain(name_of(record)) and _is_in(other, record):
        record.fields["name"] = name_of(other)
    for field in _FIELDS:
        record.set(field, other.value(field))
    record.is_called_party = record.is_called_party or other.is_called_party
    record.is_among_known = record.is_among_known or other.is_among_known
