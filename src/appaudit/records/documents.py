"""A document to records: its tables, its labelled lines, and the sentences of its lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from appaudit.documents.blocks import Block, Cell, Link, PolicyDocument, Span
from appaudit.documents.sections import SectionTree
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.cards import labelled_in_turn, with_colons
from appaudit.records.flattened import read_flattened
from appaudit.records.headed import read_headed
from appaudit.records.items import read_items
from appaudit.records.labels import Line, lines_of, read_labels
from appaudit.records.prose import read_prose
from appaudit.records.record import PartyRecord
from appaudit.records.tables import is_list_of_labels, read_table
from appaudit.records.values import is_product

#: How much of the beginning of a document is its title.
_TITLE = 200
#: Headings above a list that say what it lists; those further up are about more.
_CLOSE = 2
#: Entries of a list above one of which its lead-in is looked for.
_MOST_ITEMS = 40
#: Lines of it, and how one looks that is no sentence.
_MOST_TITLES = 12
#: What the foot of a page begins with, which bars may part like a row of the table above it.
_FOOT = "©"
_WEB = re.compile(r"https?://", re.IGNORECASE)
_LAST_LABEL = re.compile(r"(?P<label>[^：:∶\n，,；;]{1,32})[：:∶][\s*_]*$")
_OWN_LINE = re.compile(r"[^。；，,.:：;!?！？]{2,40}")


def read_records(
    document: PolicyDocument, names: FieldNames, words: PartyWords, context: ListContext | None = None
) -> list[PartyRecord]:
    """Every record of third parties in a document, in order, with offsets of its text.

    A record that could be anything (no word SDK, no company) counts only below a heading or a lead-in that speaks of
    third parties.
    """
    context = context or ListContext(document, words)
    found: list[PartyRecord] = []
    lines: list[Line] = []
    for rows in _tables([block for block in document.blocks if not document.text.startswith(_FOOT, block.start)]):
        table = [[_cell_text(document, cell, cell.header, names) for cell in row.cells] for row in rows]
        if is_list_of_labels(table, names):
            for row, (label, value) in zip(rows, table, strict=True):
                if row is rows[0] and not names.field(label):
                    continue  # "项目 | 说明" above the labels
                address = _cell_text(document, row.cells[1], label, names)
                lines.append(Line(f"{label}：{address or value}", row.start, row.end, 0, "paragraph"))
        else:
            found += _records_of_table(rows, table, names, words)
    plain = [(block.start, block.end, block.kind) for block in document.blocks if block.kind != "row"]
    lines = sorted([*lines, *lines_of(document.text, plain)], key=lambda line: line.start)
    lines = _with_targets(lines, document.links, names)
    flattened, lines = read_flattened(lines, names, words)
    lines = labelled_in_turn(with_colons(lines, names, words), names, words)
    found += flattened
    found += read_labels([line for line in lines if line.kind != "contents"], names, words)
    entries = [line for line in lines if line.kind != "contents"]
    links = _first_links(document, entries)
    # A numbered heading is the name of its section, and an entry of a list only where it is none.
    for part in (False, True):
        of_part = [line for line in entries if (line.kind == "heading") is part]
        items = read_items(of_part, names, words, links, context.stands_below_parties)
        found += [
            record
            for record in _outside(items, found)
            if not context.denies(record.start)
            and not context.is_off_list(record.start)
            and (record.layout != "names" or context.stands_in_list(record.start))
        ]
        if not part:
            headed = read_headed(document, names, words, context.is_below_parties)
            found = [record for record in found if not _takes_up(record, headed)]
            found += _without(headed, found)
    found += _outside(read_prose(entries, names, words), found)
    certain = [record for record in found if _is_certain(record, words) or context.lists_parties(record.start)]
    return sorted(certain, key=lambda record: record.start)


def _cell_text(document: PolicyDocument, cell: Cell, heading: str, names: FieldNames) -> str:
    """The text of a cell; of one that is the title of a link below "privacy policy", where it leads."""
    text = document.text[cell.start : cell.end]
    if not cell.end or names.field(heading) != "link" or _WEB.search(text):
        return text
    return next((link.target for link in _links_in(document.links, cell.start, cell.end)), text)


def _with_targets(lines: Sequence[Line], links: Sequence[Link], names: FieldNames) -> list[Line]:
    """The lines with the address that a label has for its value where the page shows a title: "隐私政策：查看"."""
    found = []
    for line in lines:
        link = next(iter(_links_in(links, line.start, line.end)), None)
        if link is not None and link.start > line.start and not _WEB.search(line.text):
            before = line.text[: link.start - line.start]
            label = _LAST_LABEL.search(before)
            if label and names.field(label["label"]) == "link":
                line = replace(line, text=before + link.target)
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


def _outside(records: Sequence[PartyRecord], others: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The records that begin inside no other."""
    spans = sorted((other.start, other.end) for other in others)
    starts = [start for start, _ in spans]
    above = [bisect_right(starts, record.start) - 1 for record in records]
    return [record for record, index in zip(records, above, strict=True) if index < 0 or spans[index][1] < record.start]


def _takes_up(record: PartyRecord, headed: Sequence[PartyRecord]) -> bool:
    """Whether an entry is about whom its section is headed by: "Egret compliance information" below "Egret"."""
    index = bisect_right([section.start for section in headed], record.start) - 1
    if index < 0 or record.layout not in ("items", "names") or record.start >= headed[index].end:
        return False
    name, heading = (part.value("name").partition(" (")[0] for part in (record, headed[index]))
    return name == heading or name.startswith(f"{heading} ")


