"""Calls by which libraries of fragments tell a page that it is being left: that is no part of a start of the app.

The system tells activities so, and no code of the app calls their methods. Fragments are called by code in the package,
whose names shrinkers change, but not the text of what it throws when a method that a fragment overrides does not call
the one above it: https://cs.android.com/androidx (`Fragment.performDestroy`), checked 2026-11-28, not opened.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from appaudit.code.graph.program.links import FileLinks, Flags
from appaudit.code.values.control_flow import MethodCode, read_method
from appaudit.dex import References, string_constants
from appaudit.dex.opcodes import FIELD_READS, VIRTUAL_INVOKES, ZERO_TESTS
from appaudit.dex.tables import is_among

_LEFT: Final = ("onPause", "onStop", "onDestroyView", "onDestroy", "onDetach")
_TEXT: Final = " did not call through to super.{}()"


def leaving_calls(file: FileLinks, calls: References) -> Flags:
    """Which calls of a file tell a fragment that its page is being left."""
    found: Flags = np.zeros(len(calls), dtype=bool)
    dex = file.code.dex
    texts = [number for name in _LEFT if (number := dex.find_string(_TEXT.format(name))) >= 0]
    if not texts:
        return found
    loads = string_constants(file.code.instructions)
    for load in np.flatnonzero(is_among(loads.target, texts)).tolist():
        method = read_method(file.code, int(loads.code_item[load]))
        place = None if method is None else _checked_call(method, int(loads.instruction[load]) - method.first)
        if method is not None and place is not None:
            found[calls.instruction == method.first + place] = True
    return found


def _checked_call(method: MethodCode, load: int) -> int | None:
    """The call after which code asks whether the method above was called, and throws what is said at a place if not."""
    jumps = {target: branch for branch, targets in method.targets.items() for target in targets}
    start = load
    while start > 0 and start not in jumps and start - 1 not in method.targets:
        start -= 1
    branch = jumps.get(start, start - 1)
    if method.opcodes[branch] not in ZERO_TESTS:
        return None
    call = branch - 1
    while call > 0 and method.opcodes[call] in FIELD_READS:
        call -= 1
    return call if 0 <= call < branch - 1 and method.opcodes[call] in VIRTUAL_INVOKES else None
