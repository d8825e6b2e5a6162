"""Versions that an SDK writes as a code of digits: `0031405000` is 3.1.4 of 微博.

The code stands beside the name under which the SDK sends it. Products that speak the same protocol send it as well
(ShareSDK's classes hold that of an old 微博), so that only the SDK's own classes tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

#: Letters that stand for the digits of the parts of a version, in their order.
_PARTS: Final = "xyz"


class DigitCode(NamedTuple):
    """How a code spells the version of an SDK: the pattern that it fits, and the first version of which it is wrong."""

    sdk: str
    pattern: re.Pattern[str]
    end: tuple[int, ...]

    def version(self, texts: Iterable[str]) -> str:
        """The version of the only code among texts; empty where there is none or several are, and where it is wrong."""
        said = {found.groups() for each in texts if (found := self.pattern.fullmatch(each))}
        numbers = tuple(map(int, said.pop())) if len(said) == 1 else ()
        is_right = bool(numbers) and not (self.end and numbers >= self.end)
        return ".".join(map(str, numbers)) if is_right else ""


def digit_code(sdk: str, entry: str) -> tuple[str, DigitCode]:
    """The text beside a code, and how the code is read, from `TEXT 00xyz05000 < 4`."""
    spelled, _, end = entry.partition(" < ")
    text, _, digits = spelled.rpartition(" ")
    runs = re.findall(r"x+|y+|z+|\d+", digits)
    pattern = "".join(rf"(\d{{{len(run)}}})" if run[0] in _PARTS else run for run in runs)
    return text, DigitCode(sdk, re.compile(pattern, re.ASCII), tuple(map(int, end.split("."))) if end else ())
