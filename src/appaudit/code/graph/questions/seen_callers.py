"""Whether all that leads to a method is seen by who reads one file alone: calls that name the method there."""

from __future__ import annotations

from typing import Final

from appaudit.code.graph.call_graph import CallGraph
from appaudit.dex import invoke_edges

#: Nodes that are looked at before it is taken that something else leads to the method.
_MOST_NODES: Final = 64


def are_callers_seen(graph: CallGraph, method: int) -> bool:
    """Whether nothing leads to a method but calls of its own file that name it; the system or another file may not."""
    file, item = graph.item_of(method)
    if item < 0:
        return False
    first_event = graph.links.method_count + 2 * graph.links.class_count
    pending = [method]
    for node in pending:
        edges = graph.by_target.of(node)
        sources = graph.source[edges]
        events = sources[sources >= first_event].tolist()
        pending += [each for each in dict.fromkeys(events) if each not in pending]
        is_call = sources < graph.links.method_count
        if len(pending) > _MOST_NODES or not (is_call | (sources >= first_event)).all():
            return False
        if not all(_names(graph, file, method, int(each)) for each in graph.instruction[edges[is_call]]):
            return False
    return True


def _names(graph: CallGraph, file: int, method: int, instruction: int) -> bool:
    """Whether an instruction, counted over all files, is a call in a file that names a method of it."""
    if instruction < 0:
        return False
    number, place = graph.place_of(instruction)
    if number != file:
        return False
    home = graph.links.files[file]
    called = invoke_edges(home.code.instructions).target_at(place)
    return called == int(home.code.class_data.method_index[method - home.first_method])
