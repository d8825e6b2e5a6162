"""What a document has beside its list of third parties: sections that name services again, templates, offices, sums."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.parties import PartyWords
from appaudit.records.entries.item_lines import unmarked
from appaudit.records.list_context import ListContext, name_of
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_at, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import is_company, is_product, plain

#: A block of code in Markdown, from fence to fence.
_FENCED = re.compile(r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[^\n]*$|\Z)", re.S | re.M)
#: A line that is one pair of brackets: "[Company address]".
_TO_FILL_IN = re.compile(r"[*_`]*\[[^\[\]\n]{2,60}\][*_`]*")
#: Characters of a line that is one, with its bullet and marks, at the most.
_LONGEST_TO_FILL_IN = 120
#: A phrase in small letters, which is what is done and nobody who does it.
_SMALL_WORDS = re.compile(r"[a-z]+(?:[ /-][a-z]+)+")
_ARROWS = ("→", "->", "=>", "⇒", "➜")
#: The name of a file, which is told of beside a list: "PRIVACY.md".
_FILE = re.compile(
    r"[\w./-]+\.(?:md|txt|pdf|docx?|html?|json|ya?ml|csv|xlsx?|tsx?|jsx?|kts?|gradle|lock)", re.IGNORECASE
)
#: An address of mail and nothing else.
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


def without_code(document: PolicyDocument) -> PolicyDocument:
    """A document without its blocks of code: in them stand templates, settings and drawings."""
    if "```" not in document.text and "~~~" not in document.text:
        return document
    spans = [found.span() for found in _FENCED.finditer(document.text)]
    starts = [start for start, _ in spans]

    def is_code(position: int) -> bool:
        index = bisect_right(starts, position) - 1
        return index >= 0 and position < spans[index][1]

    return replace(document, blocks=tuple(block for block in document.blocks if not is_code(block.start)))


def without_beside(
    records: Sequence[PartyRecord], document: PolicyDocument, context: ListContext, words: PartyWords
) -> list[PartyRecord]:
    """The records without those of what stands beside a list."""
    records = _without_contacts(records)
    heads = _heads(records, context)
    addressed = {
        context.heading_start(record.start)
        for record in records
        if record.layout == "names" and words.postal_line.search(name_of(record))
    }
    steps = _steps(records, context)
    return [
        record
        for record in records
        if not _is_nobody(record, document, words)
        and not (record.layout == "names" and not _says(record) and context.heading_start(record.start) in addressed)
        and (record.layout == "prose" or _is_whole(record) or not context.stands_aside(record.start))
        and (record.layout != "items" or context.heading_start(record.start) not in steps)
        and not _is_part_of_section(record, heads, context, words)
        and not _is_kind_of_data(record, context, words)
    ]


def _without_contacts(records: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The records without addresses of mail for what somebody is for, and without entries that say nothing else."""
    mailed = [record for record in records if _MAIL.fullmatch(record.value("purpose").strip())]
    for record in mailed:
        record.fields["purpose"] = ""
    contacts = {id(record) for record in mailed if record.layout in ("items", "names") and not _says(record)}
    return [record for record in records if id(record) not in contacts]


def _heads(records: Sequence[PartyRecord], context: ListContext) -> set[int]:
    """Where the headings begin that are the names of records which say something."""
    return {
        context.heading_start(record.start)
        for record in records
        if record.layout in ("labels", "headed")
        and (name := record.value("name").strip())
        and name in plain(context.heading(record.start))
        and _says(record)
    }


def _steps(records: Sequence[PartyRecord], context: ListContext) -> set[int]:
    """The headings of lists that tell step by step what happens, beside one of services: "Egret → sends the mail"."""
    runs: dict[int, list[bool]] = {}
    for record in records:
        if record.layout == "items":
            is_step = record.value("purpose").startswith(_ARROWS)
            runs.setdefault(context.heading_start(record.start), []).append(is_step)
    found = {start for start, told in runs.items() if sum(told) * 2 > len(told)}
    return found if any(record.layout != "items" for record in records) or len(found) < len(runs) else set()


def _is_nobody(record: PartyRecord, document: PolicyDocument, words: PartyWords) -> bool:
    """Whether what a record calls a name is the sum of a table, an office, an agreement, or still to be filled in."""
    name = name_of(record).strip()
    line, _, _ = document.text[record.start : record.start + _LONGEST_TO_FILL_IN].partition("\n")
    if _TO_FILL_IN.fullmatch(unmarked(line).strip()) or words.name_to_fill_in.fullmatch(name):
        return True
    if _FILE.fullmatch(name.strip("`*_ ")) or words.no_party.fullmatch(name.lower()):
        return True
    if (
        record.layout == "labels"
        and not record.is_titled
        and _SMALL_WORDS.fullmatch(name)
        and not record.value("company")
    ):
        return not is_known(name, words)  # "Service: application hosting" below a blank name
    return words.sum_or_office.fullmatch(name) is not None or words.agreement_name.search(name) is not None


def _is_whole(record: PartyRecord) -> bool:
    """Whether a record says two of who runs it, what for and what it takes, as no row on costs or contacts does."""
    fields = ("company", "purpose", "data") if record.value("name").strip() else ("purpose", "data")
    return sum(bool(record.value(field).strip()) for field in fields) > 1


def _is_part_of_section(record: PartyRecord, heads: set[int], context: ListContext, words: PartyWords) -> bool:
    """Whether an entry of nobody known stands in the section of somebody who has a record: it tells of that one."""
    start, name = context.heading_start(record.start), name_of(record)
    if record.layout not in ("items", "names", "prose") or record.start == start or not is_latin(name):
        return False
    # A page of the service whose section it is: "Token exchange: https://api.egret.example/token" below "Egret API".
    link = "" if record.value("purpose") else record.value("link")
    is_page = bool(link) and is_at(context.heading(start), link) and not is_at(name, link)
    if start not in heads and not is_page:
        return False
    return not (is_known(name, words) or is_product(name, words) or is_company(name, words) or record.value("company"))


def _is_kind_of_data(record: PartyRecord, context: ListContext, words: PartyWords) -> bool:
    """Whether an entry of nobody known stands below a heading on what is collected, and so is a kind of data."""
    if record.layout not in ("items", "names") or record.value("company") or record.value("link"):
        return False
    name, heading = name_of(record), context.heading(record.start)
    if not is_latin(name):
        return False  # a Chinese one is an entry only where it is known, or says that it is an SDK
    is_somebody = is_known(name, words) or is_product(name, words) or is_company(name, words)
    is_on_data = words.data_heading.search(heading.strip("*_ ")) is not None and words.context.search(heading) is None
    return is_on_data and not is_somebody and not context.is_introduced(record.start)


def _says(record: PartyRecord) -> bool:
    return any(record.value(field).strip() for field in ("company", "purpose", "data", "link"))
