"""What names are for that stands elsewhere: in a title of their group, a sentence above, a block of their own."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.records.list_context import ListContext, name_of
from appaudit.records.record import PartyRecord
from appaudit.records.wording.groups import use_of_group, use_titled
from appaudit.records.wording.sentences import denies, said_in


def tell_groups(records: Sequence[PartyRecord], context: ListContext, words: PartyWords) -> None:
    """Give rows, parts of a page and names alone that have no use what stands above says that those below are for."""
    for record in records:
        if record.value("purpose").strip():
            continue
        if record.layout in ("table", "parts"):
            is_row = record.layout == "table"
            name = record.value("name")
            title = context.heading(record.start) if is_row else context.group_heading(record.start, name)
            record.set("purpose", use_of_group(title, words))
        elif record.layout == "prose":
            record.set("purpose", use_titled(context.heading(record.start), words))
        elif record.layout in ("items", "names", "addressed"):
            is_title = context.is_policy_title(record) or record.layout == "addressed"
            told = use_above(context, record.start, words) if is_title else ""
            led = words.lead_for.search(context.sentence_above(record.start).strip("*_ "))
            told = told or (next((use for use in led.groupdict().values() if use), "") if led is not None else "")
            record.set("purpose", told or use_titled(context.title_above(record.start), words))


def use_above(context: ListContext, position: int, words: PartyWords) -> str:
    """What the sentence above a list of titles of policies says that its services are for, else their heading."""
    sentence = context.sentence_above(position)
    if denies(sentence, words):
        return ""
    return said_in(sentence, 0, words).purpose or use_of_group(context.heading(position), words)


def leave_uses_to_blocks(records: Sequence[PartyRecord]) -> None:
    """Take what a kind of data is for off the rows of whom a labelled block says what it is for itself."""
    blocks = (record for record in records if record.layout == "labels" and record.value("purpose").strip())
    told = {name_key(name_of(record)) for record in blocks}
    for record in records:
        if record.is_by_data and name_key(name_of(record)) in told:
            record.fields["purpose"] = ""
