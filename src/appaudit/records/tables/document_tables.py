"""The tables of a document as records, and all of its lines, those of tables that only hold labels among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from appaudit.documents.blocks import Block, Cell, Link, PolicyDocument
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.label_lines import Line
from appaudit.records.lines import lines_of
from appaudit.records.record import PartyRecord
from appaudit.records.tables.data_tables import read_data_table
from appaudit.records.tables.rows import labels_of, read_table
from appaudit.records.tables.table_columns import Columns
from appaudit.records.wording.names import is_known
from appaudit.records.wording.values import is_company, kind_of_label, plain

#: Columns of different fields that make headings of a row.
_FEWEST_HEADINGS = 3
#: What the foot of a page begins with.
_FOOT = "©"
_WEB = re.compile(r"https?://", re.IGNORECASE)
#: A label at the end of a text.
_LAST_LABEL = re.compile(r"(?P<label>[^：:∶\n，,；;]{1,32})[：:∶][\s*_]*$")
#: Cells of a row that begin with labels at the least, and how such a cell begins.
_FEWEST_LABELLED = 2
_LABELLED = re.compile(r"\s*(?P<label>[^：:|\n]{2,16})[：:]\s*\S")


def rows_and_lines(
    document: PolicyDocument, names: FieldNames, words: PartyWords
) -> tuple[list[PartyRecord], list[Line]]:
    """The records of tables, and all lines of the document, those of tables that only hold labels among them."""
    found: list[PartyRecord] = []
    lines: list[Line] = []
    told: dict[tuple[str, ...], FieldNames] = {}
    unread: list[tuple[list[Block], Sequence[Sequence[str]]]] = []
    for rows in tables_of(document, names):
        table = [[_cell_text(document, cell, cell.header, names) for cell in row.cells] for row in rows]
        if titles := _titles(table, names, words):
            # "Egret Ads" over both columns of labels and their values names whom these are about.
            lines += [Line(title, rows[at].start, rows[at].end, 0, "heading") for at, title in titles.items()]
            rows, table = (
                [one for at, one in enumerate(rows) if at not in titles],
                [one for at, one in enumerate(table) if at not in titles],
            )
        if labels := _told_of_heading(document, rows[0], labels_of(table, names, words), names, words):
            for row, label, (_, value) in zip(rows, labels, table, strict=True):
                if not names.field(label) and (row is rows[0] or kind_of_label(label, words) == "other"):
                    continue  # "项目 | 说明" above the labels, and "Country of processing" among them
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
            records, columns = _records_of_table(rows, table, names, words)
            if records and columns is not None and columns.row == 0:
                told.setdefault(tuple(table[0]), _with_columns(table[0], columns, names))
            elif not records:
                unread.append((rows, table))
            found += records or read_data_table(document, rows, table, names, words)
    for rows, cells in unread:
        # What the headings of one table are is what they are in the next.
        if (headings := told.get(tuple(cells[0]))) is not None:
            found += _records_of_table(rows, cells, headings, words)[0]
    plain = [(block.start, block.end, block.kind) for block in document.blocks if block.kind != "row"]
    lines = sorted([*lines, *lines_of(document.text, plain)], key=lambda line: line.start)
    return found, _with_targets(lines, document.links, names, words)


def _titles(table: Sequence[list[str]], names: FieldNames, words: PartyWords) -> dict[int, str]:
    """The rows of a table of labels and values, by number, that are one cell, which is no label."""
    said = [{cell.strip() for cell in row} - {""} for row in table]
    titles = {at: next(iter(cells)) for at, cells in enumerate(said) if len(cells) == 1}
    titles = {at: title for at, title in titles.items() if not (names.field(title) or names.field(table[at][0]))}
    others = [row for at, row in enumerate(table) if at not in titles]
    # The first row heads the labels below it; a row without a value may be any.
    return titles if 0 in titles and len(others) > len(titles) and labels_of(others, names, words) else {}


def _told_of_heading(
    document: PolicyDocument, first: Block, labels: list[str], names: FieldNames, words: PartyWords
) -> list[str]:
    """The labels of a table; "Service" right below a heading that is somebody's name says what they do."""
    index = bisect_left(document.blocks, first.start, key=lambda block: block.start) - 1
    above = document.blocks[index] if labels and index >= 0 else None
    name = plain(document.text[above.start : above.end]) if above is not None and above.kind == "heading" else ""
    fields = [names.field(label) for label in labels]
    if fields.count("name") != 1 or "purpose" in fields or not (is_known(name, words) or is_company(name, words)):
        return labels
    service = labels[fields.index("name")]
    is_use = words.column_purpose.search(service) is not None
    return ["Purpose" if is_use and label == service else label for label in labels]


def tables_of(document: PolicyDocument, names: FieldNames) -> Iterator[list[Block]]:
    """The rows of each table of a document, one list a table; the foot of a page is none."""
    blocks = [block for block in document.blocks if not document.text.startswith(_FOOT, block.start)]
    return _tables(blocks, lambda row: _are_headings(document, row, names))


def _cell_text(document: PolicyDocument, cell: Cell, heading: str, names: FieldNames) -> str:
    """The text of a cell; of one that is the title of a link below "privacy policy", where it leads."""
    text = document.text[cell.start : cell.end]
    if not cell.end or names.field(heading) != "link" or _WEB.search(text):
        return text
    return next((link.target for link in _links_in(document.links, cell.start, cell.end)), text)


def _with_targets(lines: Sequence[Line], links: Sequence[Link], names: FieldNames, words: PartyWords) -> list[Line]:
    """The lines with the address that a label has for its value where the page shows a title: "隐私政策：查看".

    The title may be the label itself.
    """
    found = []
    for line in lines:
        link = next(iter(_links_in(links, line.start, line.end)), None)
        title = "" if link is None else line.text[link.start - line.start : link.end - line.start].strip()
        opens = line.text.strip().startswith(title)
        opens = opens or (line.text.strip().startswith(f"[{title}](") and bool(words.names_policy.fullmatch(title)))
        if link is not None and title and names.field(title) == "link" and opens:
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


def first_links(document: PolicyDocument, lines: Sequence[Line]) -> dict[int, Link]:
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
) -> tuple[list[PartyRecord], Columns | None]:
    marked = 0 if rows[0].header else -1
    reading = read_table(table, names, words, marked, in_text=True)
    records = list(reading.records)
    for record in records:
        first, last = min(record.start, len(rows) - 1), min(record.end, len(rows)) - 1
        record.start, record.end = rows[first].start, rows[max(first, last)].end
    return records, reading.columns


def _with_columns(headings: Sequence[str], columns: Columns, names: FieldNames) -> FieldNames:
    """The names of columns, and those that the values of a table told."""
    told = zip(headings, columns.fields, strict=False)
    return names.with_labels({plain(heading): field for heading, field in told if field and plain(heading)})


def _holds_labels(table: Sequence[Sequence[str]], names: FieldNames) -> bool:
    """Whether most cells of every row begin with labels, so that bars part fields: "名称：白鹭SDK | 用途：统计"."""
    for cells in table:
        filled = [cell for cell in cells if cell.strip()]
        labelled = [cell for cell in filled if (found := _LABELLED.match(cell)) and names.field(found["label"])]
        if len(labelled) < _FEWEST_LABELLED or len(labelled) * 2 < len(filled):
            return False
    return bool(table)
