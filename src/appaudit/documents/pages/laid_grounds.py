"""Grounds that are laid over all of an element before its text: pictures, tints and boxes of another colour.

https://www.w3.org/TR/CSS22/zindex.html, checked 2026-12-01, not opened. Whether they lie behind the text or on it needs
an order that other rooms tell; of what colour is behind the text nobody knows then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Final

from lxml import html as lxml_html

from appaudit.documents.pages.covering_layers import lies_over
from appaudit.documents.pages.hidden_boxes import SEEN_AT
from appaudit.documents.pages.hidden_places import ground
from appaudit.documents.styles.values import Color, color_of, contrast
from appaudit.model.words import HidingWay

#: What draws a picture, and contrast below which two grounds are one.
_PICTURES: Final = ("img", "picture", "canvas", "video", "svg", "object", "iframe")
_ALIKE: Final = 1.1
_MOST: Final = 50


def is_tinted(values: Mapping[str, str]) -> bool:
    """Whether a box changes the colour of what is seen through it."""
    color = _color(values)
    return color is not None and color[3] >= SEEN_AT


def laid_in(
    element: lxml_html.HtmlElement,
    behind: Color | None,
    values_of: Callable[[lxml_html.HtmlElement], dict[str, str]],
    way_of: Callable[[dict[str, str]], HidingWay | None],
) -> Iterator[lxml_html.HtmlElement]:
    """What is laid over all of an element, says nothing and has another colour than the ground of the element."""
    for each in islice(element, _MOST):
        values = values_of(each) if isinstance(each.tag, str) else {}
        if values.get("position", "") not in ("absolute", "fixed") or not lies_over(values):
            continue
        is_shown = way_of(values) is None and not (each.text or "").strip()
        is_picture = each.tag in _PICTURES or ground(values) is False
        if is_shown and (is_picture or (is_tinted(values) and not _is_same(_color(values), behind))):
            yield each


def _color(values: Mapping[str, str]) -> Color | None:
    return color_of(values.get("background-color") or values.get("background", ""))


def _is_same(color: Color | None, behind: Color | None) -> bool:
    return color is not None and behind is not None and contrast(color, behind) < _ALIKE
