"""SDK lists in source: the entries that it makes, else what the screen that it makes shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from appaudit.documents.encoding import decode_text
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.parties import PartyWords
from appaudit.model.bilingual import Bilingual
from appaudit.model.expression import Expression
from appaudit.records.wording.names import is_known
from appaudit.records.wording.values import is_product
from appaudit.sdk_list.entries import row_of_entry
from appaudit.sdk_list.readers import document as document_reader
from appaudit.sdk_list.rows import DeclaredRow
from appaudit.sdk_list.script.rows import rows_in, rows_of_script
from appaudit.sdk_list.source.entries import SourceEntries, entries_of
from appaudit.sdk_list.source.page import shown_markup, shown_texts
from appaudit.sdk_list.source.tokens import tokens_of
from appaudit.sdk_list.text.recognised import begins_with_headings

ORDER = 60
#: Source in which markup stands, and that of other languages.
_WITH_MARKUP = (".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx")
_OTHERS = (".ets", ".dart", ".java", ".kt", ".kts", ".swift", ".m", ".cs", ".go", ".py", ".sql")
#: A page with its markup outside of the script is read as a document, but for what the script holds.
_PAGE = ".vue"
#: Pages of frameworks: code between two lines of dashes or in a script, and markup beside it.
_MIXED = (".astro", ".svelte")
#: Texts that may be a part of a file of source, and pages that may be one with markup in it.
_TEXTS = (".txt", ".text")
_PAGES = (".html", ".htm")
#: A line of source: a text in quotes, alone or under a key or in a call, brackets, a tag, a declaration.
_SOURCE_LINE = Expression(
    r"^\s*(?:"
    r"[+.\[({,]?\s*(?:[\w$.]+\(\s*)?[\"'`].*[\"'`][\s,+;)\]}.\w$/-]*$"
    r"|[{\[(]?\s*[\"']?[\w$]+[\"']?\s{0,8}[:=]\s{0,8}[\[{(\"'`]|[{}\[\]();, ]+$"
    r"|</?[A-Za-z][^<>]*(?:>|$)|[\w:@-]+=(?:\"[^\"]*\"|\{.*\}|'[^']*')\s*/?>?$|/?>$|(?:(?:public|private|protected|static|final|export|const|let|var|val|new|return)\s)+[\w$]"
    r"|[\w.]+\(.*[({,)]$|[\w.]+\($|[\w.]+ ?= ?[\w.()]+,?$|\.\w+\([^\u4e00-\u9fff]*\)[,;]?$|\w+(?:\(.*\))? \{$"
    r")"
)
#: The share of such lines that makes a text one of source.
_FEWEST_LINES = 0.5
#: Lines that are looked at, and the longest that may be of source, in characters.
_MOST_LINES = 200
_LONGEST_LINE = 20_000
#: What a text that goes on over several lines of source begins with, under a key.
_LONG_TEXT = Expression(r"^\s*[\"']?\w+[\"']?\s?[:=]\s?`[^`]*$", re.MULTILINE)
#: A list or an object under a key, which no row of a table has.
_OPENS_LIST = Expression(r"^\s*[\"']?\w+[\"']?\s?[:=]\s?[\[{]", re.MULTILINE)
#: What only markup inside a script has.
_OF_COMPONENTS = Expression(r"\sclassName=[\"{]|\{[\"'][^\"'\n]{1,3}[\"']\}|<[A-Z]\w+(?:\.\w+)?[\s/>]")
#: What is left of source where that is read as a text.
_MARKS_OF_SOURCE = Expression(r"\\n|\"\s*[+,]|[+,]\s*\"|\{[\"']|</?\w+[ >]")
_WHOLE_PAGE = Expression(r"<(?:!doctype|html|body|script)\b", re.IGNORECASE)
#: The code that a page of Astro begins with.
_FRONT = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)
#: Calls of two texts that are a list, at the least, and the longest name that one of them gives.
_FEWEST_TOLD = 2
_LONGEST_NAME = 60
#: Names that are looked for in vain.
_MOST_MISSED = 20
SUFFIXES = (*_WITH_MARKUP, *_OTHERS, _PAGE, *_MIXED)


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """A file of source by name, or a text or page that is a part of one."""
    lower = name.lower()
    if lower.endswith(_TEXTS):
        text = decode_text(data, name)[0]
        has_keys = _OPENS_LIST.search(text) is not None
        return _is_source(text) and (has_keys or not begins_with_headings(data, lexicons))
    if lower.endswith(_PAGES):
        page = decode_text(data, name)[0]
        return _OF_COMPONENTS.search(page) is not None and _WHOLE_PAGE.search(page) is None
    if lower.endswith(_PAGE):
        return bool(rows_of_script(decode_text(data, name)[0], lexicons))
    return lower.endswith(SUFFIXES)


def _is_source(text: str) -> bool:
    """Whether most lines of a text are such as source has, and it holds a text in quotes or a tag."""
    if _LONG_TEXT.search(text[:_LONGEST_LINE]) is not None:
        return True
    lines = [line for line in text.split("\n", _MOST_LINES)[:_MOST_LINES] if line.strip()]
    are_source = [len(line) <= _LONGEST_LINE and _SOURCE_LINE.match(line) is not None for line in lines]
    return bool(lines) and sum(are_source) >= _FEWEST_LINES * len(lines)


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give the rows of all lists of third parties in the source, else of the one on its screen.

    Raises:
        ExtractionError: It holds neither.
    """
    source = decode_text(data, name)[0]
    if name.lower().endswith((*_PAGES, *_TEXTS, *_MIXED)):
        return _of_page(name, data, source, lexicons)
    return _of_source(name, source, lexicons)


