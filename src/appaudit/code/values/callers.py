"""Where the methods of one DEX file are called."""

from __future__ import annotations

import numpy as np

from appaudit.dex import References
from appaudit.dex.ordered_values import in_order


class Callers:
    """Answers which calls name a method; sorted once, since it is asked for very many of them.

    Args:
        calls: All calls of the file.
    """

    def __init__(self, calls: References) -> None:
        order = in_order(calls.target)
        self._targets = calls.target[order]
        self._instructions = calls.instruction[order]

    def of(self, method: int) -> list[int]:
        """The instructions, ascending, that call a method identifier."""
        bounds = np.array((method, method + 1), dtype=self._targets.dtype)
        first, end = np.searchsorted(self._targets, bounds)
        found: list[int] = self._instructions[first:end].tolist()
        return found
