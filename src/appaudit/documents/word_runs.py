"""Runs of Word documents that show nothing: hidden, of the colour of the paper, of a size that nobody can read.

Properties of a run, of its style and of the style of its paragraph, in this order (ECMA-376, part 1, 17.3.2, 17.7.2).
White text on a fill of its own, of its paragraph or of its cell shows; in a table whose style may fill cells it may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from appaudit.model.words import HidingWay

if TYPE_CHECKING:
    from docx.document import Document

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE: Final = f"{_W}val"
_OFF: Final = ("0", "false", "off")
#: Half points: text of two points and less is a line of dust.
_LEAST_SIZE: Final = 5
#: Every part from 0xF5 up: nothing of it is seen on white paper.
_WHITE: Final = re.compile(r"(?:f[5-9a-f]){3}", re.I)
_MOST_STYLES: Final = 12
#: The properties of a run by which it may hide its text.
_ASKED: Final = ("vanish", "color", "sz", "strike", "dstrike", "w", "spacing", "highlight", "position")
#: Colours of a marker by their names (ISO/IEC 29500-1:2016, 17.18.40; 2026-11-30, not opened).
_MARKERS: Final = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "green": "00ff00", "magenta": "ff00ff", "red": "ff0000",
    "yellow": "ffff00", "white": "ffffff", "darkblue": "000080", "darkcyan": "008080", "darkgreen": "008000",
    "darkmagenta": "800080", "darkred": "800000", "darkyellow": "808000", "darkgray": "808080", "lightgray": "c0c0c0",
}  # fmt: skip
#: Half points by which letters are raised or lowered farther than a page is high.
_OFF_PAGE: Final = 1_700
#: Colours of a theme that are those of paper, unless a shade makes them darker.
_PAPER: Final = ("background1", "light1")
#: Twentieths of a point: a line or a row of two points, and a place farther off than any page is wide.
_LEAST_HEIGHT: Final = 40
_BESIDE: Final = 15_000
#: Where each property says how far something is moved.
_PLACES: Final = {"framePr": ("x", "y"), "ind": ("left", "start"), "tblInd": ("w",)}
#: Letters of a tenth of their width; text without a size of its own has half points.
_LEAST_WIDTH: Final = 10
_USUAL_SIZE: Final = 21


class RunHiding:
    """Answers whether a run shows its text.

    Args:
        document: Where the styles are.
    """

    def __init__(self, document: Document) -> None:
        self._styles: dict[str, Any] = {
            style.style_id: style.element for style in document.styles if style.style_id is not None
        }
        background = document.element.find(f"{_W}background")
        self._page = "ffffff" if background is None else (background.get(f"{_W}color") or "ffffff").lower()
        self._is_white = _WHITE.fullmatch(self._page) is not None

    def of(self, text: Any) -> HidingWay | None:  # noqa: ANN401  lxml elements of python-docx have no public type
        """How the run of a text element hides it; None where it shows."""
        run = next(text.iterancestors(f"{_W}r"), None)
        if run is None:
            return None
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        found = {name: self._property(name, run, paragraph) for name in _ASKED}
        if _is_on(found["vanish"]) or _is_on(_of_row(run, "hidden")):
            return "hidden_run"
        if _is_narrow(found):
            return "size"
        color = _color_of(found["color"])
        is_of_paper = _WHITE.fullmatch(color) is not None if self._is_white else color.lower() == self._page
        if color and is_of_paper and not self._is_filled(run, paragraph):
            return "colour"
        fill = run.find(f"{_W}rPr/{_W}shd")
        if color and fill is not None and (fill.get(f"{_W}fill") or "").lower() == color.lower():
            return "colour"
        marker = "" if found["highlight"] is None else (found["highlight"].get(_VALUE) or "").lower()
        if color and _MARKERS.get(marker) == color.lower():
            return "colour"
        if abs(_number(found["position"]) or 0) >= _OFF_PAGE:
            return "position"
        if _is_without_height(run, paragraph):
            return "clip"
        if paragraph is not None and any(map(_is_beside_page, _places(paragraph))):
            return "position"
        return "struck" if _is_on(found["strike"]) or _is_on(found["dstrike"]) else None

    def _property(self, name: str, run: Any, paragraph: Any) -> Any:  # noqa: ANN401
        for properties in self._properties(run, paragraph):
            found = properties.find(f"{_W}{name}")
            if found is not None:
                return found
        return None

    def _properties(self, run: Any, paragraph: Any) -> Iterator[Any]:  # noqa: ANN401
        own = run.find(f"{_W}rPr")
        if own is not None:
            yield own
            yield from self._of_style(own.find(f"{_W}rStyle"))
        if paragraph is not None:
            yield from self._of_style(paragraph.find(f"{_W}pPr/{_W}pStyle"))

    def _of_style(self, reference: Any) -> Iterator[Any]:  # noqa: ANN401
        for _ in range(_MOST_STYLES):
            style = None if reference is None else self._styles.get(reference.get(_VALUE) or "")
            if style is None:
                return
            properties = style.find(f"{_W}rPr")
            if properties is not None:
                yield properties
            reference = style.find(f"{_W}basedOn")

    def _is_filled(self, run: Any, paragraph: Any) -> bool:  # noqa: ANN401
        """Whether something dark is, or may be, behind a run."""
        cell = next(run.iterancestors(f"{_W}tc"), None)
        if cell is not None:
            table = next(cell.iterancestors(f"{_W}tbl"), None)
            shaded = cell.find(f"{_W}tcPr/{_W}shd")
            if shaded is not None:
                return not _is_white_fill(shaded)
            if table is not None and table.find(f"{_W}tblPr/{_W}tblStyle") is not None:
                return True
        fills = [run.find(f"{_W}rPr/{_W}shd"), run.find(f"{_W}rPr/{_W}highlight")]
        if paragraph is not None:
            fills.append(paragraph.find(f"{_W}pPr/{_W}shd"))
        if next(run.iterancestors(f"{_W}txbxContent"), None) is not None:
            return True  # a box may have any fill
        return any(fill is not None and not _is_white_fill(fill) for fill in fills)


def _is_white_fill(shaded: Any) -> bool:  # noqa: ANN401
    fill = (shaded.get(f"{_W}fill") or shaded.get(_VALUE) or "auto").lower()
    return fill in ("auto", "none", "white", "clear") or _WHITE.fullmatch(fill) is not None


def _is_on(found: Any) -> bool:  # noqa: ANN401
    return found is not None and (found.get(_VALUE) or "1").lower() not in _OFF


def _number(found: Any, name: str = _VALUE) -> int | None:  # noqa: ANN401
    text = (found.get(name) or "") if found is not None else ""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None


def _is_narrow(found: dict[str, Any]) -> bool:
    """Whether letters are too small, too narrow or too close to each other to be read."""
    size, width, step = _number(found["sz"]), _number(found["w"]), _number(found["spacing"])
    if (size is not None and 0 <= size < _LEAST_SIZE) or (width is not None and 0 < width < _LEAST_WIDTH):
        return True
    return step is not None and step <= -5 * (size or _USUAL_SIZE)


def _color_of(found: Any) -> str:  # noqa: ANN401
    """The colour of a run in hexadecimal; that of paper for the one of the theme that is."""
    if found is None:
        return ""
    is_shaded = found.get(f"{_W}themeShade") is not None or found.get(f"{_W}themeTint") is not None
    if found.get(f"{_W}themeColor") in _PAPER and not is_shaded:
        return "ffffff"
    return found.get(_VALUE) or ""


def _of_row(run: Any, name: str) -> Any:  # noqa: ANN401
    row = next(run.iterancestors(f"{_W}tr"), None)
    return None if row is None else row.find(f"{_W}trPr/{_W}{name}")


def _is_without_height(run: Any, paragraph: Any) -> bool:  # noqa: ANN401
    """Whether the line or the row of a run has no height to show it in."""
    height = _of_row(run, "trHeight")
    if height is not None and height.get(f"{_W}hRule") == "exact" and (_number(height) or 0) <= _LEAST_HEIGHT:
        return True
    line = None if paragraph is None else paragraph.find(f"{_W}pPr/{_W}spacing")
    if line is None or line.get(f"{_W}lineRule") != "exact":
        return False
    given = _number(line, f"{_W}line")
    return given is not None and given <= _LEAST_HEIGHT


def _places(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401
    """What moves a paragraph: its frame, its indents, and the indent of the table that it stands in."""
    for name in ("framePr", "ind"):
        found = paragraph.find(f"{_W}pPr/{_W}{name}")
        if found is not None:
            yield found
    table = next(paragraph.iterancestors(f"{_W}tbl"), None)
    indent = None if table is None else table.find(f"{_W}tblPr/{_W}tblInd")
    if indent is not None and indent.get(f"{_W}type") in (None, "dxa"):
        yield indent


def _is_beside_page(place: Any) -> bool:  # noqa: ANN401
    numbers = (_number(place, f"{_W}{name}") for name in _PLACES[place.tag.removeprefix(_W)])
    return any(number is not None and abs(number) >= _BESIDE for number in numbers)
