"""Which script a text is written in, as far as rules for one language ask."""

from __future__ import annotations

from appaudit.model.expression import Expression

CHINESE = Expression("[\u4e00-\u9fff]")
#: Characters, full stops and brackets of East Asian scripts; quotation marks and dashes are of all scripts.
_EASTERN = Expression("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")


def is_latin(text: str) -> bool:
    """Whether a text has no East Asian character, whatever its quotation marks, dashes and bullets are."""
    return text.isascii() or _EASTERN.search(text) is None
