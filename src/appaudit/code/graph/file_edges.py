"""The edges that the code of each file shows: its calls, what it makes, and what others run because of either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.found import Edges, Stage
from appaudit.code.graph.libraries.asked_classes import add_asked_classes
from appaudit.code.graph.libraries.event_buses import EventBuses
from appaudit.code.graph.libraries.initialisers import add_initialisers
from appaudit.code.graph.libraries.lazy_chains import LazyChains
from appaudit.code.graph.libraries.leaving import leaving_calls
from appaudit.code.graph.libraries.lifecycle_events import add_lifecycle_events
from appaudit.code.graph.libraries.observers import add_notified
from appaudit.code.graph.objects.creations import Creations, Questions, creations_in
from appaudit.code.graph.objects.kept_objects import kept_objects
from appaudit.code.graph.objects.run_by_receiver import add_run_by_receivers
from appaudit.code.graph.program.callbacks import GENERAL_METHODS, GENERAL_TYPES
from appaudit.code.graph.program.called_by_system import called_by_system
from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links
from appaudit.code.graph.reflection.named_targets import (
    ComponentKinds,
    MethodRoles,
    StartedByAction,
    components_by_action,
    named_members,
    started_components,
)
from appaudit.code.graph.reflection.wrapped_reflection import WrappedReflection
from appaudit.code.graph.system.animated_properties import add_animated_properties
from appaudit.code.graph.system.asked_providers import AskedProviders
from appaudit.code.graph.system.bridges import called_by_pages
from appaudit.code.graph.system.carried_calls import add_asked_enums, add_carried_calls, are_of_java, carriers_among
from appaudit.code.graph.system.listed_classes import ListedClasses, ListedMembers
from appaudit.code.graph.system.loaded_services import add_loaded_services
from appaudit.code.graph.system.performed_actions import add_performed_actions
from appaudit.code.graph.system.refused_questions import add_refusals
from appaudit.code.graph.system.registered_receivers import RegisteredReceivers
from appaudit.code.graph.system.shown_documents import ShownDocuments
from appaudit.code.graph.system.system_calls import SystemCalls
from appaudit.code.graph.system.watched_settings import WatchedSettings
from appaudit.dex import References
from appaudit.dex.opcodes import STATIC_INVOKES, VIRTUAL_INVOKES, opcode_table
from appaudit.dex.tables import is_among
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.record import record
from appaudit.model.shown_classes import NO_CLASSES, ShownClasses

_VIRTUAL = opcode_table(VIRTUAL_INVOKES)
_STATIC = opcode_table(STATIC_INVOKES)


@record(kw_only=False, eq=False)
class FileCalls:
    """The calls of each file, parallel: what they call, by identifiers, and where its instructions begin."""

    calls: Sequence[References]
    resolved: tuple[Indices, ...]
    """For each method identifier the method that it stands for, -1 where the app defines none."""
    receiving: Sequence[Indices]
    """For each method identifier the node of its calls through a receiver, -1 for none."""
    first_instruction: NDArray[np.int64]
    """In the count over all files; that of the end of the last one as well."""


@record(kw_only=False)
class Declared:
    """What manifest and resources say of classes: see `build_call_graph`."""

    by_action: Mapping[str, Sequence[StartedByAction]] | None = None
    document_classes: ShownClasses = NO_CLASSES
    providers: Mapping[str, Sequence[str]] | None = None
    listed: ListedClasses | None = None


class FileEdges:
    """Adds the edges of one file after the other.

    Args:
        links: The program.
        files: Its calls.
        system: What runs without a call.
        kinds: The kinds of its classes.
        general: Methods called through types so general that calls of them lead nowhere.
        initialisers: For each class its static initialiser, -1 where it has none.
        words: By which a question for consent is known.
        declared: What manifest and resources say.
    """

    def __init__(
        self,
        links: Links,
        files: FileCalls,
        system: SystemCalls,
        kinds: ComponentKinds,
        general: Flags,
        initialisers: Indices,
        words: ConsentWords,
        declared: Declared,
    ) -> None:
        self.is_open = False
        """Whether reflection without constants was seen in any file so far."""
        self._links, self._files = links, files
        self._runs, self._kinds, self._initialisers = system.runs, kinds, initialisers
        self._words, self._questions = words, Questions(kinds.is_dialog, words)
        self._by_action, self._providers = declared.by_action, AskedProviders(links, declared.providers or {})
        self._carriers = carriers_among(links)
        calls, by_system = files.calls, system.callbacks | system.assumed
        unlinked = general | called_by_system(links, ((GENERAL_TYPES, GENERAL_METHODS),))
        self._kept = kept_objects(links, calls, system.runs, unlinked, by_system)
        self._told = (RegisteredReceivers(links, calls, system.by_event), WatchedSettings(links, calls))
        self._shown = ShownDocuments(links, declared.document_classes)
        listed = declared.listed
        self._members = ListedMembers(links, calls, files.resolved, listed) if listed else None

    def add_to(self, edges: Edges, index: int) -> None:
        """Add the edges of the file of a number."""
        base = int(self._files.first_instruction[index])
        self._add_called(edges, index, base)
        self._add_named(edges, index, base)
        self._add_run_by_others(edges, index, base)
        for who in self._told:
            source, receiver, place = who.told(index)
            exists = self._links.method_class[receiver] + self._links.method_count
            edges.add(source, receiver, instruction=place + base, requires=exists)
        _add_shared_code(edges, self._links.files[index])

    def _add_called(self, edges: Edges, index: int, base: int) -> None:
        """Calls, what they initialise, and what is made."""
        links, file, calls = self._links, self._links.files[index], self._files.calls[index]
        resolved = self._files.resolved[index]
        _add_calls(edges, file, calls, resolved, self._files.receiving[index], base)
        _add_initialised(edges, links, file, calls, resolved, self._initialisers, base)
        created = creations_in(file, calls, self._runs, self._initialisers, self._questions)
        self._add_creations(edges, created, index, base)

    def _add_named(self, edges: Edges, index: int, base: int) -> None:
        """Classes, methods and components that constants name."""
        links, file, calls = self._links, self._links.files[index], self._files.calls[index]
        roles = MethodRoles(file)
        found = named_members(links, file, calls, self._kinds, roles)
        self.is_open |= found.is_open
        edges.add(found.source, found.target, instruction=found.instruction + base)
        if self._members is not None:
            loading, loaded, at = self._members.named(index)
            edges.add(loading, loaded, instruction=at + base)
        edges.add_started(links, started_components(links, file, calls, self._kinds, roles), base)
        if self._by_action:
            edges.add_started(links, components_by_action(links, file, calls, roles, self._by_action), base)
        edges.add(*called_by_pages(links, file, calls), stage=Stage.ANY)
        self._shown.add(edges, index, calls, base)

    def _add_run_by_others(self, edges: Edges, index: int, base: int) -> None:
        """What the system, Java or a library runs because of a call that names none of it."""
        links, file, calls = self._links, self._links.files[index], self._files.calls[index]
        self._providers.add(edges, file, calls, base)
        add_loaded_services(edges, links, file, calls, base)
        add_animated_properties(edges, links, file, calls, base)
        add_asked_classes(edges, links, file, self._kinds.is_component, base)
        add_performed_actions(edges, links, file, calls, base)
        add_notified(edges, links, file, calls, base)
        add_lifecycle_events(edges, links, file)
        add_initialisers(edges, links, file, calls, base)
        of_java = are_of_java(file)
        add_carried_calls(edges, links, file, calls, base, self._carriers, of_java)
        add_asked_enums(edges, file, calls, base, self._initialisers, of_java)
        add_refusals(edges, links, file, calls, base, self._words)

    def _add_creations(self, edges: Edges, found: Creations, index: int, base: int) -> None:
        place = found.instruction + base
        edges.add(found.source, found.class_index + self._links.method_count, instruction=place)
        reader, read, at = self._kept.readers[index]
        edges.add(reader, read + self._links.method_count + self._links.class_count, instruction=at + base)
        is_kept = is_among(found.instruction, self._kept.creations[index])
        called = np.flatnonzero(self._runs[found.class_index] & ~found.is_asked & ~is_kept)
        target = found.class_index[called] + self._links.method_count + self._links.class_count
        edges.add(found.source[called], target, instruction=place[called])
        first = self._files.first_instruction
        add_run_by_receivers(edges, self._links, found, self._files.resolved[index], first)
        edges.add(found.initialiser_source, found.initialiser, instruction=found.initialiser_instruction + base)


def _add_calls(edges: Edges, file: FileLinks, calls: References, resolved: Indices, nodes: Indices, base: int) -> None:
    caller = file.item_method[calls.code_item]
    place = calls.instruction + base
    callee = resolved[calls.target]
    called = np.where(_VIRTUAL[calls.opcode], nodes[calls.target], -1)
    leaves = leaving_calls(file, calls)
    for target in (callee, called):
        for chosen, stage in ((~leaves, Stage.ALWAYS), (leaves, Stage.EVENT)):
            known = np.flatnonzero((target >= 0) & chosen)
            edges.add(caller[known], target[known], instruction=place[known], stage=stage)


def _add_initialised(
    edges: Edges,
    links: Links,
    file: FileLinks,
    calls: References,
    resolved: Indices,
    initialisers: Indices,
    base: int,
) -> None:
    """A static call runs the static initialiser of the class first."""
    statics = np.flatnonzero(_STATIC[calls.opcode])
    callee = resolved[calls.target[statics]]
    statics, callee = statics[callee >= 0], callee[callee >= 0]
    found = initialisers[links.method_class[callee]]
    runs = found >= 0
    caller = file.item_method[calls.code_item[statics[runs]]]
    edges.add(caller, found[runs], instruction=calls.instruction[statics[runs]] + base)


def add_told(edges: Edges, links: Links, files: FileCalls) -> NDArray[np.int64]:
    """Add what reflection, event buses and lazy chains are told to call; rows of what reflection calls by constants.

    Args:
        edges: Where they are added.
        links: The program.
        files: Its calls.

    Returns:
        As `CallGraph.named`.
    """
    calls, resolved = files.calls, files.resolved
    named = [np.empty((0, 2), dtype=np.int64)]
    wrapped, buses = WrappedReflection(links, calls, resolved), EventBuses(links, calls, resolved)
    chains = LazyChains(links, calls, resolved)
    for index, base in enumerate(files.first_instruction[:-1].tolist()):
        source, target, place = wrapped.named(index)
        edges.add(source, target, instruction=place + base)
        named.append(np.stack([target, place + base], axis=1))
        here = np.array(wrapped.called_here(index), np.int64).reshape(-1, 3)
        named.append(here[:, 1:] + (0, base))
        further = here[here[:, 0] >= 0]
        edges.add(further[:, 0], further[:, 1], instruction=further[:, 2] + base)
        source, subscriber, place = buses.delivered(index)
        exists = links.method_class[subscriber] + links.method_count
        edges.add(source, subscriber, instruction=place + base, requires=exists)
        source, function, place, owner = chains.run(index)
        edges.add(source, function, instruction=place + base, requires=owner + links.method_count)
    return np.concatenate(named)


def _add_shared_code(edges: Edges, file: FileLinks) -> None:
    """Code that several methods share is read as that of the first; the others lead to it."""
    items = file.code.items
    counts = np.diff(items.owner_bounds)
    shared = np.repeat(file.item_method, counts)
    owners = items.owners + file.first_method
    others = np.flatnonzero(owners != shared)
    edges.add(owners[others], shared[others])
