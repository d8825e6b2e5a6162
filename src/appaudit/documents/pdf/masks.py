"""Soft masks of PDF pages: through which parts of one anything is seen.

ISO 32000-1, 11.6.5.3: a mask by opacity is clear where nothing is drawn, one by luminosity where black is; a backdrop
of another colour counts as light. Only masks of filled rectangles are told.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

from appaudit.documents.pdf.places import Box, Matrix, box_in, matrix_of, product

_FILLS: Final = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
#: What draws something whose extent is not told.
_UNTOLD: Final = (b"Do", b"sh", b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"INLINE IMAGE", b"c", b"v", b"y", b"l", b"gs")
#: Brightness and opacity below which nothing is let through.
_DARK: Final = 0.05
_MOST_FORM: Final = 20_000


def seen_through(state: Any, matrix: Matrix) -> tuple[Box, ...] | None:  # noqa: ANN401  # of pypdf
    """The boxes in which the soft mask of a graphics state lets anything through; None for all, or for nobody knows."""
    with suppress(TypeError, ValueError, KeyError, AttributeError, IndexError):
        mask = state["/SMask"]
        if isinstance(mask, str) or "/TR" in mask:
            return None
        is_of_light = mask["/S"] == "/Luminosity"
        if is_of_light and any(float(each) > _DARK for each in mask.get("/BC", ())):
            return None
        return _filled(mask["/G"], matrix, is_of_light=is_of_light)
    return None


def _filled(form: Any, matrix: Matrix, *, is_of_light: bool) -> tuple[Box, ...] | None:  # noqa: ANN401  # of pypdf
    from pypdf.generic import ContentStream

    if len(form.get_data()) > _MOST_FORM:
        return None
    light, found, rectangles = 0.0, list[Box](), list[Box]()
    kept = list[tuple[Matrix, float]]()
    if "/Matrix" in form:
        matrix = product(matrix_of(form["/Matrix"]), matrix)
    for operands, operator in ContentStream(form, form.indirect_reference.pdf, "bytes").operations:
        if operator in _UNTOLD:
            return None
        if operator == b"q":
            kept.append((matrix, light))
        elif operator == b"Q":
            matrix, light = kept.pop()
        elif operator == b"cm":
            matrix = product(matrix_of(operands), matrix)
        elif operator in (b"g", b"rg"):
            light = max(map(float, operands))
        elif operator in (b"k", b"sc", b"scn", b"cs"):
            light = 1.0
        elif operator == b"re":
            x, y, width, height = map(float, operands)
            rectangles.append(box_in(matrix, x, y, x + width, y + height))
        elif operator in _FILLS:
            found += rectangles if light > _DARK or not is_of_light else []
            rectangles = []
        elif operator == b"n":
            rectangles = []
    return tuple(found)
