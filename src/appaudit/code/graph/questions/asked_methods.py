"""Methods that another one asks for an object: those that it calls, and those that they call, a few calls deep."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.phases.phases import Search
from appaudit.dex.tables import spread

#: Calls from a method to the one that makes the object it asks for: a factory, and what that leaves it to.
_ASKED_DEPTH: Final = 3


class AskedMethods:
    """Answers for the methods of one app, in one search.

    Args:
        graph: The methods.
    """

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._known: dict[int, set[int]] = {}

    def called_by(self, search: Search, method: int) -> set[int]:
        """The methods that a method calls, and those that they call, a few calls deep: where it may ask for objects.

        A call through a receiver counts where a class below the caller's own has the one method that can run.
        """
        known = self._known.get(method)
        if known is not None:
            return known
        graph, methods = self._graph, self._graph.links.method_count
        found = {method}
        fresh = found
        for _ in range(_ASKED_DEPTH):
            edges = self._edges_from(fresh)
            edges = edges[(graph.requires[edges] < 0) & (graph.stage[edges] == Stage.ALWAYS)]
            targets = graph.target[edges]
            called = set(targets[targets < methods].tolist())
            is_event = targets >= methods + 2 * graph.links.class_count
            for source, node in zip(graph.source[edges][is_event].tolist(), targets[is_event].tolist(), strict=True):
                through = self._edges_from({node})
                through = through[search.reached[graph.requires[through]]]
                if len(through) == 1 and self._is_below(int(graph.target[through[0]]), source):
                    called.add(int(graph.target[through[0]]))
            fresh = called - found
            found = found | fresh
        self._known[method] = found
        return found

    def _is_below(self, method: int, other: int) -> bool:
        """Whether the class of a method is below that of another one."""
        links = self._graph.links
        lower = int(links.method_class[method])
        above = links.ancestors[links.ancestor_bounds[lower] : links.ancestor_bounds[lower + 1]]
        return bool((above == links.method_class[other]).any())

    def _edges_from(self, nodes: Collection[int]) -> NDArray[np.int64]:
        graph, at = self._graph, np.array(sorted(nodes), dtype=np.int64)
        return spread(graph.bounds[at], graph.bounds[at + 1] - graph.bounds[at])
