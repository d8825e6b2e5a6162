"""Hits answer as walking through all of them would."""

from __future__ import annotations

import random

import pytest

from appaudit.policy.hits import Hit, Hits


def spans(seed: int) -> list[Hit]:
    chosen = random.Random(seed)
    starts = [chosen.randrange(60) for _ in range(20)]
    return [(start, start + chosen.randrange(1, 9)) for start in starts]


def nearest(found: list[Hit], start: int, end: int, to: Hit, *, after_only: bool) -> Hit | None:
    inside = [hit for hit in found if start <= hit[0] < end and hit[1] <= end and (hit[0] >= to[1] or not after_only)]
    return min(inside, key=lambda hit: (max(hit[0] - to[1], to[0] - hit[1], 0), hit), default=None)


@pytest.mark.parametrize("seed", range(40))
def test_the_nearest_is_the_one_that_a_walk_finds(seed: int) -> None:
    found, chosen = spans(seed), random.Random(seed + 1000)
    hits = Hits(found)
    for _ in range(30):
        start, length, place = chosen.randrange(60), chosen.randrange(1, 50), chosen.randrange(60)
        to = (place, place + chosen.randrange(1, 6))
        for after_only in (False, True):
            expected = nearest(found, start, start + length, to, after_only=after_only)
            assert hits.nearest(start, start + length, to, after_only=after_only) == expected


@pytest.mark.parametrize("seed", range(10))
def test_what_is_within_a_range_begins_and_ends_in_it(seed: int) -> None:
    found = spans(seed)
    hits = Hits(found)
    for start in range(0, 60, 7):
        inside = sorted(hit for hit in found if start <= hit[0] < start + 15 and hit[1] <= start + 15)
        assert hits.within(start, start + 15) == inside
        assert hits.meets(start, start + 15) is bool(inside)


def test_no_hits_answer_nothing() -> None:
    hits = Hits([])
    assert (len(hits), hits.within(0, 9), hits.meets(0, 9), hits.starts_at(0)) == (0, [], False, False)
    assert hits.nearest(0, 9, (3, 4)) is None
