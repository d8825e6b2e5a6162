"""Which change comes first: the one that closes most of what is known and grave, until every finding is closed.

A finding may have several causes (two SDKs read the same identifier before consent) and is closed by the last of them.
A smallest set of changes is not looked for: all causes have to go anyway, and only their order is free.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple, TypeVar

C = TypeVar("C")


class Chosen(NamedTuple):
    """The place of a change in the plan: what it closes with those before it, and what needs a later one as well."""

    closes: tuple[str, ...]
    helps: tuple[str, ...]


def in_order(
    causes: Mapping[str, Sequence[C]], weights: Mapping[str, int], leads: Set[str] = frozenset()
) -> dict[C, Chosen]:
    """The causes in the order in which to remove them.

    Args:
        causes: For each finding what has to be removed to close it, at least one cause.
        leads: Findings that a person has to confirm first: a change that closes these alone waits for all others.
        weights: How much closing a finding counts; of changes that close as many the one with the weightier findings
            comes first, then the one that was named first.
    """
    concerned: dict[C, list[str]] = {}
    for finding, needed in causes.items():
        for cause in dict.fromkeys(needed):
            concerned.setdefault(cause, []).append(finding)
    left = {finding: set(needed) for finding, needed in causes.items()}
    chosen: dict[C, Chosen] = {}
    while len(chosen) < len(concerned):
        best = max(
            (cause for cause in concerned if cause not in chosen),
            key=lambda cause: _worth(cause, concerned[cause], left, weights, leads),
        )
        closed = [finding for finding in concerned[best] if left[finding] == {best}]
        for finding in concerned[best]:
            left[finding].discard(best)
        helps = [finding for finding in concerned[best] if left[finding]]
        chosen[best] = Chosen(tuple(closed), tuple(helps))
    return chosen


def _worth(
    cause: C, findings: Sequence[str], left: Mapping[str, set[C]], weights: Mapping[str, int], leads: Set[str]
) -> tuple[int, int, int, int]:
    closed = [finding for finding in findings if left[finding] == {cause}]
    known = sum(weights[finding] for finding in closed if finding not in leads)
    helped = sum(bool(left[finding]) for finding in findings)
    return known, len(closed), sum(weights[finding] for finding in closed), helped
