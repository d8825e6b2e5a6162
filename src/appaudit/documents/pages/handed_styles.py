"""What elements hand on to those in them: colours, sizes, visibility, fonts, variables, and the ground behind.

https://www.w3.org/TR/css-cascade-6/#inheriting, https://www.w3.org/TR/css-backgrounds-3/ and
https://www.w3.org/TR/css-text-decor-4/, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

from lxml import html as lxml_html

from appaudit.documents.pages.hidden_boxes import NO_SIZE, SEEN_AT, colors_in, opacity_of
from appaudit.documents.styles.blocks import Registered
from appaudit.documents.styles.choices import chosen
from appaudit.documents.styles.color_filters import blended, changes_colors, filtered
from appaudit.documents.styles.transforms import scale_of
from appaudit.documents.styles.values import USUAL_SIZE, Color, color_of, contrast, old_color, pixels, size_in
from appaudit.model.words import HidingWay

Element: TypeAlias = lxml_html.HtmlElement

_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
#: A value of the surroundings that is not there, with what stands in for it.
_STAND_IN: Final = re.compile(r"env\(\s*[\w-]+\s*,\s*([^()]*)\)")
#: One of an attribute, with what stands in for one that is not there.
_ATTRIBUTE: Final = re.compile(r"attr\(\s*([\w-]+)(\s+type\((?:[^()]|\([^()]*\))*\)|\s+[\w%-]+)?\s*(?:,\s*([^()]*))?\)")
_AMOUNT: Final = re.compile(r"\s*-?[\d.]+[a-z%]*\s*", re.I)
#: Elements that make their text smaller, and properties that make an element so.
_SMALLER: Final = dict.fromkeys(("small", "sub", "sup"), "smaller")
_SCALED: Final = frozenset(("transform", "scale", "zoom"))
_STROKE: Final = re.compile(r"(\d*\.?\d+)px")
#: Pixels of a line around letters that covers them.
_COVERING: Final = 3.0
#: A gradient that is the first of several grounds, and nothing beside it.
_TOP_LAYER: Final = re.compile(r"\s*[\w-]*gradient\((?:[^()]|\([^()]*\))*\)(?=\s*,)")
#: Commas between the shadows of a box, lengths of one, and the reach of one that fills it.
_SHADOWS: Final = re.compile(r",(?![^()]*\))")
_LENGTH: Final = re.compile(r"(?<![\w#.(,%-])-?\d*\.?\d+[a-z%]*(?=\s|$)")
_FILLING: Final = 300.0
WHITE: Final[Color] = (255.0, 255.0, 255.0, 1.0)
_BLACK: Final[Color] = (0.0, 0.0, 0.0, 1.0)
#: Contrast below which text cannot be told from what is behind it (WCAG 2.2 asks for 4.5, for large text for 3).
_SEEN_FROM: Final = 1.1
#: Opacity from which a background covers what is behind it.
_COVERS_AT: Final = 0.9
#: Pixels of letters that nobody reads, and the scale at which those of a usual size are none.
LEAST_SIZE: Final = 2.5
_LEAST_SCALE: Final = 0.12
#: Values by which an element has what is handed on to it.
_HANDED_ON: Final = ("", "inherit", "unset", "revert", "revert-layer")
#: Those by which a variable is what is handed on.
_KEPT_VARIABLE: Final = ("inherit", "unset", "revert", "revert-layer")
#: The value of a variable that is none, and of which nothing can be made.
_NONE: Final = "initial"
_LIGHT_OR_DARK: Final = re.compile(r"light-dark\((?:[^(),]|\([^()]*\))*,((?:[^()]|\([^()]*\))*)\)")
_OF_SYSTEM: Final = re.compile(r"(?<![\w-])(?:canvas(?:text)?|field|window)(?![\w(-])")
#: The ground of an empty page by a dark scheme.
DARK: Final[Color] = (18.0, 18.0, 18.0, 1.0)


class Handed(NamedTuple):
    """What an element hands on to what is in it; None for what no style gives or nobody can tell."""

    visibility: str
    color: Color | None
    size: float | None
    behind: Color | None
    variables: Mapping[str, str]
    is_plain: bool = True
    """Whether no style gives the text a colour, so that it is black."""
    filters: tuple[str, ...] = ()
    """Those that the text is seen through, the innermost first."""
    filters_behind: tuple[str, ...] = ()
    """Those that what is behind the text is seen through."""
    blending: str = ""
    """How the text is mixed with what is behind it."""
    root: float = USUAL_SIZE
    family: str = ""
    opacity: float = 1.0
    scale: float = 1.0
    """That of all elements around together."""
    has_ground: bool = False
    """Whether an element gives what is behind the text, and not the empty page."""
    is_dark: bool = False
    """Whether it is drawn by a dark scheme of colours whatever its reader prefers."""
    is_placed: bool = False
    """Whether what gives the ground is not what lies behind the text for certain: that has a place of its own."""

    def way(self, *, has_other_sheets: bool) -> HidingWay | None:
        """How text in the element is hidden by what is handed on, its place and its visibility aside."""
        size = USUAL_SIZE if self.size is None else self.size
        if size * min(self.scale, 1.0) < LEAST_SIZE and (self.size is not None or self.scale < _LEAST_SCALE):
            return "size"
        color, behind = self._seen(has_other_sheets=has_other_sheets)
        if color is None:
            return None
        if color[3] < SEEN_AT or (behind is not None and contrast(color, behind) < _SEEN_FROM):
            return "colour"
        return None

    def _seen(self, *, has_other_sheets: bool) -> tuple[Color | None, Color | None]:
        """The colours of text and of what is behind it, as filters and blending leave them."""
        color, behind = self.color, self.behind
        if color is None and self.is_plain and (self.filters or self.blending) and not has_other_sheets:
            color = WHITE if self.is_dark else _BLACK
        if color is not None and behind is not None:
            color, behind = filtered(color, self.filters), filtered(behind, self.filters_behind)
            color = blended(color, behind, self.blending) if self.has_ground else color  # an empty page mixes nothing
        return color, behind


def handed_on(
    above: Handed, values: dict[str, str], element: Element, kept: Mapping[str, Registered], *, sheet_behind: str
) -> Handed:
    """What an element with some values hands on, by what is handed on to it.

    `kept` are the variables that elements do not hand on; `sheet_behind` is the ground of a box of its
    own that may lie behind what is in the element, empty for none.
    """
    own = {name: value for name, value in values.items() if name.startswith("--")}
    variables = _set_in(above.variables, own) if own else above.variables
    values = {name: filled(value, variables, element) for name, value in values.items()}
    is_dark = scheme_is_dark(values["color-scheme"]) if "color-scheme" in values else above.is_dark
    if is_dark:
        values = {name: in_dark(value) for name, value in values.items()}
    if kept:
        variables = {**variables, **{name: registered.initial for name, registered in kept.items()}}
    visibility = values.get("visibility", "")
    color = values.get("-webkit-text-fill-color", "") or values.get("color", "")
    is_like_above = color in _HANDED_ON or color == "currentcolor"
    # Letters through which the background is seen have its colours, whatever they are.
    is_cut_out = "text" in values.get("background-clip", "") + values.get("-webkit-background-clip", "")
    own_color = _color_of_letters(above, values, element, color, is_cut_out=is_cut_out, is_like_above=is_like_above)
    is_like_text = "currentcolor" in (values.get("background-color") or values.get("background", ""))
    if is_like_text and own_color is None and above.is_plain and is_like_above:
        own_color = _BLACK
    behind = own_color if is_like_text else above.behind if is_cut_out else _behind(above.behind, values, element)
    has_ground = above.has_ground or behind is not above.behind
    if sheet_behind:
        behind = _seen_through(color_of(sheet_behind), behind)
    # What is done to the whole page is done to its ground as well.
    changes = element.tag not in ("html", "body") and changes_colors(values.get("filter", ""))
    filters = (values["filter"], *above.filters) if changes else above.filters
    is_new_ground = behind is not above.behind
    size = size_in(above.size, values.get("font-size", _SMALLER.get(element.tag, "")), above.root)
    return Handed(
        above.visibility if visibility in _HANDED_ON else visibility,
        own_color,
        size,
        behind,
        variables,
        above.is_plain and is_like_above and not is_cut_out,
        filters,
        filters if is_new_ground else above.filters_behind,
        "" if is_new_ground else values.get("mix-blend-mode", "") or above.blending,
        above.root if element.tag != "html" or size is None else size,
        above.family if (family := values.get("font-family", "inherit")) in ("inherit", "unset") else family,
        above.opacity * opacity_of(values) if "opacity" in values or "filter" in values else above.opacity,
        above.scale * scale_of(values) if _SCALED & values.keys() else above.scale,
        has_ground,
        is_dark,
        (above.is_placed or values.get("position", "") in ("absolute", "fixed")) and not is_new_ground,
    )


def is_faint(values: Mapping[str, str], behind: Color | None) -> bool:
    """Whether the letters of an element with some values are clear, tiny, or of the colour of what is around it."""
    color = color_of(values.get("-webkit-text-fill-color", "") or values.get("color", ""))
    size = size_in(None, values.get("font-size", ""))
    is_on_its_own = any(name.startswith("background") for name in values)
    if color is not None and _is_unseen(color, None if is_on_its_own else behind):
        return True
    return size is not None and size < LEAST_SIZE


def scheme_is_dark(schemes: str) -> bool:
    """Whether a list of schemes of colours has no other than the dark one (css-color-adjust-1, not opened)."""
    words = schemes.lower().split()
    return "dark" in words and "light" not in words


def in_dark(value: str) -> str:
    """A value with the second of two colours, and with those of the system, as a dark scheme has them."""
    if "light-dark(" in value:
        value = _LIGHT_OR_DARK.sub(lambda found: found[1].strip(), value)
    return _OF_SYSTEM.sub(lambda found: "#fff" if found[0] == "canvastext" else "#121212", value)


def _set_in(variables: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Variables with those that an element sets."""
    return {**variables, **{name: value for name, value in own.items() if value not in _KEPT_VARIABLE}}


