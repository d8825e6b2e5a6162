"""Values that registers are known to hold, and comparisons of them: numbers, texts, constants of enumerations, none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from appaudit.code.graph.questions.enums import is_constant
from appaudit.model.record import record

#: Values of one register that are told apart.
_MOST_VALUES: Final = 8


@record(kw_only=False)
class Known:
    """All values that a register may hold, 0 standing for none; `depth` is that of the first frame they depend on."""

    values: frozenset[int | str]
    depth: int


def together(parts: Iterable[Known | None], depth: int) -> Known | None:
    """What all of these say together; None where one is unknown, or there is none."""
    values: set[int | str] = set()
    for part in parts:
        if part is None:
            return None
        values |= part.values
        depth = min(depth, part.depth)
    return Known(frozenset(values), depth) if 0 < len(values) <= _MOST_VALUES else None


def compared(kind: int, left: int | str, right: int | str) -> bool | None:
    """Whether a test of kind eq, ne, lt, ge, gt, le holds; 0 is no object, of one text there may be several.

    Of a constant of an enumeration there is but one.
    """
    if isinstance(left, str) or isinstance(right, str):
        if kind > 1:
            return None
        if is_constant(left) and is_constant(right):
            return (left == right) is (kind == 0)
        return kind == 1 if 0 in (left, right) else None
    return (left == right, left != right, left < right, left >= right, left > right, left <= right)[kind]


def are_equal(left: int | str, right: int | str, *, ignores_case: bool) -> bool:
    """Whether two values are equal as objects; none is equal to no text."""
    if ignores_case and isinstance(left, str) and isinstance(right, str):
        return left.lower() == right.lower()
    return left == right
