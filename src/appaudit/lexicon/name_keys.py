"""The form in which names of third parties are compared, whatever marks and brackets stand around them."""

from __future__ import annotations

import unicodedata
from typing import Final

from appaudit.model.expression import Expression
from appaudit.model.remembered import remembered

_BRACKETS: Final = Expression(r"[（(][^（）()]*[)）]?")
_MARKS: Final = Expression(r"[*_`~|\"'“”‘’®™©,;:，：；、【】\[\]]+")


@remembered
def name_key(name: str) -> str:
    """A name in small letters with one space between its words, without what stands in brackets and marks."""
    return " ".join(_MARKS.sub(" ", _BRACKETS.sub(" ", unicodedata.normalize("NFKC", name).lower())).split())
