"""Whether a text is the name of somebody's product, where nothing but the text itself tells."""

from __future__ import annotations

import re

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.values import is_product

_SMALL = Expression(r"[a-z][\w.'’-]*")
#: Names that begin small: an address ("ipapi.co"), or a capital soon after ("iCloud", "mParticle").
_OWN_SPELLING = Expression(r"[a-z][\w-]+(?:\.[a-z][\w-]*)+|[a-z]{1,3}[A-Z]\w*")
#: An address with a path is where somebody's pages are, and nobody's name.
_PATH = Expression(r"\w\.[a-z]{2,8}/\S", re.IGNORECASE)
_PARTS = Expression(r"[\s/&+,()（）\u4e00-\u9fff]+")
_CHINESE = Expression(r"[\u4e00-\u9fff]")


def own_words(name: str, words: PartyWords) -> list[str]:
    """The words of a name that are not words for kinds of things."""
    return [part for part in _PARTS.split(name) if part and not words.generic_name.fullmatch(part)]


def is_brand(name: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a name is somebody's: capitals throughout, and not only words for kinds of things.

    In Chinese, which has no capitals, a name must begin with such a word or say that it is an SDK.
    """
    if not name or names.field(name) or words.other_label.search(name) or words.no_title.search(name):
        return False
    if is_product(name, words) and _CHINESE.match(name):
        return True
    if words.data.search(name) or _CHINESE.match(name) or _PATH.search(name):
        return False
    own = own_words(name, words)
    is_small = any(_SMALL.fullmatch(part) and not _OWN_SPELLING.fullmatch(part) for part in own)
    return bool(own) and not is_small and not own[0][0].isdigit()
