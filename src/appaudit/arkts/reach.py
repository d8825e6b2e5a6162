"""What runs when: at launch before a person can act, only after they agreed, or at some other time."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.arkts.conditions import Conditions
from appaudit.arkts.graph import Edge, Graph, GraphBuilder
from appaudit.arkts.program import MAIN, Program
from appaudit.arkts.resolving import Resolver
from appaudit.lexicon.arkts import ArktsWords
from appaudit.model.condition import Condition
from appaudit.model.record import record
from appaudit.model.words import Phase
from appaudit.scripts.launch_ways import LaunchWays, When, without_repetitions


@record(kw_only=False)
class Entry:
    """Where the system enters a module: files that it starts at launch, as ends of paths, and pages in order."""

    sources: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@record(kw_only=False)
class Reached:
    """Phase, way and conditions of one place, as facts have them."""

    phase: Phase
    guarded: bool = False
    chain: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()


class Phases:
    """Answers when a place of the program runs."""

    def __init__(
        self,
        program: Program,
        resolver: Resolver,
        graph: Graph,
        builder: GraphBuilder,
        conditions: Conditions,
        words: ArktsWords,
        entries: Sequence[Entry],
    ) -> None:
        """Follow the program from where the system enters it."""
        self._program = program
        self._resolver = resolver
        self._graph = graph
        self._builder = builder
        self._conditions = conditions
        self._words = words
        self._entries = entries
        self._load_modules()
        self._open_pages()
        launch, other = self._entered()
        self._ways: LaunchWays[int, Edge] = LaunchWays(
            launch, other, lambda node: graph.edges.get(node, ()), self._when
        )

    def at(self, function: int, place: int) -> Reached:
        """When a place in a function runs."""
        terms = self._conditions.at(function, place)
        ways = self._ways
        tried: list[tuple[Phase, bool, dict[int, Edge | None]]] = []
        if not terms.answered:
            tried = [("pre_consent", terms.consented, ways.free), ("pre_consent", True, ways.consented)]
        tried += [("other", False, ways.later), ("other", False, ways.free), ("other", False, ways.consented)]
        for phase, guarded, way in tried:
            if function in way:
                chain, conditions = self._way(function, way)
                if terms.held and phase == "pre_consent":
                    phase = "other"
                return Reached(phase, guarded, chain, tuple(dict.fromkeys((*conditions, *terms.conditions))))
        return Reached("unknown", conditions=terms.conditions)

    # Entries

    def _load_modules(self) -> None:
        """A source file that is loaded loads those that it takes from."""
        for source in self._program.sources:
            if source.main < 0:
                continue
            for request in source.module.requests:
                other = self._program.source_of(request, source.number)
                if other is not None and self._program.sources[other].main >= 0:
                    edge = Edge(source.main, self._program.sources[other].main, -1, "call")
                    self._graph.edges[source.main].append(edge)

    def _open_pages(self) -> None:
        """What opens a page by its path leads to the file of the page."""
        for site in self._program.sites:
            for interface in self._graph.at_site.get(site.number, ()):
                last = interface.rpartition(".")[2]
                if last in self._words.loads_page:
                    texts = [
                        value[1] for arg in site.arguments[:1] for value in self._resolver.of(arg) if value[0] == "text"
                    ]
                elif last in self._words.opens and interface.startswith("@"):
                    texts = [
                        value[1]
                        for arg in site.arguments[:1]
                        for key in ("url", "name")
                        for value in self._resolver.of(("property", arg, key))
                        if value[0] == "text"
                    ]
                else:
                    continue
                for text in texts:
                    place = self._chosen_at(site.function, text, site.place)
                    for target in self._page(text, site.function):
                        self._graph.edges[site.function].append(Edge(site.function, target, place, "callback"))

    def _chosen_at(self, function: int, text: str, place: int) -> int:
        """Where a function takes up the path that it opens at a place: there it may have chosen one of several."""
        places = [at for at, found in self._program.functions[function].texts if found == text and at < place]
        return places[0] if len(places) == 1 else place

    def _page(self, path: str, asking: int = -1) -> list[int]:
        """The functions that begin a page: its file, and the life cycle of the component that it registers."""
        ending = f"/ets/{path.lstrip('/')}"
        fitting = [source for source in self._program.sources if source.path.endswith(ending)]
        if asking >= 0 and len(fitting) > 1:
            file = self._program.sources[self._program.functions[asking].record].file
            fitting = [source for source in fitting if source.file is file] or fitting
        found: list[int] = []
        for source in fitting[:1]:
            if source.main >= 0:
                found += [source.main, *self._registered(source.main)]
        return found

    def _registered(self, main: int) -> list[int]:
        """The functions by which a page begins that a file registers as it is loaded."""
        found: list[int] = []
        holders = [main]
        for site in self._program.functions[main].sites:
            if any(name in self._words.registers_page for name in self._graph.at_site.get(site.number, ())):
                for argument in site.arguments[:1]:
                    holders += [value[1] for value in self._resolver.of(argument) if value[0] == "function"]
        for holder in holders:
            for site in self._program.functions[holder].sites:
                for value in self._resolver.of(site.callee):
                    if value[0] == "class" and site.kind == "new" and self._builder.is_component(value[1]):
                        found += [value[1], *self._starts(value[1])]
        return found

    def _starts(self, constructor: int) -> list[int]:
        members = self._program.classes[constructor].members
        return [members[name] for name in self._words.component_start if name in members]

    def _entered(self) -> tuple[list[int], list[int]]:
        launch: list[int] = []
        other: list[int] = []
        first = [path for entry in self._entries for path in entry.sources]
        for constructor, definition in self._program.classes.items():
            bases = [
                base
                for base in self._builder.bases_of(constructor)
                if base in self._words.started or base in self._words.entered
            ]
            if not bases:
                continue
            source = self._program.sources[self._program.functions[constructor].record]
            is_first = bool(first) and any(source.path.endswith(path) for path in first)
            for base in bases:
                started = self._words.started.get(base, ())
                for name, number in definition.members.items():
                    if name in started:
                        (launch if is_first else other).append(number)
                    elif name in self._words.entered.get(base, ()):
                        other.append(number)
            (launch if is_first else other).extend([constructor, source.main] if source.main >= 0 else [constructor])
        opened = {edge.target for edges in self._graph.edges.values() for edge in edges}
        for entry in self._entries:
            for index, page in enumerate(entry.pages):
                begins = self._page(page)
                is_shown = index == 0 and launch and not opened.intersection(begins)
                (launch if is_shown else other).extend(begins)
        for source in self._program.sources:
            if source.main >= 0:
                other.append(source.main)
                other += self._registered(source.main)
        return launch, other

    # Ways

    def _is_registration(self, edge: Edge) -> bool:
        """Whether an edge only registers a page, which is not shown for that."""
        if self._program.functions[edge.source].method.name != MAIN or edge.place < 0:
            return False
        for site in self._program.functions[edge.source].sites:
            if site.place == edge.place:
                names = self._graph.at_site.get(site.number, ())
                if any(name in self._words.registers_page for name in names):
                    return True
                if site.kind == "new" and edge.how == "call" and edge.target != edge.source:
                    owner = self._program.class_of.get(edge.target)
                    return owner is not None and self._builder.is_component(owner)
        return False

    def _when(self, edge: Edge) -> When:
        if self._is_registration(edge):
            return None
        terms = self._conditions.at(edge.source, edge.place)
        if edge.how in ("answer", "event") or terms.answered or terms.held:
            return "later"
        return "consented" if terms.consented else "free"

    def _way(self, function: int, way: dict[int, Edge | None]) -> tuple[tuple[str, ...], tuple[Condition, ...]]:
        """The chain from an entry to a function, and the conditions on it."""
        chain, conditions = self._ways.chain(
            function, way, lambda edge: self._conditions.at(edge.source, edge.place).conditions
        )
        return without_repetitions(map(self._program.full_name, chain)), conditions
