"""Where the phrases of one concept stand in a view: ranges in order, asked for by place without walking all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from appaudit.model.record import record

Hit = tuple[int, int]


@record(kw_only=False)
class DataHit:
    """A phrase of a data type in the view; `specific` is False for an umbrella term such as 设备信息."""

    start: int
    end: int
    data_type: str
    specific: bool


class Hits(Sequence[Hit]):
    """Half-open ranges of a view in order of start and end."""

    def __init__(self, spans: Iterable[Hit]) -> None:
        self._spans = sorted(spans)

    @cached_property
    def _starts(self) -> list[int]:
        return [span[0] for span in self._spans]

    @cached_property
    def _reach(self) -> list[int]:
        """How far the ranges up to each one reach."""
        return list(accumulate((span[1] for span in self._spans), max))

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204 - as a list answers
        return self._spans[index]

    def within(self, start: int, end: int) -> list[Hit]:
        """Those that begin in a range and end in it."""
        spans = self._spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [span for span in spans if span[1] <= end]

    def meets(self, start: int, end: int) -> bool:
        """Whether any begins in a range and ends in it."""
        for index in range(bisect_left(self._starts, start), len(self._spans)):
            first, last = self._spans[index]
            if first >= end:
                return False
            if last <= end:
                return True
        return False

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any shares a character with a range."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def starts_at(self, position: int) -> bool:
        """Whether any begins at a place."""
        index = bisect_left(self._starts, position)
        return index < len(self._starts) and self._starts[index] == position

    def nearest(self, start: int, end: int, to: Hit, *, after_only: bool = False) -> Hit | None:
        """Of those in a range the one with the fewest characters to another, the first of equals; None without any.

        `after_only` leaves out what begins before the end of the other.
        """
        lowest = bisect_left(self._starts, start)
        split = max(bisect_left(self._starts, to[1]), lowest)
        best: tuple[int, Hit] | None = None
        for index in range(split, len(self._spans)):
            span = self._spans[index]
            if span[0] >= end:
                break
            if span[1] <= end:
                best = (span[0] - to[1], span)
                break
        for index in range(split - 1, lowest - 1, -1) if not after_only else ():
            if best is not None and to[0] - self._reach[index] > best[0]:
                break
            span = self._spans[index]
            if span[0] < end and span[1] <= end:
                found = (max(to[0] - span[1], 0), span)
                best = found if best is None or found < best else best
        return best[1] if best is not None else None
