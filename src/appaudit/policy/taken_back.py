"""Sentences that take back what another says: "this function is not yet open", "the button is gone"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from appaudit.policy.clauses import DocumentIndex, Place
    from appaudit.policy.hits import Hit

_CONCEPT: Final = "taken_back"
#: Letters between the end of one sentence and the beginning of the next: a blank, a line, the mark of a note.
_BETWEEN: Final = 4
#: Words that point to what was said before, and those that point to all of it.
_POINTS: Final = re.compile(r"[本该此这其]|[以如]上|上述|前述|前款|\b(?:this|that|these|those|the above|such)\b")
_TO_ALL: Final = re.compile(r"[以如]上|上述|前述|\b(?:these|the above)\b")
#: What a phrase names, up to the word for it: "撤回同意的功能".
_NAMED: Final = re.compile(r"(.*?)(?:功能|入口|按钮|开关|选项|通道|渠道|途径|服务|热线|电话|邮箱|申请|请求)")


def is_taken_back(index: DocumentIndex, place: Place, anchor: Hit) -> bool:
    """Whether what a sentence says at an anchor is taken back: in it, in the next one, or for all that stands above."""
    if not index.knows(_CONCEPT):
        return False
    text = index.view.text
    said = text[place.start : place.end]
    for start, end in index.between(_CONCEPT, anchor[1], place.section_end):
        phrase = text[start:end]
        named = _NAMED.match(phrase)
        name = named.group(1) if named else phrase
        if start - place.end <= _BETWEEN or _is_next(index, place, start):
            if _POINTS.search(name) is not None or any(name[at : at + 2] in said for at in range(len(name) - 1)):
                return True
        elif _TO_ALL.search(name) is not None:
            return True
    return False


def _is_next(index: DocumentIndex, place: Place, position: int) -> bool:
    """Whether a position is in the sentence right behind another."""
    other = index.place_at(position)
    return other is not None and 0 <= other.start - place.end <= _BETWEEN
