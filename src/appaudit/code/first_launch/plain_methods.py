"""What methods of the app say of what they are passed, as they do that check texts and numbers for others.

Whatever they are called and wherever they come from (the app, or a library in its package), such a method is followed
with what a call passes; what it asks of anything else is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.code.first_launch.consent_flags import computed_by
from appaudit.code.first_launch.implementations import implementations
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.control_flow import NothingKnown, follow, read_method
from appaudit.code.values.marked_values import Value, one_of
from appaudit.dex import DexFile

#: Instructions of a method that is followed, and calls inside of calls.
_MAX_BODY: Final = 60
_MAX_CALLS: Final = 3


class PlainMethods:
    """Answers for the methods of one app.

    Args:
        graph: The methods.
    """

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._known: dict[tuple[int, tuple[Value, ...], int], Value] = {}

    def of(self, file: int, method: int, arguments: Sequence[Value], depth: int = 0) -> Value:
        """What a call of a method identifier of a file says; None where that hangs on more than what is passed."""
        links = self._graph.links
        dex = links.files[file].code.dex
        resolved = int(self._graph.resolved[file][method])
        prototype = dex.prototype(int(dex.method_ids["proto"][method]))
        given = arguments if resolved < 0 or self._graph.is_static(resolved) else arguments[1:]
        if resolved < 0 or not prototype.endswith(")Z") or not given or None in given or depth > _MAX_CALLS:
            return None
        key = resolved, tuple(arguments), depth
        if key not in self._known:
            self._known[key] = None  # what calls itself
            self._known[key] = self._followed(resolved, arguments, depth)
        return self._known[key]

    def _followed(self, method: int, arguments: Sequence[Value], depth: int) -> Value:
        runs = implementations(self._graph, method)
        file, item = self._graph.item_of(runs[0]) if len(runs) == 1 else (-1, -1)
        if item < 0:
            return None
        code = self._graph.links.files[file].code
        first, end = code.instructions.bounds_of(item)
        read = read_method(code, item) if end - first <= _MAX_BODY else None
        if read is None:
            return None
        entry = int(code.items.registers[item]) - int(code.items.incoming[item])
        given = {entry + at: value for at, value in enumerate(arguments) if value is not None}
        outcome = follow(read, _Inside(self, file, code.dex, depth), given)
        return one_of(outcome.returned) if outcome is not None else None


class _Inside(NothingKnown):
    """Answers inside of a method that is followed."""

    def __init__(self, methods: PlainMethods, file: int, dex: DexFile, depth: int) -> None:
        self._methods = methods
        self._file = file
        self._dex = dex
        self._depth = depth

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call says of constants."""
        if method >= len(self._dex.method_ids):
            return None
        plain = computed_by(self._dex, method, arguments)
        return self._methods.of(self._file, method, arguments, self._depth + 1) if plain is None else plain
