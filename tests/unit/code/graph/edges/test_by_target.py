"""Edges are found by the nodes that they lead to."""

from __future__ import annotations

import numpy as np

from appaudit.code.graph.edges.by_target import EdgesByTarget


def test_the_edges_to_a_node_are_given_in_order() -> None:
    edges = EdgesByTarget(np.array([2, 0, 2, 1, 2], dtype=np.int32), 4)
    assert edges.of(2).tolist() == [0, 2, 4]
    assert edges.of(3).tolist() == []


def test_those_to_any_of_several_nodes_are_given_in_the_order_of_edges() -> None:
    edges = EdgesByTarget(np.array([2, 0, 2, 1, 2], dtype=np.int32), 4)
    assert edges.of_any(np.array([2, 1])).tolist() == [0, 2, 3, 4]
    assert edges.of_any(np.array([3, 1])).tolist() == [3]
    assert edges.of_any(np.array([], dtype=np.int64)).tolist() == []
