"""On which branches of a method it depends whether an instruction runs.

The textbook's control dependence (Ferrante, Ottenstein, Warren 1987, "The program dependence graph"), asked for one set
of instructions: a branch decides if from one of its sides every way to the end passes one of them, and from the other a
way does not. What decides whether that branch is reached decides as well. Ways that end with an exception are no ways,
so that the check of an argument decides nothing; nor does a branch that is reached through one of them alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from appaudit.code.values.control_flow import MethodCode
from appaudit.dex.opcodes import CONDITIONAL_BRANCHES, GOTOS, RETURNS, THROW
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
    following = _following(method)
    for index, sides in (taken or {}).items():
        following[index] = list(sides)
    before: list[list[int]] = [[] for _ in following]
    for index, after in enumerate(following):
        for target in after:
            before[target].append(index)
    running = _reached(following, {0})
    if not running & set(wanted):
        return None
    ends = [index for index, opcode in enumerate(method.opcodes) if opcode in RETURNS]
    found: dict[int, set[int]] = {}
    asked: set[int] = set()
    # Without exceptions and loops every side from which there is no way around leads to what is wanted.
    is_checked = THROW in method.opcodes or any(
        min(after, default=index) < index for index, after in enumerate(following)
    )
    pending: list[frozenset[int]] = [frozenset(wanted)]
    while pending and len(found) < MAX_DECISIONS:
        targets = pending.pop()
        avoids = _reached(before, set(ends) - targets, without=targets)
        leads, early = set[int](), set[int]()
        for index, after in enumerate(following):
            if (
                index not in running
                or index in targets
                or index not in avoids
                or method.opcodes[index] not in CONDITIONAL_BRANCHES
            ):
                continue
            sides = {target for target in after if target not in avoids}
            if sides and is_checked and not leads:
                leads, early = _reached(before, targets), _reached(following, {0} - targets, without=targets)
            if is_checked:
                sides = sides & leads if index in early else set()  # the rest ends with an exception, or comes later
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
    following = _following(method)
    for index, sides in taken.items():
        following[index] = list(sides)
    for index, handlers in method.handlers.items():
        following[index] += handlers
    return _reached(following, {0})


def repeats(method: MethodCode, index: int) -> bool:
    """Whether an instruction may run again before the method ends, exceptions included."""
    following = _following(method)
    for each, handlers in method.handlers.items():
        following[each] += handlers
    return index in _reached(following, following[index])


def _following(method: MethodCode) -> list[list[int]]:
    """The instructions that may run right after each one; exceptions are not followed."""
    count = len(method.opcodes)
    found: list[list[int]] = []
    for index, opcode in enumerate(method.opcodes):
        targets = list(method.targets.get(index, ()))
        if opcode not in RETURNS and opcode not in GOTOS and opcode != THROW and index + 1 < count:
            targets.append(index + 1)
        found.append(targets)
    return found


def _reached(edges: list[list[int]], start: Collection[int], without: Collection[int] = ()) -> set[int]:
    """What is reached from `start` over edges, `start` included, without passing certain instructions."""
    reached = set(start)
    pending = list(reached)
    while pending:
        for target in edges[pending.pop()]:
            if target not in reached and target not in without:
                reached.add(target)
                pending.append(target)
    return reached
