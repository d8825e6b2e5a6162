"""SDK lists in source: the entries that it makes, else what the screen that it makes shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from appaudit.documents.encoding import decode_text
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.bilingual import Bilingual
from appaudit.sdk_list.entries import row_of_entry
from appaudit.sdk_list.readers import document as document_reader
from appaudit.sdk_list.rows import DeclaredRow
from appaudit.sdk_list.script_rows import rows_in, rows_of_script
from appaudit.sdk_list.source_entries import SourceEntries, entries_of
from appaudit.sdk_list.source_page import shown_markup, shown_texts
from appaudit.sdk_list.source_tokens import tokens_of

ORDER = 60
#: Source in which markup stands, and that of other languages.
_WITH_MARKUP = (".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx")
_OTHERS = (".ets", ".dart", ".java", ".kt", ".kts", ".swift", ".m", ".cs")
#: A page with its markup outside of the script is read as a document, but for what the script holds.
_PAGE = ".vue"
#: Names that are looked for in vain.
_MOST_MISSED = 20
SUFFIXES = (*_WITH_MARKUP, *_OTHERS, _PAGE)


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """A file of source by name."""
    lower = name.lower()
    if lower.endswith(_PAGE):
        return bool(rows_of_script(decode_text(data, name)[0], lexicons))
    return lower.endswith(SUFFIXES)


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give the rows of all lists of third parties in the source, else of the one on its screen.

    Raises:
        ExtractionError: It holds neither.
    """
    source = decode_text(data, name)[0]
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
        page = shown_markup(source, made.constants) if name.lower().endswith(_WITH_MARKUP) else ""
        shown = page or shown_texts(source, made.constants)
        if not shown.strip():
            raise ExtractionError(f"{name}: no text that people read.", zh=f"{name}：没有供人阅读的文字。")
        rows, problems = document_reader.read_rows(name, shown.encode(), lexicons)
    return _with_lines(rows, source), problems


def _of_calls(made: SourceEntries, lexicons: Lexicons) -> list[DeclaredRow]:
    """The rows of the lists that calls of one name make."""
    return [row for entries in made.entries.values() for row in rows_in(entries, lexicons).rows]


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
