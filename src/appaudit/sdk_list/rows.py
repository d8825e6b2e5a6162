"""One row of an SDK list, and the fact it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from appaudit.errors import ExtractionError
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.sdk_names import SdkNameWords
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.records.wording.addresses_apart import with_addresses_apart
from appaudit.records.wording.values import address_in, items_of

#: How a row's Java package or Maven coordinate travels to the matcher, since a declared SDK has no field for it.
PACKAGE_REASON = "package "
MAVEN_REASON = "maven "
#: The extractor of facts that tell what users are told, and of those that only list dependencies.
DECLARATION = "sdk_list"
INVENTORY = "sdk_list.inventory"
#: What a cell begins with that a table would calculate: its text is shown as it is.
_FORMULA = ("=", "+", "-", "@")
_COORDINATE = re.compile(r"([A-Za-z][\w.\-]*):([A-Za-z0-9][\w.\-]*)(?=$|[:@\s,;])(?!//)")
#: A package beside a name: "com.egret(白鹭)".
_PACKAGE_IN_NAME = re.compile(r"(?<![\w./-])(?:com|cn|org|net|io)(?:\.[a-z_]\w*){1,6}(?![\w.-])", re.ASCII)
_PACKAGE = re.compile(r"[a-zA-Z][\w]*(?:\.[a-zA-Z_][\w]*)+")
_BETWEEN_PACKAGES = re.compile(r"[、，,；;\s]+|(?<=\w)/(?=\w)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]+")
_MAX_VALUE = 500
_LONGEST_QUOTE = 80


class NothingListedError(ExtractionError):
    """A list with headings and nothing below them: it was read, and it lists no SDK."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: no SDK stands below the headings.", zh=f"{name}：表头下没有任何SDK。")


@record(kw_only=False)
class DeclaredRow:
    """The values of one row by field (`name`, `company`, `purpose`, `data`, `link`, `package`, `version`).

    `is_inventory` marks a row of a dependency list, which has no purposes and data types to give. `line` is the line of
    the file that it begins in, 0 where the format has none.
    """

    place: str
    values: Mapping[str, str]
    data: tuple[str, ...] = ()
    is_inventory: bool = False
    line: int = 0


def clean(value: str, words: SdkNameWords) -> str:
    """A cell without control characters and outer spaces, at most 500; empty where it is to be filled in."""
    text = _CONTROLS.sub(" ", value).strip()[:_MAX_VALUE].strip()
    return "" if words.placeholder.fullmatch(text) else text


def fact_of_row(row: DeclaredRow, file_name: str, words: SdkNameWords, parties: PartyWords) -> DeclaredSdkFact:
    """The declared SDK of a row; a package it gives is kept in `reason` for the matcher."""
    values = with_addresses_apart(row.values, parties)
    return DeclaredSdkFact(
        name=clean(values.get("name", "") or values.get("company", ""), words),
        company=clean(values.get("company", ""), words),
        purpose=parties.policy_aside.sub("", clean(values.get("purpose", ""), words)),
        data=row.data or _data(values.get("data", ""), words, parties),
        link=_link(clean(values.get("link", ""), words), parties),
        source="sdk_list",
        reason=_hint(values),
        is_listed=not row.is_inventory,
        location=Location(path=file_name, symbol=row.place, line=row.line),
        extractor=INVENTORY if row.is_inventory else DECLARATION,
    )


def _link(cell: str, parties: PartyWords) -> str:
    """The address of a cell that has one, whatever it calls it; else the cell, as of one that a program would run."""
    return address_in(cell, parties) if "://" in cell and not cell.startswith(_FORMULA) else cell


def _data(cell: str, words: SdkNameWords, parties: PartyWords) -> tuple[str, ...]:
    return () if words.placeholder.fullmatch(cell.strip()) else items_of(cell, parties)


def each_named(rows: Iterable[DeclaredRow]) -> Iterator[DeclaredRow]:
    """The rows, of one that names several packages and nothing else a row for each: "com.egret.maps、com.egret.ads"."""
    for row in rows:
        named = row.values.get("name", "")
        parts = [part for part in _BETWEEN_PACKAGES.split(named.strip()) if part] if len(named) <= _MAX_VALUE else []
        if len(parts) > 1 and all(_PACKAGE.fullmatch(part) for part in parts):
            yield from (replace(row, values={**row.values, "name": part}) for part in dict.fromkeys(parts))
        else:
            yield row


def _hint(values: Mapping[str, str]) -> str:
    """The coordinate or Java package that a row gives, in its own column or as its name."""
    for text in (values.get("package", "").strip(), values.get("name", "").strip()):
        coordinate = _COORDINATE.match(text)
        if coordinate and "." in coordinate.group(1):
            return f"{MAVEN_REASON}{coordinate.group(1)}:{coordinate.group(2)}"
    name = values.get("name", "").strip()
    package = _PACKAGE.search(values.get("package", "")) or _PACKAGE.fullmatch(name) or _PACKAGE_IN_NAME.search(name)
    return f"{PACKAGE_REASON}{package.group()}" if package else ""


def nameless(name: str, number: int, word: str = "row", word_zh: str = "行", sheet: str = "") -> Bilingual:
    """What is said of a row that names nothing; `word` is what rows of the format are called."""
    where_zh, where = (f"工作表“{sheet}”", f"sheet {sheet}, ") if sheet else ("", "")
    return Bilingual(
        f"{name}：{where_zh}第 {number} {word_zh}没有名称。", f"{name}: {where}{word} {number} has no name."
    )


def not_in_use(
    name: str, number: int, word: str = "row", word_zh: str = "行", sheet: str = "", said: str = ""
) -> Bilingual:
    """What is said of a row that by its own words lists nobody, with those words; it counts as no declaration."""
    where_zh, where = (f"工作表“{sheet}”", f"sheet {sheet}, ") if sheet else ("", "")
    quote_zh, quote = (f"（{said}）", f" ({said})") if (said := clean_line(said)) else ("", "")
    return Bilingual(
        f"{name}：{where_zh}第 {number} {word_zh}注明未使用或已停用{quote_zh}，未作为声明读取。",
        f"{name}: {where}{word} {number} says that it is not in use{quote}; it was not read as a declaration.",
    )


def clean_line(text: str) -> str:
    """A text without control characters, in one line of at most 80 characters, as messages quote it."""
    line = " ".join(_CONTROLS.sub(" ", text).split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


def has_name(values: Mapping[str, str], words: SdkNameWords) -> bool:
    """Say whether a row names anything."""
    return bool(clean(values.get("name", "") or values.get("company", ""), words))


def data_of(values: Iterable[object], words: SdkNameWords) -> tuple[str, ...]:
    """The data types of a JSON list."""
    return tuple(dict.fromkeys(text for value in values if (text := clean(str(value), words))))
