"""To which handlers a call may send a message, or the message go of which it says the number.

A handler is told by where it was made, by the field that keeps it, or by the type of the field, the parameter or the
method that gives it. A message goes to those that the same method hands it to. A handler of which nobody knows which is
one that some code hands on as a handler: one that its maker keeps to itself gets what is sent there alone.

https://developer.android.com/reference/android/os/Handler and android/os/Message, checked 2026-11-28.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.dex import DexFile, field_accesses, invoke_edges
from appaudit.dex.hashes import hash_texts, mix
from appaudit.dex.opcodes import (
    CHECK_CAST,
    FIELD_READS,
    INT_LITERALS,
    INVOKES,
    MOVE_RESULTS,
    NEW_INSTANCE,
    STATIC_INVOKES,
    VALUE_RETURNS,
)
from appaudit.dex.tables import spread

MESSAGE, HANDLER = "Landroid/os/Message;", "Landroid/os/Handler;"
_MESSENGER: Final = "Landroid/os/Messenger;"
#: Stands among classes for any handler that code hands on.
HANDED_ON: Final = -1
OBTAIN: Final = "obtain"
#: Calls of a handler that send it the message which they are handed, and of a message that send it to its handler.
_SENDING: Final = ("sendMessage", "sendMessageDelayed", "sendMessageAtTime", "sendMessageAtFrontOfQueue")
_TO_TARGET: Final = "sendToTarget"
#: Calls of a message that neither send it nor make another: their names begin so.
_PLAIN: Final = ("setData", "getData", "peekData", "getTarget", "getWhen", "setAsynchronous", "<init>", "toString")
#: What can take a message, as types of parameters.
_TAKES_MESSAGE: Final = (MESSAGE, "Ljava/lang/Object;", "Landroid/os/Parcelable;")
#: Methods that give a handler: how many in turn are looked into, and instructions of each.
_MOST_CALLS, _MAX_BODY = 2, 30
#: Instructions of a method in which a message is followed.
_MOST_STEPS: Final = 2000
#: The platform's classes: with a handler they run what they are to run there, and send it no message of the app's.
_PLATFORM: Final = ("Landroid/", "Ljava/", "Ldalvik/")
#: What keeps objects of any kind for whoever asks.
_KEEPING: Final = ("Ljava/lang/ref/", "Ljava/util/")


class Addressees:
    """Answers for the calls of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants]) -> None:
        self._graph = graph
        self._files = files
        self._is_handler = graph.links.marks_below(np.ones(1, dtype=np.uint64), hash_texts([HANDLER])) > 0
        self._fields: dict[int, frozenset[int] | None] = {}
        self._writes: list[tuple[int, int, int]] = []
        for index, file in enumerate(graph.links.files):
            dex = file.code.dex
            handler = dex.find_type(HANDLER)
            accesses = field_accesses(file.code.instructions)
            typed = dex.field_ids["type"][accesses.target] == handler
            for at in np.flatnonzero(typed & accesses.is_write).tolist() if handler >= 0 else ():
                name, instruction = self._name(index, int(accesses.target[at])), int(accesses.instruction[at])
                before, found = self._fields.get(name, frozenset()), self.handlers(index, instruction)
                self._fields[name] = None if before is None or found is None else before | found
                self._writes.append((name, index, instruction))

    def handlers(self, index: int, instruction: int, argument: int = 0) -> frozenset[int] | None:
        """The classes of the handlers that an instruction is handed, or is made on; None where that is not known."""
        body, at = self._files[index].at(instruction)
        registers = body.sources(at) if 0 <= at < len(body) else ()
        return self._made(index, body, at, registers[argument]) if argument < len(registers) else None

    def is_handler(self, class_index: int) -> bool:
        """Whether a class is that of a handler, and no callback that one calls."""
        return bool(self._is_handler[class_index])

    @cached_property
    def handed_on(self) -> frozenset[int]:
        """The classes of handlers that code hands to other code as a handler or as any object."""
        found = set[int]()
        for name, index, instruction in self._writes:
            found |= set() if self._fields[name] is not None else self._parts(index, *self._at(index, instruction), 0)
        for index, file in enumerate(self._graph.links.files):
            dex, calls = file.code.dex, invoke_edges(file.code.instructions)
            if dex.find_type(HANDLER) < 0:
                continue
            makers = np.zeros(len(file.item_method), dtype=bool)
            makers[self._makers(index)] = True
            handing = np.flatnonzero(_takes_handler(dex)[calls.target]).tolist()
            own = np.flatnonzero(makers[calls.code_item]).tolist()
            for at in (*handing, *(each for each in own if _keeps_object(dex, int(calls.target[each])))):
                body, place = self._at(index, int(calls.instruction[at]))
                first = int(place < len(body) and body.opcodes[place] not in STATIC_INVOKES)
                for argument in range(first, len(body.sources(place)) if place < len(body) else 0):
                    found |= self._parts(index, body, place, argument)
            found |= self._returned(index, dex.find_type(HANDLER))
        return frozenset(found)

    def _makers(self, index: int) -> list[int]:
        """The code items of a file that make handlers, or are methods of one."""
        graph, links = self._graph, self._graph.links
        file, found = links.files[index], list[int]()
        for class_index in np.flatnonzero(self._is_handler).tolist():
            sources = graph.source[graph.by_target.of(graph.exists(class_index))]
            for method in (*sources[sources < links.method_count].tolist(), *links.methods_of(class_index)):
                number, item = graph.item_of(method)
                if item >= 0 and links.files[number] is file:
                    found.append(item)
        return found

    def _returned(self, index: int, handler: int) -> set[int]:
        """The handlers that methods of a file give as a handler, where `_given` does not tell whoever asks."""
        file, constants, found = self._graph.links.files[index], self._files[index], set[int]()
        dex = file.code.dex
        gives = dex.proto_ids["return_type"][dex.method_ids["proto"]] == handler
        for method in np.flatnonzero(gives).tolist():
            body = constants.callee_body(method)
            if body is None or not body.is_read or (len(body) <= _MAX_BODY and len(self._files) == 1):
                continue
            for at, opcode in enumerate(body.opcodes):
                found |= self._parts(index, body, at, 0) if opcode in VALUE_RETURNS else set()
        return found

    def _at(self, index: int, instruction: int) -> tuple[MethodBody, int]:
        return self._files[index].at(instruction)

    def _parts(self, index: int, body: MethodBody, at: int, argument: int) -> set[int]:
        """The classes of handlers that a register is seen to hold, whatever else it may."""
        registers, found = body.sources(at) if 0 <= at < len(body) else (), set[int]()
        for definition, held in body.origins(at, registers[argument]) if argument < len(registers) else ():
            found |= self._classes(index, body, definition, held, 0) or frozenset()
        return found

    def of_message(self, index: int, instruction: int, argument: int) -> frozenset[int] | None:
        """The classes of the handlers to which a method sends a message that one of its instructions is handed.

        None where anything else is done with it, or nobody sends it there.
        """
        body, at = self._files[index].at(instruction)
        registers = body.sources(at) if 0 <= at < len(body) else ()
        if argument >= len(registers) or len(body) > _MOST_STEPS:
            return None
        made = {definition for definition, _ in body.origins(at, registers[argument])}
        if not made or min(made) <= 0 or not all(self._is_new(index, body, each) for each in made):
            return None
        found: frozenset[int] = frozenset()
        for place, position in self._handed(index, body, made):
            told = self._told(index, body, place, position, made)
            if told is None:
                return None
            found |= told
        return found or None

    def _is_new(self, index: int, body: MethodBody, definition: int) -> bool:
        """Whether an instruction gives a message that nobody else has."""
        if body.opcodes[definition] == NEW_INSTANCE:
            return True
        return body.opcodes[definition] in MOVE_RESULTS and self._called(index, body, definition - 1)[1].startswith(
            OBTAIN
        )

    def _handed(self, index: int, body: MethodBody, made: set[int]) -> Iterator[tuple[int, int]]:
        """The calls and returns that get a message, with its position among what they get."""
        for place, opcode in enumerate(body.opcodes):
            if opcode in INVOKES:
                owner, _, prototype = self._called(index, body, place)
                if owner != MESSAGE and not any(each in prototype.partition(")")[0] for each in _TAKES_MESSAGE):
                    continue
            elif opcode not in VALUE_RETURNS:
                continue
            for position, register in enumerate(body.sources(place)):
                if not made.isdisjoint(definition for definition, _ in body.origins(place, register)):
                    yield place, position

    def _told(self, index: int, body: MethodBody, place: int, position: int, made: set[int]) -> frozenset[int] | None:
        """The handlers that get a message by a call; None where another may."""
        owner, name, _ = self._called(index, body, place) if body.opcodes[place] in INVOKES else ("", "", "")
        registers = body.sources(place)
        if owner == MESSAGE and position == 0 and name.startswith(_PLAIN):
            return frozenset()
        if owner == MESSAGE and name == _TO_TARGET:
            asked = [(each - 1, body.sources(each - 1)) for each in made if body.opcodes[each] in MOVE_RESULTS]
            known = [self._made(index, body, at, given[0]) for at, given in asked if given]
            told = [each for each in known if each is not None]
            return frozenset().union(*told) if told and len(told) == len(made) else None
        if name in _SENDING and position == 1 and body.opcodes[place] not in STATIC_INVOKES:
            return self._made(index, body, place, registers[0])
        return frozenset((HANDED_ON,)) if owner == _MESSENGER and position == 1 else None

    def _called(self, index: int, body: MethodBody, place: int) -> tuple[str, str, str]:
        """Class, name and prototype of what a call names."""
        dex, method = self._files[index].code.dex, self._files[index].callee(body, place)
        if method < 0:
            return "", "", ""
        return dex.method_class(method), dex.method_name(method), dex.prototype(int(dex.method_ids["proto"][method]))

    def _made(self, index: int, body: MethodBody, at: int, register: int, calls: int = 0) -> frozenset[int] | None:
        """The classes of the handlers that a register holds."""
        found: set[int] = set()
        for definition, held in body.origins(at, register):
            classes = self._classes(index, body, definition, held, calls)
            if classes is None:
                return None
            found |= classes
        return frozenset(found)

    def _classes(self, index: int, body: MethodBody, definition: int, held: int, calls: int) -> frozenset[int] | None:
        """The classes of the handlers that an instruction gives, or a parameter is; None where that is not known."""
        classes = self._of_type(index, self._type(index, body, definition, held))
        return self._kept(index, body, definition, calls) if classes is None else classes

    def _kept(self, index: int, body: MethodBody, definition: int, calls: int) -> frozenset[int] | None:
        """The handlers that an instruction gives: made there, kept by a field, given by a small method of the file."""
        if definition < 0:
            return None
        opcode = body.opcodes[definition]
        if opcode == NEW_INSTANCE:
            made = int(self._graph.links.files[index].type_class[body.target(definition)])
            return frozenset((made,)) if made >= 0 else frozenset()  # the platform's own handler handles nothing
        if opcode in INT_LITERALS:
            return frozenset()  # a number among objects is none
        if opcode in FIELD_READS and body.target(definition) < len(self._files[index].code.dex.field_ids):
            return self._fields.get(self._name(index, body.target(definition)))
        if opcode in MOVE_RESULTS and definition > 0 and calls < _MOST_CALLS:
            return self._given(index, self._files[index].callee(body, definition - 1), calls + 1)
        return None

    def _type(self, index: int, body: MethodBody, definition: int, register: int) -> int:
        """The type of what an instruction gives, or of the parameter in a register; -1 where it is not known."""
        dex, opcode = self._files[index].code.dex, body.opcodes[definition] if definition >= 0 else -1
        if definition < 0:
            kinds, number = self._files[index].parameter_kinds(body), body.parameter(register)
            return dex.find_type(kinds[number]) if 0 <= number < len(kinds) else -1
        if opcode in FIELD_READS and body.target(definition) < len(dex.field_ids):
            return int(dex.field_ids["type"][body.target(definition)])
        if opcode in MOVE_RESULTS and definition > 0:
            return dex.find_type(self._called(index, body, definition - 1)[2].rpartition(")")[2])
        return body.target(definition) if opcode in (NEW_INSTANCE, CHECK_CAST) else -1

    def _of_type(self, index: int, kind: int) -> frozenset[int] | None:
        """A class of the app that is a handler, by its type."""
        own = int(self._graph.links.files[index].type_class[kind]) if kind >= 0 else -1
        return frozenset((own,)) if own >= 0 and self._is_handler[own] else None

    def _given(self, index: int, method: int, calls: int) -> frozenset[int] | None:
        """The classes of the handlers that a small method of the file gives."""
        body = self._files[index].callee_body(method) if method >= 0 else None
        if body is None or not body.is_read or len(body) > _MAX_BODY:
            return None
        returns = [at for at, opcode in enumerate(body.opcodes) if opcode in VALUE_RETURNS]
        given = [self._made(index, body, at, body.sources(at)[0], calls) for at in returns]
        known = [each for each in given if each is not None]
        return frozenset().union(*known) if known and len(known) == len(given) else None

    def _name(self, index: int, field: int) -> int:
        dex = self._graph.links.files[index].code.dex
        owner = dex.type_descriptor(int(dex.field_ids[field]["class_type"]))
        return int(mix(hash_texts([owner]), hash_texts([dex.field_name(field)]))[0])


