"""Code that runs only once a class has been got by its name which neither the package nor any system has.

`Class.forName` throws then, and what stands behind it does not run. Classes of libraries that apps bring along and no
system image puts on its boot class path are meant; those of makers of devices may be there or not.

https://developer.android.com/reference/java/lang/Class#forName(java.lang.String), checked 2026-11-28, not opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.dependence import reached
from appaudit.code.values.java_names import descriptor
from appaudit.dex.tables import is_among
from appaudit.model.condition import Condition

_BROUGHT_ALONG: Final = ("com.google.android.gms.", "com.google.firebase.", "com.android.installreferrer.")
_LOADS: Final = "Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;"


class AbsentClasses:
    """Answers for places in an app's code whether they wait for a class that is not there.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants]) -> None:
        self._graph = graph
        self._files = files
        self._reached: dict[tuple[int, int], set[int] | None] = {}

    def awaited(self, places: Collection[int]) -> Condition | None:
        """The class without which none of some instructions of one method runs, counted over all files."""
        if not places or not self._loads:
            return None
        file, instruction = self._graph.place_of(min(places))
        item = int(self._graph.links.files[file].code.instructions.code_item[instruction])
        loads = self._loads.get((file, item))
        if loads is None:
            return None
        if (file, item) not in self._reached:
            method = self._files[file].method_code(item)
            self._reached[file, item] = None if method is None else reached(method, dict.fromkeys(loads, ()))
        runs = self._reached[file, item]
        base = int(self._graph.first_instruction[file])
        first = self._files[file].body(item).first
        if runs is None or any(place - base - first in runs for place in places):
            return None
        subject = ", ".join(sorted(set(loads.values())))
        name = self._graph.name_of(int(self._graph.links.files[file].item_method[item]))
        return Condition(kind="other_object", subject=subject, method=name)

    @cached_property
    def _loads(self) -> dict[tuple[int, int], dict[int, str]]:
        """For each file and code item the calls that ask for a class which is not there, and its name."""
        found: dict[tuple[int, int], dict[int, str]] = {}
        for index, constants in enumerate(self._files):
            for item, at in _loading_calls(constants):
                names = constants.argument_values(at, 0)
                if names and all(self._is_absent(name) for name in names):
                    place = at - constants.body(item).first
                    found.setdefault((index, item), {})[place] = ", ".join(sorted(map(str, names)))
        return found

    def _is_absent(self, name: object) -> bool:
        if type(name) is not str or not name.startswith(_BROUGHT_ALONG):
            return False
        return self._graph.links.find_class(descriptor(name)) < 0


def _loading_calls(constants: Constants) -> Iterator[tuple[int, int]]:
    """The code items and instructions of calls that get a class by its name, where one of those libraries is named."""
    dex = constants.code.dex
    texts = [text for prefix in _BROUGHT_ALONG for text in dex.strings_with_prefix(prefix)]
    kind = dex.find_type("Ljava/lang/Class;")
    if not texts or kind < 0 or dex.renaming is not None:
        return
    loading = np.zeros(len(dex.method_ids), dtype=bool)
    for method in dex.methods_of_type(kind):
        loading[method] = dex.method_descriptor(method) == _LOADS
    naming = set(constants.texts.code_item[is_among(constants.texts.target, texts)].tolist())
    for call in constants.calls.to_any(loading).tolist():
        if int(constants.calls.code_item[call]) in naming:
            yield int(constants.calls.code_item[call]), int(constants.calls.instruction[call])
