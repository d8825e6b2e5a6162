"""Entries of English lists that say all of somebody in one line, what it is before labels that tell the rest.

"Egret Maps: Maps; Service provider: Egret Ltd, 1 Pond Lane, Leeds; Website: https://…; Privacy Policy: https://…", as
generators of policies write them. Which data they get stands once for all of them, at the head of their section.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import address_in, plain

#: The name, in bold or not, and what it is.
_ENTRY: Final = Expression(r"^\s*(?:[-*•·+–]\s+)?(?P<name>[A-Z\d][^:;\n]{1,60}?)\s?:\s+(?=\S)")
#: A label behind the end of a value: "; Service provider: ".
_LABEL: Final = Expression(r"[;.]\s+(?P<label>[A-Z][A-Za-z-]*(?: [A-Za-z()/-]+){0,5})\s?:\s+")
#: The label of a whole line.
_FIRST: Final = Expression(r"^\s*(?:[-*•·+–]\s+)?(?P<label>[A-Z][a-z]+(?: [a-z]+){0,3}):\s+(?P<value>\S[^\n]*)$")
_EMPHASIS: Final = Expression(r"\*\*|__")
#: Whose it is, up to where that one is: a company without a form that is known.
_BEFORE_PLACE: Final = Expression(r"^[^,;]{2,60}(?=,|;|$)")
#: Characters of a line that is looked at.
_LONGEST: Final = 4_000
_FEWEST_LABELS: Final = 2
#: Fields that the label of who provides it is one of: "Service provider" may be called the name as well.
_OWNERS: Final = ("company", "name")


def read_labelled_entries(
    lines: Sequence[Line], names: FieldNames, words: PartyWords
) -> tuple[list[PartyRecord], list[Line]]:
    """The records of such lines, and the lines that are none.

    A label says who provides it, and another one something else, as where its pages are. Who is named only to say that
    it is not used, or not yet, has no record.
    """
    records: list[PartyRecord] = []
    left: list[Line] = []
    data = ""
    for line in lines:
        text = _EMPHASIS.sub("", line.text) if len(line.text) <= _LONGEST else ""
        if line.kind == "heading":
            data = ""
        elif (head := _FIRST.match(text)) is not None and names.field(head["label"]) == "data":
            data = plain(head["value"]).rstrip(".")
        record = _record(text, line, data, names, words)
        if record is None:
            left.append(line)
        else:
            records.append(record)
    return records, left


def _record(text: str, line: Line, data: str, names: FieldNames, words: PartyWords) -> PartyRecord | None:
    entry = _ENTRY.match(text)
    labels = list(_LABEL.finditer(text)) if entry is not None else []
    if entry is None or len(labels) < _FEWEST_LABELS or names.field(plain(entry["name"])):
        return None
    ends = [label.start() for label in labels[1:]] + [len(text)]
    told = [(label["label"], text[label.end() : end]) for label, end in zip(labels, ends, strict=True)]
    owner = next((value for label, value in told if names.field(label) in _OWNERS), "")
    links = [(label, address_in(value, words)) for label, value in told if names.field(label) == "link"]
    use = text[entry.end() : labels[0].start()].partition(";")[0]
    said = f"{entry['name']}: {use}"
    if not owner or denies(said, words) or words.not_now.search(said) is not None:
        return None
    company = words.company_name.match(owner) or _BEFORE_PLACE.match(owner)
    policies = [link for label, link in links if words.names_policy.fullmatch(label)]
    return PartyRecord(
        fields={
            "name": plain(entry["name"]),
            "company": plain(company.group()) if company is not None else "",
            "purpose": plain(use),
            "data": data,
            "link": next((link for link in (*policies, *(link for _, link in links)) if link), ""),
        },
        start=line.start,
        end=line.end,
        is_called_party=True,
        layout="labels",
    )
