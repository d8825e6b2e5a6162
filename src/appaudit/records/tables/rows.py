"""Tables to records: which way they stand, and which rows go on the one above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from appaudit.lexicon.columns import FieldNames, as_written_here
from appaudit.lexicon.parties import PartyWords
from appaudit.model.record import record
from appaudit.records.record import PartyRecord
from appaudit.records.tables.cell_labels import part_labels, take_labels
from appaudit.records.tables.label_columns import with_labels_as_headings
from appaudit.records.tables.party_columns import heads_parties, use_above
from appaudit.records.tables.table_columns import Columns, Table, columns_of, field_of
from appaudit.records.wording.ended import how_ended
from appaudit.records.wording.groups import use_of_group, use_titled
from appaudit.records.wording.names import begins_known, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.shared_cells import part_address, part_name, part_use
from appaudit.records.wording.titles import settle_name
from appaudit.records.wording.values import (
    address_in,
    is_company,
    is_product,
    kind_of_label,
    plain,
)

#: The heading of a column of numbers.
_NUMBERED = re.compile(r"序号|编号|no\.?|#", re.IGNORECASE)
#: Columns of a list at the least.
_FEWEST_COLUMNS = 2
#: Different fields down the first of two columns that make it one of labels, whatever else it holds.
_FEWEST_LABELS = 3
#: What a label is called that only a word in it tells.
_PLAIN_LABELS = {"purpose": "Purpose", "data": "Data", "link": "Privacy policy"}
#: An address with its label, or alone.
_LABELLED_ADDRESS = re.compile(r"(?:[^：:，。；]{1,30}[：:]\s*)?(?P<address>https?://\S+)", re.IGNORECASE)
#: Columns that say who somebody is and what is taken, and not how it stands with an SDK.
_OF_ITSELF = frozenset({"name", "company", "data", "link"})
#: What brackets add to the title of a group: "推送类SDK（安卓）".
_REMARK = re.compile(r"\s*[（(][^（()）]*[)）]$")


@record(kw_only=False)
class TableReading:
    """The records of a table, by row, and the numbers of the rows that say something and name nobody.

    `denied_by` is a title above the headings that says that those below are not there ("已移除的SDK").
    """

    columns: Columns | None
    records: tuple[PartyRecord, ...] = ()
    nameless: tuple[int, ...] = ()
    denied_by: str = ""


def read_table(
    table: Table, names: FieldNames, words: PartyWords, marked: int = -1, *, in_text: bool = False
) -> TableReading:
    """The records of a table, whichever way it stands.

    Args:
        table: The texts of its cells, row by row; rows may differ in length.
        names: What columns are called.
        words: How values look.
        marked: The row that the document itself marks as headings, -1 where it marks none.
        in_text: Whether it is one table of a document, which may be about anything and have rows that wrap.
    """
    table = _with_rows_below(_with_headings_once([list(row) for row in table], names), words)
    table = with_labels_as_headings(table, names)
    width = max(map(len, table), default=0)
    table = [[*row, *[""] * (width - len(row))] for row in table]
    is_turned = _is_on_its_side(table, names)
    if is_turned:
        table = [list(column) for column in zip(*table, strict=True)]
        marked = 0
    columns = columns_of(table, names, words, marked, in_text=in_text, is_turned=is_turned)
    return TableReading(None) if columns is None else _read_rows(table, columns, names, words, wraps=in_text)


def _with_headings_once(table: list[list[str]], names: FieldNames) -> list[list[str]]:
    """A table whose headings stand in two languages, a cell each, with those of the first one above its cells."""
    first, *rows = table or [[]]
    if not rows or len(first) <= _FEWEST_COLUMNS or any(len(row) * 2 != len(first) for row in rows):
        return table
    here, there = first[::2], first[1::2]
    if any(map(str.isascii, here)) or not all(map(str.isascii, there)):
        return table
    headings = next((half for half in (here, there) if any(map(names.field, half))), first)
    return [headings, *rows]


def _with_rows_below(table: list[list[str]], words: PartyWords) -> list[list[str]]:
    """A table with the rows moved to its right edge whose first cells, which cover several rows, a copy left out.

    They are shorter, and one of them begins with what whole rows have in the column where it then stands: "读取存储卡".
    """
    width = max(map(len, table), default=0)
    if width <= _FEWEST_COLUMNS:
        return table
    short = [number for number, row in enumerate(table) if number and row and len(row) < width and _is_rest(row, words)]
    whole = {(column, cell.strip()) for row in table[1:] if len(row) == width for column, cell in enumerate(row)}
    if not any((width - len(table[number]), table[number][0].strip()) in whole for number in short):
        return table
    for number in short:
        first, *rest = table[number]
        table[number] = [*[""] * (width - len(table[number])), f"；{first.strip()}", *rest]
    return table


def _is_rest(row: Sequence[str], words: PartyWords) -> bool:
    """Whether what a short row begins with is no name of an SDK or of its company."""
    first = plain(row[0])
    return bool(first) and not (is_product(first, words) or is_known(first, words) or is_company(first, words))


def labels_of(table: Table, names: FieldNames, words: PartyWords) -> list[str]:
    """The labels of a table of two columns with a label in the first and its value in the second; empty for another.

    One SDK after another, or the one that a heading names. A label that only a word tells ("Data sent to Egret") is
    given by that, where no other row is of its field.
    """
    rows = [row for row in table if any(cell.strip() for cell in row)]
    if len(rows) < 2 or any(len(row) != 2 for row in rows) or names.field(rows[0][1]):
        return []
    fields = [names.field(row[0]) for row in table]
    labels = [row[0] for row in table]
    told = [field or kind_of_label(label, words) for field, label in zip(fields, labels, strict=True)]
    for kind, label in _PLAIN_LABELS.items():
        if kind not in fields and kind in told and is_latin(labels[told.index(kind)]):
            labels[told.index(kind)] = label
    terms = (at for at, row in enumerate(table) if words.policy_words.search(row[0]) and address_in(row[1], words))
    if not {"link"} & {*fields, *told} and (at := next(terms, -1)) >= 0:
        labels[at] = _PLAIN_LABELS["link"]  # "DPA" with an address
    known = {names.field(label) for label in labels} - {""}
    # Below "Attribute | Value" and below no headings at all a label is one, and nobody's name.
    heads = zip((words.column_key, words.column_value), table[0], strict=True)
    if known - {"link"} and "name" not in known and all(form.fullmatch(plain(cell)) for form, cell in heads):
        return [] if any(words.own_label.fullmatch(plain(label)) for label in labels) else labels
    # "Region", "Retention" and "DPA" are labels of what is no field.
    are_labels = len(known) >= _FEWEST_LABELS or (len(known) >= 2 and sum(map(bool, told)) * 2 > len(rows))
    return labels if are_labels else []


def _is_on_its_side(table: Table, names: FieldNames) -> bool:
    if len(table) < 3 or len(table[0]) < 3:
        return False
    down = {names.field(row[0]) for row in table} - {""}
    across = {names.field(cell) for cell in table[0]} - {""}
    return len(down) >= 3 and len(down) > len(across) + 1


def _read_rows(table: Table, columns: Columns, names: FieldNames, words: PartyWords, *, wraps: bool) -> TableReading:
    records: list[PartyRecord] = []
    nameless: list[int] = []
    above = use = group = ""
    headings = [*(table[columns.row] if columns.row >= 0 else ()), *([""] * len(columns.fields))]
    is_guessed = columns.row >= 0 and _are_guessed(headings, columns, names, words)
    for number, cells in enumerate(table[columns.row + 1 :], columns.row + 1):
        if not any(map(str.strip, cells)) or _repeats_headings(cells, columns, names, words):
            continue
        address = _address_alone(cells, words)
        if address and records:
            records[-1].set("link", address)
            records[-1].end = number + 1
            continue
        if (said := _said_across(cells, words)) and not words.denied_heading.search(said):
            above = plain(said) if is_company(said, words) else ""
            use = "" if above or "purpose" in columns.fields else use_of_group(said, words)
            continue
        cells = _with_number(cells, columns, table)
        values = values_of(cells, columns)
        for field, value in values.items() if records else ():
            if words.same_above.fullmatch(plain(value)):
                values[field] = records[-1].value(field)
        beside = zip(headings, cells, columns.fields, strict=False)
        who = values.get("name", "").strip() or values.get("company", "")
        ended = how_ended(who, ((title, cell) for title, cell, field in beside if field not in _OF_ITSELF), words)
        part_labels(values, names, words)
        for cell in (cell for cell, field in zip(cells, columns.fields, strict=False) if not field):
            take_labels(values, cell, names, words)
        part_address(values, words)
        if not plain(values.get("link", "")):
            values["link"] = _address_beside(cells, columns, words)
        part_use(values, words)
        part_name(values, words)
        settle_name(values, words)
        if plain(values.get("company", "")) and _is_no_name(values.get("name", ""), words):
            values["name"] = ""
        values.setdefault("company", above)
        values.setdefault("purpose", use)
        group = use_above(values, cells, columns.fields, group)
        named = plain(values.get("name", "") or values.get("company", ""))
        if wraps and records and _goes_on(values, records[-1], cells, words):
            _append(records[-1], values, number)
        elif named and is_guessed and not (is_product(named, words) or is_known(named, words)):
            nameless.append(number)  # what the app itself does with its data
        elif named:
            records += (
                PartyRecord(
                    fields={**values, **each},
                    start=number,
                    end=number + 1,
                    is_called_party=columns.call_parties,
                    is_among_known=columns.name_known,
                    is_by_data=columns.is_by_data,
                    ended=ended,
                    layout="table",
                )
                for each in _each_in(values, words)
            )
        elif any(plain(value) for value in values.values()):
            nameless.append(number)
    return TableReading(columns, tuple(records), tuple(nameless), _denied_by(table[: max(0, columns.row)], words))


def _are_guessed(headings: Sequence[str], columns: Columns, names: FieldNames, words: PartyWords) -> bool:
    """Whether names stand below a heading of something else ("获取目的"), or behind kinds of data and below none."""
    column = columns.fields.index("name") if "name" in columns.fields else 0
    heading = headings[column]
    if not column or field_of(heading, names, words) == "name" or heads_parties(heading, words):
        return False
    return columns.is_by_data or kind_of_label(as_written_here(heading), words) == "purpose"


def _denied_by(above: Table, words: PartyWords) -> str:
    """A title alone in a row above the headings that says that nobody below is there; empty without."""
    titles = (filled for cells in above if len(filled := {plain(cell) for cell in cells} - {""}) == 1)
    return next((title for filled in titles for title in filled if words.denied_heading.search(title)), "")


def _address_alone(cells: Sequence[str], words: PartyWords) -> str:
    """The address of a row that says nothing but where to read of the row above: "白鹭隐私政策：https://…"."""
    filled = [cell for cell in cells if cell.strip()]
    found = _LABELLED_ADDRESS.fullmatch(plain(filled[0])) if len(cells) > _FEWEST_COLUMNS and len(filled) == 1 else None
    return address_in(found["address"], words) if found else ""


def _is_no_name(cell: str, words: PartyWords) -> bool:
    """Whether a cell of names says only how something is called ("API"), a remark or a title."""
    return words.form_alone.fullmatch(plain(cell)) is not None or words.names_nobody.search(cell.strip()) is not None


def _address_beside(cells: Sequence[str], columns: Columns, words: PartyWords) -> str:
    """The one address that stands in the columns of no field, as in "联系方式" and "备注"; empty for several."""
    unread = (cell for cell, field in zip(cells, columns.fields, strict=False) if not field and "://" in cell)
    addresses = {address for cell in unread if (address := address_in(cell, words))}
    return addresses.pop() if len(addresses) == 1 else ""


def values_of(cells: Sequence[str], columns: Columns) -> dict[str, str]:
    """The cells of a row by field; the first of several columns of one field that has anything.

    Kinds of data and their items may stand in two columns, and both say what is taken.
    """
    values: dict[str, str] = {}
    for column in columns.order or range(len(columns.fields)):
        field = columns.fields[column]
        if field and column < len(cells) and not values.get(field):
            values[field] = cells[column].strip()
        elif field == "data" and column in columns.best and column < len(cells) and cells[column].strip():
            values[field] = f"{values[field]}；{cells[column].strip()}"
    return values


def _said_across(cells: Sequence[str], words: PartyWords) -> str:
    """What a row says that one cell fills from side to side, a title of the rows below; empty for a row of its own."""
    said = cells[0].strip()
    if len(cells) > _FEWEST_COLUMNS and (
        words.kind_label.match(_REMARK.sub("", plain(said))) or use_titled(said, words)
    ):
        # "一、统计类SDK" heads those below, also where it fills the first cell only.
        return said if all(cell.strip() in ("", said) for cell in cells) else ""
    if len(cells) <= _FEWEST_COLUMNS or not plain(said) or any(cell.strip() != said for cell in cells):
        return ""
    is_party = is_product(said, words) or (is_known(plain(said), words) and not is_company(said, words))
    return "" if is_party or words.no_item.search(said) else said


def _with_number(cells: Sequence[str], columns: Columns, table: Table) -> Sequence[str]:
    """A row whose number a cell above covers and its copy lost: its cells moved by one, so that the last is empty."""
    heading = plain(table[columns.row][0]) if columns.row >= 0 else ""
    is_moved = _NUMBERED.fullmatch(heading) and cells[0].strip() and not cells[0].strip().isdigit()
    return ["", *cells[:-1]] if is_moved and not cells[-1].strip() else cells


def _names_in(cell: str, words: PartyWords) -> Sequence[str]:
    """The names of a cell: several SDKs may take what stands beside them ("白鹭SDK、及青鸟SDK"); else the cell itself.

    A function of the app beside them ("截屏功能，及青鸟SDK") is nobody.
    """
    parts = [plain(part) for part in words.between_names.split(cell)]
    if any(part.count("(") != part.count(")") or words.company.match(part) for part in parts):
        return [cell]  # "Egret Cloud (storage, maps)" is one, and so is "Egret, Inc. (Finch)"
    if len(parts) == 2 and "/" in cell and is_latin(parts[0]) != is_latin(parts[1]):
        return [cell]  # "Egret SDK / 白鹭SDK" is one by its names in two languages
    sdks = [part for part in parts if is_product(part, words)]
    has_names = all(words.purpose.sub("", words.product.sub("", sdk)).strip() for sdk in sdks)
    if len(parts) > 1 and is_latin(cell) and all(is_known(part, words) and begins_known(part, words) for part in parts):
        return parts  # "Egret, hosted on Finch" is one
    others = [part for part in parts if part not in sdks and words.kind_of_name.sub("", part) == part]
    return sdks if sdks and len(parts) > 1 and has_names and not others else [cell]


def _each_in(values: dict[str, str], words: PartyWords) -> Iterable[dict[str, str]]:
    """What a row says of each SDK that it names: as many companies beside several names stand in their order."""
    names = _names_in(values.get("name", ""), words)
    listed = (part for line in values.get("company", "").split("\n") for part in words.between_names.split(line))
    companies = [part for cell in listed if (part := plain(cell))]
    if len(names) > 1 and len(companies) == len(names) and all(is_company(part, words) for part in companies):
        return [{"name": name, "company": company} for name, company in zip(names, companies, strict=True)]
    return [{"name": name} if name else {} for name in names]


def _goes_on(values: dict[str, str], above: PartyRecord, cells: Sequence[str], words: PartyWords) -> bool:
    """Whether a row holds the rest of the cells above it: it names nobody, or the end of the company above."""
    if values.get("name", "").strip():
        return False  # a dash says that there is nobody
    if not plain(values.get("company", "")):
        return sum(bool(cell.strip()) for cell in cells) > 0 and any(plain(value) for value in values.values())
    return bool(above.value("name")) and not is_company(above.value("company"), words)


def _append(record: PartyRecord, values: dict[str, str], number: int) -> None:
    for field, value in values.items():
        if value.strip():
            before = record.value(field)
            gap = " " if before[-1:].isascii() and before[-1:].isalnum() and value[:1].isascii() else ""
            record.fields[field] = f"{before}{gap}{value}"
    record.end = number + 1


def _repeats_headings(cells: Sequence[str], columns: Columns, names: FieldNames, words: PartyWords) -> bool:
    """Lists of several categories repeat their headings above each."""
    found = [field for cell in cells if (field := field_of(cell, names, words))]
    fields = set(found)
    # What a heading says is another matter where the values below tell what the column holds.
    is_row_of_them = len(fields) >= _FEWEST_LABELS and len(found) * 2 > sum(bool(cell.strip()) for cell in cells)
    of_whom = {field for field in columns.fields if field in ("name", "company")}
    return columns.known > 1 and len(fields) > 1 and (is_row_of_them or fields >= of_whom)
