"""On which branches of a method it depends whether an instruction runs.

The textbook's control dependence (Ferrante, Ottenstein, Warren 1987, "The program dependence graph"), asked for one set
of instructions: a branch decides if from one of its sides every way to the end passes one of them, and from the other a
way does not. What decides whether that branch is reached decides as well. Ways that end with an exception are no ways,
so that the check of an argument decides nothing; nor does a branch that is reached through one of them alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from appaudit.code.values.control_flow import MethodCode
from appaudit.dex.opcodes import CONDITIONAL_BRANCHES, NEVER_THROWING, RETURNS, THROW
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
    runs, after = method.runs, list(method.runs.after)
    for index, sides in (taken or {}).items():
        after[runs.of[index]] = tuple(sides)
    flow = _Flow(method, after)
    places = frozenset(index for index in wanted if 0 <= index < len(runs.of))
    running = _reached(flow.following, (0,))
    if not any(running[runs.of[index]] for index in places):
        return None
    branches = [
        (run, last)
        for run, last in enumerate(runs.last)
        if running[run] and method.opcodes[last] in CONDITIONAL_BRANCHES
    ]
    # Without exceptions and loops every side from which there is no way around leads to what is wanted, and no branch
    # comes after it where it is one instruction.
    is_checked = THROW in method.opcodes or any(
        min(targets, default=last) < last for last, targets in zip(runs.last, after, strict=True)
    )
    found: dict[int, set[int]] = {}
    asked: set[int] = set()
    pending = [places] if branches else []
    while pending and len(found) < MAX_DECISIONS:
        targets = pending.pop()
        held = frozenset(runs.of[target] for target in targets)
        avoids = flow.ends_without(targets, held)
        leads: bytearray | None = None
        early = bytearray()
        for run, index in branches:
            if not avoids[run]:
                continue
            sides = {side for side in after[run] if runs.of[side] in held or not avoids[runs.of[side]]}
            if sides and (is_checked or len(targets) > 1):
                if leads is None:
                    leads = _reached(flow.before, held)
                    early = _reached(flow.following, {0} - held, without=held)
                # The rest ends with an exception, or comes later.
                sides = {side for side in sides if leads[runs.of[side]]} if early[run] else set()
            if sides:
                found.setdefault(index, set()).update(sides)
                if index not in asked:
                    asked.add(index)
                    pending.append(frozenset((index,)))
    return [Decision(index, frozenset(sides)) for index, sides in sorted(found.items())]


class _Flow:
    """Which runs of a method follow which.

    Args:
        method: The code.
        after: For each run the instructions that its last one goes to.
    """

    def __init__(self, method: MethodCode, after: Sequence[Collection[int]]) -> None:
        self._last = method.runs.last
        self._ends = [run for run, last in enumerate(self._last) if method.opcodes[last] in RETURNS]
        self.following = [[method.runs.of[target] for target in targets] for targets in after]
        self.before: list[list[int]] = [[] for _ in after]
        for run, targets in enumerate(self.following):
            for target in targets:
                self.before[target].append(run)

    def ends_without(self, targets: Collection[int], held: Collection[int]) -> bytearray:
        """For the last instruction of each run whether a way from it, itself included, ends without passing a target.

        Args:
            targets: Instructions.
            held: The runs that hold them: a way through such a run passes one.
        """
        found = bytearray(len(self._last))
        closed = [run for run in held if self._last[run] in targets]
        for run in closed:
            found[run] = 1
        pending = [run for run in self._ends if not found[run]]
        for run in pending:
            found[run] = 1
        while pending:
            run = pending.pop()
            if run in held:
                continue
            for earlier in self.before[run]:
                if not found[earlier]:
                    found[earlier] = 1
                    pending.append(earlier)
        for run in closed:
            found[run] = 0
        return found


def reached(method: MethodCode, taken: Mapping[int, Collection[int]]) -> set[int]:
    """The instructions that may run, exceptions included.

    Args:
        method: The code.
        taken: Where instructions go of which that is known: branches, and calls that end with an exception.
    """
    found = _reached(_with_handlers(method, taken), {0})
    return {index for index, is_reached in enumerate(found) if is_reached}


def repeats(method: MethodCode, index: int) -> bool:
    """Whether an instruction may run again before the method ends, exceptions included."""
    following = _with_handlers(method, {})
    return bool(_reached(following, following[index])[index])


def _with_handlers(method: MethodCode, taken: Mapping[int, Collection[int]]) -> list[tuple[int, ...]]:
    """The instructions that may run right after each one, exceptions included."""
    found: list[tuple[int, ...]] = [(index + 1,) for index in range(len(method.opcodes))]
    for last, targets in zip(method.runs.last, method.runs.after, strict=True):
        found[last] = targets
    for index, known in taken.items():
        found[index] = tuple(known)
    for index, handlers in method.handlers.items():
        if method.opcodes[index] not in NEVER_THROWING:
            found[index] += handlers
    return found


def _reached(edges: Sequence[Sequence[int]], start: Collection[int], without: Collection[int] = ()) -> bytearray:
    """For each place whether it is reached from `start`, itself included, without passing certain others."""
    # What is not passed is taken as reached until the end: one question an edge, and no hashing.
    reached = bytearray(len(edges))
    for place in (*without, *start):
        reached[place] = 1
    pending = list(start)
    while pending:
        for target in edges[pending.pop()]:
            if not reached[target]:
                reached[target] = 1
                pending.append(target)
    for place in without:
        reached[place] = 0
    for place in start:
        reached[place] = 1
    return reached
