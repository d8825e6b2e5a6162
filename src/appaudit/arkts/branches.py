"""Which parts of a function run only on a condition, as compilers lay branches out."""

from __future__ import annotations

from dataclasses import dataclass

from appaudit.arkts.expressions import Expression


@dataclass(frozen=True, slots=True)
class Branch:
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
    ends = {place: (target, leaves) for place, target, leaves in jumps if leaves}
    ordered = sorted(ends)
    found = []
    for start, target, asked, truth in opened:
        if asked is None or target <= start:
            continue
        end = min([target, *(into for place, into, _ in jumps if place < start and start < into < target)])
        found.append(Branch(start, end, asked, truth))
        last = max((place for place in ordered if start <= place < target), default=-1)
        if last < 0 or end < target or not _ends_at(last, target, ends[last][0]):
            continue
        leads = ends[last][0]
        limit = size if leads < 0 else leads
        if limit > target:
            entered = [into for place, into, _ in jumps if place < start and target < into < limit]
            found.append(Branch(target, min([limit, *entered]), asked, not truth))
    return found


def _ends_at(place: int, target: int, leads: int) -> bool:
    """Whether the instruction at a place is the last before the target: a jump has up to five bytes, others two."""
    return target - place <= (2 if leads < 0 else 5)
