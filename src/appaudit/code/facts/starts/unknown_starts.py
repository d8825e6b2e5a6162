"""Calls by which the app hands its context to code of which nobody knows whose it is.

No catalogue knows every SDK. One that is unknown begins as the known ones do: with a context of the app, by a method
that is called as starts are called (`handed_contexts`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from appaudit.code.facts.owners.package_owners import PackageOwners
from appaudit.code.facts.starts.handed_contexts import calls_of, starts_by_context
from appaudit.code.values.call_search import Call, callers_of_item
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import class_name
from appaudit.dex.disassembly import lines_around
from appaudit.model.class_names import is_made_up, own_root
from appaudit.model.facts.conduct import UnknownStartFact
from appaudit.model.knowledge import Knowledge


class UnknownStarts:
    """Finds the calls that may start unknown code of an app.

    Args:
        knowledge: What is known of SDKs, libraries and frameworks: whose code is no unknown one.
        hierarchy: The classes of the app.
        own: The packages of the app and of its components.
    """

    def __init__(self, knowledge: Knowledge, hierarchy: Hierarchy, own: Collection[str]) -> None:
        claims = {prefix: each.id for each in knowledge.sdks.values() for prefix in each.signals.classes}
        self._owners = PackageOwners(claims)
        self._hierarchy = hierarchy
        self._shared = knowledge.shared_roots
        self._own = {self._root(f"{package}.X") for package in own if package}

    def facts(self, constants: Constants) -> Iterator[UnknownStartFact]:
        """One fact for each such call in a file and the method that makes it."""
        seen: set[tuple[str, str]] = set()
        for call, root in self._calls(constants):
            callee = class_name(call.owner)
            api = f"{callee}.{call.name}"
            for caller in callers_of_item(constants.code, call.code_item):
                is_inside = self._root(caller.class_name) == root or bool(self._owners.of(caller.class_name))
                if is_inside or (api, caller.name) in seen:
                    continue
                seen.add((api, caller.name))
                yield UnknownStartFact(
                    api=api,
                    callee_class=callee,
                    caller=caller.name,
                    caller_class=caller.class_name,
                    sites=(constants.offset_in_method(call.instruction),),
                    location=constants.place_of(call.instruction, caller.location.symbol),
                    snippet=lines_around(constants.code.instructions, call.instruction),
                    extractor="code.unknown_starts",
                )

    def _calls(self, constants: Constants) -> Iterator[tuple[Call, str]]:
        named = {
            method: self._root(class_name(owner))
            for method, owner in starts_by_context(constants)
            if self._is_unknown(owner)
        }
        yield from calls_of(constants, named)

    def _is_unknown(self, owner: str) -> bool:
        if not owner.startswith("L") or self._hierarchy.definition(owner) is None:
            return False
        name = class_name(owner)
        package = name.rpartition(".")[0]
        return not (is_made_up(package) or self._root(name) in self._own or self._owners.of(name))

    def _root(self, name: str) -> str:
        return own_root(name.partition("$")[0].rpartition(".")[0], self._shared)
