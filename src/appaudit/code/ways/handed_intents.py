"""Which intents ways hand on: those that pages have, that callers pass, and that the system hands over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from appaudit.code.first_launch.intents import INTENT, Intent, Intents
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.frames import Frame, Object
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.code.ways.objects import Objects
from appaudit.dex.hashes import hash_texts
from appaudit.dex.opcodes import MOVE_RESULT_OBJECT, MOVES

#: How far one intent is followed.
_MAX_DEPTH: Final = 16
#: Methods that the system hands an intent to.
_RECEIVING: Final = frozenset(
    map(int, hash_texts(("onStartCommand", "onStart", "onBind", "onHandleIntent", "onReceive", "onHandleWork")))
)


class HandedIntents:
    """Answers for the ways of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        objects: Which objects registers hold.
        intents: What intents hold.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants], objects: Objects, intents: Intents) -> None:
        self._graph = graph
        self._files = files
        self._objects = objects
        self._intents = intents

    def of(
        self, frame: Frame, file: int, body: MethodBody, index: int, register: int, nesting: int
    ) -> list[tuple[Intent, int]] | None:
        """The intents that a register holds, or whose extras it does, and the depth of what started each with it."""
        found: list[tuple[Intent, int]] = []
        if nesting > _MAX_DEPTH:
            return None
        for definition in body.definitions(index, register):
            opcode = body.opcodes[definition] if definition >= 0 else -1
            part: list[tuple[Intent, int]] | None = None
            if definition == ENTRY:
                part = self._handed_intent(frame, file, body, body.parameter(register), nesting + 1)
            elif opcode in MOVES:
                source = body.sources(definition)[0]
                part = self.of(frame, file, body, definition, source, nesting + 1)
            elif opcode == MOVE_RESULT_OBJECT and definition:
                part = self._asked_intent(frame, file, body, definition - 1, nesting + 1)
            if part is None:
                return None
            found += part
        return found

    def _asked_intent(
        self, frame: Frame, file: int, body: MethodBody, call: int, nesting: int
    ) -> list[tuple[Intent, int]] | None:
        """The intent that a page gives of itself, or the one whose extras a call gives."""
        method = self._files[file].callee(body, call)
        if method < 0 or not body.sources(call) or int(self._graph.resolved[file][method]) >= 0:
            return None
        dex, receiver = self._files[file].code.dex, body.sources(call)[0]
        owner, name = dex.method_class(method), dex.method_name(method)
        if owner == INTENT and name == "getExtras":
            return self.of(frame, file, body, call, receiver, nesting)
        if name != "getIntent":
            return None
        held = self._objects.receivers(frame, ((file, body.first + call),))
        return self._started(held.objects) if held.known and held.objects else None

    def _handed_intent(
        self, frame: Frame, file: int, body: MethodBody, argument: int, nesting: int
    ) -> list[tuple[Intent, int]] | None:
        """The intent that a method is given, by its caller or by the system."""
        if frame.caller is not None and frame.sites:
            found: list[tuple[Intent, int]] = []
            for place in frame.sites:
                caller, index = self._objects.at(place)
                registers = caller.sources(index)
                if not 0 <= argument < len(registers):
                    return None
                part = self.of(frame.caller, place[0], caller, index, registers[argument], nesting)
                if part is None:
                    return None
                found += part
            return found
        kinds = self._files[file].parameter_kinds(body)
        is_intent = 0 <= argument < len(kinds) and kinds[argument] == INTENT
        name = int(self._graph.links.method_name[frame.method])
        return self._started(frame.made) if is_intent and name in _RECEIVING and frame.made else None

    def _started(self, components: Iterable[Object]) -> list[tuple[Intent, int]] | None:
        found: list[tuple[Intent, int]] = []
        for component in components:
            intent = self._intents.of(component)
            if intent is None:
                return None
            found.append((intent, component.frame.depth))
        return found
