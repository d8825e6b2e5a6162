"""Who calls whom in scripts, and which calls go to the host."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Final, Literal

from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.record import record
from appaudit.scripts import syntax as s
from appaudit.scripts.bundler_starts import begun_by_bundler
from appaudit.scripts.language import GLOBALS, METHODS, TAKING_APART
from appaudit.scripts.loading import is_require, is_told, modules_below
from appaudit.scripts.modules import Modules, arguments, defines_property
from appaudit.scripts.run_texts import named_in, runs_text
from appaudit.scripts.scopes import key_of
from appaudit.scripts.values import RUNNING, Evaluator, Value, Values, callee_name, parameter_of

Node = tuple[int, int]
#: `call` runs it, `callback` runs it at some time by itself, `answer` when a person has answered, `consent` when they
#: agreed, `event` when something happens that may never.
How = Literal["call", "callback", "answer", "consent", "event"]

#: Where a name stands that is handed on.
_HANDED: Final = frozenset((s.ARGUMENTS, s.PAIR, s.ASSIGN, s.DECLARATOR, s.RETURN, s.ARRAY, s.ARROW))
_DEFINING: Final = frozenset(("define", "__d", "definePlugin", "d", "defineProperty", "_createClass", "createClass"))


@record
class Edge:
    """One way from a function to another; `site` is the call, `key` the property by which a callback is handed over."""

    source: Node
    target: Node
    site: int
    how: How
    key: str = ""


@record
class HostSite:
    """One call to the host: object and path, the function it stands in and the call itself.

    `certain` is False where a member of that name is called on an object of which nothing is known, or where it is
    handed on and nobody could follow who calls it. `called` is False where it is named alone; `site` is the name then.
    """

    host: str
    path: tuple[str, ...]
    function: Node
    site: int
    certain: bool = True
    called: bool = True

    @property
    def api(self) -> str:
        """The name as the catalogue has it."""
        return ".".join((self.host, *self.path))


@record(frozen=False)
class Graph:
    """Calls of a program; `resolved`, `builtin`, `outside` and `unresolved` count call sites by their callee."""

    edges: dict[Node, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    hosts: list[HostSite] = field(default_factory=list)
    at_site: dict[Node, list[HostSite]] = field(default_factory=lambda: defaultdict(list))
    sites: int = 0
    resolved: int = 0
    host_sites: int = 0
    builtin: int = 0
    outside: int = 0
    unresolved: int = 0
    dynamic: list[Node] = field(default_factory=list)
    named_by: dict[Node, Value] = field(default_factory=dict)
    evaluated: list[Node] = field(default_factory=list)
    handed: list[Node] = field(default_factory=list)
    """Calls that give the host's whole object to code of which nothing is known."""
    loaded: list[Node] = field(default_factory=list)
    """Calls that load modules by a path that is made at run time."""


def _is_called(tree: s.Tree, node: int) -> bool:
    """Whether a member is what a call calls, written to, or only a part of a longer name."""
    around = tree.parent[node]
    return node == around + 1 and tree.kind[around] in (s.CALL, s.NEW, s.MEMBER, s.SUBSCRIPT, s.ASSIGN, s.AUGMENTED)


