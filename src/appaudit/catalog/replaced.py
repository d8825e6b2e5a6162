"""Shipped rules in whose place a rule of the user's folders stands: a report says so, for it may judge more mildly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def replaced_rules(folders: Sequence[Path]) -> tuple[str, ...]:
    """The ids of shipped rules that one of the folders after the first has its own file for, sorted."""
    if len(folders) < 2:
        return ()
    shipped, *own = ({path.stem for path in (folder / "checks").rglob("*.yaml")} for folder in folders)
    return tuple(sorted(shipped & set().union(*own)))
