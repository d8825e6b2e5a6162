"""Methods and places in them, as facts name them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import instructions_at
from appaudit.code.reach.api_uses import api_uses
from appaudit.code.values.java_names import descriptor
from appaudit.dex.hashes import hash_text
from appaudit.dex.tables import is_among


def methods_named(graph: CallGraph, caller_class: str, caller: str) -> list[int]:
    """The methods that a class defines under a name, which is that of one where it has a descriptor."""
    links = graph.links
    class_index = links.find_class(descriptor(caller_class))
    if class_index < 0:
        return []
    name, has_descriptor, _ = caller[len(caller_class) + 1 :].partition("(")
    wanted = hash_text(name)
    named = [method for method in links.methods_of(class_index) if links.method_name[method] == wanted]
    return [method for method in named if not has_descriptor or graph.name_of(method) == caller]


def are_among(graph: CallGraph, instructions: NDArray[np.int64], method: int, api: str, sites: Sequence[int]) -> bool:
    """Whether every use of an API in a method is one of some instructions, counted over all files, ascending."""
    file, item = graph.code_of(method)
    if item < 0 or not len(instructions):
        return False
    base = int(graph.first_instruction[graph.links.files.index(file)])
    first, end = file.code.instructions.bounds_of(item)
    inside = np.searchsorted(instructions, (base + first, base + end))
    if inside[0] == inside[1]:
        return False
    places = instructions_at(file, item, sites) if sites else api_uses(file, item, api)
    return bool(places) and bool(is_among(np.array(places) + base, instructions).all())
