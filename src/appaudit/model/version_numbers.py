"""The order of versions as vendors write them: the numbers in them, from the left."""

from __future__ import annotations

import re


def version_numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, whatever stands between them (`4.17.10-AN` is 4, 17, 10)."""
    return tuple(int(part) for part in re.findall(r"[0-9]+", version))


def is_more_exact(version: str, other: str) -> bool:
    """Whether a version says another more exactly (`4.390.1260` beside `4.390`, `4.5.3-JDK7` beside `4.5.3`)."""
    return version.startswith((f"{other}.", f"{other}-"))


def is_later_of_line(version: str, other: str) -> bool:
    """Whether a version is later than another of the same line of releases, as `3.5.1` is than `3.5.0`.

    Of one line are versions of three numbers or more, the first two of which are the same.
    """
    one, two = version_numbers(version), version_numbers(other)
    return min(len(one), len(two)) > 2 and one[:2] == two[:2] and one > two
