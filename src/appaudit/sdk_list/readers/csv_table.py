"""SDK lists in CSV: any column order, Chinese or English headings, comma, semicolon, tab or bar between cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from appaudit.documents.encoding import decode_text
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.parties import PartyWords
from appaudit.model.bilingual import Bilingual
from appaudit.records.record import PartyRecord
from appaudit.records.tables.rows import TableReading
from appaudit.records.tables.table_columns import Columns
from appaudit.records.wording.values import LONGEST_NAME
from appaudit.sdk_list.readers import document as document_reader
from appaudit.sdk_list.rows import DeclaredRow, NothingListedError
from appaudit.sdk_list.tables import rows_of, table_of_names
from appaudit.sdk_list.text.recognised import leads_to_parties

ORDER = 90
_DELIMITERS = ",;\t|，｜│"
_TABLES = (".csv", ".tsv", ".tab")
_SUFFIXES = (*_TABLES, ".txt")
_MAX_FIELD = 1_000_000
#: Characters of a line of headings: a longer one holds the rows, too.
_LONGEST_HEADINGS = 200
#: Lines in which headings are looked for.
_FIRST_LINES = 20
#: What begins a line that programs and people leave out; `#1` is a number.
_COMMENT = re.compile(r"#(?!\d)|//")
#: What stands in sentences and headings of prose, and in no name.
_SENTENCE = re.compile(r"[。；？！：]|, |: |://")
#: Of the lines of a list so many name one.
_MOSTLY = 0.6
#: What parts a name from what is said of it, in a line.
_PARTED = re.compile(r"[：:（(—–。]| - |\.$|, (?:for|to|used) ", re.MULTILINE)


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """A table by name, or any text: the last reader to be asked."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        return False
    return name.lower().endswith(_SUFFIXES) or b"\x00" not in data[:1000]


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give the rows below the headings, and a message for each row without a name; those of the sentences of a text.

    Raises:
        ExtractionError: No column of names is found, or the text is not a table, and no sentence names an SDK.
        NothingListedError: Nothing stands below the headings.
    """
    try:
        rows, problems = _read_table(name, data, lexicons)
        if _may_be_table(name, data, lexicons) and any(map(_says_more, rows)):
            return rows, problems
        lines = _told(name, data, lexicons)
        return (lines, problems) if len(lines) * 2 > len(rows) else (rows, problems)
    except NothingListedError:
        raise
    except ExtractionError:
        told = _of_sentences(name, data, lexicons)
        if not told[0]:
            raise
        return told


def _says_more(row: DeclaredRow) -> bool:
    return bool(row.data) or any(value.strip() for field, value in row.values.items() if field != "name")


def _may_be_table(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """Whether the commas of a text part cells: by its name, headings of two columns, or tabs and bars in it."""
    if name.lower().endswith(_TABLES) or any(mark in data for mark in (b"\t", b"|", b";")):
        return True
    first = "\n".join(decode_text(data, name)[0].splitlines()[:_FIRST_LINES])
    for delimiter in _DELIMITERS:
        table = _cells(name, first, delimiter)
        reading = table_of_names(table, lexicons)
        columns = reading.columns if reading is not None else None
        if columns is not None and columns.row >= 0 and sum(map(bool, table[columns.row])) > 1:
            return True
    return False


def _told(name: str, data: bytes, lexicons: Lexicons) -> list[DeclaredRow]:
    """The rows of lines that say more than names, as a document handed in as a list would say it: "白鹭：推送"."""
    if not _PARTED.search(decode_text(data, name)[0]):
        return []
    try:
        rows, _ = document_reader.read_rows(name, data, lexicons)
    except ExtractionError:
        return []
    return [row for row in rows if _says_more(row)]


def _of_sentences(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Who a text that is no table says takes what, as a document would.

    A name with no more than a use is nobody, unless a line leads to third parties or most lines are on one each.
    """
    text = decode_text(data, name)[0]
    if not _SENTENCE.search(text):
        return [], []
    try:
        rows, problems = document_reader.read_rows(name, data, lexicons)
    except ExtractionError:
        return [], []
    lines = sum(map(bool, map(str.strip, text.splitlines())))
    is_led = len(rows) > max(1, lines * _MOSTLY) or leads_to_parties(text, lexicons.parties)
    return [row for row in rows if row.data or (is_led and _says_more(row))], problems


