"""Outlines of letters in a font: TrueType and CFF, plain or packed as WOFF or WOFF2.

fontTools reads them; what it would do without end on a hostile font is bounded before (the sizes of what is unpacked,
parts of parts, subroutines of subroutines). Whatever it raises says that nobody can tell what the font draws.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from appaudit.documents.outlines.budget import Budget, UntoldError
from appaudit.documents.outlines.code_points import numbers_of
from appaudit.documents.outlines.packings import checked
from appaudit.documents.outlines.substitutes import substitutes_of
from appaudit.model.record import record

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

#: Tables by which programs draw letters in other ways than by the outlines that are read here.
_OTHER_DRAWINGS: Final = ("COLR", "SVG ", "sbix", "CBDT", "morx", "mort", "Silf", "fvar", "VARC", "CFF2")
_MOST_OUTLINES: Final = 65_535
_MOST_DEPTH: Final = 6
_MOST_PARTS: Final = 60
#: Lines that a curve is drawn as.
_STEPS: Final = 4


@record(kw_only=False)
class Outline:
    """The lines of an outline as rows of x, y, x, y in parts of the size of the font, and of how many contours."""

    lines: npt.NDArray[np.float64]
    contours: int


class FontFile:
    """A font, opened.

    Args:
        data: The file.
        budget: What may be spent on it.
        number: Which of a collection it is.

    Raises:
        Exception: It is damaged, of another kind, or too much; whatever the library raises.
    """

    def __init__(self, data: bytes, budget: Budget, number: int = 0) -> None:
        from fontTools.ttLib import TTFont

        logging.getLogger("fontTools").setLevel(
            logging.CRITICAL
        )  # it warns of what is untidy, which is no user's matter
        self._budget = budget
        is_packed_tightly = data[:4] == b"wOF2"
        known = checked(data, budget.packed_bytes_left if is_packed_tightly else budget.bytes_left)
        if known is None:
            raise UntoldError("too large a font")
        bare, size = known
        budget.bytes_left -= size
        budget.packed_bytes_left -= size if is_packed_tightly else 0
        self._font: TTFont = TTFont(io.BytesIO(bare), fontNumber=number, lazy=True)
        if any(name in self._font for name in _OTHER_DRAWINGS):
            raise UntoldError("letters that are drawn by other tables")
        count = self._font["maxp"].numGlyphs
        self._font.setGlyphOrder([f"g{index}" for index in range(min(count, _MOST_OUTLINES))])
        self._size = self._font["head"].unitsPerEm or 1
        self._charstrings: Any = None
        if "glyf" not in self._font:
            self._charstrings = self._font["CFF "].cff.topDictIndex[0].CharStrings.charStringsIndex

    def numbers(
        self, letters: Iterable[str], *, is_substituted: bool = True, asked: frozenset[bytes] = frozenset()
    ) -> dict[str, set[int]]:
        """The outlines that may be drawn for those of some letters that the font has, by their numbers.

        `asked` are the features that the document asks for.
        """
        reader: Any = self._font.reader
        found = numbers_of(reader["cmap"], letters)
        if is_substituted and "GSUB" in self._font:
            table = reader["GSUB"]
            for letter, numbers in found.items():
                found[letter] = numbers if letter.isascii() else numbers | substitutes_of(table, numbers, asked)
        return found

    def outline(self, number: int) -> Outline:
        """An outline by its number."""
        from appaudit.documents.outlines.flat_lines import FlatLines, TrueTypeParts, bounded_extractor

        if self._charstrings is not None:
            pen = FlatLines({}, _STEPS, self._budget.spend)
            charstring = self._charstrings[number]
            charstring.outlineExtractor = bounded_extractor(self._budget.spend)
            charstring.draw(pen)
        else:
            parts = TrueTypeParts(self._font["glyf"])
            self._budget.spend(self._points(f"g{number}", 0, [_MOST_PARTS]))
            pen = FlatLines(parts, _STEPS, self._budget.spend)
            parts[f"g{number}"].draw(pen)
        lines = np.array(pen.lines, np.float64).reshape(-1, 4) / self._size
        return Outline(lines, pen.contours)

    def _points(self, name: str, depth: int, left: list[int]) -> int:
        """How many points an outline has, those of its parts together."""
        left[0] -= 1
        if depth > _MOST_DEPTH or left[0] < 0:
            raise UntoldError("parts without end")
        glyph: Any = self._font["glyf"][name]
        if not glyph.isComposite():
            return len(getattr(glyph, "coordinates", ()))
        return sum(self._points(part.glyphName, depth + 1, left) for part in glyph.components)
