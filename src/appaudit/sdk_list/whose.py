"""Whose SDK list one is: the name in its title, held against the names of the app and what its policy says.

A list without a name is the list of the app that it comes with. So is one whose name the policy of the app has, too: a
company gives one list for several products. A company in the title is held against the operator that the policy names.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from appaudit.documents.document import document_from_bytes, document_from_text
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.policy import LanguageLexicon
from appaudit.model.facts.policy_text import PolicyTitleFact
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.third_party import name_key
from appaudit.policy.whose import AuditedApp, other_name, plain
from appaudit.records.wording.names import is_known
from appaudit.whole_files import read_regular

#: Lines at the beginning of a list among which its title is, and the longest title, in characters.
_LINES, _LONGEST = 4, 60
#: Characters of a list in which it may say for which apps it is.
_BEGINNING: Final = 3_000
_MOST_BYTES: Final = 20_000_000
_SHORTEST_NAME, _LONGEST_NAME = 2, 24
#: Behind what tells the place of a list: “Annex 1: …”.
_COLON: Final = re.compile("[:：]")
#: What stands around a name.
_MARKS: Final = '《》“”"【】[]()（）#*·|_ -:：'


def other_owner(
    path: Path, lexicons: Lexicons, app: AuditedApp, policies: Sequence[str], operators: Sequence[str]
) -> str:
    """The name by which a list is that of another app or company; empty where it is this one's or nothing tells.

    Args:
        path: The list.
        lexicons: The words.
        app: The app; without a name of it nothing can be told.
        policies: The texts of the policies of the app.
        operators: The companies that they introduce as their operator.
    """
    if not app.names:
        return ""
    text = _beginning(path)
    lines = [line for line in map(str.strip, text.splitlines()) if line][:_LINES]
    for words in lexicons.policy.languages.values():
        named = next(filter(None, (_named(line, words) for line in lines)), "")
        if not named:
            continue
        if words.form("title_company").search(named):
            company = lexicons.sdk_names.company_key(named)
            told = "".join(map(lexicons.sdk_names.company_key, operators))
            return "" if not told or company in told else named
        said = (plain(policy, words.parties) for policy in policies)
        if any(plain(named, words.parties) in policy for policy in said):
            return ""
        title = PolicyTitleFact(
            name=named.lower(), is_heading=True, audience=_audience(named, words), extractor="sdk_list"
        )
        index = DocumentIndex(document_from_text(text, "list.txt"), words)
        return named if other_name([index], [title], app) else ""
    return ""


def _audience(name: str, words: LanguageLexicon) -> str:
    found = words.form("title_audience").search(name)
    return found[1] if found else ""


def _named(line: str, words: LanguageLexicon) -> str:
    """The name before what makes a line the title of a list; empty where none is that of an app or company."""
    found = words.form("list_title_end").search(line) if len(line) <= _LONGEST else None
    name = _COLON.split(line[: found.start()].strip(_MARKS))[-1].strip(_MARKS) if found else ""
    is_general = words.form("title_of_all").fullmatch(name) or words.form("list_title_general").fullmatch(name)
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or is_general:
        return ""
    return "" if is_known(name, words.parties) or name_key(name) in words.parties.known_names else name


def _beginning(path: Path) -> str:
    """What stands at the beginning of a list, a line each; empty where it cannot be read."""
    try:
        data = read_regular(path, _MOST_BYTES)
        if data.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in data:
            return "\n".join(_titles_of_sheets(data))
        return document_from_bytes(path.name, data).text[:_BEGINNING]
    except (ExtractionError, OSError):
        return ""


def _titles_of_sheets(data: bytes) -> Iterable[str]:
    """The rows of one text at the beginning of the first sheet."""
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = workbook.worksheets[0]
        cells = list(sheet.iter_rows(max_row=_LINES, values_only=True))
    except Exception:  # whatever a damaged part raises: the reader of spreadsheets says what is wrong
        return []
    rows = [[str(cell) for cell in row if cell is not None] for row in cells]
    return [row[0] for row in rows if len(set(row)) == 1]
