"""Calls of catalogued methods of the platform by the name of a class of the app that extends the platform's.

A compiler names the class whose code makes a call without naming an object: an activity that asks for the context of
another package asks it of itself, not of `android.content.Context`.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    for method in methods_named(dex, calls.inherited):
        owner, name = dex.method_class(method), dex.method_name(method)
        if owner not in calls.table:
            above = _inherits_from(hierarchy, calls, owner, name)
            entry = calls.table.get(above, {}).get(name)
            if entry is not None:
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


def _inherits_from(hierarchy: Hierarchy, calls: UnseenCalls, owner: str, name: str) -> str:
    """The class of the catalogue that a class has a method from; empty where it, or one between, has its own."""
    for above in hierarchy.above(owner):
        if hierarchy.defines_method(owner, name):
            return ""
        if above in calls.table:
            return above
        owner = above
    return ""
