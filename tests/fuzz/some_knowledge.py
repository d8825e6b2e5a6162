"""A part of what is known: tables of all of it are made anew for every input, which costs more than reading one."""

from __future__ import annotations

from copy import copy
from functools import cache

from tests.support.shipped import knowledge

from appaudit.model.knowledge import Knowledge

#: Every so many entries are kept, and those of these calls.
_EVERY = 40
_KEPT = ("getDeviceId", "getImei", "getMethod")


@cache
def some_knowledge() -> Knowledge:
    """Some APIs and SDKs of each kind, and all else."""
    known = copy(knowledge())
    known.apis = tuple(
        entry for number, entry in enumerate(known.apis) if number % _EVERY == 0 or entry.method in _KEPT
    )
    known.sdks = {name: sdk for number, (name, sdk) in enumerate(known.sdks.items()) if number % _EVERY == 0}
    return known
