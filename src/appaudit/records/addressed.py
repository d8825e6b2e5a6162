"""Lines that are a name and an address and nothing else, below a sentence that says whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labels import Line
from appaudit.records.record import PartyRecord
from appaudit.records.values import plain

#: A name and its address: "白鹭 https://egret.example/privacy".
_ADDRESSED = Expression(r"^(?P<name>[^：:，。；,;\n]{2,40}?)\s*[：:]?\s*(?P<link>https?://\S{4,})$", re.IGNORECASE)
#: Fewer such lines are no list.
_FEWEST = 2


def read_addressed(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, is_called_parties: Callable[[int], bool]
) -> list[PartyRecord]:
    """The records of runs of such lines right below a line, or under a heading, that speaks of third parties.

    Args:
        lines: The lines of a document.
        names: What labels are called: "官网 https://…" is a label with its value.
        words: How values look.
        is_called_parties: Whether the headings right above an offset speak of third parties.
    """
    records: list[PartyRecord] = []
    run: list[PartyRecord] = []
    above = ""
    for line in [*lines, Line("", -1, -1)]:
        record = _record(line, names, words)
        if record is not None:
            run.append(record)
            continue
        is_about = words.context.search(above) is not None and words.denial.search(above) is None
        if len(run) >= _FEWEST and (is_about or (not above.strip() and is_called_parties(run[0].start))):
            records += run
        run, above = [], line.text
    return records


def _record(line: Line, names: FieldNames, words: PartyWords) -> PartyRecord | None:
    found = _ADDRESSED.match(plain(line.text))
    if found is None:
        return None
    name = plain(found["name"])
    if len(name) < 2 or names.field(name) or words.other_label.search(name) or words.no_title.search(name):
        return None
    fields = {"name": name, "link": found["link"]}
    return PartyRecord(fields=fields, start=line.start, end=line.end, is_called_party=True, layout="addressed")
