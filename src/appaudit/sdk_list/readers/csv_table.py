"""SDK lists in CSV: any column order, Chinese or English headings, comma, semicolon, tab or bar between cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from appaudit.errors import ExtractionError
from appaudit.policy.encoding import decode_text
from appaudit.sdk_list.rows import DeclaredRow, field_names, has_name

ORDER = 90
_DELIMITERS = ",;\t|，"
#: Rows above the headings: a title, a date, a blank line.
_MAX_TITLE_ROWS = 10
_SUFFIXES = (".csv", ".tsv", ".txt", ".tab")
_MAX_FIELD = 1_000_000


def accepts(name: str, data: bytes) -> bool:
    """A table by name, or any text: the last reader to be asked."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        return False
    return name.lower().endswith(_SUFFIXES) or b"\x00" not in data[:1000]


def read_rows(name: str, data: bytes) -> tuple[list[DeclaredRow], list[str]]:
    """Give the rows below the headings, and a message for each row without a name.

    Raises:
        ExtractionError: No column of names is found, or the text is not a table.
    """
    text, _ = decode_text(data, name)
    table, header, fields = _table(name, text)
    rows: list[DeclaredRow] = []
    problems: list[str] = []
    for number, cells in enumerate(table[header + 1 :], header + 2):
        if not any(cell.strip() for cell in cells):
            continue
        values: dict[str, str] = {}
        for field, cell in zip(fields, cells, strict=False):
            if field and not values.get(field):
                values[field] = cell.strip()
        if has_name(values):
            rows.append(DeclaredRow(f"row {number}", values))
        else:
            problems.append(f"{name}: row {number} has no name.")
    return rows, problems


def _table(name: str, text: str) -> tuple[list[list[str]], int, list[str]]:
    """The table, the index of its heading row, and the field of each column, with the delimiter that fits best."""
    best: tuple[int, list[list[str]], int, list[str]] | None = None
    for delimiter in _DELIMITERS:
        table = _cells(name, text, delimiter)
        for index, cells in enumerate(table[:_MAX_TITLE_ROWS]):
            fields = [field_names().field(cell) for cell in cells]
            known = sum(map(bool, dict.fromkeys(fields)))
            if ("name" in fields or "company" in fields) and (best is None or known > best[0]):
                best = (known, table, index, fields)
    if best is None:
        table = _cells(name, text, ",")
        if table and all(len(cells) <= 1 for cells in table):
            # A bare list of names, one a line.
            return [[""], *table], 0, ["name"]
        first = ", ".join(table[0])[:100] if table else ""
        raise ExtractionError(
            f"{name}: no column of SDK names found; the first row is: {first}",
            hint="Name the columns in the first row, for example: SDK名称,公司,目的,收集信息,隐私政策链接",
        )
    return best[1], best[2], best[3]


def _cells(name: str, text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_MAX_FIELD)
    try:
        return [_padded(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise ExtractionError(f"{name}: not a readable table: {error}.") from error


def _padded(row: Sequence[str]) -> list[str]:
    return [cell.strip("﻿ \t") for cell in row]
