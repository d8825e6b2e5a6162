"""SDK lists in scripts: an array of objects in a file of source, as the page of an app shows it."""

from __future__ import annotations

from appaudit.documents.encoding import decode_text
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.bilingual import Bilingual
from appaudit.sdk_list.rows import DeclaredRow
from appaudit.sdk_list.script_rows import rows_of_script

ORDER = 60
SUFFIXES = (".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".vue", ".ets")


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """A file of source by name, in which a list of third parties stands."""
    return name.lower().endswith(SUFFIXES) and bool(rows_of_script(decode_text(data, name)[0], lexicons))


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give the rows of all lists of third parties in the script."""
    return rows_of_script(decode_text(data, name)[0], lexicons), []
