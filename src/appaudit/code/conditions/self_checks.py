"""Branches that ask an app of itself what a first launch answers as they need it: were you here before, and who calls.

`if (!loaded()) load();` loads the first time, where only what runs behind the branch sets the flag. A method that looks
for the name of a caller among those that led to it finds it where the way is one of these. One that only says whether
it is told an object decides as little as a check that something is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.first_launch.first_launch import FirstLaunch
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import CONDITIONAL_BRANCHES, FIELD_READS, INVOKES, MOVE_RESULTS, PLAIN_WRITES, VALUE_RETURNS
from appaudit.dex.tables import spread

#: Instructions of a getter, one that takes and gives back a lock among them.
_MAX_GETTER: Final = 12
#: Instructions of a method that only says whether it is told something, and may write a log.
_MAX_CHECK: Final = 60
#: Steps from the branch to what sets the flag, and nodes that are looked at on the way.
_MOST_STEPS, _MOST_NODES = 4, 400
#: What gives the methods that led to where it is called, and what names one of them:
#: https://developer.android.com/reference/java/lang/StackTraceElement, checked 2026-11-30, not opened.
_GIVES_CALLERS: Final = "getStackTrace"
_NAMES_CALLER: Final = ("Ljava/lang/StackTraceElement;", "getMethodName")
_NAMES: Final = ("Ljava/lang/String;", "Ljava/lang/Class;")


class SelfChecks:
    """Answers for the branches of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        launch: What is known of fields at launch.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants], launch: FirstLaunch) -> None:
        self._graph = graph
        self._files = files
        self._launch = launch
        self._callers: dict[int, bool] = {}
        self._told: dict[int, bool] = {}
        self._flags: dict[int, list[tuple[int, int]]] = {}

    def holds_at_first(self, file: int, body: MethodBody, index: int, *, needs: bool) -> bool:
        """Whether a branch asks for such a thing and goes on.

        Args:
            file: The file, by its place among the graph's.
            body: The method of the branch.
            index: The branch.
            needs: Whether what it tests has to be anything but zero, none or false.
        """
        made = body.definitions(index, body.sources(index)[0])
        if len(made) != 1 or made[0] <= 0 or body.opcodes[made[0]] not in MOVE_RESULTS:
            return False
        method = self._files[file].callee(body, made[0] - 1)
        resolved = int(self._graph.resolved[file][method]) if method >= 0 else -1
        if resolved < 0:
            return False
        if self._asks_if_told(resolved):
            return True
        if needs:
            return self._looks_for_caller(resolved)
        places = self._setting(resolved)
        if not places:
            return False
        branch = body.first + index + int(self._graph.first_instruction[file])
        asking = int(self._graph.links.files[file].item_method[body.code_item])
        setting = {self._method_at(*each) for each in places} - {asking}
        own = [self._graph.first_instruction[each[0]] + each[1] for each in places if self._method_at(*each) == asking]
        before, behind = self._led_to(asking, branch)
        return behind >= setting and before.isdisjoint(setting) and all(place > branch for place in own)

    def _asks_if_told(self, method: int) -> bool:
        """Whether nothing but whether a method is told objects decides what truth value it gives."""
        if method not in self._told:
            home, item = self._graph.item_of(method)
            body = self._files[home].body(item) if item >= 0 else None
            is_one = body is not None and body.is_read and len(body) <= _MAX_CHECK
            self._told[method] = is_one and body is not None and _is_asked_of_told(self._files[home], body)
        return self._told[method]

    def _looks_for_caller(self, method: int) -> bool:
        """Whether a method looks for a name that it is told among the methods that led to it."""
        if method not in self._callers:
            home, item = self._graph.item_of(method)
            constants, dex = self._files[home], self._files[home].code.dex
            body = constants.body(item) if item >= 0 else None
            told = constants.parameter_kinds(body) if body is not None else ()
            called = set[tuple[str, str]]()
            if body is not None and body.is_read and not set(_NAMES).isdisjoint(told):
                places = [constants.callee(body, at) for at, opcode in enumerate(body.opcodes) if opcode in INVOKES]
                called = {(dex.method_class(each), dex.method_name(each)) for each in places if each >= 0}
            self._callers[method] = _NAMES_CALLER in called and any(name == _GIVES_CALLERS for _, name in called)
        return self._callers[method]

    def _setting(self, getter: int) -> list[tuple[int, int]]:
        """File and instruction of all that sets the flag which a method gives, where it begins unset; else none."""
        if getter not in self._flags:
            home, item = self._graph.item_of(getter)
            body = self._files[home].body(item) if item >= 0 else None
            field = _field_given(body) if body is not None and body.is_read else -1
            self._flags[getter] = (self._launch.settings(home, field) if field >= 0 else None) or []
        return self._flags[getter]

    def _method_at(self, file: int, place: int) -> int:
        home = self._graph.links.files[file]
        return int(home.item_method[int(home.code.instructions.code_item[place])])

    def _led_to(self, method: int, branch: int) -> tuple[set[int], set[int]]:
        """The nodes that a method leads to on few steps from before an instruction, and from behind it."""
        graph = self._graph
        edges = np.arange(graph.bounds[method], graph.bounds[method + 1])
        is_behind = graph.instruction[edges] > branch
        return self._nodes(graph.target[edges[~is_behind]]), self._nodes(graph.target[edges[is_behind]])

    def _nodes(self, first: NDArray[np.int32]) -> set[int]:
        """The nodes that some lead to on few steps, with themselves."""
        graph, found, frontier = self._graph, set(first.tolist()), np.unique(first).astype(np.int64)
        for _ in range(_MOST_STEPS):
            begins = graph.bounds[frontier]
            edges = spread(begins, graph.bounds[frontier + 1] - begins)
            following = set(graph.target[edges].tolist()) - found
            found |= following
            if not following or len(found) > _MOST_NODES:
                break
            frontier = np.array(sorted(following), dtype=np.int64)
        return found


def _field_given(body: MethodBody) -> int:
    """The field that a method does nothing but give; -1 where it does anything else."""
    opcodes = body.opcodes
    reads = [at for at, opcode in enumerate(opcodes) if opcode in FIELD_READS]
    if len(reads) != 1 or len(body) > _MAX_GETTER or any(each in INVOKES or each in PLAIN_WRITES for each in opcodes):
        return -1
    returns = [at for at, opcode in enumerate(opcodes) if opcode in VALUE_RETURNS]
    given = {each for at in returns for each in body.definitions(at, body.sources(at)[0])}
    return body.target(reads[0]) if given == set(reads) else -1


def _is_asked_of_told(constants: Constants, body: MethodBody) -> bool:
    """Whether all branches of a method ask if an object that it is told is there, and it gives 0 or 1 of its own."""
    kinds = constants.parameter_kinds(body)
    branches = [at for at, opcode in enumerate(body.opcodes) if opcode in CONDITIONAL_BRANCHES]
    for at in branches:
        (register, *others), told = body.sources(at), -1
        if not others and body.definitions(at, register) == (ENTRY,):
            told = body.parameter(register)
        if not 0 <= told < len(kinds) or not kinds[told].startswith(("L", "[")):
            return False
    returns = [(at, body.sources(at)[0]) for at, opcode in enumerate(body.opcodes) if opcode in VALUE_RETURNS]
    given = {value for at, register in returns for value in constants.in_body(body, at, register) or (None,)}
    return bool(branches) and given == {0, 1}