def _of_page(name: str, data: bytes, source: str, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """What is read of a part of a script that is called a text or a page: as one or the other, where more is said."""
    if rows := rows_of_script(source, lexicons):
        return _with_lines(rows, source), []
    tried: list[tuple[list[DeclaredRow], list[Bilingual]]] = []
    failed: ExtractionError | None = None
    if name.lower().endswith(_MIXED):
        # What stands beside the code is markup.
        name, data = f"{name}.html", _FRONT.sub("", source, count=1).encode()
    for is_source in (True, False):
        try:
            read = _of_source(name, source, lexicons) if is_source else document_reader.read_rows(name, data, lexicons)
            tried.append(read)
        except ExtractionError as error:
            failed = error
    if not tried and failed is not None:
        raise failed
    return max(tried, key=lambda told: sum(map(_said, told[0])))


def _said(row: DeclaredRow) -> int:
    """How many fields of a row say something, none where marks of source are left in them."""
    said = [value for value in row.values.values() if value.strip()]
    is_text = not any(_MARKS_OF_SOURCE.search(value) for value in (*said, *row.data))
    return len(said) + bool(row.data) if is_text else 0


def _of_source(name: str, source: str, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    made = entries_of(tokens_of(source))
    rows = rows_of_script(source, lexicons) or _of_calls(made, lexicons)
    problems: list[Bilingual] = []
    if not rows and (rows := _computed(made, lexicons)):
        problems = [
            Bilingual(
                f"{name}：清单中只有名称写在文件里，其余内容由程序运行时给出，未能读取。",
                f"{name}: of this list only the names stand in the file; what it says of each is put together by the "
                "program and was not read.",
            )
        ]
    if not rows:
        rows = _told(name, made, lexicons)
        try:
            shown, problems = _shown(name, source, made, lexicons)
            rows = shown if len(shown) > len(rows) else rows
        except ExtractionError:
            if not rows:
                raise
    return _with_lines(rows, source), problems


def _shown(
    name: str, source: str, made: SourceEntries, lexicons: Lexicons
) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """The rows of the page that the source shows.

    Raises:
        ExtractionError: It shows no text, or none that lists anybody.
    """
    page = "" if name.lower().endswith(_OTHERS) else shown_markup(source, made.constants)
    shown = page or shown_texts(source, made.constants)
    if not shown.strip():
        raise ExtractionError(f"{name}: no text that people read.", zh=f"{name}：没有供人阅读的文字。")
    return document_reader.read_rows(name, shown.encode(), lexicons)


def _of_calls(made: SourceEntries, lexicons: Lexicons) -> list[DeclaredRow]:
    """The rows of the lists that calls of one name make."""
    return [row for entries in made.entries.values() for row in rows_in(entries, lexicons).rows]


def _told(name: str, made: SourceEntries, lexicons: Lexicons) -> list[DeclaredRow]:
    """The rows of calls of two texts, read as the list "白鹭SDK：用于推送…" that they show.

    Most of the texts say what for or what is taken, and most calls name somebody.
    """
    words = lexicons.parties
    rows: list[DeclaredRow] = []
    for told in made.told.values():
        uses = sum(bool(words.for_what.match(text) or words.takes.search(text)) for _, text in told)
        if len(told) < _FEWEST_TOLD or uses * 2 <= len(told) or any(len(title) > _LONGEST_NAME for title, _ in told):
            continue
        lines = (f"- {title}：{' '.join(text.split())}" for title, text in told)
        shown = "\n".join([f"# {words.declared_titles['zh']}", "", *lines])
        with suppress(ExtractionError):
            found, _ = document_reader.read_rows(f"{name}.md", shown.encode(), lexicons)
            known = {row.line for row in found if _is_somebody(row.values["name"], words)}
            rows += found if len({row.line for row in found}) * 2 > len(told) <= len(known) * 2 else []
    return rows


def _is_somebody(name: str, words: PartyWords) -> bool:
    return is_known(name, words) or is_product(name, words)


def _computed(made: SourceEntries, lexicons: Lexicons) -> list[DeclaredRow]:
    """The names in lists of what is called an SDK (`_SdkInfo(name: "…", purpose: texts.x)`), whose rest is computed."""
    lists = (entries for callee, entries in made.computed.items() if lexicons.parties.product.search(callee))
    found = [row_of_entry(number, entry, lexicons) for entries in lists for number, entry in enumerate(entries, 1)]
    rows = [row for row in found if row is not None and row.values.get("name", "").strip()]
    return rows if len(rows) > 1 else []


def _with_lines(rows: Iterable[DeclaredRow], source: str) -> list[DeclaredRow]:
    """The rows in the order of the file, with the line in which each is named, looked for behind the one before it."""
    ends = [place for place, mark in enumerate(source) if mark == "\n"]
    found = []
    place = missed = 0
    for row in rows:
        name = row.values.get("name") or row.values.get("company", "")
        # A name that is written with escapes stands nowhere in the file; a file of those is not searched to no end.
        place = source.find(name, place) if missed < _MOST_MISSED else -1
        place = source.find(name) if place < 0 and missed < _MOST_MISSED else place
        missed += place < 0
        line = bisect_left(ends, place) + 1 if place >= 0 else 0
        found.append(replace(row, place=f"line {line}" if line else row.place, line=line))
        place = max(place, 0)
    return sorted(found, key=lambda row: row.line)
