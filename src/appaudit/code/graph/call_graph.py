"""Who can call whom: one graph over the methods of all DEX files, as arrays.

Besides methods there are nodes that stand for an event, so that the graph grows with the code and not with the number
of possible receivers: "an object of this class exists", "the system runs the callbacks of this class", "this virtual
method is called on some receiver". They cost nothing on a chain. A call through a receiver reaches an overriding
method only where an object of its class exists: those edges have a node that they require.

What a call of a framework method leads to is not in the files; the creation of an object with callbacks stands for it
(`appaudit.code.graph.callbacks`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.animated_properties import add_animated_properties
from appaudit.code.graph.asked_classes import add_asked_classes
from appaudit.code.graph.asked_providers import add_asked_providers
from appaudit.code.graph.bridges import called_by_pages
from appaudit.code.graph.callbacks import (
    ASYNCHRONOUS,
    EVENTS,
    GENERAL_METHODS,
    GENERAL_TYPES,
    NOT_OF_PLATFORM,
)
from appaudit.code.graph.called_by_system import called_by_system, classes_with
from appaudit.code.graph.carried_calls import add_asked_enums, add_carried_calls, are_of_java, carriers_among
from appaudit.code.graph.creations import Creations, Questions, creations_in, static_initialisers
from appaudit.code.graph.edges import Edges, Stage, joined
from appaudit.code.graph.edges_by_instruction import EdgesByInstruction
from appaudit.code.graph.edges_by_target import EdgesByTarget
from appaudit.code.graph.event_buses import EventBuses
from appaudit.code.graph.finished_pages import never_shown
from appaudit.code.graph.foreign_types import unknown_types
from appaudit.code.graph.kept_objects import KeptObjects, kept_objects
from appaudit.code.graph.lazy_chains import LazyChains
from appaudit.code.graph.leaving import leaving_calls
from appaudit.code.graph.links import PAIRS_PER_CLASS, FileLinks, Flags, Indices, Links
from appaudit.code.graph.listed_classes import ListedClasses, ListedMembers
from appaudit.code.graph.loaded_services import add_loaded_services
from appaudit.code.graph.observers import add_notified
from appaudit.code.graph.overridden_methods import OverriddenMethods
from appaudit.code.graph.performed_actions import add_performed_actions
from appaudit.code.graph.reflection import (
    ComponentKinds,
    MethodRoles,
    StartedByAction,
    components_by_action,
    named_members,
    started_components,
)
from appaudit.code.graph.refused_questions import add_refusals
from appaudit.code.graph.registered_receivers import RegisteredReceivers
from appaudit.code.graph.renamed_coroutines import coroutine_bodies
from appaudit.code.graph.shown_documents import ShownDocuments
from appaudit.code.graph.user_actions import called_by_person, user_actions
from appaudit.code.graph.wrapped_reflection import WrappedReflection
from appaudit.code.values.java_names import descriptor, method_name
from appaudit.dex import References, invoke_edges
from appaudit.dex.class_data import ACCESS_STATIC
from appaudit.dex.hashes import Hashes, hash_texts, mix
from appaudit.dex.opcodes import STATIC_INVOKES, VIRTUAL_INVOKES, opcode_table
from appaudit.dex.ordered_values import OrderedHashes, in_order
from appaudit.dex.tables import distinct, is_among, spread
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.record import record
from appaudit.model.shown_classes import NO_CLASSES, ShownClasses

#: A virtual method with more overriding methods than this is called through an interface so general that the
#: receiver's type says nothing; where no call of it is reached, the creation of the receivers is taken to be one. A
#: page is not: it is there long before the click that calls such a method of it.
MAX_RECEIVERS = 32
#: Overriding methods compared with calls at once; bounds the working memory.
_CHUNK = 1 << 20

_VIRTUAL = opcode_table(VIRTUAL_INVOKES)
_STATIC = opcode_table(STATIC_INVOKES)


@record(kw_only=False, eq=False)
class CallGraph:
    """Nodes and edges; edges are sorted by source.

    Nodes are the methods of `links`, then for each class "an object exists", then for each class "its callbacks run",
    then one for each virtual method called.
    """

    links: Links
    node_count: int
    bounds: NDArray[np.int64]
    """The edges of node `n` are `bounds[n]` to `bounds[n + 1]`."""
    source: Indices
    target: Indices
    requires: Indices
    """A node without which the edge cannot be taken, -1 for none."""
    stage: NDArray[np.uint8]
    instruction: Indices
    """The instruction the edge stands for, counted over all files; -1 where it is none."""
    waiting_bounds: NDArray[np.int64]
    waiting: NDArray[np.int64]
    """The edges that require node `n` are `waiting[waiting_bounds[n]:waiting_bounds[n + 1]]`."""
    by_instruction: EdgesByInstruction
    by_target: EdgesByTarget
    overridden: OverriddenMethods
    assumed: NDArray[np.int64]
    """The edges that no call in the code stands for."""
    first_instruction: NDArray[np.int64]
    """For each file where its instructions begin in the count over all files."""
    resolved: tuple[Indices, ...]
    """For each file the method that each of its method identifiers stands for, -1 where the app defines none."""
    is_open: bool
    """Whether code may run that no edge leads to: reflection without constants, code loaded from elsewhere."""
    named: NDArray[np.int64]
    """Rows of what reflection calls by constants, by itself or by the app's wrappers: a method, and an instruction."""
    _names: dict[int, str] = field(default_factory=dict, repr=False)

    def exists(self, class_index: int) -> int:
        """The node that says that an object of a class exists."""
        return self.links.method_count + class_index

    def runs(self, class_index: int) -> int:
        """The node that says that the system calls the callbacks of a class."""
        return self.links.method_count + self.links.class_count + class_index

    def is_of_system(self, node: int) -> bool:
        """Whether a node stands for what the system does with a class: make an object of it, run its callbacks."""
        return 0 <= node - self.links.method_count < 2 * self.links.class_count

    def edges_of(self, instructions: NDArray[np.integer]) -> Flags:
        """The edges that stand for any of some instructions, counted over all files."""
        return self.by_instruction.of(instructions)

    def places_between(self, source: int, target: int) -> frozenset[int]:
        """The instructions of all edges between two nodes, counted over all files; none from a node below 0."""
        if source < 0:
            return frozenset()
        edges = np.arange(self.bounds[source], self.bounds[source + 1])
        places = self.instruction[edges[self.target[edges] == target]]
        return frozenset(places[places >= 0].tolist())

    def is_assumed(self, edge: int) -> bool:
        """Whether no call in the code stands for an edge, given by its number, -1 for none."""
        return edge >= 0 and int(self.stage[edge]) == Stage.ASSUMED

    def file_of(self, method: int) -> FileLinks:
        """The file that defines a method."""
        return self.links.file_of(method)

    def code_of(self, method: int) -> tuple[FileLinks, int]:
        """The file that defines a method and its code item there, -1 where it has no code."""
        return self.links.code_of(method)

    def place_of(self, instruction: int) -> tuple[int, int]:
        """The number of the file that an instruction counted over all files is in, and its position there."""
        file = int(np.searchsorted(self.first_instruction, instruction, side="right")) - 1
        return file, instruction - int(self.first_instruction[file])

    def is_static(self, method: int) -> bool:
        """Whether a method is called on no object."""
        file = self.file_of(method)
        return bool(file.code.class_data.method_access_flags[method - file.first_method] & ACCESS_STATIC)

    def item_of(self, method: int) -> tuple[int, int]:
        """The number of the file that defines a method and its code item there, -1 where it has no code."""
        file, item = self.code_of(method)
        return self.links.files.index(file), item

    def name_of(self, method: int) -> str:
        """A method as facts name it: `com.example.Main.onCreate(Landroid/os/Bundle;)V`."""
        name = self._names.get(method)
        if name is None:
            file = self.file_of(method)
            index = int(file.code.class_data.method_index[method - file.first_method])
            name = self._names[method] = method_name(file.code.dex, index)[1]
        return name


