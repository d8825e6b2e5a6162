"""The edges of a call graph as they are found."""

from __future__ import annotations

from dataclasses import field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.links import Indices, Links
from appaudit.code.graph.reflection.named_targets import Started
from appaudit.dex.hashes import hash_texts
from appaudit.dex.tables import is_among, spread
from appaudit.model.record import record


class Stage(IntEnum):
    """When an edge may be taken: always, once something happens outside of the app, once a person acts, or whenever.

    `ASSUMED` is always as well, but no step that anybody takes: the code has no call that it stands for.
    """

    ALWAYS = 0
    ASSUMED = 1
    EVENT = 2
    USER = 3
    ANY = 4


@record(kw_only=False, frozen=False)
class Edges:
    """Edges as they are found: five columns, each a list of pieces; the n-th pieces of all have one length."""

    source: list[Indices] = field(default_factory=list)
    """Nodes."""
    target: list[Indices] = field(default_factory=list)
    """Nodes."""
    requires: list[Indices] = field(default_factory=list)
    """Nodes without which the edges cannot be taken, -1 for none."""
    instruction: list[Indices] = field(default_factory=list)
    """Instructions that the edges stand for, counted over all files; -1 for none."""
    stage: list[NDArray[np.uint8]] = field(default_factory=list)
    """When they may be taken (`Stage`)."""
    agreed: set[int] = field(default_factory=set)
    """Instructions, counted over all files, that make an object which is called when somebody agrees and never else."""

    def add(
        self,
        source: NDArray[np.integer],
        target: NDArray[np.integer],
        *,
        instruction: NDArray[np.integer] | None = None,
        requires: NDArray[np.integer] | None = None,
        stage: Stage = Stage.ALWAYS,
    ) -> None:
        """Add edges: arrays of nodes and instructions, of one length.

        Args:
            source: Where each begins.
            target: Where each leads.
            instruction: What each stands for, counted over all files; nothing by default.
            requires: The node without which each cannot be taken; none by default.
            stage: When all of them may be taken.
        """
        none = np.full(len(source), -1, dtype=np.int32)
        self.source.append(source.astype(np.int32))
        self.target.append(target.astype(np.int32))
        self.requires.append(none if requires is None else requires.astype(np.int32))
        self.instruction.append(none if instruction is None else instruction.astype(np.int32))
        self.stage.append(np.full(len(source), stage, dtype=np.uint8))

    def add_started(self, links: Links, started: Started, base: int) -> None:
        """Add what methods of a file start, whose first instruction is `base`: it is made, and the system calls it."""
        for chosen, stage in ((~started.is_pending, Stage.ALWAYS), (started.is_pending, Stage.EVENT)):
            for offset in (links.method_count, links.method_count + links.class_count):
                place = started.instruction[chosen] + base
                self.add(started.source[chosen], started.target[chosen] + offset, instruction=place, stage=stage)
            counts = np.diff(links.method_bounds)[started.target[chosen]]
            method = spread(links.method_bounds[started.target[chosen]], counts)
            # That a receiver is told something from outside is another matter than that the app tells it.
            is_entered = is_among(links.method_name[method], hash_texts(["<init>", "onReceive"]))
            source, place = np.repeat(started.source[chosen], counts), np.repeat(started.instruction[chosen], counts)
            self.add(source[is_entered], method[is_entered], instruction=place[is_entered] + base, stage=stage)


def joined(pieces: list[Indices]) -> Indices:
    """A column in one piece; its pieces are given up, which halves the peak of memory."""
    column: Indices = np.concatenate(pieces)
    pieces.clear()
    return column


def bounds_of(nodes: Indices, node_count: int) -> Indices:
    """Where the entries of each node begin and end once they are in order, given the node of each entry."""
    bounds = np.zeros(node_count + 1, dtype=np.int32)
    np.cumsum(np.bincount(nodes, minlength=node_count), dtype=np.int32, out=bounds[1:])
    return bounds
