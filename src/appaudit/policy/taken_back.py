"""Sentences that take back what another says: "this function is not yet open", "the button is gone"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from appaudit.policy.document_index import DocumentIndex, Place
    from appaudit.policy.hits import Hit

_CONCEPT: Final = "taken_back"
#: Words that point to what was said before, those that point to all of it, and those that end the name of a function.
_POINTS, _TO_ALL, _NAME_ENDS = "taken_back_points", "taken_back_all", "taken_back_names"
#: Letters between the end of one sentence and the beginning of the next: a blank, a line, the mark of a note.
_BETWEEN: Final = 4


def is_taken_back(index: DocumentIndex, place: Place, anchor: Hit) -> bool:
    """Whether what a sentence says at an anchor is taken back: in it, in the next one, or for all that stands above."""
    if not index.knows(_CONCEPT):
        return False
    text = index.view.text
    said = text[place.start : place.end]
    for start, end in index.between(_CONCEPT, anchor[1], place.section_end):
        # What a phrase names, up to the word for it: "撤回同意的功能".
        named = next((begin for begin, _ in index.between(_NAME_ENDS, start, end)), end)
        if start - place.end <= _BETWEEN or _is_next(index, place, start):
            name = text[start:named]
            if index.between(_POINTS, start, named) or any(name[at : at + 2] in said for at in range(len(name) - 1)):
                return True
        elif index.between(_TO_ALL, start, named):
            return True
    return False


def _is_next(index: DocumentIndex, place: Place, position: int) -> bool:
    """Whether a position is in the sentence right behind another."""
    other = index.place_at(position)
    return other is not None and 0 <= other.start - place.end <= _BETWEEN
