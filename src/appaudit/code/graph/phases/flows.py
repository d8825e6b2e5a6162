"""What is reached from some methods, whatever decides on the way; flows that lead into the heart of a program are one.

From most methods of a large program either very little is reached or almost all of it. What reaches one node of the
heart reaches all that this one does, and where it is itself reached from there nothing else.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.phases.phases import Search
from appaudit.code.graph.program.links import Flags
from appaudit.model.record import record

#: Nodes of a flow from which on it may be one through the heart, those that may be its middle, and steps back.
_MANY: Final = 5_000
_MOST_TRIED: Final = 200
_STEPS: Final = 12


@record(kw_only=False, eq=False)
class _Heart:
    """What is reached from the heart of a program, and nodes of it from all of which that is just what is reached."""

    reached: Flags
    leading: Flags


class Flow:
    """What is reached from some methods.

    Args:
        graph: The methods.
        reached: What they reach, some nodes of the heart at most.
        heart: The heart that they lead into, all of which and what is reached with it is reached as well.
    """

    def __init__(self, graph: CallGraph, reached: Flags, heart: _Heart | None = None) -> None:
        self._graph = graph
        self._reached = np.packbits(reached)  # there are hundreds of flows, and a million nodes
        self._heart = heart

    def reaches(self, node: int) -> bool:
        """Whether a node is reached; what is reached with the heart is looked for when it may be that."""
        if self._is_seen(node):
            return True
        if self._heart is None:
            return False
        if self._heart.reached[node]:
            return True
        search = Search(self._graph)
        search.reached[:] = np.unpackbits(self._reached, count=self._graph.node_count)
        search.join(self._heart.reached, Stage.ALWAYS)
        self._reached, self._heart = np.packbits(search.reached), None
        return self._is_seen(node)

    def _is_seen(self, node: int) -> bool:
        return bool(int(self._reached[node >> 3]) >> (7 - node % 8) & 1)


class Flows:
    """Answers for one program.

    Args:
        graph: The methods.
        many: How many nodes a flow has to have for a heart to be looked for.
    """

    def __init__(self, graph: CallGraph, many: int = _MANY) -> None:
        self._graph = graph
        self._many = many
        self._heart: _Heart | None = None
        self._through_heart: Flow | None = None
        self._is_looked_for = False

    def of(self, methods: NDArray[np.int64]) -> Flow:
        """What is reached from some methods."""
        heart, search = self._heart, Search(self._graph)
        search.start(methods, Stage.ALWAYS, until=None if heart is None else heart.leading)
        if heart is None:
            if not self._is_looked_for and np.count_nonzero(search.reached) >= self._many:
                self._is_looked_for = True
                self._heart = self._heart_of(search.reached)
        elif (search.reached & heart.leading).any():
            if not heart.reached[methods].all():
                return Flow(self._graph, search.reached, heart)
            self._through_heart = self._through_heart or Flow(self._graph, heart.reached)
            return self._through_heart
        return Flow(self._graph, search.reached)

    def _heart_of(self, flow: Flags) -> _Heart | None:
        """The heart that a flow leads into, around the node to which most edges lead of those that reach most of it."""
        graph = self._graph
        incoming = np.bincount(graph.target[flow[graph.source]], minlength=graph.node_count)
        for node in np.argsort(-incoming, kind="stable")[:_MOST_TRIED].tolist():
            search = Search(graph)
            search.start(np.array([node]), Stage.ALWAYS)
            if 2 * np.count_nonzero(search.reached) >= np.count_nonzero(flow):
                return _Heart(search.reached, self._leading_to(node, search.reached))
        return None

    def _leading_to(self, node: int, within: Flags) -> Flags:
        """The nodes of a part from which few steps lead to one of them, whatever objects there are."""
        graph = self._graph
        edges = np.flatnonzero((graph.stage <= Stage.ALWAYS) & (graph.requires < 0) & within[graph.source])
        source, target = graph.source[edges], graph.target[edges]
        found: Flags = np.zeros(graph.node_count, dtype=bool)
        found[node] = True
        for _ in range(_STEPS):
            fresh = source[found[target] & ~found[source]]
            if not len(fresh):
                break
            found[fresh] = True
        return found
