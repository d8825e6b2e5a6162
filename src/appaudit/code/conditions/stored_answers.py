"""A field that a method fills by a call and then asks whether there is anything in it: what the call gives decides.

`id = make(); if (id == null) read();` reads only if nothing was made. What the field began as says nothing any more.
One that is filled with what an earlier launch has stored is still empty at a first one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from appaudit.code.first_launch.condition_sources import is_stored
from appaudit.code.first_launch.fallbacks import asked_texts, made_by
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name
from appaudit.code.values.marked_values import Value
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import (
    FIELD_READS,
    INT_LITERALS,
    INVOKES,
    MOVE_RESULTS,
    PLAIN_WRITES,
    VALUE_RETURNS,
    ZERO_TESTS,
)

#: What may give nothing at a first launch, as it gives what was kept: files, tables, and collections by these names.
_KEPT: Final = ("Ljava/io/", "Landroid/os/Bundle;", "Landroid/content/", "Landroid/database/", "Landroid/provider/")
_COLLECTIONS, _ELEMENT = "Ljava/util/", ("get", "peek", "poll", "remove")
#: How many methods one hands the answer of the next on.
_MOST_CALLS: Final = 3

#: What a method identifier of a file gives at a first launch, where that is known.
Returns = Callable[[Constants, int, Sequence[Value]], Value]


class StoredAnswers:
    """Answers for the branches of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        returns: What methods give at a first launch.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants], returns: Returns) -> None:
        self._graph = graph
        self._files = files
        self._returns = returns
        self._kept: dict[int, bool] = {}

    def missing(self, file: int, body: MethodBody, index: int, *, is_set: bool, is_run: Callable[[int], bool]) -> str:
        """The method whose answer was put into a field, where a branch goes on only if that is nothing; else empty.

        Args:
            file: The file, by its place among the graph's.
            body: The method of the branch.
            index: The branch.
            is_set: Whether what it tests has to be anything but zero, none or false.
            is_run: Whether an instruction of the method runs at a first launch: what may be left out tells nothing.
        """
        if body.opcodes[index] not in ZERO_TESTS:
            return ""
        constants = self._files[file]
        for place, is_check in asked_texts(constants, body, index):
            for at in made_by(constants, body, *place) if is_set is is_check else ():
                for store, called in self._stores(constants, body, at):
                    if self._gives_something(file, body, called) and is_run(store):
                        method = constants.callee(body, called)
                        dex = constants.code.dex
                        return f"{class_name(dex.method_class(method))}.{dex.method_name(method)}"
        return ""

    def _stores(self, constants: Constants, body: MethodBody, at: int) -> Iterator[tuple[int, int]]:
        """Where a field is filled that is read here, or with what is called here, and the call that gives the value."""
        if body.opcodes[at] not in FIELD_READS:
            if any(body.opcodes[each] in PLAIN_WRITES for each in body.uses(at + 1)):
                yield at, at
            return
        writes = [each - body.first for each in constants.field_values.all_writes(body.target(at))]
        before = [each for each in writes if 0 <= each < at]
        if not before or not _are_of_one_object(body, before[-1], at):
            return
        made = body.definitions(before[-1], body.sources(before[-1])[0])
        if len(made) == 1 and made[0] > 0 and body.opcodes[made[0]] in MOVE_RESULTS:
            yield before[-1], made[0] - 1

    def _gives_something(self, file: int, body: MethodBody, call: int) -> bool:
        """Whether a call runs a method of the app that gives anything but what was kept before."""
        constants = self._files[file]
        method = constants.callee(body, call) if body.opcodes[call] in INVOKES else -1
        resolved = int(self._graph.resolved[file][method]) if method >= 0 else -1
        if resolved < 0 or is_stored(constants, method):
            return False
        if self._returns(constants, method, [None] * len(body.sources(call))) in (0, ""):
            return False
        return not self._gives_kept(resolved, _MOST_CALLS)

    def _gives_kept(self, method: int, left: int) -> bool:
        """Whether a method may give what was kept before, or one that it asks; so may those without code."""
        if method not in self._kept:
            self._kept[method] = True  # what calls itself
            self._kept[method] = self._find_kept(method, left)
        return self._kept[method]

    def _find_kept(self, method: int, left: int) -> bool:
        file, item = self._graph.item_of(method)
        body = self._files[file].body(item) if item >= 0 and left else None
        if body is None or not body.is_read:
            return True
        constants, dex = self._files[file], self._files[file].code.dex
        places = [at for at, opcode in enumerate(body.opcodes) if opcode in VALUE_RETURNS]
        made = {each for at in places for each, _ in body.origins(at, body.sources(at)[0])}
        given = [each for each in made if each >= 0 and body.opcodes[each] not in INT_LITERALS]
        if not given:
            return True
        for each in given:
            called = constants.callee(body, each - 1) if each and body.opcodes[each] in MOVE_RESULTS else -1
            if called < 0:
                continue
            resolved = int(self._graph.resolved[file][called])
            if is_stored(constants, called) or (
                resolved < 0 and _keeps(dex.method_class(called), dex.method_name(called))
            ):
                return True
            if resolved >= 0 and self._gives_kept(resolved, left - 1):
                return True
        return False


def _keeps(owner: str, name: str) -> bool:
    """Whether a method of the platform gives what was kept somewhere."""
    return owner.startswith(_KEPT) or (owner.startswith(_COLLECTIONS) and name in _ELEMENT)


def _are_of_one_object(body: MethodBody, write: int, read: int) -> bool:
    """Whether a field is written and read of the same object, or of none."""
    owners, asked = body.sources(write)[1:2], body.sources(read)[:1]
    if not owners or not asked:
        return not owners and not asked
    return body.origins(write, owners[0]) == body.origins(read, asked[0])
