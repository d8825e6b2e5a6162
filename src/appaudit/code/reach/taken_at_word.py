"""What runs at launch if methods named for consent answer otherwise than their names promise, which nobody can tell.

Their code is in the package, and is not seen to say no at a first launch: what is behind them waits for consent by
their names alone.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.phases.phases import Phases
from appaudit.code.reach.named_places import methods_named
from appaudit.code.ways.way import Way
from appaudit.model.condition import Condition
from appaudit.model.method_names import plain

#: Calls inside of calls in which the method is looked for that decides, and methods that are named.
_DEEP, _NAMED = 5, 2


class TakenAtWord:
    """Answers for one app.

    Args:
        graph: The methods.
        phases: What launch reaches where the names are believed.
        guards: Instructions that wait for consent whatever the names promise, counted over all files.
        untold: The methods that nothing but their names speak for.
    """

    def __init__(self, graph: CallGraph, phases: Phases, guards: NDArray[np.int64], untold: frozenset[int]) -> None:
        self._graph = graph
        self.guards = guards
        self.phases = copy(phases)
        self.phases.block(graph.edges_of(guards))
        self._untold = untold

    def told(self, way: Way) -> Way:
        """A way with what its methods ask of those that are named for consent."""
        named = (methods_named(self._graph, plain(name).rpartition(".")[0], name) for name in way.chain)
        asked = self._asked([each for methods in named for each in methods[:1]])
        names = ", ".join(self._graph.name_of(method) for method in asked[:_NAMED])
        condition = Condition(kind="by_name", subject=names, method=way.chain[-1] if way.chain else "")
        return replace(way, conditions=(condition, *way.conditions))

    def _asked(self, methods: list[int]) -> list[int]:
        """Which of the methods are called, directly first."""
        seen, fresh = set(methods), methods
        for _ in range(_DEEP):
            called = [each for node in fresh for each in self._next(node)]
            found = [each for each in dict.fromkeys(called) if each in self._untold]
            if found:
                return found
            fresh = [each for each in dict.fromkeys(called) if each not in seen]
            seen |= set(fresh)
        return sorted(self._untold)

    def _next(self, node: int) -> list[int]:
        first, end = self._graph.bounds[node : node + 2].tolist()
        targets: list[int] = self._graph.target[first:end].tolist()
        return targets
