"""Straight runs of a method: instructions that run one after the other, and where the last of them may go.

What decides whether an instruction runs is asked of runs, which are a sixth of the instructions.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from appaudit.dex.opcodes import GOTOS, RETURNS, THROW
from appaudit.model.record import record

#: After these the next instruction does not run.
_NEVER_ON = RETURNS | GOTOS | {THROW}
#: For each opcode 1 where it is one of these.
_ENDING = bytes(opcode in _NEVER_ON for opcode in range(256))


@record(kw_only=False, eq=False)
class Runs:
    """The runs of one method, in order; exceptions are not followed."""

    of: array[int]
    """For each instruction the run that it is in."""
    last: tuple[int, ...]
    """The last instruction of each run."""
    after: tuple[tuple[int, ...], ...]
    """Where the last instruction of each may go: instructions that begin a run."""


def runs_of(opcodes: Sequence[int], targets: Mapping[int, Sequence[int]]) -> Runs:
    """The runs of a method.

    Args:
        opcodes: Of its instructions.
        targets: The instructions that a branch or switch goes to when it does not fall through.
    """
    count = len(opcodes)
    ends = bytes(opcodes).translate(_ENDING)
    starts = {0, *(target for each in targets.values() for target in each), *(index + 1 for index in targets)}
    at = ends.find(1)
    while at >= 0:
        starts.add(at + 1)
        at = ends.find(1, at + 1)
    starts.discard(count)
    firsts = sorted(starts)
    last = tuple(first - 1 for first in (*firsts[1:], count))
    of = array("H")
    for number, (first, end) in enumerate(zip(firsts, last, strict=True)):
        of.extend([number] * (end + 1 - first))
    after = []
    for index in last:
        on = () if ends[index] or index + 1 >= count else (index + 1,)
        after.append((*targets[index], *on) if index in targets else on)
    return Runs(of, last, tuple(after))