def _takes_handler(dex: DexFile) -> NDArray[np.bool_]:
    """The methods of a file that take a handler, beside those of the platform that send it no message of the app's."""
    handler, units = dex.find_type(HANDLER), dex.units
    begins = dex.proto_ids["parameters_offset"].astype(np.int64) // 2  # a list: its length on two units, then types
    counts = np.where(begins > 0, units[begins], 0).astype(np.int64)
    is_one = units[spread(begins + 2, counts)] == handler
    protos = np.zeros(len(begins), dtype=bool)
    protos[np.repeat(np.arange(len(begins)), counts)[is_one]] = True
    takes: NDArray[np.bool_] = protos[dex.method_ids["proto"]]
    for method in np.flatnonzero(takes).tolist():
        owner = dex.method_class(method)
        is_messages = owner == _MESSENGER or (owner == MESSAGE and dex.method_name(method) == "setTarget")
        takes[method] = is_messages or not owner.startswith(_PLATFORM)
    return takes


def _keeps_object(dex: DexFile, method: int) -> bool:
    """Whether a method is one of the platform's that keeps an object of any kind."""
    prototype = dex.prototype(int(dex.method_ids["proto"][method])).partition(")")[0]
    return "Ljava/lang/Object;" in prototype and dex.method_class(method).startswith(_KEEPING)
