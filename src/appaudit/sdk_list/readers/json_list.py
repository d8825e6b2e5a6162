"""SDK lists in JSON, or in YAML: a list of objects with `name`, and company, purpose, data, url, package or version."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape

from appaudit.documents.document import document_suffixes
from appaudit.documents.encoding import decode_text
from appaudit.documents.pages.html import looks_like_html
from appaudit.errors import ExtractionError, RuleError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.bilingual import Bilingual
from appaudit.sdk_list.entries import off_by, row_of_entry
from appaudit.sdk_list.readers import document as document_reader
from appaudit.sdk_list.readers.script import SUFFIXES
from appaudit.sdk_list.rows import DeclaredRow, nameless, not_in_use
from appaudit.sdk_list.script.rows import rows_in
from appaudit.yaml_files import parse_yaml

ORDER = 10
#: What JSON starts with, and what may stand before it.
_OPENING = (b"[", b"{")
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_RTF = b"{\\rtf"
#: How a list of YAML begins, behind lines that each read in one way alone, and characters of one that is read.
_NAMED = re.compile(
    r"(?:---[^\S\n]*\n|#[^\n]*\n|[^\S\n]*\n)*- (?:name|sdk|vendor|service|provider|company|名称|SDK名称): "
)
_LONGEST_YAML = 200_000
#: Letters of the shortest text in a value that may be a page.
_SHORTEST_PAGE = 60
_FIRST_TITLE = re.compile(r"^<h2>[^\n]*</h2>\n")
_FEWEST_LINES = 2
#: Characters of a text that is a section of a policy by itself, and of one that is shown at all.
_SHORTEST_SECTION = 80
_SHORTEST_TEXT = 3
#: What files of YAML end with.
_YAML = (".yaml", ".yml")
#: Keys under which a list may be wrapped in an object.
_WRAPPERS = ("sdks", "sdk", "sdk_list", "list", "data", "items")
#: Words of a key over entries that are not in use, and where a word begins in a key without marks.
_OFF = frozenset({"removed", "deleted", "disabled", "former", "previous", "unused", "excluded", "not", "no"})
_CASE = re.compile("(?<=[a-z])(?=[A-Z])")


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """A `.json` name, or content that starts as JSON does; a document ("[title](link)") or source has to be JSON."""
    if data.startswith(_RTF):
        return False
    if _is_yaml(data) or (name.lower().endswith(_YAML) and _lists_in_yaml(data, lexicons)):
        return True
    if name.lower().endswith((*document_suffixes(), *SUFFIXES)):
        return data.lstrip(_BEFORE)[:1] in _OPENING and _is_json(data)
    return name.lower().endswith(".json") or data.lstrip(_BEFORE)[:1] in _OPENING


def _is_yaml(data: bytes) -> bool:
    """Whether a text is a list of YAML whose entries begin with their names, and nothing else."""
    text = data.decode("utf-8", "ignore").lstrip("\ufeff")
    if not _NAMED.match(text) or len(text) > _LONGEST_YAML:
        return False
    try:
        entries = parse_yaml(text, "")
    except RuleError:
        return False
    return isinstance(entries, list) and len(entries) > 1 and all(isinstance(entry, dict) for entry in entries)


def _lists_in_yaml(data: bytes, lexicons: Lexicons) -> bool:
    """Whether a file of YAML holds a list of third parties under some key."""
    text = data.decode("utf-8", "ignore").lstrip("\ufeff")
    try:
        return len(text) <= _LONGEST_YAML and bool(rows_in(parse_yaml(text, ""), lexicons).rows)
    except RuleError:
        return False


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give the rows of a list, and a message for each entry without a name.

    Raises:
        ExtractionError: Not JSON, or not a list of objects.
    """
    text, _ = decode_text(data, name)
    try:
        is_yaml = _is_yaml(data) or (name.lower().endswith(_YAML) and _lists_in_yaml(data, lexicons))
        document = parse_yaml(text, name) if is_yaml else _by_line(text) or json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{name}:{error.lineno}:{error.colno}"
        raise ExtractionError(
            f"{where}: not valid JSON: {error.msg}.", zh=f"{where}：不是合法的 JSON：{error.msg}。"
        ) from error
    except RecursionError as error:
        raise ExtractionError(
            f"{name}: nested too deeply for an SDK list.", zh=f"{name}：嵌套层数过多，不是SDK清单。"
        ) from error
    whole = document
    if isinstance(document, dict):
        document = _wrapped(document, lexicons)
    if not isinstance(document, list) or (document and not any(isinstance(entry, dict | str) for entry in document)):
        nested = rows_in(whole, lexicons)
        if nested.rows or nested.off:
            return _with_lines(nested.rows, text), [
                not_in_use(name, number, "entry", "项", said=said) for number, said in nested.off
            ]
        if pages := _articles_in(whole) or _sections_in(whole):
            return document_reader.read_rows(name, pages.encode(), lexicons)
    if not isinstance(document, list):
        raise ExtractionError(
            f"{name}: must be a list of objects.",
            hint='Example: [{"name": "…", "company": "…", "purpose": "…"}]',
            zh=f"{name}：应为由对象组成的列表。",
            hint_zh='例如：[{"name": "…", "company": "…", "purpose": "…"}]',
        )
    rows: list[DeclaredRow] = []
    problems: list[Bilingual] = []
    for number, entry in enumerate(document, 1):
        if said := off_by(entry, lexicons):
            problems.append(not_in_use(name, number, "entry", "项", said=said))
            continue
        row = row_of_entry(number, {"name": entry} if isinstance(entry, str) else entry, lexicons)
        if row is None:
            problems.append(nameless(name, number, "entry", "项"))
        else:
            rows.append(row)
    if not rows and (pages := _articles_in(whole)):
        return document_reader.read_rows(name, pages.encode(), lexicons)
    if not rows and (sections := _sections_in(whole)):
        try:
            return document_reader.read_rows(name, sections.encode(), lexicons)
        except ExtractionError:
            return [], problems
    return _with_lines(rows, text), problems


