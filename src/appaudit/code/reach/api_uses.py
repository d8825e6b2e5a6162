"""Where a method uses an API, by the API's name in facts."""

from __future__ import annotations

import numpy as np

from appaudit.code.graph.program.links import FileLinks
from appaudit.dex import field_accesses, invoke_edges, string_constants


def api_uses(file: FileLinks, item: int, api: str) -> list[int]:
    """The instructions of a code item that use an API as facts name it: a call, a field or a constant in quotes."""
    dex, instructions = file.code.dex, file.code.instructions
    # By the member alone: the call may name a subclass of the class that the catalogue names.
    wanted = api.partition("(")[0].rpartition(".")[2]
    found: list[int] = []
    if api.startswith('"'):
        references = string_constants(instructions)
        chosen = np.flatnonzero(references.code_item == item)
        names = [f'"{text}"' for text in dex.strings.decode_many(references.target[chosen])]
        return [int(references.instruction[at]) for at, name in zip(chosen, names, strict=True) if name == api]
    for references, table in (
        (invoke_edges(instructions), dex.method_ids),
        (field_accesses(instructions), dex.field_ids),
    ):
        for at in np.flatnonzero(references.code_item == item):
            if dex.string(int(table["name"][int(references.target[at])])) == wanted:
                found.append(int(references.instruction[at]))
    return found
