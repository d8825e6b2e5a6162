"""Outlines as straight lines: what fontTools calls a pen. Imported only where a document brings a font."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fontTools.misc.psCharStrings import T2OutlineExtractor
from fontTools.pens.basePen import BasePen

_Point = tuple[float, float]


class FlatLines(BasePen):  # type: ignore[misc]  # the library's pens are not typed in all of its releases
    """Draws curves as so many lines each, and tells what each line costs."""

    def __init__(self, parts: Any, steps: int, spend: Callable[[int], None]) -> None:  # noqa: ANN401
        super().__init__(parts)
        self.lines: list[tuple[float, float, float, float]] = []
        self.contours = 0
        self._shares = [step / steps for step in range(1, steps + 1)]
        self._spend = spend
        self._start: _Point = (0.0, 0.0)
        self._at: _Point = (0.0, 0.0)

    def _moveTo(self, pt: _Point) -> None:  # noqa: N802
        self.contours += 1
        self._start = self._at = pt

    def _lineTo(self, pt: _Point) -> None:  # noqa: N802
        self._spend(1)
        self.lines.append((*self._at, *pt))
        self._at = pt

    def _curveToOne(self, pt1: _Point, pt2: _Point, pt3: _Point) -> None:  # noqa: N802
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self._at, pt1, pt2, pt3
        for t in self._shares:
            u = 1 - t
            a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            self._lineTo((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))

    def _qCurveToOne(self, pt1: _Point, pt2: _Point) -> None:  # noqa: N802
        (x0, y0), (x1, y1), (x2, y2) = self._at, pt1, pt2
        for t in self._shares:
            u = 1 - t
            a, b, c = u * u, 2 * u * t, t * t
            self._lineTo((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))

    def _closePath(self) -> None:  # noqa: N802
        if self._at != self._start:
            self._lineTo(self._start)

    def _endPath(self) -> None:  # noqa: N802
        self._closePath()


class TrueTypeParts:
    """The outlines that others are put together from, by their names, as the library's pens ask for them."""

    def __init__(self, table: Any) -> None:  # noqa: ANN401
        self._table = table

    def __getitem__(self, name: str) -> _Part:
        return _Part(self._table, name)


class _Part:
    def __init__(self, table: Any, name: str) -> None:  # noqa: ANN401
        self._table = table
        self._glyph = table[name]

    def draw(self, pen: Any) -> None:  # noqa: ANN401
        self._glyph.draw(pen, self._table)


def bounded_extractor(spend: Callable[[int], None]) -> type[T2OutlineExtractor]:
    """What runs the instructions of an outline of CFF, at a cost: subroutines may call each other without end."""

    class Bounded(T2OutlineExtractor):  # type: ignore[misc]
        def execute(self, charString: Any, **more: Any) -> None:  # noqa: ANN401, N803
            spend(1 + len(charString.bytecode or charString.program))
            super().execute(charString, **more)

    return Bounded
