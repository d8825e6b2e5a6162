"""Which methods run when: reached at launch, later by the system, by a person's action, by another component.

A search breadth first over the call graph, all nodes of a distance at once. Nodes that stand for events cost nothing,
so that a chain has as few methods as it can.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.phases.entry_points import EntryPoints
from appaudit.code.graph.program.links import Flags
from appaudit.dex.tables import distinct, is_among, spread
from appaudit.model.record import record

#: Nodes with so few edges in all are gone on from one by one: a step over arrays costs as much as forty of those.
_FEW_NODES = 16
_FEW_EDGES = 64
#: Methods named in a chain; the middle of a longer one says nothing more.
MAX_CHAIN = 40


class Phase(IntEnum):
    """When a method runs first, the earliest that is possible; `DEAD` for what nothing reaches."""

    LAUNCH = 0
    BACKGROUND = 1
    USER_ACTION = 2
    REACHABLE = 3
    DEAD = 4


@record(kw_only=False, eq=False)
class Path:
    """A way through the graph: its nodes from where it begins, and the edge by which each is entered, -1 for none."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]

    def before(self, position: int, steps: int = 1) -> int:
        """The node some steps before the one at a position, -1 where the way begins later."""
        return self.nodes[position - steps] if position >= steps else -1

    def and_then(self, further: Path) -> Path:
        """This way and one that begins where it ends."""
        return Path((*self.nodes, *further.nodes[1:]), (*self.edges, *further.edges[1:]))


class Search:
    """A growing set of reached nodes; each start adds what can be reached from there that was not before."""

    def __init__(self, graph: CallGraph, *, blocked: Flags | None = None, closed: Flags | None = None) -> None:
        self._graph = graph
        self._blocked = blocked
        self._closed = closed
        self.reached: Flags = np.zeros(graph.node_count, dtype=bool)
        self.entered_by = np.full(graph.node_count, -1, dtype=np.int32)
        """The edge on which each node was reached first, -1 for none."""
        self._one_by_one = _OneByOne(graph, self.reached, self.entered_by)

    def launch(self, nodes: NDArray[np.integer]) -> None:
        """Add `nodes` and all that runs without anybody doing anything; steps that the code shows go first."""
        self.start(nodes, Stage.ALWAYS)
        if len(self._graph.assumed):
            self._assume()

    def start(self, nodes: NDArray[np.integer], stage: Stage, until: Flags | None = None) -> None:
        """Add `nodes` and all that edges up to a stage lead to from there, no more once any of `until` is reached."""
        fresh = distinct(nodes.astype(np.int64))
        fresh = fresh[~self.reached[fresh]]
        self.reached[fresh] = True
        self._spread(fresh, stage, until)

    def widen(self, stage: Stage) -> None:
        """Add what edges up to a stage lead to from everything reached so far."""
        self._spread(np.flatnonzero(self.reached), stage)

    def join(self, others: Flags, stage: Stage) -> None:
        """Add nodes from which edges up to a stage lead to none but each other, and go on from those that are not."""
        own = np.flatnonzero(self.reached & ~others)
        self.reached |= others
        self._spread(own, stage)

    def _assume(self) -> None:
        """What `widen` adds for steps that no code shows, where all others are taken: no others need be looked at."""
        edges = self._graph.assumed
        passable = self._passable(Stage.ASSUMED)
        self._spread_from(self._take(edges[self.reached[self._graph.source[edges]]], passable), passable)

    def open_all(self) -> None:
        """Take edges from now on that were blocked until then."""
        self._blocked = None

    def path_to(self, node: int) -> Path:
        """The way to a node that was reached."""
        # Indexing a memoryview costs a third of indexing an array.
        source, entered_by = memoryview(self._graph.source), memoryview(self.entered_by)  # type: ignore[arg-type]
        nodes, edges = [node], [entered_by[node]]
        while edges[-1] >= 0:
            nodes.append(source[edges[-1]])
            edges.append(entered_by[nodes[-1]])
        return Path(tuple(reversed(nodes)), tuple(reversed(edges)))

    def _spread(self, frontier: NDArray[np.int64], stage: Stage, until: Flags | None = None) -> None:
        if until is None or not until[frontier].any():
            passable = self._passable(stage)
            self._spread_from(self._follow(frontier, passable), passable, until)

    def _passable(self, stage: Stage) -> Flags:
        passable: Flags = self._graph.stage <= stage
        for barred in (self._blocked, self._closed):
            if barred is not None:
                np.greater(passable, barred, out=passable)  # where it is and the other is not
        return passable

    def _spread_from(self, found: NDArray[np.int64], passable: Flags, until: Flags | None = None) -> None:
        """Go on from nodes that were just reached: what they lead to at no cost belongs to the same distance."""
        methods = self._graph.links.method_count
        while len(found) and (until is None or not until[found].any()):
            count = int(found.searchsorted(methods))
            following = [found[:count]]
            while len(found := found[count:]):
                found = self._follow(found, passable)
                count = int(found.searchsorted(methods))
                following.append(found[:count])
            frontier = np.concatenate(following) if len(following) > 1 else following[0]
            found = self._follow(frontier, passable) if len(frontier) else frontier

    def _follow(self, nodes: NDArray[np.int64], passable: Flags) -> NDArray[np.int64]:
        """The nodes that are reached by one more edge, ascending."""
        graph = self._graph
        if len(nodes) <= _FEW_NODES and (found := self._one_by_one.follow(nodes.tolist(), passable)) is not None:
            return found
        first = graph.bounds.take(nodes)
        edges = spread(first, graph.bounds.take(nodes + 1) - first)
        first = graph.waiting_bounds.take(nodes)
        counts = graph.waiting_bounds.take(nodes + 1) - first
        if counts.any():
            waited = graph.waiting[spread(first, counts)]
            edges = np.concatenate([edges, waited[self.reached[graph.source[waited]]]])
        return self._take(edges, passable)

    def _take(self, edges: NDArray[np.int64], passable: Flags) -> NDArray[np.int64]:
        """The nodes that some edges from what is reached lead to, ascending."""
        graph = self._graph
        # Most lead to what is reached. To take and compress is up to twice as fast as to index.
        edges = edges.compress(~self.reached.take(graph.target.take(edges)))
        edges = edges.compress(passable.take(edges))
        requires = graph.requires.take(edges)
        edges = edges.compress((requires < 0) | self.reached.take(requires))
        targets = graph.target.take(edges)
        # The last write stays: edges backwards, so that the first edge is kept whatever the machine.
        self.entered_by[targets[::-1]] = edges[::-1]
        self.reached[targets] = True
        return distinct(targets).astype(np.int64)


