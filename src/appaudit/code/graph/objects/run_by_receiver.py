"""What a method runs of an object that it is passed, whatever its name promises of asking somebody first.

What goes to a method such as `whenAgreed` is what a person's answer runs; where the method calls the object itself,
that call runs it as well, on the terms that stand before it there. So does one in another method of its class that
takes objects from the field in which this one has put it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.objects.creations import Creations
from appaudit.code.graph.program.links import Indices, Links
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.class_data import ACCESS_STATIC
from appaudit.dex.opcodes import FIELD_WRITES, INVOKES, OBJECT_READS

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
    calls: dict[int, list[tuple[int, int, int]]] = {}
    for method, class_index in sorted(passed):
        if method < 0 or not links.method_has_code[method]:
            continue
        if method not in calls:
            calls[method] = _calls_on_arguments(links, method, first_instruction)
        for caller, signature, place in calls[method]:
            for target in links.methods_of(class_index):
                if int(links.method_signature[target]) == signature and links.method_has_code[target]:
                    edges.add(
                        np.array([caller]),
                        np.array([target]),
                        instruction=np.array([place]),
                        requires=np.array([class_index + links.method_count]),
                    )


def _calls_on_arguments(
    links: Links, method: int, first_instruction: NDArray[np.integer]
) -> list[tuple[int, int, int]]:
    """The calls made on what a method is passed: the method that does, the signature, the place over all files."""
    file, item = links.code_of(method)
    body = MethodBody(file.code, item)
    if not body.is_read:
        return []
    base = int(first_instruction[links.files.index(file)])
    is_static = bool(file.code.class_data.method_access_flags[method - file.first_method] & ACCESS_STATIC)
    passed = [_arguments(body, index, 0 if is_static else 1) for index in range(len(body))]
    found = [(method, int(file.method_signature[body.target(index)]), body.first + index + base)
             for index, at in enumerate(passed) if 0 in at and body.opcodes[index] in INVOKES]  # fmt: skip
    fields = {field for index, at in enumerate(passed) for field in _kept_in(body, index, at)}
    for other in links.methods_of(int(links.method_class[method])) if fields else ():
        if other == method or not links.method_has_code[other]:
            continue
        inside = MethodBody(file.code, links.code_of(other)[1])
        reads = any(opcode in OBJECT_READS and inside.target(at) in fields for at, opcode in enumerate(inside.opcodes))
        found += [(other, int(file.method_signature[inside.target(at)]), inside.first + at + base)
                  for at, opcode in enumerate(inside.opcodes)
                  if reads and inside.is_read and opcode in INVOKES]  # fmt: skip
    return found


def _arguments(body: MethodBody, index: int, first: int) -> list[int]:
    """Which registers of an instruction hold an argument of the method, the receiver left out."""
    registers = body.sources(index)
    return [
        at
        for at, register in enumerate(registers)
        if body.parameter(register) >= first and body.definitions(index, register) == (ENTRY,)
    ]


def _kept_in(body: MethodBody, index: int, passed: Sequence[int]) -> list[int]:
    """The fields that an instruction puts an argument into, or into what such a field holds."""
    opcode, registers = body.opcodes[index], body.sources(index)
    if opcode in FIELD_WRITES and 0 in passed:
        return [body.target(index)]
    if opcode not in INVOKES or not passed or passed == [0]:
        return []
    made = body.definitions(index, registers[0])
    return [body.target(each) for each in made if each >= 0 and body.opcodes[each] in OBJECT_READS]
