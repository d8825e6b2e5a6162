"""Whose code a class is, by the longest package that anybody claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Of a name with more parts than this, which no build gives, the innermost are not kept.
_MOST_KEPT: Final = 32


class PackageOwners:
    """Answers for classes.

    Args:
        claims: By package or class whose it is, empty where it is known to be nobody's whose name would be given.
    """

    def __init__(self, claims: Mapping[str, str]) -> None:
        self._claims = claims
        self._known: dict[str, str] = {}

    def of(self, class_name: str) -> str:
        """Whose a class in Java notation is; empty where nobody claims it."""
        name = class_name.partition("$")[0]
        asked = []
        while name and name not in self._known:
            asked.append(name)
            if name in self._claims:
                break
            name = name.rpartition(".")[0]
        owner = self._claims.get(name, self._known.get(name, ""))
        self._known |= dict.fromkeys(asked[-_MOST_KEPT:], owner)
        return owner
