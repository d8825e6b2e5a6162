"""Cells of a workbook that hold a text and do not show it: nobody who reads the list is told what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from appaudit.sdk_list.office.conditional_formats import ConditionalFormat
from appaudit.sdk_list.office.sheet_extras import SheetExtras

#: Points below which letters are too small to be seen.
_LEAST_SIZE = 2.5
#: Parts of a number format: for what is positive, negative, nothing, and a text.
_PARTS_OF_FORMAT = 4
#: Red, green and blue, or a name where they are not known.
Tone = tuple[int, int, int] | str
_PAPER, _INK = (255, 255, 255), (0, 0, 0)
#: Of 255, the most by which two colours differ in each part that nobody tells apart.
_LIKENESS = 10
#: What openpyxl gives for a colour that a pattern leaves to the system.
_NO_COLOR = "00000000"
#: From black to white, how far a lightened or darkened one may be from either to pass for it.
_NEARLY = 0.04
#: Letters of a text of which one says what it is, as of the heading of a column of numbers.
_FEWEST_CUT = 3
#: Conditional formats of a sheet that are looked at, of those that conceal anything.
_MOST_FORMATS = 500
_HEXADECIMAL = re.compile(r"(?:[0-9A-F]{2})?([0-9A-F]{6})", re.I)
#: The colour that a part of a number format gives, by its name or its number.
_FORMAT_COLOR = re.compile(r"\[\s*(white|black|color\s*[12])\s*\]", re.I)
#: Numbers of black; 64 is that of the system.
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
                or (x + 1 in extras.narrow_columns and _is_cut_off(text, row[x + 1 : x + 2]))
                or _is_concealed(cells, y, x, styles)
                or _is_concealed_at_times(cells, y, x, text, formats[:_MOST_FORMATS])
            )
            else _of_shown_parts(text, _cell(cells, y, x), extras.parts.get((y + 1, x + 1)))
            for x, text in enumerate(row)
        ]
        count += shown != row
        kept.append(shown)
    return kept, count


def _is_cut_off(text: str, beside: list[str]) -> bool:
    """Whether a text in a column of hardly a letter ends where the cell beside it begins; of a number all is seen."""
    return any(beside) and sum(map(str.isalpha, text)) > _FEWEST_CUT


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
    ground = _ground(fill)
    of_format = _format_color(form)
    if of_format is not None and ground is not None:
        return _alike(of_format, ground)
    return font is not None and _is_font_unseen(font, ground)


def _is_font_unseen(font: Any, ground: Tone | None) -> bool:  # noqa: ANN401  # of a cell, or of a part of its text
    """Whether a font strikes its letters out, or leaves nothing of them to be seen on a ground."""
    size = font.sz
    if font.strike or (size is not None and float(size) < _LEAST_SIZE):
        return True
    return ground is not None and _alike(_tone(font.color), ground)


def _of_shown_parts(text: str, cell: Any, own: list[Any] | None) -> str:  # noqa: ANN401
    """The text of a cell without those of its parts whose own fonts leave nothing to be seen.

    Args:
        text: The text, maybe with the address that it leads to.
        cell: The cell; the value of one with a shared text is the list of its parts.
        own: The parts of a text that stands in the cell itself.
    """
    parts = own or getattr(cell, "value", None)
    if not isinstance(parts, list):
        return text
    try:
        ground = _ground(cell.fill)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        ground = None
    fonts = [(getattr(part, "font", None), str(part)) for part in parts]
    shown = "".join("" if font is not None and _is_font_unseen(font, ground) else part for font, part in fonts)
    return text.replace("".join(part for _, part in fonts).strip(), shown.strip(), 1).strip()


def _text_part(form: str) -> str:
    """The part of a number format that texts are shown by; empty where it says nothing of them."""
    parts = form.split(";")
    if len(parts) >= _PARTS_OF_FORMAT:
        return parts[_PARTS_OF_FORMAT - 1]
    return parts[-1] if "@" in parts[-1] else ""


def _format_color(form: str) -> Tone | None:
    """White or black where a number format gives texts that colour, whatever their font says."""
    found = _FORMAT_COLOR.search(_text_part(form))
    if not found:
        return None
    return _PAPER if found[1].lower() == "white" or found[1].endswith("2") else _INK


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
    return ground is not None and _alike(_tone(color), ground)


def _ground(fill: Any) -> Tone | None:  # noqa: ANN401
    """The colour behind a text; None where a pattern or a gradient of several makes it."""
    if fill is None or fill.fill_type is None:
        return _PAPER
    if hasattr(fill, "stop"):
        tones = [_tone(stop.color) for stop in fill.stop]
        return tones[0] if tones and all(_alike(tone, tones[0]) for tone in tones) else None
    if getattr(fill, "fgColor", None) is None:
        return None
    tone = _tone(fill.fgColor)
    is_one = fill.fill_type == "solid" or (fill.fgColor.rgb != _NO_COLOR and _alike(_tone(fill.bgColor), tone))
    return tone if is_one else None


def _alike(first: Tone, second: Tone) -> bool:
    """Whether nobody tells two colours apart."""
    if isinstance(first, str) or isinstance(second, str):
        return first == second
    return all(abs(one - other) <= _LIKENESS for one, other in zip(first, second, strict=True))


def _tone(color: Any) -> Tone:  # noqa: ANN401
    """A colour by its parts where they are known, else by its kind and number; a text without one is black."""
    if color is None:
        return _INK
    # The opacity of one in hexadecimal says nothing in a workbook.
    written = _HEXADECIMAL.fullmatch(str(color.rgb)) if color.type == "rgb" else None
    if written:
        red, green, blue = bytes.fromhex(written[1])
        return red, green, blue
    lightness = _lightness(color)
    if lightness is not None and lightness >= 1 - _NEARLY:
        return _PAPER
    if lightness is not None and lightness <= _NEARLY:
        return _INK
    value = color.rgb if color.type == "rgb" else getattr(color, color.type)
    return f"{color.type} {value} {color.tint}"


def _lightness(color: Any) -> float | None:  # noqa: ANN401
    """How light paper or ink is, by a number of their own or of the theme and how much it is tinted (18.3.1.15)."""
    if color.type == "indexed":
        is_paper, is_ink = color.indexed in _WHITE_NUMBERS, color.indexed in _BLACK_NUMBERS
    else:
        is_paper, is_ink = (color.type == "theme" and color.theme == number for number in (0, 1))
    if not (is_paper or is_ink):
        return None
    tint = max(-1.0, min(float(color.tint or 0), 1.0))
    return (1.0 if is_paper else 0.0) * (1 - abs(tint)) + max(tint, 0.0)
