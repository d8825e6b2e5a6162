"""Which methods a call may run that names one: its own code, and what classes below put in its place."""

from __future__ import annotations

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.links import Indices


def is_overridden(graph: CallGraph, method: int) -> bool:
    """Whether a class below defines the method as well, so that a call of it may run another."""
    return len(_defined_below(graph, method)) > 0


def implementations(graph: CallGraph, method: int) -> tuple[int, ...]:
    """The methods that a call of this one may run: the only one where an interface or class has one implementation."""
    links = graph.links
    found = {method, *_defined_below(graph, method).tolist()}
    return tuple(sorted(each for each in found if links.method_has_code[each]))


def _defined_below(graph: CallGraph, method: int) -> Indices:
    """The methods of classes below that stand in the place of a method."""
    links = graph.links
    if not links.method_is_virtual[method]:
        return np.empty(0, dtype=np.int32)
    child = np.repeat(np.arange(links.class_count, dtype=np.int32), np.diff(links.ancestor_bounds))
    below = child[links.ancestors == links.method_class[method]]
    found = links.find_methods(below, np.full(len(below), links.method_signature[method]))
    return found[found >= 0]
