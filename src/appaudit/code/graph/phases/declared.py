"""Starts of pages and services that no manifest declares: the system refuses them.

https://developer.android.com/guide/topics/manifest/service-element and activity-element, checked 2026-11-28, not
opened. What replaces parts of the system inside the process (a framework for plug-ins or hot fixes) starts them all the
same, under the name of a declared one: where the names of those parts stand in code, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import FileLinks, Flags, Links
from appaudit.code.values.java_names import descriptor
from appaudit.dex import string_constants
from appaudit.dex.hashes import hash_texts
from appaudit.dex.opcodes import CONST_CLASS
from appaudit.dex.tables import is_among, spread
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import ComponentFact

_PAGES: Final = ("android.app.Activity",)
_REFUSED: Final = ("android.app.Activity", "android.app.Service")
#: What is replaced: https://android.googlesource.com/platform/frameworks/base (`ActivityThread`, `LoadedApk`,
#: `ActivityManager`), checked 2026-11-28, not opened.
_REPLACED: Final = (
    "mInstrumentation",
    "execStartActivity",
    "gDefault",
    "IActivityManagerSingleton",
    "IActivityTaskManagerSingleton",
    "mClassLoader",
    "mPackageInfo",
    "mH",
)
_INSTRUMENTATION: Final = ("android.app.Instrumentation",)
#: Code that is in the package as data: what loads it may have a manifest of its own for it.
_HIDDEN: Final = re.compile(r"(?:^|[/!])(?:assets|res|lib)/")


def refused_starts(graph: CallGraph, facts: Iterable[Fact]) -> Flags | None:
    """The edges by which code starts what no manifest declares; None where there are none, or nobody can say.

    Args:
        graph: The methods.
        facts: Those of the whole manifest.
    """
    links = graph.links
    undeclared = _below(links, _REFUSED) & ~_declared(links, facts)
    undeclared &= _is_loaded_by_system(links)
    if not undeclared.any() or _replaces_parts(links):
        return None
    names = np.zeros(graph.node_count, dtype=bool)
    names[graph.exists(0) : graph.exists(0) + links.class_count] = undeclared
    names[graph.runs(0) : graph.runs(0) + links.class_count] = undeclared
    edges = np.flatnonzero(names[graph.target] & (graph.instruction >= 0))
    edges = edges[[_loads_class(graph, int(place)) for place in graph.instruction[edges]]]
    edges = edges[~_made_otherwise(graph, edges)]
    refused: Flags = np.zeros(len(graph.source), dtype=bool)
    refused[edges] = True
    return refused if refused.any() else None


def closed_pages(links: Links, facts: Iterable[Fact]) -> Flags:
    """The classes of pages that nobody can open, because no manifest declares them or one that extends them.

    Args:
        links: All classes.
        facts: Those of the whole manifest.
    """
    closed = _below(links, _PAGES) & _is_loaded_by_system(links)
    if not closed.any() or _replaces_parts(links):
        return np.zeros(links.class_count, dtype=bool)
    declared = np.flatnonzero(_declared(links, facts))
    first = links.ancestor_bounds[declared]
    closed[declared] = False
    closed[links.ancestors[spread(first, links.ancestor_bounds[declared + 1] - first)]] = False
    return closed


def _declared(links: Links, facts: Iterable[Fact]) -> Flags:
    names = [descriptor(fact.name) for fact in facts if isinstance(fact, ComponentFact)]
    return is_among(links.class_hash, hash_texts(names))


def _below(links: Links, names: Iterable[str]) -> Flags:
    hashes = hash_texts([descriptor(name) for name in names])
    found: Flags = links.marks_below(np.ones(len(hashes), dtype=np.uint64), hashes) > 0
    return found


def _is_loaded_by_system(links: Links) -> Flags:
    found: Flags = np.zeros(links.class_count, dtype=bool)
    for file in links.files:
        dex = file.code.dex
        found[file.first_class : file.first_class + len(dex.class_defs)] = not _HIDDEN.search(dex.place)
    return found


def _replaces_parts(links: Links) -> bool:
    """Whether code may stand between the app and the system."""
    return any(map(_names_parts, links.files)) or bool(_below(links, _INSTRUMENTATION).any())


def _names_parts(file: FileLinks) -> bool:
    """Whether code loads the name of such a part; a field of the app's own may be called like it."""
    named = [index for index in map(file.code.dex.find_string, _REPLACED) if index >= 0]
    return bool(named) and bool(np.isin(string_constants(file.code.instructions).target, named).any())


def _loads_class(graph: CallGraph, instruction: int) -> bool:
    file, place = graph.place_of(instruction)
    return int(graph.links.files[file].code.instructions.opcode[place]) == CONST_CLASS


def _made_otherwise(graph: CallGraph, edges: NDArray[np.int64]) -> Flags:
    """Which of these edges another one goes beside: a method that makes objects of a class by reflection as well."""
    pairs = np.stack([graph.instruction[edges], graph.target[edges]])
    _, which, counts = np.unique(pairs, axis=1, return_inverse=True, return_counts=True)
    several: Flags = counts[which.ravel()] > 1
    return several
