"""What functions found of the texts of one document, remembered until that is read.

Each reader of a document asks about all of its lines, one after the other. A document of 1 MB has 40,000 short ones;
what was found of them is of no use for the next document, and a process that reads documents all day would keep it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

#: Values that one function remembers: three for each of 40,000 lines.
_MOST: Final = 131_072
_forgetting: Final[list[Callable[[], None]]] = []


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """The function with a memory of what it gave for the arguments of the document that is read, which are hashable."""
    memory: Any = lru_cache(maxsize=_MOST)(function)
    _forgetting.append(memory.cache_clear)
    return cast(Callable[P, T], memory)


def forget() -> None:
    """Forget what was found of a document that has been read."""
    for each in _forgetting:
        each()
