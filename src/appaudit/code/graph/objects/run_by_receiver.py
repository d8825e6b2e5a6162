"""What a method runs of an object that it is passed, whatever its name promises of asking somebody first.

What goes to a method such as `whenAgreed` is what a person's answer runs; where the method calls the object itself,
that call runs it as well, on the terms that stand before it there.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.objects.creations import Creations
from appaudit.code.graph.program.links import Indices, Links
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.class_data import ACCESS_STATIC
from appaudit.dex.opcodes import INVOKES

#: Objects of one file that are looked at.
_MOST_OBJECTS: Final = 2_000


def add_run_by_receivers(
    edges: Edges, links: Links, found: Creations, resolved: Indices, first_instruction: NDArray[np.integer]
) -> None:
    """Add what leads from a call on its argument, in a method that asks, to the method of the object passed.

    Args:
        edges: Where they are added.
        links: The program.
        found: The objects made in one file.
        resolved: The method that each method identifier of this file stands for, -1 where the app defines none.
        first_instruction: For each file where its instructions begin in the count over all files.
    """
    asked = np.flatnonzero(found.receiver >= 0)[:_MOST_OBJECTS]
    passed = {(int(resolved[found.receiver[at]]), int(found.class_index[at])) for at in asked.tolist()}
    calls: dict[int, list[tuple[int, int]]] = {}
    for method, class_index in sorted(passed):
        if method < 0 or not links.method_has_code[method]:
            continue
        if method not in calls:
            calls[method] = _calls_on_arguments(links, method, first_instruction)
        for signature, place in calls[method]:
            for target in links.methods_of(class_index):
                if int(links.method_signature[target]) == signature and links.method_has_code[target]:
                    edges.add(
                        np.array([method]),
                        np.array([target]),
                        instruction=np.array([place]),
                        requires=np.array([class_index + links.method_count]),
                    )


def _calls_on_arguments(links: Links, method: int, first_instruction: NDArray[np.integer]) -> list[tuple[int, int]]:
    """The calls that a method makes on what it is passed: the signature, and the place counted over all files."""
    file, item = links.code_of(method)
    body = MethodBody(file.code, item)
    base = body.first + int(first_instruction[links.files.index(file)])
    is_static = bool(file.code.class_data.method_access_flags[method - file.first_method] & ACCESS_STATIC)
    return [
        (int(file.method_signature[body.target(index)]), index + base)
        for index, opcode in enumerate(body.opcodes)
        if body.is_read
        and opcode in INVOKES
        and body.sources(index)
        and body.parameter(body.sources(index)[0]) >= (0 if is_static else 1)
        and body.definitions(index, body.sources(index)[0]) == (ENTRY,)
    ]
