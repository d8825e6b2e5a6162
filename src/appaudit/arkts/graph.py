"""Who calls whom in a program, what is called of the system, and which functions the system calls by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from appaudit.arkts.expressions import Expression
from appaudit.arkts.function_parts import Site
from appaudit.arkts.program import Program
from appaudit.arkts.resolving import Resolver, Value, Values
from appaudit.lexicon.arkts import ArktsWords

#: `call` runs it, `callback` runs it at some time by itself, `answer` when a person has answered, `event` when
#: something happens that may never.
How = Literal["call", "callback", "answer", "event"]
_ROUNDS: Final = 4
_MOST_HANDED: Final = 8
#: Objects in objects in which functions are looked for: a dialog has a button, which has an action.
_DEEPEST_OBJECT: Final = 2


class Edge(NamedTuple):
    """A way from a function to another, at a place in its code (-1: whatever it does there)."""

    source: int
    target: int
    place: int
    how: How


class Use(NamedTuple):
    """A call, or the reading of a property, of an interface of the system."""

    interface: str
    function: int
    place: int
    site: Site | None


@dataclass
class Graph:
    """Calls of a program; `resolved`, `system` and `unresolved` count call sites by what they lead to."""

    edges: dict[int, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    uses: list[Use] = field(default_factory=list)
    at_site: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    resolved: int = 0
    system: int = 0
    unresolved: list[Site] = field(default_factory=list)


class GraphBuilder:
    """Builds the graph of a program: callers tell more of parameters, and those tell more callers, some rounds long."""

    def __init__(self, program: Program, resolver: Resolver, words: ArktsWords) -> None:
        """Nothing is followed yet."""
        self._program = program
        self._resolver = resolver
        self._words = words
        self._seen: set[tuple[int, int]] = set()
        self._bases: dict[int, tuple[str, ...]] = {}
        self._written: dict[int, dict[Value, list[Expression]]] = {}
        #: Calls that may tell more in the next round.
        self._varying: list[Site] = program.sites

    def build(self) -> Graph:
        """The graph."""
        for constructor in self._program.classes:
            self._hand_to_members(constructor)
        for _ in range(_ROUNDS):
            if not self._round():
                break
            self._resolver.forget()
            self._bases.clear()
        graph = Graph()
        for site in self._program.sites:
            self._site(graph, site)
        for function in self._program.functions:
            for place, read in function.reads:
                for value in self._resolver.of(read):
                    if value[0] == "interface":
                        graph.uses.append(Use(value[1], function.number, place, None))
        return graph

    def functions_of(self, expression: Expression) -> list[int]:
        """The functions of the program that an expression may be."""
        return self._functions(expression)

    def bases_of(self, constructor: int) -> tuple[str, ...]:
        """The classes of the system that a class extends, itself or by those above it."""
        known = self._bases.get(constructor)
        if known is not None:
            return known
        self._bases[constructor] = ()
        definition = self._program.classes[constructor]
        found: list[str] = []
        for value in self._resolver.of(definition.above):
            if value[0] == "interface":
                found.append(value[1])
            elif value[0] == "class":
                found += self.bases_of(value[1]) if value[1] in self._program.classes else ()
        self._bases[constructor] = tuple(found)
        return self._bases[constructor]

    def is_component(self, constructor: int) -> bool:
        """Whether a class is a component of a page."""
        return any(base in self._words.component_bases for base in self.bases_of(constructor))

    def _hand_to_members(self, constructor: int) -> None:
        """Give functions of abilities what the system hands to them."""
        bases = self.bases_of(constructor)
        if not any(base in self._words.started or base in self._words.entered for base in bases):
            return
        for name, number in self._program.classes[constructor].members.items():
            for index, handed in enumerate(self._words.handed.get(name, ())):
                self._resolver.handed.setdefault((number, index), []).append(("interface", handed))

    # One round

    def _round(self) -> int:
        """Note callers that were not known; how many there were."""
        more = 0
        resolver = self._resolver
        varying: list[Site] = []
        for site in self._varying:
            resolver.varies = False
            for callee in resolver.of(site.callee):
                for target, arguments in self._targets(callee, site):
                    key = (target, site.number)
                    if key not in self._seen:
                        self._seen.add(key)
                        resolver.callers.setdefault(target, []).append(arguments)
                        more += 1
                more += self._hand(callee, site)
            if resolver.varies:
                varying.append(site)
        self._varying = varying
        return more

    def _targets(self, callee: Value, site: Site) -> list[tuple[int, Site]]:
        kind = callee[0]
        if kind in ("function", "class"):
            return [(callee[1], site)]
        if kind == "bound":
            return self._targets(callee[1], site)
        if kind == "of_function" and callee[1] == "call":
            rest = Site(
                site.number,
                site.function,
                site.place,
                None,
                site.arguments[0] if site.arguments else None,
                site.arguments[1:],
            )
            return [(target, rest) for target, _ in self._targets(callee[2], site)]
        return []

    def _hand(self, callee: Value, site: Site) -> int:
        """What functions are handed that are given to a call: by promises, arrays, and interfaces of the system."""
        kind = callee[0]
        if kind == "then":
            if callee[1] in ("catch", "finally"):
                return 0
            given: Values = (callee[2],) if callee[1] == "then" else self._resolver._elements((callee[2],))
            if callee[1] == "then":
                self._promise(site)
            return sum(self._hand_to(site, index, 0, given) for index in range(min(1, len(site.arguments))))
        if kind != "interface" or not callee[1].startswith("@"):
            return 0
        result: Values = (("interface", f"{callee[1]}()"),)
        more = 0
        for index in range(len(site.arguments)):
            for value in self._functions(site.arguments[index]):
                parameters = self._program.functions[value].method.arguments - 3
                if parameters == 2:  # (error, result)
                    more += self._hand_value(value, 1, result)
                elif parameters == 1 and callee[1].rpartition(".")[2] in self._words.listeners:
                    more += self._hand_value(value, 0, result)
        return more

    def _promise(self, site: Site) -> None:
        """Note whose result a function is called with."""
        for number in self._functions(site.arguments[0]) if site.arguments else ():
            promises = self._resolver.promised.setdefault((number, 0), [])
            if site.this is not None and site.this not in promises and len(promises) < _MOST_HANDED:
                promises.append(site.this)

    def _functions(self, argument: object) -> list[int]:
        found = []
        for value in self._resolver.of(argument):  # type: ignore[arg-type]
            inner = value
            while inner[0] == "bound":
                inner = inner[1]
            if inner[0] == "function":
                found.append(int(inner[1]))
        return found

    def _hand_to(self, site: Site, index: int, parameter: int, values: Values) -> int:
        return sum(self._hand_value(number, parameter, values) for number in self._functions(site.arguments[index]))

    def _hand_value(self, number: int, parameter: int, values: Values) -> int:
        held = self._resolver.handed.setdefault((number, parameter), [])
        new = [value for value in values if value not in held][: _MOST_HANDED - len(held)]
        held += new
        return len(new)

    # The graph itself

    def _site(self, graph: Graph, site: Site) -> None:
        values = self._resolver.of(site.callee)
        known = is_system = leads = False
        for callee in values:
            if callee[0] == "interface":
                graph.uses.append(Use(callee[1], site.function, site.place, site))
                graph.at_site[site.number].append(callee[1])
                is_system = True
                continue
            for target, _ in self._targets(callee, site):
                self._edge(graph, site, target)
                leads = True
            known = known or callee[0] in ("then", "of_function", "iterator", "outside")
        if is_system:
            graph.system += 1
        elif known or leads:
            graph.resolved += 1
        else:
            graph.unresolved.append(site)
        if not leads and site.arguments:
            self._callbacks(graph, site, values)

    def _edge(self, graph: Graph, site: Site, target: int, how: How = "call") -> None:
        graph.edges[site.function].append(Edge(site.function, target, site.place, how))
        if target in self._program.classes and site.kind == "new" and self.is_component(target):
            for name in self._words.component_start:
                for value in self._resolver._member(target, name, static=False):
                    if value[0] == "function":
                        graph.edges[site.function].append(Edge(site.function, value[1], site.place, how))

    def _callbacks(self, graph: Graph, site: Site, values: Values) -> None:
        """Functions handed to what is no function of the program: they run when what they are handed to says so."""
        how: How | None = None
        for argument in site.arguments:
            if argument is None:
                continue
            given = self._functions(argument)
            inside = self._in_object(argument)
            if given or inside:
                how = how or self._how(site, values)
                for number in given:
                    self._edge(graph, site, number, how)
                for number in inside:
                    self._edge(graph, site, number, "answer" if how == "answer" else "event")

    def _in_object(self, argument: object, depth: int = 0) -> list[int]:
        """Functions that an object handed to a call holds under names of its own, or objects in it."""
        found: list[int] = []
        for value in self._resolver.of(argument):  # type: ignore[arg-type]
            if value[0] != "object":
                continue
            for held in self._held(value):
                found += self._functions(held)
                found += self._in_object(held, depth + 1) if depth < _DEEPEST_OBJECT else ()
        return found

    def _held(self, made: Value) -> Sequence[Expression]:
        """What the function that makes an object writes to it."""
        known = self._written.get(made[1])
        if known is None:
            known = self._written[made[1]] = {}
            for base, _, held in self._program.functions[made[1]].writes:
                if base is not None and base[0] == "object":
                    known.setdefault(base, []).append(held)
        return known.get(made, ())

    def _how(self, site: Site, values: Values) -> How:
        words = self._words
        for value in values:
            if value[0] == "then":
                waited = value[2][1] if value[2][0] == "interface" else ""
                return "answer" if _last(waited.removesuffix("()")) in words.answers else "callback"
            if value[0] != "interface":
                continue
            last = _last(value[1])
            if value[1].startswith("@"):
                if last in words.answers:
                    return "answer"
                if last in words.listeners:
                    return "event"
            elif (
                last in words.watches
                or (last in words.listeners and _is_of_bus(value[1]))
                or (last not in words.runs_itself and words.handlers.search(last))
            ):
                return "event"
            elif last in words.answers or (last == "show" and value[1].partition(".")[0].endswith(("Dialog", "Sheet"))):
                return "answer"
        return "callback"


def _is_of_bus(interface: str) -> bool:
    """Whether what is called is of an object's own, as listeners are; attributes of components are of a call."""
    return not interface.rpartition(".")[0].endswith("()")


def _last(interface: str) -> str:
    return interface.rpartition(".")[2]


def interfaces(uses: Iterable[Use]) -> set[str]:
    """The names of all interfaces that are used."""
    return {use.interface for use in uses}
