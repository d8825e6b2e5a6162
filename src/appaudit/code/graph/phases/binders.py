"""What binders do for other processes, and whether anything asks them for it.

A service that runs in the process of its caller is called without a binder between them; what a binder runs is what
another process asks for.

https://developer.android.com/reference/android/os/IBinder, checked 2026-11-28, not opened.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.phases.phases import Path, Phases, Search
from appaudit.code.graph.program.links import Flags
from appaudit.dex import invoke_edges
from appaudit.dex.hashes import hash_text
from appaudit.dex.tables import distinct, is_among
from appaudit.model.condition import Condition

#: How a binder is asked, as conditions say it.
TRANSACT: Final = "android.os.IBinder.transact"
_BINDER, _TRANSACTED = "Landroid/os/IBinder;", hash_text("onTransact")


class Binders:
    """Answers for the binders of one app.

    Args:
        graph: The methods.
        phases: What launch reaches.
        guards: Instructions that wait for a stored consent, counted over all files.
    """

    def __init__(self, graph: CallGraph, phases: Phases, guards: NDArray[np.int64]) -> None:
        self._graph = graph
        self._phases = phases
        self._guards = guards
        self._asking: dict[int, Search] = {}

    @cached_property
    def entries(self) -> Flags:
        """The edges by which binders are entered that answer other processes."""
        links = self._graph.links
        methods = np.flatnonzero(links.method_name == _TRANSACTED)
        answering = methods[np.diff(links.ancestor_bounds)[links.method_class[methods]] > 0]
        return is_among(self._graph.target, answering)

    def asked(self, search: Search, path: Path, position: int) -> Condition | None:
        """What a binder does for other processes, and whether anything reached without it asks for that from one.

        Who asks does so through an object of its own that has the same interface, and the same method of it, and hands
        the call to the system.
        """
        links, node = self._graph.links, path.nodes[position]
        if node >= links.method_count:
            return None
        is_binder = links.method_name[node] == _TRANSACTED
        binder = node if is_binder else self._caller(path, position)
        if not 0 <= binder < links.method_count or links.method_name[binder] != _TRANSACTED:
            return None
        interfaces = self._above(int(links.method_class[binder])) & self._above(int(links.method_class[node]))
        senders = [each for each in self._senders if interfaces & self._above(int(links.method_class[each]))]
        if not is_binder:
            signature = links.method_signature[node]
            senders = [each for each in senders if links.method_signature[each] == signature]
        if not (interfaces if is_binder else senders):
            return None
        unasked = self._unasked(binder)
        is_asked = any(search.reached[sender] and unasked.reached[sender] for sender in senders)
        if is_asked and not is_binder:
            return None
        return Condition(
            kind="callback" if is_asked else "unsent", subject=TRANSACT, method=self._graph.name_of(binder)
        )

    def _caller(self, path: Path, position: int) -> int:
        """The method from which a way leads to a node."""
        caller = path.before(position)
        return path.before(position, 2) if caller >= self._graph.links.method_count else caller

    def _unasked(self, binder: int) -> Search:
        """What launch reaches as long as nothing asks a binder."""
        found = self._asking.get(binder)
        if found is None:
            closed = self._graph.edges_of(self._guards)
            found = self._asking[binder] = self._phases.launched_without(closed | (self._graph.target == binder))
        return found

    def _above(self, class_index: int) -> set[int]:
        """The classes and interfaces of the app above a class."""
        links = self._graph.links
        start, end = links.ancestor_bounds[class_index : class_index + 2].tolist()
        return set(links.ancestors[start:end].tolist())

    @cached_property
    def _senders(self) -> list[int]:
        """The methods that hand a call of a binder to the system."""
        found: list[int] = []
        for file in self._graph.links.files:
            dex = file.code.dex
            binder = dex.find_type(_BINDER)
            wanted = np.zeros(len(dex.method_ids), dtype=bool)
            for method in dex.methods_of_type(binder) if binder >= 0 else ():
                wanted[method] = dex.method_name(method) == "transact"
            if wanted.any():
                calls = invoke_edges(file.code.instructions)
                items = distinct(calls.code_item[calls.to_any(wanted)].astype(np.int64))
                found += [int(method) for method in file.item_method[items] if method >= 0]
        return found
