"""Which methods a call may run that names one: its own code, and what classes below put in its place."""

from __future__ import annotations

from appaudit.code.graph.call_graph import CallGraph


def implementations(graph: CallGraph, method: int) -> tuple[int, ...]:
    """The methods that a call of this one may run: the only one where an interface or class has one implementation."""
    links = graph.links
    found = {method, *graph.overridden.by(method).tolist()}
    return tuple(sorted(each for each in found if links.method_has_code[each]))
