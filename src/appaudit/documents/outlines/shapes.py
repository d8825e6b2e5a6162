"""What letters look like: where their ink is, as a coarse picture, and which letters a picture is like.

A picture has its middle where that of the ink is, and is as large as the ink is spread, so that faces differ little in
it: how thick strokes are, how they end and whether they overlap matters less than which letter it is. `shapes.bin` has
the pictures of the letters that the lexicon reads and of those that policies use most: each the mean of several openly
licensed faces, and more than one where a face or a region has a form of its own. `bench/letter_shapes.py` writes it and
measures how far it holds.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Final

import numpy as np
import numpy.typing as npt

from appaudit.model.record import record

Picture = npt.NDArray[np.float64]
#: Cells of a picture along each side, the finer ones that it is drawn in, and how far it reaches in deviations.
SIDE: Final = 16
_FINE: Final = 3 * SIDE
_REACH: Final = 4.0
#: Levels of ink in the file, two cells a byte.
LEVELS: Final = 15
_BLUR: Final = (0.25, 0.5, 0.25)


@record(kw_only=False)
class Shapes:
    """The letters that are known, and the rows of their pictures, each of length one around its mean."""

    numbers: dict[str, list[int]]
    pictures: Picture

    def rank(self, letter: str, picture: Picture) -> int:
        """How many pictures of others a picture is more like than it is like any of a letter."""
        likeness = self.pictures @ normal(picture)
        return int((likeness > likeness[self.numbers[letter]].max()).sum())


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    """The letters that are known."""
    data = resources.files(__package__).joinpath("shapes.bin").read_bytes()
    letters, _, cells = data.partition(b"\n")
    known = letters.decode()
    packed = np.frombuffer(cells, np.uint8)
    levels = np.stack([packed >> 4, packed & LEVELS], axis=1).reshape(len(known), SIDE * SIDE)
    numbers: dict[str, list[int]] = {}
    for row, letter in enumerate(known):
        numbers.setdefault(letter, []).append(row)
    return Shapes(numbers, np.array([normal(each) for each in levels]))


def normal(picture: npt.NDArray[np.generic]) -> Picture:
    """A picture of length one around its mean; zeros for one without any difference in it."""
    around: Picture = picture.astype(np.float64) - picture.mean()
    length = float(np.linalg.norm(around))
    return around / length if length else around


def picture_of(lines: npt.NDArray[np.float64]) -> Picture | None:
    """The picture of an outline, None where it has no ink."""
    if not len(lines):
        return None
    xs, ys = lines[:, 0::2], lines[:, 1::2]
    width, height = float(np.ptp(xs)), float(np.ptp(ys))
    extent = max(width, height)
    if not np.isfinite(extent) or extent <= 0:
        return None
    middle = (float(xs.min()) + width / 2, float(ys.min()) + height / 2)
    ink = _ink(xs, ys, middle, extent)
    whole = ink.sum()
    if not whole:
        return None
    places = (np.arange(_FINE) + 0.5) / _FINE - 0.5
    center, deviations = [], []
    for along in (ink.sum(0), ink.sum(1)):
        mean = float(along @ places / whole)
        center.append(mean)
        deviations.append(float(np.sqrt(along @ (places - mean) ** 2 / whole)))
    moved = (middle[0] + center[0] * extent, middle[1] + center[1] * extent)
    drawn = _ink(xs, ys, moved, max(deviations) * extent * _REACH)
    return _blurred(drawn.reshape(SIDE, 3, SIDE, 3).mean((1, 3))).ravel()


def _ink(xs: Picture, ys: Picture, middle: tuple[float, float], extent: float) -> Picture:
    """Which cells of a square are inside an outline, by the rule that the direction of contours decides."""
    columns = (xs - middle[0]) / extent * _FINE + _FINE / 2
    rows = (ys - middle[1]) / extent * _FINE + _FINE / 2
    centers = np.arange(_FINE) + 0.5
    first, last = rows[:, :1], rows[:, 1:]
    turns = ((first <= centers) & (last > centers)).astype(np.int64) - ((last <= centers) & (first > centers))
    line, row = np.nonzero(turns)
    share = (centers[row] - first[line, 0]) / (last[line, 0] - first[line, 0])
    crossed = columns[line, 0] + share * (columns[line, 1] - columns[line, 0])
    windings = np.zeros((_FINE, _FINE + 1), np.int64)
    np.add.at(windings, (row, np.clip(np.ceil(crossed - 0.5), 0, _FINE).astype(np.int64)), turns[line, row])
    inside: Picture = (np.cumsum(windings, axis=1)[:, :_FINE] != 0).astype(np.float64)
    return inside


def _blurred(picture: Picture) -> Picture:
    padded = np.pad(picture, 1)
    size = len(picture)
    blurred: Picture = np.zeros_like(picture)
    for down, upper in enumerate(_BLUR):
        for right, left in enumerate(_BLUR):
            blurred += upper * left * padded[down : down + size, right : right + size]
    return blurred
