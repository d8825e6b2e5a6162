"""Ways of calls that go by a name: pages that code leads on to, events of a bus, actions of a store, inherited methods.

None of them is a call that names what it calls: the name is a text, or a class further down has another function of it.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from appaudit.lexicon.scripts import ScriptWords
from appaudit.scripts import syntax as s
from appaudit.scripts.entries import Entries
from appaudit.scripts.graph import Edge, Graph, HostSite, Node
from appaudit.scripts.modules import Modules, arguments, page_of
from appaudit.scripts.scopes import key_of
from appaudit.scripts.values import Evaluator, Value, callee_name

Edges = Mapping[Node, list[Edge]]


class NamedWays:
    """Finds these ways in a program whose graph and entries are known."""

    def __init__(self, evaluator: Evaluator, graph: Graph, entries: Entries, words: ScriptWords) -> None:
        self._evaluator = evaluator
        self._modules: Modules = evaluator.modules
        self._graph = graph
        self._entries = entries
        self._words = words

    def fixed(self) -> Edges:
        """The ways that are there whatever else runs: pages, actions and inherited methods."""
        found: defaultdict[Node, list[Edge]] = defaultdict(list)
        for edge in (*self._led(), *self._acted(), *self._inherited()):
            found[edge.source].append(edge)
        return found

    def _led(self) -> Iterator[Edge]:
        """From where code leads on to a page, to the start of it."""
        for site in self._graph.hosts:
            if site.path[-1] in self._words.leads_on:
                for path in pages_led_to(self._evaluator, site):
                    for target in self._entries.starts.get(path, ()):
                        yield Edge(source=site.function, target=target, site=site.site, how="call")

    def _acted(self) -> Iterator[Edge]:
        """From `dispatch("part/name")` and `commit` to the function of that name among a store's."""
        holders = list(self._holders())
        for number, call, name in self._told(self._words.acts) if holders else ():
            part, _, action = name.rpartition("/")
            found = [
                (value, held)
                for held in holders
                for value in self._evaluator.properties.of(held, action, 0)
                if value[0] == "function"
            ]
            own = [(value, held) for value, held in found if part and part.lower() in self._path_of(held)]
            for value, _ in own or found:
                yield Edge(source=self._around(number, call), target=(value[1], value[2]), site=call, how="call")

    def _holders(self) -> Iterator[Value]:
        """The objects under the names by which stores keep their functions."""
        for number, tree in enumerate(self._modules.trees):
            for item in tree.of_kind(s.PAIR, s.SHORTHAND):
                key = key_of(tree, tree.child(item, 0)) if tree.kind[item] == s.PAIR else tree.text(item)
                if key in self._words.action_parts:
                    node = tree.last(item) if tree.kind[item] == s.PAIR else item
                    yield from (value for value in self._evaluator.of(number, node) if value[0] == "object")

    def _path_of(self, held: Value) -> str:
        return self._modules.module_of(held[1], held[2]).path.lower()

    def _told(self, names: Collection[str]) -> Iterator[tuple[int, int, str]]:
        """The calls by one of some names that are handed a constant at first: tree, call and constant."""
        for number, tree in enumerate(self._modules.trees):
            for call in tree.of_kind(s.CALL):
                if callee_name(tree, call) in names:
                    given = arguments(tree, call)
                    for text in self._evaluator.constants(number, given[0]) if given else ():
                        yield number, call, text

    def _around(self, number: int, node: int) -> Node:
        return number, self._modules.trees[number].owner[node]

    def events(self, running: Collection[Node]) -> Edges:
        """From where an event is announced to what was registered for it by a function that runs at launch.

        Args:
            running: The functions that run at launch.
        """
        waiting: defaultdict[str, list[Node]] = defaultdict(list)
        for source, edges in self._graph.edges.items():
            for edge in edges if source in running else ():
                tree = self._modules.trees[source[0]]
                if edge.how != "event" or tree.kind[edge.site] != s.CALL:
                    continue
                given = arguments(tree, edge.site)
                if given and callee_name(tree, edge.site) in self._words.registers:
                    for name in self._evaluator.constants(source[0], given[0]):
                        waiting[name].append(edge.target)
        found: defaultdict[Node, list[Edge]] = defaultdict(list)
        for number, call, name in self._told(self._words.announces) if waiting else ():
            source = self._around(number, call)
            for target in waiting.get(name, ()):
                found[source].append(Edge(source=source, target=target, site=call, how="call"))
        return found

    def _inherited(self) -> Iterator[Edge]:
        """From a call of a method that a class inherits to what the method calls of the class by `this`."""
        for edge in [edge for edges in list(self._graph.edges.values()) for edge in edges if edge.how == "call"]:
            number, site = edge.source[0], edge.site
            tree, home = self._modules.trees[number], self._modules.trees[edge.target[0]]
            body = home.parent[edge.target[1]]
            if home.kind[edge.target[1]] != s.METHOD or home.kind[body] != s.CLASS_BODY:
                continue
            base = (edge.target[0], home.parent[body])
            for made in self._receivers(number, site, tree):
                if made[1:] != base:
                    for target in self._called_on_itself(made, edge.target):
                        yield Edge(source=edge.source, target=target, site=site, how="call")

    def _receivers(self, number: int, site: int, tree: s.Tree) -> Iterator[Value]:
        """What a method is called on, and what a call of a constructor makes, where that is of a class."""
        if tree.kind[site] == s.NEW:
            values = self._evaluator.of(number, site)
        elif tree.kind[site] == s.CALL and tree.kind[site + 1] == s.MEMBER:
            values = self._evaluator.of(number, tree.child(site + 1, 0))
        else:
            return
        for value in values:
            if value[0] == "instance" and self._modules.trees[value[1]].kind[value[2]] == s.CLASS:
                yield value

    def _called_on_itself(self, made: Value, method: Node) -> Iterator[Node]:
        """The functions of an object that a method calls by `this`, as far as its own class has others."""
        tree = self._modules.trees[method[0]]
        for call in range(method[1], tree.after[method[1]]):
            callee = call + 1
            if tree.kind[call] != s.CALL or tree.kind[callee] != s.MEMBER:
                continue
            if tree.kind[tree.child(callee, 0)] == s.THIS:
                for value in self._evaluator.properties.of(made, tree.text(tree.last(callee)), 0):
                    if value[0] == "function" and value[1:] not in {
                        known[1:] for known in self._evaluator.of(method[0], callee)
                    }:
                        yield value[1], value[2]


def pages_led_to(evaluator: Evaluator, site: HostSite) -> list[str]:
    """The paths of the pages that a call of the host leads on to."""
    modules, number = evaluator.modules, site.function[0]
    here = page_of(modules.module_of(*site.function).path)
    found: list[str] = []
    for argument in arguments(modules.trees[number], site.site)[:1]:
        for value in evaluator.walk(evaluator.of(number, argument), ("url",)):
            if value[0] in ("const", "text") and isinstance(value[1], str):
                path = value[1].partition("?")[0]
                beside = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
                found.append(path.lstrip("/") if path.startswith("/") else beside)
    return found
