"""Functions that a message of the program itself runs: its listeners, its workers, and who watches a state.

OpenHarmony: @ohos.events.emitter, EventHub, @ohos.worker, @Watch (openharmony/docs), checked 2026-12-01, not opened, by
the names of interfaces. A listener runs as often as a message with its name is sent, and not for being registered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from appaudit.arkts.expressions import Expression
from appaudit.arkts.function_parts import Site
from appaudit.arkts.graph import Edge, Graph, How
from appaudit.arkts.program import Program
from appaudit.arkts.resolving import Resolver
from appaudit.lexicon.arkts import ArktsWords

#: What an expression is as functions of the program.
FunctionsOf = Callable[[Expression], list[int]]
_MESSAGE: Final = "message"
_ENDINGS: Final = (".ets", ".ts", ".js", ".abc")
_FOLDER: Final = "ets/"


class Messages:
    """Adds to a graph where messages lead."""

    def __init__(
        self, program: Program, resolver: Resolver, words: ArktsWords, graph: Graph, functions_of: FunctionsOf
    ) -> None:
        """Nothing is added yet."""
        self._program = program
        self._resolver = resolver
        self._words = words
        self._graph = graph
        self._functions_of = functions_of

    def add(self) -> None:
        """Add all edges."""
        self._to_listeners()
        self._to_workers()
        self._to_watchers()

    def _edge(self, source: int, target: int, place: int, how: How = "callback") -> None:
        self._graph.edges[source].append(Edge(source, target, place, how))

    def _sites(self) -> Iterator[tuple[Site, str]]:
        """Calls of the system, each with the interface that it calls."""
        for site in self._program.sites:
            for interface in self._graph.at_site.get(site.number, ()):
                yield site, interface

    # Listeners of the program's own messages

    def _to_listeners(self) -> None:
        registers = {name: sender for sender, names in self._words.senders.items() for name in names}
        listening: defaultdict[tuple[str, str, object], list[int]] = defaultdict(list)
        for site, interface in self._sites():
            bus, name = _bus_of(interface)
            if name in registers and bus:
                for key in self._names(site):
                    for argument in site.arguments[1:]:
                        listening[registers[name], bus, key] += self._functions_of(argument)
        for site, interface in self._sites() if listening else ():
            bus, name = _bus_of(interface)
            for key in self._names(site) if name in self._words.senders else ():
                for target in dict.fromkeys(listening.get((name, bus, key), ())):
                    self._edge(site.function, target, site.place)

    def _names(self, site: Site) -> set[object]:
        """The names of the message that a call sends or waits for, as far as they are constants."""
        first = site.arguments[0] if site.arguments else None
        asked: list[Expression] = [first, *(("property", first, name) for name in self._words.message_names)]
        found = [value for each in asked for value in self._resolver.of(each)]
        return {str(value[1]) for value in found if value[0] in ("text", "number")}

    # Workers

    def _to_workers(self) -> None:
        made: defaultdict[int, set[int]] = defaultdict(set)
        for site, interface in self._sites():
            if interface in self._words.workers and site.kind == "new":
                for main in self._begun_by(site):
                    self._edge(site.function, main, site.place)
                    made[site.function].add(main)
        mains = {main for each in made.values() for main in each}
        if not mains:
            return
        ports = self._handlers(self._words.worker_ports)
        threads = self._handlers({f"{worker}()" for worker in self._words.workers})
        for site, interface in self._sites():
            holder, _, name = interface.rpartition(".")
            if name not in self._words.posts:
                continue
            if holder.removesuffix("()") in self._words.workers:
                meant = made.get(site.function) or mains
                records = {self._program.functions[main].record for main in meant}
                for record, target in ports:
                    if record in records:
                        self._edge(site.function, target, site.place, "callback" if len(meant) == 1 else "event")
            elif holder in self._words.worker_ports:
                for _, target in threads:
                    self._edge(site.function, target, site.place, "callback" if len(mains) == 1 else "event")

    def _begun_by(self, site: Site) -> list[int]:
        """The functions that begin the files whose paths a worker is made with."""
        found: list[int] = []
        for value in self._resolver.of(site.arguments[0] if site.arguments else None):
            if value[0] != "text":
                continue
            path = str(value[1])
            path = next((path.removesuffix(end) for end in _ENDINGS if path.endswith(end)), path)
            tail = path.rpartition(_FOLDER)[2].lstrip("./")
            fitting = [source for source in self._program.sources if tail and source.path.endswith(f"/{tail}")]
            found += [source.main for source in fitting[:1] if source.main >= 0]
        return found

    def _handlers(self, holders: frozenset[str] | set[str]) -> list[tuple[int, int]]:
        """Functions that wait for the messages of a thread, each with the file in which they are said to."""
        found: list[tuple[int, int]] = []
        for function in self._program.functions:
            for base, name, held in function.writes:
                if name in self._words.on_messages and self._is_one_of(base, holders):
                    found += [(function.record, target) for target in self._functions_of(held)]
        for site, interface in self._sites():
            holder, _, name = interface.rpartition(".")
            if holder in holders and name in self._words.listeners and _MESSAGE in self._names(site):
                record = self._program.functions[site.function].record
                found += [
                    (record, target) for argument in site.arguments[1:] for target in self._functions_of(argument)
                ]
        return found

    def _is_one_of(self, expression: Expression, holders: frozenset[str] | set[str]) -> bool:
        return any(value[0] == "interface" and value[1] in holders for value in self._resolver.of(expression))

    # Who watches a state

    def _to_watchers(self) -> None:
        """Lead from what writes a state, in a method that decides nothing, to who watches it."""
        watching: defaultdict[tuple[int, object], list[int]] = defaultdict(list)
        for site, interface in self._sites():
            if interface.rpartition(".")[2] in self._words.watches:
                owner = self._owner(site.function)
                for key in self._names(site):
                    for argument in site.arguments[1:]:
                        watching[owner, key] += self._functions_of(argument)
        for function in self._program.functions if watching else ():
            owner = self._owner(function.number)
            if function.number == owner or function.branches:
                continue
            for _, name, _ in function.writes:
                for target in watching.get((owner, name), ()):
                    self._edge(function.number, target, -1)

    def _owner(self, function: int) -> int:
        """The class whose constructor or member a function is; -1 for none."""
        return function if function in self._program.classes else self._program.class_of.get(function, -1)


def _bus_of(interface: str) -> tuple[str, str]:
    """What sends messages, by its last name, and what is called of it."""
    holder, _, name = interface.rpartition(".")
    return holder.rpartition(".")[2], name
