"""Companies on a line of their own above all SDKs that they offer: "一、白鹭有限公司", and below it "1. 白鹭SDK"."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.values import is_company, is_product

#: Companies that head entries in one list at the least: one alone may be whose app it is.
_FEWEST = 2


def give_companies_above(records: Sequence[PartyRecord], lines: Sequence[Line], words: PartyWords) -> None:
    """Give the records of a list the company that stands above them, where none of them names one.

    A company counts where an entry begins on the line below it, and it reaches down to the next one; a heading that
    names neither ends it.
    """
    begun = {record.start: record for record in records if record.layout == "labels"}
    if len(begun) < _FEWEST or any(record.value("company").strip() for record in begun.values()):
        return
    given: list[tuple[str, list[PartyRecord]]] = []
    is_below = False
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        if line.start in begun:
            if is_below:
                given[-1][1].append(begun[line.start])
        elif below is not None and below.start in begun and is_company(line.text, words):
            given.append((line.text, []))
            is_below = True
        elif line.kind == "heading" and not is_product(line.text, words):
            is_below = False
    if len({company for company, _ in given}) < _FEWEST:
        return
    for company, below_it in given:
        for record in below_it:
            record.set("company", company)
