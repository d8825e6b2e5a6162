"""Calls of catalogued methods of the platform by the name of a class of the app that extends the platform's.

A compiler names the class whose code makes a call without naming an object: an activity that asks for the context of
another package asks it of itself, not of `android.content.Context`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, takewhile

import numpy as np

from appaudit.code.facts.unseen.unseen_calls import UnseenCalls
from appaudit.code.values.call_search import Call, methods_named
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.hidden_code import UnseenCall


def inherited_calls(
    constants: Constants, hierarchy: Hierarchy, calls: UnseenCalls
) -> Iterator[tuple[Call, UnseenCall]]:
    """The calls of one file, each as one of the platform's class, and its entry of the catalogue."""
    dex = constants.code.dex
    entries: dict[int, tuple[str, str, UnseenCall]] = {}
    extended: dict[str, str] = {}
    called = np.zeros(len(dex.method_ids), dtype=bool)
    called[list(methods_named(dex, calls.inherited))] = True
    for method in np.unique(constants.calls.target[constants.calls.to_any(called)]).tolist():
        owner = dex.method_class(method)
        if owner in calls.table:
            continue
        if owner not in extended:  # few classes extend one of the catalogue, and each has many methods
            extended[owner] = next((above for above in hierarchy.above(owner) if above in calls.table), "")
        above, name = extended[owner], dex.method_name(method) if extended[owner] else ""
        entry = calls.table[above].get(name) if above else None
        if entry is not None and not _has_own(hierarchy, owner, above, name):
            entries[method] = (above, name, entry)
    if not entries:
        return
    mask = np.zeros(len(dex.method_ids), dtype=bool)
    mask[list(entries)] = True
    for position in constants.calls.to_any(mask):
        method = int(constants.calls.target[position])
        owner, name, entry = entries[method]
        item, instruction = int(constants.calls.code_item[position]), int(constants.calls.instruction[position])
        yield Call(instruction, item, method, owner, name), entry


def _has_own(hierarchy: Hierarchy, owner: str, platform: str, name: str) -> bool:
    """Whether a class, or one between it and a class of the platform, defines a method of that name."""
    between = takewhile(lambda above: above != platform, hierarchy.above(owner))
    return any(hierarchy.defines_method(each, name) for each in chain((owner,), between))
