"""What the markup of a script calls the keys of its rows, and elements that are rows themselves (JSX, Vue).

`<th>SDK 名称</th>` above `{list.map((sdk) => <td>{sdk.title}</td>)}`, "用途：{sdk.use}" on a card, and
`<ProviderRow name="…" use="…" />`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from appaudit.lexicon.columns import FieldNames
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.sdk_list.script.data import Value

#: A tag, in whose attributes arrows of functions stand.
_TAG = Expression(r"<(?P<close>/?)(?P<name>[A-Za-z][\w.-]*)\b(?P<attributes>(?:=>|[^<>]){0,2000})>")
_ANY_TAG = Expression(r"<(?:=>|[^<>]){0,2000}>")
_CELLS = frozenset({"th", "td"})
#: Where a loop over rows begins, and what it calls a row or takes of it.
_LOOP = Expression(
    r"\.map\(\s*(?:async\s*)?\(?\s*(?:\{(?P<keys>[\w\s,:=]{1,300})\}|(?P<row>\w+))|v-for=[\"']\s*\(?\s*(?P<item>\w+)"
)
#: A loop over rows that are arrays, and what it calls their parts.
_LOOP_OF_PARTS = Expression(r"\.map\(\s*\(?\s*\(\s*\[(?P<parts>[\w\s,]{3,200})\]")
#: What a component takes: `function Row({ name, use }: Props)`, `const Row = ({ name, use }) =>`.
_COMPONENT = Expression(r"(?:function\s+[A-Z]\w*\s*|=\s*)\(\s*\{(?P<keys>[\w\s,=]{1,300})\}")
_KEY = Expression(r"(?<![\w.])[A-Za-z_]\w*")
_OF_ROW = Expression(r"(?<![\w.])(?P<owner>\w+)\??\.(?P<key>[A-Za-z_]\w*)")
#: What shows a text on a card, and a value in it.
_SHOWN = Expression(r"\{+\s*(?:(?P<owner>\w+)\??\.)?(?P<key>[A-Za-z_]\w*)|(?P<text>[^\x00{}<>]+)")
#: A label with the key of its value in the code of other languages: `row('用途', sdk.use)`, "用途：${sdk.use}".
_IN_CODE = Expression(
    r"[\"'](?P<label>[^\"'\n$(){}]{2,20})[\"']\s*,\s*(?:\w+\s*:\s*)?(?P<owner>[a-z]\w*)[?!]?\.(?P<key>[a-z]\w*)"
    r"|(?P<before>[^\"'\n$(){}：:]{2,20})[：:]\s*(?:\$\{?|\\\()(?P<of>[a-z]\w*)[?!]?\.(?P<taken>[a-z]\w*)"
)
_CONSTANT = Expression(
    r"\b(?:const|let|var)\s+(?P<name>[A-Za-z_$][\w$]{0,60})\s*(?::\s*\w+\s*)?=\s*(?P<quote>[\"'`])(?P<value>[^\"'`\n$]{1,2000})(?P=quote)"
)
#: Attributes of an element that are texts, and elements with as many as make rows of them.
_ATTRIBUTE = Expression(
    r"(?<![\w:.@-])(?P<name>[A-Za-z]\w{0,30})=(?:\{\s*)?(?P<quote>[\"'`])(?P<value>[^\"'`\n]{1,600})(?P=quote)"
)
_FEWEST = 2
#: Characters before a row in which its loop begins, and those of a loop that are looked at.
_BEFORE = 400
_LONGEST_LOOP = 4_000
_MOST_LOOPS = 200
_LONGEST_LABEL = 24


@record(kw_only=False)
class _Row:
    """A row of a table in markup: where it begins, what it is, and the source of each cell."""

    start: int
    attributes: str
    is_of_headings: bool
    cells: tuple[str, ...]


def columns_shown(source: str, names: FieldNames) -> list[Value]:
    """Lists of columns as scripts write them (`{title, dataIndex}`), one for each table or card of a loop."""
    found: list[Value] = list(map(_columns, _of_tables(source)))
    for pairs in (*_of_cards(source), _of_code(source)):
        # The heading of a table is what its column is called; a text on a card need not be a label.
        found.append(_columns([(title, key) for title, key in pairs if names.field(title)]))
    return [columns for columns in found if columns]


def titles_shown(source: str) -> list[list[str]]:
    """What stands above the columns of tables in markup, and what a loop calls the parts of its rows.

    `<th>Provider</th><th>Purpose</th>`, `.map(([provider, purpose, data]) => …)`.
    """
    titles = [[_plain(cell) for cell in row.cells] for row in _rows(source) if row.is_of_headings]
    parts = (_KEY.findall(found["parts"]) for found in _LOOP_OF_PARTS.finditer(source))
    return [*titles, *parts]


def entries_of_elements(source: str) -> list[Value]:
    """The attributes of elements of one name, as a list of objects for each name that stands there repeatedly."""
    elements: dict[str, list[Value]] = {}
    for tag in _TAG.finditer(source):
        if tag["name"][0].isupper() and not tag["close"]:
            values = {found["name"]: found["value"] for found in _ATTRIBUTE.finditer(tag["attributes"])}
            shown: dict[str, Value] = {name: value for name, value in values.items() if name != "className"}
            if len(shown) >= _FEWEST:
                elements.setdefault(tag["name"], []).append(shown)
    return [entries for entries in elements.values() if len(entries) >= _FEWEST]


def _columns(pairs: Sequence[tuple[str, str]]) -> list[Value]:
    return [{"title": title, "dataIndex": key} for title, key in pairs]


def _of_tables(source: str) -> Iterator[list[tuple[str, str]]]:
    """The headings of tables with the keys of what stands below them, for each row that a loop or component makes."""
    rows = list(_rows(source))
    titles = next(([_plain(cell) for cell in row.cells] for row in rows if row.is_of_headings), [])
    components = [(found.start(), _keys(found["keys"])) for found in _COMPONENT.finditer(source)]
    for row in rows:
        if row.is_of_headings:
            titles = [_plain(cell) for cell in row.cells]
            continue
        if len(row.cells) == len(titles):
            owner, keys = _of_row(source, row, components)
            cells = [_key_in(cell, owner, keys) for cell in row.cells]
            yield [(title, key) for title, key in zip(titles, cells, strict=True) if title and key]


def _rows(source: str) -> Iterator[_Row]:
    start, attributes, names = 0, "", set[str]()
    cells: list[str] = []
    opened = -1
    for tag in _TAG.finditer(source):
        name = tag["name"]
        if name == "tr" and not tag["close"]:
            start, attributes, names, cells = tag.start(), tag["attributes"], set(), []
        elif name in _CELLS and not tag["close"]:
            opened = tag.end()
            names.add(name)
        elif name in _CELLS and opened >= 0:
            cells.append(source[opened : tag.start()])
            opened = -1
        elif name == "tr" and len(cells) >= _FEWEST:
            yield _Row(start, attributes, names == {"th"}, tuple(cells))
            cells = []


def _of_row(source: str, row: _Row, components: Sequence[tuple[int, frozenset[str]]]) -> tuple[str, frozenset[str]]:
    """What a row of markup calls what it shows: the name of the row of a list, or the keys themselves."""
    before = source[max(0, row.start - _BEFORE) : row.start]
    loops = list(_LOOP.finditer(f"{before}<tr{row.attributes}>"))
    if loops:
        last = loops[-1]
        return last["row"] or last["item"] or "", _keys(last["keys"])
    index = bisect_left(components, row.start, key=itemgetter(0))
    return "", components[index - 1][1] if index else frozenset()


def _keys(text: str | None) -> frozenset[str]:
    return frozenset(_KEY.findall(text or ""))


def _key_in(cell: str, owner: str, keys: frozenset[str]) -> str:
    """The key that a cell shows: the first behind the name of the row, or the first of those that are taken."""
    if owner:
        return next((found["key"] for found in _OF_ROW.finditer(cell) if found["owner"] == owner), "")
    shown = cell.partition("{")[2]
    return next((word for word in _KEY.findall(shown) if word in keys), "")


def _plain(markup: str) -> str:
    return " ".join(_ANY_TAG.sub(" ", markup).split())


def _of_cards(source: str) -> Iterator[list[tuple[str, str]]]:
    """The labels of values on the cards that a loop makes: "用途：{item.use}", `<dt>用途</dt><dd>{item.use}</dd>`."""
    for number, loop in enumerate(_LOOP.finditer(source)):
        if number >= _MOST_LOOPS:
            return
        owner, keys = loop["row"] or loop["item"] or "", _keys(loop["keys"])
        body = _ANY_TAG.sub("\x00", source[loop.end() : loop.end() + _LONGEST_LOOP])
        pairs: dict[str, str] = {}
        label = ""
        for shown in _SHOWN.finditer(body):
            if text := shown["text"]:
                label = text.strip(" \t\n:：") or label
            elif label and (shown["owner"] == owner if owner else shown["key"] in keys):
                if len(label) <= _LONGEST_LABEL:
                    pairs.setdefault(shown["key"], label)
                label = ""
        if len(pairs) >= _FEWEST:
            yield [(title, key) for key, title in pairs.items()]


def _of_code(source: str) -> list[tuple[str, str]]:
    """The labels of values in the code of a language without markup."""
    pairs: dict[str, str] = {}
    for found in _IN_CODE.finditer(source):
        label, key = found["label"] or found["before"], found["key"] or found["taken"]
        pairs.setdefault(key, label.strip())
    return [(title, key) for key, title in pairs.items()] if len(pairs) >= _FEWEST else []


def constants_of(source: str) -> dict[str, str]:
    """The constants of a script that are texts."""
    return {found["name"]: found["value"] for found in _CONSTANT.finditer(source)}


def with_constants(value: Value, constants: Mapping[str, str]) -> Value:
    """A value in which the names of constants are what they stand for."""
    if isinstance(value, str):
        return constants.get(value, value)
    if isinstance(value, list):
        return [with_constants(entry, constants) for entry in value]
    if isinstance(value, dict):
        return {key: with_constants(entry, constants) for key, entry in value.items()}
    return value
