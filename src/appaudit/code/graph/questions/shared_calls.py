"""Calls that may run a method of very many classes: of a function, of a task, whatever a shrinker called its type.

What calls a function calls every one that the program makes: that an object's making leads to such a call says nothing
of this way. It has to be made on the way, or by what the way calls.
"""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.dispatch import MAX_RECEIVERS
from appaudit.dex.tables import distinct


class SharedCalls:
    """Answers for the steps of ways.

    Args:
        graph: The methods.
    """

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._first = graph.links.method_count + 2 * graph.links.class_count
        self._known: dict[int, frozenset[int]] = {}

    def is_one(self, node: int) -> bool:
        """Whether a node of the graph stands for such a call."""
        bounds = self._graph.bounds
        return node >= self._first and bool(bounds[node + 1] - bounds[node] > MAX_RECEIVERS)

    def is_of_way(self, exists: int, before: Sequence[int]) -> bool:
        """Whether a node of a way makes the object that a node stands for, or calls what makes it.

        Nothing is said against one that the system makes.
        """
        asking = self._asking(exists)
        return not asking or not asking.isdisjoint(before)

    def _asking(self, exists: int) -> frozenset[int]:
        found = self._known.get(exists)
        if found is None:
            graph, methods = self._graph, self._graph.links.method_count
            makers = graph.source[graph.by_target.of(exists)]
            makers = distinct(makers[makers < methods])
            callers = graph.source[graph.by_target.of_any(makers)]
            found = self._known[exists] = frozenset([*makers.tolist(), *callers.tolist()])
        return found
