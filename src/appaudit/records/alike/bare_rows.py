"""Rows of tables that have no headings, as lines that are parted alike."""

from __future__ import annotations

from collections.abc import Iterable

from appaudit.documents.blocks import Block, PolicyDocument
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.alike.roles import value_kind
from appaudit.records.labelled.label_lines import Line
from appaudit.records.wording.names import begins_known


def bare_rows(
    tables: Iterable[list[Block]], document: PolicyDocument, names: FieldNames, words: PartyWords
) -> list[Line]:
    """The rows of tables whose first row names no column, with a tab between their cells.

    A first row that is marked as headings counts as a row where its cells are values: a company, an address, somebody
    known.
    """
    lines: list[Line] = []
    for rows in tables:
        first = [document.text[cell.start : cell.end] for cell in rows[0].cells]
        is_value = begins_known(first[0], words) or any(
            value_kind(cell, words) in ("link", "company") for cell in first
        )
        if any(names.field(cell) for cell in first) or (rows[0].header and not is_value):
            continue
        for row in rows:
            cells = (" ".join(document.text[cell.start : cell.end].split()) for cell in row.cells)
            lines.append(Line("\t".join(cells), row.start, row.end))
    return lines
