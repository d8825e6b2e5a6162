"""Steps that no way takes: whatever leads there hands on another object or value than is needed.

That one way hands on another object or value speaks against that way alone: others may come with the right one. Where
the object or value is decided in the method that takes the step nothing else comes there; where it is decided before,
all that launch reaches and that leads there is asked as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.phases.phases import Path, Search
from appaudit.code.ways.left_out import of_edge
from appaudit.code.ways.receivers import OtherObject, Receivers
from appaudit.model.record import record

#: What else leads to one step and is asked.
_MOST_OTHERS: Final = 24


@record(kw_only=False)
class RefutedStep:
    """A step that no way takes: numbers that `left_out` reads, none where it is the use at the end of the way.

    `instead` are steps that the same instructions take, to the methods of the objects that the calls are made on.
    """

    places: frozenset[int] = frozenset()
    instead: tuple[Path, ...] = ()


class Refuted:
    """Answers for the ways of one app.

    Args:
        graph: The methods.
        receivers: Which objects ways call, and what they hand on.
    """

    def __init__(self, graph: CallGraph, receivers: Receivers | None) -> None:
        self._graph = graph
        self._receivers = receivers

    def step(self, search: Search, path: Path, uses: Collection[int]) -> RefutedStep | None:
        """The first step that a way takes on another object or with another value; None where other ways may take it.

        Args:
            search: What runs.
            path: The way.
            uses: The instructions of its last method that it leads to, counted over all files.
        """
        receivers = self._receivers
        if receivers is None:
            return None
        other = receivers.other_object(path.nodes, uses)
        at = -1 if other is None or not other.at else self._taken_at(path, other, uses)
        if other is None or at < 0:
            return None
        if not other.at <= other.places and not self._is_decided(search, path.nodes, other, at, uses, set()):
            return None
        if at == len(path.nodes) - 1:
            return RefutedStep()
        if other.method < 0:
            return RefutedStep(other.at)
        source, node = path.nodes[at : at + 2]
        edges = self._edges(source, node)
        led = self._graph.target[int(self._graph.bounds[node]) : int(self._graph.bounds[node + 1])].tolist()
        right = [each for each in led if node != other.method and receivers.runs_on(other, each)]
        instead = [Path((source, node, each), (-1, edges[0], self._edges(node, each)[0])) for each in right if edges]
        return RefutedStep(frozenset(map(of_edge, edges)), tuple(instead))

    def _edges(self, source: int, target: int) -> list[int]:
        edges = range(int(self._graph.bounds[source]), int(self._graph.bounds[source + 1]))
        return [each for each in edges if self._graph.target[each] == target]

    def _taken_at(self, path: Path, other: OtherObject, uses: Collection[int]) -> int:
        """The position of the method that would take the step, -1 where that is not clear."""
        if other.method < 0 and other.at == frozenset(uses):
            return len(path.nodes) - 1
        for position in range(len(path.nodes) - 1):
            source = path.nodes[position]
            if source < self._graph.links.method_count:
                ahead = path.nodes[position + 1 : position + 3]
                is_there = other.method < 0 or other.method in ahead
                if is_there and other.at == self._graph.places_between(source, ahead[0]):
                    return position
        return -1

    def _is_decided(
        self, search: Search, nodes: tuple[int, ...], other: OtherObject, at: int, uses: Collection[int], seen: set[int]
    ) -> bool:
        """Whether all that comes to a step through a method of a way comes with another object or value."""
        for position in range(at, 0, -1):
            node, before = nodes[position], nodes[position - 1]
            for source in self._leading(search, node):
                if source == before:
                    continue
                if source in seen or len(seen) >= _MOST_OTHERS:
                    return False
                seen.add(source)
                if not self._is_refuted_from(search, source, nodes[position:], other, uses, seen):
                    return False
            if self._graph.places_between(before, node) <= other.places:
                return True
        return False

    def _leading(self, search: Search, node: int) -> Iterator[int]:
        """The nodes from which launch comes to one."""
        edges = self._graph.by_target.of(node)
        for source in dict.fromkeys(self._graph.source[edges[self._graph.stage[edges] <= Stage.ASSUMED]].tolist()):
            if search.reached[source]:
                yield source

    def _is_refuted_from(
        self,
        search: Search,
        source: int,
        nodes: tuple[int, ...],
        other: OtherObject,
        uses: Collection[int],
        seen: set[int],
    ) -> bool:
        """Whether whatever leads there through another method is taken on another object or value."""
        first = search.path_to(source).nodes
        found = self._receivers.other_object((*first, *nodes), uses) if self._receivers else None
        if found is None or (found.at, found.method) != (other.at, other.method):
            return False
        steps = pairwise((source, *nodes))
        if any((each := self._graph.places_between(*step)) and each <= found.places for step in steps):
            return True
        return self._is_decided(search, (*first, *nodes), found, len(first) - 1, uses, seen)
