"""The ways from launch to a use that depend on as little as possible, and what the best of them depends on.

The shortest way is tried first. What stands under a condition on it is left out, and the next way is looked for; a few
rounds for all uses together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph, Stage
from appaudit.code.graph.conditions import NEVER, Conditions
from appaudit.code.graph.links import FileLinks, Flags
from appaudit.code.graph.phases import Phases, Search
from appaudit.model.condition import Condition
from appaudit.model.record import record

#: Ways to one use that are tried; each costs a search through what launch reaches.
_ROUNDS = 8
#: Conditions that are named for one use.
_NAMED = 6


@record(kw_only=False)
class Way:
    """A way at launch, and what else decides whether its end runs; none where nothing does.

    `runs` is False where the place itself waits for a version of the system that the app does not install on.
    """

    chain: tuple[str, ...]
    conditions: tuple[Condition, ...]
    runs: bool = True


class Ways:
    """Looks for ways in one app.

    Args:
        graph: The methods.
        phases: What launch reaches.
        guards: Instructions that wait for a stored consent, counted over all files.
        conditions: What decides within a method.
    """

    def __init__(self, graph: CallGraph, phases: Phases, guards: NDArray[np.int64], conditions: Conditions) -> None:
        self._graph = graph
        self._phases = phases
        self._guards = guards
        self._conditions = conditions
        self._flows: dict[int, Flags] = {}

    def to(self, uses: Sequence[tuple[int, Sequence[int]]]) -> list[Way | None]:
        """The best way to each use, given as method and places in its code; None where no open way leads there."""
        found: list[Way | None] = [None] * len(uses)
        pending = [index for index, (method, _) in enumerate(uses) if method >= 0]
        blocked: set[int] = set()
        search = self._phases.open_ways
        for _ in range(_ROUNDS):
            before = len(blocked)
            later: list[int] = []
            for index in pending:
                method = uses[index][0]
                if not search.reached[method]:
                    continue
                asked = self._on_the_way(search, method, blocked)
                if found[index] is None or not asked:
                    chain = self._phases.chain_in(search, method)
                    within = self._within(method, uses[index][1])
                    named = [each for each in dict.fromkeys((*asked, *within)) if each != NEVER]
                    found[index] = Way(chain, tuple(named[:_NAMED]), NEVER not in within)
                if asked:
                    later.append(index)
            pending = later
            if not pending or len(blocked) == before:
                break
            instructions = np.concatenate([self._guards, np.array(sorted(blocked), dtype=np.int64)])
            search = self._phases.launched_without(np.isin(self._graph.instruction, instructions))
        return found

    def _on_the_way(self, search: Search, method: int, blocked: set[int]) -> list[Condition]:
        """What the calls on a way depend on; those that depend on anything are added to `blocked`."""
        graph, node = self._graph, method
        steps: list[tuple[Condition, ...]] = []
        while int(search.parent[node]) >= 0:
            source = int(search.parent[node])
            called_by = self._called_by_stranger(search, node)
            if called_by is not None:
                steps.append((called_by,))
                blocked |= self._places(int(search.parent[source]), source)
            places = self._places(source, node)
            if places and source < graph.links.method_count:
                asked = self._asked(places)
                steps.append(asked)
                if asked:
                    blocked |= places
            node = source
        return [condition for asked in reversed(steps) for condition in asked]

    def _places(self, source: int, target: int) -> set[int]:
        """The instructions of all edges between two nodes, counted over all files."""
        graph = self._graph
        edges = np.arange(graph.bounds[source], graph.bounds[source + 1])
        same = edges[graph.target[edges] == target]
        return {int(place) for place in graph.instruction[same] if place >= 0}

    def _called_by_stranger(self, search: Search, node: int) -> Condition | None:
        """A call of an interface, where the object whose method runs was made in a flow that does not lead to the call.

        Whether that object is the one called is then a matter of what is stored where, which nobody followed.
        """
        graph = self._graph
        edge = int(search.entered_by[node])
        exists = int(graph.requires[edge])
        caller = int(search.parent[graph.source[edge]])
        if exists < 0 or not 0 <= caller < graph.links.method_count or node >= graph.links.method_count:
            return None
        if search.reached[exists] and bool(self._flow_from(search, exists)[caller]):
            return None
        return Condition(kind="callback", subject=graph.name_of(node), method=graph.name_of(caller))

    def _flow_from(self, search: Search, exists: int) -> Flags:
        """What is reached from the methods that make an object."""
        found = self._flows.get(exists)
        if found is None:
            graph = self._graph
            makers = graph.source[(graph.target == exists) & (graph.source < graph.links.method_count)]
            flow = Search(graph)
            flow.start(makers[search.reached[makers]].astype(np.int64), Stage.ALWAYS)
            found = self._flows[exists] = flow.reached
        return found

    def _asked(self, places: set[int]) -> tuple[Condition, ...]:
        """What decides whether any of these instructions of one method runs, counted over all files."""
        first = min(places)
        file = int(np.searchsorted(self._graph.first_instruction, first, side="right")) - 1
        base = int(self._graph.first_instruction[file])
        item = int(self._graph.links.files[file].code.instructions.code_item[first - base])
        return self._conditions.of(file, item, {place - base for place in places})

    def _within(self, method: int, sites: Sequence[int]) -> tuple[Condition, ...]:
        file, item = self._graph.code_of(method)
        if item < 0 or not sites:
            return ()
        index = self._graph.links.files.index(file)
        return self._conditions.of(index, item, set(instructions_at(file, item, sites)))


def instructions_at(file: FileLinks, item: int, sites: Sequence[int]) -> list[int]:
    """Positions in the instruction arrays of places given in code units from the start of a code item."""
    first = int(file.code.items.first_unit[item])
    wanted = np.array([first + site for site in sites], dtype=np.int64)
    return [int(position) for position in np.searchsorted(file.code.instructions.offset, wanted)]
