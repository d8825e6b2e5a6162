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

Hashes = NDArray[np.uint64]

_MASK = (1 << 64) - 1
#: Strings that begin in the same 64 KiB are hashed together, which keeps the working arrays small.
_WINDOW_BITS = 16
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_NO_POWERS: Hashes = np.zeros(0, dtype=np.uint64)
_POWERS: dict[int, Hashes] = {}
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


def mix_one(first: int, second: int) -> int:
    """What `mix` gives for one pair."""
    mixed = (first * int(_FIRST) + (second ^ (second >> 29)) * int(_SECOND)) & _MASK
    mixed = (mixed ^ (mixed >> 32)) * int(_FINAL) & _MASK
    return mixed ^ (mixed >> 29)


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
    return _hashes_of(tuple(texts))


@lru_cache(maxsize=256)
def _hashes_of(texts: tuple[str, ...]) -> Hashes:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    lengths = np.array([len(octets) for octets in encoded], dtype=np.int64)
    octets: NDArray[np.uint8] = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    terms = octets.astype(np.uint64) + np.uint64(1)
    terms *= _powers(_BASE, int(lengths.max(initial=0)) + 1)[np.arange(len(octets)) - np.repeat(starts, lengths)]
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(terms)])
    hashes: Hashes = sums[ends] - sums[starts]
    hashes.flags.writeable = False
    return hashes


def text_hashes(octets: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    """The hashes of texts that stand at these places in a file, in any order."""
    order = np.argsort(starts, kind="stable")
    windows = np.flatnonzero(np.diff(starts[order] >> _WINDOW_BITS)) + 1
    hashes = np.zeros(len(starts), dtype=np.uint64)
    for members in np.split(order, windows) if len(order) else ():
        hashes[members] = _hashes_between(octets, starts[members], ends[members])
    return hashes


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
    """The powers of a base from 0 on: the beginning of the longest table that was asked for, which is kept."""
    table = _POWERS.get(base, _NO_POWERS)
    if len(table) < count:
        table = _POWERS[base] = _power_table(base, 1 << max(count - 1, 1).bit_length())
    return table[:count]


def _power_table(base: int, size: int) -> Hashes:
    """The powers of a base from 0 on, by doubling."""
    powers = np.ones(size, dtype=np.uint64)
    filled, step = 1, base
    while filled < size:
        np.multiply(powers[:filled], np.uint64(step), out=powers[filled : 2 * filled])
        step = step * step & _MASK
        filled *= 2
    return powers
