"""Where lines, links and tables stand in a document, and what places share."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from appaudit.documents.blocks import PolicyDocument
from appaudit.model.location import Location


class Places:
    """Where lines, links and tables stand in a document, found once for all of its rows."""

    def __init__(self, document: PolicyDocument) -> None:
        self.document = document
        self._line_ends = [found.start() for found in re.finditer("\n", document.text)]
        self._links = sorted(document.links, key=lambda link: link.start)
        runs = [list(run) for kind, run in groupby(document.blocks, key=lambda block: block.kind) if kind == "row"]
        self._tables = [(run[0].start, run[-1].end) for run in runs]

    def line(self, start: int) -> int:
        """The line of the text in which an offset stands, from 1."""
        return bisect_left(self._line_ends, start) + 1

    def targets(self, start: int, end: int) -> list[str]:
        """What the links between two offsets lead to."""
        first = bisect_left(self._links, start, key=lambda link: link.start)
        last = bisect_right(self._links, end, key=lambda link: link.start)
        return [link.target for link in self._links[first:last] if link.end <= end]

    def whole_table(self, place: Location) -> Location:
        """The place of a row with the headings and the rows around it: a table is in one language."""
        index = bisect_right(self._tables, place.start, key=lambda table: table[0]) - 1
        if index < 0 or place.start >= self._tables[index][1]:
            return place
        start, end = self._tables[index]
        return replace(place, start=start, end=max(end, place.end))


class Spans:
    """The places that were read in the document's own language, in which another language finds nobody else."""

    def __init__(self, places: Iterable[Location]) -> None:
        self._spans = sorted((place.start, place.end) for place in places)

    def overlap(self, place: Location) -> bool:
        """Whether one of the spans shares a character with a place."""
        index = bisect_left(self._spans, (place.end, 0))
        return any(end > place.start for _, end in self._spans[max(0, index - 2) : index])
