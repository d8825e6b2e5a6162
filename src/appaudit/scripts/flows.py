"""Where values go that were read from the host: within a function, its callbacks, one call and fields by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.destination import Destination
from appaudit.scripts import syntax as s
from appaudit.scripts.fields import Field, Fields
from appaudit.scripts.graph import Graph, HostSite, Node
from appaudit.scripts.modules import Modules, arguments
from appaudit.scripts.names import FunctionNames
from appaudit.scripts.scopes import Binding, key_of, parameters
from appaudit.scripts.values import Evaluator, callee_name

_MAX_NAMES: Final = 60
_MAX_NODES: Final = 6000
#: The same for a name that functions share.
_MAX_SHARED: Final = 60_000
_SUCCESS: Final = frozenset(("success", "complete", "then", ""))
#: Methods of arrays that hand each element to a function, and those that add what they are handed.
_EACH: Final = frozenset(("forEach", "map", "filter", "some", "every", "find", "reduce", "flatMap"))
_ADDS: Final = frozenset(("push", "unshift", "concat"))
#: What a value is a part of while it is on its way to a name.
_AROUND: Final = frozenset((
    s.AWAIT, s.MEMBER, s.BINARY, s.TERNARY, s.PAIR, s.OBJECT, s.ARRAY, s.SPREAD, s.TEMPLATE, s.SUBSTITUTION,
))  # fmt: skip
#: A value is followed through so many functions of the program that hand it on.
_MAX_HANDED: Final = 3
#: A value that goes from field to field is followed so often.
_MAX_FIELDS: Final = 2
#: The name by which Vue gives what a reference holds.
_REF: Final = "value"
#: What every object and list has: no part that it keeps.
_OF_OBJECTS: Final = frozenset(("hasOwnProperty", "toString", "valueOf", "length"))
#: What a value is put into on its way to a function that is handed an object.
_INTO_OBJECTS: Final = frozenset((s.PAIR, s.OBJECT, s.SPREAD))
#: What gives what it is handed in another form.
_GIVES_BACK: Final = frozenset(("stringify", "assign", "parse", "encodeURIComponent", "String", "Number"))
#: Names in patterns.
_NAMES: Final = (s.IDENTIFIER, s.SHORTHAND_PATTERN)


class Flows:
    """Follows values in a program."""

    def __init__(self, evaluator: Evaluator, graph: Graph, words: ScriptWords, names: FunctionNames) -> None:
        self._evaluator = evaluator
        self._modules: Modules = evaluator.modules
        self._graph = graph
        self._words = words
        self._names = names
        self._fields = Fields(evaluator, words)
        self._kept_in: dict[Field, None] = {}

    def of(self, site: HostSite) -> tuple[Destination, ...]:
        """Where what a call reads goes."""
        number, call = site.function[0], site.site
        tree = self._modules.trees[number]
        found: dict[Destination, None] = {}
        taken: list[tuple[Node, Binding]] = []
        for function, position in self._receivers(number, call):
            taken += [(function, binding) for binding in self._bound(function, position)]
        for binding in self._kept(number, call):
            taken.append((site.function, binding))
        for destination in self._directly(number, call, site.function):
            found[destination] = None
        self._kept_in = dict.fromkeys(self._fields.into(number, call))
        self._spread(taken, found)
        if not found and not arguments(tree, call) and tree.kind[tree.parent[call]] == s.STATEMENT:
            return (Destination(to="nowhere"),)
        return _sorted(found)

    def of_handler(self, function: Node) -> tuple[Destination, ...]:
        """Where what the host hands to a handler that markup binds goes."""
        found: dict[Destination, None] = {}
        self._kept_in = {}
        self._spread([(function, binding) for binding in self._bound(function, 0)], found)
        return _sorted(found)

    def of_field(self, page: str, way: Sequence[str]) -> tuple[Destination, ...]:
        """Where goes what markup writes into the data of a page or component by itself.

        Args:
            page: The page or component.
            way: The names of the field, the outermost first.
        """
        found: dict[Destination, None] = {}
        seen: set[tuple[Node, str]] = set()
        self._kept_in = {}
        module = self._modules.by_path(page)
        for field in self._fields.named(module, way[0]) if module is not None else ():
            for number, read in self._fields.reads(field):
                if not self._is_beside(number, read, way[1:]):
                    self._use(self._function(number, read), read, found, seen, depth=0)
        self._spread([], found)
        if module is not None:  # a name of the module itself, as `<script setup>` hands its names to markup
            home = self._modules.modules[module]
            binding = self._modules.scopes[home.tree].names[0].get(way[0]) if home.setup else None
            if binding is not None:
                self._follow((home.tree, 0), binding, found, seen, depth=0, way=way[1:])
        return _sorted(found)

    def _is_beside(self, number: int, read: int, way: Sequence[str]) -> bool:
        """Whether what is read of a field is another part of it than the one by these names."""
        tree = self._modules.trees[number]
        for name in way:
            around = tree.parent[read]
            if tree.kind[around] != s.MEMBER or read != around + 1:
                return False
            if tree.text(tree.last(around)) == _REF:  # `ref(…).value` is what it holds
                read, around = around, tree.parent[around]
                if tree.kind[around] != s.MEMBER or read != around + 1:
                    return False
            if tree.text(tree.last(around)) != name:
                return tree.text(tree.last(around)) not in _OF_OBJECTS
            read = around
        return False

    def _spread(self, taken: list[tuple[Node, Binding]], found: dict[Destination, None]) -> None:
        """Add where names of functions go, and what is read of the fields that keep them."""
        seen: set[tuple[Node, str]] = set()
        for holder, name in taken:
            self._follow(holder, name, found, seen, depth=0)
        known: set[Field] = set()
        for _ in range(_MAX_FIELDS):
            fields = [field for field in self._kept_in if field not in known]
            known.update(fields)
            beyond: dict[Destination, None] = {}
            for number, read in (place for field in fields for place in self._fields.reads(field)):
                self._use(self._function(number, read), read, beyond, seen, depth=0)
            known_ends = {(item.to, item.api) for item in found}
            for item in _sorted(beyond):  # one of each kind is enough of what a whole program does with a field
                if (item.to, item.api) not in known_ends and item.to not in ("caller", "field"):
                    known_ends.add((item.to, item.api))
                    found[item] = None

    def _receivers(self, number: int, call: int) -> Iterator[tuple[Node, int]]:
        """Callbacks that get what a call reads, and the position at which they get it."""
        for edge in self._graph.edges.get(self._function(number, call), ()):
            if edge.site == call and edge.how != "call" and edge.key in _SUCCESS:
                yield edge.target, 0
        tree = self._modules.trees[number]
        around = tree.parent[call]
        if around >= 0 and tree.kind[around] == s.MEMBER and tree.text(tree.last(around)) == "then":
            waiting = tree.parent[around]
            if tree.kind[waiting] == s.CALL:
                for argument in arguments(tree, waiting)[:1]:
                    for value in self._evaluator.of(number, argument):
                        if value[0] == "function":
                            yield (value[1], value[2]), 0

    def _function(self, number: int, node: int) -> Node:
        return number, self._modules.trees[number].owner[node]

    def _bound(self, function: Node, position: int) -> Iterator[Binding]:
        """The names of a function that hold what it is handed at a position."""
        number, node = function
        tree, scopes = self._modules.trees[number], self._modules.scopes[number]
        listed = parameters(tree, node)
        if listed and tree.kind[listed[-1]] == s.REST:
            position = min(position, len(listed) - 1)
        if position >= len(listed):
            return
        inside = listed[position]
        scope = scopes.scope[inside]
        for binding in scopes.names[scope].values():
            taken = binding.parameter
            if taken and taken[:2] == (node, position) and self._words.of_the_call.isdisjoint(taken[2]):
                yield binding

    def _kept(self, number: int, call: int) -> Iterator[Binding]:
        """The names that keep the result of a call."""
        tree, scopes = self._modules.trees[number], self._modules.scopes[number]
        node = call
        around = tree.parent[node]
        while around >= 0 and tree.kind[around] in _AROUND:
            node, around = around, tree.parent[around]
        if around < 0:
            return
        if tree.kind[around] == s.ARGUMENTS:
            callee = tree.parent[around] + 1
            if callee_name(tree, tree.parent[around]) in _GIVES_BACK:
                yield from self._kept(number, tree.parent[around])
                return
            if tree.kind[callee] == s.MEMBER and tree.text(tree.last(callee)) in _ADDS:
                holder = tree.child(callee, 0)
                found = scopes.find(holder, tree.text(holder)) if tree.kind[holder] == s.IDENTIFIER else None
                if found:
                    yield found
            return
        if tree.kind[around] == s.DECLARATOR or (
            tree.kind[around] == s.ASSIGN and tree.kind[around + 1] == s.IDENTIFIER
        ):
            name = tree.child(around, 0)
            inside = (node for node in range(name, tree.after[name]) if tree.kind[node] in _NAMES)
            for item in (node for node in inside if not self._takes_of_the_call(tree, node)):
                found = scopes.find(around, tree.text(item))
                if found:
                    yield found

    def _takes_of_the_call(self, tree: s.Tree, name: int) -> bool:
        """Whether a name in a pattern takes what a result says of the call itself: `{errMsg}`, `{errMsg: text}`."""
        pair = tree.parent[name]
        key = tree.child(pair, 0) if tree.kind[pair] == s.PAIR_PATTERN else name
        return tree.text(key) in self._words.of_the_call

    def _follow(
        self,
        function: Node,
        binding: Binding,
        found: dict[Destination, None],
        seen: set[tuple[Node, str]],
        *,
        depth: int,
        way: Sequence[str] = (),
    ) -> None:
        """Add what the names of a function, that one and those it is copied to, are handed to.

        With `way` the value is what a name holds by these names, and nothing else of it.
        """
        number, node = function
        key = (function, binding.name)
        if key in seen or len(seen) > _MAX_NAMES:
            return
        seen.add(key)
        tree, scopes = self._modules.trees[number], self._modules.scopes[number]
        is_shared = binding.function < node and binding.parameter is None  # a name of what is around, for all in that
        node = binding.function if is_shared else node
        if tree.after[node] - node > (_MAX_SHARED if is_shared else _MAX_NODES):
            return
        name = binding.name.encode()
        for use in range(node, tree.after[node]):
            if (
                tree.kind[use] not in (s.IDENTIFIER, s.SHORTHAND)
                or tree.source[tree.start[use] : tree.end[use]] != name
            ):
                continue
            if scopes.find(use, binding.name) is not binding or self._is_beside(number, use, way):
                continue
            self._use(self._function(number, use) if is_shared else function, use, found, seen, depth=depth)

    def _use(
        self, function: Node, use: int, found: dict[Destination, None], seen: set[tuple[Node, str]], *, depth: int
    ) -> None:
        """Add where one use of a value goes."""
        number = function[0]
        if self._is_of_the_call(number, use):
            return
        if self._modules.trees[number].kind[use] == s.SHORTHAND_PATTERN:
            binding = self._modules.scopes[number].find(use, self._modules.trees[number].text(use))
            if binding:
                self._follow(function, binding, found, seen, depth=depth)
            return
        self._kept_in |= dict.fromkeys(self._fields.into(number, use))
        for destination in self._directly(number, use, function, is_followed=depth < _MAX_HANDED):
            found[destination] = None
        for other in self._kept(number, use):
            self._follow(function, other, found, seen, depth=depth)
        if depth < _MAX_HANDED:
            for target, position, way in self._handed_on(number, use):
                for parameter in self._bound(target, position):
                    taken = parameter.parameter[2] if parameter.parameter else ()
                    if not way or taken[:1] in ((), way):
                        self._follow(target, parameter, found, seen, depth=depth + 1, way=() if taken else way)

    def _is_of_the_call(self, number: int, use: int) -> bool:
        """Whether what is used of a result says how the call went and nothing of what it read: `e.errMsg`."""
        tree = self._modules.trees[number]
        node, around = use, tree.parent[use]
        while around >= 0 and tree.kind[around] == s.MEMBER and node == around + 1:
            if tree.text(tree.last(around)) in self._words.of_the_call:
                return True
            node, around = around, tree.parent[around]
        return False

    def _directly(self, number: int, use: int, function: Node, *, is_followed: bool = True) -> Iterator[Destination]:
        """Where the expression around a use goes: calls that take it, fields that keep it, the caller.

        With `is_followed` what a function of the program is handed is looked at in that function.
        """
        tree = self._modules.trees[number]
        node = use
        method = self._names.of(*function)
        for _ in range(24):
            around = tree.parent[node]
            if around < 0:
                return
            kind = tree.kind[around]
            if kind == s.ARGUMENTS:
                direct = is_followed and self._is_whole(tree, use, node)
                yield from self._taken(number, tree.parent[around], method, followed=direct)
                return
            if kind == s.ASSIGN and node != around + 1 and tree.kind[around + 1] in (s.MEMBER, s.SUBSCRIPT):
                kept = self._fields.of(number, around + 1)
                if kept is None or not self._fields.reads(kept):
                    yield Destination(to="field", api=tree.text(around + 1)[:60], method=method)
                return
            if kind == s.RETURN:
                yield Destination(to="caller", method=method)
                return
            if kind in (s.IF, s.WHILE, s.FOR, s.BLOCK, s.PROGRAM, *s.FUNCTIONS) or (
                kind in (s.CALL, s.NEW) and node == around + 1
            ):
                return
            if kind == s.TERNARY and node == around + 1:
                return
            node = around

    @staticmethod
    def _is_whole(tree: s.Tree, use: int, argument: int) -> bool:
        """Whether an argument is a value, a member of it or an object that holds it."""
        node = use
        while node != argument:
            node = tree.parent[node]
            if tree.kind[node] not in (s.MEMBER, *_INTO_OBJECTS):
                return False
        return True

    def _taken(self, number: int, call: int, method: str, *, followed: bool) -> Iterator[Destination]:
        tree = self._modules.trees[number]
        takes = self._words.takes
        sites = self._graph.at_site.get((number, call), ())
        for site in sites:
            word = takes.get(".".join(site.path)) or takes.get(site.path[-1])
            if word:
                yield Destination(to=word, api=site.api, method=method)
        if sites:
            return
        callee = tree.text(call + 1)[-60:]
        name = callee_name(tree, call)
        word = takes.get(callee) or (takes.get(name) if name in self._words.sets_state or callee == name else None)
        if word:
            yield Destination(to=word, api=callee, method=method)
            return
        for value in () if followed else self._evaluator.of(number, call + 1):
            if value[0] == "function":
                request = self._sends((value[1], value[2]))
                if request:
                    yield Destination(to="request", api=request, method=method)
                    return
        if name in _GIVES_BACK:
            yield from self._directly(number, call, (number, tree.owner[call]))

    def _sends(self, function: Node) -> str:
        """The call by which a function of the program sends what it is handed: a wrapper around requests."""
        number, node = function
        tree = self._modules.trees[number]
        if tree.after[node] - node > 1500 or not parameters(tree, node):
            return ""
        sent = (site.api for site in self._sites_in(number, node) if self._words.takes.get(site.path[-1]) == "request")
        return next(sent, "")

    def _sites_in(self, number: int, function: int) -> Iterator[HostSite]:
        tree = self._modules.trees[number]
        for call in range(function, tree.after[function]):
            if tree.kind[call] == s.CALL:
                yield from self._graph.at_site.get((number, call), ())

    def _handed_on(self, number: int, use: int) -> Iterator[tuple[Node, int, Sequence[str]]]:
        """Functions of the program that are handed a value, where, and under which name of an object."""
        tree = self._modules.trees[number]
        around = tree.parent[use]
        node, way = use, tuple[str, ...]()
        while around >= 0 and tree.kind[around] == s.MEMBER:
            node, around = around, tree.parent[around]
        if around >= 0 and tree.kind[around] == s.CALL and tree.text(tree.last(node)) in _EACH:
            for argument in arguments(tree, around)[:1]:
                for value in self._evaluator.of(number, argument):
                    if value[0] == "function":
                        yield (value[1], value[2]), 0, ()
            return
        while around >= 0 and tree.kind[around] in _INTO_OBJECTS:
            if tree.kind[around] == s.PAIR:
                way = (key_of(tree, tree.child(around, 0)),)
            elif tree.kind[around] == s.OBJECT and tree.kind[node] == s.SHORTHAND:
                way = (tree.text(node),)
            node, around = around, tree.parent[around]
        if around < 0 or tree.kind[around] != s.ARGUMENTS:
            return
        if tree.text(tree.parent[around] + 1)[-60:] in self._words.takes:
            return  # what polyfills put in the place of `console.log` where there is none
        position = list(tree.children(around)).index(node)
        for value in self._evaluator.of(number, tree.parent[around] + 1):
            if value[0] == "function":
                yield (value[1], value[2]), position, tuple(filter(None, way))


def _sorted(found: Iterable[Destination]) -> tuple[Destination, ...]:
    return tuple(sorted(found, key=lambda item: (item.to, item.api, item.method)))


def keys_in(modules: Modules, number: int, call: int) -> tuple[str, ...]:
    """The dotted names in the objects that a call is handed."""
    tree = modules.trees[number]
    found: list[str] = []
    pending = [(argument, "") for argument in arguments(tree, call)[:4]]
    while pending and len(found) < 48:
        node, before = pending.pop(0)
        if tree.kind[node] != s.OBJECT:
            continue
        for item in tree.children(node):
            if tree.kind[item] in (s.PAIR, s.METHOD, s.SHORTHAND):
                key = key_of(tree, tree.child(item, 0) if tree.kind[item] != s.SHORTHAND else item)
                name = f"{before}{key}"
                found.append(name)
                if tree.kind[item] == s.PAIR and name.count(".") < 2:
                    pending.append((tree.last(item), f"{name}."))
    return tuple(found[:48])
