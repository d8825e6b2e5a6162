"""SDKs that a sentence names by their packages, as the detection services of stores write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.sentences import LONGEST_LINE, refuses

#: A package of Java, an artifact behind it or none, and in brackets its company and its name or the name alone.
_PACKAGED = Expression(
    r"(?<![\w.@/])(?P<package>(?:com|cn|org|net|io|me)(?:\.[a-z_]\w{0,40}){1,6})(?::[\w.\-]{1,60})? ?"
    r"[（(](?P<name>[^（）()\n]{2,60})[）)]",
    re.ASCII,
)
_BETWEEN = re.compile("[;；]")
_SENTENCE = Expression(r"[^。\n]+")


def read_packaged(lines: Sequence[Line], words: PartyWords) -> list[PartyRecord]:
    """The records of SDKs in sentences that say they are embedded, each named by what its brackets say last."""
    return [record for line in lines if len(line.text) <= LONGEST_LINE for record in _in_line(line, words)]


def _in_line(line: Line, words: PartyWords) -> Iterator[PartyRecord]:
    for sentence in _SENTENCE.finditer(line.text):
        text = sentence.group()
        found = list(_PACKAGED.finditer(text))
        if not found or not words.embeds.search(text[: found[0].start()]):
            continue
        if refuses(text, words):
            continue
        for part in found:
            name = _BETWEEN.split(part["name"])[-1].strip()
            start = line.start + sentence.start() + part.start()
            fields = {"name": f"{name}（{part['package']}）"}
            end = line.start + sentence.start() + part.end()
            yield PartyRecord(fields=fields, start=start, end=end, is_called_party=True, layout="items")


def not_told(records: Sequence[PartyRecord], others: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The records of whom no other says more: "白鹭（com.egret）" of a sentence is told by "白鹭广告SDK"."""
    keys = [name_key(other.value("name") or other.value("company")) for other in others]
    return [record for record in records if not any(name_key(record.value("name")) in key for key in keys)]
