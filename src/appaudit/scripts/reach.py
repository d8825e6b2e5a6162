"""What runs when: at launch before a person can act, only after they agreed, or at some other time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from appaudit.model.condition import Condition
from appaudit.model.record import record
from appaudit.model.words import Phase
from appaudit.scripts import syntax as s
from appaudit.scripts.conditions import Conditions, Terms
from appaudit.scripts.entries import Entries
from appaudit.scripts.graph import Edge, Graph, Node
from appaudit.scripts.launch_ways import LaunchWays, When, without_repetitions
from appaudit.scripts.modules import Modules
from appaudit.scripts.named_ways import NamedWays
from appaudit.scripts.names import FunctionNames

#: What an event sets off may announce others; so often is followed what that sets off.
_EVENTS_BEHIND_EVENTS: Final = 3


@record
class Reached:
    """Phase, ways and conditions of one place, as facts have them.

    `granted` is what the host has to say has been granted before, as the code asks it.
    """

    phase: Phase
    guarded: bool
    chain: tuple[str, ...]
    conditions: tuple[Condition, ...]
    entry: Node | None = None
    granted: tuple[str, ...] = ()


class Phases:
    """Answers when a place of the program runs."""

    def __init__(
        self,
        modules: Modules,
        graph: Graph,
        entries: Entries,
        conditions: Conditions,
        names: FunctionNames,
        *,
        ways: NamedWays | None = None,
        asked_first: bool = False,
    ) -> None:
        self._modules = modules
        self._graph = graph
        self._conditions = conditions
        self._names = names
        self._asked_first = asked_first
        self._asking = frozenset(
            edge.target
            for edges in graph.edges.values()
            for edge in edges
            if edge.how == "answer" and conditions.asks_for_consent(edge)
        )
        """What runs when a question for consent was answered."""
        self._further: dict[Node, list[Edge]] = {}
        self.reach = self._reached(entries)
        if ways is not None:
            fixed = ways.fixed()
            self._further = {**fixed}
            self.reach = self._reached(entries)
            for _ in range(_EVENTS_BEHIND_EVENTS):
                announced = ways.events(self.reach.free.keys())
                before = len(self.reach.free)
                self._further = {
                    node: [*fixed.get(node, ()), *announced.get(node, ())] for node in (*fixed, *announced)
                }
                self.reach = self._reached(entries)
                if len(self.reach.free) == before:
                    break

    def _reached(self, entries: Entries) -> LaunchWays[Node, Edge]:
        edges, further = self._graph.edges, self._further
        return LaunchWays(
            entries.launch, entries.other, lambda node: (*edges.get(node, ()), *further.get(node, ())), self._when
        )

    def at(self, function: Node, site: int) -> Reached:
        """When a place in a function runs."""
        reach = self.reach
        terms = self._terms(function, site)
        if terms.never:
            return Reached(phase="dead", guarded=False, chain=(), conditions=terms.conditions)
        if terms.answered:
            ways: tuple[tuple[Phase, bool, dict[Node, Edge | None]], ...] = ()
        else:
            ways = (
                ("pre_consent", terms.consented or self._asked_first, reach.free),
                ("pre_consent", True, reach.consented),
            )
        for phase, guarded, way in (
            *ways,
            ("other", False, reach.later),
            ("other", False, reach.free),
            ("other", False, reach.consented),
        ):
            if function in way:
                chain, conditions, entry = self._way(function, way)
                return Reached(
                    phase=phase,
                    guarded=guarded,
                    chain=chain,
                    conditions=tuple(dict.fromkeys((*conditions, *terms.conditions))),
                    entry=entry,
                    granted=terms.granted,
                )
        return Reached(
            phase="dead" if self._is_dead(function) else "unknown",
            guarded=False,
            chain=(),
            conditions=terms.conditions,
            granted=terms.granted,
        )

    def _terms(self, function: Node, site: int) -> Terms:
        terms = self._conditions.around(function, site, self._names.of(*function))
        if function in self._asking and not self._conditions.is_refusal(function, site):
            return replace(terms, answered=True)
        return terms

    def _way(
        self, function: Node, way: dict[Node, Edge | None]
    ) -> tuple[tuple[str, ...], tuple[Condition, ...], Node | None]:
        """The chain from an entry to a function, the conditions on it and the entry."""
        chain, conditions = self.reach.chain(function, way, lambda edge: self._terms(edge.source, edge.site).conditions)
        return without_repetitions(self._names.of(*node) for node in chain), conditions, chain[0]

    def _when(self, edge: Edge) -> When:
        terms = self._terms(edge.source, edge.site)
        is_asked = edge.how == "answer" and edge.target not in self._asking
        if is_asked or edge.how == "event" or terms.answered:
            return "later"
        return "consented" if edge.how == "consent" or terms.consented else "free"

    def _is_dead(self, function: Node) -> bool:
        """Whether no place of the program speaks of a function or of one around it."""
        number, node = function
        tree = self._modules.trees[number]
        while node:
            name = _declared(tree, node)
            if name and self._spoken(number, name) < 2:
                return True
            node = tree.owner[node]
        return False

    def _spoken(self, number: int, name: str) -> int:
        """How often a name stands in the file of a tree."""
        word = rb"(?<![\w$])" + re.escape(name.encode()) + rb"(?![\w$])"
        return len(re.findall(word, self._modules.trees[number].source))


def _declared(tree: s.Tree, function: int) -> str:
    """The name that a function declaration gives: without another mention nothing can call it."""
    if tree.kind[function] != s.FUNCTION_DECLARATION:
        return ""
    if tree.kind[tree.parent[function]] == s.EXPORT:
        return ""
    return tree.text(tree.child(function, 0))
