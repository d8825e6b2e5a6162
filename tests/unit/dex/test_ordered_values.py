"""Values put in order, and looked for among others by a few of their bits."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from appaudit.dex.ordered_values import OrderedHashes, are_in, in_order

SPREAD = np.random.default_rng(7).integers(0, 2**64, 5_000, dtype=np.uint64)
#: More with the same first bits than are gone through one by one, some of them equal.
ALIKE = np.repeat(np.arange(3_000, dtype=np.uint64) + np.uint64(2**63), 2)
FIRST_AND_LAST = np.array([0, 2**64 - 1], dtype=np.uint64)


@pytest.mark.parametrize("count", [10, 5_000])
@pytest.mark.parametrize("hashes", [SPREAD, ALIKE, FIRST_AND_LAST, np.concatenate([SPREAD, ALIKE, FIRST_AND_LAST])])
def test_the_first_of_equal_hashes_is_found_and_no_other(hashes: NDArray[np.uint64], count: int) -> None:
    ordered = np.sort(hashes)
    wanted = np.concatenate([ordered[:count], ordered[:count] + np.uint64(1), SPREAD[:count], FIRST_AND_LAST])
    first = {value: place for place, value in reversed(list(enumerate(ordered.tolist())))}
    assert OrderedHashes(ordered).find(wanted).tolist() == [first.get(value, -1) for value in wanted.tolist()]


@pytest.mark.parametrize("count", [1, 4_000])
def test_among_no_hashes_none_is_found(count: int) -> None:
    found = OrderedHashes(np.empty(0, dtype=np.uint64)).find(SPREAD[:count])
    assert found.tolist() == [-1] * count


@pytest.mark.parametrize("known", [3, 300, 5_000])
@pytest.mark.parametrize("count", [20, 4_000])
def test_hashes_are_told_from_those_that_end_alike(known: int, count: int) -> None:
    ordered = np.sort(SPREAD[-known:])
    asked = np.concatenate([SPREAD[-count:], SPREAD[-count:] + np.uint64(1 << 16)])
    values = set(ordered.tolist())
    assert are_in(ordered, asked).tolist() == [value in values for value in asked.tolist()]


@pytest.mark.parametrize("kind", [np.int32, np.uint32, np.int64, np.uint64])
def test_equal_values_keep_their_order(kind: type[np.signedinteger]) -> None:
    values = np.array([5, 2, 5, 0, 2**31 - 1, 2, 5, 0]).astype(kind)
    assert in_order(values).tolist() == [3, 7, 1, 5, 0, 2, 6, 4]
    assert in_order(values[:0]).tolist() == []


def test_numbers_below_zero_and_the_largest_have_their_places() -> None:
    assert in_order(np.array([3, -1, 0, -1, -(2**31)], dtype=np.int32)).tolist() == [4, 1, 3, 2, 0]
    assert in_order(np.array([2**64 - 1, 7, 2**63, 7], dtype=np.uint64)).tolist() == [1, 3, 2, 0]
    assert in_order(np.array([2**32 - 1, 7, 2**31, 7], dtype=np.uint32)).tolist() == [1, 3, 2, 0]
