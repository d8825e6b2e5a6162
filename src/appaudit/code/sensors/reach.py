"""What a sensor listener sets in motion: the methods that its callback reaches inside one DEX file.

Calls are followed to the methods they name, to what implements an interface or overrides a method, to the objects that
are created on the way and run later (`Runnable`, `Handler`, `Thread`), and no further than the code of one owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from appaudit.code.values.call_search import called_by
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name
from appaudit.dex.opcodes import INVOKES, NEW_INSTANCE, OBJECT_READS
from appaudit.dex.tables import distinct, is_among
from appaudit.model.record import record

#: Methods that the framework runs on objects handed to it.
_RUN_LATER = frozenset(
    ("run", "call", "handleMessage", "doInBackground", "onPostExecute", "onClick", "onAnimationEnd", "accept", "invoke")
)
_POSTS = frozenset(("post", "postDelayed", "postAtTime", "postOnAnimation", "runOnUiThread", "execute", "submit"))
_SENDS = frozenset(
    (
        "sendMessage",
        "sendMessageDelayed",
        "sendEmptyMessage",
        "sendEmptyMessageDelayed",
        "sendToTarget",
        "obtainMessage",
    )
)
#: Implementations that one call is followed to.
_MAX_TARGETS = 12
#: Methods of one signature that are looked at, and ancestors of one class; honest programs have fewer that matter.
_MAX_SAME = 2_000
_MAX_ANCESTORS = 200


@record(kw_only=False)
class Scope:
    """How far a search goes: within which package, over how many calls, and to how many methods."""

    package: str
    depth: int
    methods: int


class SensorReach:
    """Searches one DEX file.

    Args:
        constants: The file.
    """

    def __init__(self, constants: Constants) -> None:
        self._constants = constants
        self._dex = constants.code.dex
        self._definition = np.full(len(self._dex.type_ids), -1, dtype=np.int32)
        types = self._dex.class_defs["class_type"]
        self._definition[types[::-1]] = np.arange(len(types), dtype=np.int32)[::-1]
        self._owner = self._dex.method_ids["class_type"][constants.code.items.first_callers()]
        self._successors: dict[int, tuple[int, ...]] = {}
        self._ancestors: dict[int, frozenset[int]] = {}
        self._targets_of: dict[int, list[int]] = {}

    def reach(self, start: Iterable[int], group: Sequence[int], scope: Scope) -> list[int]:
        """The code items reached from `start`, those included, in the order found.

        Args:
            start: Code items.
            group: The code items of the class and those nested in it: what may run when a message is sent.
            scope: The bounds of the search.
        """
        found = dict.fromkeys(start)
        frontier = list(found)
        for _ in range(scope.depth):
            following: list[int] = []
            for item in frontier:
                for target in self._after(item, group):
                    if target not in found and self._is_within(target, scope.package):
                        found[target] = None
                        following.append(target)
                        if len(found) >= scope.methods:
                            return list(found)
            frontier = following
        return list(found)

    def surroundings(self, group: Sequence[int], scope: Scope) -> list[int]:
        """The code of the classes that use a group, and of the classes that the users create."""
        dex, calls = self._dex, self._constants.calls
        types = {int(self._owner[item]) for item in group}
        callers = calls.code_item[is_among(dex.method_ids["class_type"][calls.target], list(types))]
        users = {int(self._owner[item]) for item in distinct(callers)[: scope.methods]} - types
        inside = [kind for kind in sorted(users) if self._is_type_within(kind, scope.package)]
        found: list[int] = []
        for kind in inside:
            used = self._code_of(kind)
            found += used
            for method in {method for item in used for method in called_by(self._constants, item)}:
                other = int(dex.method_ids["class_type"][method])
                if dex.method_name(method) == "<init>" and self._is_type_within(other, scope.package):
                    found += self._code_of(other)
            if len(found) > scope.methods:
                break
        return list(dict.fromkeys(found))[: scope.methods]

    def _code_of(self, type_index: int) -> list[int]:
        definition = int(self._definition[type_index])
        return [item for _, item in self._defined(definition) if item >= 0] if definition >= 0 else []

    def _is_type_within(self, type_index: int, package: str) -> bool:
        return class_name(self._dex.type_descriptor(type_index)).startswith(package + ".") or not package

    def _is_within(self, item: int, package: str) -> bool:
        return self._is_type_within(int(self._owner[item]), package)

    def _after(self, item: int, group: Sequence[int]) -> tuple[int, ...]:
        found = self._successors.get(item)
        if found is None:
            found = self._successors[item] = tuple(dict.fromkeys(self._targets(item)))
        names = {self._dex.method_name(method) for method in called_by(self._constants, item)}
        if names & (_SENDS | _POSTS):
            run = [other for other in group if self._method_name(other) in ("handleMessage", "run")]
            return tuple(dict.fromkeys((*found, *run)))
        return found

    def _method_name(self, item: int) -> str:
        return self._dex.method_name(int(self._constants.code.items.caller_of(item)[0]))

    def _targets(self, item: int) -> Iterator[int]:
        body = self._constants.body(item)
        for index, opcode in enumerate(body.opcodes):
            if opcode in INVOKES:
                method = self._constants.callee(body, index)
                if method >= 0:
                    yield from self._implementations(method)
            elif opcode == NEW_INSTANCE and body.target(index) < len(self._dex.type_ids):
                yield from self._run_later(body.target(index))
            elif opcode in OBJECT_READS and body.target(index) < len(self._dex.field_ids):
                kind = int(self._dex.field_ids["type"][body.target(index)])
                yield from (run for run in self._run_later(kind) if self._method_name(run) == "handleMessage")

    def _run_later(self, type_index: int) -> list[int]:
        """The code of methods of a class that the framework runs by itself."""
        definition = int(self._definition[type_index])
        if definition < 0:
            return []
        return [
            item
            for method, item in self._defined(definition)
            if item >= 0 and self._dex.method_name(method) in _RUN_LATER
        ]

    def _defined(self, definition: int) -> list[tuple[int, int]]:
        data = self._constants.code.class_data
        bounds = np.array([definition, definition + 1], dtype=np.int32)
        start, end = np.searchsorted(data.method_class_def, bounds)
        items = self._constants.item_of_method
        return [(int(method), int(items[method])) for method in data.method_index[start:end]]

    def _implementations(self, method: int) -> list[int]:
        found = self._targets_of.get(method)
        if found is None:
            found = self._targets_of[method] = self._find_implementations(method)
        return found

    def _find_implementations(self, method: int) -> list[int]:
        """The code that a call of a method may run: its own, an inherited one, or that of classes below."""
        item = int(self._constants.item_of_method[method])
        ids = self._dex.method_ids
        owner = int(ids["class_type"][method])
        if item < 0 and self._definition[owner] < 0:
            return []
        if item >= 0 and self._dex.method_name(method) in ("<init>", "<clinit>"):
            return [item]
        same = np.flatnonzero((ids["name"] == ids["name"][method]) & (ids["proto"] == ids["proto"][method]))
        found = [] if item < 0 else [item]
        for other in same[:_MAX_SAME].tolist():
            there = int(self._constants.item_of_method[other])
            other_owner = int(ids["class_type"][other])
            if there < 0 or other == method:
                continue
            if owner in self._above(other_owner) or (item < 0 and other_owner in self._above(owner)):
                found.append(there)
        return found[:_MAX_TARGETS]

    def _above(self, type_index: int) -> frozenset[int]:
        """All superclasses and interfaces of a class, as far as this file defines what is in between."""
        known = self._ancestors.get(type_index)
        if known is not None:
            return known
        found: set[int] = set()
        pending = [type_index]
        while pending and len(found) < _MAX_ANCESTORS:
            definition = int(self._definition[pending.pop()])
            if definition < 0:
                continue
            parents = [int(parent) for parent in self._dex.interfaces(definition)[:_MAX_ANCESTORS]]
            superclass = self._dex.superclass(definition)
            parents += [superclass] if superclass >= 0 else []
            pending += [parent for parent in parents if parent not in found]
            found.update(parents)
        result = self._ancestors[type_index] = frozenset(found)
        return result