def build_call_graph(
    links: Links,
    words: ConsentWords,
    by_action: Mapping[str, Sequence[StartedByAction]] | None = None,
    document_classes: ShownClasses = NO_CLASSES,
    providers: Mapping[str, Sequence[str]] | None = None,
    listed: ListedClasses | None = None,
) -> CallGraph:
    """The call graph of all files.

    Args:
        links: Their classes and methods.
        words: By which a question for consent is known.
        by_action: The components that the manifest states for an action, by action; none by default.
        document_classes: The names of classes in layouts and other documents, by number of the resource.
        providers: The class names of the app's content providers, by authority.
        listed: The names of classes that the package lists outside its code; none by default.
    """
    edges = Edges()
    first_instruction = np.cumsum([0, *(len(file.code.instructions) for file in links.files)])
    resolved = tuple(
        links.resolve(file.type_class[file.code.dex.method_ids["class_type"]], file.method_signature)
        for file in links.files
    )
    calls = [invoke_edges(file.code.instructions) for file in links.files]
    dispatch = _Dispatch(links, calls)
    by_event = called_by_system(links, EVENTS)
    callbacks = called_by_system(links, ASYNCHRONOUS) | coroutine_bodies(links) | by_event
    kinds = ComponentKinds.of(links)
    by_user = user_actions(links)
    assumed = dispatch.general & ~callbacks & ~kinds.is_made_by_system[links.method_class]
    receiving = [dispatch.nodes(links, file) for file in links.files]
    told = assumed & called_by_person(links, calls, by_user, receiving, (dispatch.source, dispatch.target))
    assumed, by_user = assumed & ~told, by_user | told
    runs = classes_with(links, callbacks | assumed)
    questions = Questions(kinds.is_dialog, words)
    initialisers, carriers = static_initialisers(links), carriers_among(links)
    is_open = links.is_truncated or dispatch.is_truncated
    general = called_by_system(links, ((GENERAL_TYPES, GENERAL_METHODS),))
    kept = kept_objects(links, calls, runs, dispatch.general | general, callbacks | assumed)
    receivers = RegisteredReceivers(links, calls, by_event)
    shown = ShownDocuments(links, document_classes)
    members = ListedMembers(links, calls, resolved, listed) if listed else None
    for index, file in enumerate(links.files):
        base = int(first_instruction[index])
        _add_calls(edges, file, calls[index], resolved[index], receiving[index], base)
        _add_initialised(edges, links, file, calls[index], resolved[index], initialisers, base)
        created = creations_in(file, calls[index], runs, initialisers, questions)
        _add_creations(edges, links, created, runs, kept, index, base)
        roles = MethodRoles(file)
        found = named_members(links, file, calls[index], kinds, roles)
        is_open |= found.is_open
        edges.add(found.source, found.target, instruction=found.instruction + base)
        if members is not None:
            loading, loaded, at = members.named(index)
            edges.add(loading, loaded, instruction=at + base)
        edges.add_started(links, started_components(links, file, calls[index], kinds, roles), base)
        if by_action:
            edges.add_started(links, components_by_action(links, file, calls[index], roles, by_action), base)
        edges.add(*called_by_pages(links, file, calls[index]), stage=Stage.ANY)
        shown.add(edges, index, calls[index], base)
        if providers:
            add_asked_providers(edges, links, file, calls[index], base, providers)
        add_loaded_services(edges, links, file, calls[index], base)
        add_animated_properties(edges, links, file, calls[index], base)
        add_asked_classes(edges, links, file, kinds.is_component, base)
        add_performed_actions(edges, links, file, calls[index], base)
        add_notified(edges, links, file, calls[index], base)
        of_java = are_of_java(file)
        add_carried_calls(edges, links, file, calls[index], base, carriers, of_java)
        add_asked_enums(edges, file, calls[index], base, initialisers, of_java)
        add_refusals(edges, links, file, calls[index], base, words)
        source, receiver, place = receivers.told(index)
        exists = links.method_class[receiver] + links.method_count
        edges.add(source, receiver, instruction=place + base, requires=exists)
        _add_shared_code(edges, file)
    named = _add_told(edges, links, calls, resolved, first_instruction)
    callbacks &= ~never_shown(links)
    _add_class_edges(edges, links, callbacks, by_event, assumed, runs, by_user, initialisers)
    for chosen, stage in ((~by_user, Stage.ALWAYS), (by_user, Stage.USER)):
        reached = np.flatnonzero(chosen[dispatch.target])
        target = dispatch.target[reached]
        exists = links.method_class[target] + links.method_count
        edges.add(dispatch.source[reached], target, requires=exists, stage=stage)
    nodes = dispatch.first + dispatch.count
    return _assemble(links, edges, nodes, first_instruction, resolved, is_open, named)


