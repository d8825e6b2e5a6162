"""Sentences on which companies offer a service whose SDK is embedded: "地图由白鹭公司提供，我们接入其SDK"."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.sentences import LONGEST_LINE, denies, said_in
from appaudit.records.wording.values import is_company, plain


def read_companies_embedded(lines: Sequence[Line], words: PartyWords) -> list[PartyRecord]:
    """The records of such sentences, one for each company; what they take may stand in the line below."""
    records: list[PartyRecord] = []
    for index, line in enumerate(lines):
        found = words.company_embedded.search(line.text) if "由" in line.text[:LONGEST_LINE] else None
        if found is None or len(line.text) > LONGEST_LINE or denies(found.group(), words):
            continue
        listed = [plain(part) for part in words.between_parties.split(found["companies"])]
        companies = [part for part in listed if is_company(part, words)]
        if len(companies) < len(listed):
            continue
        rest, end = line.text[found.end() :], line.end
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is not None and words.they_take.match(below.text):
            rest, end = f"{rest}{below.text}", below.end
        data = said_in(rest.replace("*", ""), 0, words).data
        records += (
            PartyRecord(
                fields={"name": one, "company": one, "purpose": plain(found["use"]), "data": data},
                start=line.start + found.start(),
                end=end,
                is_called_party=True,
                layout="prose",
            )
            for one in companies
        )
    return records
