"""What is read only where another value could not be: the serial number where there is no address, and so on.

An identifier that every device has is not empty: what code does where it is comes last. One that the system refuses at
a first launch is empty then, and what follows is read; of that nothing is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from appaudit.code.first_launch.emptiness import EMPTINESS
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import MethodBody
from appaudit.dex import invoke_edges
from appaudit.dex.opcodes import FIELD_READS, MOVE_RESULTS, MOVES, ZERO_TESTS

#: Calls that give the text they are made on in another form, and how far a value is followed through them.
_SAME: Final = frozenset(("trim", "toString", "toLowerCase", "toUpperCase", "valueOf", "replace", "replaceAll"))
#: What gives the value of a member that was looked up by its name: the look-up is the read.
_REFLECTED: Final = (("Ljava/lang/reflect/Field;", "get"), ("Ljava/lang/reflect/Method;", "invoke"))
_MAX_STEPS: Final = 12
#: How many calls may stand between a method and the read that it gives.
_MAX_CALLS: Final = 2


class Readings:
    """Answers whether a value was read from the system.

    Args:
        graph: The methods.
        places: Where personal data is read that the system gives at a first launch: file and instruction.
    """

    def __init__(self, graph: CallGraph, places: Iterable[tuple[int, int]]) -> None:
        self._graph = graph
        self._places = frozenset(places)
        self._items = frozenset(
            (file, int(graph.links.files[file].code.instructions.code_item[place])) for file, place in self._places
        )
        self._known: dict[int, bool] = {}

    def missing(self, file: int, constants: Constants, body: MethodBody, index: int, *, is_set: bool) -> str:
        """The call or field that gives a value read from the system, where a branch goes on only if there is none.

        Args:
            file: The file, by its place among the graph's.
            constants: What is known of it.
            body: The method of the branch.
            index: The branch.
            is_set: Whether what it tests has to be anything but zero, none or false.

        Returns:
            An empty text for every other branch.
        """
        if body.opcodes[index] not in ZERO_TESTS:
            return ""
        for place, is_check in asked_texts(constants, body, index):
            for at in made_by(constants, body, *place) if is_set is is_check else ():
                if self._is_given(file, constants, body, at):
                    return _name(constants, body, at)
        return ""

    def _is_given(self, file: int, constants: Constants, body: MethodBody, index: int) -> bool:
        """Whether a call or access gives what is read there, or in the method that it reaches."""
        if (file, body.first + index) in self._places:
            return True
        method = constants.callee(body, index) if body.opcodes[index] not in FIELD_READS else -1
        resolved = int(self._graph.resolved[file][method]) if method >= 0 else -1
        return resolved >= 0 and self._gives(resolved, _MAX_CALLS)

    def _gives(self, method: int, left: int) -> bool:
        if method in self._known:
            return self._known[method]
        file, item = self._graph.item_of(method)
        if item < 0 or self._gives_nothing(method):
            return False
        found = (file, item) in self._items
        if not found and left:
            code = self._graph.links.files[file].code
            calls = invoke_edges(code.instructions)
            resolved = self._graph.resolved[file][calls.target[calls.in_item(item)]]
            found = any(self._gives(each, left - 1) for each in dict.fromkeys(resolved.tolist()) if each >= 0)
        if left == _MAX_CALLS or found:
            self._known[method] = found
        return found

    def _gives_nothing(self, method: int) -> bool:
        """Whether a method gives no text or number, nor an object of the app's own, which may hold what was read."""
        kind = self._graph.name_of(method).rpartition(")")[2]
        return "Ljava/lang/" not in kind and self._graph.links.find_class(kind) < 0


def asked_texts(constants: Constants, body: MethodBody, index: int) -> Iterator[tuple[tuple[int, int], bool]]:
    """The places and registers of texts of which a branch asks if there is one, and whether by a check for none."""
    register = body.sources(index)[0]
    yield (index, register), False
    for definition in body.definitions(index, register):
        if definition <= 0 or body.opcodes[definition] not in MOVE_RESULTS:
            continue
        method = constants.callee(body, definition - 1)
        registers = body.sources(definition - 1) if method >= 0 else ()
        if registers and constants.code.dex.method_name(method) in EMPTINESS:
            yield (definition - 1, registers[-1]), True


def made_by(constants: Constants, body: MethodBody, index: int, register: int) -> Iterator[int]:
    """The calls and accesses that give what a register holds, through moves and other forms of the same text."""
    pending, seen = [(index, register)], set[int]()
    for at, asked in pending:
        for definition in body.definitions(at, asked):
            if definition < 0 or definition in seen or len(seen) > _MAX_STEPS:
                continue
            seen.add(definition)
            if body.opcodes[definition] in MOVES:
                pending.append((definition, body.sources(definition)[0]))
            elif body.opcodes[definition] in FIELD_READS:
                yield definition
            elif body.opcodes[definition] in MOVE_RESULTS and definition > 0:
                method, registers = constants.callee(body, definition - 1), body.sources(definition - 1)
                dex = constants.code.dex
                if (
                    method >= 0
                    and registers
                    and (
                        dex.method_name(method) in _SAME
                        or (dex.method_class(method), dex.method_name(method)) in _REFLECTED
                    )
                ):
                    pending.append((definition - 1, registers[0]))
                elif method >= 0:
                    yield definition - 1


def _name(constants: Constants, body: MethodBody, index: int) -> str:
    dex = constants.code.dex
    if body.opcodes[index] in FIELD_READS:
        field = body.target(index)
        owner, name = dex.type_descriptor(int(dex.field_ids[field]["class_type"])), dex.field_name(field)
    else:
        method = constants.callee(body, index)
        owner, name = dex.method_class(method), dex.method_name(method)
    return f"{class_name(owner)}.{name}"
