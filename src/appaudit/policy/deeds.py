"""Deeds: an act with what it is done to, and whose act it is, wherever a sentence puts them.

The acts and the things are concepts of the lexicon (`of` and `by`); how a sentence says whose act it is are its forms.
An act whose object a word parts from it (`deed_gap`) is done to something else. A sentence that names nobody asks its
reader (`deed_told`), or says what can be done. An act of others that is not done (`deed_denied`) is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from appaudit.policy.hits import Hit, Hits

if TYPE_CHECKING:
    from appaudit.lexicon.policy import LanguageLexicon
    from appaudit.policy.document_index import Place

#: Characters between an act and what it is done to.
_APART = 64
#: Characters before a thing in which it is said that somebody has something done to it ("have your data deleted").
_HAVING = 24
#: Characters behind an act in which a pronoun is what it is done to.
_PRONOUN = 6
#: Characters before an act in which it is said not to be done.
_DENIAL = 40
#: A sentence of more characters is searched once for those who act, and again only right before each act.
_LONG = 500
_NEAR = 60
#: Characters that no act reaches beyond.
_ENDS = ";:\n"


class Deeds:
    """Finds deeds in a view with the forms of one language."""

    def __init__(self, lexicon: LanguageLexicon) -> None:
        names = ("gap", "passive", "pronoun", "having", "users", "others", "asked", "told", "denied", "itself", "doer")
        self._forms = {name: lexicon.form(f"deed_{name}") for name in names}
        self._long: dict[tuple[str, int, int], list[int]] = {}

    def find(self, text: str, acts: Iterable[tuple[Hit, Place]], things: Hits, by: str) -> Iterator[Hit]:
        """The ranges of acts done to a thing by users (`users`), by the operator and others (`ours`) or by anybody."""
        self._long.clear()
        for act, place in acts:
            if not things.meets(place.start, place.end):
                continue
            start = max(place.start, *(text.rfind(mark, place.start, act[0]) + 1 for mark in _ENDS))
            thing = self._object(text, act, things, start, place.end, by)
            if thing is None:
                continue
            first, last = min(act[0], thing[0]), max(act[1], thing[1])
            if by != "users" and self._forms["denied"].search(text[max(start, act[0] - _DENIAL) : act[0]]):
                continue
            if not by or self._is_by(by, text, start, first, act, place):
                yield first, last

    def _object(self, text: str, act: Hit, things: Hits, start: int, end: int, by: str) -> Hit | None:
        for thing in things.within(act[0], min(end, act[1] + _APART + 80)):
            if thing[0] > act[1] + _APART:
                break
            if thing[1] > act[1] and not self._forms["gap"].search(text, act[1], max(thing[0], act[1])):
                return thing
        if self._forms["pronoun"].search(text, act[0], min(end, act[1] + _PRONOUN)):
            return next(reversed(things.within(start, act[0])), None)
        for thing in reversed(things.within(max(start, act[0] - _APART - 80), act[0])):
            if thing[1] < act[0] - _APART:
                break
            if self._forms["passive"].search(text, thing[1], act[0]):
                return thing
            if by != "users" and self._forms["itself"].fullmatch(text, thing[1], act[0]):
                return thing
            near = act[0] - thing[1] < _HAVING
            if near and self._forms["having"].search(text, max(start, thing[0] - _HAVING), thing[0]):
                return thing
        return None

    def _is_by(self, by: str, text: str, start: int, first: int, act: Hit, place: Place) -> bool:
        before = max(first, act[0])
        users, others = (self._last(name, text, start, before, place) for name in ("users", "others"))
        if self._forms["doer"].search(text[max(start, act[0] - _DENIAL) : act[0]]):
            return by == "users"
        if users >= max(others, 0):
            return by == "users"
        if by != "users":
            return True
        if self._is_asked(text, place):
            return self._forms["denied"].search(text[max(start, first - _DENIAL) : first]) is None
        return others < 0 and self._forms["told"].search(text[start : act[1]]) is not None

    def _is_asked(self, text: str, place: Place) -> bool:
        """Whether a sentence asks its reader."""
        if place.end - place.start <= _LONG:
            return self._forms["asked"].search(text, place.start, place.end) is not None
        return bool(self._ends("asked", text, place))

    def _last(self, name: str, text: str, start: int, end: int, place: Place) -> int:
        """Where the last one ends of those who a form names before an act; -1 for none."""
        ends: list[int] = []
        if place.end - place.start > _LONG:
            known = self._ends(name, text, place)
            ends = known[bisect_right(known, start) : bisect_right(known, end)][-1:]
            start = max(start, end - _NEAR)
        return max(
            (found.end() for found in self._forms[name].finditer(text, start, end)), default=max(ends, default=-1)
        )

    def _ends(self, name: str, text: str, place: Place) -> list[int]:
        """Where the parts of a long sentence end that have a form; kept, for it may have as many acts."""
        key = name, place.start, place.end
        if key not in self._long:
            self._long[key] = [found.end() for found in self._forms[name].finditer(text, place.start, place.end)]
        return self._long[key]
