"""What the name of a Java package tells of its owner."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

#: Parts of names that say nothing of the owner.
_COMMON: Final = frozenset(("com", "org", "net", "cn", "io"))


def is_made_up(package: str) -> bool:
    """Whether the name of a package is a shrinker's: no part of it is a word; that of no package is one, too."""
    return not any(len(part) > 2 for part in package.split(".") if part not in _COMMON)


def own_root(package: str, shared: Set[str]) -> str:
    """The part of a package that names its owner: two parts, three under the roots that many share."""
    parts = package.split(".")
    root = ".".join(parts[:2])
    return ".".join(parts[:3]) if root in shared else root
