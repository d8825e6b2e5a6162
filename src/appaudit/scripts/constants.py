"""Constants that calls are handed: written there, kept in names and objects, or handed on by the callers around."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from appaudit.scripts import syntax as s
from appaudit.scripts.graph import Edge, Graph, Node
from appaudit.scripts.modules import arguments
from appaudit.scripts.values import Evaluator, Value

_MAX_STRINGS: Final = 32
_LONGEST: Final = 300
_MAX_CALLERS: Final = 4


class Constants:
    """Reads the arguments of calls."""

    def __init__(self, evaluator: Evaluator, graph: Graph) -> None:
        self._evaluator = evaluator
        self._modules = evaluator.modules
        self._callers: defaultdict[Node, list[Edge]] = defaultdict(list)
        for edges in graph.edges.values():
            for edge in edges:
                if edge.how == "call":
                    self._callers[edge.target].append(edge)

    def of(self, number: int, call: int) -> tuple[str, ...]:
        """The constants among the arguments of a call, inside objects and of names too; not those of its callbacks.

        What a parameter of the function around is handed by its few callers counts as well.
        """
        tree = self._modules.trees[number]
        found: dict[str, None] = {}
        for argument in arguments(tree, call)[:6]:
            for node in range(argument, min(tree.after[argument], argument + 400)):
                if tree.owner[node] == tree.owner[call] and tree.kind[node] in (s.STRING, s.TEMPLATE):
                    found.update(dict.fromkeys(self._evaluator.constants(number, node)))
            for value in self._evaluator.of(number, argument):
                self._add(value, found, deep=True)
            if len(found) >= _MAX_STRINGS:
                break
        return tuple(text[:_LONGEST] for text in found)[:_MAX_STRINGS]

    def _add(self, value: Value, found: dict[str, None], *, deep: bool) -> None:
        if value[0] in ("const", "text") and isinstance(value[1], str):
            found[value[1]] = None
        elif value[0] == "object" and deep:
            tree = self._modules.trees[value[1]]
            for item in list(tree.children(value[2]))[:40]:
                last = tree.last(item) if tree.kind[item] == s.PAIR else item
                if tree.kind[item] in (s.PAIR, s.SHORTHAND):
                    for inner in self._evaluator.of(value[1], last):
                        self._add(inner, found, deep=inner[0] in ("array", "parameter"))
        elif value[0] == "array" and deep:
            tree = self._modules.trees[value[1]]
            for item in list(tree.children(value[2]))[:20]:
                found.update(dict.fromkeys(self._evaluator.constants(value[1], item)))
        elif value[0] == "parameter" and deep and not value[4]:
            self._handed(value, found)

    def _handed(self, value: Value, found: dict[str, None]) -> None:
        """What the callers of a function hand over at a position."""
        _, number, function, position, _ = value
        callers = self._callers.get((number, function), ())
        for edge in callers if len(callers) <= _MAX_CALLERS else ():
            tree = self._modules.trees[edge.source[0]]
            given = arguments(tree, edge.site) if tree.kind[edge.site] in (s.CALL, s.NEW) else []
            if position < len(given):
                for inner in self._evaluator.of(edge.source[0], given[position]):
                    self._add(inner, found, deep=inner[0] == "array")
