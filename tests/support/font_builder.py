"""Fonts for tests: letters with so many contours, or letters that look like themselves or like others."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from appaudit.documents.outlines.shapes import SIDE, shapes

_EM = 1000
Square = tuple[int, int, int]


def font(letters: Mapping[str, int], **more: Any) -> bytes:
    """A font that has an outline of so many contours for each letter; none at all for 0."""
    squares = {letter: [(50 + 120 * place, 0, 100) for place in range(count)] for letter, count in letters.items()}
    return _built(
        {letter: [(x, y, 700) for x, y, _ in drawn[:1]] + drawn[1:] for letter, drawn in squares.items()}, **more
    )


def face_of(letters: Mapping[str, str], **more: Any) -> bytes:
    """A font that draws each letter so that it looks like another, or like itself."""
    return _built({letter: looks_like(shown) for letter, shown in letters.items()}, **more)


def looks_like(letter: str) -> list[Square]:
    """Squares where a letter has most of its ink."""
    known = shapes()
    picture = known.pictures[known.numbers[letter][0]].reshape(SIDE, SIDE)
    side = _EM // SIDE
    level = sorted(picture.ravel())[int(picture.size * 0.6)]
    return [
        (column * side, row * side, side)
        for row in range(SIDE)
        for column in range(SIDE)
        if picture[row, column] > level
    ]


def _built(
    outlines: Mapping[str, list[Square]], *, is_cff: bool = False, flavor: str | None = None, features: str = "",
    scale: float = 1.0,
) -> bytes:  # fmt: skip
    names = {letter: f"u{ord(letter):05x}" for letter in outlines}
    builder = FontBuilder(_EM, isTTF=not is_cff)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(letter): name for letter, name in names.items()})
    drawn = {".notdef": _outline([], is_cff, scale)}
    drawn |= {names[letter]: _outline(squares, is_cff, scale) for letter, squares in outlines.items()}
    if is_cff:
        builder.setupCFF("Test", {}, drawn, {})
    else:
        builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics(dict.fromkeys(drawn, (_EM, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupPost()
    if features:
        builder.addOpenTypeFeatures(features)
    file = io.BytesIO()
    builder.save(file)
    return packed(file.getvalue(), flavor) if flavor else file.getvalue()


def _outline(squares: list[Square], is_cff: bool, scale: float) -> Any:
    pen = T2CharStringPen(_EM, None) if is_cff else TTGlyphPen(None)
    for x, y, side in squares:
        corners = [(x, y), (x, y + side), (x + side, y + side), (x + side, y)]
        scaled = [(round(scale * a), round(scale * b)) for a, b in corners]
        pen.moveTo(scaled[0])
        for corner in scaled[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.getCharString() if is_cff else pen.glyph()


def packed(data: bytes, flavor: str) -> bytes:
    """A font packed for the web."""
    font_file = TTFont(io.BytesIO(data))
    font_file.flavor = flavor
    file = io.BytesIO()
    font_file.save(file)
    return file.getvalue()


def address(data: bytes, kind: str = "font/ttf") -> str:
    """The address that holds a font itself."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