class _Dispatch:
    """Virtual methods of the app that are called, and the overriding methods that a call may reach."""

    def __init__(self, links: Links, calls: list[References]) -> None:
        self.first = links.method_count + 2 * links.class_count
        self.is_truncated = False
        self._keys = OrderedHashes(_called_keys(links, calls))
        source, target = self._overriding(links)
        receivers = np.bincount(source, minlength=len(self._keys))
        is_general = receivers > MAX_RECEIVERS
        self.general = np.zeros(links.method_count, dtype=bool)
        self.general[target[is_general[source]]] = True
        self.source, self.target = source + self.first, target
        self._has_receivers = receivers > 0

    @property
    def count(self) -> int:
        """How many nodes there are."""
        return len(self._keys)

    def nodes(self, links: Links, file: FileLinks) -> Indices:
        """For each method identifier of a file the node of its calls, -1 where no overriding method is known."""
        classes = file.type_class[file.code.dex.method_ids["class_type"]]
        nodes = np.full(len(classes), -1, dtype=np.int32)
        known = np.flatnonzero(classes >= 0)
        if not len(self._keys):
            return nodes
        wanted = mix(links.class_hash[classes[known]], file.method_signature[known])
        position = self._keys.find(wanted)
        fits = (position >= 0) & self._has_receivers[position]
        nodes[known[fits]] = position[fits] + self.first
        return nodes

    def _overriding(self, links: Links) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of key and method that overrides it in a class below."""
        methods = np.flatnonzero(links.method_is_virtual & links.method_has_code)
        if not len(self._keys) or not len(methods):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        counts = np.diff(links.ancestor_bounds)[links.method_class[methods]]
        if int(counts.sum()) > PAIRS_PER_CLASS * len(methods) + _CHUNK:
            self.is_truncated = True
            counts = np.minimum(counts, PAIRS_PER_CLASS)
        chunk = np.cumsum(counts) // _CHUNK
        sources, targets = [], []
        for members in np.split(np.arange(len(methods)), np.flatnonzero(np.diff(chunk)) + 1):
            owners = links.method_class[methods[members]]
            above = links.ancestors[spread(links.ancestor_bounds[owners], counts[members])]
            overriding = np.repeat(methods[members], counts[members])
            wanted = mix(links.class_hash[above], links.method_signature[overriding])
            position = self._keys.find(wanted)
            hit = position >= 0
            sources.append(position[hit])
            targets.append(overriding[hit])
        return np.concatenate(sources), np.concatenate(targets)


def _called_keys(links: Links, calls: list[References]) -> Hashes:
    """The hashes of class and signature of all virtual calls of the app's classes, in order."""
    general = hash_texts([descriptor(name) for name in GENERAL_TYPES])
    keys = [np.empty(0, dtype=np.uint64)]
    for file, references in zip(links.files, calls, strict=True):
        called = np.zeros(len(file.code.dex.method_ids), dtype=bool)
        called[references.target[_VIRTUAL[references.opcode]]] = True
        types = file.code.dex.method_ids["class_type"]
        classes = file.type_class[types]
        is_general = is_among(file.type_hash, general)
        chosen = np.flatnonzero(called & (classes >= 0) & ~is_general[types])
        keys.append(mix(links.class_hash[classes[chosen]], file.method_signature[chosen]))
    return distinct(np.concatenate(keys))


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


