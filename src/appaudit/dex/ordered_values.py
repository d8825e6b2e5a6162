"""Many values put in order, and looked for among others in order: by a few of their bits where that is enough.

A binary search of numpy steps through memory anew for each value, and its stable sorts compare: between them they take
a tenth of the time of what is done with arrays of hashes and indices.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

#: So many values and more are sifted by their last bits, among at most so many.
_MANY: Final = 2_000
_MOST_KNOWN: Final = 1 << 13
#: Hashes with the same first bits that are gone through one by one; honest ones have few.
_MOST_ALIKE: Final = 12


def in_order(values: NDArray[np.integer]) -> NDArray[np.int64]:
    """The positions of integers in ascending order, those of equal ones as they stand: what a stable sort gives."""
    numbers = values
    if np.iinfo(values.dtype).max > np.iinfo(np.int32).max:
        order = np.argsort(values)
        ordered = values[order]
        numbers = np.empty(len(values), dtype=np.int64)
        numbers[order] = np.cumsum(np.append(False, ordered[1:] != ordered[:-1])[: len(values)])
    # With its position behind it every number is another one, so that any sort will do.
    # All in one array: the call graph of a big app has its peak of memory here.
    positions = numbers.astype(np.int64)
    positions <<= 32
    positions |= np.arange(len(values), dtype=np.int32)
    positions.sort()
    positions &= 0xFFFFFFFF
    return positions


def are_in(ordered: NDArray[Any], asked: NDArray[Any]) -> NDArray[np.bool_]:
    """For each integer whether it is one of those in order, of which there is at least one."""
    if asked.size < _MANY or len(ordered) > _MOST_KNOWN:
        return _are_found(ordered, asked)
    # By the last 16 bits next to all others are told: a search takes thirty times as long.
    table = np.zeros(1 << 16, dtype=bool)
    table[ordered.astype(np.uint16)] = True
    left = np.nonzero(table[asked.astype(np.uint16)])
    found = np.zeros(asked.shape, dtype=bool)
    found[left] = _are_found(ordered, asked[left])
    return found


def _are_found(ordered: NDArray[Any], asked: NDArray[Any]) -> NDArray[np.bool_]:
    position = np.searchsorted(ordered, asked)
    position[position == len(ordered)] = 0
    found: NDArray[np.bool_] = ordered[position] == asked
    return found


class OrderedHashes:
    """Hashes in order, among which others are found by their first bits, as their numbers are spread evenly.

    Args:
        hashes: The hashes, ascending.
    """

    def __init__(self, hashes: NDArray[np.uint64]) -> None:
        self.hashes = hashes

    def __len__(self) -> int:
        return len(self.hashes)

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """For each hash where the first that equals it stands; -1 for those that are not there."""
        if not len(self):
            return np.full(len(wanted), -1, dtype=np.int64)
        position = self._places(wanted)
        return np.where(self.hashes.take(position) == wanted, position, -1)

    def _places(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Where the first stands that is no smaller than each, the last of all where there is none."""
        last = len(self) - 1
        if len(wanted) < _MANY:
            return np.minimum(np.searchsorted(self.hashes, wanted), last)
        shift, first = self._by_first_bits
        position = np.minimum(first.take((wanted >> shift).astype(np.int64)), last)
        below = np.flatnonzero(self.hashes.take(position) < wanted)
        for _ in range(_MOST_ALIKE):
            below = below.compress(position.take(below) < last)
            if not len(below):
                return position
            position[below] += 1
            below = below.compress(self.hashes.take(position.take(below)) < wanted.take(below))
        position[below] = np.minimum(np.searchsorted(self.hashes, wanted[below]), last)
        return position

    @cached_property
    def _by_first_bits(self) -> tuple[np.uint64, NDArray[np.int64]]:
        """How many bits are left out, and for all numbers of the others where hashes with those begin."""
        bits = len(self).bit_length()
        shift = np.uint64(64 - bits)
        counts = np.bincount((self.hashes >> shift).astype(np.int64), minlength=1 << bits)
        return shift, np.cumsum(counts) - counts
