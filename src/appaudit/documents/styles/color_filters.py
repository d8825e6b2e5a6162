"""Colours as they are seen through filters of a style, and mixed with what is behind them.

https://www.w3.org/TR/filter-effects-1/ and https://www.w3.org/TR/compositing-1/, checked 2026-11-29, not opened. Of
filters those that change a colour into another; of blending what does not depend on more than one part of a colour.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from appaudit.documents.styles.values import NUMBER, Color

_FUNCTION: Final = re.compile(r"(invert|brightness|contrast)\(([^()]*)\)")
#: By text (the first number) and what is behind it, from 0 to 1.
_BLENDED: Final[dict[str, Callable[[float, float], float]]] = {
    "screen": lambda text, behind: text + behind - text * behind,
    "multiply": lambda text, behind: text * behind,
    "lighten": max,
    "darken": min,
    "difference": lambda text, behind: abs(text - behind),
    "exclusion": lambda text, behind: text + behind - 2 * text * behind,
    "plus-lighter": lambda text, behind: min(text + behind, 1.0),
}


def changes_colors(value: str) -> bool:
    """Whether a value of `filter` makes colours others than they are; a shadow may show what it takes away."""
    return _FUNCTION.search(value) is not None and "drop-shadow" not in value


def filtered(color: Color, filters: Iterable[str]) -> Color:
    """A colour behind filters, the innermost first."""
    red, green, blue, opacity = color
    for value in filters:
        for name, given in _FUNCTION.findall(value):
            amount = _amount(given)
            red, green, blue = (255 * _changed(name, part / 255, amount) for part in (red, green, blue))
    return red, green, blue, opacity


def blended(color: Color, behind: Color, mode: str) -> Color:
    """The colour of text that is mixed with what is behind it; as it is by a mode that is not known."""
    mix = _BLENDED.get(mode)
    if mix is None:
        return color
    red, green, blue = (255 * mix(text / 255, ground / 255) for text, ground in zip(color[:3], behind[:3], strict=True))
    return red, green, blue, color[3]


def _amount(given: str) -> float:
    number = NUMBER.match(given.strip())
    if number is None:
        return 1.0
    return max(float(number.group(1)) / (100 if number.group(2) == "%" else 1), 0.0)


def _changed(name: str, part: float, amount: float) -> float:
    if name == "invert":
        amount = min(amount, 1.0)
        part = part * (1 - amount) + (1 - part) * amount
    elif name == "brightness":
        part *= amount
    else:
        part = (part - 0.5) * amount + 0.5
    return min(max(part, 0.0), 1.0)
