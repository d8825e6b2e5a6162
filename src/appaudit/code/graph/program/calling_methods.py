"""The methods of an app that make certain calls, opened one at a time and only so many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from appaudit.code.graph.program.links import Links
from appaudit.code.values.passing_calls import parameter_held
from appaudit.code.values.registers import MethodBody
from appaudit.dex import References
from appaudit.dex.tables import is_among

#: Methods that are opened in all for one question.
_MOST_METHODS: Final = 20_000


class CallingMethods:
    """Opens the methods that call what is asked for; after `_MOST_METHODS` of them there are no more.

    Args:
        links: All classes.
        calls: The calls of each file.
    """

    def __init__(self, links: Links, calls: Sequence[References]) -> None:
        self._links = links
        self._calls = calls
        self._opened = 0

    def of(
        self, index: int, wanted: NDArray[np.bool_], within: ArrayLike | None = None
    ) -> Iterator[tuple[MethodBody, int]]:
        """The methods of a file that call one of its marked method identifiers, and where they do.

        Args:
            index: The number of the file.
            wanted: Marks its method identifiers.
            within: The code items that are opened, where not all are.
        """
        code, calls = self._links.files[index].code, self._calls[index]
        chosen = calls.to_any(wanted)
        if within is not None:
            chosen = chosen[is_among(calls.code_item[chosen], within)]
        body: MethodBody | None = None
        for item, instruction in zip(calls.code_item[chosen].tolist(), calls.instruction[chosen].tolist(), strict=True):
            if body is None or body.code_item != item:
                self._opened += 1
                if self._opened > _MOST_METHODS:
                    return
                body = MethodBody(code, item)
            if body.is_read:
                yield body, instruction - body.first


def handed_on(body: MethodBody, call: int, place: int) -> int:
    """The register in which a method was handed what it passes on in one of a call's; -1 where that is none."""
    registers = body.sources(call)
    return parameter_held(body, call, registers[place]) if place < len(registers) else -1
