"""Initialisers of androidx.startup that code asks for by their class, or that another one depends on.

The manifest lists those that run by themselves. Any other runs where `AppInitializer.initializeComponent` is handed its
class, and before one whose `dependencies` give its class.
https://developer.android.com/topic/libraries/app-startup, checked 2026-11-30, not opened.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.program.callbacks import INITIALIZER
from appaudit.code.graph.program.called_by_system import called_by_system
from appaudit.code.graph.program.links import FileLinks, Links
from appaudit.dex import References, const_classes
from appaudit.dex.hashes import hash_text
from appaudit.dex.tables import is_among

_INITIALISERS: Final = ((("androidx.startup.Initializer",), INITIALIZER),)
_ASKS: Final = ("Landroidx/startup/AppInitializer;", "initializeComponent")
_DEPENDS, _CONSTRUCTOR = hash_text("dependencies"), hash_text("<init>")


def add_initialisers(edges: Edges, links: Links, file: FileLinks, calls: References, base: int) -> None:
    """Add what leads from methods that ask for an initialiser, or depend on it, to what it does.

    Args:
        edges: Where they are added.
        links: All classes.
        file: The file.
        calls: Its calls.
        base: Its first instruction in the count over all files.
    """
    creating = np.flatnonzero(called_by_system(links, _INITIALISERS)) if file.code.dex.find_type(_ASKS[0]) >= 0 else ()
    if not len(creating):
        return
    owners = links.method_class[creating]
    owner = file.code.dex.method_ids["class_type"]
    asks = (file.method_name == hash_text(_ASKS[1])) & (owner == file.code.dex.find_type(_ASKS[0]))
    asking = set(calls.code_item[calls.to_any(asks)].tolist())
    held = const_classes(file.code.instructions)
    named = file.type_class[held.target]
    for at in np.flatnonzero(is_among(named, owners)).tolist():
        item, initialiser = int(held.code_item[at]), int(named[at])
        method = int(file.item_method[item])
        depends = links.method_name[method] == _DEPENDS and int(links.method_class[method]) in owners
        if item not in asking and not depends:
            continue
        made = [each for each in links.methods_of(initialiser) if links.method_name[each] == _CONSTRUCTOR]
        runs = creating[owners == initialiser].tolist()
        targets = np.array([initialiser + links.method_count, *made, *runs], dtype=np.int64)
        place = np.full(len(targets), int(held.instruction[at]) + base)
        edges.add(np.full(len(targets), method), targets, instruction=place)
        if depends:  # it is asked before its own initialiser runs
            own = creating[owners == links.method_class[method]]
            edges.add(own, np.full(len(own), method))
