"""What each step of a way at launch depends on: branches, callbacks, what the system makes, whose objects it calls."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.conditions.condition_names import ANY_ELEMENT
from appaudit.code.conditions.conditions import NEVER
from appaudit.code.conditions.failures import Failures
from appaudit.code.conditions.orders import Orders
from appaudit.code.conditions.within_methods import WithinMethods
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.phases.binders import TRANSACT, Binders
from appaudit.code.graph.phases.flows import Flow, Flows
from appaudit.code.graph.phases.phases import Path, Search
from appaudit.code.graph.program.links import Flags
from appaudit.code.graph.questions.asked_methods import AskedMethods
from appaudit.code.graph.questions.shared_calls import SharedCalls
from appaudit.code.ways.fields_called import FieldCalled
from appaudit.code.ways.left_out import of_edge
from appaudit.code.ways.own_collections import OwnCollections
from appaudit.code.ways.receivers import Receivers
from appaudit.code.ways.refuted import Refuted
from appaudit.dex.hashes import hash_texts
from appaudit.model.condition import NOT_AT_FIRST_LAUNCH, Condition, is_of_old_systems, is_of_other_process
from appaudit.model.method_names import plain
from appaudit.model.record import record

#: What compilers call the body of a coroutine and what goes on with it; both names are kept by Kotlin's own rules.
_COROUTINE, _RESUMING = hash_texts(["invokeSuspend", "resumeWith"])
_CONSTRUCTOR: Final = int(hash_texts(["<init>"])[0])
#: What speaks against a way that waits for a setting which has to be stored first: another one runs at a first launch.
UNMET: Final = 12
#: How much a condition speaks against a way. What nobody can have granted holds at no first launch.
_WEIGHTS = {
    **dict.fromkeys(NOT_AT_FIRST_LAUNCH, 100),
    "stored_first": UNMET,
    "signed_in": UNMET,
    "fallback": 12,
    "unlisted": UNMET,
    "resumed": 12,
    "one_of_many": 8,
    "exception": 8,
    "unlikely_exception": UNMET,
    "permission": 6,
    **dict.fromkeys(("downloaded", "stored", "unanswered"), 4),
    "callback": 2,
}
#: The same of what another process has to ask for, which runs in this one only where there is such a process.
_OTHER_PROCESS: Final = 20
#: What the system makes when it is opened, and the call that opens it.
_PAGE, _OPENS = "Landroid/app/Activity;", "android.content.Context.startActivity"
#: Methods that make one kind of object and are looked at.
MOST_MAKERS = 12


@record(kw_only=False)
class Step:
    """A step of a way that depends on something: what takes it, as numbers that `left_out` reads, and on what."""

    places: AbstractSet[int]
    conditions: tuple[Condition, ...]
    weight: int
    """How much the worst of it speaks against it."""
    calls: int = -1
    """The method that is run although the call is made on another object; -1 where there is none."""


@record(kw_only=False)
class _Taken:
    """One step of a way: what it depends on within its method, which the way may have settled, and what else.

    `called_by` says who may call the object, for ways that do not show where it comes from, and `one_of_many` the same
    of a call that may run methods of very many classes, if a way does not make it; `is_chosen` if its making is asked.
    """

    asked: Step | None
    others: tuple[Step, ...]
    called_by: Step | None
    one_of_many: Step | None
    is_chosen: bool


class WaySteps:
    """Answers for the ways of one app what they depend on.

    Args:
        graph: The methods.
        within: What decides within a method.
        binders: What another process has to ask for.
        orders: What waits for somebody's word; nothing by default.
        receivers: Which objects ways call; any by default.
        unentered: Methods that the system does not enter at a first launch, each with what it waits for; none at first.
        failures: Callbacks that are called where something has failed; none by default.
        collections: Objects that the app keeps in lists of its own and calls; none by default.
    """

    def __init__(
        self,
        graph: CallGraph,
        within: WithinMethods,
        binders: Binders,
        orders: Orders | None = None,
        receivers: Receivers | None = None,
        unentered: Mapping[int, Condition] | None = None,
        failures: Failures | None = None,
        collections: OwnCollections | None = None,
    ) -> None:
        self._graph = graph
        self.within = within
        self._methods = graph.links.method_count
        self._collections = collections
        self._failures = failures
        self._binders = binders
        self._orders = orders
        self._receivers = receivers
        self.refuted = Refuted(graph, receivers)
        self._unentered = unentered or {}
        self._flow = Flows(graph)
        self._flows: dict[int, Flow] = {}
        self._asking = AskedMethods(graph)
        self._shared = SharedCalls(graph)
        self._factories: dict[int, tuple[Condition, ...]] = {}
        self._searched: Search | None = None
        self._made: dict[int, tuple[Condition, ...]] = {}
        self._put: dict[int, Step | None] = {}
        self._set: set[int] = set()
        self._taken: dict[tuple[int, int, int, int], _Taken] = {}
        self._found: dict[tuple[tuple[int, ...], tuple[int, ...]], list[Step]] = {}
        self._at_end: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[Condition, ...]] = {}
        self._calls: dict[tuple[int, int], tuple[AbstractSet[int], tuple[Condition, ...]]] = {}

    def _step(self, places: AbstractSet[int], conditions: tuple[Condition, ...]) -> Step:
        return Step(places, conditions, max(map(self.weight_of, conditions), default=0))

    def weight_of(self, condition: Condition) -> int:
        """How much a condition speaks against a way."""
        if (condition.kind == "callback" and condition.subject == TRANSACT) or is_of_other_process(condition):
            return _OTHER_PROCESS
        if is_of_old_systems(condition):
            return UNMET
        return _WEIGHTS.get(condition.kind, 1)

    def weight(self, conditions: Sequence[Condition]) -> int:
        """How much speaks against a way with all of these conditions."""
        return sum(map(self.weight_of, conditions))

    def on_the_way(self, search: Search, path: Path) -> list[Step]:
        """The steps of a way that depend on anything, in order.

        Args:
            search: What runs without what is left out.
            path: The way.
        """
        if self._searched is not search:
            self._searched, self._made, self._asking = search, {}, AskedMethods(self._graph)
            self._taken, self._found, self._put = {}, {}, {}
        key = (path.nodes, path.edges)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._steps_of(search, path)
        return found

    def _steps_of(self, search: Search, path: Path) -> list[Step]:
        steps: list[Step] = []
        met, seen = self._receivers.along(path.nodes) if self._receivers else ({}, dict[int, bool]())
        taken = self._taken
        before, source = -1, path.nodes[0]
        if source in self._unentered:
            steps.append(self._step(set(), (self._unentered[source],)))
        for position in range(1, len(path.nodes)):
            node = path.nodes[position]
            key = (before, source, node, path.edges[position])
            known = taken.get(key)
            if known is None:
                known = taken[key] = self._take(search, path, position)
            asked = known.asked
            if asked is not None:
                holds = met.get(position - 1)
                left = tuple(each for each in asked.conditions if each not in holds) if holds else asked.conditions
                if left:
                    steps.append(asked if left == asked.conditions else self._step(asked.places, left))
            steps += known.others
            # Which of several objects a method makes that gives one of them is what their making depends on.
            is_seen = seen.get(position) or (position in seen and known.is_chosen)
            if not is_seen and known.called_by is not None:
                steps.append(known.called_by)
            elif not is_seen and known.one_of_many is not None:
                exists = int(self._graph.requires[path.edges[position]])
                steps += [] if self._shared.is_of_way(exists, path.nodes[:position]) else [known.one_of_many]
            put = self._put_under(search, path, position)
            if put is not None:
                steps.append(put)
            if self._is_resumed(search, path, position):
                steps.append(self._resumed(path, position))
            if source >= self._methods > node and self._failures is not None:
                failed = self._failed(path, position)
                if failed and not any(_is_failure(each) for step in steps for each in step.conditions):
                    steps.append(failed)
            before, source = source, node
        return steps

    def _is_resumed(self, search: Search, path: Path, position: int) -> bool:
        """Whether a step starts or resumes a coroutine that nothing before it makes: who resumes one resumes all."""
        links, node = self._graph.links, path.nodes[position]
        if node >= self._methods or not self._of_coroutines[node]:
            return False
        exists, caller = self._object_called(path, position)
        if exists < 0 or not search.reached[exists]:
            return False
        if links.method_name[node] == _COROUTINE and links.method_name[caller] != _RESUMING:
            return False
        makers = self._makers(search, exists).tolist()
        before = [each for each in path.nodes[:position] if each < links.method_count]
        return bool(makers) and not any(
            each == maker or self._calls_at_once(each, maker) for each in before for maker in makers
        )

    @cached_property
    def _of_coroutines(self) -> Flags:
        """The methods of the classes of coroutines: what starts one calls it by its function."""
        links = self._graph.links
        classes = np.zeros(links.class_count, dtype=bool)
        classes[links.method_class[links.method_name == _COROUTINE]] = True
        found: Flags = classes[links.method_class]
        return found

    def _calls_at_once(self, caller: int, method: int) -> bool:
        """Whether a method calls another one whatever happens."""
        places, asked = self._call(caller, method)
        return bool(places) and not asked

    def _resumed(self, path: Path, position: int) -> Step:
        node, caller = path.nodes[position], path.before(position, 2)
        condition = Condition(kind="resumed", subject=self._graph.name_of(node), method=self._graph.name_of(caller))
        return Step(set(), (condition,), self.weight_of(condition), node)

    def _failed(self, path: Path, position: int) -> Step | None:
        """The step that a callback is which is called only where something has failed."""
        node, methods = path.nodes[position], self._graph.links.method_count
        if self._failures is None or not self._failures.is_one(node):
            return None
        caller = next((at for at in range(position - 1, -1, -1) if path.nodes[at] < methods), -1)
        places = self._graph.places_between(path.nodes[caller], path.nodes[caller + 1]) if caller >= 0 else frozenset()
        at, name = path.nodes[caller] if caller >= 0 else node, self._graph.name_of(node)
        return self._step(places, (Condition(kind="exception", subject=plain(name), method=self._graph.name_of(at)),))

    def _take(self, search: Search, path: Path, position: int) -> _Taken:
        source, node = path.before(position), path.nodes[position]
        places, asked = self._call(source, node)
        others: list[Step] = []
        made_under = self._made_under(search, path, position)
        if made_under:
            # Another object may be made by the same method: for the main process, where this one is for another.
            elsewhere = {of_edge(path.edges[position])} if any(map(is_of_other_process, made_under)) else set[int]()
            others.append(self._step(elsewhere, made_under))
        if node in self._unentered and self._graph.is_of_system(source):
            others.append(self._step(set(), (self._unentered[node],)))
        waits = self._binders.asked(search, path, position)
        if waits is not None:
            entered = self._graph.places_between(source, node) or self._graph.places_between(
                path.before(position, 2), source
            )
            others.append(self._step(entered, (waits,)))
        stranger, is_stranger = self._called_by_stranger(search, path, position)
        called_by, one_of_many = None, None
        is_shared = self._shared.is_one(source)
        if stranger and is_shared:
            stranger = replace(stranger, kind="one_of_many")
        if stranger and is_stranger:
            called_by = self._step(self._graph.places_between(path.before(position, 2), source), (stranger,))
        elif stranger and is_shared:
            # A search for a way through what makes it would be one for each function of the program.
            one_of_many = Step(set(), (stranger,), self.weight_of(stranger))
        return _Taken(
            self._step(places, asked) if asked else None, tuple(others), called_by, one_of_many, bool(made_under)
        )

    def of_others(self, path: Path, uses: Collection[int]) -> list[Step]:
        """The first step of a way that is taken on another object, or with another value, than what it hands on.

        Args:
            path: The way.
            uses: The instructions of its last method that it leads to, counted over all files.
        """
        if self._receivers is None:
            return []
        if (other := self._receivers.other_object(path.nodes, uses)) is None:
            return []
        weight = self.weight_of(other.condition)
        found = [Step(set(other.places), (other.condition,), weight, other.method)]
        return found if other.taken <= other.places else [Step(set(other.taken), (other.condition,), weight), *found]

    def _call(self, source: int, target: int) -> tuple[AbstractSet[int], tuple[Condition, ...]]:
        """The instructions of all edges between two nodes, and what they depend on where a method holds them.

        Ways have most of their steps in common.
        """
        known = self._calls.get((source, target))
        if known is None:
            places = self._graph.places_between(source, target)
            is_asked = places and source < self._graph.links.method_count
            asked = self.within.of_places(places) if is_asked else ()
            order = self._orders.of_lookup(places) if self._orders and is_asked else None
            known = self._calls[source, target] = places, (order, *asked) if order else asked
        return known

    def _called_by_stranger(self, search: Search, path: Path, position: int) -> tuple[Condition | None, bool]:
        """A call of an interface, and whether the object whose method runs was made in a flow that does not lead there.

        Whether that object is the one called is then a matter of what is stored where, which nobody followed. What asks
        somebody else for the object and calls it then is no stranger; of that nothing is given back.
        """
        graph, node = self._graph, path.nodes[position]
        if graph.is_assumed(path.edges[position]):
            maker = path.before(position, 2)
            at = maker if 0 <= maker < graph.links.method_count else node
            return Condition(kind="callback", subject=graph.name_of(node), method=graph.name_of(at)), True
        exists, caller = self._object_called(path, position)
        if exists < 0:
            return None, False
        is_stranger = True
        if search.reached[exists]:
            makers = self._makers(search, exists)
            if not len(makers):
                return None, False  # the system made it, and what runs of it is its own
            # What the whole program does from there on is asked last: it is most work.
            if not self._asking.called_by(search, caller).isdisjoint(makers.tolist()):
                return None, False
            calls = self._graph.places_between(caller, path.before(position))
            own, made = exists - graph.links.method_count, makers.tolist()[:MOST_MAKERS]
            if self._collections and self._collections.is_called(own, made, calls):
                return None, False
            is_stranger = not self._flow_from(exists, makers).reaches(caller)
        return Condition(kind="callback", subject=graph.name_of(node), method=graph.name_of(caller)), is_stranger

    def _object_called(self, path: Path, position: int) -> tuple[int, int]:
        """The node of the object whose method runs, and the method that calls it; -1 where no receiver matters."""
        graph, node = self._graph, path.nodes[position]
        exists = int(graph.requires[path.edges[position]])
        caller = path.before(position, 2)
        is_call = exists >= 0 and 0 <= caller < graph.links.method_count and node < graph.links.method_count
        return (exists, caller) if is_call else (-1, -1)

    def _made_under(self, search: Search, path: Path, position: int) -> tuple[Condition, ...]:
        """What it depends on whether the object is made whose method a call of an interface runs.

        The system makes a page when it is opened: what leads to the call that opens it counts as well, since a call of
        a method that several pages inherit shows nothing of it.
        """
        if (exists := self._object_called(path, position)[0]) < 0:
            return ()
        is_page = bool(self._pages[exists - self._graph.links.method_count]) and int(search.entered_by[exists]) >= 0
        known = self._made.get(exists)
        if known is None:
            self._made[exists] = ()  # a page on the way to itself is no way
            known = self._made[exists] = self._best_maker(search, exists, is_page=is_page)
        return known

    def _best_maker(self, search: Search, exists: int, *, is_page: bool) -> tuple[Condition, ...]:
        """What it depends on whether an object is made, where that depends on least."""
        best: tuple[Condition, ...] | None = None
        for maker in self._makers(search, exists).tolist()[:MOST_MAKERS]:
            if is_page and self._is_through(search, maker, exists):
                continue
            _, asked = self._call(maker, exists)
            if is_page:
                asked = self._opened_under(search, maker, exists, asked)
            asked = tuple(each for each in asked if each not in (NEVER, ANY_ELEMENT))
            asked = (*asked, *self._of_factory(maker))
            if best is None or self.weight(asked) < self.weight(best):
                best = asked
            if not best:
                break
        return best or ()

    def _of_factory(self, maker: int) -> tuple[Condition, ...]:
        """The systems for which the object is made whose method makes another one: a factory of older ones, say."""
        links = self._graph.links
        node = self._graph.exists(int(links.method_class[maker]))
        if self._graph.is_static(maker) or links.method_name[maker] == _CONSTRUCTOR:
            return ()
        if node not in self._factories:
            makers = self._all_makers(node).tolist()
            found = [{each for each in self._call(one, node)[1] if each.kind == "device"} for one in makers]
            is_whole = bool(makers) and len(makers) == len(self._graph.by_target.of(node))
            common = set.intersection(*found) - {NEVER} if is_whole else set[Condition]()
            self._factories[node] = tuple(sorted(common, key=lambda each: each.subject))
        return self._factories[node]

    def _put_under(self, search: Search, path: Path, position: int) -> Step | None:
        """What is not yet so at a first launch and has to be before an object is in the field that a call takes it of.

        Who puts it there on the way itself has what the way depends on.
        """
        exists, caller = self._object_called(path, position)
        if exists < 0 or self._receivers is None:
            return None
        field = self._receivers.fields.of(frozenset(self._graph.places_between(caller, path.before(position))))
        if field is None or field.identity in self._set:
            return None
        if any(method in path.nodes[:position] for method, _ in field.writes):
            return None
        if field.identity not in self._put:
            self._put[field.identity] = None  # a call of an object that puts itself there
            kept, self._found = self._found, {}
            self._put[field.identity] = self._put_there(search, field)
            self._found = kept
        return self._put[field.identity]

    def _put_there(self, search: Search, field: FieldCalled) -> Step | None:
        """The same of the write that depends on least."""
        writer = self._graph.name_of(field.writes[0][0])
        best = self._step(set(), (Condition(kind="unset", subject=field.name, method=writer),))
        for method, place in field.writes:
            steps = self._to(search, method, place) if search.reached[method] else []
            waited = [step for step in steps if step.weight >= UNMET]
            if not search.reached[method] or any(NEVER in step.conditions for step in steps):
                continue
            if not waited:
                self._set.add(field.identity)
                return None
            heaviest = max(waited, key=lambda step: step.weight)
            if not best.places or heaviest.weight < best.weight:
                asked = (each for step in waited for each in step.conditions if self.weight_of(each) >= UNMET)
                best = Step(heaviest.places, tuple(dict.fromkeys(asked)), heaviest.weight)
        return best

    def _to(self, search: Search, method: int, place: int) -> list[Step]:
        """What it depends on whether launch comes to an instruction of a method."""
        path = search.path_to(method)
        here = self._step({place}, self.within.of_places({place}))
        return [*self.on_the_way(search, path), *self.of_others(path, {place}), here]

    def _opened_under(
        self, search: Search, maker: int, exists: int, asked: tuple[Condition, ...]
    ) -> tuple[Condition, ...]:
        """What it depends on whether a method opens a page, and that nothing opens it where that cannot hold yet."""
        path = search.path_to(maker)
        # What is asked while a page is looked for stays without that page.
        kept, self._taken, self._found = (self._taken, self._found), {}, {}
        steps = [*self.on_the_way(search, path), *self.of_others(path, self._graph.places_between(maker, exists))]
        self._taken, self._found = kept
        found = tuple(dict.fromkeys((*(condition for step in steps for condition in step.conditions), *asked)))
        if all(self.weight_of(each) < UNMET for each in found):
            return found
        return Condition(kind="unopened", subject=_OPENS, method=self._graph.name_of(maker)), *found

    def _is_through(self, search: Search, node: int, exists: int) -> bool:
        """Whether a way needs an object that is not there before it."""
        path = search.path_to(node)
        return exists in path.nodes or any(
            edge >= 0 and int(self._graph.requires[edge]) == exists for edge in path.edges
        )

    @cached_property
    def _pages(self) -> Flags:
        """Which classes are pages."""
        return self._graph.links.marks_below(np.ones(1, dtype=np.uint64), hash_texts([_PAGE])) > 0

    def _makers(self, search: Search, exists: int) -> NDArray[np.int64]:
        """The methods that make an object, those that are reached."""
        found = self._all_makers(exists)
        return found[search.reached[found]]

    def _all_makers(self, exists: int) -> NDArray[np.int64]:
        makers = self._graph.source[self._graph.by_target.of(exists)]
        return makers[makers < self._methods].astype(np.int64)

    def _flow_from(self, exists: int, makers: NDArray[np.int64]) -> Flow:
        """What is reached from the methods that make an object."""
        found = self._flows.get(exists)
        if found is None:
            found = self._flows[exists] = self._flow.of(makers)
        return found

    def at_end(self, path: Path, sites: Sequence[int]) -> tuple[Condition, ...]:
        """What decides in the last method of a way whether any of its places, in code units from its start, runs."""
        key = (path.nodes, tuple(sites))
        found = self._at_end.get(key)
        if found is None:
            found = self._at_end[key] = self._asked_at_end(path, sites)
        return found

    def _asked_at_end(self, path: Path, sites: Sequence[int]) -> tuple[Condition, ...]:
        last = path.nodes[-1]
        asked = self.within.of_sites(last, sites)
        met = self._receivers.met(path.nodes, self.within.uses(last, sites)) if self._receivers and asked else {}
        return tuple(each for each in asked if each not in met.get(len(path.nodes) - 1, ()))


def _is_failure(condition: Condition) -> bool:
    return condition.kind in ("exception", "unlikely_exception")
