"""A regular expression that is compiled when somebody first searches with it.

Most of those known are not asked in a given run, and compiling them all takes longer than a whole audit. What an
earlier run has compiled is remembered where somebody offers a memory of it (`remember_by`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "split")

#: Gives what was compiled before of a pattern and flags, None where nothing was.
Memory = Callable[[str, int], "re.Pattern[str] | None"]
_memories: list[Memory] = []
_made_here: list[tuple[str, int]] = []


def remember_by(memory: Memory) -> None:
    """Ask this memory before anything is compiled; it must give what `re.compile` would."""
    _memories[:] = [memory]


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, from memory where it was compiled in an earlier run.

    Raises:
        re.error: it is no expression.
    """
    for memory in _memories:
        if (found := memory(pattern, int(flags))) is not None:
            return found
    _made_here.append((pattern, int(flags)))
    return re.compile(pattern, flags)


def made_here() -> list[tuple[str, int]]:
    """The patterns and flags that this process compiled itself, as no memory had them."""
    return list(_made_here)


def tell_memory(expressions: Iterable[tuple[str, int]]) -> None:
    """Ask the memory for what a copy of this process compiled, so that it notes what it lacks."""
    for pattern, flags in expressions:
        for memory in _memories:
            memory(pattern, flags)


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
    findall: Callable[..., list[Any]]
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
        made = compiled(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self) -> int:
        return hash((self.pattern, self.flags))

    def __repr__(self) -> str:
        return f"Expression({self.pattern!r}, {self.flags})"

    def __reduce__(self) -> tuple[type[Expression], tuple[str, int]]:
        return Expression, (self.pattern, self.flags)
