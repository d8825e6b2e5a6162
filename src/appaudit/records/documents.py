"""A document to records: its tables, its labelled lines, and the sentences of its lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from appaudit.documents.blocks import Block, Cell, Link, PolicyDocument
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords, name_key
from appaudit.records.alike.bare_rows import bare_rows
from appaudit.records.alike.lists import read_alike
from appaudit.records.beside_lists import without_beside, without_code
from appaudit.records.entries.addressed import read_addressed
from appaudit.records.entries.below_kinds import read_below_kinds
from appaudit.records.entries.below_names import read_below_names
from appaudit.records.entries.companies_above import give_companies_above
from appaudit.records.entries.items import read_items
from appaudit.records.entries.packaged import not_told, read_packaged
from appaudit.records.footnotes import take_footnotes
from appaudit.records.group_uses import tell_group_uses, tell_titles, without_groups
from appaudit.records.labelled.cards import as_labelled
from appaudit.records.labelled.headed import read_headed, takes_up, tell_more
from appaudit.records.labelled.label_lines import Line
from appaudit.records.labelled.labels import read_labels
from appaudit.records.labelled.parts import read_parts
from appaudit.records.labelled.subsections import read_subsections
from appaudit.records.lines import lines_of
from appaudit.records.list_context import ListContext, name_of
from appaudit.records.overlaps import is_outside, outside, richer, told_better, without
from appaudit.records.record import PartyRecord
from appaudit.records.running_text.bracketed import read_bracketed, read_taken_up, read_used
from appaudit.records.running_text.handed_over import of_others, read_handed_over
from appaudit.records.running_text.prose import read_prose, read_supplied, read_uses
from appaudit.records.running_text.strangers import acquainted
from appaudit.records.running_text.unlisted import read_running_text, without_companies
from appaudit.records.same_service import join_same_services
from appaudit.records.tables.cell_runs import read_cell_runs
from appaudit.records.tables.data_tables import read_data_table
from appaudit.records.tables.flattened import read_flattened
from appaudit.records.tables.rows import is_list_of_labels, read_table
from appaudit.records.titled_links import give_policies_of_vendors, take_titled_links
from appaudit.records.uses_above import leave_uses_to_blocks, tell_groups, use_above
from appaudit.records.wording.data_behind import take_data_behind
from appaudit.records.wording.ended import mark_ended
from appaudit.records.wording.names import (
    is_at,
    is_authority,
    is_known,
    is_ordinary,
    ordinary_words,
    own_names,
    own_words,
    sdks_in,
)
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.titles import settle_name
from appaudit.records.wording.values import is_company, is_product, plain

#: Columns of different fields that make headings of a row.
_FEWEST_HEADINGS = 3
#: Fields of a labelled block that may still be of something else than a third party.
_MOST_DOUBTFUL = 3
#: Records of known names beside which others are measured by them.
_FEWEST_KNOWN = 3
#: What the foot of a page begins with.
_FOOT = "©"
_WEB = re.compile(r"https?://", re.IGNORECASE)
#: What joins several names, and the number or letter of a heading.
_JOINED = re.compile(r",? and |, ")
_COUNT = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z])[.)]\s+")
#: A package of Java in brackets behind a name: "Egret（com.egret.sdk）".
_PACKAGED = re.compile(r"[（(](?:com|cn|org|net|io|me|tv)(?:\.[A-Za-z_]\w*){1,6}[^（）()]{0,80}[)）]$")
_LAST_LABEL = re.compile(r"(?P<label>[^：:∶\n，,；;]{1,32})[：:∶][\s*_]*$")
#: Cells of a row that begin with labels at the least, and how such a cell begins.
_FEWEST_LABELLED = 2
_LABELLED = re.compile(r"\s*(?P<label>[^：:|\n]{2,16})[：:]\s*\S")


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
    context = context or ListContext(document, words)
    shown = without_code(document)
    found = _read(shown, names, words, context, in_own_words=in_own_words)
    if not found and shown is not document:
        found = _read(document, names, words, context, in_own_words=in_own_words)
    found = without_beside(found, document, context, words)
    return sorted(join_same_services(found, context, words), key=lambda record: record.start)


def _read(
    document: PolicyDocument, names: FieldNames, words: PartyWords, context: ListContext, *, in_own_words: bool
) -> list[PartyRecord]:
    """The records of a document as it is given, blocks of code and all."""
    found, lines = _rows_and_lines(document, names, words)
    flattened, lines = read_flattened(lines, names, words)
    lines = as_labelled(lines, names, words)
    entries = [line for line in lines if line.kind != "contents"]
    if in_own_words:
        words = acquainted(words, entries, document, names, context.is_called_parties)
    labelled, groups = without_groups(read_labels(entries, names, words), words)
    found += [*flattened, *labelled]
    reading = _Reading(document, names, words, context, entries, _first_links(document, entries), in_own_words)
    found = [each for record in reading.with_listed(found) for each in _each_sdk(record, words)]
    found = reading.with_said(found)
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
    left = _believed(found, document, context, words)
    if not in_own_words:
        left = [record for record in left if not _is_thanked(record, context)]
    # What running text says of anybody counts where nothing is listed.
    if in_own_words and all(record.layout == "prose" or _is_thanked(record, context) for record in left):
        stated = outside(of_others(read_running_text(entries, document.text, words), left), left)
        take_titled_links(stated, document, words)
        said = _believed(stated, document, context, words)
        left = without_companies([*(one for one in left if not (said and _is_thanked(one, context))), *said])
    rows = bare_rows(_tables_of(document, names), document, names, words) if in_own_words else []
    lined = sorted([*entries, *rows], key=lambda line: line.start)
    for records in read_alike(lined, names, words, context.lists_parties) if in_own_words else ():
        if context.stands_beside_list(records[0].start):
            continue
        left = told_better(_believed(records, document, context, words), left, lambda name: is_known(name, words))
    if in_own_words:
        take_data_behind(left, words)
    return left


def _rows_and_lines(
    document: PolicyDocument, names: FieldNames, words: PartyWords
) -> tuple[list[PartyRecord], list[Line]]:
    """The records of tables, and all lines of the document, those of tables that only hold labels among them."""
    found: list[PartyRecord] = []
    lines: list[Line] = []
    for rows in _tables_of(document, names):
        table = [[_cell_text(document, cell, cell.header, names) for cell in row.cells] for row in rows]
        if is_list_of_labels(table, names):
            for row, (label, value) in zip(rows, table, strict=True):
                if row is rows[0] and not names.field(label):
                    continue  # "项目 | 说明" above the labels
                address = _cell_text(document, row.cells[1], label, names)
                lines.append(Line(f"{label}：{address or value}", row.start, row.end, 0, "paragraph"))
        elif _holds_labels(table, names):
            lines += [
                Line("；".join(cells), row.start, row.end) for row, cells in zip(rows, table, strict=True) if any(cells)
            ]
        elif len(rows) == 1:
            # Headings whose rows the copy has lost: what stands below them is put together where lines are.
            lines.append(Line("\t".join(table[0]), rows[0].start, rows[0].end))
        else:
            found += _records_of_table(rows, table, names, words) or read_data_table(
                document, rows, table, names, words
            )
    plain = [(block.start, block.end, block.kind) for block in document.blocks if block.kind != "row"]
    lines = sorted([*lines, *lines_of(document.text, plain)], key=lambda line: line.start)
    return found, _with_targets(lines, document.links, names)


def _tables_of(document: PolicyDocument, names: FieldNames) -> Iterator[list[Block]]:
    blocks = [block for block in document.blocks if not document.text.startswith(_FOOT, block.start)]
    return _tables(blocks, lambda row: _are_headings(document, row, names))


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
        kinds = read_below_kinds(entries, names, words, context.lists_parties) if self.in_own_words else []
        found += [record for record in outside(kinds, found) if not context.stands_beside_list(record.start)]
        found += self._items(found, entries, are_headings=False)
        parts = richer(read_parts(document, names, words, context.is_below_denial), found)
        found = [record for record in found if record.layout == "table" or is_outside(record, parts)]
        found += without(parts, found)
        headed = read_headed(document, names, words, context.is_below_parties)
        headed += outside(read_subsections(document, names, words, context.lists_parties), headed)
        headed.sort(key=lambda record: record.start)
        tell_more(found, headed)
        found = [record for record in found if not takes_up(record, headed)]
        found += without(headed, found)
        # A numbered heading is the name of its section, and an entry of a list only where it is none.
        found += self._items(found, [line for line in entries if line.kind == "heading"], are_headings=True)
        return found + (not_told(outside(read_packaged(entries, words), found), found) if self.in_own_words else [])

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
        found += outside(read_prose(entries, names, words), found)
        if self.in_own_words:
            for told in (
                read_supplied(entries, words, context.stands_below_parties),
                read_taken_up(entries, words),
                read_used(entries, words, context.stands_below_parties),
                read_bracketed(entries, words),
            ):
                found += outside(told, found)
            handed = read_handed_over(entries, words, context.stands_below_parties)
            found += of_others(outside(handed, found), found)
        found += outside(read_addressed(entries, names, words, context.is_called_parties, self.links), found)
        is_english = self.in_own_words and self.document.language == "en"
        uses = read_uses(entries, names, words, context.is_called_parties) if is_english else []
        # What stands in sentences beside a list is what it lists.
        listed = {context.heading_start(record.start) for record in found}
        return found + [record for record in uses if context.heading_start(record.start) not in listed]


def _each_sdk(record: PartyRecord, words: PartyWords) -> list[PartyRecord]:
    """A block once for each SDK that its name lists ("白鹭SDK、青鸟SDK"): what it says holds for all."""
    name = record.value("name")
    names = sdks_in(name, words) if record.layout == "labels" else []
    if record.layout == "parts" and name.isascii():
        listed = [plain(part) for part in _JOINED.split(name)]
        names = listed if len(listed) > 1 and all(is_known(part, words) for part in listed) else []
    return [replace(record, fields={**record.fields, "name": name}) for name in names] or [record]


def _name_provider(record: PartyRecord, words: PartyWords) -> None:
    """Name a block by its company where the English title above it only says what kind of service that offers."""
    title = _COUNT.sub("", record.value("name"))
    company = record.value("company").strip()
    if record.is_titled and company and title.isascii() and not own_words(title, words):
        record.fields["name"] = company


def _believed(
    records: Sequence[PartyRecord], document: PolicyDocument, context: ListContext, words: PartyWords
) -> list[PartyRecord]:
    """The records that name a third party, by their names, by what stands above them, and by those beside them."""
    ordinary = ordinary_words(document.text) if document.language == "en" else frozenset()
    own = own_names(document.text, words)
    for record in records:
        if document.language == "en":
            _name_provider(record, words)
        settle_name(record.fields, words)
    mark_ended(records, document.text, words)
    led_to = _led_to(records, context)
    blocks = _blocks_of_known(records, words)
    left = [
        record
        for record in records
        if not context.is_gone(record)
        and name_key(name_of(record)) not in own
        and not is_authority(name_of(record), words)
        and not context.is_way_out(record)
        and (
            record.is_among_known
            or record.start in blocks
            or _is_certain(record, words)
            or (context.lists_parties(record.start) and not _is_heading(record, ordinary, words))
            or (record.layout == "table" and context.is_captioned(record.start))
            or (record.start in led_to and not _is_heading(record, ordinary, words))
        )
    ]
    thanked = [record for record in left if _is_thanked(record, context)]
    if len(thanked) < len(left):
        left = [record for record in left if not _is_thanked(record, context)]
    known = len({name_key(name_of(record)) for record in left if is_known(name_of(record), words)})
    if document.language != "en" or known < _FEWEST_KNOWN:
        return left
    # Beside a list of names that are known, entries none of which is known are of something else, unless a heading or
    # a lead-in of their own says who they are, or a table names them again.
    tabled = {name_key(name_of(record)) for record in left if record.layout == "table"}
    strangers = {
        start
        for start, run in _runs_below_one_heading(left, context)
        if not any(_is_party(record, words) or name_key(name_of(record)) in tabled for record in run)
    }
    return [
        record
        for record in left
        if record.layout == "table" or context.heading_start(record.start) not in strangers or _is_party(record, words)
    ]


def _blocks_of_known(records: Sequence[PartyRecord], words: PartyWords) -> set[int]:
    """Where labelled blocks begin that say of several known names what for and what: they are a list wherever it is."""
    blocks = [
        record
        for record in records
        if record.layout == "labels"
        and record.value("purpose").strip()
        and record.value("data").strip()
        and is_known(record.value("name"), words)
    ]
    several = len({name_key(record.value("name")) for record in blocks}) > 1
    return {record.start for record in blocks} if several else set()


def _led_to(records: Sequence[PartyRecord], context: ListContext) -> set[int]:
    """Where the labelled blocks begin that a paragraph on third parties leads to: the first below it and all behind."""
    found: set[int] = set()
    before: PartyRecord | None = None
    for record in sorted(records, key=lambda record: record.start):
        if record.layout != "labels":
            continue
        goes_on = before is not None and before.start in found and context.is_right_behind(before.end, record.start)
        if goes_on or context.stands_below_lead(record.start):
            found.add(record.start)
        before = record
    return found


def _is_thanked(record: PartyRecord, context: ListContext) -> bool:
    """Whether a record says of what stands under thanks or licences neither whose it is nor what it takes."""
    return not (record.value("data") or record.value("company")) and context.is_below_credits(record.start)


def _runs_below_one_heading(
    records: Sequence[PartyRecord], context: ListContext
) -> Iterator[tuple[int, list[PartyRecord]]]:
    """The entries of lists by where the heading above them begins, without those that a heading of their own calls."""
    runs: dict[int, list[PartyRecord]] = {}
    for record in records:
        if record.layout in ("items", "names", "labels", "prose") and not context.is_called_parties(record.start):
            runs.setdefault(context.heading_start(record.start), []).append(record)
    yield from runs.items()


def _is_party(record: PartyRecord, words: PartyWords) -> bool:
    """Whether a record says by itself that it is of a third party: its name, a company, an address."""
    name = name_of(record)
    return bool(
        record.is_called_party
        or record.is_among_known
        or is_known(name, words)
        or is_product(name, words)
        or record.value("company").strip()
        or is_company(name, words)
        or record.value("link").strip()
    )


def _cell_text(document: PolicyDocument, cell: Cell, heading: str, names: FieldNames) -> str:
    """The text of a cell; of one that is the title of a link below "privacy policy", where it leads."""
    text = document.text[cell.start : cell.end]
    if not cell.end or names.field(heading) != "link" or _WEB.search(text):
        return text
    return next((link.target for link in _links_in(document.links, cell.start, cell.end)), text)


def _with_targets(lines: Sequence[Line], links: Sequence[Link], names: FieldNames) -> list[Line]:
    """The lines with the address that a label has for its value where the page shows a title: "隐私政策：查看".

    The title may be the label itself.
    """
    found = []
    for line in lines:
        link = next(iter(_links_in(links, line.start, line.end)), None)
        title = "" if link is None else line.text[link.start - line.start : link.end - line.start].strip()
        if link is not None and title and names.field(title) == "link" and line.text.strip().startswith(title):
            line = replace(line, text=f"{title}：{link.target}")
        if link is not None and link.start > line.start and not _WEB.search(line.text):
            before = line.text[: link.start - line.start]
            label = _LAST_LABEL.search(before)
            if label and names.field(label["label"]) == "link":
                line = replace(line, text=before + link.target)
            elif names.field(plain(before)) == "link" and not line.text[link.end - line.start :].strip():
                line = replace(line, text=f"{before.rstrip()}：{link.target}")
        found.append(line)
    return found


def _links_in(links: Sequence[Link], start: int, end: int) -> Sequence[Link]:
    """The links to pages of the web that begin between two offsets."""
    first = bisect_left(links, start, key=lambda link: link.start)
    last = bisect_left(links, end, key=lambda link: link.start)
    return [link for link in links[first:last] if _WEB.match(link.target)]


def _first_links(document: PolicyDocument, lines: Sequence[Line]) -> dict[int, Link]:
    """The first link of each line that holds one, by where the line begins."""
    starts = [link.start for link in document.links]
    found: dict[int, Link] = {}
    for line in lines:
        index = bisect_left(starts, line.start)
        if index < len(starts) and starts[index] < line.end:
            found[line.start] = document.links[index]
    return found


def _tables(blocks: Sequence[Block], are_headings: Callable[[Block], bool]) -> Iterator[list[Block]]:
    """The runs of rows that belong to one table: a second row of headings begins another."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.kind != "row" or (len(run) > 1 and (block.header or are_headings(block)))):
            yield run
            run = []
        if block.kind == "row" and block.cells:
            run.append(block)
    if run:
        yield run


