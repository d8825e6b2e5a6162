"""Objects that `ServiceLoader` makes: of the classes that implement what is asked for.

Which of them the package lists under META-INF/services is not looked at: an app holds no others for long, as shrinkers
take out what nothing names. https://docs.oracle.com/javase/8/docs/api/java/util/ServiceLoader.html, 2026-11-30, not
opened.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.program.links import FileLinks, Links
from appaudit.dex import References, const_classes
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.tables import distinct, is_among

_LOADER: Final = "Ljava/util/ServiceLoader;"
_LOADS: Final = ("load", "loadInstalled")
#: Implementations of one service; of an interface that more classes implement nobody makes services.
_MOST: Final = 32


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
    for at in np.flatnonzero(is_among(constants.code_item, items)).tolist():
        asked = file.type_hash[constants.target[at : at + 1]]
        classes = np.flatnonzero(links.marks_below(np.ones(1, dtype=np.uint64), asked) > 0)
        making = (links.method_name == hash_text("<init>")) & links.method_has_code
        made = np.flatnonzero(making & is_among(links.method_class, classes))
        classes = distinct(links.method_class[made])
        if len(classes) > _MOST:
            continue
        targets = np.concatenate([classes + exists, classes + runs, made])
        source = np.full(len(targets), file.item_method[constants.code_item[at]])
        edges.add(source, targets, instruction=np.full(len(targets), int(constants.instruction[at]) + base))