class GraphBuilder:
    """Builds the graph of a program.

    `known` are interfaces by their last name, by which calls on unknown objects are traced; `options` those of pages
    and components, whose functions do not run because they are handed over.
    """

    def __init__(
        self,
        modules: Modules,
        evaluator: Evaluator,
        words: ScriptWords,
        known: Mapping[str, tuple[str, tuple[str, ...]]],
        options: Iterable[Value] = (),
    ) -> None:
        self._modules = modules
        self._evaluator = evaluator
        self._words = words
        self._known = {name: api for name, api in known.items() if len(name) > 7}
        self._own = set(evaluator.objects.values())
        self._options = frozenset(options)
        self._makes = words.makes_app | words.makes_page | words.makes_component
        self.graph = Graph()
        self._answering: dict[Node, bool] = {}
        self._holding: set[tuple[int, int, int]] = set()
        self._asked: list[tuple[tuple[int, int, int], str, Node, int]] = []

    def build(self) -> Graph:
        """The graph."""
        for number in range(len(self._modules.trees)):
            self._imports(number)
            tree = self._modules.trees[number]
            for call in tree.of_kind(s.CALL, s.NEW):
                self._site(number, call)
            self._handlers(number)
        self._members_of_parameters()
        return self.graph

    def _members_of_parameters(self) -> None:
        """What is called of a parameter that is handed the host's whole object: by its name, or by one made then."""
        for parameter, name, source, call in self._asked:
            if parameter not in self._holding:
                continue
            if name in self._known:
                host, path = self._known[name]
                self._host(host, path, source, call)
            elif not name:
                self.graph.dynamic.append((source[0], call))

    def add_named(self, scripts: Sequence[str], *, read: bool) -> None:
        """Add places that name a catalogued interface without calling it: properties, and functions handed on.

        Args:
            scripts: The interfaces.
            read: Whether properties of the host are interfaces; otherwise naming one counts only where it is handed on
                and nothing else in the program calls it.
        """
        wanted = {tuple(script.split(".")) for script in scripts if "." in script}
        last = {path[-1].encode() for path in wanted}
        called = {(site.host, *site.path) for site in self.graph.hosts}
        for number, tree in enumerate(self._modules.trees):
            for node in tree.of_kind(s.MEMBER):
                name = tree.last(node)
                if tree.source[tree.start[name] : tree.end[name]] not in last or _is_called(tree, node):
                    continue
                for value in self._evaluator.of(number, node):
                    path = (value[1], *value[2]) if value[0] == "host" else ()
                    if path in wanted and (read or (path not in called and tree.kind[tree.parent[node]] in _HANDED)):
                        site = HostSite(
                            host=path[0],
                            path=path[1:],
                            function=self._function(number, node),
                            site=node,
                            certain=read,
                            called=False,
                        )
                        self.graph.hosts.append(site)

    def _function(self, number: int, node: int) -> Node:
        return number, self._modules.trees[number].owner[node]

    def _edge(self, source: Node, target: Node, site: int, how: How, key: str = "") -> None:
        self.graph.edges[source].append(Edge(source=source, target=target, site=site, how=how, key=key))

    def _site(self, number: int, call: int) -> None:
        tree = self._modules.trees[number]
        graph, source = self.graph, self._function(number, call)
        graph.sites += 1
        callee, given = call + 1, arguments(tree, call)
        name = callee_name(tree, call)
        if tree.kind[callee] == s.MEMBER and name in ("call", "apply"):
            holders = self._evaluator.of(number, tree.child(callee, 0))
            if name == "call" and given and self._by_own_call(holders, number, call, source, given[0]):
                self._callbacks(number, call, source, given[1:], name, ())
                return
            if any(value[0] in ("function", "host", "parameter", "host_of") for value in holders):
                callee, given = tree.child(callee, 0), given[1:] if name == "call" else []
        if tree.kind[callee] == s.MEMBER and name == "bind":
            graph.builtin += 1
            return
        values = self._evaluator.properties.callable_of(self._evaluator.of(number, callee))
        known, host = self._targets(values, number, call, source, given)
        self._note_whole_host(values, number, call, callee, name, source, given)
        if host:
            graph.host_sites += 1
        elif known:
            graph.resolved += 1
        else:
            self._count(values, number, call, callee, name, source)
        if name not in _DEFINING and name not in self._makes and not defines_property(tree, call, given):
            self._callbacks(number, call, source, given, name, values)

    def _by_own_call(self, holders: Values, number: int, call: int, source: Node, named: int) -> bool:
        """Note what the host's own `call("name")` calls; whether a call is one by a name that is known."""
        own = [value for value in holders if value[0] == "host" and value[1] in self._own and not value[2]]
        names = self._evaluator.constants(number, named) if own else []
        for host, name in ((value[1], name) for value in own for name in names):
            self._host(host, (name,), source, call)
        self.graph.host_sites += bool(names)
        return bool(names)

    def _note_whole_host(
        self, values: Values, number: int, call: int, callee: int, name: str, source: Node, given: Sequence[int]
    ) -> None:
        """Who is handed the host's whole object, and what parameters are asked for that may be it."""
        tree, functions = self._modules.trees[number], [value for value in values if value[0] == "function"]
        if tree.kind[callee] in (s.MEMBER, s.SUBSCRIPT):
            asked = name if tree.kind[callee] == s.MEMBER else ""
            for value in self._evaluator.of(number, tree.child(callee, 0)):
                if value[0] == "parameter" and not value[4]:
                    self._asked.append(((value[1], value[2], value[3]), asked, source, call))
        elif tree.kind[callee] == s.IDENTIFIER:  # `function ({getLocation: ask}) { ask() }`
            for value in values:
                if value[0] == "parameter" and value[4]:
                    self._asked.append(((value[1], value[2], value[3]), value[4][-1], source, call))
        positions = [position for position, argument in enumerate(given) if self._is_whole_host(number, argument)]
        for value in functions:
            self._holding |= {(value[1], value[2], position) for position in positions}
        if functions or not positions:
            return
        roots = {value[1].partition(".")[0] for value in values if value[0] == "global"}
        is_builtin = bool(roots & GLOBALS) or (name in METHODS and tree.kind[callee] == s.MEMBER)
        if not is_builtin or name in TAKING_APART:
            self.graph.handed.append((number, call))

    def _is_whole_host(self, number: int, node: int) -> bool:
        """Whether an argument is the host's object, or an object that is written there and holds it."""
        tree = self._modules.trees[number]
        if tree.kind[node] == s.OBJECT:
            return any(
                self._is_whole_host(number, tree.last(item) if tree.kind[item] == s.PAIR else item)
                for item in tree.children(node)
                if tree.kind[item] in (s.PAIR, s.SHORTHAND)
            )
        if tree.kind[node] not in (s.IDENTIFIER, s.SHORTHAND, s.MEMBER):
            return False
        return any(
            value[0] == "host" and not value[2] and value[1] in self._own for value in self._evaluator.of(number, node)
        )

    def _targets(self, values: Values, number: int, call: int, source: Node, given: Sequence[int]) -> tuple[bool, bool]:
        """Note what a call calls; whether it is in the program, and whether it is the host's."""
        known = host = False
        tree = self._modules.trees[number]
        for value in values:
            kind = value[0]
            if kind == "function":
                known = True
                self._edge(source, (value[1], value[2]), call, "call")
                host = self._through(value, number, call, source, given) or host
            elif kind == "class" and tree.kind[call] == s.NEW:
                known = True
                for made in self._evaluator.walk((("instance", *value[1:]),), ("constructor",)):
                    if made[0] == "function":
                        self._edge(source, (made[1], made[2]), call, "call")
            elif kind == "host" and value[1] in self._own and value[2]:
                host = True
                self._host(value[1], value[2], source, call)
            elif kind == "host" and value[1] in self._own and len(values) == 1:  # no function: a loop took a part of it
                self.graph.dynamic.append((number, call))
            elif is_require(value):
                known = True
                self._required(number, call, source, given)
            elif kind in ("getter", "parameter"):
                known = True
            elif kind == "host_of":
                known = True
                self.graph.dynamic.append((number, call))
                self.graph.named_by[number, call] = parameter_of(value[3])
        return known, host

    def _required(self, number: int, call: int, source: Node, given: Sequence[int]) -> None:
        tree = self._modules.trees[number]
        exported = [value[1] for value in self._evaluator.of(number, call) if value[0] == "exports"]
        paths = self._evaluator.of(number, given[0]) if given else ()
        below = modules_below(self._modules, number, call, paths)
        for module in (*(self._modules.modules[index] for index in exported), *below):
            self._edge(source, (module.tree, module.function), call, "call")
        is_written = tree.text(call + 1).replace(" ", "") in ("require", "require.async")
        # The code of bundlers hands on what it was given itself, and a folder says which modules it may be.
        if is_written and given and not any(map(is_told, paths)):
            self.graph.loaded.append((number, call))

    def _host(self, host: str, path: tuple[str, ...], source: Node, call: int, *, certain: bool = True) -> None:
        path = path[:-1] if len(path) > 1 and path[-1] in ("call", "apply", "bind") else path
        site = HostSite(host=host, path=path, function=source, site=call, certain=certain)
        self.graph.hosts.append(site)
        self.graph.at_site[source[0], call].append(site)

    def _through(self, callee: Value, number: int, call: int, source: Node, given: Sequence[int]) -> bool:
        """What a wrapper calls of what it is handed; whether that is the host's."""
        found = False
        for position, later, host in self._evaluator.wrappers.uses(callee[1], callee[2]):
            if later or position >= len(given):
                continue
            for value in self._evaluator.of(number, given[position]):
                if host is not None and value[0] == "const" and host[1] in self._own:
                    for named in self._evaluator.wrappers.names(host, str(value[1])):
                        self._host(host[1], (*host[2], named), source, call)
                    found = True
                elif host is None and value[0] == "host" and value[2] and value[1] in self._own:
                    self._host(value[1], value[2], source, call)
                    found = True
        return found

    def _count(self, values: Values, number: int, call: int, callee: int, name: str, source: Node) -> None:
        graph = self.graph
        tree = self._modules.trees[number]
        named = {value[1] for value in values if value[0] == "global"}
        if runs_text(self._evaluator, number, call, name, values):
            graph.evaluated.append((number, call))
            for host, path in named_in(self._evaluator, number, call):
                self._host(host, path, source, call)
        first = next(iter(arguments(tree, call)), -1)
        is_made = tree.kind[callee] == s.SUBSCRIPT and any(
            value[0] == "host" and value[1] in self._own and not value[2]
            for value in self._evaluator.of(number, tree.child(callee, 0))
        )
        # The library for pages of the web hands on a name that it is given; many mini-programs have it, unused.
        if is_made or (named & self._words.bridges and first >= 0 and tree.kind[first] == s.STRING):
            graph.dynamic.append((number, call))
        if any(each.partition(".")[0] in GLOBALS for each in named) or (
            (name in METHODS or name in self._words.framework) and tree.kind[callee] == s.MEMBER
        ):
            graph.builtin += 1
        elif any(value[0] in ("package", "global", "result") for value in values):
            graph.outside += 1
            self._trace(values, name, source, call)
        else:
            graph.unresolved += 1
            self._trace(values, name, source, call)

    def _trace(self, values: Values, name: str, source: Node, call: int) -> None:
        """A call of a name that only the host has, on an object of which nothing is known."""
        tree = self._modules.trees[source[0]]
        named = tree.kind[call + 1] in (s.MEMBER, s.SUBSCRIPT, s.SEQUENCE)
        if named and name in self._known and not any(value[0] == "global" for value in values):
            host, path = self._known[name]
            self._host(host, path, source, call, certain=False)

    def _imports(self, number: int) -> None:
        tree = self._modules.trees[number]
        for statement in tree.of_kind(s.IMPORT_STATEMENT, s.EXPORT):
            last = tree.last(statement)
            if last < 0 or tree.kind[last] != s.STRING:
                continue
            module = self._modules.module_of(number, statement)
            target = self._modules.resolve(module, tree.string(last))
            if target is not None:
                found = self._modules.modules[target]
                self._edge(self._function(number, statement), (found.tree, found.function), statement, "call")
        self._begun_by_bundler(number)

    def _begun_by_bundler(self, number: int) -> None:
        """Modules that the code of a bundler begins with: `….s = 12`, `push([[…], {…}, [["key"]]])`, `__r(0)`."""
        tree = self._modules.trees[number]
        keys = begun_by_bundler(tree, self._modules.scopes[number])
        for site, key in keys:
            for value in self._evaluator.of(number, key):
                found = self._modules.keyed(number, str(value[1])) if value[0] == "const" else None
                if found is not None:
                    module = self._modules.modules[found]
                    self._edge(self._function(number, site), (module.tree, module.function), site, "call")

    def _handlers(self, number: int) -> None:
        """Functions that JSX binds to events of elements."""
        tree = self._modules.trees[number]
        for attribute in tree.of_kind(s.ATTRIBUTE):
            if tree.text(attribute).startswith("on"):
                for value in self._evaluator.of(number, tree.last(attribute)):
                    if value[0] == "function":
                        self._edge(self._function(number, attribute), (value[1], value[2]), attribute, "event")

    def _callbacks(self, number: int, call: int, source: Node, given: Sequence[int], name: str, values: Values) -> None:
        how = self._how(number, call, name, values)
        for position, argument in enumerate(given[:6]):
            kept = how == "callback" and any(
                value[0] == "function" and self._evaluator.wrappers.stores(value[1], value[2], position)
                for value in values
            )
            for target, key in self._functions_in(number, argument):
                if target in self._modules.at or target == source:
                    continue
                only: How = "event" if kept and not key else how
                if how == "consent" and key in self._words.failures:
                    only = "answer"
                self._edge(source, target, call, only, key)

    def _functions_in(self, number: int, argument: int) -> Iterator[tuple[Node, str]]:
        """Functions that an argument is or holds, with the property that holds them."""
        evaluator = self._evaluator
        for value in evaluator.of(number, argument):
            if value[0] == "function":
                yield (value[1], value[2]), ""
            elif value[0] == "object" and value not in self._options:
                tree = self._modules.trees[value[1]]
                for item in tree.children(value[2]):
                    if tree.kind[item] not in (s.PAIR, s.METHOD):
                        continue
                    key = key_of(tree, tree.child(item, 0))
                    if key in self._words.page_start or key in self._words.app_start:
                        continue
                    for inner in evaluator.of(value[1], tree.last(item) if tree.kind[item] == s.PAIR else item):
                        if inner[0] == "function":
                            yield (inner[1], inner[2]), key

    def _how(self, number: int, call: int, name: str, values: Values) -> How:
        tree = self._modules.trees[number]
        words = self._words
        hosts = [site for site in self.graph.at_site.get((number, call), ()) if site.certain]
        if hosts:
            last = hosts[0].path[-1]
            if last in words.consent_calls:
                return "consent"
            return "answer" if last in words.answers else "event" if last in words.listens else "callback"
        if name in ("then", "catch", "finally"):
            return self._settled(number, call)
        if name in words.registers:
            given = arguments(tree, call)
            named = self._evaluator.constants(number, given[0]) if given else []
            return "callback" if words.ready.intersection(named) else "event"
        if name in RUNNING or any(value[0] in ("function", "host", "class", "parameter") for value in values):
            called = [(value[1], value[2]) for value in values if value[0] == "function"]
            return "answer" if any(self._asks(target) for target in called) else "callback"
        # The result of an unknown function that is used stands for the function it was handed (a wrapper).
        return "callback" if tree.kind[tree.parent[call]] in (s.STATEMENT, s.AWAIT, s.RETURN) else "event"

    def _settled(self, number: int, call: int) -> How:
        """How what is handed to `then` runs: by what the promise waits for."""
        tree = self._modules.trees[number]
        at = call
        for _ in range(12):
            if tree.kind[at] == s.CALL and callee_name(tree, at) in ("then", "catch", "finally"):
                at = tree.child(at + 1, 0)
                if at >= 0 and tree.kind[at] == s.CALL:
                    continue
            break
        return self.waits(number, at) if at >= 0 and tree.kind[at] == s.CALL else "callback"

    def waits(self, number: int, call: int) -> How:
        """What the promise that a call gives waits for."""
        for site in self._sites_of(number, call):
            last = site[1][-1]
            if last in self._words.consent_calls:
                return "consent"
            if last in self._words.answers:
                return "answer"
        for value in self._evaluator.of(number, call + 1):
            if value[0] == "function" and self._asks((value[1], value[2])):
                return "answer"
        return "callback"

    def _sites_of(self, number: int, call: int) -> list[tuple[str, tuple[str, ...]]]:
        known = self.graph.at_site.get((number, call))
        if known:
            return [(site.host, site.path) for site in known]
        return [
            (value[1], value[2])
            for value in self._evaluator.of(number, call + 1)
            if value[0] == "host" and value[2] and value[1] in self._own
        ]

    def _asks(self, function: Node) -> bool:
        """Whether a function shows the user something and waits: then what is handed to it runs after the answer."""
        found = self._answering.get(function)
        if found is None:
            number, start = function
            tree = self._modules.trees[number]
            found = False
            if tree.after[start] - start < 4000:
                for node in range(start, tree.after[start]):
                    if tree.kind[node] == s.CALL and callee_name(tree, node) in self._words.answers:
                        found = any(path[-1] in self._words.answers for _, path in self._sites_of(number, node))
                        if found:
                            break
            self._answering[function] = found
        return found
