"""Names of properties: what a key, a getter and a setter of one have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: What methods begin with that give a property, and what sets one begins with.
_ASKS: Final = ("get", "is", "has", "have")
_SETS: Final = "set"


def name_key(name: str) -> str:
    """What stands for a property among the keys that are granted, by the name of its getter or of the property."""
    return f"\0name {plain_name(name)}"


def plain_name(name: str) -> str:
    """The name of a key or getter in lower case and without what getters begin with."""
    letters = "".join(each for each in name.lower() if each.isalnum())
    return next((letters[len(each) :] for each in _ASKS if letters.startswith(each) and letters != each), letters)


def property_set(method: str) -> str:
    """The name of the property that a method with the name of a setter sets; empty for other methods."""
    rest = method.removeprefix(_SETS)
    return rest if rest != method and rest[:1].isupper() else ""


def is_like_any(name: str, keys: Iterable[str]) -> bool:
    """Whether the name of a getter and one of some keys, as `plain_name` has them, are those of one property."""
    plain = plain_name(name)
    return any(plain in each or each in plain for each in keys)