class _OneByOne:
    """The same step as over arrays, from few nodes; what is reached is written into the arrays of the search."""

    def __init__(self, graph: CallGraph, reached: Flags, entered_by: NDArray[np.int32]) -> None:
        arrays = (graph.bounds, graph.waiting_bounds, graph.waiting, graph.source, graph.target, graph.requires)
        # Indexing a memoryview costs a third of indexing an array.
        self._graph = [memoryview(each) for each in arrays]  # type: ignore[arg-type]
        self._search = [memoryview(each) for each in (reached, entered_by)]  # type: ignore[arg-type]

    def follow(self, nodes: list[int], passable: Flags) -> NDArray[np.int64] | None:
        """The nodes that are reached by one more edge, ascending; None where too many edges lead on."""
        bounds, waiting_bounds, waiting, source, target, requires = self._graph
        reached, entered_by = self._search
        if sum(bounds[node + 1] - bounds[node] for node in nodes) > _FEW_EDGES:
            return None
        edges = [edge for node in nodes for edge in range(bounds[node], bounds[node + 1])]
        for node in nodes:
            for at in range(waiting_bounds[node], waiting_bounds[node + 1]):
                if reached[source[waiting[at]]]:
                    edges.append(waiting[at])
        may_pass = memoryview(passable)  # type: ignore[arg-type]
        found: dict[int, int] = {}
        for edge in edges:
            if may_pass[edge] and not reached[target[edge]] and (requires[edge] < 0 or reached[requires[edge]]):
                found.setdefault(target[edge], edge)
        for node, edge in found.items():
            reached[node], entered_by[node] = True, edge
        return np.array(sorted(found), dtype=np.int64)


