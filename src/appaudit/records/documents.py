"""A document to records: its tables, its labelled lines, and the sentences of its lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from appaudit.documents.blocks import Link, PolicyDocument
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.remembered import forget
from appaudit.records.alike.bare_rows import bare_rows
from appaudit.records.alike.lists import read_alike
from appaudit.records.belief import believed, is_thanked
from appaudit.records.beside_lists import without_beside, without_code
from appaudit.records.data_above import take_company_above, take_data_above
from appaudit.records.data_elsewhere import take_data_elsewhere
from appaudit.records.entries.addressed import read_addressed
from appaudit.records.entries.below_kinds import read_below_kinds
from appaudit.records.entries.below_names import read_below_names
from appaudit.records.entries.common_forms import read_common_forms
from appaudit.records.entries.companies_above import give_companies_above
from appaudit.records.entries.counted import read_counted
from appaudit.records.entries.items import read_items
from appaudit.records.entries.names_above_uses import read_names_above_uses
from appaudit.records.entries.packaged import not_told, read_packaged
from appaudit.records.entries.told_entries import read_told
from appaudit.records.entries.told_sections import read_told_below
from appaudit.records.footnotes import take_footnotes
from appaudit.records.group_uses import tell_group_uses, tell_titles, without_groups
from appaudit.records.labelled.cards import as_labelled
from appaudit.records.labelled.headed import read_headed, takes_up, tell_more
from appaudit.records.labelled.label_lines import Line
from appaudit.records.labelled.labelled_entries import read_labelled_entries
from appaudit.records.labelled.labels import read_labels
from appaudit.records.labelled.named_by_heading import name_by_headings
from appaudit.records.labelled.parts import read_parts
from appaudit.records.labelled.subsections import read_subsections
from appaudit.records.list_context import ListContext
from appaudit.records.overlaps import (
    give_links,
    is_outside,
    outside,
    refined,
    richer,
    told_better,
    without,
    without_said,
)
from appaudit.records.own_words import leave_data_alone, leave_uses_alone, part_entries_for, tell_own_words
from appaudit.records.record import PartyRecord
from appaudit.records.running_text.bracketed import read_bracketed, read_taken_up, read_used
from appaudit.records.running_text.companies_embedded import read_companies_embedded
from appaudit.records.running_text.handed_over import of_others, read_handed_over
from appaudit.records.running_text.listed_together import named_in_kinds, read_listed_together
from appaudit.records.running_text.named_in_turn import read_named_in_turn
from appaudit.records.running_text.own_section import tell_own_sections
from appaudit.records.running_text.prose import read_prose, read_supplied, read_uses
from appaudit.records.running_text.strangers import acquainted
from appaudit.records.running_text.told_services import read_told_services
from appaudit.records.running_text.unlisted import beside_a_list, read_running_text, without_companies
from appaudit.records.running_text.uses_before_names import read_uses_before_names
from appaudit.records.same_service import join_same_services
from appaudit.records.sections_told import tell_sections
from appaudit.records.several_names import each_named
from appaudit.records.tables.cell_runs import read_cell_runs
from appaudit.records.tables.document_tables import first_links, rows_and_lines, tables_of
from appaudit.records.tables.flattened import read_flattened
from appaudit.records.titled_links import give_policies_of_vendors, take_links_of_vendors, take_titled_links
from appaudit.records.uses_above import leave_uses_to_blocks, tell_groups, use_above
from appaudit.records.wording.addresses_apart import take_addresses_behind
from appaudit.records.wording.labels_inside import without_labels_inside
from appaudit.records.wording.names import is_known
from appaudit.records.wording.no_uses import without_no_uses
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import is_product, without_more


def read_records(
    document: PolicyDocument,
    names: FieldNames,
    words: PartyWords,
    context: ListContext | None = None,
    *,
    in_own_words: bool = True,
) -> list[PartyRecord]:
    """Every record of third parties in a document, in order, with offsets of its text.

    A record that could be anything (no word SDK, no company) counts only below a heading or a lead-in that speaks of
    third parties. `in_own_words` says that names and words are those of the language of the document.
    """
    try:
        return _read_all(document, names, words, context or ListContext(document, words), in_own_words=in_own_words)
    finally:
        forget()


def _read_all(
    document: PolicyDocument, names: FieldNames, words: PartyWords, context: ListContext, *, in_own_words: bool
) -> list[PartyRecord]:
    shown = without_code(document)
    found = without_beside(_read(shown, names, words, context, in_own_words=in_own_words), document, context, words)
    if not found and shown is not document:
        found = _read(document, names, words, context, in_own_words=in_own_words)
        found = without_beside(found, document, context, words)
    return sorted(join_same_services(found, context, words), key=lambda record: record.start)


def _read(
    document: PolicyDocument, names: FieldNames, words: PartyWords, context: ListContext, *, in_own_words: bool
) -> list[PartyRecord]:
    """The records of a document as it is given, blocks of code and all."""
    found, lines = rows_and_lines(document, names, words)
    in_labels, lines = read_labelled_entries(lines, names, words)
    found += in_labels
    flattened, lines = read_flattened(lines, names, words)
    lines = as_labelled(lines, names, words)
    entries = [line for line in lines if line.kind != "contents"]
    known = words
    if in_own_words:
        words = acquainted(words, entries, document, names, context)
    labelled, groups = without_groups(read_labels(entries, names, words), words)
    found += [*flattened, *labelled]
    reading = _Reading(document, names, words, context, entries, first_links(document, entries), in_own_words)
    found = [each for record in reading.with_listed(found) for each in each_named(record, words)]
    found = reading.with_said(found)
    name_by_headings(found, context, words)
    take_titled_links(found, document, words)
    found = give_policies_of_vendors(found, document, context.is_policy_title)
    if not in_own_words:
        is_bare = ("names", "addressed")
        found = [record for record in found if record.layout not in is_bare or not context.is_policy_title(record)]
    take_footnotes(found, document.text)
    leave_uses_to_blocks(found)
    tell_group_uses(found, groups, entries, names)
    tell_groups(found, context, words)
    tell_titles(found, entries, words)
    left = believed(found, document, context, words)
    if not in_own_words:
        left = [record for record in left if not is_thanked(record, context)]
    # What running text says of anybody counts where nothing is listed; beside a list, of those whom it does not name.
    is_unlisted = all(record.layout == "prose" or is_thanked(record, context) for record in left)
    stated = read_running_text(entries, document.text, words) if in_own_words else []
    listed = [line.start for line in entries if line.kind == "item"]
    stated = [record for record in stated if not _is_in_denied_list(record, listed, document, context)]
    if is_unlisted and in_own_words:
        stated = believed(_titled(outside(of_others(stated, left), left), document, words), document, context, words)
        left = without_companies([*(one for one in left if not (stated and is_thanked(one, context))), *stated])
    elif stated:
        # What a sentence says of somebody whom a list only names is said of the one who is listed.
        stated = beside_a_list(of_others(outside(stated, left), left), left, known)
        left += believed(_titled(stated, document, words), document, context, words)
    rows = bare_rows(tables_of(document, names), document, names, words) if in_own_words else []
    lined = sorted([*entries, *rows], key=lambda line: line.start)
    for records in read_alike(lined, names, words, context.lists_parties) if in_own_words else ():
        if context.stands_beside_list(records[0].start):
            continue
        left = told_better(believed(records, document, context, words), left, lambda name: is_known(name, words))
    if in_own_words:
        left = _with_told(left, document, entries, names, words, context)
    left = [each for record in left for each in each_named(record, words)]
    if in_own_words:
        left = named_in_kinds(left, document.text, words)
        tell_own_words(left, document.text, words)
        tell_groups([record for record in left if record.layout == "prose"], context, words)
        take_data_above(left, context, words)
        take_company_above(left, context, words)
        left = tell_own_sections(left, document, context.heading_start, words)
        take_addresses_behind(left, document.text)
        without_no_uses(left, words)
        tell_sections(left, entries, words)
        take_data_elsewhere(left, entries, context, words)
    else:
        without_no_uses(left, words)
    without_labels_inside([record for record in left if record.layout == "labels"], words)
    if in_own_words:
        take_links_of_vendors(left, document, words)
        part_entries_for(left, words)
        leave_data_alone([record for record in left if record.layout not in ("table", "labels", "parts")], words)
        leave_uses_alone([record for record in left if record.layout != "table"], words)
    for record in left:
        use = record.value("purpose").strip()
        if words.licence_alone.fullmatch(use) or words.package_alone.fullmatch(use):
            record.fields["purpose"] = ""
        elif "。" in use:
            record.fields["purpose"] = without_more(use, words)
    return left


def _with_told(
    records: list[PartyRecord],
    document: PolicyDocument,
    entries: Sequence[Line],
    names: FieldNames,
    words: PartyWords,
    context: ListContext,
) -> list[PartyRecord]:
    """The records with what entries that are read clause by clause say better, or more."""
    left = records
    inline = read_told(entries, names, words, context.lists_parties)
    below = read_told_below(entries, names, words, context.lists_parties)
    for listed in (*inline, *below):
        told = [record for record in listed if not context.is_off_list(record.start)]
        told = [record for record in told if not (context.denies(record.start) or is_thanked(record, context))]
        give_links(told, left)
        # Entries that say where policies stand and nothing else are of those whom the rest of the page names.
        says_more = not left or any(record.fields.keys() - {"name", "link", "company"} for record in told)
        if told and says_more and not context.stands_beside_list(told[0].start):
            told = believed(told, document, context, words)
            left = without_said(told, left, lambda name: is_known(name, words) or is_product(name, words))
            refined(told, left, document.text, words)
            left = told_better(told, left, lambda name: is_known(name, words), by_clauses=True)
    return left


def _titled(records: list[PartyRecord], document: PolicyDocument, words: PartyWords) -> list[PartyRecord]:
    """The records with the addresses of links that name them."""
    take_titled_links(records, document, words)
    return records


def _is_in_denied_list(
    record: PartyRecord, listed: Sequence[int], document: PolicyDocument, context: ListContext
) -> bool:
    """Whether a sentence is an entry of a list whose lead says that what follows is not so."""
    index = bisect_right(listed, record.start) - 1
    is_entry = index >= 0 and "\n" not in document.text[listed[index] : record.start]
    return is_entry and context.denies(record.start)


class _Reading(NamedTuple):
    """What lists and sentences of one document say beside its tables and labels; arguments as of `read_records`."""

    document: PolicyDocument
    names: FieldNames
    words: PartyWords
    context: ListContext
    entries: list[Line]
    links: dict[int, Link]
    """The first link of each line, by where the line begins."""
    in_own_words: bool

    def with_listed(self, found: list[PartyRecord]) -> list[PartyRecord]:
        """Some records, and those of lists."""
        document, names, words, context, entries = self.document, self.names, self.words, self.context, self.entries
        found += outside(read_cell_runs(entries, names, words), found)
        give_companies_above(found, entries, words)
        below = outside(read_below_names(entries, names, words), found) if self.in_own_words else []
        found += [record for record in below if not context.denies(record.start)]
        above = read_names_above_uses(entries, names, words, context.lists_parties) if self.in_own_words else []
        found += [record for record in outside(above, found) if not context.stands_beside_list(record.start)]
        kinds = read_below_kinds(entries, names, words, context.lists_parties) if self.in_own_words else []
        found += [record for record in outside(kinds, found) if not context.stands_beside_list(record.start)]
        found += self._items(found, entries, are_headings=False)
        parts = richer(read_parts(document, names, words, context.is_below_denial), found)
        parts = [record for record in parts if not self._heads_services(record, found)]
        found = [record for record in found if record.layout == "table" or is_outside(record, parts)]
        found += without(parts, found)
        headed = read_headed(document, names, words, context.is_below_parties)
        headed += outside(read_subsections(document, names, words, context.lists_parties), headed)
        headed = [record for record in headed if not self._heads_services(record, found)]
        headed.sort(key=lambda record: record.start)
        tell_more(found, headed)
        found = [record for record in found if not takes_up(record, headed)]
        found += without(headed, found)
        # A numbered heading is the name of its section, and an entry of a list only where it is none.
        found += self._items(found, [line for line in entries if line.kind == "heading"], are_headings=True)
        return found + (not_told(outside(read_packaged(entries, words), found), found) if self.in_own_words else [])

    def _heads_services(self, record: PartyRecord, items: Sequence[PartyRecord]) -> bool:
        """Whether a heading is the title of several services of one vendor, which entries below it name."""
        if self.words.vendor_services.fullmatch(record.value("name").strip()) is None:
            return False
        inside = (one for one in items if record.start < one.start < record.end and one.layout in ("items", "names"))
        return any(is_known(one.value("name"), self.words) for one in inside)

    def _items(self, found: Sequence[PartyRecord], lines: list[Line], *, are_headings: bool) -> list[PartyRecord]:
        """The entries of lists that no record takes up, below headings that do not deny that there are any."""
        context = self.context
        items = read_items(
            lines, self.names, self.words, self.links, context.stands_below_parties, of_headings=are_headings
        )
        return [
            record
            for record in outside(items, found)
            if not context.denies(record.start)
            and not denies(record.value("name"), self.words)
            and (
                not self.words.opens_theirs.search(record.value("purpose"))
                or is_product(record.value("name"), self.words)
            )
            and (record.is_among_known or not context.is_off_list(record.start))
            and (record.layout != "names" or context.stands_in_list(record.start) or self._is_used(record))
        ]

    def _is_used(self, record: PartyRecord) -> bool:
        """Whether an entry is the title of the policy of somebody known, below a sentence that says what we use for."""
        is_known_one = self.context.is_policy_title(record) and is_known(record.value("name"), self.words)
        record.is_among_known = is_known_one and bool(use_above(self.context, record.start, self.words))
        return record.is_among_known

    def with_said(self, found: list[PartyRecord]) -> list[PartyRecord]:
        """Some records, and those of whom sentences tell."""
        names, words, context, entries = self.names, self.words, self.context, self.entries
        listed = [record for record in found if record.value("purpose").strip() or record.value("data").strip()]
        found += outside(read_prose(entries, names, words, context.is_called_parties), found)
        if self.in_own_words and self.document.language == "en":
            found += outside(read_told_services(entries, words, self.links), found)
            paragraphs = [line for line in entries if line.kind != "item"]
            in_turn = list(read_named_in_turn(paragraphs, words, context.lists_parties))
            found += [record for record in outside(in_turn, found) if not context.denies(record.start)]
        if self.in_own_words:
            for told in (
                read_counted(entries, words, context.stands_below_parties),
                read_companies_embedded(entries, words),
                read_supplied(entries, words, context.stands_below_parties),
                read_taken_up(entries, words),
                read_used(entries, words, context.stands_below_parties),
                read_bracketed(entries, words),
                not_told(read_listed_together(entries, words, context.stands_below_parties), listed),
                read_uses_before_names(entries, words, context.stands_below_parties),
            ):
                found += outside(told, found)
            forms = read_common_forms(entries, words, self.links)
            found = [record for record in found if record.layout != "names" or is_outside(record, forms)]
            found += of_others(outside(forms, found), found)
            handed = read_handed_over(entries, words, context.stands_below_parties)
            found += of_others(outside(handed, found), found)
        found += outside(read_addressed(entries, names, words, context.is_called_parties, self.links), found)
        is_english = self.in_own_words and self.document.language == "en"
        uses = read_uses(entries, names, words, context.is_called_parties) if is_english else []
        # What stands in sentences beside a list is what it lists.
        heads = {context.heading_start(record.start) for record in found}
        return found + [record for record in uses if context.heading_start(record.start) not in heads]
