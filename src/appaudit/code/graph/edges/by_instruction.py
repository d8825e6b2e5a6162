"""The edges of the call graph by the instructions that they stand for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.links import Flags, Indices
from appaudit.dex.ordered_values import in_order
from appaudit.dex.tables import distinct, spread


class EdgesByInstruction:
    """Answers which edges stand for an instruction: each search along ways asks, and edges are many more than answers.

    Args:
        instruction: For each edge the instruction that it stands for, counted over all files.
    """

    def __init__(self, instruction: Indices) -> None:
        self._instruction = instruction

    @cached_property
    def _ordered(self) -> tuple[Indices, Indices]:
        """The edges by their instructions, and these, ascending."""
        order = in_order(self._instruction).astype(np.int32)
        return order, self._instruction[order]

    def of(self, instructions: NDArray[np.integer]) -> Flags:
        """For each edge whether it stands for any of some instructions."""
        order, ordered = self._ordered
        wanted = distinct(instructions).astype(ordered.dtype)  # of the same type, or numpy would convert all of them
        first = np.searchsorted(ordered, wanted)
        found = np.zeros(len(ordered), dtype=bool)
        found[order[spread(first, np.searchsorted(ordered, wanted, side="right") - first)]] = True
        return found
