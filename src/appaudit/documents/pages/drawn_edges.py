"""Borders, outlines and sharp shadows as high as a line of text, which may be drawn over words.

https://www.w3.org/TR/css-backgrounds-3/ and https://www.w3.org/TR/css-ui-4/#outline-props, checked 2026-12-01, not
opened. No page is laid out: how far an edge reaches is told, and what it covers never for certain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import html as lxml_html

from appaudit.documents.pages.hidden_places import COVERS_AT
from appaudit.documents.styles.values import color_of, pixels

Style = Mapping[str, str]

#: Pixels of a line of text.
_LINE: Final = 12.0
#: What a browser leaves between paragraphs and the like where no style says how much.
_USUAL_GAP: Final = 16.0
_WITH_GAPS: Final = frozenset(("p", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "blockquote", "pre", "figure"))
#: Lines that are seen, commas between shadows, lengths, and pixels of a blur that is none.
_DRAWN: Final = re.compile(r"\b(?:solid|double|ridge|groove|inset|outset)\b")
_SHADOWS: Final = re.compile(r",(?![^()]*\))")
_LENGTH: Final = re.compile(r"(?<![\w#.(,%-])-?\d*\.?\d+[a-z%]*(?=\s|$)")
_SHARP: Final = 4.0
_WHOLE: Final = "100%"


def is_framed_over(own: Style) -> bool:
    """Whether the outline of a box is drawn inwards, over the words in it."""
    width, offset = _width_of(own.get("outline", "")), pixels(own.get("outline-offset", "")) or 0.0
    return width >= _LINE and -offset >= _LINE


def is_edge_over(own: Style) -> bool:
    """Whether a box that a rule puts into an element has a border along an edge of it that is drawn over words."""
    if own.get("position", "") not in ("absolute", "fixed"):
        return False
    is_wide = own.get("width", "") == _WHOLE or all(pixels(own.get(side, "")) == 0 for side in ("left", "right"))
    places = [pixels(own.get(side, "")) for side in ("top", "bottom")]
    height = max(_border(own, side) for side in ("top", "bottom"))
    return is_wide and any(place is not None and place > _LINE - height for place in places) and height >= _LINE


def edge_of(own: Style) -> float:
    """How high the border is that a box may be drawn up with; 0 for none as high as a line."""
    height = max(_border(own, side) for side in ("top", "bottom"))
    return height if height >= _LINE else 0.0


def reaches_beyond(own: Style, layer: lxml_html.HtmlElement, element: lxml_html.HtmlElement, under: Style) -> bool:
    """Whether an outline or a shadow of a box is drawn over the last line of the element before it, or the first."""
    if element.getnext() is layer:
        gap, reach = _gap(under, element, "bottom") + _gap(own, layer, "top"), _reach(own, -1)
    elif layer.getnext() is element:
        gap, reach = _gap(own, layer, "bottom") + _gap(under, element, "top"), _reach(own, 1)
    else:
        return False
    return reach >= gap + _LINE


def has_reach(own: Style) -> bool:
    """Whether an outline or a shadow of a box reaches as far as a line is high."""
    return ("box-shadow" in own or "outline" in own) and max(_reach(own, -1), _reach(own, 1)) >= _LINE


def _reach(own: Style, direction: int) -> float:
    """How far what is drawn around a box goes up (-1) or down (1), in colours through which nothing is seen."""
    if own.get("clip-path", "none") != "none":
        return 0.0  # a ground as wide as the window, which is cut off above and below
    reach = _width_of(own.get("outline", ""))
    reach += (pixels(own.get("outline-offset", "")) or 0.0) if reach else 0.0
    for shadow in _SHADOWS.split(own.get("box-shadow", "")):
        lengths = [pixels(each) or 0.0 for each in _LENGTH.findall(shadow)]
        color = color_of(shadow)
        if "inset" in shadow or len(lengths) < 2 or color is None or color[3] <= COVERS_AT:
            continue
        _, down, blur, spread = [*lengths, 0.0, 0.0][:4]
        reach = max(reach, spread + direction * down if blur <= _SHARP else 0.0)
    return reach


def _border(own: Style, side: str) -> float:
    return max(_width_of(own.get("border", "")), _width_of(own.get(f"border-{side}", "")))


def _width_of(line: str) -> float:
    """The width of a border or an outline that covers what is below it; 0 for none, and for one that is clear."""
    color = color_of(line)
    if not line or _DRAWN.search(line) is None or (color is not None and color[3] <= COVERS_AT):
        return 0.0
    return max((pixels(each) or 0.0 for each in _LENGTH.findall(line)), default=0.0)


def _gap(own: Style, element: lxml_html.HtmlElement, side: str) -> float:
    given = pixels(own.get(f"margin-{side}", ""))
    return (_USUAL_GAP if element.tag in _WITH_GAPS else 0.0) if given is None else given
