"""Fields of an object that is still being made: what nothing has written yet is zero, or no object.

A constructor that calls a method of its object asks fields which only later calls fill. Nothing is said where anything
before the question might have written the field, by whatever detour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.frames import Frame
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.code.ways.objects import Objects
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import CONDITIONAL_BRANCHES, INVOKES, MOVES, PLAIN_WRITES
from appaudit.dex.tables import spread
from appaudit.model.record import record

_CONSTRUCTOR: Final = hash_text("<init>")
#: Methods on the way from the constructor to the question, and nodes that an earlier call may lead to.
_MOST_CALLS, _MOST_NODES = 6, 400


@record(kw_only=False)
class _Asked:
    """A method of the object, and the instruction in it that leads to the question."""

    frame: Frame
    file: int
    body: MethodBody
    at: int


class Making:
    """Answers for the fields of objects whose constructors ways lead through.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        objects: Which objects registers hold.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants], objects: Objects) -> None:
        self._graph = graph
        self._files = files
        self._objects = objects
        self._leads: dict[int, frozenset[int] | None] = {}

    def just_written(self, file: int, body: MethodBody, read: int) -> tuple[int, int] | None:
        """The write that a read of a field of the same object follows at once, and the register that it puts there.

        Between the two stands nothing that leads elsewhere, nothing that is led to, and no call of the app's.
        """
        field, constants = body.target(read), self._files[file]
        method = constants.method_code(body.code_item)
        owner = body.origins(read, body.sources(read)[0])
        for at in range(read - 1, -1, -1):
            if method is None or at + 1 in method.leaders or body.opcodes[at] in CONDITIONAL_BRANCHES:
                return None
            if body.opcodes[at] in INVOKES:
                called = constants.callee(body, at)
                if called < 0 or int(self._graph.resolved[file][called]) >= 0:
                    return None
            elif body.opcodes[at] in PLAIN_WRITES and body.target(at) == field:
                value, *written_to = body.sources(at)
                return (at, value) if written_to and body.origins(at, written_to[0]) == owner else None
        return None

    def begun(self, frame: Frame, file: int, body: MethodBody, read: int) -> Frame | None:
        """The constructor in whose course a field is read that nothing has written yet; None where that is not so."""
        identity = self._objects.identity(file, body.target(read))
        chain = list(self._calls(_Asked(frame, file, body, read)))
        first = chain[-1].frame if chain else frame
        if not chain or self._graph.links.method_name[first.method] != _CONSTRUCTOR:
            return None
        writers = {
            int(self._graph.links.files[place[0]].item_method[self._objects.at(place)[0].code_item])
            for place in self._objects.writes(identity)
        }
        return first if all(self._is_untouched(each, identity, writers) for each in chain) else None

    def _calls(self, asked: _Asked) -> Iterator[_Asked]:
        """The methods of one object from the question up to the outermost constructor that calls it."""
        for _ in range(_MOST_CALLS):
            if self._graph.is_static(asked.frame.method) or not _is_own(asked.body, asked.at):
                return
            yield asked
            caller = asked.frame.caller
            if caller is None or len(asked.frame.sites) != 1:
                return
            body, at = self._objects.at(asked.frame.sites[0])
            asked = _Asked(caller, asked.frame.sites[0][0], body, at)

    def _is_untouched(self, asked: _Asked, identity: int, writers: set[int]) -> bool:
        """Whether nothing that runs before an instruction of a method writes a field of the object."""
        body = asked.body
        before = _before(body, asked.at)
        if before is None:
            return False
        written = {
            index
            for file, place in self._objects.writes(identity)
            if file == asked.file and 0 <= (index := place - body.first) < len(body)
        }
        if written & before:
            return False
        return all(self._is_harmless(asked.file, body, index, writers) for index in before)

    def _is_harmless(self, file: int, body: MethodBody, index: int, writers: set[int]) -> bool:
        """Whether an instruction hands the object to nothing that may lead to a writer of the field."""
        if body.opcodes[index] not in INVOKES:
            return True
        if not any(_may_be_own(body, index, register) for register in body.sources(index)):
            return True
        method = self._files[file].callee(body, index)
        resolved = int(self._graph.resolved[file][method]) if method >= 0 else -1
        if resolved < 0:
            return method >= 0 and self._files[file].code.dex.method_name(method) == "<init>"
        reached = self._led_to(resolved)
        return reached is not None and writers.isdisjoint(reached)

    def _led_to(self, method: int) -> frozenset[int] | None:
        """The nodes that a method leads to; None where they are many."""
        if method not in self._leads:
            graph, found = self._graph, {method}
            fresh = found
            while fresh and len(found) <= _MOST_NODES:
                nodes = np.array(sorted(fresh), dtype=np.int64)
                edges = spread(graph.bounds[nodes], graph.bounds[nodes + 1] - graph.bounds[nodes])
                fresh = set(graph.target[edges].tolist()) - found
                found = found | fresh
            self._leads[method] = frozenset(found) if len(found) <= _MOST_NODES else None
        return self._leads[method]


def _is_own(body: MethodBody, index: int) -> bool:
    """Whether an instruction is about the object that its method is called on."""
    register = body.sources(index)[0]
    return body.parameter(register) == 0 and body.definitions(index, register) == (ENTRY,)


def _may_be_own(body: MethodBody, index: int, register: int) -> bool:
    """Whether a register may hold the object that the method is called on."""
    pending, seen = [(index, register)], set()
    while pending:
        at = pending.pop()
        if at in seen:
            continue
        seen.add(at)
        for definition in body.definitions(*at):
            if definition < 0:
                if body.parameter(at[1]) == 0 or definition != ENTRY:
                    return True
            elif body.opcodes[definition] in MOVES:
                pending.append((definition, body.sources(definition)[0]))
    return False


def _before(body: MethodBody, index: int) -> set[int] | None:
    """The instructions that may run before one; None where a handler of exceptions is among them."""
    found: set[int] = set()
    pending = [index]
    while pending:
        at = pending.pop()
        earlier = body.predecessors(at)
        if not earlier and at:
            return None
        fresh = set(earlier) - found
        found |= fresh
        pending += fresh
    return found
