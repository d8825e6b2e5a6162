"""Paths of PDF pages: the boxes that are filled by one, the area around all of it, and what a thick line covers.

ISO 32000-1, 8.5.2. Only subpaths whose sides are upright and level are told exactly; of others the box around them is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from appaudit.documents.pdf.places import Box, Matrix, box_in

Point = tuple[float, float]

#: Points by which a side may lean.
_LEAN: Final = 0.5
#: Corners of a box, the first of them told once more where it is closed by a line.
_CORNERS: Final = (4, 5)
_MOST_POINTS: Final = 10_000


@dataclass
class Path:
    """A path as it is put together."""

    boxes: list[Box] = field(default_factory=list)
    """Its subpaths that are boxes."""
    is_of_boxes: bool = True
    """Whether all subpaths are."""
    points: list[Point] = field(default_factory=list)
    """All points of subpaths that are not told by their boxes; those of curves lie around them."""
    _line: list[Point] = field(default_factory=list)

    def box(self, matrix: Matrix, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle."""
        a, b, c, d, *_ = matrix
        self._end()
        found = box_in(matrix, x, y, x + width, y + height)
        if (abs(b * width) < _LEAN and abs(c * height) < _LEAN) or (abs(a * width) < _LEAN and abs(d * height) < _LEAN):
            self.boxes.append(found)
        else:
            self._add_uneven([found[:2], found[2:]])

    def go(self, matrix: Matrix, numbers: Sequence[float], *, is_start: bool, is_curve: bool = False) -> None:
        """Add a point, or the points of a curve."""
        if is_start:
            self._end()
        a, b, c, d, e, f = matrix
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            self._line.append((a * x + c * y + e, b * x + d * y + f))
        if is_curve:
            self._add_uneven(self._line)
            self._line = self._line[-1:]

    def ended(self) -> Path:
        """The path with its last subpath."""
        self._end()
        return self

    def around(self) -> Box | None:
        """The box around all of it."""
        xs = [x for x, _ in self.points] + [x for box in self.boxes for x in (box[0], box[2])]
        ys = [y for _, y in self.points] + [y for box in self.boxes for y in (box[1], box[3])]
        return (min(xs), min(ys), max(xs), max(ys)) if xs else None

    def strokes(self, width: float) -> list[Box]:
        """What level and upright lines of a width cover; none where there are others."""
        if self.boxes or len(self.points) % 2:
            return []
        half, found = width / 2, []
        for (x0, y0), (x1, y1) in zip(self.points[::2], self.points[1::2], strict=True):
            if abs(y0 - y1) < _LEAN:
                found.append((min(x0, x1), y0 - half, max(x0, x1), y0 + half))
            elif abs(x0 - x1) < _LEAN:
                found.append((x0 - half, min(y0, y1), x0 + half, max(y0, y1)))
            else:
                return []
        return found

    def _end(self) -> None:
        line, self._line = self._line, []
        if len(line) in _CORNERS and _is_box(line):
            xs, ys = [x for x, _ in line], [y for _, y in line]
            self.boxes.append((min(xs), min(ys), max(xs), max(ys)))
        elif line:
            self._add_uneven(line)

    def _add_uneven(self, points: Sequence[Point]) -> None:
        self.is_of_boxes = False
        self.points += points[: _MOST_POINTS - len(self.points)]


def _is_box(line: Sequence[Point]) -> bool:
    """Whether a line goes around a box: its sides are level and upright in turn."""
    first = line[0]
    if len(line) == max(_CORNERS):
        last = line[-1]
        if abs(last[0] - first[0]) > _LEAN or abs(last[1] - first[1]) > _LEAN:
            return False
        line = line[:-1]
    sides = list(zip(line, [*line[1:], first], strict=True))
    level = [abs(one[1] - other[1]) < _LEAN for one, other in sides]
    upright = [abs(one[0] - other[0]) < _LEAN for one, other in sides]
    return (level[0] and upright[1] and level[2] and upright[3]) or (
        upright[0] and level[1] and upright[2] and level[3]
    )
