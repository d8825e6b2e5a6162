"""On which branches of a method it depends whether an instruction runs.

The textbook's control dependence (Ferrante, Ottenstein, Warren 1987, "The program dependence graph"), asked for one set
of instructions: a branch decides if from one of its sides every way to the end passes one of them, and from the other a
way does not. What decides whether that branch is reached decides as well. Ways that end with an exception are no ways,
so that the check of an argument decides nothing; nor does a branch that is reached through one of them alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from appaudit.code.values.control_flow import MethodCode, Places, reached_over, reversed_edges
from appaudit.dex.opcodes import CONDITIONAL_BRANCHES, RETURNS, THROW
from appaudit.model.record import record

#: Branches that one instruction may depend on; more is a state machine, of which a list says nothing.
MAX_DECISIONS = 24


@record(kw_only=False)
class Decision:
    """A branch or switch on which it depends whether something runs."""

    index: int
    """The branch, counted within its method."""
    sides: frozenset[int]
    """The instructions it may go to from which there is no way around."""


def decisions(
    method: MethodCode, wanted: Collection[int], taken: Mapping[int, Collection[int]] | None = None
) -> list[Decision] | None:
    """The branches that decide whether any of the instructions runs, in order.

    Args:
        method: The code.
        wanted: The instructions.
        taken: Where branches go of which that is known; they decide nothing, nor does what lies on other sides alone.

    Returns:
        None where nothing but an exception leads there.
    """
    following, before = method.following, method.before
    places = frozenset(index for index in wanted if 0 <= index < len(following))
    if taken:
        following = list(following)
        for index, sides in taken.items():
            following[index] = tuple(sides)
        before = reversed_edges(following)
    running = reached_over(following, (0,)) if taken else method.running
    if not any(running[index] for index in places):
        return None
    ends = {index for index, opcode in enumerate(method.opcodes) if opcode in RETURNS}
    branches = [
        index for index, opcode in enumerate(method.opcodes) if opcode in CONDITIONAL_BRANCHES and running[index]
    ]
    if not branches:
        return []
    found: dict[int, set[int]] = {}
    asked: set[int] = set()
    # Without exceptions and loops every side from which there is no way around leads to what is wanted.
    is_checked = THROW in method.opcodes or any(
        min(after, default=index) < index for index, after in enumerate(following)
    )
    pending: list[frozenset[int]] = [places]
    while pending and len(found) < MAX_DECISIONS:
        targets = pending.pop()
        avoids = reached_over(before, ends - targets, without=targets)
        leads: bytearray | None = None
        early = bytearray()
        for index in branches:
            if not avoids[index]:
                continue
            sides = {target for target in following[index] if not avoids[target]}
            if sides and is_checked:
                if leads is None:
                    leads, early = (
                        reached_over(before, targets),
                        reached_over(following, {0} - targets, without=targets),
                    )
                # The rest ends with an exception, or comes later.
                sides = {side for side in sides if leads[side]} if early[index] else set()
            if sides:
                found.setdefault(index, set()).update(sides)
                if index not in asked:
                    asked.add(index)
                    pending.append(frozenset((index,)))
    return [Decision(index, frozenset(sides)) for index, sides in sorted(found.items())]


def reached(method: MethodCode, taken: Mapping[int, Collection[int]]) -> set[int]:
    """The instructions that may run, exceptions included.

    Args:
        method: The code.
        taken: Where instructions go of which that is known: branches, and calls that end with an exception.
    """
    found = reached_over(_with_handlers(method, taken), {0})
    return {index for index, is_reached in enumerate(found) if is_reached}


def repeats(method: MethodCode, index: int) -> bool:
    """Whether an instruction may run again before the method ends, exceptions included."""
    following = _with_handlers(method, {})
    return bool(reached_over(following, following[index])[index])


def _with_handlers(method: MethodCode, taken: Mapping[int, Collection[int]]) -> list[Places]:
    """The instructions that may run right after each one, exceptions included."""
    following = list(method.following)
    for index, sides in taken.items():
        following[index] = tuple(sides)
    for index, handlers in method.handlers.items():
        following[index] = (*following[index], *handlers)
    return following
