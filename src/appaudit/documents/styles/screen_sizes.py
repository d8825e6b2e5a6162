"""Rules for screens of some sizes alone: on which of the sizes that a page tells apart each of them holds.

https://www.w3.org/TR/mediaqueries-5/, checked 2026-12-01, not opened. A page names the widths and heights at which it
changes; just below, at and above each of them is every size that it tells apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final, TypeAlias

from appaudit.documents.styles.conditions import LEAST_WIDTH, MOST_WIDTH, hold_on, on_extremes
from appaudit.documents.styles.values import pixels

#: Media queries that all must hold, those of the blocks around a rule from the outermost.
Queries: TypeAlias = tuple[str, ...]

_LENGTH: Final = re.compile(r"(?<![\w.])\d*\.?\d+(?:px|r?em|pt|cm|in)(?![\w%])", re.I)
#: What a query may ask for beside sizes: of such nobody knows how many screens have it.
_OTHER: Final = re.compile(r"hover|pointer|resolution|ratio|prefers|color|scripting|scan|update|grid|calc|var\(", re.I)
_HEIGHTS: Final = (500.0, 900.0, 2000.0)
_ANY_HEIGHT: Final = (900.0,)
#: Sizes and queries that are looked at; a page that tells more apart is not looked at.
_MOST_SIZES: Final = 90
_MOST_QUERIES: Final = 200


class ScreenSizes:
    """The sizes that the media queries of a page tell apart."""

    def __init__(self) -> None:
        self._queries: dict[Queries, frozenset[int] | None] = {}
        self._sizes: list[tuple[float, float]] | None = None

    def add(self, queries: Queries) -> None:
        """Take the queries of a rule."""
        if queries not in self._queries:
            self._queries[queries] = None
            self._sizes = None

    @property
    def count(self) -> int:
        """How many sizes there are; none where there are too many."""
        return len(self._known_sizes())

    def _known_sizes(self) -> list[tuple[float, float]]:
        if self._sizes is None:
            self._sizes = _sizes_of(list(self._queries)) if len(self._queries) <= _MOST_QUERIES else []
            self._queries = dict.fromkeys(self._queries)
        return self._sizes

    def held(self, queries: Queries) -> frozenset[int]:
        """The sizes on which queries hold, by their numbers."""
        sizes = self._known_sizes()
        known = self._queries.get(queries)
        if known is None:
            known = frozenset(number for number, size in enumerate(sizes) if _hold(queries, *size))
            self._queries[queries] = known
        return known


@lru_cache(maxsize=1_000)
def of_some_screens(queries: str) -> bool:
    """Whether a list of media queries holds on screens of some sizes, and not on others."""
    sizes = _sizes_of([(queries,)])
    if len(set(on_extremes(queries))) > 1:
        return True
    return 0 < sum(_hold((queries,), *size) for size in sizes) < len(sizes)


def _hold(queries: Queries, width: float, height: float) -> bool:
    return not any(map(_OTHER.search, queries)) and all(hold_on(each, width, height) for each in queries)


def _sizes_of(listed: Sequence[Queries]) -> list[tuple[float, float]]:
    texts = [each for queries in listed for each in queries]
    ends = {length for text in texts for each in _LENGTH.findall(text) if (length := pixels(each.lower())) is not None}
    around = {round(end) + step for end in ends for step in (-1, 0, 1)}
    widths = sorted({LEAST_WIDTH, MOST_WIDTH, *(float(end) for end in around if LEAST_WIDTH <= end <= MOST_WIDTH)})
    heights = sorted({*_HEIGHTS, *map(float, around)}) if any("height" in text for text in texts) else _ANY_HEIGHT
    return list(product(widths, heights)) if len(widths) * len(heights) <= _MOST_SIZES else []
