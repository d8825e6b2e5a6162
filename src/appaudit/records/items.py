"""Entries of lists that name a product and say behind a dash or a colon what it is for: "Firebase — used to …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labels import Line
from appaudit.records.record import PartyRecord
from appaudit.records.sentences import denies
from appaudit.records.values import plain

_BULLET = re.compile(r"^\s*(?:[-*•·●○■◆▪➢►–]|\(?\d{1,2}[.)])\s+")
#: A name in capitals, what parts it from the rest, and the rest.
_ENTRY = re.compile(
    r"^[*_`]{0,2}(?P<name>[A-Z][^—–:\n]{1,39}?)[*_`]{0,2}(?: [—–-] |:[*_`]{0,2} )[*_`]{0,2}(?P<rest>\S.*)$"
)
_SENTENCE = re.compile(r"(?<=[a-z)])\.(?:\s|$)")
_SMALL = re.compile(r"(?:[a-z][\w.]*)")


def read_items(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[PartyRecord]:
    """The records of entries that name a brand; a kind of service ("Analytics providers") names nobody."""
    records = []
    for line in lines:
        text = line.text if line.kind == "item" else _BULLET.sub("", line.text)
        if line.kind != "item" and text == line.text:
            continue
        found = _ENTRY.match(_BULLET.sub("", text))
        if found is None or not _is_brand(found["name"], names, words) or denies(found["rest"], words):
            continue
        rest = _SENTENCE.split(found["rest"], maxsplit=1)[0]
        if not (words.for_what.search(rest) or words.purpose.search(rest) or words.takes.search(rest)):
            continue
        fields = {"name": plain(found["name"]), "purpose": plain(rest)}
        records.append(PartyRecord(fields=fields, start=line.start, end=line.end, layout="items"))
    return records


def _is_brand(name: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a name is somebody's: capitals throughout, and not only words for kinds of things."""
    if names.field(name) or words.other_label.search(name) or words.no_title.search(name):
        return False
    parts = [part for part in re.split(r"[\s/&+,()]+", name) if part]
    own = [part for part in parts if not words.generic_name.fullmatch(part)]
    return bool(own) and not any(_SMALL.fullmatch(part) for part in own)
