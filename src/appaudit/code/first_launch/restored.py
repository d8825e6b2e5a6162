"""Objects that an earlier run of the app has written to a file: at a first launch there are none to go through.

`ObjectInputStream.readObject` gives what was written before. What gives such an object, or one that was just made and
is as empty where there is no file, holds nothing at a first launch; nor do the lists that the object keeps.

https://developer.android.com/reference/java/io/ObjectInputStream, checked 2026-11-29, not opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.seen_callers import are_callers_seen
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, UNKNOWN, MethodBody
from appaudit.dex.opcodes import (
    ARRAY_WRITES,
    CHECK_CAST,
    FIELD_WRITES,
    INSTANCE_OF,
    INT_LITERALS,
    INVOKES,
    MOVE_RESULTS,
    MOVES,
    NEW_INSTANCE,
    RETURN_OBJECT,
    ZERO_TESTS,
)
from appaudit.dex.operands import destination_register, literal

#: What is said of a branch that waits for such an object.
RESTORED: Final = "java.io.ObjectInputStream.readObject"
_LISTS: Final = "Ljava/util/"
_VIEWS: Final = frozenset(("iterator", "listIterator", "entrySet", "keySet", "values", "elements"))
#: Calls that ask something for an element or how many there are, and those that ask whether there is none.
_ELEMENT: Final = frozenset(("hasNext", "size", "hasMoreElements"))
_EMPTY: Final = frozenset(("isEmpty",))
#: Calls that put nothing in.
_ASKING: Final = _VIEWS | _ELEMENT | _EMPTY | {"next", "nextElement", "get", "contains", "containsKey", "remove"}
_HARMLESS: Final = frozenset((RETURN_OBJECT, CHECK_CAST, INSTANCE_OF)) | ZERO_TESTS
_MAX_DEPTH, _MAX_BODY, _MAX_GETTER = 6, 120, 8
#: Questions of one app about who calls a method: each goes through all edges.
_MOST_CALLED: Final = 60


class _Kind(Enum):
    """What a register holds: what was written before, what is empty as well, or anything else."""

    RESTORED = "written by an earlier run"
    EMPTY = "just made, or none"
    OTHER = "anything"


class Restored:
    """Answers for the branches of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants]) -> None:
        self._graph = graph
        self._files = files
        self._returned: dict[tuple[int, int], _Kind] = {}
        self._passed: dict[tuple[int, int], _Kind] = {}
        self._left = _MOST_CALLED

    def is_said(self, file: int, body: MethodBody, index: int) -> int | None:
        """What the check before a branch says at a first launch, 0 or 1, where it asks such an object; None elsewhere.

        Args:
            file: The file, by its place among the graph's.
            body: The method of the branch.
            index: The branch.
        """
        if body.opcodes[index] not in ZERO_TESTS:
            return None
        definitions = body.definitions(index, body.sources(index)[0])
        if len(definitions) != 1 or definitions[0] <= 0 or body.opcodes[definitions[0]] not in MOVE_RESULTS:
            return None
        call = definitions[0] - 1
        method = self._files[file].callee(body, call)
        registers = body.sources(call) if method >= 0 else ()
        name = self._files[file].code.dex.method_name(method) if registers else ""
        if name not in _ELEMENT and name not in _EMPTY:
            return None
        if self._kind(file, body, call, registers[0], 0) != _Kind.RESTORED:
            return None
        return int(name in _EMPTY)

    def _kind(self, file: int, body: MethodBody, index: int, register: int, depth: int) -> _Kind:
        """What a register holds; where any of its values is anything else, that."""
        if depth > _MAX_DEPTH:
            return _Kind.OTHER
        found: set[_Kind] = set()
        for definition in body.definitions(index, register):
            if definition == UNKNOWN:
                kind = _Kind.EMPTY  # after an exception: what was there before it
            elif definition == ENTRY:
                kind = self._handed(file, body, body.parameter(register), depth + 1)
            else:
                kind = self._given(file, body, definition, depth + 1)
            if kind == _Kind.OTHER:
                return kind
            found.add(kind)
            if kind == _Kind.RESTORED and not self._is_only_asked(file, body, (definition, register), index):
                return _Kind.OTHER
        return _together(found)

    def _given(self, file: int, body: MethodBody, index: int, depth: int) -> _Kind:
        opcode = body.opcodes[index]
        if opcode in MOVES or opcode == CHECK_CAST:
            return self._kind(file, body, index, body.sources(index)[0], depth)
        if opcode in INT_LITERALS:
            return _Kind.EMPTY if literal(body.units, body.offsets[index]) == 0 else _Kind.OTHER
        if opcode == NEW_INSTANCE:
            return _Kind.EMPTY if self._is_untouched(file, body, index) else _Kind.OTHER
        if opcode in MOVE_RESULTS and index > 0:
            return self._called(file, body, index - 1, depth)
        return _Kind.OTHER

    def _called(self, file: int, body: MethodBody, call: int, depth: int) -> _Kind:
        constants = self._files[file]
        method = constants.callee(body, call)
        if method < 0:
            return _Kind.OTHER
        dex, registers = constants.code.dex, body.sources(call)
        name, resolved = dex.method_name(method), int(self._graph.resolved[file][method])
        if name == "readObject" and resolved < 0 and len(registers) == 1:
            return _Kind.RESTORED
        gives_list = dex.prototype(int(dex.method_ids["proto"][method])).rpartition(")")[2].startswith(_LISTS)
        if len(registers) == 1 and gives_list and (self._is_getter(resolved) if resolved >= 0 else name in _VIEWS):
            return self._kind(file, body, call, registers[0], depth)
        return self._result(resolved, depth) if resolved >= 0 else _Kind.OTHER

    def _is_getter(self, method: int) -> bool:
        """Whether a method does little more than give a list that its object keeps, or a view of one."""
        file, item = self._graph.item_of(method)
        body = self._files[file].body(item) if item >= 0 else None
        if body is None or not body.is_read or len(body) > _MAX_GETTER or self._graph.is_static(method):
            return False
        if any(opcode in FIELD_WRITES or opcode in ARRAY_WRITES for opcode in body.opcodes):
            return False
        calls = [self._files[file].callee(body, index) for index, each in enumerate(body.opcodes) if each in INVOKES]
        dex = self._files[file].code.dex
        return all(each >= 0 and dex.method_name(each) in _ASKING for each in calls)

    def _result(self, method: int, depth: int) -> _Kind:
        """What a method of the app gives."""
        file, item = self._graph.item_of(method)
        if (file, item) in self._returned or item < 0:
            return self._returned.get((file, item), _Kind.OTHER)
        self._returned[file, item] = _Kind.OTHER  # what calls itself
        body = self._files[file].body(item)
        if body.is_read and len(body) <= _MAX_BODY:
            kinds = {
                self._kind(file, body, index, body.sources(index)[0], depth)
                for index, opcode in enumerate(body.opcodes)
                if opcode == RETURN_OBJECT
            }
            self._returned[file, item] = _together(kinds)
        return self._returned[file, item]

    def _handed(self, file: int, body: MethodBody, argument: int, depth: int) -> _Kind:
        """What all callers of a method pass."""
        key = self._graph.links.files[file].item_method[body.code_item], argument
        if key in self._passed or argument < 0:
            return self._passed.get(key, _Kind.OTHER)
        self._passed[key] = _Kind.OTHER
        kinds = set()
        for caller, call in self._files[file].call_sites(body):
            registers = caller.sources(call) if call < len(caller) else ()
            is_passed = argument < len(registers)
            kinds.add(self._kind(file, caller, call, registers[argument], depth) if is_passed else _Kind.OTHER)
            if _Kind.OTHER in kinds:
                return _Kind.OTHER
        if _Kind.RESTORED in kinds and self._left > 0:
            self._left -= 1
            self._passed[key] = _together(kinds) if are_callers_seen(self._graph, int(key[0])) else _Kind.OTHER
        return self._passed[key]

    def _is_only_asked(self, file: int, body: MethodBody, given: tuple[int, int], asked: int) -> bool:
        """Whether a method only asks an object for what it holds, so that nobody puts anything in there.

        Args:
            file: The file of the method.
            body: The method.
            given: The instruction that gives the object and the register that it is in.
            asked: Where it was asked for: the call of a method that is looked into by itself.
        """
        pending = [given]
        for definition, register in pending:
            for place in _uses(body, definition, register):
                opcode = body.opcodes[place]
                if opcode in MOVES or opcode == CHECK_CAST:
                    copied = place, body.sources(place)[0] if opcode == CHECK_CAST else _written(body, place)
                    pending += [copied] if copied not in pending else []
                elif opcode not in _HARMLESS and place != asked and not self._asks(file, body, place, register):
                    return False
        return True

    def _asks(self, file: int, body: MethodBody, place: int, register: int) -> bool:
        """Whether an instruction is a call on the object in a register that puts nothing in there."""
        method = self._files[file].callee(body, place)
        registers = body.sources(place)
        if method < 0 or registers[0] != register or register in registers[1:]:
            return False
        resolved = int(self._graph.resolved[file][method])
        name = self._files[file].code.dex.method_name(method)
        return name in _ASKING if resolved < 0 else self._is_getter(resolved)

    def _is_untouched(self, file: int, body: MethodBody, made: int) -> bool:
        """Whether a method makes an object without arguments and does no more with it than hand it on."""
        constants, register = self._files[file], _written(body, made)
        for place in _uses(body, made, register):
            method = constants.callee(body, place)
            if method >= 0 and constants.code.dex.method_descriptor(method).endswith("<init>()V"):
                return self._is_only_asked(file, body, (made, register), place)
        return False


def _uses(body: MethodBody, definition: int, register: int) -> list[int]:
    """The instructions that may take what an instruction, or the caller, put into a register."""
    return [
        place
        for place in range(len(body))
        if register in body.sources(place) and definition in body.definitions(place, register)
    ]


def _written(body: MethodBody, index: int) -> int:
    register = destination_register(body.units, body.offsets[index])
    return -1 if register is None else register


def _together(kinds: set[_Kind]) -> _Kind:
    if not kinds or _Kind.OTHER in kinds:
        return _Kind.OTHER
    return _Kind.RESTORED if _Kind.RESTORED in kinds else _Kind.EMPTY
