"""The ways from launch to a use that depend on as little as possible, and what the best of them depends on.

The shortest way is tried first. What stands under a condition on it is left out, and the next way is looked for; a few
rounds for all uses together. Where every way so far calls other objects than the one whose method it runs, one is
looked for that leads through where that object is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.conditions.condition_names import ANY_ELEMENT
from appaudit.code.conditions.conditions import NEVER
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.phases.phases import Path, Phases, Search
from appaudit.code.graph.program.links import Flags
from appaudit.code.ways.before_pages import BeforePages
from appaudit.code.ways.certainty import Certainty
from appaudit.code.ways.default_objects import DefaultObjects
from appaudit.code.ways.left_out import left_out
from appaudit.code.ways.way import Uses, Way
from appaudit.code.ways.way_steps import MOST_MAKERS, UNMET, Step, WaySteps
from appaudit.dex.tables import distinct, is_among
from appaudit.model.condition import DOUBTFUL, Condition, doubt_of

#: Ways to one use that are tried; each costs a search through what launch reaches.
_ROUNDS: Final = 8
#: Conditions that are named for one use; those that weigh most are.
_NAMED: Final = 6
#: What speaks against a way that depends on so much that few such ways run: more than one strong condition does.
_DOUBTED: Final = 8
#: Ways tried through one method that makes an object, and searches for them in one app.
_MAKER_ROUNDS: Final = 4
_MOST_SEARCHES: Final = 120
#: Ways to the uses that wait for one and the same step, and searches for them in one app.
_APART_ROUNDS: Final = 4
_MOST_APART: Final = 40
#: Ways tried past one step that takes something for granted, and searches for them in one app.
_SURER_ROUNDS: Final = 3
_MOST_SURER: Final = 40
#: Ways tried that begin once a page is there.
_LATER_ROUNDS: Final = 3
#: Searches past settings that are stored only once a person acts.
_GATE_ROUNDS: Final = 6
#: What a way says that leads on with another object or value than is needed.
_OTHERS: Final = ("other_object", "other_value")
#: Kinds of objects above the one that a method makes, up to the one that the method called belongs to.
_KINDS_ABOVE: Final = 4


def _heaviest(steps: list[Step]) -> Step:
    return max(steps, key=lambda step: step.weight)


def _may_be_later(way: Way, asks: Callable[[Sequence[Condition]], bool]) -> bool:
    return asks(way.conditions) or any(condition.kind in _OTHERS for condition in way.conditions)


def _is_ungranted(way: Way) -> bool:
    return any(condition.kind == "ungranted" for condition in way.conditions)


class Ways:
    """Looks for ways in one app.

    Args:
        graph: The methods.
        phases: What launch reaches.
        guards: Instructions that wait for a stored consent, counted over all files.
        steps: What each step depends on.
        held_up: Instructions that nobody can have made possible at a first launch, counted over all files; ways past
            them go first.
        entries: Edges that another process has to take; ways past them go first.
        unentered: Methods that the system does not enter at a first launch; ways past them go first, none by default.
        certainty: What ways take for granted; of ways on which as much decides the surer one is given.
        early: What nobody can have granted before there is a page; nothing by default.
    """

    def __init__(
        self,
        graph: CallGraph,
        phases: Phases,
        guards: NDArray[np.int64],
        steps: WaySteps,
        held_up: NDArray[np.int64],
        entries: Flags,
        unentered: frozenset[int] = frozenset(),
        certainty: Certainty | None = None,
        early: BeforePages | None = None,
    ) -> None:
        self._graph = graph
        self._certainty = certainty
        self._defaults = DefaultObjects(graph, certainty) if certainty else None
        self._kept: dict[int, Path] = {}
        self._phases = phases
        self._guards = guards
        self._guarded = graph.edges_of(guards)
        self._steps = steps
        self._early = early
        self._held_up = held_up
        self._entries = entries
        self._unentered = unentered
        self._never: set[int] = set()
        self._shut: Flags | None = None
        self._left_out: frozenset[int] = frozenset()
        self._first: tuple[Flags, frozenset[int], Search] | None = None
        self._searches_left = _MOST_SEARCHES
        self._apart_left = _MOST_APART
        self._surer_left = _MOST_SURER

    def to(self, uses: Uses) -> list[Way | None]:
        """The best way to each use; None where no open way leads there."""
        found: list[Way | None] = [None] * len(uses)
        self._kept = {}
        pending = [index for index, (method, _) in enumerate(uses) if method >= 0]
        pending = [index for index in pending if self._phases.open_ways.reached[uses[index][0]]]
        entered = self._entering(self._unentered)
        tiers = (
            (self._held_up, self._entries if entered is None else self._entries | entered, self._unentered),
            (self._held_up, entered, self._unentered),
            (self._guards[:0], None, frozenset[int]()),
        )
        for waiting, self._shut, self._left_out in tiers:
            self._look(uses, pending, found, waiting)
            pending = [index for index in pending if found[index] is None]
            if not pending:
                break
        search = self._without(self._guards[:0], set())
        for index in pending:
            method, sites = uses[index]
            if search.reached[method]:
                path = search.path_to(method)
                steps = self._on_the_way(search, path, sites)
                found[index] = self._way(path, steps, self._weighed(path, steps, sites))
            else:
                found[index] = Way((), (), runs=False)  # all ways to it wait for a system that there is not
        self._mark_later(uses, found)
        return found

    def _mark_later(self, uses: Uses, found: list[Way | None]) -> None:
        """Mark the ways to what nothing reaches but past steps that do not come before a person acts.

        They wait for settings that are stored only then, or are taken on another object or with another value, whatever
        leads there.
        """
        asks = self._steps.within.waits_for_act
        pending = [index for index, way in enumerate(found) if way and way.runs and _may_be_later(way, asks)]
        self._shut, self._left_out, blocked, instead = None, frozenset(), set[int](), dict[int, Path]()
        for _ in range(_GATE_ROUNDS if pending else 0):
            search, further = self._without(self._guards[:0], blocked), set[int]()
            barred = self._barred(self._guards[:0], blocked)
            instead = {each: step for each, step in instead.items() if search.reached[step.nodes[0]]}
            right = self._phases.launched_from(search, sorted(instead), barred) if instead else None
            for index in pending:
                way, (method, sites) = found[index], uses[index]
                path = search.path_to(method) if search.reached[method] else None
                if path is None and right and right.reached[method]:
                    onward = right.path_to(method)
                    step = instead[onward.nodes[0]]
                    path = search.path_to(step.nodes[0]).and_then(step).and_then(onward)
                is_over = path is None
                if path is not None:
                    steps = self._on_the_way(search, path, sites)
                    further |= {place for step in steps if asks(step.conditions) for place in step.places}
                    refuted = self._steps.refuted.step(search, path, self._steps.within.uses(method, sites))
                    is_over = refuted is not None and not refuted.places
                    further |= refuted.places if refuted else set()
                    instead |= {each.nodes[-1]: each for each in refuted.instead} if refuted else {}
                if way is not None:
                    found[index] = replace(way, is_later=way.is_later or is_over)
            if further <= blocked:
                break
            blocked |= further

    def led_on(self, way: Way, steps: Sequence[tuple[int, int]]) -> Way:
        """A way led on through further calls, with what decides in each method whether it makes its call.

        Args:
            way: The way, to the first call.
            steps: The methods called, each with the place of the next call in it, in code units from its start.
        """
        within = [each for method, place in steps for each in self._steps.within.of_sites(method, (place,))]
        named = dict.fromkeys((*way.conditions, *(each for each in within if each not in (NEVER, ANY_ELEMENT))))
        names = (self._graph.name_of(method) for method, _ in steps)
        return replace(way, chain=(*way.chain, *names), conditions=tuple(named), runs=way.runs and NEVER not in within)

    def _look(self, uses: Uses, pending: Sequence[int], found: list[Way | None], waiting: NDArray[np.int64]) -> None:
        """Look for ways that do not lead through what waits, first for any that run and then for better ones.

        One step of a way that depends on something is left out at a time: the one that weighs most, and in further
        goes the first and the last.
        """
        for chosen in (_heaviest, itemgetter(0), itemgetter(-1)):
            self._improve(uses, pending, found, waiting, chosen)
            pending = [index for index in pending if (way := found[index]) is None or way.weight]
        self._look_apart(uses, pending, found, waiting)
        self._lead_through_makers(uses, pending, found, waiting)
        self._look_later(uses, pending, found, waiting)
        self._look_surer(uses, found, waiting)

    def _improve(
        self,
        uses: Uses,
        pending: Sequence[int],
        found: list[Way | None],
        waiting: NDArray[np.int64],
        chosen: Callable[[list[Step]], Step],
    ) -> None:
        blocked: set[int] = set()
        for _ in range(_ROUNDS):
            search = self._without(waiting, blocked)
            before = len(blocked) + len(self._never)
            reached = [index for index in pending if search.reached[uses[index][0]]]
            for index in reached:
                steps = self._try(search, search.path_to(uses[index][0]), uses, index, found)
                avoidable = [step for step in steps if step.places and set(step.conditions) != {ANY_ELEMENT}]
                if avoidable:
                    blocked |= chosen(avoidable).places
            # What the last blocks cut off keeps the best way that it had; no way is better than one without conditions.
            pending = [index for index in reached if (way := found[index]) is None or way.weight]
            if len(blocked) + len(self._never) == before:
                break

    def _try(self, search: Search, path: Path, uses: Uses, index: int, found: list[Way | None]) -> list[Step]:
        """Keep the way to a use where it is better than the one so far; its steps, none where it never runs."""
        steps = self._on_the_way(search, path, uses[index][1])
        never = {place for step in steps if NEVER in step.conditions for place in step.places}
        self._never |= never
        if never:
            return []
        weighed, known = self._weighed(path, steps, uses[index][1]), found[index]
        if known is None or weighed[1] < known.weight:
            found[index], self._kept[index] = self._way(path, steps, weighed), path
        return steps

    def _look_apart(
        self, uses: Uses, pending: Sequence[int], found: list[Way | None], waiting: NDArray[np.int64]
    ) -> None:
        """Look for ways past a step that does not come at a first launch, for all uses that wait for it and no others.

        What is left out for the sake of other uses may be the very way that leads there.
        """
        search = self._without(waiting, set())
        groups: dict[frozenset[int], list[int]] = {}
        for index in pending:
            way = found[index]
            if way is None or way.weight < UNMET or not search.reached[uses[index][0]]:
                continue
            steps = self._on_the_way(search, search.path_to(uses[index][0]), uses[index][1])
            waited = [step for step in steps if step.weight >= UNMET and step.places]
            for step in dict.fromkeys(frozenset(each.places) for each in (*waited[:1], *waited[-1:])):
                groups.setdefault(step, []).append(index)
        for places, wanted in sorted(groups.items(), key=lambda each: -len(each[1])):
            self._look_past(set(places), wanted, uses, found, waiting)

    def _look_past(
        self,
        blocked: set[int],
        wanted: Sequence[int],
        uses: Uses,
        found: list[Way | None],
        waiting: NDArray[np.int64],
    ) -> None:
        for _ in range(_APART_ROUNDS):
            wanted = [index for index in wanted if (way := found[index]) is not None and way.weight >= UNMET]
            if not wanted or self._apart_left <= 0:
                return
            self._apart_left -= 1
            search = self._without(waiting, blocked)
            wanted = [index for index in wanted if search.reached[uses[index][0]]]
            further: set[int] = set()
            for index in wanted:
                steps = self._try(search, search.path_to(uses[index][0]), uses, index, found)
                further |= next((step.places for step in steps if step.weight >= UNMET and step.places), set())
            if further <= blocked:
                return
            blocked = blocked | further

    def _look_surer(self, uses: Uses, found: list[Way | None], waiting: NDArray[np.int64]) -> None:
        """Look for ways past what a way takes for granted on which no more decides, for all that share the step.

        What is left to a person anyway is left as it is, but for what shares its method with anything else.
        """
        told = {uses[index][0] for index in self._kept if (way := found[index]) and doubt_of(way.conditions) < DOUBTFUL}
        groups: dict[frozenset[int], list[int]] = {}
        for index, path in self._kept.items():
            step = self._first_granted(path, uses[index]) if uses[index][0] in told else frozenset[int]()
            if step:
                groups.setdefault(step, []).append(index)
        self._kept = {}  # what one tier found is not looked at again by the next
        for places, wanted in sorted(groups.items(), key=lambda each: -len(each[1])):
            if self._surer_left <= 0:
                return
            self._go_past(set(places), wanted, uses, found, waiting)

    def _go_past(
        self,
        blocked: set[int],
        wanted: Sequence[int],
        uses: Uses,
        found: list[Way | None],
        waiting: NDArray[np.int64],
    ) -> None:
        for _ in range(_SURER_ROUNDS):
            self._surer_left -= 1
            search, further, left = self._without(waiting, blocked), set[int](), []
            for index in wanted:
                way, sites = found[index], uses[index][1]
                if way is None or not search.reached[uses[index][0]]:
                    continue
                path = search.path_to(uses[index][0])
                steps = self._on_the_way(search, path, sites)
                if any(NEVER in step.conditions for step in steps):
                    continue
                heavy, weighed = [step for step in steps if step.places], self._weighed(path, steps, sites)
                if weighed[1] > way.weight:
                    further |= _heaviest(heavy).places if heavy else set()
                    left.append(index)
                    continue
                step = self._first_granted(path, uses[index])
                if step:
                    further |= step
                    left.append(index)
                else:
                    found[index] = self._way(path, steps, weighed)
            wanted = left
            if not wanted or further <= blocked or self._surer_left <= 0:
                return
            blocked = blocked | further

    def _first_granted(self, path: Path, use: tuple[int, Sequence[int]]) -> frozenset[int]:
        """The first step of a way that takes something for granted, that within its last method left out."""
        method, sites = use
        granted = self._certainty.of(path, self._steps.within.uses(method, sites)) if self._certainty else []
        uses = frozenset(self._steps.within.uses(method, sites)) if granted else frozenset[int]()
        return next((each.places for each in granted if each.places != uses), frozenset())

    def _on_the_way(self, search: Search, path: Path, sites: Sequence[int]) -> list[Step]:
        """All steps of a way that depend on something; what it hands on is asked of it as a whole."""
        steps = [
            *self._steps.on_the_way(search, path),
            *self._steps.of_others(path, self._steps.within.uses(path.nodes[-1], sites)),
            *(self._defaults.of(path) if self._defaults else ()),
        ]
        return self._early.told(path, steps) if self._early else steps

    def _look_later(
        self, uses: Uses, pending: Sequence[int], found: list[Way | None], waiting: NDArray[np.int64]
    ) -> None:
        """Look for ways that come to a check once a page is there, where nobody can have granted anything before."""
        if self._early is None:
            return
        refused = [index for index in pending if (way := found[index]) is not None and _is_ungranted(way)]
        if not refused:
            return
        ungranted, search = self._without(np.concatenate([waiting, self._early.instructions]), set()), None
        begins, before, blocked = self._early.later(ungranted.reached), self._without(waiting, set()), set[int]()
        for _ in range(_LATER_ROUNDS):
            search = self._phases.launched_from(ungranted, begins, self._barred(waiting, blocked))
            reached, known = [index for index in refused if search.reached[uses[index][0]]], len(blocked)
            for index in reached:
                onward = search.path_to(uses[index][0])
                path = ungranted.path_to(onward.nodes[0]).and_then(onward)
                steps = [step for step in self._try(before, path, uses, index, found) if step.places]
                blocked |= _heaviest(steps).places if steps else set()
            refused = [index for index in reached if (way := found[index]) is not None and _is_ungranted(way)]
            if not refused or len(blocked) == known:
                return

    def _lead_through_makers(
        self, uses: Uses, pending: Sequence[int], found: list[Way | None], waiting: NDArray[np.int64]
    ) -> None:
        """Where all ways so far call other objects, look for one through a method that makes the object it takes."""
        missed = [index for index in pending if (way := found[index]) is not None and way.calls >= 0]
        if not missed:
            return
        before = self._without(waiting, set())
        by_maker: dict[int, list[int]] = {}
        makers: dict[int, list[int]] = {}
        for index in missed:
            way = found[index]
            if way is None or not before.reached[uses[index][0]]:
                continue
            if way.calls not in makers:
                makers[way.calls] = self._makers_of(before, way.calls)
            for maker in makers[way.calls]:
                by_maker.setdefault(maker, []).append(index)
        for maker, wanted in by_maker.items():
            still = [index for index in wanted if (way := found[index]) is None or way.calls >= 0]
            self._lead_through(maker, before, uses, still, found, waiting)

    def _lead_through(
        self,
        maker: int,
        before: Search,
        uses: Uses,
        wanted: Sequence[int],
        found: list[Way | None],
        waiting: NDArray[np.int64],
    ) -> None:
        """Ways through one method, those first that hand nothing on which is another object."""
        blocked: set[int] = set()
        to_maker = before.path_to(maker)
        for _ in range(_MAKER_ROUNDS):
            if not wanted or self._searches_left <= 0:
                return
            self._searches_left -= 1
            search = self._phases.launched_from(before, (maker,), self._barred(waiting, blocked))
            wanted = [index for index in wanted if search.reached[uses[index][0]]]
            for index in wanted:
                path = to_maker.and_then(search.path_to(uses[index][0]))
                steps = self._try(before, path, uses, index, found)
                blocked |= {place for step in steps if step.calls >= 0 for place in step.places}
            wanted = [index for index in wanted if (way := found[index]) is None or way.calls >= 0]

    def _makers_of(self, search: Search, method: int) -> list[int]:
        """The reached methods that make objects on which a method can be called."""
        graph = self._graph
        nodes = np.array([graph.exists(int(graph.links.method_class[method]))], dtype=np.int64)
        makers: list[int] = []
        for _ in range(_KINDS_ABOVE):
            sources = distinct(graph.source[graph.by_target.of_any(nodes)].astype(np.int64))
            sources = sources[search.reached[sources]]
            makers += sources[sources < graph.links.method_count].tolist()
            nodes = sources[sources >= graph.links.method_count]
            if not len(nodes):
                break
        return makers[:MOST_MAKERS]

    def _without(self, waiting: NDArray[np.int64], blocked: set[int]) -> Search:
        """What launch reaches without what waits, what is blocked and what no system runs."""
        barred = self._barred(waiting, blocked)
        if barred is None:
            return self._phases.open_ways
        nodes = self._left_out.union(left_out(blocked).nodes)
        if blocked:
            return self._phases.launched_without(barred, nodes)
        # Every series of searches begins with the same one, until more is known never to run. What is asked of a search
        # is kept as long as the next one is another object.
        if self._first is None or self._first[1] != nodes or not np.array_equal(self._first[0], barred):
            self._first = barred, nodes, self._phases.launched_without(barred, nodes)
        return copy(self._first[2])

    def _entering(self, methods: frozenset[int]) -> Flags | None:
        """The edges on which the system enters any of some methods; None where there are none."""
        if not methods:
            return None
        links = self._graph.links
        is_class = (self._graph.source >= links.method_count) & (
            self._graph.source < self._graph.runs(links.class_count)
        )
        entering: Flags = is_class & is_among(self._graph.target, list(methods))
        return entering

    def _barred(self, waiting: NDArray[np.int64], blocked: set[int]) -> Flags | None:
        """The edges that are not taken; None where only guards bar any."""
        barred = left_out(blocked | self._never)
        if not (blocked or self._never or len(waiting)) and self._shut is None:
            return None
        further = np.array(barred.instructions, dtype=np.int64)
        closed = self._guarded | self._graph.edges_of(np.concatenate([waiting, further]))
        closed[list(barred.edges)] = True
        return closed if self._shut is None else closed | self._shut

    def _weighed(
        self, path: Path, steps: Sequence[Step], sites: Sequence[int]
    ) -> tuple[list[Condition], int, tuple[Condition, ...]]:
        """What a way depends on, how much speaks against it, and what decides within its last method."""
        within = self._steps.at_end(path, sites)
        if self._early:
            within = self._early.told_at_end(path, within, self._steps.within.uses(path.nodes[-1], sites))
        asked = [condition for step in steps for condition in step.conditions]
        named = [each for each in dict.fromkeys((*asked, *within)) if each not in (NEVER, ANY_ELEMENT)]
        weight = self._steps.weight(named) + sum(ANY_ELEMENT in step.conditions for step in steps)
        weight += _DOUBTED if doubt_of(named) >= DOUBTFUL else 0
        return named, weight, within

    def _way(
        self, path: Path, steps: Sequence[Step], weighed: tuple[list[Condition], int, tuple[Condition, ...]]
    ) -> Way:
        named, weight, within = weighed
        if len(named) > _NAMED:
            heaviest = sorted(named, key=lambda each: -self._steps.weight_of(each))[:_NAMED]
            named = [each for each in named if each in heaviest]
        calls = max((step.calls for step in steps), default=-1)
        is_later = self._steps.within.waits_for_act(within)
        return Way(self._phases.chain_of(path), tuple(named), NEVER not in within, weight, calls, is_later)
