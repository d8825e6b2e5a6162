"""What the own words of records say beside the field that they stand in: data behind a use, a provider in a gloss."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from appaudit.lexicon.parties import PartyWords
from appaudit.records.record import PartyRecord
from appaudit.records.sections_told import told_in_use
from appaudit.records.wording.addresses_apart import policy_at, with_addresses_apart
from appaudit.records.wording.companies import provider_told
from appaudit.records.wording.data_behind import (
    end_uses,
    take_collected,
    take_data_behind,
    take_kinds,
    take_labelled_data,
    take_objects,
    take_received,
)
from appaudit.records.wording.data_told import take_data_told
from appaudit.records.wording.own_use import without_subject
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.titles import part_gloss
from appaudit.records.wording.told_apart import tell_apart
from appaudit.records.wording.use_alone import kept_by_use, part_data_for_use, use_alone, uses_in_turn

#: Characters of a record in which it says who provides whom it names.
_LONGEST_TOLD = 600


def tell_own_words(records: Sequence[PartyRecord], text: str, words: PartyWords) -> None:
    """Give records what their own words say beside the fields that were read: glosses, providers, data behind uses."""
    for record in records:
        part_gloss(record, words)
        tell_apart(record, words)
        record.fields = with_addresses_apart(record.fields, words)
        owner = words.told_en_owner.match(record.value("purpose").strip(" ."))
        if owner is not None:
            record.set("company", owner["company"])
            record.fields["purpose"] = ""
        if record.layout in ("labels", "parts", "headed") and not record.value("company").strip():
            told = text[record.start : min(record.end, record.start + _LONGEST_TOLD)]
            record.fields["company"] = provider_told(told, words)
    end_uses(records, words)
    # Cells and the values of labels are whole as they stand.
    for record in (record for record in records if record.layout not in ("table", "labels", "parts")):
        record.fields["purpose"] = without_subject(record.value("purpose"), record.value("name"), words)
    take_collected(records, text, words)
    take_received(records, text, words)
    take_data_told([record for record in records if record.layout not in ("table", "labels", "parts")], words)
    take_objects(records, words)
    take_data_behind(records, words)
    take_labelled_data(records, text, words)
    take_kinds(records, words)


def part_entries_for(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Part the names of English entries from what each is for, where those of one list say it so: "Egret for maps"."""
    found = [
        (record, parted)
        for record in records
        if record.layout in ("items", "names", "alike") and not record.value("purpose").strip()
        if (parted := words.entry_for.match(record.value("name"))) is not None
    ]
    for record, parted in found:
        record.fields["name"], record.fields["purpose"] = parted["name"], parted["use"]


def leave_uses_alone(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Take the rest of the sentences that say it off each use, and what is taken where it says that first."""
    for use, told in groupby(records, key=lambda record: record.value("purpose")):
        several = list(told)
        for record, own in zip(several, uses_in_turn(use, len(several), words), strict=False):
            record.fields["purpose"] = own
    for record in records:
        record.fields["purpose"] = use_alone(record.value("purpose"), record.value("name"), words)
    take_data_told([record for record in records if record.layout != "labels"], words)
    for record in records:
        use, data = use_alone(record.value("purpose"), record.value("name"), words), ""
        if not record.value("data").strip():
            use, data = part_data_for_use(use, words)
        record.set("data", data or kept_by_use(use, words))
        record.fields["purpose"] = "" if words.own_subject_zh.fullmatch(use) else use


def leave_data_alone(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Take what stands behind it off English data that sentences say, and data away that are none of it."""
    for record in records:
        data = record.value("data").strip()
        if not data or not is_latin(data) or words.no_data_told.fullmatch(data):
            record.fields["data"] = data if not is_latin(data) else ""
            continue
        tail = words.data_tail.search(data)
        record.fields["data"] = data[: tail.start()] if tail is not None and tail.start() else data


def tell_use_of_entry(fields: dict[str, str], words: PartyWords) -> None:
    """Part what the use of an entry of a list of objects says, which stands alone: data in a further sentence.

    {role: "Generates the content. Receives your text."} is for the first and takes what the second says.
    """
    use = fields.get("purpose", "")
    record = PartyRecord(fields=fields, start=0, end=len(use), layout="items")
    record.set("link", policy_at(record.value("name"), use))
    if not use.strip() or record.value("data").strip():
        return
    record.set("data", told_in_use(use, record.value("name"), words))
    take_objects([record], words)
    take_data_behind([record], words)
    leave_uses_alone([record], words)
    if not record.value("purpose").strip():
        record.fields["purpose"] = use
