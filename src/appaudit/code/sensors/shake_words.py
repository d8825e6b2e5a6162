"""Words that speak of shaking the phone, in names and in the constants that code loads."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAME = re.compile(r"shake|twist", re.IGNORECASE)
_HANDSHAKE = re.compile(r"hand_?shak", re.IGNORECASE)
_TEXT = re.compile(r"摇一摇|摇动手机|扭一扭|扭动手机|晃动手机|转动手机")
#: A longer constant is prose, in which a word of a name says nothing.
_LONGEST_NAME = 40
_MOST_WORDS = 5


def shake_words(class_name: str, constants: Iterable[str], calls: Iterable[str]) -> tuple[str, ...]:
    """Words of shaking in the name of a class and its package, in constants and in the names of methods.

    "handshake" is none. The package counts because a shrinker often renames classes and leaves packages.

    Args:
        class_name: In Java notation, the outermost class.
        constants: The texts that its code loads.
        calls: The names of methods that it calls.
    """
    found = set()
    package, _, leaf = class_name.rpartition(".")
    if _is_name(leaf):
        found.add(f"class name {leaf}")
    if _is_name(innermost := package.rpartition(".")[2]):
        found.add(f"package {innermost}")
    for text in constants:
        if (len(text) <= _LONGEST_NAME and _is_name(text)) or _TEXT.search(text):
            found.add(f'constant "{text[:_LONGEST_NAME]}"')
    found.update(f"call of {name}" for name in calls if _is_name(name))
    return tuple(sorted(found)[:_MOST_WORDS])


def _is_name(text: str) -> bool:
    return _NAME.search(text) is not None and not _HANDSHAKE.search(text)
