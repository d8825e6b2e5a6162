"""Columns that a script names by the keys of its rows: `{title: 'SDK名称', dataIndex: 'title'}`, `{label, prop}`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from appaudit.lexicon.columns import FieldNames
from appaudit.model.expression import Expression
from appaudit.sdk_list.script.data import Value, objects_in

#: Under which of its own keys a column says what it is called, and which key of a row it shows.
_CALLED = ("title", "label", "header", "Header", "headerName", "text", "name")
_SHOWS = ("dataIndex", "prop", "accessorKey", "accessor", "field", "dataKey", "key", "value", "name")
#: Columns of different fields that tell of a table, and keys of a row that columns show, at the least.
_FEWEST_COLUMNS = 2
#: The same of headings that stand in an array of texts, which may be anything.
_FEWEST_HEADINGS = 3
#: A heading of names in every lexicon of columns.
_NAME = "SDK"
_MOST_TABLES = 20
#: What a column shows is a key, and no text for people.
_KEY = re.compile(r"[A-Za-z_$][\w$.-]*", re.ASCII)
#: Columns that markup makes: `<el-table-column prop="name" label="SDK名称" />`.
_ELEMENT = Expression(r"<[\w.-]*column\b(?P<attributes>[^<>]{0,400})>", re.IGNORECASE)
_ATTRIBUTE = Expression(r"(?<![\w:.@-])(?P<name>[\w-]{1,20})=\{?[\"'](?P<value>[^\"'\n]{1,80})[\"']")
#: Levels of values in one another that are gone into.
_DEEPEST = 20


def columns_in_markup(source: str) -> list[Value]:
    """The columns of tables that markup makes, as the objects of a script that says the same."""
    columns: list[Value] = [
        {attribute["name"]: attribute["value"] for attribute in _ATTRIBUTE.finditer(found["attributes"])}
        for found in _ELEMENT.finditer(source)
    ]
    return columns


def by_columns(value: Value, names: FieldNames) -> Value:
    """A value in which the rows of tables have what their columns are called for keys; the columns are left out."""
    lists = list(objects_in(value))
    candidates = ((entries, table) for entries in lists if (table := _table(entries, names)))
    tables: list[dict[str, str]] = []
    columns: set[int] = set()
    for entries, table in islice(candidates, _MOST_TABLES):
        rows = (row for others in lists if others is not entries for row in others)
        if any(_shown(row, table) >= _FEWEST_COLUMNS for row in rows):
            tables.append(table)
            columns.update(map(id, entries))
    return _renamed(value, tables, columns, 0) if tables else value


def by_headings(lists: Iterable[list[Value]], shown: Sequence[Sequence[str]], names: FieldNames) -> list[Value]:
    """The rows of tables whose rows are arrays of texts, as objects by the array of headings that has as many.

    `const columns = ['名称', '公司', '用途']` heads `[['白鹭SDK', '白鹭有限公司', '推送'], …]`, in one array or apart.

    Args:
        lists: The arrays of a script.
        shown: What markup shows above columns, which heads arrays where no array does.
        names: What headings are called.
    """
    every = [[_titled(texts[0], names), *texts[1:]] for value in lists for texts in _texts_in(value) if texts]
    told = [titles for titles in shown if _are_headings(titles, names, _FEWEST_COLUMNS)]
    headings = {len(titles): titles for titles in reversed(told)}
    headings |= {len(texts[0]): texts[0] for texts in reversed(every) if texts and _are_headings(texts[0], names)}
    found: list[Value] = []
    # Of an array that was cut each row stands by itself.
    alone: dict[int, list[Value]] = {}
    for texts in every:
        titles = headings.get(len(texts[0]))
        if titles is not None and all(len(row) == len(titles) for row in texts):
            rows: list[Value] = [dict(zip(titles, row, strict=True)) for row in texts if not _are_headings(row, names)]
            if len(rows) == 1:
                alone.setdefault(len(titles), []).extend(rows)
            else:
                found.append(rows)
    return [*found, *alone.values()]


def _texts_in(value: Value) -> Iterator[list[list[str]]]:
    """The arrays of arrays of texts in a value; an array of texts in nothing else is one of one."""
    if not isinstance(value, list):
        return
    rows = [[text for text in row if isinstance(text, str)] for row in value if isinstance(row, list)]
    if value and all(isinstance(text, str) for text in value):
        yield [[text for text in value if isinstance(text, str)]]
    elif rows and len(rows) == len(value):
        yield rows


def _are_headings(texts: Sequence[str], names: FieldNames, fewest: int = _FEWEST_HEADINGS) -> bool:
    """Whether texts head the columns of a table: fields of different kinds, with whom it is about among them."""
    fields = {names.field(text) for text in texts} - {""}
    return len(fields) >= fewest and not fields.isdisjoint(("name", "company"))


def _titled(texts: Sequence[str], names: FieldNames) -> list[str]:
    """Headings of which the first alone is unknown, with one that calls it a name: "服务" before "用途", "隐私政策"."""
    fields = [names.field(text) for text in texts]
    is_led = len(texts) >= _FEWEST_HEADINGS and not fields[0] and all(fields[1:]) and len(set(fields)) == len(fields)
    return [_NAME, *texts[1:]] if is_led and "name" not in fields else list(texts)


def _table(entries: Sequence[Mapping[str, Value]], names: FieldNames) -> dict[str, str]:
    """What columns are called, by the keys of the rows that they show; empty for objects that are no columns."""
    columns = dict(filter(None, map(_column, entries)))
    fields = {names.field(called) for called in columns.values()} - {""}
    return columns if len(columns) * 2 > len(entries) and len(fields) >= _FEWEST_COLUMNS else {}


def _column(entry: Mapping[str, Value]) -> tuple[str, str] | None:
    texts = {key: value for key, value in entry.items() if isinstance(value, str) and value.strip()}
    called = next((key for key in _CALLED if key in texts), "")
    shows = next((key for key in _SHOWS if key in texts and key != called), "")
    return (texts[shows], texts[called]) if shows and _KEY.fullmatch(texts[shows]) else None


def _shown(row: Mapping[str, Value], table: Mapping[str, str]) -> int:
    """How many of the values of a row the columns of a table show."""
    return sum(key in row for key in table)


def _renamed(value: Value, tables: Sequence[Mapping[str, str]], columns: Collection[int], depth: int) -> Value:
    if depth > _DEEPEST:
        return value
    if isinstance(value, list):
        return [_renamed(entry, tables, columns, depth + 1) for entry in value if id(entry) not in columns]
    if not isinstance(value, dict):
        return value
    table = max(tables, key=lambda table: _shown(value, table))
    if _shown(value, table) < _FEWEST_COLUMNS:
        return {key: _renamed(inner, tables, columns, depth + 1) for key, inner in value.items()}
    return dict(_cells(value, table))


def _cells(row: Mapping[str, Value], table: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    """The cells of a row by what their columns are called, and what no column shows by its own key behind them."""
    yield from ((called, row[key]) for key, called in table.items() if key in row)
    yield from ((key, cell) for key, cell in row.items() if key not in table)