def _without(records: Sequence[PartyRecord], others: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The records in which no other begins, and that begin in none."""
    starts = sorted(other.start for other in others)
    return [
        record
        for record in _outside(records, others)
        if bisect_left(starts, record.start) == bisect_left(starts, record.end)
    ]


def _tables(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The runs of rows that belong to one table: a second row of headings begins another."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.kind != "row" or (block.header and len(run) > 1)):
            yield run
            run = []
        if block.kind == "row" and block.cells:
            run.append(block)
    if run:
        yield run


def _records_of_table(
    rows: Sequence[Block], table: Sequence[Sequence[str]], names: FieldNames, words: PartyWords
) -> list[PartyRecord]:
    marked = 0 if rows[0].header else -1
    records = list(read_table(table, names, words, marked, in_text=True).records)
    for record in records:
        first, last = min(record.start, len(rows) - 1), min(record.end, len(rows)) - 1
        record.start, record.end = rows[first].start, rows[max(first, last)].end
    return records


def _is_certain(record: PartyRecord, words: PartyWords) -> bool:
    """Whether a record speaks of a third party wherever it stands."""
    said = sum(bool(value.strip()) for value in record.fields.values())
    return (
        record.is_called_party
        or is_product(record.value("name"), words)
        or (bool(record.value("company").strip()) and said > 2)
    )


class ListContext:
    """What a place in a document stands under: its headings, the lead-in above it, the title of the document."""

    def __init__(self, document: PolicyDocument, words: PartyWords) -> None:
        self._document = document
        self._words = words
        self._tree = SectionTree(document.blocks, len(document.text))
        self._blocks = [block.start for block in document.blocks]
        titles = document.text[:_TITLE].strip().split("\n")
        first = re.split("[。；]", titles[0], maxsplit=1)[0]
        # Below the name of the app may stand what the page is: a short line of its own.
        others = [line.strip() for line in titles[1:_MOST_TITLES] if _OWN_LINE.fullmatch(line.strip())]
        self._title_speaks = any(map(self._speaks, (first, *others)))

    def lists_parties(self, position: int) -> bool:
        """Whether an offset stands under a heading or a lead-in about third parties, or in a document about them."""
        return self._title_speaks or self.introduces_parties(position)

    def introduces_parties(self, position: int) -> bool:
        """Whether a heading above an offset or the lead-in of its list speaks of third parties."""
        said = [*self._headings(position), self._lead_in(position)]
        return any(map(self._speaks, said)) or self._follows_parties(position)

    def stands_below_parties(self, position: int) -> bool:
        """Whether the lead-in of an offset or one of the two headings right above it speaks of third parties."""
        headings = self._headings(position)[:_CLOSE]
        if headings and self._words.furniture.fullmatch(headings[0].strip("# ")):
            return False
        return any(map(self._speaks, [self._lead_in(position), *headings])) or self._follows_parties(position)

    def stands_in_list(self, position: int) -> bool:
        """Whether a bare name stands in a list right below a heading, a lead-in or a sentence about third parties.

        What stands below a table or at the foot of a page belongs to no list.
        """
        if not self.introduces_parties(position):
            return False
        index = bisect_right(self._blocks, position) - 1
        blocks = self._document.blocks
        while index > 0 and blocks[index].kind == "item":
            index -= 1
        above = self._text(Span(blocks[index].start, blocks[index].end))
        is_head = blocks[index].kind == "heading" and not self._words.furniture.fullmatch(above.strip("# "))
        return is_head or self._speaks(above) or bool(self._lead_in(position))

    def _follows_parties(self, position: int) -> bool:
        """Whether the paragraph right above a list speaks of third parties, denies nothing and is short."""
        index = bisect_right(self._blocks, position) - 1
        blocks = self._document.blocks
        steps = 0
        while index >= 0 and blocks[index].kind == "item" and steps < _MOST_ITEMS:
            index, steps = index - 1, steps + 1
        if index < 0 or not steps or blocks[index].kind != "paragraph":
            return False
        text = self._text(Span(blocks[index].start, blocks[index].end))
        return len(text) <= _TITLE and self._speaks(text) and self._words.denial.search(text) is None

    def is_off_list(self, position: int) -> bool:
        """Whether the heading right above an offset says what stands beside a list: rights, safeguards, changes."""
        headings = self._headings(position)
        return bool(headings) and self._words.off_list.search(headings[0].strip("# ")) is not None

    def is_below_parties(self, position: int) -> bool:
        """Whether what begins at an offset stands below a heading that speaks of third parties, and is none itself."""
        above = [span for span in self._tree.path(position) if span.start < position]
        return any(self._speaks(self._text(span)) for span in above[:_CLOSE])

    def _headings(self, position: int) -> list[str]:
        """The headings above an offset, innermost first."""
        return [self._text(span) for span in self._tree.path(position)]

    def _speaks(self, text: str) -> bool:
        return self._words.context.search(text) is not None

    def denies(self, position: int) -> bool:
        """Whether the lead-in of a list, or without one the heading above it, says that its entries are not there."""
        path = self._tree.path(position)
        said = self._lead_in(position) or (self._text(path[0]) if path else "")
        return self._words.denied_list.search(said) is not None

    def _lead_in(self, position: int) -> str:
        index = bisect_right(self._blocks, position) - 1
        lead = self._document.blocks[index].lead_in if index >= 0 else None
        return self._text(lead) if lead is not None else ""

    def _text(self, span: Span) -> str:
        return self._document.text[span.start : span.end]
