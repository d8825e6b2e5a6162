"""Methods that a class below their own defines as well, so that a call of one may run another."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.links import Links
from appaudit.dex.ordered_values import in_order


class OverriddenMethods:
    """Answers for the methods of one program: many rooms ask, each of few methods, and classes are very many.

    Args:
        links: The methods.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._known: dict[int, bool] = {}

    def has(self, method: int) -> bool:
        """Whether a class below the one that defines a method defines it as well."""
        found = self._known.get(method)
        if found is None:
            found = self._known[method] = bool(self._links.method_is_virtual[method]) and self._is_defined_below(method)
        return found

    def _is_defined_below(self, method: int) -> bool:
        bounds, children = self._below
        owner = int(self._links.method_class[method])
        below = children[bounds[owner] : bounds[owner + 1]]
        same = np.full(len(below), self._links.method_signature[method])
        return bool((self._links.find_methods(below, same) >= 0).any())

    @cached_property
    def _below(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The classes below each, and where those of one begin and end."""
        links = self._links
        child = np.repeat(np.arange(links.class_count, dtype=np.int32), np.diff(links.ancestor_bounds))
        order = in_order(links.ancestors)
        bounds = np.searchsorted(links.ancestors[order], np.arange(links.class_count + 1))
        return bounds, child[order]
