"""Who can call whom: one graph over the methods of all DEX files, as arrays.

Besides methods there are nodes that stand for an event, so that the graph grows with the code and not with the number
of possible receivers: "an object of this class exists", "the system runs the callbacks of this class", "this virtual
method is called on some receiver". They cost nothing on a chain. A call through a receiver reaches an overriding
method only where an object of its class exists: those edges have a node that they require.

What a call of a framework method leads to is not in the files; the creation of an object with callbacks stands for it
(`appaudit.code.graph.program.callbacks`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.by_instruction import EdgesByInstruction
from appaudit.code.graph.edges.by_target import EdgesByTarget
from appaudit.code.graph.edges.dispatch import Dispatch
from appaudit.code.graph.edges.found import Edges, Stage, bounds_of, joined
from appaudit.code.graph.file_edges import Declared, FileCalls, FileEdges, add_told
from appaudit.code.graph.objects.creations import static_initialisers
from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links
from appaudit.code.graph.program.overridden_methods import OverriddenMethods
from appaudit.code.graph.reflection.named_targets import ComponentKinds, StartedByAction
from appaudit.code.graph.system.listed_classes import ListedClasses
from appaudit.code.graph.system.system_calls import add_class_edges, system_calls
from appaudit.code.values.java_names import method_name
from appaudit.dex import invoke_edges
from appaudit.dex.class_data import ACCESS_STATIC
from appaudit.dex.ordered_values import in_order
from appaudit.freed_memory import give_back_freed
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.record import record
from appaudit.model.shown_classes import NO_CLASSES, ShownClasses

#: Edges of graphs whose pieces are worth giving back: those of some 50 MB of bytecode.
_MANY_EDGES: Final = 1_500_000


@record(kw_only=False, eq=False)
class CallGraph:
    """Nodes and edges; edges are sorted by source.

    Nodes are the methods of `links`, then for each class "an object exists", then for each class "its callbacks run",
    then one for each virtual method called.
    """

    links: Links
    node_count: int
    bounds: Indices
    """The edges of node `n` are `bounds[n]` to `bounds[n + 1]`."""
    source: Indices
    target: Indices
    requires: Indices
    """A node without which the edge cannot be taken, -1 for none."""
    stage: NDArray[np.uint8]
    instruction: Indices
    """The instruction the edge stands for, counted over all files; -1 where it is none."""
    waiting_bounds: Indices
    waiting: Indices
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
    agreed: frozenset[int]
    """Instructions, counted over all files, that make an object which is called when somebody agrees and never else."""
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
        first = memoryview(self.first_instruction)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
        file = bisect_right(first, instruction) - 1
        return file, instruction - first[file]

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
    calls = [invoke_edges(file.code.instructions) for file in links.files]
    dispatch = Dispatch(links, calls)
    files = FileCalls(
        calls,
        resolved=tuple(
            links.resolve(file.type_class[file.code.dex.method_ids["class_type"]], file.method_signature)
            for file in links.files
        ),
        receiving=[dispatch.nodes(links, file) for file in links.files],
        first_instruction=np.cumsum([0, *(len(file.code.instructions) for file in links.files)]),
    )
    kinds, initialisers = ComponentKinds.of(links), static_initialisers(links)
    system = system_calls(links, calls, dispatch, files.receiving, kinds.is_made_by_system)
    declared = Declared(by_action, document_classes, providers, listed)
    edges = Edges()
    of_files = FileEdges(links, files, system, kinds, dispatch.general, initialisers, words, declared)
    for index in range(len(links.files)):
        of_files.add_to(edges, index)
    named = add_told(edges, links, files)
    add_class_edges(edges, links, system, initialisers)
    dispatch.add_to(edges, links, system.by_user)
    is_open = links.is_truncated or dispatch.is_truncated or of_files.is_open
    node_count = dispatch.first + dispatch.count
    del dispatch, system, of_files  # the peak of memory is what follows
    return _assemble(links, edges, node_count, files, is_open, named)


def _assemble(
    links: Links,
    edges: Edges,
    node_count: int,
    files: FileCalls,
    is_open: bool,
    named: NDArray[np.int64],
) -> CallGraph:
    source = joined(edges.source)
    order = in_order(source).astype(np.int32)
    source = source[order]
    target, requires, instruction = (
        joined(pieces)[order] for pieces in (edges.target, edges.requires, edges.instruction)
    )
    stage = np.concatenate(edges.stage)[order]
    if order.size > _MANY_EDGES:
        give_back_freed()  # the pieces were thousands of small arrays between others that stay
    waiting = np.flatnonzero(requires >= 0).astype(np.int32)
    waiting = waiting[in_order(requires[waiting])]
    return CallGraph(
        links=links,
        node_count=node_count,
        bounds=bounds_of(source, node_count),
        source=source,
        target=target,
        requires=requires,
        stage=stage,
        instruction=instruction,
        waiting_bounds=bounds_of(requires[waiting], node_count),
        waiting=waiting,
        by_instruction=EdgesByInstruction(instruction),
        by_target=EdgesByTarget(target, node_count),
        overridden=OverriddenMethods(links),
        assumed=np.flatnonzero(stage == Stage.ASSUMED),
        first_instruction=files.first_instruction,
        resolved=files.resolved,
        is_open=is_open,
        agreed=frozenset(edges.agreed),
        named=named,
    )
