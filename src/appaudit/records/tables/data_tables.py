"""Tables of what one SDK takes, below its name: an item of data a row, and beside it what that is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from appaudit.documents.blocks import Block, PolicyDocument
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_known
from appaudit.records.wording.values import LONGEST_NAME, is_product, plain

#: Rows that may stand above the headings or hold them, and blocks above the table that may be the name.
_FEW_ROWS = 3
_FEW_BLOCKS = 2


def read_data_table(
    document: PolicyDocument,
    rows: Sequence[Block],
    table: Sequence[Sequence[str]],
    names: FieldNames,
    words: PartyWords,
) -> list[PartyRecord]:
    """The record of a table whose columns say what is taken and what for, and whose name stands right above it.

    Args:
        document: The document that the table stands in.
        rows: The rows of the table.
        table: The texts of their cells.
        names: What columns are called.
        words: How names look.
    """
    fields = [[names.field(plain(cell)) for cell in cells] for cells in table[:_FEW_ROWS]]
    headed = max(range(len(fields)), key=lambda number: sum(map(bool, fields[number])), default=0)
    heads = fields[headed] if fields else []
    if "data" not in heads or not set(heads) <= {"data", "purpose", ""} or len(table) - headed < _FEW_ROWS:
        return []
    above = _name_above(document, rows[0], words)
    if above is None:
        return []
    name = _named_in(document.text[above.start : above.end], words)
    columns = [column for column, field in enumerate(heads) if field == "data"]
    taken = (_item([cells[column] for column in columns if column < len(cells)]) for cells in table[headed + 1 :])
    uses = (cells[column] for cells in table[headed + 1 :] for column in _of(heads, "purpose") if column < len(cells))
    values = {"name": name, "data": _joined(taken, "；"), "purpose": _joined(map(plain, uses), "；")}
    return [PartyRecord(fields=values, start=above.start, end=rows[-1].end, is_called_party=True, layout="table")]


def _name_above(document: PolicyDocument, row: Block, words: PartyWords) -> Block | None:
    """The line right above a table that names an SDK; a sentence that leads to the table may stand between."""
    above = [block for block in document.blocks if block.end <= row.start][-_FEW_BLOCKS:]
    for block in reversed(above):
        text = document.text[block.start : block.end].strip()
        name = _named_in(text, words)
        if block.kind != "row" and len(name) <= LONGEST_NAME and (is_product(name, words) or is_known(name, words)):
            return block
        if block.kind != "paragraph" or not text.endswith(("：", ":")):
            return None
    return None


def _named_in(title: str, words: PartyWords) -> str:
    """Whom a title above a table of data names: "From Egret Analytics", but nobody who gives data for a user."""
    whole = plain(title).lstrip("# ")
    name = words.taken_from.sub("", whole).strip()
    if name == whole:
        return whole
    return name if is_known(name, words) and not words.gives_itself.fullmatch(name) else ""


def _of(heads: Sequence[str], field: str) -> list[int]:
    return [column for column, head in enumerate(heads) if head == field]


def _item(cells: Sequence[str]) -> str:
    """A row of data: a kind, and in brackets what of it where a second column says so."""
    first, *rest = [plain(cell) for cell in cells]
    inner = "、".join(filter(None, rest))
    return f"{first}（{inner}）" if first and inner else first or inner


def _joined(values: Iterable[str], mark: str) -> str:
    return mark.join(dict.fromkeys(filter(None, values)))
