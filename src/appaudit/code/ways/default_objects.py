"""Objects that are made only where nothing was set before: a default that the app has replaced is called by nobody."""

from __future__ import annotations

from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.phases.phases import Path
from appaudit.code.ways.certainty import Certainty
from appaudit.code.ways.way_steps import Step
from appaudit.model.condition import Condition

#: How much it speaks against a way that it calls a default which is not made; as for any other object.
_WEIGHT: Final = 100
#: Methods that make an object and are looked at.
_MOST_MAKERS: Final = 4


class DefaultObjects:
    """Answers for the ways of one app.

    Args:
        graph: The methods.
        certainty: What is known of fields that begin empty.
    """

    def __init__(self, graph: CallGraph, certainty: Certainty) -> None:
        self._graph = graph
        self._certainty = certainty
        self._known: dict[int, tuple[frozenset[np.uint64], tuple[int, ...]]] = {}

    def of(self, path: Path) -> list[Step]:
        """The first step of a way that calls a default though something else was set for certain on the way."""
        methods = self._graph.links.method_count
        before: list[tuple[int, int]] = []
        for position in range(1, len(path.nodes)):
            source, node, edge = path.nodes[position - 1], path.nodes[position], path.edges[position]
            exists = int(self._graph.requires[edge]) if edge >= 0 else -1
            fields, makers = self._made_where(exists) if exists >= 0 and node < methods else (frozenset(), ())
            for field in sorted(fields):
                for method, called in before:
                    places = self._graph.places_between(method, called)
                    if places and self._certainty.is_set_for_certain(field, method, min(places), makers):
                        caller = path.before(position, 1 if source < methods else 2)
                        names = self._graph.name_of(node), self._graph.name_of(caller)
                        other = Condition(kind="other_object", subject=names[0], method=names[1])
                        return [Step({min(places)}, (other,), _WEIGHT, node)]
            if source < methods:
                before.append((source, node))
        return []

    def _made_where(self, exists: int) -> tuple[frozenset[np.uint64], tuple[int, ...]]:
        """The fields that are empty wherever an object is made, and the methods that make it."""
        if exists not in self._known:
            graph = self._graph
            makers = graph.source[graph.by_target.of(exists)].tolist()
            is_known = 0 < len(makers) <= _MOST_MAKERS and all(each < graph.links.method_count for each in makers)
            found = [
                self._certainty.fields_needed_empty(places)
                for maker in (makers if is_known else ())
                if (places := graph.places_between(maker, exists))
            ]
            fields = frozenset.intersection(*found) if found and len(found) == len(makers) else frozenset()
            self._known[exists] = fields, tuple(makers)
        return self._known[exists]