def _add_creations(
    edges: Edges, links: Links, found: Creations, runs: Flags, kept: KeptObjects, index: int, base: int
) -> None:
    place = found.instruction + base
    edges.add(found.source, found.class_index + links.method_count, instruction=place)
    reader, read, at = kept.readers[index]
    edges.add(reader, read + links.method_count + links.class_count, instruction=at + base)
    is_kept = is_among(found.instruction, kept.creations[index])
    called = np.flatnonzero(runs[found.class_index] & ~found.is_asked & ~is_kept)
    target = found.class_index[called] + links.method_count + links.class_count
    edges.add(found.source[called], target, instruction=place[called])
    edges.add(found.initialiser_source, found.initialiser, instruction=found.initialiser_instruction + base)


def _add_told(
    edges: Edges,
    links: Links,
    calls: Sequence[References],
    resolved: Sequence[Indices],
    first_instruction: NDArray[np.int64],
) -> NDArray[np.int64]:
    """What reflection, event buses and lazy chains are told to call; rows of what reflection calls by constants."""
    named = [np.empty((0, 2), dtype=np.int64)]
    wrapped, buses = WrappedReflection(links, calls, resolved), EventBuses(links, calls, resolved)
    chains = LazyChains(links, calls, resolved)
    for index, base in enumerate(first_instruction[:-1].tolist()):
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


