"""What lists of permissions say: what was put into them, and what a loop takes out.

Java's collections: https://developer.android.com/reference/java/util/Collection; Kotlin's:
https://kotlinlang.org/api/core/kotlin-stdlib/kotlin.collections/; checked 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.code.values.marked_values import EachOf, Made, Value, Walked
from appaudit.dex import DexFile

#: Where the classes of lists and the functions over them are from.
OWNERS: Final = ("Ljava/util/", "Lkotlin/collections/")
_CONSTRUCTOR: Final = "<init>"
#: Give a list, array or sequence of what they are passed, or are called on.
_MAKING: Final = frozenset((
    "asList", "listOf", "arrayListOf", "mutableListOf", "setOf", "mutableSetOf", "hashSetOf", "linkedSetOf", "of",
    "singletonList", "singleton", "unmodifiableList", "unmodifiableSet", "unmodifiableCollection", "toList",
    "toMutableList", "toSet", "toMutableSet", "toHashSet", "toTypedArray", "toArray", "copyOf", "clone", "asIterable",
    "asSequence", "iterator", "listIterator", "iterator$default",
))  # fmt: skip
#: Give one element.
_TAKING: Final = frozenset(("get", "first", "last", "getFirst", "getLast", "elementAt"))
#: Put in what they are passed, one or many.
_ADDING: Final = frozenset(("add", "addAll", "addFirst", "addLast", "offer", "push"))
#: Change in another way what a list holds.
_CHANGING: Final = frozenset(("remove", "removeAll", "removeIf", "retainAll", "clear", "set", "poll", "pop"))
_GOES_ON, _NEXT, _SIZE, _IS_EMPTY = "hasNext", "next", "size", "isEmpty"
NAMES: Final = frozenset((_CONSTRUCTOR, _GOES_ON, _NEXT, _SIZE, _IS_EMPTY, *_MAKING, *_TAKING, *_ADDING, *_CHANGING))
"""The names of methods that are looked at."""


def said_by_list(dex: DexFile, method: int, arguments: Sequence[Value]) -> Value:
    """What a call of a list, or one that makes one, gives; None for what is not known.

    A list is told as `EachOf` the texts in it. Nothing is said of an empty one, into which anybody may put something.
    """
    name, held = dex.method_name(method), arguments[0] if arguments else None
    if name == _CONSTRUCTOR:
        return _made(dex.prototype(int(dex.method_ids["proto"][method])), arguments)
    if name in _MAKING and held is not None:
        return _of_all(arguments if len(arguments) == 1 or not isinstance(held, EachOf) else arguments[:1])
    if not isinstance(held, EachOf):
        return None
    if name in _ADDING:
        more = _of_all(arguments[1:]) if len(arguments) == 2 else None
        return Made.of(None if more is None else _of_all((held, more)))
    if name in _CHANGING:
        return Made.of(None)
    texts = held.texts()
    if not texts:
        return None
    if name == _NEXT:
        return Made.of(Walked.of(texts))
    if name in _TAKING:
        return EachOf("\n".join(texts))
    if name == _SIZE:
        return len(texts)
    if isinstance(held, Walked):
        return None
    return int(name == _GOES_ON) if name in (_GOES_ON, _IS_EMPTY) else None


def _made(prototype: str, arguments: Sequence[Value]) -> Value:
    """What a new list holds."""
    if prototype in ("()V", "(I)V"):
        return Made.of(EachOf())
    given = arguments[1] if prototype == "(Ljava/util/Collection;)V" and len(arguments) > 1 else None
    return Made.of(_of_all((given,))) if isinstance(given, EachOf) else None


def _of_all(values: Sequence[Value]) -> Value:
    """All of these texts and lists in one; None where one of them is neither."""
    found: list[str] = []
    for value in values:
        if not isinstance(value, str) or (value.startswith("\0") and not isinstance(value, Walked)):
            return None
        if not isinstance(value, EachOf) and "\n" in value:
            return None
        found += value.texts() if isinstance(value, EachOf) else [value]
    return EachOf("\n".join(dict.fromkeys(found)))