def _are_headings(document: PolicyDocument, row: Block, names: FieldNames) -> bool:
    """Whether all cells of a row but one at the most are names of columns, which nothing marks as headings."""
    cells = [document.text[cell.start : cell.end] for cell in row.cells]
    fields = [field for cell in cells if (field := names.field(cell))]
    return len(set(fields)) >= _FEWEST_HEADINGS and len(fields) >= len(cells) - 1


def _records_of_table(
    rows: Sequence[Block], table: Sequence[Sequence[str]], names: FieldNames, words: PartyWords
) -> list[PartyRecord]:
    marked = 0 if rows[0].header else -1
    records = list(read_table(table, names, words, marked, in_text=True).records)
    for record in records:
        first, last = min(record.start, len(rows) - 1), min(record.end, len(rows)) - 1
        record.start, record.end = rows[first].start, rows[max(first, last)].end
    return records


def _holds_labels(table: Sequence[Sequence[str]], names: FieldNames) -> bool:
    """Whether most cells of every row begin with labels, so that bars part fields: "名称：白鹭SDK | 用途：统计"."""
    for cells in table:
        filled = [cell for cell in cells if cell.strip()]
        labelled = [cell for cell in filled if (found := _LABELLED.match(cell)) and names.field(found["label"])]
        if len(labelled) < _FEWEST_LABELLED or len(labelled) * 2 < len(filled):
            return False
    return bool(table)


def _is_heading(record: PartyRecord, ordinary: frozenset[str], words: PartyWords) -> bool:
    """Whether a name begins large and the text writes all words of it small elsewhere: a heading of something."""
    name = name_of(record)
    if record.layout in ("table", "prose") or not name[:1].isupper() or not is_ordinary(name, ordinary):
        return False
    return not (is_known(name, words) or is_at(name, record.value("link")))


def _is_own(name: str, words: PartyWords) -> bool:
    """Whether a name is none, or more than words for kinds of things: "Who we are" above an address is a heading."""
    return not name or not name.isascii() or bool(own_words(name, words))


def _is_certain(record: PartyRecord, words: PartyWords) -> bool:
    """Whether a record speaks of a third party wherever it stands."""
    said = sum(bool(value.strip()) for value in record.fields.values())
    name = record.value("name")
    return (
        record.is_called_party
        or is_product(name, words)
        or (said > 1 and _PACKAGED.search(name) is not None)
        or (bool(record.value("company").strip()) and said > 2 and _is_own(name, words))
        # "Name: Egret", "Purpose: …", "Data: …" and the policy at egret.example
        or (record.layout == "labels" and said > _MOST_DOUBTFUL and is_at(name, record.value("link")))
    )