class Phases:
    """The phase of every method, and the way it is reached.

    Args:
        graph: The methods.
        entries: Where the app is entered.
        later: Edges that launch does not take, and that a person's action may.
        never: Edges that nothing ever takes.
    """

    def __init__(
        self, graph: CallGraph, entries: EntryPoints, *, later: Flags | None = None, never: Flags | None = None
    ) -> None:
        self._graph = graph
        self._never = never
        self._inherited = entries.inherited
        self._search = Search(graph, blocked=later, closed=never)
        self.of_method: NDArray[np.uint8] = np.full(graph.links.method_count, Phase.DEAD, dtype=np.uint8)
        self._launch = _as_array(entries.launch)
        self._search.launch(self._launch)
        self._settle(Phase.LAUNCH)
        self.launched: Flags = self._search.reached.copy()
        self._open = self._search
        self.unguarded: Flags = self.launched[: len(self.of_method)]
        self._search.launch(_as_array(entries.background))
        self._settle(Phase.BACKGROUND)
        self._search.open_all()
        self._search.widen(Stage.USER)
        self._settle(Phase.USER_ACTION)
        self._search.start(_as_array(entries.other), Stage.ANY)
        self._search.widen(Stage.ANY)
        self._settle(Phase.REACHABLE)

    def block(self, edges: Flags) -> None:
        """Find what launch still reaches when the marked edges are not taken."""
        self._open = self._search
        self.unguarded = self.launched[: len(self.of_method)]
        if edges.any():
            self._open = self.launched_without(edges)
            self.unguarded = self._open.reached[: len(self.of_method)]

    def launched_without(self, edges: Flags, nodes: Collection[int] = ()) -> Search:
        """What launch reaches when the marked edges are not taken, and some nodes are not entered."""
        search = Search(self._graph, blocked=edges, closed=self._never)
        search.launch(self._launch[~is_among(self._launch, list(nodes))] if nodes else self._launch)
        return search

    def launched_from(self, before: Search, methods: Collection[int], edges: Flags | None) -> Search:
        """What some methods lead to, with the objects there are at launch.

        Args:
            before: What launch reaches.
            methods: The methods.
            edges: Edges that are not taken.
        """
        search = Search(self._graph, blocked=edges, closed=self._never)
        first, end = self._graph.exists(0), self._graph.runs(0)
        search.reached[first:end] = before.reached[first:end]
        search.start(np.array([*methods], dtype=np.int64), Stage.ALWAYS)
        return search

    def unprompted(self, entered: NDArray[np.int64], edges: Flags) -> Flags:
        """The methods that may run without anybody having done anything, whenever that is.

        Args:
            entered: Nodes that the system, another app or another part of this one may enter.
            edges: Edges that are not taken.
        """
        search = Search(self._graph, blocked=edges | (self._graph.stage == Stage.USER), closed=self._never)
        search.start(entered, Stage.ANY)
        found: Flags = search.reached[: len(self.of_method)]
        return found

    @property
    def reached(self) -> Flags:
        """The nodes that anything reaches, whenever that is."""
        return self._search.reached

    @property
    def never(self) -> Flags | None:
        """Edges that nothing ever takes."""
        return self._never

    @property
    def open_ways(self) -> Search:
        """What launch reaches on ways that no guard blocks."""
        return self._open

    def chain(self, method: int) -> tuple[str, ...]:
        """The shortest way from an entry point to a method, as names; the method itself is the last."""
        return self.chain_of(self._search.path_to(method))

    def unguarded_chain(self, method: int) -> tuple[str, ...]:
        """The shortest way at launch that no guard blocks."""
        return self.chain_of(self._open.path_to(method))

    def chain_of(self, path: Path) -> tuple[str, ...]:
        """The methods of a way as names; it begins where nothing in the code shows who calls.

        A method that a component of the manifest inherits is that component's, and then that of the class which has it.
        """
        steps: list[int] = []
        for node, edge in zip(reversed(path.nodes), reversed(path.edges), strict=True):
            if node < self._graph.links.method_count:
                steps.append(node)
            if len(steps) == MAX_CHAIN or self._graph.is_assumed(edge):
                break
        names = tuple(map(self._graph.name_of, reversed(steps)))
        component = self._inherited.get(steps[-1], "") if steps and steps[-1] == path.nodes[0] else ""
        if not component or len(names) == MAX_CHAIN:
            return names
        name, bracket, rest = names[0].partition("(")
        return (f"{component}.{name.rpartition('.')[2]}{bracket}{rest}", *names)

    def _settle(self, phase: Phase) -> None:
        fresh = self._search.reached[: len(self.of_method)] & (self.of_method == Phase.DEAD)
        self.of_method[fresh] = phase


def _as_array(nodes: list[int]) -> NDArray[np.int64]:
    return np.array(nodes, dtype=np.int64)
