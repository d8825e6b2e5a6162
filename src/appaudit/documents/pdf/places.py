"""Places on PDF pages: boxes, and the planes that instructions draw in (ISO 32000-1, 8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: The six numbers of a plane in another: `a b c d e f`.
Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Left, bottom, right and top.
Box = tuple[float, float, float, float]


def matrix_of(operands: Sequence[Any]) -> Matrix:
    """A plane by its six numbers."""
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def product(first: Matrix, second: Matrix) -> Matrix:
    """A plane in another."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def box_in(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """The box around one that is drawn in a plane."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in ((x0, y0), (x1, y1), (x0, y1), (x1, y0))]
    ys = [b * x + d * y + f for x, y in ((x0, y0), (x1, y1), (x0, y1), (x1, y0))]
    return min(xs), min(ys), max(xs), max(ys)


def holds(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def common(box: Box, other: Box | None) -> Box:
    """What two boxes have in common; it has no extent where that is nothing."""
    if other is None:
        return box
    left, bottom = max(box[0], other[0]), max(box[1], other[1])
    return left, bottom, max(left, min(box[2], other[2])), max(bottom, min(box[3], other[3]))