def _seen_through(sheet: Color | None, behind: Color | None) -> Color | None:
    """The colour of a sheet, or of what is seen through it where it is the same; None for a mixture of both."""
    if sheet is not None and sheet[3] > _COVERS_AT:
        return sheet
    return behind if sheet is not None and behind is not None and contrast(sheet, behind) < _SEEN_FROM else None


def _color_of_letters(
    above: Handed, values: dict[str, str], element: Element, color: str, *, is_cut_out: bool, is_like_above: bool
) -> Color | None:
    """The colour in which letters are seen; None where it is not told, and where a shadow or a line shows them."""
    own_color = color_of(color)
    if is_cut_out and (own_color is None or own_color[3] < SEEN_AT):
        ground = values.get("background", "")
        own_color = (0.0, 0.0, 0.0, 0.0) if NO_SIZE.search(ground) else _behind(None, values, element)
    if is_like_above and not is_cut_out:
        own_color = above.color
    stroke = values.get("-webkit-text-stroke", "")
    if stroke and (width := _STROKE.search(stroke)) is not None:
        of_stroke = color_of(stroke)
        is_below = values.get("paint-order", "").startswith("stroke")
        if float(width[1]) >= _COVERING and not is_below:
            own_color = of_stroke
        elif own_color is not None and float(width[1]) > 0 and (of_stroke is None or not _is_unseen(of_stroke, WHITE)):
            own_color = None  # what is seen of the letters may be the line around them
    if own_color is not None and _has_shadow(values) and _is_unseen(own_color, above.behind):
        own_color = None  # what is seen of the letters is their shadow
    return own_color