def _read_table(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    text, _ = decode_text(data, name)
    best: TableReading | None = None
    lines: list[int] = []
    for delimiter in _DELIMITERS:
        table = _cells(name, text, delimiter)
        reading = table_of_names(table, lexicons)
        if reading is not None and (best is None or _known(reading) > _known(best)):
            best, lines = reading, _lines(table, reading, text, delimiter)
    if best is not None and not best.records and not best.nameless:
        if not _holds_headings_alone(text):
            return rows_of(_bare_names(name, text, lexicons.parties), name, lexicons.parties)
        raise NothingListedError(name)
    reading = best or _bare_names(name, text, lexicons.parties)
    rows, problems = rows_of(reading, name, lexicons.parties, lines=lines)
    kept = [row for row in rows if not _COMMENT.match(row.values.get("name", ""))]
    return kept, problems


def _holds_headings_alone(text: str) -> bool:
    """Whether a text with nothing below its headings is short enough to be no more than they, and a title."""
    return max((len(line) for line in text.splitlines()), default=0) <= _LONGEST_HEADINGS


def _lines(table: list[list[str]], reading: TableReading, text: str, delimiter: str) -> list[int]:
    """Where each row begins; none for a table that stands on its side, whose records are columns."""
    if any(record.value("name") not in table[record.start] for record in reading.records if record.value("name")):
        return []
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [1, *(rows.line_num + 1 for _ in rows)]


def _known(reading: TableReading) -> int:
    return reading.columns.known if reading.columns is not None else 0


def _bare_names(name: str, text: str, words: PartyWords) -> TableReading:
    """A list of names, one a line, is a table of one column without headings; prose is none, and no list of data is."""
    table = _cells(name, text, ",")
    filled = [cells[0] for cells in table if cells and cells[0]]
    are_data = [any(found.group() == line for found in words.data.finditer(line)) for line in filled]
    if sum(are_data) * 2 > len(filled):
        raise ExtractionError(
            f"{name}: kinds of data stand in its lines ({filled[are_data.index(True)]}), and no SDKs.",
            hint="List one SDK a line, or use columns, for example: SDK名称,公司,目的,收集信息,隐私政策链接",
            zh=f"{name}：各行写的是信息类型（{filled[are_data.index(True)]}），不是SDK。",
            hint_zh="每行写一个SDK，或使用列，例如：SDK名称,公司,目的,收集信息,隐私政策链接",
        )
    if filled and all(len(cells) <= 1 for cells in table) and not any(map(_is_prose, filled)):
        records = [
            PartyRecord(fields={"name": cells[0]}, start=number, end=number + 1, layout="table")
            for number, cells in enumerate(table)
            if cells and cells[0]
        ]
        return TableReading(Columns(-1, ("name",)), tuple(records))
    first = ", ".join(table[0])[:100] if table else ""
    raise ExtractionError(
        f"{name}: no column of SDK names found; the first row is: {first}",
        hint="Name the columns in the first row, for example: SDK名称,公司,目的,收集信息,隐私政策链接",
        zh=f"{name}：没有找到SDK名称列；第一行是：{first}",
        hint_zh="请在第一行写明列名，例如：SDK名称,公司,目的,收集信息,隐私政策链接",
    )


def _is_prose(line: str) -> bool:
    return len(line) > LONGEST_NAME or bool(_SENTENCE.search(line))


def _cells(name: str, text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_MAX_FIELD)
    try:
        return [_padded(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise ExtractionError(
            f"{name}: not a readable table: {error}.", zh=f"{name}：不是可以读取的表格：{error}。"
        ) from error


def _padded(row: Sequence[str]) -> list[str]:
    return [cell.strip("\ufeff \t") for cell in row]
