"""A regular expression that is compiled when somebody first searches with it.

Most of those known are not asked in a given run, and compiling them all takes longer than a whole audit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_METHODS = ("search", "match", "fullmatch", "finditer", "sub", "split")


class Expression:
    """Searches as `re.Pattern` does; equal to another of the same text and flags.

    Args:
        pattern: The expression; whoever makes one from a file compiles it once to see that it is one.
        flags: As `re` numbers them.
    """

    __slots__ = ("flags", "pattern", *_METHODS)

    pattern: str
    flags: int
    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]
    split: Callable[..., list[str | Any]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = int(flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # any of the methods
        """Called for a method that is not there yet: compile, and keep them all, so that the next call is direct."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self) -> int:
        return hash((self.pattern, self.flags))

    def __repr__(self) -> str:
        return f"Expression({self.pattern!r}, {self.flags})"

    def __reduce__(self) -> tuple[type[Expression], tuple[str, int]]:
        return Expression, (self.pattern, self.flags)
