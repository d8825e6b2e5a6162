"""The classes of the app that layouts, menus, preference screens and navigation graphs name, by resource number.

Whoever shows such a document makes objects of these classes; code that does so has only the number. Of a navigation
graph that are the pages shown first, and the others come later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from appaudit.artifacts.apk.navigation_graphs import NavigationGraph
from appaudit.model.shown_classes import ShownClasses

#: Classes of the platform and of its libraries read nothing of a person when they are made; every layout names some.
_ORDINARY: Final = ("android.", "androidx.", "com.google.android.material.", "http.")
#: Documents that one includes, those included by these counted.
_MOST_INCLUDED: Final = 64
#: Resources of documents that are looked at in one table.
MOST_DOCUMENTS: Final = 20_000


class NamedClasses:
    """What the documents of one package name."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._of_place: dict[str, tuple[list[str], list[int]]] = {}
        self._later: dict[str, tuple[list[str], list[int]]] = {}
        self._by_action: dict[int, dict[str, None]] = {}
        self._by_page: dict[int, dict[str, None]] = {}

    def add(self, place: str, names: list[str], references: list[int]) -> None:
        """Add a document: the names of classes in it, and the resources that it refers to."""
        self._of_place[place] = _own(names), references

    def add_graph(self, place: str, graph: NavigationGraph) -> None:
        """Add a navigation graph in the place of what was added as its document."""
        self._of_place[place] = _own(graph.first), list(graph.graphs)
        self._later[place] = [name for name in _own(graph.pages) if name not in graph.first], list(graph.others)
        for known, found in ((self._by_action, graph.by_action), (self._by_page, graph.by_page)):
            for number, names in found.items():
                known.setdefault(number, {}).update(dict.fromkeys(_own(names)))

    def by_resource(self, documents: Iterable[tuple[int, str]]) -> ShownClasses:
        """The classes by the number of the resource, with those of documents that it includes; no empty rows.

        Args:
            documents: What the resource table says: the numbers of documents, and their places.
        """
        places: dict[int, list[str]] = {}
        for number, place in documents:
            if place in self._of_place:
                places.setdefault(number, []).append(place)
        found = {number: self._with_included(number, places) for number in places}
        return ShownClasses(
            at_once={number: names for number, (names, _) in found.items() if names},
            later={number: names for number, (_, names) in found.items() if names},
            by_action={number: tuple(names) for number, names in self._by_action.items() if names},
            by_page={number: tuple(names) for number, names in self._by_page.items() if names},
        )

    def _with_included(self, number: int, places: Mapping[int, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The classes that a document makes when it is shown, and those that it makes later."""
        names: tuple[dict[str, None], dict[str, None]] = ({}, {})
        pending, seen = [(number, False)], {number}
        while pending:
            at, is_later = pending.pop()
            for place in places[at]:
                own, references = self._of_place[place]
                further, others = self._later.get(place, ([], []))
                names[is_later].update(dict.fromkeys(own))
                names[True].update(dict.fromkeys(further))
                for numbers, is_other in ((references, is_later), (others, True)):
                    fresh = [each for each in numbers if each in places and each not in seen]
                    fresh = fresh[: _MOST_INCLUDED - len(seen)]
                    seen.update(fresh)
                    pending += [(each, is_other) for each in fresh]
        return tuple(names[False]), tuple(name for name in names[True] if name not in names[False])


def _own(names: Iterable[str]) -> list[str]:
    return [name for name in names if not name.startswith(_ORDINARY)]
