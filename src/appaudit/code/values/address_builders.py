"""Addresses that are put together by `android.net.Uri.Builder`, part by part.

https://developer.android.com/reference/android/net/Uri.Builder, checked 2026-11-29, not opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from appaudit.code.values.registers import MethodBody
from appaudit.code.values.text_calls import Beginning, Value, Values

#: Which part of an address each call gives; parts of a path follow each other.
_PARTS: Final = {
    "scheme": "scheme",
    "authority": "authority",
    "encodedAuthority": "authority",
    "path": "path",
    "encodedPath": "path",
    "appendPath": "end",
    "appendEncodedPath": "end",
}
#: Addresses that are kept of one builder.
_MOST: Final = 16


def built_address(calls: Sequence[tuple[str, Values]], *, is_straight: bool) -> Values:
    """The addresses that a builder gives, None where nothing of them is known.

    Args:
        calls: The methods of the builder that are called one after the other, with the texts that each is handed.
        is_straight: Whether nothing jumps in between.
    """
    parts: dict[str, Values] = {"scheme": None, "authority": None, "path": {""}}
    for name, given in calls:
        part = _PARTS.get(name, "")
        texts = None if given is None or any(isinstance(text, Beginning) for text in given) else given
        if part == "end":
            parts["path"] = _joined(parts["path"], texts)
        elif part == "path":
            parts["path"] = None if texts is None else {f"/{str(text).lstrip('/')}" for text in texts}
        elif part:
            parts[part] = texts
    schemes, authorities, paths = parts["scheme"], parts["authority"], parts["path"]
    if not schemes or not authorities or not paths or not is_straight:
        return _beginning(schemes, authorities)
    return _limited(f"{each}://{authority}{path}" for each in schemes for authority in authorities for path in paths)


def is_straight(body: MethodBody, first: int, end: int) -> bool:
    """Whether a method runs from one instruction to another without a branch."""
    return all(body.predecessors(index) == [index - 1] for index in range(first + 1, end))


def _joined(before: Values, after: Values) -> Values:
    if before is None or after is None:
        return None
    return _limited(f"{first}/{second}" for first in before for second in after)


def _limited(texts: Iterable[str]) -> Values:
    found: set[Value] = set(texts)
    return found if len(found) <= _MOST else None


def _beginning(schemes: Values, authorities: Values) -> Values:
    if not schemes:
        return None
    if not authorities:
        return {Beginning(f"{scheme}://") for scheme in schemes}
    return {Beginning(f"{scheme}://{authority}/") for scheme in schemes for authority in authorities}
