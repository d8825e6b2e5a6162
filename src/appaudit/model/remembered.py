"""What functions found of the texts of one document, remembered until that is read.

Each reader of a document asks about all of its lines, one after the other. A document of 1 MB has 40,000 short ones;
what was found of them is of no use for the next document, and a process that reads documents all day would keep it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

#: Values that one function remembers: three for each of 40,000 lines.
_MOST: Final = 131_072
#: Characters of a text of which is remembered what it is; names and short lines are asked about again and again.
_LONGEST: Final = 200
_forgetting: Final[list[Callable[[], None]]] = []


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """The function with a memory of what it gave for the arguments of the document that is read, which are hashable."""
    memory: Any = lru_cache(maxsize=_MOST)(function)
    _forgetting.append(memory.cache_clear)
    return cast(Callable[P, T], memory)


def remembered_of_text(function: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """The function of a text and tables of words, with a memory of what it gave for this text and these tables.

    What is given by name is not told apart: such a call is not remembered.

    Tables are told apart by being the same object: they hold hundreds of expressions, and to compare those for every
    line takes longer than most functions. The memory holds on to the tables that it was asked with.
    """
    memories: dict[tuple[int, ...], tuple[tuple[Any, ...], dict[str, T]]] = {}

    def looked_up(text: str, /, *tables: P.args, **named: P.kwargs) -> T:
        if named:
            return function(text, *tables, **named)
        key = tuple(map(id, tables))
        found = memories.get(key)
        if found is None:
            found = memories[key] = (tables, {})
        known = found[1]
        if text in known:
            return known[text]
        value = function(text, *tables, **named)
        if len(text) <= _LONGEST and len(known) < _MOST:
            known[text] = value
        return value

    _forgetting.append(memories.clear)
    return looked_up


def forget() -> None:
    """Forget what was found of a document that has been read."""
    for each in _forgetting:
        each()
