"""Tables of cells to rows of an SDK list; what the columns are is told by `records.tables.rows`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.parties import PartyWords
from appaudit.model.bilingual import Bilingual
from appaudit.records.record import PartyRecord
from appaudit.records.tables.rows import TableReading, read_table
from appaudit.records.tables.stacked import stacked_tables
from appaudit.records.wording.ended import ended_by_use, how_ended
from appaudit.records.wording.names import is_known
from appaudit.records.wording.values import LONGEST_NAME, is_product, plain
from appaudit.sdk_list.rows import DeclaredRow, nameless, not_in_use

#: Letters behind the words for it in a cell that says no more than that somebody is gone: "No longer used".
_LONGEST_REST: Final = 5
#: What rows of one SDK have in common that each name one kind of data, and what parts these where they are joined.
_OF_ONE: Final = ("name", "company", "purpose", "link", "package", "version")
_JOINT: Final = "；"
#: How a sentence below a table looks, and no name.
_SAID: Final = re.compile(r"[。；？！：]|\.$|, |: |://")
#: Columns of headings that are known, in a first row at the least.
_FEWEST_KNOWN: Final = 2
#: Behind which a cell explains itself.
_ASIDE: Final = re.compile(r"[（(]")


def table_of_names(table: Sequence[Sequence[str]], lexicons: Lexicons) -> TableReading | None:
    """The reading of a table that lists SDKs or companies; None where none of its columns names them."""
    parts = [
        (start, read_table(_without_notes(part, lexicons.parties), lexicons.sdk_list.headings, lexicons.parties))
        for start, part in stacked_tables(table, lexicons.sdk_list.headings, lexicons.parties)
    ]
    told = [(start, reading) for start, reading in parts if reading.columns is not None]
    if len(parts) == 1 or not told:
        return told[0][1] if told else None
    return _below_one_another(told)


def _below_one_another(parts: Sequence[tuple[int, TableReading]]) -> TableReading:
    """The reading of tables below one another, each with the number of its first row, as one."""
    records = [
        replace(
            record,
            start=record.start + start,
            end=record.end + start,
            ended=reading.denied_by or record.ended,
        )
        for start, reading in parts
        for record in reading.records
    ]
    nameless = tuple(number + start for start, reading in parts for number in reading.nameless)
    return TableReading(parts[0][1].columns, tuple(records), nameless)


def _without_notes(table: Sequence[Sequence[str]], words: PartyWords) -> Sequence[Sequence[str]]:
    """A table without what is written below its rows: lines of one cell each, one of them a sentence, and no SDK."""
    filled = [[cell for cell in row if cell.strip()] for row in table]
    first = next((number + 1 for number in range(len(filled) - 1, -1, -1) if len(filled[number]) > 1), 0)
    notes = [plain(cells[0]) if cells else "" for cells in filled[first:]]
    named = (number for number, note in enumerate(notes, first + 1) if is_product(note, words) or is_known(note, words))
    end = max((first, *named)) if first else len(table)
    is_said = any(cells and (len(cells[0]) > LONGEST_NAME or _SAID.search(cells[0])) for cells in filled[end:])
    return table[:end] if is_said else table


def has_headings(table: Sequence[Sequence[str]], lexicons: Lexicons) -> bool:
    """Whether a row names the columns of a table, that of names and another one at least.

    It is the first one, or stands below a title and the like, and has three cells or more that are known.
    """
    reading = table_of_names(table, lexicons)
    columns = reading.columns if reading is not None else None
    if columns is None or columns.row < 0 or columns.known < _FEWEST_KNOWN:
        return False
    return not columns.row or columns.known > _FEWEST_KNOWN


def rows_of(
    reading: TableReading, name: str, words: PartyWords, sheet: str = "", lines: Sequence[int] = ()
) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """The rows of a table, and a message for each that names nothing or says that it is not in use.

    Args:
        reading: What was read of the table.
        name: What messages call the file.
        words: By which a row, or one above several, says that nobody is there.
        sheet: The sheet of a file that has several.
        lines: The line of the file in which each row of the table begins, where the file is a text.
    """
    rows, problems = [], [nameless(name, number + 1, sheet=sheet) for number in reading.nameless]
    has_headings = reading.columns is not None and reading.columns.row >= 0
    denied_by = reading.denied_by or (sheet if words.denied_heading.search(sheet) else "")
    for record in _joined(reading.records):
        if _is_alone(record):
            title = record.value("name")
            if words.sum_or_office.fullmatch(plain(title)):
                continue  # "TOTAL" below the rows
            denied_by = title if has_headings and words.denied_heading.search(title) else ""
        if said := denied_by or record.ended or _how_ended(record, words):
            called = record.value("name") or record.value("company")
            quote = said if called == said else f"{called}：{said}"
            problems.append(not_in_use(name, record.start + 1, sheet=sheet, said=quote))
            continue
        place = f"{sheet} row {record.start + 1}".strip()
        line = lines[record.start] if record.start < len(lines) else 0
        rows.append(DeclaredRow(place, record.fields, line=line))
    return rows, problems


def _joined(records: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The rows, of which those that follow each other and differ in what is collected alone are one."""
    found: list[PartyRecord] = []
    for record in records:
        before = found[-1] if found else None
        if before is None or not _goes_on(before, record):
            found.append(replace(record, fields=dict(record.fields)))
        elif record.value("data").strip() not in before.value("data").split(_JOINT):
            before.fields["data"] = before.value("data") + _JOINT + record.value("data").strip()
    return found


def _goes_on(before: PartyRecord, record: PartyRecord) -> bool:
    """Whether a row says more of what the SDK of the row before collects, and nothing else that is new."""
    if not record.value("name").strip() or not (before.value("data").strip() and record.value("data").strip()):
        return False
    return all(record.value(each).strip() in ("", before.value(each).strip()) for each in _OF_ONE) and (
        before.value("name").strip() == record.value("name").strip()
    )


def _is_alone(record: PartyRecord) -> bool:
    """Whether a row holds nothing but its first cell, or that in all, as a title between rows does."""
    filled = [field for field, value in record.fields.items() if value.strip()]
    return filled == ["name"] or (len(filled) > 1 and len(set(map(record.value, filled))) == 1)


def _how_ended(record: PartyRecord, words: PartyWords) -> str:
    """What a row says of the purpose, where that is that there is none, or behind its name; else empty."""
    if said := how_ended(record.value("name"), (), words):
        return said
    if _is_alone(record) and words.says_nobody.search(record.value("name")):
        return record.value("name")
    if said := ended_by_use(record.value("purpose"), words):
        return said
    purpose = _ASIDE.split(record.value("purpose").strip(), maxsplit=1)[0].strip()
    found = words.denied_heading.search(purpose)
    return purpose if found is not None and len(purpose) - len(found.group()) <= _LONGEST_REST else ""
