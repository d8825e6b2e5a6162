"""Calls through a receiver: which overriding methods each may reach, and which are so general that nothing is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.found import Edges, Stage
from appaudit.code.graph.program.callbacks import GENERAL_TYPES
from appaudit.code.graph.program.links import PAIRS_PER_CLASS, FileLinks, Flags, Indices, Links
from appaudit.code.values.java_names import descriptor
from appaudit.dex import References
from appaudit.dex.hashes import Hashes, hash_texts, mix
from appaudit.dex.opcodes import VIRTUAL_INVOKES, opcode_table
from appaudit.dex.ordered_values import OrderedHashes
from appaudit.dex.tables import distinct, is_among, spread

#: A virtual method with more overriding methods than this is called through an interface so general that the
#: receiver's type says nothing; where no call of it is reached, the creation of the receivers is taken to be one. A
#: page is not: it is there long before the click that calls such a method of it.
MAX_RECEIVERS = 32
#: Overriding methods compared with calls at once; bounds the working memory.
_CHUNK = 1 << 20
_VIRTUAL = opcode_table(VIRTUAL_INVOKES)


class Dispatch:
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

    def add_to(self, edges: Edges, links: Links, by_user: Flags) -> None:
        """Add what leads from the nodes of calls to the overriding methods, where an object of their class exists.

        Args:
            edges: Where they are added.
            links: All classes.
            by_user: The methods that run when a person does something.
        """
        for chosen, stage in ((~by_user, Stage.ALWAYS), (by_user, Stage.USER)):
            reached = np.flatnonzero(chosen[self.target])
            target = self.target[reached]
            exists = links.method_class[target] + links.method_count
            edges.add(self.source[reached], target, requires=exists, stage=stage)

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
