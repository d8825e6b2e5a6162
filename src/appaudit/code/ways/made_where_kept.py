"""Objects that fields keep from where they are made: known whoever's field is read.

`this.task = new Task(3);` in the only code that writes the field says what any object of the class keeps there, also
where a way does not show which one is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.frames import Frame, Held, Object, Place
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import NEW_INSTANCE

_MOST_WRITES: Final = 12


def made_where_kept(
    graph: CallGraph,
    at: Callable[[Place], tuple[MethodBody, int]],
    writes: Sequence[Place],
    frame_of: Callable[[int], Frame],
) -> Held | None:
    """The objects that some writes of a field put there, each made in the method that writes; None for any others.

    Args:
        graph: The methods.
        at: Gives the method that an instruction is in, and its number there.
        writes: All writes of the field.
        frame_of: Gives a method as anybody enters it.
    """
    found = set[Object]()
    for place in writes if len(writes) <= _MOST_WRITES else ():
        body, index = at(place)
        made = {each for each, _ in body.origins(index, body.sources(index)[0])} if index < len(body) else set[int]()
        file = graph.links.files[place[0]]
        for each in made or {-1}:
            kind = int(file.type_class[body.target(each)]) if each >= 0 and body.opcodes[each] == NEW_INSTANCE else -1
            if kind < 0:
                return None
            found.add(Object(kind, frame_of(int(file.item_method[body.code_item])), (place[0], body.first + each)))
    return Held(frozenset(found), min(each.frame.depth for each in found)) if found else None
