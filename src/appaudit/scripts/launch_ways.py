"""The ways by which functions of a program are reached: at launch, at launch once somebody agreed, or later.

What a function and an edge are is the caller's: syntax trees of scripts and bytecode of ArkTS are searched alike.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Final, Generic, Literal, Protocol, TypeVar

from appaudit.model.condition import Condition

_MAX_CHAIN: Final = 40

Node = TypeVar("Node", bound=Hashable)
#: When what an edge leads to runs, seen from a function that runs at launch; None: the edge runs nothing there.
When = Literal["free", "consented", "later"] | None


_End = TypeVar("_End", covariant=True)


class Step(Protocol[_End]):
    """An edge from a function to another."""

    @property
    def source(self) -> _End:
        """The function it leaves."""

    @property
    def target(self) -> _End:
        """The function it leads to."""


Edge = TypeVar("Edge", bound=Step[Any])


class LaunchWays(Generic[Node, Edge]):
    """How functions are reached. A way that waits for consent counts only where there is no other.

    `free` are functions reached at launch, `consented` those reached at launch only after consent, `later` the others
    that something reaches; each with the edge that leads there, None for entries.

    Args:
        launch: Functions that the system enters at launch.
        other: Functions that it enters at some other time.
        edges_from: The edges that leave a function.
        when: When the target of an edge runs, if its source runs at launch.
    """

    def __init__(
        self,
        launch: Iterable[Node],
        other: Iterable[Node],
        edges_from: Callable[[Node], Iterable[Edge]],
        when: Callable[[Edge], When],
    ) -> None:
        self.free: dict[Node, Edge | None] = dict.fromkeys(launch)
        self.consented: dict[Node, Edge | None] = {}
        self.later: dict[Node, Edge | None] = {}
        queue = deque(self.free)
        while queue:
            for edge in edges_from(queue.popleft()):
                match when(edge):
                    case "free":
                        if _put(self.free, edge):
                            queue.append(edge.target)
                    case "consented":
                        _put(self.consented, edge)
                    case "later":
                        _put(self.later, edge)
        queue = deque(self.consented)
        while queue:
            node = queue.popleft()
            if node in self.free:
                continue
            for edge in edges_from(node):
                match when(edge):
                    case "free" | "consented":
                        if edge.target not in self.free and _put(self.consented, edge):
                            queue.append(edge.target)
                    case "later":
                        _put(self.later, edge)
        for node in other:
            self.later.setdefault(node, None)
        queue = deque(self.later)
        while queue:
            for edge in edges_from(queue.popleft()):
                if _put(self.later, edge):
                    queue.append(edge.target)

    def chain(
        self,
        function: Node,
        way: dict[Node, Edge | None],
        conditions_of: Callable[[Edge], Sequence[Condition]],
    ) -> tuple[list[Node], tuple[Condition, ...]]:
        """The functions from an entry to one that is reached, and the conditions on the edges between them.

        Args:
            function: Where the way ends.
            way: By which of the three kinds of ways it is asked about.
            conditions_of: The conditions on which an edge depends.
        """
        chain = [function]
        conditions: list[Condition] = []
        edge = way.get(function)
        while edge is not None and len(chain) < _MAX_CHAIN and edge.source not in chain:
            conditions = [*conditions_of(edge), *conditions]
            source = edge.source
            chain.append(source)
            kinds = (way, self.free, self.consented, self.later)
            edge = next((known[source] for known in kinds if source in known), None)
        return chain[::-1], tuple(conditions)


def without_repetitions(names: Iterable[str]) -> tuple[str, ...]:
    """The names of a way, a name once where functions of one name follow each other."""
    found: list[str] = []
    for name in names:
        if not found or found[-1] != name:
            found.append(name)
    return tuple(found)


def _put(into: dict[Node, Edge | None], edge: Edge) -> bool:
    """Keep the first edge that leads to a function; whether it is the first."""
    if edge.target in into:
        return False
    into[edge.target] = edge
    return True
