"""When each use of an API runs: at launch before anyone can agree, behind a consent flag, later, or never.

The way from the call graph to facts; nothing here judges what that means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from appaudit.code.conditions.conditions import Conditions
from appaudit.code.conditions.consent_guards import Guards, find_guards
from appaudit.code.conditions.failures import Failures
from appaudit.code.conditions.messages import unsent
from appaudit.code.conditions.orders import Orders
from appaudit.code.conditions.sent_messages import SentMessages
from appaudit.code.conditions.within_methods import WithinMethods
from appaudit.code.first_launch.condition_sources import note_renamed_getters
from appaudit.code.first_launch.fallbacks import Readings
from appaudit.code.first_launch.first_launch import FirstLaunch, first_launch
from appaudit.code.first_launch.grants import RUNTIME_PERMISSIONS, grants_of
from appaudit.code.first_launch.intents import Intents
from appaudit.code.first_launch.launch import Launch
from appaudit.code.first_launch.launch_fields import FieldTables, Times
from appaudit.code.first_launch.missing_keys import MissingKeys, with_keys_put
from appaudit.code.first_launch.named_methods import contradicted, untold
from appaudit.code.first_launch.permission_guards import NOTHING, PermissionGuards
from appaudit.code.first_launch.permission_wrappers import PermissionWrappers
from appaudit.code.first_launch.refusals import Refusals
from appaudit.code.first_launch.unentered import unentered
from appaudit.code.graph.call_graph import build_call_graph
from appaudit.code.graph.libraries.renamed_coroutines import suspension_marks
from appaudit.code.graph.phases.binders import Binders
from appaudit.code.graph.phases.declared import closed_pages, refused_starts
from appaudit.code.graph.phases.entry_points import EntryPoints, declared_by_action, find_entry_points, launchers
from appaudit.code.graph.phases.phases import Phase, Phases
from appaudit.code.graph.program.finished_pages import never_shown
from appaudit.code.graph.program.links import Flags, instructions_at, link
from appaudit.code.graph.questions.absent_classes import AbsentClasses
from appaudit.code.graph.questions.merged_classes import MergedClasses
from appaudit.code.graph.questions.seen_callers import are_callers_seen
from appaudit.code.graph.system.asked_providers import providers_by_authority
from appaudit.code.graph.system.listed_classes import listed_classes
from appaudit.code.reach.destinations import Destinations
from appaudit.code.reach.early_grants import EarlyGrants
from appaudit.code.reach.hidden_ways import may_run
from appaudit.code.reach.moments import WORDS, Reach, when
from appaudit.code.reach.named_places import are_among, methods_named
from appaudit.code.reach.taken_at_word import TakenAtWord
from appaudit.code.values.constants import Constants
from appaudit.code.values.field_values import FieldValues
from appaudit.code.values.java_names import descriptor
from appaudit.code.values.unreached import unreached
from appaudit.code.ways.argument_types import ArgumentTypes
from appaudit.code.ways.certainty import Certainty
from appaudit.code.ways.handed_values import HandedValues
from appaudit.code.ways.objects import Objects
from appaudit.code.ways.own_collections import OwnCollections
from appaudit.code.ways.receivers import Receivers
from appaudit.code.ways.way import Way
from appaudit.code.ways.way_steps import WaySteps
from appaudit.code.ways.ways import Ways
from appaudit.dex import DexCode
from appaudit.dex.tables import distinct, is_among
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.condition import Condition
from appaudit.model.destination import Destination
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import ApiCallFact, PermissionRequestFact, Teller
from appaudit.model.facts.package import AppFact
from appaudit.model.knowledge import Knowledge, PermissionInfo
from appaudit.model.method_names import plain
from appaudit.model.shown_classes import NO_CLASSES, ShownClasses

_Beginning = tuple[Orders, Intents, Launch, FirstLaunch]
#: How often it is asked anew what objects of merged classes launch makes.
_MOST_ROUNDS = 8


class Reachability:
    """Answers when methods of an app run.

    Args:
        codes: All DEX files of the app.
        facts: The manifest's facts; without them nothing is known.
        words: How flags of consent are called.
        permissions: The platform's permissions by name; without them nothing is known of what an app may do.
        are_all_declared: Whether the facts are those of the whole manifest, and the files all code of the app.
        meta_data: The names of the application's meta-data; None where not all of them are known.
        shipped: Settings in files of the package, by key; none by default.
        texts: The names of the texts among the resources; None where not all of them are known.
        document_classes: The names of classes in layouts and other documents, by number of the resource.
        listing: Texts of the resources that may name a class, or mark one in the manifest.
    """

    def __init__(
        self,
        codes: Sequence[DexCode],
        facts: Iterable[Fact],
        words: ConsentWords,
        permissions: Mapping[str, PermissionInfo] | None = None,
        *,
        are_all_declared: bool = False,
        meta_data: frozenset[str] | None = None,
        shipped: Mapping[str, str] | None = None,
        texts: frozenset[str] | None = None,
        document_classes: ShownClasses = NO_CLASSES,
        listing: Collection[str] = (),
    ) -> None:
        links, known = link(codes), list(facts)
        by_action, providers = declared_by_action(known), providers_by_authority(known)
        listed = listed_classes(known, listing)
        self._graph = build_call_graph(links, words, by_action, document_classes, providers, listed)
        self._methods, self._is_among = partial(methods_named, self._graph), partial(are_among, self._graph)
        entries = find_entry_points(self._graph, known)
        self._merged = MergedClasses(self._graph)
        self._later = np.empty(0, dtype=np.int64)
        self._never = np.empty(0, dtype=np.int64)
        self._is_whole = are_all_declared and entries is not None and not entries.missing
        self._refused = refused_starts(self._graph, known) if self._is_whole else None
        self._closed = closed_pages(links, known) if self._is_whole else np.zeros(links.class_count, dtype=bool)
        self._cut_off = np.concatenate(
            [unreached(code) + base for code, base in zip(codes, self._graph.first_instruction.tolist(), strict=False)]
            or [self._later]
        )
        self._awaited = NOTHING
        self._ways: Ways | None = None
        self._began: _Beginning | None = None
        self._suspended: frozenset[tuple[str, str]] = frozenset()
        self._seen: dict[str, bool] = {}
        self._read_at: list[tuple[int, int]] = []
        self._possible: Flags | None = None
        self._doubtful = [] if entries is None else entries.doubtful
        self._components = [] if entries is None else entries.made_at_launch(self._graph)
        self._entered = [] if entries is None else [*entries.launch, *entries.background, *entries.other]
        self._launchers = launchers(self._graph, known)
        self._meta_data = meta_data
        self._shipped = shipped or {}
        self._texts = texts
        self._missing: MissingKeys | None = None
        app = next((fact for fact in known if isinstance(fact, AppFact)), None)
        self._min_sdk, self._package = (-1, "") if app is None else (app.min_sdk, app.package)
        self._grants = grants_of(known, permissions or {})
        self._refusals = Refusals(self._grants)
        self._checks = PermissionGuards(self._graph, max(self._min_sdk, 1), self._package)
        self._early = EarlyGrants(self._graph, entries, self._grants, self._checks)
        self._phases = None if entries is None else self._launch(entries)
        self._may_be_dead = entries is not None and not entries.missing and not self._graph.is_open
        self._guards = np.empty(0, dtype=np.int64)
        self._words = words
        self._named: Mapping[int, int] = {}
        self._granted, self._waiting = frozenset[str](), self._later[:0]
        self._at_word: TakenAtWord | None = None
        self._ways_at_word: Ways | None = None
        if self._phases is not None:
            self._find_guards(self._phases)

    def _launch(self, entries: EntryPoints) -> Phases:
        """The phases; nothing runs that waits for a permission which the app does not declare.

        Code of merged classes runs at launch only for the objects that launch makes.
        """
        never = self._without(self._refused, self._cut_off)
        phases = Phases(self._graph, entries, never=never)
        waiting = self._checks.waiting(self._grants.never, phases.of_method != Phase.DEAD).instructions
        self._never = distinct(np.concatenate([self._cut_off, waiting]))
        if len(waiting):
            never = self._without(never, waiting)
            phases = Phases(self._graph, entries, never=never)
        for _ in range(_MOST_ROUNDS if self._merged else 0):
            # What does not run makes no objects either.
            later = self._merged.idle(phases.launched, distinct(np.concatenate([self._never, self._later])))
            if len(later) <= len(self._later):
                break
            self._later = later
            phases = Phases(self._graph, entries, later=self._graph.edges_of(later), never=never)
        return phases

    def _without(self, never: Flags | None, instructions: NDArray[np.int64]) -> Flags | None:
        """The edges that nothing takes, with those of some instructions."""
        if not len(instructions):
            return never
        edges = self._graph.edges_of(instructions)
        return edges if never is None else never | edges

    def await_grants(self, requests: Iterable[PermissionRequestFact]) -> None:
        """Take into account that nobody can have granted what nothing has asked for when the app starts.

        Args:
            requests: All places in the code that ask for permissions, with what they ask for.
        """
        if self._phases is None or not self._grants.asked:
            return
        asked: set[str] = set()
        for request in requests:
            reach = self.of(request.caller_class, request.caller, "")
            if reach.phase == "pre_consent" and not reach.guarded:
                asked |= set(request.permissions)
                self._early.note(self._methods(request.caller_class, request.caller), request.permissions)
        self._await(self._phases, Refusals(self._grants, self._grants.asked - asked))

    def may_be_granted(self, requests: Iterable[PermissionRequestFact]) -> None:
        """Take into account that launch asks for permissions, and nobody can say for which: it may be any of them.

        Args:
            requests: The places in the code that do.
        """
        if self._phases is not None:
            for request in requests:
                self._early.note(self._methods(request.caller_class, request.caller), self._grants.asked)
            self._await(self._phases, Refusals(self._grants, may_be_asked=self._refusals.ungranted))

    def _await(self, phases: Phases, refusals: Refusals) -> None:
        launched = phases.launched[: self._graph.links.method_count]
        self._awaited = self._checks.waiting(refusals.withheld, launched, RUNTIME_PERMISSIONS)
        self._refusals = refusals
        self._ways = self._ways_at_word = None

    def named_methods(self) -> Iterator[tuple[int, int, str]]:
        """What reflection calls by constants: file, position of the instruction, method."""
        for method, instruction in self._graph.named.tolist():
            yield *self._graph.place_of(instruction), self._graph.name_of(method)

    def note_readings(self, calls: Iterable[ApiCallFact]) -> None:
        """Note where personal data is read that the system gives at a first launch; before ways are asked for."""
        self._ways = self._ways_at_word = None
        for call in calls:
            if call.role != "data" or call.weak or not call.certain or self._refusals.withhold(call):
                continue
            told = ((each.caller_class, each.caller, each.sites) for each in call.tellers)
            for owner, caller, sites in ((call.caller_class, call.caller, call.sites), *told):
                for method in self._methods(owner, caller):
                    file, item = self._graph.code_of(method)
                    number = self._graph.links.files.index(file)
                    self._read_at += [(number, place) for place in instructions_at(file, item, sites)]

    def refused(self, call: ApiCallFact) -> tuple[Condition, ...]:
        """The system's answer to a call at a first launch, where nobody can have granted what it needs."""
        methods, held = self._methods(call.caller_class, call.caller), np.concatenate([self._guards, self._later])
        return self._early.answered(self._refusals.of(call), methods, self._phases, held)

    def check_names(self, files: Sequence[Constants]) -> None:
        """Take into account what methods with the name of a consent give at launch; before anything else is placed.

        Args:
            files: What is known of the constants of each file.
        """
        if self._phases is None or not len(self._guards) or not self._named:
            return
        self._began = self._beginning(self._phases, files)
        launch = self._began[-1]
        doubted = contradicted(self._graph, launch, self._named)
        unbelieved = untold(self._graph, launch, self._named) - doubted
        if doubted:
            self._find_guards(self._phases, doubted)
            self._began = self._ways = None
        surely = self._guards_of(self._phases, self._granted, doubted, unbelieved).instructions if unbelieved else None
        if surely is not None and not is_among(self._guards, surely).all():
            closed = distinct(np.concatenate([surely, self._waiting, self._later]))
            self._at_word = TakenAtWord(self._graph, self._phases, closed, unbelieved)

    def _find_guards(self, phases: Phases, doubted: frozenset[int] = frozenset()) -> None:
        """Guards, leaving out keys that code at launch sets to "agreed" by itself, and methods not to be believed."""
        guards = self._guards_of(phases, frozenset(), doubted)
        self._named, self._waiting = guards.named, self._later[:0]
        self._block(phases, guards.instructions)
        self._granted = frozenset(key for method, key in guards.grants if phases.unguarded[method])
        if self._granted:
            guards = self._guards_of(phases, self._granted, doubted)
            self._block(phases, guards.instructions)
        if self._merged and len(self._guards):
            idle = self._merged.idle(phases.unguarded, distinct(np.concatenate([self._guards, self._later])))
            self._waiting = idle[~is_among(idle, self._later)]
            self._block(phases, distinct(np.concatenate([guards.instructions, self._waiting])))

    def _guards_of(
        self,
        phases: Phases,
        granted: frozenset[str],
        doubted: frozenset[int],
        unbelieved: frozenset[int] = frozenset(),
    ) -> Guards:
        launched = phases.launched[: self._graph.links.method_count]
        values = [FieldValues(file.code) for file in self._graph.links.files]
        tables, numbers = cache(lambda: FieldTables(self._graph, values, self._times(phases))), self._merged.numbers
        return find_guards(self._graph, launched, self._words, granted, tables, doubted, unbelieved, numbers)

    def _block(self, phases: Phases, guards: NDArray[np.int64]) -> None:
        self._guards = guards
        phases.block(self._graph.edges_of(np.concatenate([guards, self._later])))

    def under_conditions(
        self, uses: Sequence[tuple[str, str, tuple[int, ...]]], files: Sequence[Constants]
    ) -> list[Way | None]:
        """For each use at launch what else decides whether it runs, on the way that depends on least.

        Args:
            uses: Class, caller as facts name it, and the places in its code in code units from its start.
            files: What is known of the constants of each file.

        Returns:
            None for what launch does not reach without a guard.
        """
        if self._phases is None or not uses:  # to make ways takes a twentieth of a small app's time
            return [None] * len(uses)
        if self._ways is None:
            closed = distinct(np.concatenate([self._guards, self._later]))
            self._ways = self._make_ways(self._phases, closed, files)
        methods = [next(iter(self._methods(owner, caller)), -1) for owner, caller, _ in uses]
        return self._ways.to([(method, places) for method, (_, _, places) in zip(methods, uses, strict=True)])

    def at_word(self, uses: Sequence[tuple[str, str, tuple[int, ...]]], files: Sequence[Constants]) -> list[Way | None]:
        """The same for uses that wait for consent: None unless they do by the names of methods alone."""
        word = self._at_word
        if word is None or not uses:
            return [None] * len(uses)
        if self._ways_at_word is None:
            self._ways_at_word = self._make_ways(word.phases, word.guards, files)
        open_ones = [
            (next(iter(self._methods(*use[:2])), -1) if self.is_open_at_word(*use) else -1, use[2]) for use in uses
        ]
        return [way and word.told(way) for way in self._ways_at_word.to(open_ones)]

    def is_open_at_word(self, caller_class: str, caller: str, sites: Sequence[int]) -> bool:
        """Whether no more than the name of a method keeps a use, given as for `of`, from running before consent."""
        word, method = self._at_word, next(iter(self._methods(caller_class, caller)), -1)
        is_open = word is not None and method >= 0 and bool(word.phases.unguarded[method])
        return is_open and word is not None and not self._is_among(word.guards, method, "", sites)

    def gives_up(self, caller_class: str, caller: str, sites: Sequence[int]) -> tuple[Condition, ...]:
        """What calls of a start look for in the package in vain, so that they give up; known once ways are.

        Args:
            caller_class: Class of the caller, as `of` takes it.
            caller: The method that makes the calls.
            sites: The places of the calls in its code, in code units from its start.
        """
        method = next(iter(self._methods(caller_class, caller)), -1)
        file, item = self._graph.code_of(method) if method >= 0 else (None, -1)
        if self._missing is None or file is None or item < 0:
            return ()
        number = self._graph.links.files.index(file)
        found = self._missing.of([(number, place) for place in instructions_at(file, item, sites)])
        return (found,) if found else ()

    def are_callers_seen(self, name: str) -> bool:
        """Whether nothing leads to a method, as facts name it, but calls of its own file that name it."""
        if name not in self._seen:
            methods = self._methods(plain(name).rpartition(".")[0], name)
            self._seen[name] = len(methods) == 1 and are_callers_seen(self._graph, methods[0])
        return self._seen[name]

    def through(self, way: Way, teller: Teller) -> Way:
        """The way to who tells a helper what to read, led on to where the helper does."""
        if self._ways is None:
            return way
        found = [self._methods(plain(name).rpartition(".")[0], name) for name in teller.through]
        steps = [(methods[0], place) for methods, place in zip(found, teller.places, strict=True) if methods]
        return self._ways.led_on(way, steps)

    def _make_ways(self, phases: Phases, closed: NDArray[np.int64], files: Sequence[Constants]) -> Ways:
        graph, launched = self._graph, phases.launched
        orders, intents, launching, launch = self._began = self._began or self._beginning(phases, files)
        self._missing = MissingKeys(graph, launch)
        given = self._grants.given
        conditions = Conditions(
            graph,
            files,
            self._min_sdk,
            self._merged.fields,
            given,
            orders,
            launch,
            self._package,
            Readings(graph, self._read_at),
            PermissionWrappers(self._checks),
            self._suspended,
        )
        sent = unsent(
            graph,
            files,
            lambda idle: phases.launched_without(self._graph.edges_of(np.concatenate([closed, idle]))).reached,
            closed,
        )
        silent = sent.waiting
        objects = Objects(graph, files, launched)
        values = HandedValues(graph, files, objects, intents, conditions)
        absent = AbsentClasses(graph, files) if self._is_whole else None
        receivers = Receivers(graph, objects, values, self._components, ArgumentTypes(graph, files))
        binders = Binders(graph, phases, closed)
        unshown = never_shown(graph.links, launch.taken) & phases.unguarded
        waiting = unentered(graph, unshown, self._refusals.withheld, launch.untold())
        failures = Failures(graph, files)
        messages = SentMessages(graph, sent, conditions, launch)
        within = WithinMethods(graph, conditions, self._awaited, silent, absent, messages)
        collections = OwnCollections(graph, files, objects, conditions)
        steps = WaySteps(graph, within, binders, orders, receivers, waiting, failures, collections)
        held_up = distinct(np.concatenate([self._awaited.instructions, silent]))
        certainty = Certainty(graph, files, conditions, launching.fields)
        early = self._early.before_pages(phases, graph.edges_of(closed), self._refusals.ungranted)
        return Ways(graph, phases, closed, steps, held_up, binders.entries, frozenset(waiting), certainty, early)

    def _beginning(self, phases: Phases, files: Sequence[Constants]) -> _Beginning:
        """What holds at a first launch, whatever is granted and read: the same however often ways are made."""
        note_renamed_getters(files)
        self._suspended = suspension_marks(self._graph.links)
        intents = Intents(self._graph, files, phases.launched, self._launchers)
        launching = Launch(
            self._graph,
            files,
            self._times(phases),
            self._entered,
            with_keys_put(files, self._meta_data),
            self._shipped,
            self._texts,
            intents.of_launched(),
        )
        return Orders(self._graph, files, phases.launched), intents, launching, first_launch(launching)

    def _times(self, phases: Phases) -> Times:
        """When methods run, as far as it matters for what they store and set."""
        if self._possible is None:
            self._possible = may_run(self._graph, phases.reached, self._doubtful, phases.never)
        waiting = distinct(np.concatenate([self._guards, self._later]))
        held = self._graph.edges_of(waiting)
        unprompted = phases.unprompted(np.array([*self._entered, *self._doubtful], dtype=np.int64), held)
        is_seen = phases.of_method != Phase.DEAD
        early, later = phases.unguarded, ~unprompted & (is_seen | ~self._possible)
        return Times(early, later, waiting, is_seen)

    def of(self, caller_class: str, caller: str, api: str, sites: Sequence[int] = ()) -> Reach:
        """When a use of an API runs.

        Args:
            caller_class: A class in Java notation.
            caller: The method as facts name it, with its descriptor; a bare name stands for the first of its overloads.
            api: The API as facts name it.
            sites: Where in the caller it is used, in code units from its start; searched for where not given.
        """
        if self._phases is None:
            return Reach()
        reaches = [self._of_method(self._phases, method, api, sites) for method in self._methods(caller_class, caller)]
        return min(reaches, key=when, default=Reach())

    def is_reached(self, caller_class: str, caller: str) -> bool:
        """Whether something that was read leads to a method; true of all where nobody knows what the system enters."""
        if self._phases is None:
            return True
        methods = self._methods(caller_class, caller)
        phases = self._phases
        return not methods or any(
            phases.of_method[method] != Phase.DEAD or self._may_run(phases, method) for method in methods
        )

    def is_closed(self, owner: str) -> bool:
        """Whether a class in Java notation is that of a page that nobody can open: no manifest declares it."""
        class_index = self._graph.links.find_class(descriptor(owner))
        return class_index >= 0 and bool(self._closed[class_index])

    def earliest(self, methods: Iterable[str]) -> Reach:
        """When the first of several methods runs, each given as facts name it; unknown where none is known."""
        reaches = [self.of(name.rpartition(".")[0], name, "") for name in methods]
        return min(reaches, key=when, default=Reach())

    def destinations(
        self, uses: Sequence[tuple[str, str, tuple[int, ...]]], knowledge: Knowledge
    ) -> list[tuple[Destination, ...]]:
        """For each use where its value goes; uses are given as for `under_conditions`."""
        found = Destinations(self._graph, knowledge)
        methods = [next(iter(self._methods(owner, caller)), -1) for owner, caller, _ in uses]
        return [found.of(method, places) for method, (_, _, places) in zip(methods, uses, strict=True)]

    def makes_request(self, uses: Sequence[tuple[str, str, tuple[int, ...]]], knowledge: Knowledge) -> list[bool]:
        """For each use whether a request is seen to be built from its value; given as for `under_conditions`."""
        found = Destinations(self._graph, knowledge)
        methods = [next(iter(self._methods(owner, caller)), -1) for owner, caller, _ in uses]
        return [found.makes_request(method, places) for method, (_, _, places) in zip(methods, uses, strict=True)]

    def _of_method(self, phases: Phases, method: int, api: str, sites: Sequence[int]) -> Reach:
        phase = Phase(int(phases.of_method[method]))
        if phase is not Phase.DEAD and self._is_among(self._never, method, api, sites):
            return Reach("dead")
        if phase is Phase.LAUNCH:
            if self._is_among(self._later, method, api, sites):
                return Reach("other", False, phases.chain(method)[-1:])
            if phases.unguarded[method] and not self._is_among(self._guards, method, api, sites):
                return Reach("pre_consent", False, phases.unguarded_chain(method))
            return Reach("pre_consent", True, phases.chain(method))
        if phase is Phase.DEAD:
            return Reach("dead" if self._may_be_dead and not self._may_run(phases, method) else "unknown")
        return Reach(WORDS[phase], False, phases.chain(method))

    def _may_run(self, phases: Phases, method: int) -> bool:
        """Whether something that is not followed may lead to a method that nothing is seen to lead to."""
        if self._possible is None:
            self._possible = may_run(self._graph, phases.reached, self._doubtful, phases.never)
        return bool(self._possible[method])
