"""What a method asks of the class of the object that it is called on: whether this page is the one that greets.

A method of a base class runs for every page below it. Which page a way enters it on, the way shows: the launcher starts
one, and what is opened later is named where it is opened.
"""

from __future__ import annotations

from appaudit.code.first_launch.known_values import Known
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.frames import ANY, Frame
from appaudit.code.values.registers import MethodBody
from appaudit.code.ways.objects import Objects


class OwnClass:
    """Answers for the methods of one app.

    Args:
        graph: The methods.
        objects: Which objects registers hold.
    """

    def __init__(self, graph: CallGraph, objects: Objects) -> None:
        self._graph = graph
        self._objects = objects

    def is_of(self, frame: Frame, file: int, body: MethodBody, index: int) -> Known | None:
        """What an instance-of says of the object that its method is called on; None where it asks of another one.

        Args:
            frame: The method as a way enters it.
            file: Its file, by its place among the graph's.
            body: Its code.
            index: The instruction.
        """
        asked = int(self._graph.links.files[file].type_class[body.target(index)])
        if asked < 0 or self._graph.is_static(frame.method) or not self._objects.is_own(body, index):
            return None
        held = self._objects.held(frame, file, body, index, body.sources(index)[0])
        if not held.known or not held.objects:
            return None
        if any(each.place == ANY or each.class_index < 0 for each in held.objects):
            return None
        answers = (self._objects.is_of(each.class_index, asked) for each in held.objects)
        return Known(frozenset(map(int, answers)), held.depth)
