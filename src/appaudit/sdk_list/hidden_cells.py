"""Cells of a workbook that hold a text and do not show it: nobody who reads the list is told what they say."""

from __future__ import annotations

from typing import Any

from appaudit.sdk_list.sheet_extras import SheetExtras

#: Points below which letters are too small to be seen.
_LEAST_SIZE = 2.5
#: Parts of a number format: for what is positive, negative, nothing, and a text.
_PARTS_OF_FORMAT = 4
_WHITE = ("FFFFFFFF", "00FFFFFF")


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
    if len(parts) >= _PARTS_OF_FORMAT and not parts[3].strip():
        return True
    if font is None:
        return False
    if font.strike or (font.sz is not None and font.sz < _LEAST_SIZE):
        return True
    has_ground = fill is not None and fill.fill_type is not None
    return not has_ground and font.color is not None and _is_white(font.color)


def _is_white(color: Any) -> bool:  # noqa: ANN401
    """White by its number, or the ground of the theme."""
    return bool(
        (color.type == "rgb" and color.rgb in _WHITE) or (color.type == "theme" and color.theme == 0 and not color.tint)
    )
