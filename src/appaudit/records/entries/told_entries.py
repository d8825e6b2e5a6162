"""Lists whose entries say in clauses what each third party is for, what it takes, whose it is and its policy.

How the clauses of a language begin is told in modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.records.entries.told_in_chinese import entry_in_chinese
from appaudit.records.entries.told_in_english import entry_in_english
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import NUMBERING, is_product

#: A longer line is a paragraph.
LONGEST_LINE = 500
#: Entries that make a list.
_FEWEST = 2


def read_told(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, listed: Callable[[int], bool]
) -> Iterator[list[PartyRecord]]:
    """The records of such entries, those of one list together; entries of which a clause says something else are none.

    Args:
        lines: The lines of a document.
        names: What labels are called.
        words: How names look, and how clauses begin.
        listed: Whether what stands above an offset speaks of third parties.
    """
    found: list[PartyRecord] = []
    for line in lines:
        is_entry = line.kind in ("paragraph", "item") and len(line.text) <= LONGEST_LINE and listed(line.start)
        record = _read(line, names, words) if is_entry else None
        if record is not None:
            found.append(record)
        elif found:
            if is_list(found, words):
                yield found
            found = []
    if is_list(found, words):
        yield found


def is_list(records: Sequence[PartyRecord], words: PartyWords) -> bool:
    """Whether several entries are a list of third parties: half are of somebody known, or each says two things."""
    known = sum(is_known(each.value("name"), words) or is_product(each.value("name"), words) for each in records)
    uses = [each.value("purpose") for each in records if each.fields.keys() <= {"name", "purpose"}]
    if len(uses) == len(records) and not any(words.purpose.search(use) for use in uses):
        return False  # what brackets behind all names say may be what they are called in another language
    is_told = all(sum(bool(value) for value in each.fields.values()) > _FEWEST for each in records)
    return len(records) >= _FEWEST and (known * 2 >= len(records) or is_told)


def _read(line: Line, names: FieldNames, words: PartyWords) -> PartyRecord | None:
    """The record of a line; None where it is another text."""
    text = NUMBERING.sub("", line.text.replace("**", "").strip(), count=1)
    if (
        refuses(words.takes_none.sub("", text), words)
        or words.not_now.search(text)
        or words.denied_mark.match(line.text)
        or words.remark_label.match(to_simplified(text))
    ):
        return None
    fields = (entry_in_english if is_latin(text) else entry_in_chinese)(text, names, words)
    if not fields.get("name") or not any(fields.get(field) for field in ("purpose", "data", "link")):
        return None
    return PartyRecord(fields=fields, start=line.start, end=line.end, is_called_party=True, layout="items")
