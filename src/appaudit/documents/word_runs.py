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
        self._is_white = background is None or _WHITE.fullmatch(background.get(f"{_W}color") or "ffffff") is not None

    def of(self, text: Any) -> HidingWay | None:  # noqa: ANN401  lxml elements of python-docx have no public type
        """How the run of a text element hides it; None where it shows."""
        run = next(text.iterancestors(f"{_W}r"), None)
        if run is None:
            return None
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        found = {name: self._property(name, run, paragraph) for name in ("vanish", "color", "sz", "strike", "dstrike")}
        if _is_on(found["vanish"]):
            return "hidden_run"
        size = found["sz"].get(_VALUE) if found["sz"] is not None else None
        if size is not None and size.isdecimal() and int(size) < _LEAST_SIZE:
            return "size"
        color = found["color"].get(_VALUE) if found["color"] is not None else None
        if color and _WHITE.fullmatch(color) and self._is_white and not self._is_filled(run, paragraph):
            return "colour"
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
