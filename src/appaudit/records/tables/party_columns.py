"""Columns of those who are listed under headings too common to be labels: "Platform", "合作平台"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from appaudit.lexicon.columns import as_written_here
from appaudit.lexicon.parties import PartyWords
from appaudit.records.wording.names import are_known, is_known
from appaudit.records.wording.values import LONGEST_NAME, is_company, kind_of_label, plain

Table = Sequence[Sequence[str]]
#: The first columns, one of which has the names.
FIRST_COLUMNS = 3
#: Those that may hold names where no heading is known.
_FIRST_TWO = 2
#: What a list says of each that it names.
_SAID = frozenset({"purpose", "data", "link"})


def heads_parties(heading: str, words: PartyWords) -> bool:
    """Whether a heading is one of those who are listed, where others beside it say what for or what."""
    return words.column_party.fullmatch(plain(as_written_here(heading))) is not None


def use_above(values: dict[str, str], cells: Sequence[str], fields: Sequence[str], group: str) -> str:
    """The use of a group, where uses stand first; a row that leaves the cell empty and tells none has it as well."""
    if not fields or fields[0] != "purpose":
        return ""
    if plain(cells[0]):
        return cells[0]
    if not plain(values.get("purpose", "")):
        values["purpose"] = group
    return group


def name_parties(fields: list[str], headings: Sequence[str], rows: Table, words: PartyWords) -> None:
    """Where no column is known to name anybody and others say what is for what, the first headed by a party does.

    A column of systems ("Platform": "Android") names nobody, nor does one whose cells repeat or are sentences.
    """
    if "name" in fields or not _SAID & {*fields} or ("company" in fields and fields.index("company") == 0):
        return
    for column, heading in enumerate(headings[:FIRST_COLUMNS]):
        if not fields[column] and heads_parties(heading, words) and _are_names(rows, column, words):
            fields[column] = "name"
            return
    # "Collected by" is headed by what is done: the app itself may stand there as well as somebody known.
    by = (column for column, heading in enumerate(headings) if words.column_taken_by.fullmatch(plain(heading)))
    what = [column for column, heading in enumerate(headings) if kind_of_label(heading, words) == "data"]
    for column in by if "data" in fields or what else ():
        cells = [plain(row[column]) for row in rows if column < len(row) and row[column].strip()]
        if not fields[column] and sum(is_known(cell, words) for cell in cells) * 2 >= len(cells) > 0:
            fields[column] = "name"
            if "data" not in fields and what[0] != column and not fields[what[0]]:
                fields[what[0]] = "data"
            return


def prefer_parties(fields: list[str], headings: Sequence[str], rows: Table, words: PartyWords) -> None:
    """Where "Service" behind "Subcontractor" heads what those do whom the first column names, that one has the names.

    It holds as many who are known, and "Service" as such is no name of anybody.
    """
    if fields.count("name") != 1:
        return
    named = fields.index("name")
    if kind_of_label(as_written_here(headings[named]), words) != "purpose":
        return
    for column in range(named):
        if not fields[column] and heads_parties(headings[column], words) and _are_names(rows, column, words):
            here, there = (sum(is_known(plain(row[at]), words) for row in rows) for at in (column, named))
            if here and here >= there:
                fields[column], fields[named] = "name", "" if "purpose" in fields else "purpose"
            return


def _are_names(rows: Table, column: int, words: PartyWords) -> bool:
    cells = [plain(row[column]) for row in rows if column < len(row) and row[column].strip()]
    named = [cell for cell in cells if cell and not _is_system(cell, words) and not cell.isdigit()]
    are_short = sum(len(cell) <= LONGEST_NAME for cell in named) * 2 > len(named)
    return bool(named) and len(named) * 2 > len(cells) and are_short and len({*named}) * 2 > len(named)


def _is_system(cell: str, words: PartyWords) -> bool:
    parts = [part for part in words.between_headings.split(cell.replace("/", "、").replace(",", "、")) if part.strip()]
    return all(words.no_party.fullmatch(part.strip()) for part in parts)


def party_column(rows: Table, columns: Iterable[int], words: PartyWords, *, of_companies: bool = False) -> int:
    """Which of the first columns holds names of somebody known, of SDKs or (where asked) of companies, -1 for none."""
    for column in list(columns)[:_FIRST_TWO]:
        cells = [plain(row[column]) for row in rows if column < len(row) and row[column].strip()]
        named = sum(ends_in_product(cell, words) or (of_companies and is_company(cell, words)) for cell in cells)
        if are_known(cells, words) or named * 2 > len(cells):
            return column
        if len(set(cells)) * 2 > len(cells) and not all(cell.isdigit() for cell in cells):
            return -1  # what a column of its own says comes first, and names behind it are what that is about
    return -1


def ends_in_product(cell: str, words: PartyWords) -> bool:
    """Whether a cell is a name that ends in the word SDK ("白鹭SDK"), and no label that begins with it."""
    text = plain(cell)
    return any(found.start() > 1 and found.end() == len(text) for found in words.product.finditer(text))
