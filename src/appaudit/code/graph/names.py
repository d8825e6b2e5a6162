"""Names as 64-bit numbers, so that what many DEX files call the same can be found by comparing arrays.

Strings are hashed where they stand in the file, all of a file at once, and none of them is decoded. The hash is a
polynomial modulo 2 to the 64; uint64 arithmetic wraps by itself. Two strings of a thousand characters can be made to
collide on purpose, shorter ones cannot be in practice; what follows from a collision is one wrong edge in a graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from appaudit.dex import DexFile
from appaudit.dex.tables import spread

Hashes = NDArray[np.uint64]

_MASK = (1 << 64) - 1
#: Strings that begin in the same 256 KiB are hashed together, which keeps the working arrays small.
_WINDOW_BITS = 18
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_FINAL = np.uint64(0xD6E8FEB86659FD93)


def mix(first: Hashes, second: Hashes) -> Hashes:
    """One number for an ordered pair of numbers; arrays are broadcast."""
    mixed = (first * _FIRST + (second ^ (second >> np.uint64(29))) * _SECOND).astype(np.uint64, copy=False)
    mixed ^= mixed >> np.uint64(32)
    mixed *= _FINAL
    mixed ^= mixed >> np.uint64(29)
    return mixed


@lru_cache(maxsize=4096)
def hash_text(text: str) -> np.uint64:
    """The hash of a string, equal to that of the same string in any file.

    U+0000 and characters outside the basic plane are written otherwise in DEX files and are not found.
    """
    value, power = 0, 1
    for octet in text.encode("utf-8", "surrogatepass"):
        value = (value + (octet + 1) * power) & _MASK
        power = power * _BASE & _MASK
    return np.uint64(value)


def hash_texts(texts: Sequence[str]) -> Hashes:
    """The hashes of several strings, in their order."""
    return np.array([hash_text(text) for text in texts], dtype=np.uint64)


def string_hashes(dex: DexFile, strings: NDArray[np.integer]) -> Hashes:
    """The hashes of the strings at indices of the file's table."""
    if not len(strings):
        return np.empty(0, dtype=np.uint64)
    octets: NDArray[np.uint8] = np.frombuffer(dex.data, dtype=np.uint8)
    is_chosen = np.zeros(len(dex.strings), dtype=bool)
    is_chosen[strings] = True
    chosen = np.flatnonzero(is_chosen)
    starts, ends = dex.strings.bounds_of(chosen)
    order = np.argsort(starts, kind="stable")
    windows = np.flatnonzero(np.diff(starts[order] >> _WINDOW_BITS)) + 1
    hashes = np.zeros(len(is_chosen), dtype=np.uint64)
    for members in np.split(order, windows):
        hashes[chosen[members]] = _hashes_between(octets, starts[members], ends[members])
    of_each: Hashes = hashes[strings]
    return of_each


def prototype_hashes(dex: DexFile, type_hashes: Hashes) -> Hashes:
    """For each prototype of the file a hash of its return type and parameters."""
    prototypes = dex.proto_ids
    returned = type_hashes[prototypes["return_type"]]
    offsets = prototypes["parameters_offset"].astype(np.int64)
    positions, bounds = type_list_positions(dex, offsets)
    index = np.arange(len(positions)) - np.repeat(bounds[:-1], np.diff(bounds))
    terms = mix(type_hashes[dex.units[positions]], index.astype(np.uint64))
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(terms, dtype=np.uint64)])
    return mix(returned, sums[bounds[1:]] - sums[bounds[:-1]])


def type_list_positions(dex: DexFile, offsets: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where in `dex.units` the entries of type lists stand, and the bounds of each list; offset 0 is an empty list."""
    units = dex.units
    place = offsets // 2
    counts = np.where(offsets > 0, units[place].astype(np.int64) | units[place + 1].astype(np.int64) << 16, 0)
    return spread(place + 2, counts), np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])


def _hashes_between(octets: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    """Hashes of texts that lie near each other, by one prefix sum over all of them."""
    first, last = int(starts.min()), int(ends.max())
    terms = octets[first:last].astype(np.uint64)
    terms += np.uint64(1)
    terms *= _powers(_BASE, len(terms))
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(terms)])
    hashes: Hashes = (sums[ends - first] - sums[starts - first]) * _powers(_INVERSE, len(sums))[starts - first]
    return hashes


def _powers(base: int, count: int) -> Hashes:
    return _power_table(base, 1 << max(count - 1, 1).bit_length())[:count]


@lru_cache(maxsize=2)
def _power_table(base: int, size: int) -> Hashes:
    """The powers of a base from 0 on, by doubling."""
    powers = np.ones(size, dtype=np.uint64)
    filled, step = 1, base
    while filled < size:
        np.multiply(powers[:filled], np.uint64(step), out=powers[filled : 2 * filled])
        step = step * step & _MASK
        filled *= 2
    return powers
