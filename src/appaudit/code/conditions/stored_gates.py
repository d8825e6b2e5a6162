"""Which stored settings speak against what a method of the app is asked, where it may give something else as well.

A method that gives a setting, unless a remote switch or a hook says otherwise, gives something that nobody can tell at
a first launch; the setting is a condition all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.code.first_launch.condition_sources import sources_of
from appaudit.code.first_launch.first_values import FirstValues
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import MOVE_RESULTS, VALUE_RETURNS
from appaudit.model.condition import Condition

#: Methods that only pass on what another one gives.
_MOST_CALLS: Final = 3


class StoredGates:
    """Answers for the branches of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        values: What registers hold at a first launch, in the same order.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants], values: Sequence[FirstValues]) -> None:
        self._graph = graph
        self._files = files
        self._values = values

    def against(
        self, file: int, body: MethodBody, index: int, *, needs: bool, left: int = _MOST_CALLS
    ) -> tuple[Condition, ...]:
        """The settings that say no, as long as nothing is stored, among what a call gives which a branch tests.

        Args:
            file: The file, by its place among the graph's.
            body: The method of the branch.
            index: The branch, or a return.
            needs: Whether it has to be anything but zero or false.
            left: How many calls are looked into.
        """
        found: list[Condition] = []
        for made in body.definitions(index, body.sources(index)[0]):
            if made <= 0 or body.opcodes[made] not in MOVE_RESULTS or not left:
                continue
            method = self._files[file].callee(body, made - 1)
            resolved = int(self._graph.resolved[file][method]) if method >= 0 else -1
            home, item = self._graph.item_of(resolved) if resolved >= 0 else (-1, -1)
            inside = self._files[home].body(item) if item >= 0 else None
            if inside is None or not inside.is_read:
                continue
            for place in (each for each, opcode in enumerate(inside.opcodes) if opcode in VALUE_RETURNS):
                if self._says_no(home, inside, place, needs=needs):
                    keys = sources_of(self._files[home], inside, place)
                    if keys.stored_keys and keys.are_keys_known:
                        subject = ", ".join(dict.fromkeys(keys.stored_keys))
                        found.append(Condition(kind="stored", subject=subject, method=self._graph.name_of(resolved)))
                        continue
                found += self.against(home, inside, place, needs=needs, left=left - 1)
        return tuple(dict.fromkeys(found))

    def _says_no(self, file: int, body: MethodBody, place: int, *, needs: bool) -> bool:
        """Whether one of the calls that a return gives the result of says no at a first launch."""
        register = body.sources(place)[0]
        for made in body.definitions(place, register):
            if made <= 0 or body.opcodes[made] not in MOVE_RESULTS:
                continue
            values = self._values[file].of(body, made + 1, register)
            if isinstance(values, frozenset) and values and all(bool(each) is not needs for each in values):
                return True
        return False
