"""How an element is made smaller, turned and moved by its transform and the properties that do parts of it alone.

https://www.w3.org/TR/css-transforms-2/ and https://www.w3.org/TR/css-values-4/#angles, checked 2026-12-01, not opened.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

from appaudit.documents.styles.values import pixels, plain_number

_DEGREES: Final = {"deg": 1.0, "turn": 360.0, "rad": 180 / math.pi, "grad": 0.9}
_ANGLE: Final = r"(-?\d*\.?\d+)(deg|turn|rad|grad)"
_ON_EDGE: Final = re.compile(rf"rotate[xy]\({_ANGLE}\)|rotate3d\((?:1,0|0,1),0,{_ANGLE}\)")
_BY_ITSELF: Final = re.compile(rf"[xy]\s+{_ANGLE}|{_ANGLE}\s+[xy]")
_SKEWED: Final = re.compile(rf"skew[xy]?\({_ANGLE}")
_SCALED: Final = re.compile(r"scale[xy3d]*\(([^()]*)\)")
_MATRIX: Final = re.compile(r"(?<![\w-])matrix(3d)?\(([-+\d.,e]+)\)")
_COMPUTED: Final = re.compile(r"(?<![\w-])(?:calc|min|max|clamp|abs)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
#: Degrees from the edge at which nothing of an element is seen.
_NEAR_EDGE: Final = 0.5
_PLANE, _SPACE = 6, 16


def with_lengths(value: str) -> str:
    """A value whose computed lengths are written as pixels, as far as they are known."""
    return _COMPUTED.sub(_as_pixels, value) if "(" in value else value


def _as_pixels(found: re.Match[str]) -> str:
    length = pixels(found[0])
    return found[0] if length is None else f"{length:.4f}px"


def scale_of(values: Mapping[str, str]) -> float:
    """How much smaller an element is drawn than it is, in the direction that is made smallest; 1 for as it is."""
    transform = with_lengths(values.get("transform", "")).replace(" ", "")
    given = [text.split(",") for text in _SCALED.findall(transform)]
    given += [with_lengths(values.get("scale", "")).split(), [values.get("zoom", "")]]
    factors = [[abs(number) for text in texts if (number := plain_number(text)) is not None] for texts in given]
    return math.prod(min(each) for each in factors if each) * math.prod(map(_of_matrix, _MATRIX.findall(transform)))


def _of_matrix(found: tuple[str, str]) -> float:
    """How small a matrix makes what is drawn by it, by what it makes of an area."""
    try:
        parts = [float(part) for part in found[1].split(",")]
    except ValueError:
        return 1.0
    if len(parts) == _PLANE and not found[0]:
        a, b, c, d = parts[:4]
        return math.sqrt(abs(a * d - b * c))
    if len(parts) == _SPACE and found[0]:
        a, b, c, d = parts[0], parts[1], parts[4], parts[5]
        return math.sqrt(abs(a * d - b * c)) / abs(parts[15]) if parts[15] else 0.0
    return 1.0


def is_on_edge(values: Mapping[str, str]) -> bool:
    """Whether an element is turned or pushed so that only its edge would be seen, or its back where that is hidden."""
    transform = values.get("transform", "").replace(" ", "")
    turned = list(map(_degrees, _ON_EDGE.findall(transform)))
    turned += map(_degrees, _BY_ITSELF.findall(values.get("rotate", "")))
    pushed = list(map(_degrees, _SKEWED.findall(transform)))
    if any(abs(angle % 180 - 90) < _NEAR_EDGE for angle in (*turned, *pushed)):
        return True
    return values.get("backface-visibility") == "hidden" and any(90 < angle % 360 < 270 for angle in turned)


def _degrees(found: tuple[str, ...]) -> float:
    amount, unit = (each for each in found if each)
    return float(amount) * _DEGREES[unit]
