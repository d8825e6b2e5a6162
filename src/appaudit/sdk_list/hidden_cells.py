"""Cells of a workbook that hold a text and do not show it: nobody who reads the list is told what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from appaudit.sdk_list.conditional_formats import ConditionalFormat
from appaudit.sdk_list.sheet_extras import SheetExtras

#: Points below which letters are too small to be seen.
_LEAST_SIZE = 2.5
#: Parts of a number format: for what is positive, negative, nothing, and a text.
_PARTS_OF_FORMAT = 4
_PAPER, _INK = "paper", "ink"
#: Conditional formats of a sheet that are looked at, of those that conceal anything.
_MOST_FORMATS = 500
#: Every part from F5 up: nothing of it is seen on white paper.
_WHITE = re.compile(r"(?:[0-9A-F]{2})?(?:F[5-9A-F]){3}", re.I)
#: Black, and the numbers of it; 64 is that of the system.
_BLACK = re.compile(r"(?:[0-9A-F]{2})?0{6}", re.I)
_BLACK_NUMBERS = (0, 8, 64)
#: White among the colours that have numbers; 65 is that of the system.
_WHITE_NUMBERS = (1, 9, 65)


def without_hidden(
    table: list[list[str]], cells: list[list[Any]], extras: SheetExtras, looks: Sequence[Any]
) -> tuple[list[list[str]], int]:
    """The texts that are shown, and in how many rows others were left out.

    Args:
        table: The texts of the cells.
        cells: The cells with their styles.
        extras: What else is known of the sheet.
        looks: The differential styles of the workbook, which conditional formats have.
    """
    if extras.is_hidden:
        return [], sum(any(row) for row in table)
    known = ((item, _look_of(item, looks)) for item in extras.formats)
    formats = [(item, look) for item, look in known if look is not None and _may_conceal(look)]
    styles: dict[int, bool] = {}
    kept, count = [], 0
    for y, row in enumerate(table):
        is_hidden = y + 1 in extras.hidden_rows
        shown = [
            ""
            if text
            and (
                is_hidden
                or x + 1 in extras.hidden_columns
                or _is_concealed(cells, y, x, styles)
                or _is_concealed_at_times(cells, y, x, text, formats[:_MOST_FORMATS])
            )
            else text
            for x, text in enumerate(row)
        ]
        count += shown != row
        kept.append(shown)
    return kept, count


def _look_of(item: ConditionalFormat, looks: Sequence[Any]) -> Any:  # noqa: ANN401  # a style of openpyxl, or None
    """The differential style of a format: its own, or that of the workbook by its number."""
    return item.look or (looks[item.style] if 0 <= item.style < len(looks) else None)


def _cell(cells: list[list[Any]], y: int, x: int) -> Any:  # noqa: ANN401  # a cell of openpyxl's streaming mode, whose stubs lack its styles
    return cells[y][x] if y < len(cells) and x < len(cells[y]) else None


def _is_concealed(cells: list[list[Any]], y: int, x: int, styles: dict[int, bool]) -> bool:
    """Whether the style of a cell conceals its text or strikes it out; each style is looked at once."""
    cell = _cell(cells, y, x)
    style = getattr(cell, "_style_id", 0)
    if not style:
        return False
    if style not in styles:
        styles[style] = _conceals(cell)
    return styles[style]


def _conceals(cell: Any) -> bool:  # noqa: ANN401
    try:
        font, fill, form = cell.font, cell.fill, str(cell.number_format)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # a style that the workbook does not have
        return False
    if _shows_no_text(form):
        return True
    if font is None:
        return False
    if font.strike or (font.sz is not None and font.sz < _LEAST_SIZE):
        return True
    ground = _ground(fill)
    return ground is not None and _tone(font.color) == ground


def _shows_no_text(form: str) -> bool:
    """Whether a number format shows nothing of a text, or always the same words."""
    parts = form.split(";")
    of_text = parts[3].strip() if len(parts) >= _PARTS_OF_FORMAT else "@"
    return "@" not in of_text and of_text.lower() != "general"


def _may_conceal(look: Any) -> bool:  # noqa: ANN401
    """Whether a differential style changes anything by which a text may be concealed."""
    form = getattr(look.numFmt, "formatCode", None)
    return look.font is not None or look.fill is not None or (form is not None and _shows_no_text(str(form)))


def _is_concealed_at_times(  # what a cell says, where it stands and all that may be laid over it
    cells: list[list[Any]], y: int, x: int, text: str, formats: list[tuple[ConditionalFormat, Any]]
) -> bool:
    """Whether a format that may be given to a cell on a condition conceals its text or strikes it out."""
    cell = _cell(cells, y, x)
    return any(item.may_hold(y + 1, x + 1, text) and _conceals_on_top(look, cell) for item, look in formats)


def _conceals_on_top(look: Any, cell: Any) -> bool:  # noqa: ANN401
    """Whether a differential style conceals the text of a cell, whose own style holds where it says nothing."""
    form = getattr(look.numFmt, "formatCode", None)
    if (form is not None and _shows_no_text(str(form))) or (look.font is not None and look.font.strike):
        return True
    try:
        own_font, own_fill = cell.font, cell.fill
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        own_font, own_fill = None, None
    color = getattr(look.font, "color", None) or getattr(own_font, "color", None)
    # In a differential style the colour of a solid fill is that of its background.
    ground = _ground(own_fill) if look.fill is None else _tone(getattr(look.fill, "bgColor", None))
    return ground is not None and _tone(color) == ground


def _ground(fill: Any) -> str | None:  # noqa: ANN401
    """The colour behind a text; None where a pattern or a gradient makes it."""
    if fill is None or fill.fill_type is None:
        return _PAPER
    if fill.fill_type != "solid" or getattr(fill, "fgColor", None) is None:
        return None
    return _tone(fill.fgColor)


def _tone(color: Any) -> str:  # noqa: ANN401
    """A colour by its kind and number, white and black by one name each; a text without one is black."""
    if color is None or _is_one_of(color, _BLACK, _BLACK_NUMBERS, theme=1):
        return _INK
    if _is_one_of(color, _WHITE, _WHITE_NUMBERS, theme=0):
        return _PAPER
    # The opacity of one in hexadecimal says nothing in a workbook.
    value = str(color.rgb)[-6:].upper() if color.type == "rgb" else getattr(color, color.type)
    return f"{color.type} {value} {color.tint}"


def _is_one_of(color: Any, pattern: re.Pattern[str], numbers: tuple[int, ...], *, theme: int) -> bool:  # noqa: ANN401
    """Whether a colour is written so, has one of these numbers, or is that of the theme's paper or ink."""
    if color.type == "rgb":
        return pattern.fullmatch(str(color.rgb)) is not None
    if color.type == "indexed":
        return color.indexed in numbers
    return bool(color.type == "theme" and color.theme == theme and not color.tint)
