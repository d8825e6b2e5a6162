"""The edges of the call graph by the nodes that they lead to."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.found import bounds_of
from appaudit.code.graph.program.links import Indices
from appaudit.dex.ordered_values import in_order
from appaudit.dex.tables import spread


class EdgesByTarget:
    """Answers which edges lead to a node: many rooms ask that, each of few nodes, and edges are very many.

    Args:
        target: For each edge the node that it leads to.
        node_count: How many nodes there are.
    """

    def __init__(self, target: Indices, node_count: int) -> None:
        self._target = target
        self._node_count = node_count

    @cached_property
    def _ordered(self) -> tuple[Indices, Indices]:
        """Where the edges of each node begin and end, and the edges by their targets."""
        return bounds_of(self._target, self._node_count), in_order(self._target).astype(np.int32)

    def of(self, node: int) -> Indices:
        """The edges to a node, ascending."""
        bounds, edges = self._ordered
        return edges[bounds[node] : bounds[node + 1]]

    def of_any(self, nodes: NDArray[np.integer]) -> Indices:
        """The edges to any of some nodes, ascending; each of the nodes is to be named once."""
        bounds, edges = self._ordered
        found: Indices = np.sort(edges[spread(bounds[nodes], bounds[nodes + 1] - bounds[nodes])])
        return found
