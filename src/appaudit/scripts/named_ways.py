"""Ways of calls that go by a name: pages that code leads on to, events of a bus, actions of a store, inherited methods.

None of them is a call that names what it calls: the name is a text, or a class further down has another function of it.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from appaudit.lexicon.scripts import ScriptWords
from appaudit.scripts import syntax as s
from appaudit.scripts.entries import Entries
from appaudit.scripts.graph import Edge, Graph, HostSite, Node
from appaudit.scripts.kept_callbacks import KeptCallbacks
from appaudit.scripts.modules import Modules, arguments, page_of
from appaudit.scripts.shown_components import ShownComponents
from appaudit.scripts.stores import holders_of_actions
from appaudit.scripts.values import Evaluator, Value, callee_name

Edges = Mapping[Node, list[Edge]]


class NamedWays:
    """Finds these ways in a program whose graph and entries are known.

    Args:
        evaluator: What expressions of the program may be.
        graph: Who calls whom in it.
        entries: Where the host enters it.
        words: Names in scripts.
        shown: Which components its pages are made of.
        bound: Page, event and function of what markup binds.
    """

    def __init__(
        self,
        evaluator: Evaluator,
        graph: Graph,
        entries: Entries,
        words: ScriptWords,
        shown: ShownComponents,
        bound: Iterable[tuple[str, str, str]],
    ) -> None:
        self._evaluator = evaluator
        self._modules: Modules = evaluator.modules
        self._graph = graph
        self._entries = entries
        self._words = words
        self._shown = shown
        self._kept = KeptCallbacks(evaluator, graph)
        self._bound: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for page, event, handler in bound:
            self._bound[_plain(event)].append((page, handler))

    def fixed(self) -> Edges:
        """The ways that are there whatever else runs: pages, actions and inherited methods."""
        found: defaultdict[Node, list[Edge]] = defaultdict(list)
        for edge in (*self._led(), *self._acted(), *self._inherited(), *self._raised(), *self._asked_of_parts()):
            found[edge.source].append(edge)
        return found

    def _led(self) -> Iterator[Edge]:
        """From where code leads on to a page, or calls what leads on to one that it is handed, to the start of it."""
        starts = self._entries.starts
        handed: defaultdict[Node, list[int]] = defaultdict(list)
        for site in self._graph.hosts:
            if site.path[-1] in self._words.leads_on:
                for path in pages_led_to(self._evaluator, site):
                    for target in starts.get(path, ()):
                        yield Edge(source=site.function, target=target, site=site.site, how="call")
                for value in _addresses(self._evaluator, site):
                    if value[0] == "parameter" and not value[4]:
                        handed[value[1], value[2]].append(value[3])
        for edge in [edge for edges in self._graph.edges.values() for edge in edges] if handed else ():
            number = edge.source[0]
            tree = self._modules.trees[number]
            given = arguments(tree, edge.site) if edge.how == "call" and tree.kind[edge.site] == s.CALL else []
            for position in handed.get(edge.target, ()) if given else ():
                here = page_of(self._modules.module_of(number, edge.site).path)
                values = self._evaluator.of(number, given[position]) if position < len(given) else ()
                for path in filter(None, (_page_at(value, here) for value in values)):
                    for target in starts.get(path, ()):
                        yield Edge(source=edge.source, target=target, site=edge.site, how="call")

    def _acted(self) -> Iterator[Edge]:
        """From `dispatch("part/name")` and `commit` to the function of that name among a store's."""
        holders = list(holders_of_actions(self._evaluator))
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

    def _raised(self) -> Iterator[Edge]:
        """From where a component tells its page of something, to what the page's markup binds to that."""
        for number, call, name in self._told(self._words.raises) if self._bound else ():
            part = page_of(self._modules.module_of(number, call).path)
            for page, handler in self._bound.get(_plain(name), ()):
                if part in self._shown.directly_in(page):
                    for target in self._entries.handlers.get((page, handler), ()):
                        yield Edge(source=self._around(number, call), target=target, site=call, how="call")

    def _asked_of_parts(self) -> Iterator[Edge]:
        """From a call of a component that a page picks out (`selectComponent("#a").show()`) to its function."""
        parts = {item.path: item.options for item in self._entries.registered if item.part != "app"}
        for number, tree in enumerate(self._modules.trees):
            for call in tree.of_kind(s.CALL):
                holder = tree.child(call + 1, 0) if tree.kind[call + 1] == s.MEMBER else -1
                if holder < 0 or not self._picks(number, holder):
                    continue
                name, page = tree.text(tree.last(call + 1)), page_of(self._modules.module_of(number, call).path)
                for path in self._shown.directly_in(page):
                    for value in self._evaluator.properties.of(parts[path], name, 0) if path in parts else ():
                        if value[0] == "function":
                            target = (value[1], value[2])
                            yield Edge(source=self._around(number, call), target=target, site=call, how="call")

    def _picks(self, number: int, node: int) -> bool:
        """Whether an expression is a component that is picked out of a page."""
        tree = self._modules.trees[number]
        if tree.kind[node] == s.CALL:
            return callee_name(tree, node) in self._words.picks
        held = tree.child(node, 0) if tree.kind[node] == s.MEMBER else -1
        return held >= 0 and tree.kind[held] == s.MEMBER and tree.text(tree.last(held)) in self._words.picks

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
        """From where an event is announced, or kept functions are called, to what a function registered at launch.

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
        for edge in self._kept.of(running):
            found[edge.source].append(edge)
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
    here = page_of(evaluator.modules.module_of(*site.function).path)
    return list(filter(None, (_page_at(value, here) for value in _addresses(evaluator, site))))


def _addresses(evaluator: Evaluator, site: HostSite) -> Iterator[Value]:
    """What a call of the host may be handed as the address of a page."""
    number = site.function[0]
    for argument in arguments(evaluator.modules.trees[number], site.site)[:1]:
        yield from evaluator.walk(evaluator.of(number, argument), ("url",))


def _page_at(value: Value, here: str) -> str:
    """The path of the page that an address names, seen from another page; empty for none that is known."""
    if value[0] not in ("const", "text") or not isinstance(value[1], str):
        return ""
    path = value[1].partition("?")[0]
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
    return path.lstrip("/") if path.startswith("/") else beside


def _plain(event: str) -> str:
    """The name of an event as scripts and markup may write it: `itemTap` is bound as `bind:itemtap` too."""
    return event.replace("-", "").lower()
