"""Lines of lists: what marks one as an entry, and those that say more of the entry above them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from appaudit.documents.blocks import Link
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import address_in, plain

#: What an entry of a list begins with.
BULLET = Expression(
    r"^\s*(?:[-*+•·●○■◆▪➢►▸▶◦‣–]|\(?\d{1,2}[.)、]|[（(](?:[a-z]|[ivx]{2,4})[)）](?=\s+[*_\[A-Z]))\s+(?:[•·●○■◆▪➢►▸▶◦‣]\s+)?(?:[\U0001f1e6-\U0001f1ff]{2}\s+)?"
    r"(?:(?![✖✗✘❌⛔✅✔☑\U0001f6ab])[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s+)?"
    r"|^\s*(?:[•·●○■◆▪➢►◦‣✅✔☑]\ufe0f?|\d{1,2}、|\d{1,2}[.．](?=[A-Za-z\u4e00-\u9fff])|（\d{1,2}）|[①-⑳]|-(?=[A-Z\u4e00-\u9fff])"
    r"|(?:[a-k]|[ivx]{2,4})[.．、)）]\s?(?=[A-Z\u4e00-\u9fff])|[（(][a-z][)）](?=[\u4e00-\u9fff]))\s*"
)
#: What joins an entry to the next one of a sentence.
JOINS_NEXT = Expression(r"\s*[;,]\s*(?:and|or)?\s*$")
#: What is said of somebody is an address and nothing else.
ADDRESS = Expression(r"^<?https?://[^\s，。；]+$", re.IGNORECASE)
#: A label with its value, below whom it is of.
_LABELLED = Expression(r"^[*_]{0,2}(?P<label>[^:：\n]{2,40}?)[*_]{0,2}[:：][*_]{0,2}\s*(?P<value>\S.*)$")

#: A company, where it is in brackets, and what for: "Egret Inc. (USA) for hosting".
COMPANY_FOR = Expression(
    r"^[*_`]{0,2}(?P<name>[A-Z][^—–:()\n,]{1,50}?(?:,? (?:Inc|LLC|Ltd|GmbH|Corp|PBC|B\.V|AB|AG)\b\.?)?)[*_`]{0,2}"
    r"(?: \([^()\n]{2,40}\)) (?P<rest>for (?!(?:more|details|information|example)\b)[a-z].{3,200})$"
)


def unmarked(text: str) -> str:
    """A line without its bullet and what joins an English one to the next."""
    bullet = BULLET.match(text)
    entry = text[bullet.end() if bullet else 0 :].strip()
    return JOINS_NEXT.sub("", entry) if is_latin(entry) else entry


def without_leads(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of a run that are entries, and those that say more of the one above; these alone are entries."""
    leads = [leads_to_policy(line, words) or label_of(line, names) is not None for line in lines]
    if all(leads) or leads[0]:
        return lines, ()
    told = [line for line, is_lead in zip(lines, leads, strict=True) if not is_lead]
    return told, [line for line, is_lead in zip(lines, leads, strict=True) if is_lead]


def leads_to_policy(line: Line, words: PartyWords) -> bool:
    """Whether a line below an entry only leads to its policy: "Egret Privacy Policy", "Policy: …", an address."""
    text = plain(unmarked(line.text))
    labelled = _LABELLED.match(text)
    if labelled is not None and words.column_link.search(labelled["label"]):
        text = plain(labelled["value"])
    return ADDRESS.match(text) is not None or words.names_policy.fullmatch(text) is not None


def label_of(line: Line, names: FieldNames) -> tuple[str, str] | None:
    """The field and the value of a line that says under a label what the entry above it takes."""
    found = _LABELLED.match(unmarked(line.text))
    field = names.field(plain(found["label"])) if found else ""
    return (field, plain(found["value"])) if found and field == "data" else None


def opens_with_label(lines: Sequence[Line], names: FieldNames) -> bool:
    """Whether a run begins by a label of whom the heading above it names, so that its lines are labels as well."""
    found = _LABELLED.match(unmarked(lines[0].text)) if lines[0].kind == "item" else None
    return found is not None and names.field(plain(found["label"])) in ("purpose", "data", "link")


def give_what_leads(
    records: Sequence[PartyRecord],
    leads: Sequence[Line],
    names: FieldNames,
    words: PartyWords,
    links: Mapping[int, Link],
) -> None:
    """Give entries what stands below them: data under a label, and to those without an address one."""
    for line in leads:
        above = bisect_left(records, line.start, key=lambda entry: entry.start) - 1
        link, labelled = links.get(line.start), label_of(line, names)
        if above >= 0 and labelled is not None:
            for record in records[: above + 1]:
                if record.start == records[above].start:
                    record.set(*labelled)
        elif above >= 0:
            records[above].set("link", link.target if link is not None else address_in(line.text, words))
