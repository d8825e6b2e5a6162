"""The edges of the call graph by the instructions that they stand for."""

from __future__ import annotations

import numpy as np

from appaudit.code.graph.edges.by_instruction import EdgesByInstruction


def test_every_edge_of_an_instruction_is_found_and_no_other() -> None:
    edges = EdgesByInstruction(np.array([7, -1, 3, 7, 5], dtype=np.int32))
    assert edges.of(np.array([7], dtype=np.int64)).tolist() == [True, False, False, True, False]
    assert edges.of(np.array([5, 3, 5], dtype=np.int64)).tolist() == [False, False, True, False, True]


def test_what_no_edge_stands_for_finds_none() -> None:
    edges = EdgesByInstruction(np.array([7, 3], dtype=np.int32))
    assert edges.of(np.array([4], dtype=np.int64)).tolist() == [False, False]
    assert edges.of(np.empty(0, dtype=np.int64)).tolist() == [False, False]
