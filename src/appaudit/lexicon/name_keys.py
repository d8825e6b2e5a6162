"""The form in which names of third parties are compared, whatever marks and brackets stand around them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from appaudit.model.expression import Expression

_BRACKETS: Final = Expression(r"[（(][^（）()]*[)）]?")
_MARKS: Final = Expression(r"[*_`~|\"'“”‘’®™©,;:，：；、【】\[\]]+")
#: Names whose form is remembered: each reader of a document asks for the same, and 1 MB has 40,000 short lines.
_REMEMBERED: Final = 131_072


@lru_cache(maxsize=_REMEMBERED)
def name_key(name: str) -> str:
    """A name in small letters with one space between its words, without what stands in brackets and marks."""
    return " ".join(_MARKS.sub(" ", _BRACKETS.sub(" ", unicodedata.normalize("NFKC", name).lower())).split())