def _by_line(text: str) -> list[object] | None:
    """The objects of a file that has one on each line; None for another file."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < _FEWEST_LINES or not all(
        line.strip().startswith("{") and line.strip().endswith("}") for line in lines
    ):
        return None
    try:
        return [json.loads(line) for line in lines]
    except json.JSONDecodeError:
        return None


def _articles_in(value: object) -> str:
    """The pages that a value holds as texts, as interfaces give articles, each but the first below its title.

    The first words of a document say whose it is, and the title of one article does not.
    """
    return _FIRST_TITLE.sub("", _pages_in(value))


def _pages_in(value: object) -> str:
    if isinstance(value, str):
        is_element = value.lstrip().startswith("<") and value.rstrip().endswith(">")
        return value if len(value) >= _SHORTEST_PAGE and (is_element or looks_like_html(value)) else ""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    pages = "\n".join(filter(None, map(_pages_in, inside)))
    title = value.get("title") if isinstance(value, dict) and pages else None
    return f"<h2>{escape(title)}</h2>\n{pages}" if isinstance(title, str) else pages


def _sections_in(value: object) -> str:
    """The texts that a value holds, one below the other, one of which has lines or is long: sections of a policy."""
    texts = list(_texts_in(value))
    are_read = any("\n" in text or len(text) >= _SHORTEST_SECTION for text in texts)
    return "\n\n".join(text for text in texts if len(text) >= _SHORTEST_TEXT) if are_read else ""


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inside in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts_in(inside)


def _wrapped(document: Mapping[str, object], lexicons: Lexicons) -> list[object] | None:
    """The list that an object holds under a usual key, else all under keys that speak of third parties or SDKs."""
    usual = next((value for key in _WRAPPERS if isinstance(value := document.get(key), list)), None)
    if usual is not None:
        return usual
    words = lexicons.parties
    found: list[list[object]] = []
    for key, value in document.items():
        spoken = _CASE.sub(" ", key).replace("_", " ").replace("-", " ")
        is_of_parties = any(form.search(text) for form in (words.context, words.product) for text in (key, spoken))
        if isinstance(value, list) and is_of_parties:
            is_off = not _OFF.isdisjoint(spoken.lower().split())
            found.append([_removed(entry) if is_off else entry for entry in value])
    return [entry for entries in found for entry in entries] if found else None


def _removed(entry: object) -> object:
    """An entry of a list of those that are no longer in use, which says so itself."""
    return {**(entry if isinstance(entry, Mapping) else {"name": entry}), "removed": True}


def _with_lines(rows: list[DeclaredRow], text: str) -> list[DeclaredRow]:
    """The rows with the line that each is named in, found in their order."""
    found = []
    position, line = 0, 1
    for row in rows:
        name = row.values.get("name") or row.values.get("company", "")
        spelt = (json.dumps(name, ensure_ascii=False), json.dumps(name))
        places = [place for place in (text.find(word, position) for word in spelt) if place >= 0]
        if places:
            line += text.count("\n", position, min(places))
            position = min(places)
            row = replace(row, line=line)
        found.append(row)
    return found
