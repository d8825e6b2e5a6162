"""What a search leaves out, as numbers: instructions counted over all files, edges, and nodes that the system enters.

Instructions are what they are; the others stand below them, so that one set holds all three.
"""

from __future__ import annotations

from collections.abc import Iterable

from appaudit.model.record import record

#: Below the -1 that stands for no instruction.
_FIRST = -2


@record(kw_only=False)
class LeftOut:
    """What one set of numbers stands for."""

    instructions: tuple[int, ...]
    edges: tuple[int, ...]
    nodes: tuple[int, ...]


def of_edge(edge: int) -> int:
    """The number that stands for an edge of the call graph."""
    return _FIRST - 2 * edge


def of_node(node: int) -> int:
    """The number that stands for the system's entering a node at launch."""
    return _FIRST - 1 - 2 * node


def left_out(numbers: Iterable[int]) -> LeftOut:
    """What numbers stand for, each kind in order."""
    instructions, edges, nodes = [], [], []
    for number in sorted(numbers):
        if number > _FIRST:
            instructions.append(number)
        elif (_FIRST - number) % 2:
            nodes.append((_FIRST - number) // 2)
        else:
            edges.append((_FIRST - number) // 2)
    return LeftOut(tuple(instructions), tuple(edges), tuple(nodes))
