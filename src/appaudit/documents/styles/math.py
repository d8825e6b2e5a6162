"""What functions of numbers in a style come to (https://www.w3.org/TR/css-values-4/#math, 2026-11-30, not opened)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Final

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<function>-?[a-z][\w-]*)?(?P<open>\()|(?P<close>\))|(?P<comma>,)|(?P<value>[\d.]+(?:e-?\d+)?[a-z%]*|[a-z]+)"
    r"|(?P<sign>[-+*/]))",
    re.I,
)
_LONGEST: Final = 400
#: As far as anything may be away.
_ENDLESS: Final = 1e9
_MOST_DEPTH: Final = 12
_ROUNDED: Final[dict[str, Callable[[float], int]]] = {
    "nearest": lambda number: math.floor(number + 0.5), "up": math.ceil, "down": math.floor, "to-zero": math.trunc,
}  # fmt: skip

_OF_ANGLES: Final[dict[str, Callable[[float], float]]] = {"sin": math.sin, "cos": math.cos, "tan": math.tan}
#: How many numbers a function takes, and what it makes of them.
_OF_NUMBERS: Final[dict[str, tuple[tuple[int, ...], Callable[..., float]]]] = {
    "pow": ((2,), math.pow),
    "sqrt": ((1,), math.sqrt),
    "hypot": (tuple(range(1, 9)), math.hypot),
    "exp": ((1,), math.exp),
    "log": ((1, 2), math.log),
    "mod": ((2,), lambda number, step: number - step * math.floor(number / step)),
    "rem": ((2,), math.fmod),
}

#: The number that a length or a share stands for; None for one that is not known.
ValueOf = Callable[[str], float | None]


def computed(text: str, value_of: ValueOf) -> float | None:
    """What an expression comes to; None where it is none, or where one of its parts is not known."""
    try:
        reading = _Reading(text[:_LONGEST].lower(), value_of)
        result = reading.sum(0)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return result if reading.is_at_end else None


class _Reading:
    """Reads an expression from left to right; whatever is not understood is a ValueError."""

    def __init__(self, text: str, value_of: ValueOf) -> None:
        self._tokens: list[re.Match[str]] = []
        self._value_of, self._at, position = value_of, 0, 0
        while position < len(text.rstrip()):
            found = _TOKEN.match(text, position)
            if found is None:
                raise ValueError(text)
            self._tokens.append(found)
            position = found.end()

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._tokens)

    def sum(self, depth: int) -> float:
        result = self._product(depth)
        while (sign := self._sign("+-")) is not None:
            other = self._product(depth)
            result += other if sign == "+" else -other
        return result

    def _product(self, depth: int) -> float:
        result = self._part(depth)
        while (sign := self._sign("*/")) is not None:
            other = self._part(depth)
            result = result * other if sign == "*" else result / other
        return result

    def _part(self, depth: int) -> float:
        if self.is_at_end or depth > _MOST_DEPTH:
            raise ValueError("nothing")
        token = self._tokens[self._at]
        self._at += 1
        if token["sign"] in ("-", "+"):
            return self._part(depth + 1) * (-1 if token["sign"] == "-" else 1)
        if token["value"]:
            value = _ENDLESS if token["value"] == "infinity" else self._value_of(token["value"])
            if value is None:
                raise ValueError(token["value"])
            return value
        if not token["open"]:
            raise ValueError(token.group())
        return self._called(token["function"] or "calc", depth + 1)

    def _called(self, name: str, depth: int) -> float:
        way = ""
        if name == "round" and not self.is_at_end and self._tokens[self._at]["value"] in _ROUNDED:
            way = self._tokens[self._at]["value"]
            self._at += 2
        values = [self.sum(depth)]
        while not self.is_at_end and self._tokens[self._at]["comma"]:
            self._at += 1
            values.append(self.sum(depth))
        if self.is_at_end or not self._tokens[self._at]["close"]:
            raise ValueError(name)
        self._at += 1
        return _result(name, values, way)

    def _sign(self, wanted: str) -> str | None:
        sign = None if self.is_at_end else self._tokens[self._at]["sign"]
        if sign is None or sign not in wanted:
            return None
        self._at += 1
        return sign


def _result(name: str, values: list[float], way: str) -> float:
    if name in ("calc", "-webkit-calc", "-moz-calc") and len(values) == 1:
        return values[0]
    if name in ("min", "max"):
        return min(values) if name == "min" else max(values)
    if name == "clamp" and len(values) == 3:
        return max(values[0], min(values[1], values[2]))
    if name == "abs" and len(values) == 1:
        return abs(values[0])
    if name == "sign" and len(values) == 1:
        return math.copysign(1.0, values[0]) if values[0] else 0.0
    if name in _OF_ANGLES and len(values) == 1:
        return _OF_ANGLES[name](values[0])
    if name in _OF_NUMBERS and len(values) in _OF_NUMBERS[name][0]:
        return _OF_NUMBERS[name][1](*values)
    if name == "round":
        step = values[1] if len(values) > 1 else 1.0
        return float(_ROUNDED[way or "nearest"](values[0] / step)) * step
    raise ValueError(name)
