"""Objects that `ServiceLoader` makes: of the classes that implement what is asked for.

Which of them the package lists under META-INF/services is not looked at: an app holds no others for long, as shrinkers
take out what nothing names. https://docs.oracle.com/javase/8/docs/api/java/util/ServiceLoader.html, 2026-11-30, not
opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.program.links import FileLinks, Links
from appaudit.dex import References, const_classes
from appaudit.dex.hashes import Hashes, hash_text, hash_texts
from appaudit.dex.tables import distinct, is_among

_LOADER: Final = "Ljava/util/ServiceLoader;"
_LOADS: Final = ("load", "loadInstalled")
#: Implementations of one service; of an interface that more classes implement nobody makes services.
_MOST: Final = 32
#: Services that are looked for at once.
_BITS: Final = 64


def add_loaded_services(edges: Edges, links: Links, file: FileLinks, calls: References, base: int) -> None:
    """Add what leads from methods that ask for services, and hold their class as a constant, to what is made then.

    Args:
        edges: Where it is added.
        links: All classes.
        file: The file.
        calls: Its calls.
        base: Its first instruction in the count over all files.
    """
    owners = (file.type_hash == hash_text(_LOADER))[file.code.dex.method_ids["class_type"]]
    items = calls.code_item[calls.to_any(owners & is_among(file.method_name, hash_texts(_LOADS)))]
    if not len(items):
        return
    constants = const_classes(file.code.instructions)
    exists, runs = links.method_count, links.method_count + links.class_count
    places = np.flatnonzero(is_among(constants.code_item, items)).tolist()
    kinds = distinct(constants.target[places]).tolist()
    offered = dict(zip(kinds, _offered(links, file.type_hash[kinds]), strict=True))
    for at in places:
        made = offered[int(constants.target[at])]
        classes = distinct(links.method_class[made])
        if len(classes) > _MOST:
            continue
        targets = np.concatenate([classes + exists, classes + runs, made])
        source = np.full(len(targets), file.item_method[constants.code_item[at]])
        edges.add(source, targets, instruction=np.full(len(targets), int(constants.instruction[at]) + base))


def _offered(links: Links, services: Hashes) -> Iterator[NDArray[np.int64]]:
    """For each of some services, by the hashes of their names, the constructors of the classes that implement it."""
    making = np.flatnonzero((links.method_name == hash_text("<init>")) & links.method_has_code)
    owners = links.method_class[making]
    for first in range(0, len(services), _BITS):
        asked = services[first : first + _BITS]
        marks = np.uint64(1) << np.arange(len(asked), dtype=np.uint64)
        below = links.marks_below(marks, asked)[owners]
        for mark in marks:
            yield making[below & mark > 0]
