"""The classes of the app that layouts, menus, preference screens and navigation graphs name, by resource number.

Whoever shows such a document makes objects of these classes; code that does so has only the number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from appaudit.artifacts.apk.resources import Table
from appaudit.errors import ExtractionError

#: Classes of the platform and of its libraries read nothing of a person when they are made; every layout names some.
_ORDINARY: Final = ("android.", "androidx.", "com.google.android.material.", "http.")
#: Documents that one includes, those included by these counted.
_MOST_INCLUDED: Final = 64
#: Resources of documents that are looked at in one table.
_MOST: Final = 20_000


class NamedClasses:
    """What the documents of one package name."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._of_place: dict[str, tuple[list[str], list[int]]] = {}

    def add(self, place: str, names: list[str], references: list[int]) -> None:
        """Add a document: the names of classes in it, and the resources that it refers to."""
        own = [name for name in names if not name.startswith(_ORDINARY)]
        self._of_place[place] = own, references

    def by_resource(self, table: Table) -> dict[int, tuple[str, ...]]:
        """The classes by the number of the resource, with those of documents that it includes; no empty rows."""
        places: dict[int, list[str]] = {}
        try:
            for (number, place), _ in zip(table.documents(), range(_MOST), strict=False):
                if place in self._of_place:
                    places.setdefault(number, []).append(place)
        except ExtractionError:  # said where the texts of the table are read
            return {}
        found = {number: self._with_included(number, places) for number in places}
        return {number: names for number, names in found.items() if names}

    def _with_included(self, number: int, places: Mapping[int, list[str]]) -> tuple[str, ...]:
        names: dict[str, None] = {}
        pending, seen = [number], {number}
        while pending:
            for place in places[pending.pop()]:
                own, references = self._of_place[place]
                names |= dict.fromkeys(own)
                fresh = [each for each in references if each in places and each not in seen]
                fresh = fresh[: _MOST_INCLUDED - len(seen)]
                seen.update(fresh)
                pending += fresh
        return tuple(names)