def _filled_by_shadow(shadow: str) -> Color | None:
    """The colour of a shadow that fills all of a box from within; None where one may leave some of it."""
    for each in _SHADOWS.split(shadow):
        color = color_of(each)
        reach = max((abs(pixels(length) or 0.0) for length in _LENGTH.findall(each)), default=0.0)
        if "inset" in each and color is not None and color[3] > _COVERS_AT and reach >= _FILLING:
            return color
    return None


def _is_unseen(color: Color, behind: Color | None) -> bool:
    return color[3] < SEEN_AT or (behind is not None and contrast(color, behind) < _SEEN_FROM)


def _is_like(one: Color, other: Color) -> bool:
    return abs(one[3] - other[3]) < SEEN_AT and contrast(one, other) < _SEEN_FROM


def _has_shadow(values: dict[str, str]) -> bool:
    shadow = values.get("text-shadow", "none")
    color = color_of(shadow)
    return shadow not in ("", "none") and (color is None or not _is_unseen(color, WHITE))


def filled(value: str, variables: Mapping[str, str], element: Element) -> str:
    """A value with what its variables and attributes stand for, or what stands in for one that is not there."""
    if "env(" in value:
        value = _STAND_IN.sub(lambda found: found[1].strip(), value)
    if "attr(" in value:
        value = _ATTRIBUTE.sub(lambda found: _of_attribute(found, element), value)
    for _ in range(4):
        if "var(" not in value:
            break
        value = _VARIABLE.sub(lambda found: _variable(found[1], (found[2] or "").strip(), variables), value).strip()
    return chosen(value, variables) if "if(" in value else value


def _variable(name: str, otherwise: str, variables: Mapping[str, str]) -> str:
    """What a variable stands for; what stands in for it where it, or what it is made of, is none."""
    value = variables.get(name, _NONE)
    parts = _VARIABLE.findall(value) if "var(" in value else ()
    is_none = value == _NONE or any(not other and variables.get(part) == _NONE for part, other in parts)
    return otherwise if is_none else value


def _of_attribute(found: re.Match[str], element: Element) -> str:
    """What an attribute is as an amount; what stands in for it where it is none."""
    held = element.get(found[1]) or ""
    return held.strip().lower() if found[2] and _AMOUNT.fullmatch(held) else (found[3] or "").strip()


def _behind(above: Color | None, values: dict[str, str], element: Element) -> Color | None:
    """The colour behind the text; None where a picture, or a style sheet that is not there, may decide it."""
    image = values.get("background-image", "")
    color = values.get("background-color") or values.get("background", "") or old_color(element.get("bgcolor") or "")
    if "inset" in values.get("box-shadow", ""):
        return _filled_by_shadow(values["box-shadow"])
    top = _TOP_LAYER.match(color) if not image else None
    if top is not None and all(each is not None and each[3] > _COVERS_AT for each in colors_in(top[0])):
        color = top[0]
    if "gradient(" in color + image and "url(" not in color + image:
        first, *others = colors_in((color + image).partition("gradient(")[2]) or [None]
        is_even = (
            first is not None
            and first[3] > _COVERS_AT
            and all(each is not None and _is_like(each, first) for each in others)
        )
        return first if is_even else None
    if "url(" in color or (image and image != "none") or element.get("background"):
        return None
    if not color or color in ("none", "transparent", "inherit", "initial", "unset"):
        return above
    found = color_of(color)
    return found if found is not None and found[3] > _COVERS_AT else None
