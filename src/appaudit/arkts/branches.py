"""Which parts of a function run only on a condition, as compilers lay branches out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import NamedTuple

from appaudit.arkts.expressions import Expression


class Branch(NamedTuple):
    """Instructions from `start` up to `end`, which run only if `asked` comes to `truth`."""

    start: int
    end: int
    asked: Expression
    truth: bool


def branches_of(
    opened: list[tuple[int, int, Expression, bool]], jumps: list[tuple[int, int, bool]], size: int
) -> list[Branch]:
    """The parts of a function that run only on a condition, as compilers lay them out.

    What follows a jump up to where it leads runs if it was not taken. Where that part ends with a jump ahead, what lies
    between runs if it was taken; where it leaves the function, so does all that follows. A part that is entered from
    before its condition ends there, since the condition decides nothing from there on.
    """
    if not opened:
        return []
    ends = {place: (target, leaves) for place, target, leaves in jumps if leaves}
    ordered = sorted(ends)
    leading = sorted((place, into) for place, into, _ in jumps)
    before: list[int] = []  # where jumps from before the condition lead, ascending
    noted = 0
    found = []
    for start, target, asked, truth in sorted(opened, key=lambda each: each[0]):
        while noted < len(leading) and leading[noted][0] < start:
            insort(before, leading[noted][1])
            noted += 1
        if asked is None or target <= start:
            continue
        end = _first_between(before, start, target)
        found.append(Branch(start, end, asked, truth))
        at = bisect_left(ordered, target) - 1
        last = ordered[at] if at >= 0 else -1
        if last < start or end < target or not _ends_at(last, target, ends[last][0]):
            continue
        leads = ends[last][0]
        limit = size if leads < 0 else leads
        if limit > target:
            found.append(Branch(target, _first_between(before, target, limit), asked, not truth))
    return found


def _first_between(places: list[int], start: int, end: int) -> int:
    """The first of the places after the start; the end where that comes before it."""
    at = bisect_right(places, start)
    return min(places[at], end) if at < len(places) else end


def _ends_at(place: int, target: int, leads: int) -> bool:
    """Whether the instruction at a place is the last before the target: a jump has up to five bytes, others two."""
    return target - place <= (2 if leads < 0 else 5)