def _add_class_edges(
    edges: Edges,
    links: Links,
    callbacks: Flags,
    by_event: Flags,
    assumed: Flags,
    runs: Flags,
    by_user: Flags,
    initialisers: Indices,
) -> None:
    """What follows from the existence of an object, and from the system calling the callbacks of its class."""
    classes = np.arange(links.class_count)
    exists, running = links.method_count, links.method_count + links.class_count
    child = np.repeat(classes, np.diff(links.parent_bounds))
    edges.add(child + exists, links.parents + exists)
    inherits = np.flatnonzero(runs[links.parents])
    edges.add(child[inherits] + running, links.parents[inherits] + running)
    with_initialiser = np.flatnonzero(initialisers >= 0)
    edges.add(with_initialiser + exists, initialisers[with_initialiser])
    by_itself = ((callbacks & ~by_event, Stage.ALWAYS), (by_event, Stage.EVENT), (assumed, Stage.ASSUMED))
    for chosen, stage in by_itself:
        called = np.flatnonzero(chosen)
        edges.add(links.method_class[called] + running, called, stage=stage)
    runnable = np.flatnonzero(runs)
    edges.add(runnable + exists, runnable + running, stage=Stage.USER)
    acted = np.flatnonzero(by_user)
    edges.add(links.method_class[acted] + exists, acted, stage=Stage.USER)
    framework, foreign = unknown_types(links)
    open_methods = links.method_is_virtual & links.method_has_code & framework[links.method_class]
    open_methods &= foreign[links.method_class] | ~is_among(links.method_name, hash_texts(NOT_OF_PLATFORM))
    entered = np.flatnonzero(open_methods & ~callbacks & ~assumed & ~by_user)
    edges.add(links.method_class[entered] + exists, entered, stage=Stage.ANY)


def _assemble(
    links: Links,
    edges: Edges,
    node_count: int,
    first_instruction: NDArray[np.int64],
    resolved: tuple[Indices, ...],
    is_open: bool,
    named: NDArray[np.int64],
) -> CallGraph:
    source = joined(edges.source)
    order = in_order(source)
    source = source[order]
    target, requires, instruction = (
        joined(pieces)[order] for pieces in (edges.target, edges.requires, edges.instruction)
    )
    stage = np.concatenate(edges.stage)[order]
    waiting = np.flatnonzero(requires >= 0)
    waiting = waiting[in_order(requires[waiting])]
    return CallGraph(
        links=links,
        node_count=node_count,
        bounds=_bounds(source, node_count),
        source=source,
        target=target,
        requires=requires,
        stage=stage,
        instruction=instruction,
        waiting_bounds=_bounds(requires[waiting], node_count),
        waiting=waiting,
        by_instruction=EdgesByInstruction(instruction),
        by_target=EdgesByTarget(target, node_count),
        overridden=OverriddenMethods(links),
        assumed=np.flatnonzero(stage == Stage.ASSUMED),
        first_instruction=first_instruction,
        resolved=resolved,
        is_open=is_open,
        named=named,
    )


def _bounds(sorted_nodes: Indices, node_count: int) -> NDArray[np.int64]:
    """Where the entries of each node begin and end, given the node of each entry in order."""
    counts = np.bincount(sorted_nodes, minlength=node_count)
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
