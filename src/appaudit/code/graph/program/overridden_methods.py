"""Methods that a class below their own defines as well, so that a call of one may run another."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.links import Indices, Links
from appaudit.dex.ordered_values import in_order

_NONE: Final = np.empty(0, dtype=np.int32)


class OverriddenMethods:
    """Answers for the methods of one program: many rooms ask, each of few methods, and classes are very many.

    Args:
        links: The methods.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._known: dict[int, Indices] = {}

    def has(self, method: int) -> bool:
        """Whether a class below the one that defines a method defines it as well."""
        return len(self.by(method)) > 0

    def by(self, method: int) -> Indices:
        """The methods of classes below that stand in the place of a method."""
        found = self._known.get(method)
        if found is None:
            is_virtual = bool(self._links.method_is_virtual[method])
            found = self._known[method] = self._defined_below(method) if is_virtual else _NONE
        return found

    def _defined_below(self, method: int) -> Indices:
        bounds, children = self._below
        owner = int(self._links.method_class[method])
        below = children[bounds[owner] : bounds[owner + 1]]
        same = np.full(len(below), self._links.method_signature[method])
        found = self._links.find_methods(below, same)
        return found[found >= 0]

    @cached_property
    def _below(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The classes below each, and where those of one begin and end."""
        links = self._links
        child = np.repeat(np.arange(links.class_count, dtype=np.int32), np.diff(links.ancestor_bounds))
        order = in_order(links.ancestors)
        bounds = np.searchsorted(links.ancestors[order], np.arange(links.class_count + 1))
        return bounds, child[order]
