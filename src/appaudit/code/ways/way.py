"""A way at launch to a use, and what else decides whether it runs."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.model.condition import Condition
from appaudit.model.record import record

Uses = Sequence[tuple[int, Sequence[int]]]
"""Methods, and places in the code of each."""


@record(kw_only=False)
class Way:
    """A way at launch, and what else decides whether its end runs; none where nothing does.

    `runs` is False where the place itself, or every way to it, waits for a version of the system that the app does not
    install on.
    """

    chain: tuple[str, ...]
    conditions: tuple[Condition, ...]
    runs: bool = True
    weight: int = 0
    calls: int = -1
    """The method that it runs though the code shows that the call is made on another object; -1 for none."""
    is_later: bool = False
    """Whether every way waits for what only a person's act stores, or is taken on another object or value."""
