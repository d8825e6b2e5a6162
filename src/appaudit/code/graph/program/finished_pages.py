"""Pages that are finished while they are created: the system destroys them, and neither starts nor shows them.

https://developer.android.com/reference/android/app/Activity#finish(), checked 2026-11-29, not opened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

import numpy as np

from appaudit.code.graph.program.links import Flags, Links
from appaudit.code.values.control_flow import read_method
from appaudit.code.values.dependence import decisions
from appaudit.dex import invoke_edges
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.opcodes import VIRTUAL_INVOKES
from appaudit.dex.operands import source_registers
from appaudit.dex.tables import distinct, is_among

_PAGE: Final = "Landroid/app/Activity;"
_CREATED: Final = hash_text("onCreate")
#: What a page that was finished before is spared. Others run while its content is made.
_SHOWN: Final = (
    "onStart", "onRestoreInstanceState", "onPostCreate", "onResume", "onPostResume", "onAttachedToWindow",
    "onWindowFocusChanged", "onCreateOptionsMenu", "onResumeFragments",
)  # fmt: skip
_FINISHING: Final = ("finish", "finishAffinity", "finishAndRemoveTask")

Taken = Callable[[int], Mapping[int, Collection[int]]]
"""For a method where its branches go of which that is known, as `decisions` takes it."""


def never_shown(links: Links, taken: Taken = lambda method: {}) -> Flags:
    """The methods of pages that run once a page is shown, of those that are finished at once and have no page below.

    Args:
        links: The methods.
        taken: Where branches go; anywhere by default, so that a page is finished whatever happens.
    """
    found: Flags = np.zeros(links.method_count, dtype=bool)
    is_page = links.marks_below(np.ones(1, dtype=np.uint64), hash_texts([_PAGE])) > 0
    is_page[links.parents] = False
    created = np.flatnonzero((links.method_name == _CREATED) & links.method_has_code & is_page[links.method_class])
    own_way = distinct(links.method_class[is_among(links.method_name, hash_texts(_FINISHING))])
    pages: dict[int, bool] = {}
    for method in created.tolist():
        page = int(links.method_class[method])
        above = links.ancestors[links.ancestor_bounds[page] : links.ancestor_bounds[page + 1]]
        is_plain = not is_among([page, *above], own_way).any()  # a page of its own way of finishing may stay
        pages[page] = pages.get(page, True) and is_plain and _finishes(links, method, taken)
    for page in (page for page, is_finished in pages.items() if is_finished):
        methods = np.array(links.methods_of(page), dtype=np.int64)
        found[methods[is_among(links.method_name[methods], hash_texts(_SHOWN))]] = True
    return found


def _finishes(links: Links, method: int, taken: Taken) -> bool:
    """Whether a method finishes its own object wherever its branches may go."""
    file, item = links.code_of(method)
    if item < 0:
        return False
    dex, items = file.code.dex, file.code.items
    names = [number for name in _FINISHING if (number := dex.find_string(name)) >= 0]
    calls = invoke_edges(file.code.instructions)
    own_calls = calls.in_item(item)
    chosen = own_calls.start + np.flatnonzero(is_among(dex.method_ids["name"][calls.target[own_calls]], names))
    code = read_method(file.code, item) if len(chosen) else None
    if code is None:
        return False
    own = int(items.registers[item]) - int(items.incoming[item])
    units = memoryview(dex.units)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
    places = {place - code.first for place in calls.instruction[chosen].tolist()}
    places = {
        place
        for place in places
        if code.opcodes[place] in VIRTUAL_INVOKES and source_registers(units, code.offsets[place])[:1] == (own,)
    }
    return bool(places) and decisions(code, places, taken(method)) == []
