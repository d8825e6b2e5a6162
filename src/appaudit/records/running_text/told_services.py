"""Paragraphs as generators of policies write them: what somebody is, whose, which data are processed, and where.

"Egret is a hosting service provided by Egret Ltd. Personal Data processed: Usage Data. Place of processing: …"
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from appaudit.documents.blocks import Link
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import plain

#: Lines below the first sentence in which the data stand.
_MOST_BELOW = 4


def read_told_services(lines: Sequence[Line], words: PartyWords, links: Mapping[int, Link]) -> list[PartyRecord]:
    """The records of such paragraphs: those of which a label for data stands in the same line or close below it.

    Args:
        lines: The lines of a document.
        words: How the sentences and labels are written.
        links: The first link of a line, by where the line begins.
    """
    records: list[PartyRecord] = []
    for number, line in enumerate(lines):
        for told in _told(line.text, words):
            below = _own(lines[number + 1 : number + 1 + _MOST_BELOW], words)
            texts = [line.text[told.end() :], *(each.text for each in below)]
            data = next((found for text in texts if (found := words.data_processed.search(text)) is not None), None)
            if data is None or denies(told.group(), words):
                continue
            places = [each for each in (line, *below) if words.place_processed.search(each.text) is not None]
            link = next((links[each.start].target for each in places if each.start in links), "")
            fields = {
                "name": _name(told["name"]),
                "company": told.groupdict().get("company", "").rstrip(". "),
                "purpose": plain(told["kind"]),
                "data": "" if words.data_elsewhere.search(data["data"]) else plain(data["data"]),
                "link": link if link.startswith(("http://", "https://")) else "",
            }
            start = line.start + told.start()
            end = below[-1].end if below else line.end
            records.append(PartyRecord(fields=fields, start=start, end=end, is_called_party=True, layout="prose"))
    return records


def _told(text: str, words: PartyWords) -> list[re.Match[str]]:
    """The sentences of a line that say what somebody is, with whose that is or without."""
    return [*words.told_service.finditer(text), *words.told_service_alone.finditer(text)]


def _name(text: str) -> str:
    """The name that a sentence begins with, without the title of its section before it: "Egret (Egret Ltd) Egret"."""
    name = plain(text.removeprefix("The "))
    return name if name.endswith(")") else name.rpartition(") ")[2]


def _own(lines: Sequence[Line], words: PartyWords) -> list[Line]:
    """The lines before the next such paragraph."""
    found = []
    for line in lines:
        if _told(line.text, words):
            break
        found.append(line)
    return found
