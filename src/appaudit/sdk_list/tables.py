"""Tables of cells to rows of an SDK list: which row holds the headings, and what each column is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appaudit.model.bilingual import Bilingual
from appaudit.sdk_list.rows import DeclaredRow, field_names, has_name, nameless

#: Rows above the headings: a title, a date, a blank line.
MAX_TITLE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings of a table stand, and the field of each column (empty where it is none we use)."""

    row: int
    fields: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many different fields were recognised."""
        return len(set(self.fields) - {""})


def headings_of(table: Sequence[Sequence[str]]) -> Headings | None:
    """The row near the top that names most columns; None where none names SDKs or companies."""
    best: Headings | None = None
    for index, cells in enumerate(table[:MAX_TITLE_ROWS]):
        found = Headings(index, tuple(field_names().field(cell) for cell in cells))
        if ("name" in found.fields or "company" in found.fields) and (best is None or found.known > best.known):
            best = found
    return best


def rows_below(
    table: Sequence[Sequence[str]], headings: Headings, name: str, sheet: str = ""
) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """The rows below the headings, and a message for each that names nothing.

    Args:
        table: All rows of the table, the headings among them.
        headings: Where they are.
        name: What messages call the file.
        sheet: The sheet of a file that has several.
    """
    rows: list[DeclaredRow] = []
    problems: list[Bilingual] = []
    for number, cells in enumerate(table[headings.row + 1 :], headings.row + 2):
        if not any(cell.strip() for cell in cells):
            continue
        values = values_of(cells, headings.fields)
        if _repeats_headings(cells, headings):
            continue
        if has_name(values):
            rows.append(DeclaredRow(f"{sheet} row {number}".strip(), values))
        else:
            problems.append(nameless(name, number, sheet=sheet))
    return rows, problems


def values_of(cells: Sequence[str], fields: Sequence[str]) -> Mapping[str, str]:
    """The cells of a row by field; the first of several columns of one field that has anything."""
    values: dict[str, str] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and not values.get(field):
            values[field] = cell.strip()
    return values


def _repeats_headings(cells: Sequence[str], headings: Headings) -> bool:
    """Lists of several categories repeat their headings above each."""
    fields = tuple(field_names().field(cell) for cell in cells)
    return headings.known > 1 and fields == headings.fields
