"""What each column of a table of third parties is: by its heading, and by the values below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appaudit.lexicon.columns import FieldNames, as_written_here
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.tables.party_columns import (
    FIRST_COLUMNS,
    ends_in_product,
    heads_parties,
    name_parties,
    party_column,
    prefer_parties,
)
from appaudit.records.tables.providers import (
    are_roles,
    column_of_kinds,
    leave_owner,
    leave_roles,
    name_providers,
    part_services,
)
from appaudit.records.wording.names import are_known, begins_known, is_brand_alone, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.shared_cells import first_name
from appaudit.records.wording.values import (
    LONGEST_NAME,
    Kind,
    is_company,
    is_product,
    kind_of_column,
    kind_of_label,
    plain,
)

#: Columns of a list at the least, and characters of a heading.
_FEWEST_COLUMNS = 2
_LONGEST_HEADING = 60
#: Rows above the headings: a title, a date, a blank line.
_MOST_TITLE_ROWS = 10
#: Words in small letters, or a comma between several.
_SMALL_WORDS = Expression(r", |[ -][a-z]")
#: What a cookie is called: "_ga", "`ph_*`", "sb-* (Egret)".
_COOKIE = Expression(r"^`?(?:__?[a-z]|[\w.-]*\*)|^`[a-z]+_[a-z]+`")
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


def columns_of(
    table: Table, names: FieldNames, words: PartyWords, marked: int, *, in_text: bool, is_turned: bool = False
) -> Columns | None:
    """What the columns are, by the row that names most of them and then by what stands below it."""
    best: Columns | None = None
    for index, cells in enumerate(table[:_MOST_TITLE_ROWS]):
        found = Columns(index, tuple(field_of(cell, names, words) for cell in cells))
        names_one = "name" in found.fields or "company" in found.fields
        names_one = names_one or (found.known > 0 and any(heads_parties(cell, words) for cell in cells[:FIRST_COLUMNS]))
        names_one = names_one or (found.known > 0 and any(words.column_taken_by.fullmatch(plain(c)) for c in cells))
        if (found.known >= 2 or names_one) and (best is None or found.known > best.known):
            best = found
    if marked >= 0 and (best is None or best.known < 2):
        best = Columns(marked, tuple(field_of(cell, names, words) for cell in table[marked]))
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
    if "name" not in columns.fields:
        return columns.row >= 0 and "company" in columns.fields and columns.name_known
    if columns.row < 0 or not (columns.call_parties or columns.name_known):
        return False
    cells = [row[columns.fields.index("name")] for row in rows]
    return columns.name_known or kind_of_column([first_name(cell) for cell in cells], words) == "name"


def field_of(heading: str, names: FieldNames, words: PartyWords) -> str:
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
        if fields[column] or not plain(heading) or len(heading) > _LONGEST_HEADING:
            continue
        told = kind_of_label(as_written_here(heading), words)
        if not told or told == "other" or told in fields:
            continue
        if not column and not (told == "data" and {"name", "company"} & set(fields)):
            continue  # what stands first is who is listed, or what is given to whom
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
    prefer_parties(result, headings, rows, words)
    name_parties(result, headings, rows, words)
    _guess(result, headings, kinds, words)
    leave_roles(result, rows, words)
    if "name" not in result and "company" not in result:
        # Behind what each is for stands who that is: "服务类型" beside "选择方案".
        behind = [
            column
            for column, field in enumerate(result)
            if field != "purpose" or any(ends_in_product(row[column], words) for row in rows)
        ]
        column = party_column(rows, behind, words, of_companies=not any(headings))
        heading = headings[column] if column >= 0 else ""
        # "功能" beside "目的" heads what the app itself can do, and not who does it.
        of_uses = [other for other in headings if not is_latin(other) and kind_of_label(other, words) == "purpose"]
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
                and not (wanted in ("data", "purpose") and words.column_other.search(plain(headings[column])))
                and not (wanted == "purpose" and are_roles(rows, column, words))
                and (wanted == "link" or kind_of_label(as_written_here(headings[column]), words) != "link")
            ]
            if open_columns:
                # What is said at most length is what is said, not the category it stands under.
                best = max(open_columns, key=lambda column: sum(len(row[column]) for row in rows))
                result[best] = wanted
    if "purpose" not in result and (column := column_of_kinds(result, headings, rows, words)) >= 0:
        result[column] = "purpose"
    if "purpose" not in result and not any(headings) and (column := _left_for_uses(result, kinds, rows)) >= 0:
        result[column] = "purpose"
    features = [column for column, field in enumerate(result) if not field and _heads_features(headings[column], words)]
    if "purpose" not in result and features:
        result[features[0]] = "purpose"  # "Map tiles" beside who delivers them
    leave_owner(result, headings, rows, words)
    _name_services(result, headings, rows, words)
    _name_providers(result, rows, words)
    return tuple(result)


def _name_providers(fields: list[str], rows: Table, words: PartyWords) -> None:
    """Take for names whom the column of companies knows, where that of services says at length what they do.

    "Egret | Managed hosting, compute, and databases" below "Provider | Service".
    """
    if "name" not in fields or "company" not in fields:
        return
    named, owner = fields.index("name"), fields.index("company")
    services = [plain(row[named]) for row in rows]
    if "purpose" in fields:
        if sum(_COOKIE.search(row[named].strip()) is not None for row in rows) * 2 > len(rows):
            fields[named], fields[owner] = "", "name"
        return
    if are_services(services, [plain(row[owner]) for row in rows], words):
        fields[named], fields[owner] = "purpose", "name"


def are_services(cells: Sequence[str], owners: Sequence[str], words: PartyWords) -> bool:
    """Whether cells say at length or in small words what those do whom others beside them know: "Speech to text"."""
    told = sum(len(cell) > LONGEST_NAME or (is_latin(cell) and _SMALL_WORDS.search(cell) is not None) for cell in cells)
    is_other = sum(is_known(cell, words) or is_product(cell, words) for cell in cells) * 2 > len(cells)
    known = sum(is_known(cell, words) or is_brand_alone(cell, words) for cell in owners)
    return told * 2 >= len(cells) and known * 2 >= len(cells) and not is_other


def _name_services(fields: list[str], headings: Sequence[str], rows: Table, words: PartyWords) -> None:
    """Take for names services that are known where the column of SDKs holds what of them is called: "wx.login()"."""
    if "name" not in fields:
        return
    named = fields.index("name")
    cells = [plain(row[named]) for row in rows]
    known = sum(is_known(cell, words) for cell in cells)
    for column in range(named):
        is_open = not fields[column] and words.column_service.fullmatch(plain(headings[column])) is not None
        if is_open and sum(_is_known_service(row[column], words) for row in rows) > max(known, len(rows) // 2):
            fields[named], fields[column] = "", "name"
            return


def _is_known_service(cell: str, words: PartyWords) -> bool:
    name = plain(cell)
    return is_known(name, words) or begins_known(name, words)


def _heads_features(heading: str, words: PartyWords) -> bool:
    return words.column_feature.fullmatch(plain(heading).lower()) is not None


def _left_for_uses(fields: Sequence[str], kinds: Sequence[Kind | None], rows: Table) -> int:
    """Of a table without headings that says whose all are and what they take the one column left, -1 for none."""
    left = [column for column, field in enumerate(fields) if not field and kinds[column] is None]
    if len(left) != 1 or not {"name", "company", "data"} <= set(fields):
        return -1
    cells = {row[left[0]].strip() for row in rows}
    are_phrases = sum(" " in cell or not is_latin(cell) for cell in cells) * 2 >= len(cells)
    return left[0] if len(cells) * 2 > len(rows) and are_phrases else -1


def _holds_names(rows: Table, column: int, words: PartyWords) -> bool:
    """Whether a column whose cells are mostly nothing else has the names of products, most of them known.

    "Egret ToS" and "Finch Services Agreement" are named after somebody and are nobody.
    """
    cells = [plain(row[column]) for row in rows if row[column].strip()]
    if sum(words.policy_words.search(cell) is not None for cell in cells) * 2 > len(cells):
        return False
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
