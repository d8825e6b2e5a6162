"""Functions that a module keeps in a list or a name of its own and calls later: `use(f)`, and what runs the list.

Only what a module keeps as a whole is followed: of functions that are kept by a name, or by each object of a class,
nobody knows which of them a call means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from appaudit.scripts import syntax as s
from appaudit.scripts.graph import Edge, Graph, Node
from appaudit.scripts.modules import arguments
from appaudit.scripts.scopes import Binding, parameters
from appaudit.scripts.values import Evaluator, callee_name

_ADDS: Final = frozenset(("push", "unshift", "add"))
_EACH: Final = frozenset(("forEach", "map", "every", "some", "reduce"))
_MAX_NODES: Final = 3000


class KeptCallbacks:
    """Finds where kept functions are called."""

    def __init__(self, evaluator: Evaluator, graph: Graph) -> None:
        self._evaluator = evaluator
        self._modules = evaluator.modules
        self._graph = graph
        self._called: dict[tuple[int, str], list[int]] = {}

    def of(self, running: Collection[Node]) -> Iterator[Edge]:
        """From where a module calls what it keeps, to what was handed to it by functions that run at launch.

        Args:
            running: The functions that run at launch.
        """
        for source, edges in list(self._graph.edges.items()):
            for edge in edges if source in running else ():
                if edge.how == "event" and not edge.key:
                    yield from self._run(edge)

    def _run(self, edge: Edge) -> Iterator[Edge]:
        number = edge.source[0]
        tree = self._modules.trees[number]
        given = arguments(tree, edge.site) if tree.kind[edge.site] == s.CALL else []
        for position, argument in enumerate(given[:6]):
            if not any(value[:3] == ("function", *edge.target) for value in self._evaluator.of(number, argument)):
                continue
            for value in self._evaluator.of(number, edge.site + 1):
                for kept in self._kept(value[1], value[2], position) if value[0] == "function" else ():
                    for call in self._calls(value[1], kept):
                        owner = self._modules.trees[value[1]].owner[call]
                        yield Edge(source=(value[1], owner), target=edge.target, site=call, how="call")

    def _kept(self, number: int, function: int, position: int) -> Iterator[Binding]:
        """The names of a module in which a function keeps what it is handed at a position."""
        tree, scopes = self._modules.trees[number], self._modules.scopes[number]
        listed = parameters(tree, function)
        if position >= len(listed) or tree.kind[listed[position]] != s.IDENTIFIER:
            return
        name = tree.text(listed[position])
        if tree.after[function] - function > _MAX_NODES:
            return
        for use in range(tree.after[listed[position]], tree.after[function]):
            if tree.kind[use] != s.IDENTIFIER or tree.text(use) != name:
                continue
            around = tree.parent[use]
            holder = -1
            if tree.kind[around] == s.ARGUMENTS and callee_name(tree, tree.parent[around]) in _ADDS:
                callee = tree.parent[around] + 1
                holder = tree.child(callee, 0) if tree.kind[callee] == s.MEMBER else -1
            elif tree.kind[around] == s.ASSIGN and use != around + 1:
                holder = around + 1
            if holder >= 0 and tree.kind[holder] == s.IDENTIFIER:
                binding = scopes.find(holder, tree.text(holder))
                if binding is not None and binding.parameter is None and binding.function != function:
                    yield binding

    def _calls(self, number: int, kept: Binding) -> list[int]:
        """The calls of what a name of a module keeps: of itself, of an element, of each in a loop or by a method."""
        key = (number, kept.name)
        found = self._called.get(key)
        if found is None:
            tree, scopes = self._modules.trees[number], self._modules.scopes[number]
            found = self._called[key] = [
                call
                for call in tree.of_kind(s.CALL)
                if self._is_of(tree, call + 1, kept.name) and scopes.find(call, kept.name) is kept
            ]
        return found

    def _is_of(self, tree: s.Tree, callee: int, name: str) -> bool:
        kind = tree.kind[callee]
        if kind == s.SUBSCRIPT:
            held = tree.child(callee, 0)
            return tree.kind[held] == s.IDENTIFIER and tree.text(held) == name
        if kind != s.IDENTIFIER:
            return False
        called = tree.text(callee)
        return called == name or self._is_each(tree, callee, called, name)

    @staticmethod
    def _is_each(tree: s.Tree, callee: int, called: str, name: str) -> bool:
        """Whether a name stands for each element of a list: `list.forEach(f => f())`, `for (const f of list) f()`."""
        node = tree.parent[callee]
        while node >= 0:
            if tree.kind[node] == s.FOR_IN:
                inner = list(tree.children(node))
                if len(inner) > 1 and tree.text(inner[0]) == called and tree.text(inner[1]) == name:
                    return True
            elif tree.kind[node] in s.FUNCTIONS and tree.kind[tree.parent[node]] == s.ARGUMENTS:
                listed = [tree.text(each) for each in parameters(tree, node)]
                method = tree.parent[tree.parent[node]] + 1
                if called in listed and tree.kind[method] == s.MEMBER and tree.text(tree.last(method)) in _EACH:
                    return tree.text(tree.child(method, 0)) == name
            node = tree.parent[node]
        return False
