"""Whether a colour of a PDF is that of paper, in the colour space that it is given in.

ISO 32000-1, 8.6: of grey, RGB and Lab the highest values are white, of CMYK and of separations none of the ink; an
index stands for a colour of another space, and a tint for what its function gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

#: Red, green and blue from 0 to 1.
Color = tuple[float, float, float]
WHITE: Final[Color] = (1.0, 1.0, 1.0)
BLACK: Final[Color] = (0.0, 0.0, 0.0)
WHITE_FROM: Final = 0.95
#: Spaces inside spaces that are followed.
_MOST_DEPTH: Final = 4
#: Of Lab: lightness to 100, and how far from grey a colour may be.
_LIGHT: Final = 97.0
_GREY: Final = 5.0


def is_white(numbers: Sequence[float], space: Any = None, depth: int = 0) -> bool:  # noqa: ANN401  # of pypdf
    """Whether a colour leaves paper as it is.

    Args:
        numbers: The components of the colour.
        space: A colour space as the resources of a page have it; None where the instruction tells it by itself.
        depth: How many spaces it stands in.

    Raises:
        KeyError, IndexError, TypeError, ValueError, AttributeError: The space is none.
    """
    family, parts = _family(space)
    if depth > _MOST_DEPTH or not numbers:
        return False
    if family == "/Indexed":
        return _is_entry_white(parts, int(numbers[0]), depth)
    if family == "/Separation" and parts[1] == "/None":
        return True
    if family in ("/Separation", "/DeviceN"):
        if max(numbers) <= 1 - WHITE_FROM:
            return True
        function = parts[3].get_object()
        if family == "/DeviceN" or function.get("/FunctionType") != 2:
            return False
        none, whole = ([float(each) for each in function[name]] for name in ("/C0", "/C1"))
        share = float(numbers[0]) ** float(function.get("/N", 1))
        mixed = [low + share * (high - low) for low, high in zip(none, whole, strict=True)]
        return is_white(mixed, parts[2], depth + 1)
    if family == "/Lab":
        return numbers[0] >= _LIGHT and max(map(abs, numbers[1:3])) <= _GREY
    if family == "/Pattern":
        return False
    if len(numbers) == 4:
        return max(numbers) <= 1 - WHITE_FROM
    return min(numbers) >= WHITE_FROM


def _family(space: Any) -> tuple[str, Sequence[Any]]:  # noqa: ANN401
    if space is None:
        return "", ()
    found = space.get_object()
    return (str(found), ()) if isinstance(found, str) else (str(found[0]), found)


def _is_entry_white(parts: Sequence[Any], number: int, depth: int) -> bool:
    table = parts[3].get_object()
    data = table.get_data() if hasattr(table, "get_data") else bytes(getattr(table, "original_bytes", table))
    family, inner = _family(parts[1])
    count = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceCMYK": 4, "/Separation": 1}.get(family, 3)
    if family == "/ICCBased":
        count = int(inner[1].get_object()["/N"])
    entry = data[number * count : (number + 1) * count]
    return len(entry) == count and is_white([each / 255 for each in entry], parts[1], depth + 1)


def color_of(numbers: Sequence[float], space: Any = None) -> Color | None:  # noqa: ANN401
    """Red, green and blue of a colour of a device, from 0 to 1; None where a space decides what it is."""
    family, parts = _family(space)
    if family == "/ICCBased":
        family = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}.get(int(parts[1].get_object()["/N"]), family)
    counts = {"": len(numbers), "/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}
    if counts.get(family) != len(numbers):
        return None
    if len(numbers) == 1:
        return (numbers[0],) * 3
    if len(numbers) == 4:
        red, green, blue = ((1 - each) * (1 - numbers[3]) for each in numbers[:3])
        return red, green, blue
    return (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else None


def is_alike(first: Color | None, second: Color | None) -> bool:
    """Whether two colours are known, and nobody tells them apart."""
    if first is None or second is None:
        return False
    return all(abs(one - other) <= 1 - WHITE_FROM for one, other in zip(first, second, strict=True))
