"""Tables of cells to rows of an SDK list; what the columns are is told by `records.tables`."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.bilingual import Bilingual
from appaudit.records.tables import TableReading, read_table
from appaudit.sdk_list.rows import DeclaredRow, nameless


def table_of_names(table: Sequence[Sequence[str]], lexicons: Lexicons) -> TableReading | None:
    """The reading of a table that lists SDKs or companies; None where none of its columns names them."""
    reading = read_table(table, lexicons.sdk_list.headings, lexicons.parties)
    return reading if reading.columns is not None else None


def rows_of(
    reading: TableReading, name: str, sheet: str = "", lines: Sequence[int] = ()
) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """The rows of a table, and a message for each that names nothing.

    Args:
        reading: What was read of the table.
        name: What messages call the file.
        sheet: The sheet of a file that has several.
        lines: The line of the file in which each row of the table begins, where the file is a text.
    """
    rows = [
        DeclaredRow(
            f"{sheet} row {record.start + 1}".strip(),
            record.fields,
            line=lines[record.start] if record.start < len(lines) else 0,
        )
        for record in reading.records
    ]
    return rows, [nameless(name, number + 1, sheet=sheet) for number in reading.nameless]
