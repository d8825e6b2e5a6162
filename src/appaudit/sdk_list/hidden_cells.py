"""Cells of a workbook that hold a text and do not show it: nobody who reads the list is told what they say."""

from __future__ import annotations

import re
from typing import Any

from appaudit.sdk_list.sheet_extras import SheetExtras

#: Points below which letters are too small to be seen.
_LEAST_SIZE = 2.5
#: Parts of a number format: for what is positive, negative, nothing, and a text.
_PARTS_OF_FORMAT = 4
_PAPER = "paper"
#: Every part from F5 up: nothing of it is seen on white paper.
_WHITE = re.compile(r"(?:[0-9A-F]{2})?(?:F[5-9A-F]){3}", re.I)
#: White among the colours that have numbers; 64 and 65 are those of the system.
_WHITE_NUMBERS = (1, 9, 65)


def without_hidden(table: list[list[str]], cells: list[list[Any]], extras: SheetExtras) -> tuple[list[list[str]], int]:
    """The texts that are shown, and in how many rows others were left out."""
    if extras.is_hidden:
        return [], sum(any(row) for row in table)
    styles: dict[int, bool] = {}
    kept, count = [], 0
    for y, row in enumerate(table):
        is_hidden = y + 1 in extras.hidden_rows
        shown = [
            "" if text and (is_hidden or x + 1 in extras.hidden_columns or _is_concealed(cells, y, x, styles)) else text
            for x, text in enumerate(row)
        ]
        count += shown != row
        kept.append(shown)
    return kept, count


def _is_concealed(cells: list[list[Any]], y: int, x: int, styles: dict[int, bool]) -> bool:
    """Whether the style of a cell conceals its text or strikes it out; each style is looked at once."""
    cell = cells[y][x] if y < len(cells) and x < len(cells[y]) else None
    style = getattr(cell, "_style_id", 0)
    if not style:
        return False
    if style not in styles:
        styles[style] = _conceals(cell)
    return styles[style]


def _conceals(cell: Any) -> bool:  # noqa: ANN401  # a cell of openpyxl's streaming mode, whose stubs lack its styles
    try:
        font, fill, parts = cell.font, cell.fill, str(cell.number_format).split(";")
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # a style that the workbook does not have
        return False
    of_text = parts[3].strip() if len(parts) >= _PARTS_OF_FORMAT else "@"
    if "@" not in of_text and of_text.lower() != "general":
        return True  # nothing, or always the same words
    if font is None:
        return False
    if font.strike or (font.sz is not None and font.sz < _LEAST_SIZE):
        return True
    ground = _ground(fill)
    if font.color is None or ground is None:
        return False
    return _code(font.color) == ground or (_is_white(font.color) and ground == _PAPER)


def _ground(fill: Any) -> str | None:  # noqa: ANN401
    """The colour behind a text; None where a pattern or a gradient makes it."""
    if fill is None or fill.fill_type is None:
        return _PAPER
    if fill.fill_type != "solid" or getattr(fill, "fgColor", None) is None:
        return None
    return _PAPER if _is_white(fill.fgColor) else _code(fill.fgColor)


def _code(color: Any) -> str:  # noqa: ANN401
    """A colour by its kind and number; the opacity of one in hexadecimal says nothing in a workbook."""
    value = str(color.rgb)[-6:].upper() if color.type == "rgb" else getattr(color, color.type)
    return f"{color.type} {value} {color.tint}"


def _is_white(color: Any) -> bool:  # noqa: ANN401
    """White by its number, or the ground of the theme."""
    if color.type == "rgb":
        return _WHITE.fullmatch(str(color.rgb)) is not None
    if color.type == "indexed":
        return color.indexed in _WHITE_NUMBERS
    return bool(color.type == "theme" and color.theme == 0 and not color.tint)
