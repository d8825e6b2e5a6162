"""Which change comes first: the one that closes the gravest of what is known, until every finding is closed.

A finding may have several causes (two SDKs read the same identifier before consent) and is closed by the last of them.
A smallest set of changes is not looked for: all causes have to go anyway, and only their order is free.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Generic, NamedTuple, TypeVar

C = TypeVar("C")


class Chosen(NamedTuple, Generic[C]):
    """The place of a change in the plan: what it closes with those before it, and what needs a later one as well.

    `also` are changes that by themselves close nothing: they are made together with this one.
    """

    closes: tuple[str, ...]
    helps: tuple[str, ...]
    also: tuple[C, ...] = ()


def grounded(
    causes: Mapping[str, Sequence[C]], leads: Set[str]
) -> tuple[dict[str, Sequence[C]], dict[str, Sequence[C]]]:
    """What has to be removed to close each finding, and what of a known one is only to be confirmed beside that.

    A finding is graded by its first cause. Of the others those count that another known finding rests on.
    """
    grounds = {found[0] for finding, found in causes.items() if finding not in leads}
    needed: dict[str, Sequence[C]] = {}
    beside: dict[str, Sequence[C]] = {}
    for finding, found in causes.items():
        needed[finding] = found if finding in leads else [cause for cause in found if cause in grounds]
        beside[finding] = [cause for cause in found if cause not in needed[finding]]
    return needed, beside


def in_order(
    causes: Mapping[str, Sequence[C]],
    weights: Mapping[str, int],
    leads: Set[str] = frozenset(),
    early: Set[C] = frozenset(),
) -> dict[C, Chosen[C]]:
    """The causes in the order in which to remove them, each of which closes a finding at least.

    Args:
        causes: For each finding what has to be removed to close it, at least one cause.
        leads: Findings that a person has to confirm first: a change that closes these alone waits for all others.
        weights: How much closing a finding counts; of changes that close as many the one with the weightier findings
            comes first, then the one that was named first.
        early: Causes that come before others whose findings are as grave.
    """
    concerned: dict[C, list[str]] = {}
    for finding, needed in causes.items():
        for cause in dict.fromkeys(needed):
            concerned.setdefault(cause, []).append(finding)
    left = {finding: set(needed) for finding, needed in causes.items()}
    chosen: dict[C, Chosen[C]] = {}
    while len(chosen) < len(concerned):
        best = max(
            (cause for cause in concerned if cause not in chosen),
            key=lambda cause: _worth(cause, concerned[cause], left, weights, leads, early),
        )
        closed = [finding for finding in concerned[best] if left[finding] == {best}]
        for finding in concerned[best]:
            left[finding].discard(best)
        helps = [finding for finding in concerned[best] if left[finding]]
        chosen[best] = Chosen(tuple(closed), tuple(helps))
    return _folded(chosen)


def _folded(chosen: Mapping[C, Chosen[C]]) -> dict[C, Chosen[C]]:
    """What closes nothing goes with the first change that closes a finding which it helps to close."""
    closer = {finding: cause for cause, place in chosen.items() for finding in place.closes}
    also: dict[C, list[C]] = {}
    for cause, place in chosen.items():
        if not place.closes:
            hosts = {closer[finding] for finding in place.helps}
            also.setdefault(next(host for host in chosen if host in hosts), []).append(cause)
    return {cause: place._replace(also=tuple(also.get(cause, ()))) for cause, place in chosen.items() if place.closes}


def _worth(
    cause: C,
    findings: Sequence[str],
    left: Mapping[str, set[C]],
    weights: Mapping[str, int],
    leads: Set[str],
    early: Set[C],
) -> tuple[int, bool, int, int, int, int]:
    closed = [finding for finding in findings if left[finding] == {cause}]
    known = [weights[finding] for finding in closed if finding not in leads]
    helped = sum(bool(left[finding]) for finding in findings)
    every = sum(weights[finding] for finding in closed)
    return max(known, default=0), cause in early, len(known), len(closed), every, helped
