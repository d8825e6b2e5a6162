"""Tables to records: which row holds the headings, what each column is, and which rows go on the one above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from appaudit.lexicon.columns import FieldNames, as_written_here
from appaudit.lexicon.parties import PartyWords
from appaudit.model.record import record
from appaudit.records.record import PartyRecord
from appaudit.records.tables.cell_labels import part_labels, take_labels
from appaudit.records.tables.party_columns import (
    FIRST_COLUMNS,
    ends_in_product,
    heads_parties,
    name_parties,
    party_column,
    use_above,
)
from appaudit.records.tables.providers import (
    are_roles,
    column_of_kinds,
    leave_owner,
    leave_roles,
    name_providers,
    part_services,
)
from appaudit.records.wording.ended import how_ended
from appaudit.records.wording.groups import use_of_group, use_titled
from appaudit.records.wording.names import are_known, is_known
from appaudit.records.wording.shared_cells import first_name, part_address, part_name, part_use
from appaudit.records.wording.titles import settle_name
from appaudit.records.wording.values import (
    Kind,
    address_in,
    is_company,
    is_product,
    kind_of_column,
    kind_of_label,
    plain,
)

#: The heading of a column of numbers.
_NUMBERED = re.compile(r"序号|编号|no\.?|#", re.IGNORECASE)
#: Columns of a list at the least, and characters of a heading.
_FEWEST_COLUMNS = 2
_LONGEST_HEADING = 60
#: Different fields down the first of two columns that make it one of labels, whatever else it holds.
_FEWEST_LABELS = 3
#: An address with its label, or alone.
_LABELLED_ADDRESS = re.compile(r"(?:[^：:，。；]{1,30}[：:]\s*)?(?P<address>https?://\S+)", re.IGNORECASE)
#: Columns that say who somebody is and what is taken, and not how it stands with an SDK.
_OF_ITSELF = frozenset({"name", "company", "data", "link"})
#: What brackets add to the title of a group: "推送类SDK（安卓）".
_REMARK = re.compile(r"\s*[（(][^（()）]*[)）]$")
#: Rows above the headings: a title, a date, a blank line.
MAX_TITLE_ROWS = 10
Table = Sequence[Sequence[str]]


@record(kw_only=False)
class Columns:
    """Where the headings of a table stand (-1 where it has none), and the field of each column, empty for none.

    `order` are the numbers of the columns, of several for one field the ones first that give it best; `best` are those.
    `call_parties` says that the heading of a name or a company calls it a third party or an SDK, `name_known` that most
    names are those of somebody known.
    """

    row: int
    fields: tuple[str, ...]
    order: tuple[int, ...] = ()
    best: tuple[int, ...] = ()
    call_parties: bool = False
    name_known: bool = False

    @property
    def known(self) -> int:
        """How many different fields were recognised."""
        return len(set(self.fields) - {""})

    @property
    def is_by_data(self) -> bool:
        """Whether the table goes by kinds of data: they stand first, and behind them for whom and what for."""
        fields = [field for field in self.fields if field]
        return fields[:1] == ["data"] and "name" in fields and not {"company", "link"} & set(fields)


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
    table = _with_headings_once([list(row) for row in table], names)
    width = max(map(len, table), default=0)
    table = [[*row, *[""] * (width - len(row))] for row in table]
    is_turned = _is_on_its_side(table, names)
    if is_turned:
        table = [list(column) for column in zip(*table, strict=True)]
        marked = 0
    columns = _columns_of(table, names, words, marked, in_text=in_text, is_turned=is_turned)
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


def is_list_of_labels(table: Table, names: FieldNames) -> bool:
    """Whether a table of two columns has a label in the first and its value in the second, one SDK after another."""
    rows = [row for row in table if any(cell.strip() for cell in row)]
    if len(rows) < 2 or any(len(row) != 2 for row in rows):
        return False
    fields = [names.field(row[0]) for row in rows]
    known = set(fields) - {""}
    are_labels = len(known) >= _FEWEST_LABELS or (len(known) >= 2 and sum(map(bool, fields)) * 2 > len(rows))
    return are_labels and not names.field(rows[0][1])


def _is_on_its_side(table: Table, names: FieldNames) -> bool:
    if len(table) < 3 or len(table[0]) < 3:
        return False
    down = {names.field(row[0]) for row in table} - {""}
    across = {names.field(cell) for cell in table[0]} - {""}
    return len(down) >= 3 and len(down) > len(across) + 1


def _columns_of(
    table: Table, names: FieldNames, words: PartyWords, marked: int, *, in_text: bool, is_turned: bool = False
) -> Columns | None:
    """What the columns are, by the row that names most of them and then by what stands below it."""
    best: Columns | None = None
    for index, cells in enumerate(table[:MAX_TITLE_ROWS]):
        found = Columns(index, tuple(_field_of(cell, names, words) for cell in cells))
        names_one = "name" in found.fields or "company" in found.fields
        names_one = names_one or (found.known > 0 and any(heads_parties(cell, words) for cell in cells[:FIRST_COLUMNS]))
        if (found.known >= 2 or names_one) and (best is None or found.known > best.known):
            best = found
    if marked >= 0 and (best is None or best.known < 2):
        best = Columns(marked, tuple(_field_of(cell, names, words) for cell in table[marked]))
    if best is None and (best := _without_known_headings(table, words)) is None:
        return None
    if is_turned and best.row == 0 and "name" not in best.fields and not best.fields[0]:
        # What stood above the columns of values is who each of them is about.
        best = replace(best, fields=("name", *best.fields[1:]))
    headings = table[best.row] if best.row >= 0 else ("",) * len(best.fields)
    told = tuple(column for column, heading in enumerate(headings) if _is_told_best(heading, words))
    further = (
        column for column, field in enumerate(best.fields) if field == "data" and _is_further(headings[column], words)
    )
    settled = replace(
        best,
        fields=_settled(best.fields, headings, table[best.row + 1 :], words),
        order=tuple(sorted(range(len(headings)), key=lambda column: column not in told)),
        best=(*told, *further),
    )
    settled = replace(
        settled,
        call_parties=_call_parties(headings, settled.fields, words),
        name_known=_names_known(settled.fields, table[best.row + 1 :], words),
    )
    is_list = "name" in settled.fields or "company" in settled.fields
    if is_list and (settled.known > 1 or not in_text or _names_alone(settled, table[best.row + 1 :], words)):
        return settled
    return None


def _names_alone(columns: Columns, rows: Table, words: PartyWords) -> bool:
    """Whether a table that says nothing else under a known heading has a column of SDKs that is headed as one.

    Names that are known need no such heading: what stands above the table tells whether third parties are listed.
    """
    if "name" not in columns.fields or columns.row < 0 or not (columns.call_parties or columns.name_known):
        return False
    cells = [row[columns.fields.index("name")] for row in rows]
    return columns.name_known or kind_of_column([first_name(cell) for cell in cells], words) == "name"


def _field_of(heading: str, names: FieldNames, words: PartyWords) -> str:
    """The field of a column; the first one where its heading joins names of several: "所属机构及官网"."""
    known = names.field(heading)
    if known or len(heading) > _LONGEST_HEADING:
        return known
    parts = [part for part in words.between_headings.split(heading) if part.strip()]
    fields = [names.field(part) for part in parts]
    return fields[0] if len(parts) > 1 and all(fields) else ""


def _without_known_headings(table: Table, words: PartyWords) -> Columns | None:
    """The columns of a table whose headings say nothing, or that has none: one holds names of somebody known."""
    width = min(map(len, table), default=0)
    if width < _FEWEST_COLUMNS or party_column(table, range(width), words, of_companies=True) < 0:
        return None
    has_names = any(form(cell, words) for cell in table[0] for form in (is_known, ends_in_product, is_company))
    return Columns(-1 if has_names else 0, ("",) * width)


def _names_known(fields: Sequence[str], rows: Table, words: PartyWords) -> bool:
    column = next((fields.index(field) for field in ("name", "company") if field in fields), -1)
    cells = [plain(row[column]) for row in rows if column < len(row) and row[column].strip()] if column >= 0 else []
    return are_known(cells, words)


def _guess(fields: list[str], headings: Sequence[str], kinds: Sequence[Kind | None], words: PartyWords) -> None:
    """Give columns the field that a word of their heading tells ("Service role"), where their values are no other."""
    for column, heading in enumerate(headings):
        if not column or fields[column] or not plain(heading) or len(heading) > _LONGEST_HEADING:
            continue
        told = kind_of_label(as_written_here(heading), words)
        if not told or told == "other" or told in fields:
            continue
        if kinds[column] in (None, told) or {kinds[column], told} == {"data", "purpose"}:
            fields[column] = told


def _is_told_best(heading: str, words: PartyWords) -> bool:
    return words.told_best.search(as_written_here(heading)) is not None


def _is_further(heading: str, words: PartyWords) -> bool:
    """Whether a column of data has a part of them, as another one has the rest: "可选收集", "Data on iOS"."""
    return words.further_data.search(as_written_here(heading)) is not None


def _call_parties(headings: Sequence[str], fields: Sequence[str], words: PartyWords) -> bool:
    called = (as_written_here(heading) for heading, field in zip(headings, fields, strict=False))
    return any(
        field in ("name", "company")
        and any(form.search(heading) is not None for form in (words.context, words.column_called))
        for heading, field in zip(called, fields, strict=False)
    )


def _settled(fields: tuple[str, ...], headings: Sequence[str], rows: Table, words: PartyWords) -> tuple[str, ...]:
    """The fields of the columns, with those that headings leave open or say twice told by their values."""
    result = list(fields)
    kinds = [kind_of_column([row[column] for row in rows], words) for column in range(len(fields))]
    name_parties(result, headings, rows, words)
    _guess(result, headings, kinds, words)
    leave_roles(result, rows, words)
    if "name" not in result and "company" not in result:
        column = party_column(rows, range(len(fields)), words, of_companies=not any(headings))
        heading = headings[column] if column >= 0 else ""
        # "功能" beside "目的" heads what the app itself can do, and not who does it.
        of_uses = [other for other in headings if not other.isascii() and kind_of_label(other, words) == "purpose"]
        is_function = heading in of_uses and len(of_uses) > 1
        if column >= 0 and not (words.column_other.search(heading) or words.data.search(heading) or is_function):
            result[column] = "name"
    if "name" not in result and result.count("company") > 1:
        result[result.index("company")] = "name"  # "Vendor" beside "Legal entity" is who is listed
    part_services(result, headings, rows, words)
    name_providers(result, headings, kinds, rows, words)
    _keep_vendor(result, headings, rows, words)
    for column, kind in enumerate(kinds):
        # "第三方名称" heads a column of companies as often as one of products.
        if result[column] == "name" and kind == "company" and _has_other(result, kinds, column, "name"):
            result[column] = "company"
        elif result[column] == "company" and kind == "name" and _has_other(result, kinds, column, "company"):
            result[column] = "name"
    if "name" not in result and kinds[:1] == ["name"] and result[0] == "purpose":
        result[0] = "name"  # "场景描述" heads a column of products
    has_companies = "company" in result and kinds[result.index("company")] == "company"
    for wanted in ("company", "name", "link", "data", "purpose"):
        if wanted not in result:
            open_columns = [
                column
                for column, field in enumerate(result)
                if (not field or (wanted == "name" and result.count(field) > 1))
                and (
                    kinds[column] == wanted
                    or (wanted == "name" and has_companies and _holds_names(rows, column, words))
                )
                and not words.other_label.search(plain(headings[column]))
                and not (wanted == "purpose" and are_roles(rows, column, words))
                and (wanted == "link" or kind_of_label(as_written_here(headings[column]), words) != "link")
            ]
            if open_columns:
                # What is said at most length is what is said, not the category it stands under.
                best = max(open_columns, key=lambda column: sum(len(row[column]) for row in rows))
                result[best] = wanted
    if "purpose" not in result and (column := column_of_kinds(result, headings, rows, words)) >= 0:
        result[column] = "purpose"
    leave_owner(result, headings, rows, words)
    return tuple(result)


def _holds_names(rows: Table, column: int, words: PartyWords) -> bool:
    """Whether a column whose cells are mostly nothing else has the names of products, most of them known."""
    cells = [plain(row[column]) for row in rows if row[column].strip()]
    return kind_of_column(cells, words) is None and len(set(cells)) * 2 > len(rows) and are_known(cells, words)


def _keep_vendor(fields: list[str], headings: Sequence[str], rows: Table, words: PartyWords) -> None:
    """Of several columns of companies keep whose the SDKs are: whose the app is stands in all rows alike."""

    def is_of_sdks(column: int) -> tuple[bool, bool]:
        heading = as_written_here(headings[column])
        is_called = any(form.search(heading) for form in (words.product, words.context))
        return is_called, len({row[column].strip() for row in rows}) > 1

    companies = [column for column, field in enumerate(fields) if field == "company"]
    best = max(companies, key=is_of_sdks, default=-1)
    for column in companies if "name" in fields else ():
        if is_of_sdks(column) < is_of_sdks(best):
            fields[column] = ""


def _has_other(fields: Sequence[str], kinds: Sequence[str | None], column: int, field: str) -> bool:
    """Whether another column can be what this one is not."""
    return any(other != column and (fields[other] == field or kinds[other] == field) for other in range(len(fields)))


def _read_rows(table: Table, columns: Columns, names: FieldNames, words: PartyWords, *, wraps: bool) -> TableReading:
    records: list[PartyRecord] = []
    nameless: list[int] = []
    above = use = group = ""
    headings = [*(table[columns.row] if columns.row >= 0 else ()), *([""] * len(columns.fields))]
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
        beside = zip(headings, cells, columns.fields, strict=False)
        ended = how_ended(
            values.get("name", ""), ((title, cell) for title, cell, field in beside if field not in _OF_ITSELF), words
        )
        part_labels(values, names, words)
        for cell in (cell for cell, field in zip(cells, columns.fields, strict=False) if not field):
            take_labels(values, cell, names, words)
        part_address(values, words)
        part_use(values, words)
        part_name(values, words)
        settle_name(values, words)
        values.setdefault("company", above)
        values.setdefault("purpose", use)
        group = use_above(values, cells, columns.fields, group)
        named = plain(values.get("name", "") or values.get("company", ""))
        if wraps and records and _goes_on(values, records[-1], cells, words):
            _append(records[-1], values, number)
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


def _denied_by(above: Table, words: PartyWords) -> str:
    """A title alone in a row above the headings that says that nobody below is there; empty without."""
    titles = (filled for cells in above if len(filled := {plain(cell) for cell in cells} - {""}) == 1)
    return next((title for filled in titles for title in filled if words.denied_heading.search(title)), "")


def _address_alone(cells: Sequence[str], words: PartyWords) -> str:
    """The address of a row that says nothing but where to read of the row above: "白鹭隐私政策：https://…"."""
    filled = [cell for cell in cells if cell.strip()]
    found = _LABELLED_ADDRESS.fullmatch(plain(filled[0])) if len(cells) > _FEWEST_COLUMNS and len(filled) == 1 else None
    return address_in(found["address"], words) if found else ""


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
    if any(part.count("(") != part.count(")") for part in parts):
        return [cell]  # "Egret Cloud (storage, maps)" is one
    sdks = [part for part in parts if is_product(part, words)]
    has_names = all(words.purpose.sub("", words.product.sub("", sdk)).strip() for sdk in sdks)
    if len(parts) > 1 and cell.isascii() and all(is_known(part, words) for part in parts):
        return parts
    others = [part for part in parts if part not in sdks and words.kind_of_name.sub("", part) == part]
    return sdks if sdks and len(parts) > 1 and has_names and not others else [cell]


def _each_in(values: dict[str, str], words: PartyWords) -> Iterable[dict[str, str]]:
    """What a row says of each SDK that it names: as many companies beside several names stand in their order."""
    names = _names_in(values.get("name", ""), words)
    companies = [part for cell in words.between_names.split(values.get("company", "")) if (part := plain(cell))]
    if len(names) > 1 and len(companies) == len(names) and all(is_company(part, words) for part in companies):
        return [{"name": name, "company": company} for name, company in zip(names, companies, strict=True)]
    return [{"name": name} if name else {} for name in names]


def _goes_on(values: dict[str, str], above: PartyRecord, cells: Sequence[str], words: PartyWords) -> bool:
    """Whether a row holds the rest of the cells above it: it names nobody, or the end of the company above."""
    if plain(values.get("name", "")):
        return False
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
    found = [field for cell in cells if (field := _field_of(cell, names, words))]
    fields = set(found)
    # What a heading says is another matter where the values below tell what the column holds.
    is_row_of_them = len(fields) >= _FEWEST_LABELS and len(found) * 2 > sum(bool(cell.strip()) for cell in cells)
    of_whom = {field for field in columns.fields if field in ("name", "company")}
    return columns.known > 1 and len(fields) > 1 and (is_row_of_them or fields >= of_whom)
