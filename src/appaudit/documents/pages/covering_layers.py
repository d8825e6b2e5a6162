"""Layers of a page that lie on what it says, in a colour through which nothing is seen.

https://www.w3.org/TR/CSS22/zindex.html (what is painted first) and https://www.w3.org/TR/css-position-3/, checked
2026-11-29, not opened. Only what is laid over the whole of a box is told; a page with scripts may take a layer away
that lies over the window.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Final, TypeAlias

from lxml import html as lxml_html

from appaudit.documents.pages.drawn_edges import edge_of, has_reach, is_edge_over, is_framed_over, reaches_beyond
from appaudit.documents.pages.generated_text import placed_by
from appaudit.documents.pages.hidden_boxes import way_of_box
from appaudit.documents.pages.hidden_places import COVERS_AT, GRIDS, PLACED, ground
from appaudit.documents.styles.selectors import Looks, Selector, SpentError, matches
from appaudit.documents.styles.values import NUMBER, SIDES, color_of, pixels

Element: TypeAlias = lxml_html.HtmlElement
Style: TypeAlias = Mapping[str, str]

_ORDER: Final = re.compile(r"-?\d+")
_PICTURES: Final = ("img", "picture", "canvas", "video", "object", "embed", "iframe")
_WHOLE: Final = re.compile(r"(?:100(?:\.0+)?(?:%|vw|vh|dvh|dvw|svh|lvh))")
#: Properties with which a box is painted as one that has a place of its own.
_LATE: Final = ("transform", "translate", "scale", "rotate", "filter", "perspective", "isolation", "will-change")
_MOVES: Final = re.compile(r"translate(?:y\(|\([^,()]+,|3d\([^,()]+,)\s*(-?[^,()]+)", re.I)
_OF_BOX: Final = re.compile(r"%|v[wh]|vmin|vmax|\(")
#: Commas between the shadows of a box, not those of a colour.
_SHADOWS: Final = re.compile(r",(?![^()]*\))")
_LENGTH: Final = re.compile(r"(?<![\w#.(,%-])-?\d*\.?\d+[a-z%]*(?=\s|$)")
#: Pixels of a line of text, and by how many a shadow reaches as far as no shadow that shows where a box stands.
_LINE: Final = 12.0
_FAR_SHADOW: Final = 80.0
#: Letters of a line of the widest screens, texts of an element that are counted, and pixels for a share of a box.
_LETTERS: Final = 120
_MOST_TEXTS: Final = 200
_USUAL_LINE: Final = 20.0
_SHARE: Final = 400.0
_MOST_SIBLINGS: Final = 2_000
_MOST_RULES: Final = 50
#: Pixels of a box that is higher or wider than parts of a page are.
_LARGEST: Final = 2_000.0


class CoveringLayers:
    """The layers of one page.

    Args:
        values_of: The values of an element's style.
        looks: What looking for elements may still cost.
        is_scripted: Whether the page has scripts.
    """

    def __init__(self, values_of: Callable[[Element], Style], looks: Looks, *, is_scripted: bool) -> None:
        self._values_of = values_of
        self._looks = looks
        self._is_scripted = is_scripted
        self._generated: list[tuple[Selector, dict[str, str]]] = []
        self._of_parent: dict[Element, list[Element]] = {}
        self._with_words: set[Element] = set()

    def add(self, selectors: str, declarations: Mapping[str, tuple[str, bool]]) -> None:
        """Take a rule, if it lays a box without words over an element."""
        if ":" not in selectors or "content" not in declarations or len(self._generated) >= _MOST_RULES:
            return
        values = {name: value for name, (value, _) in declarations.items()}
        if values["content"] not in ("''", '""'):
            return
        if (lies_over(values) and ground(values)) or _casts_a_wall(values) or is_edge_over(values):
            self._generated += [(selector, values) for selector, _ in placed_by(selectors)]

    def over(self, element: Element) -> bool | None:
        """Whether nothing that a reader does shows an element under a layer; None for one that no layer covers."""
        for selector, values in self._generated:
            try:
                fits = matches(element, selector, self._looks)
            except SpentError:
                return None
            is_window = values.get("position") == "fixed"
            if not fits or (is_window and self._is_scripted):
                continue
            if (is_window or self._values_of(element).get("position") in PLACED) and not self._rises(element, values):
                return bool(ground(values)) or _casts_a_wall(values)
        if is_framed_over(self._values_of(element)):
            return False
        found = [
            covers for layer in self._layers_beside(element) if (covers := self._covers(layer, element)) is not None
        ]
        return any(found) if found else None

    def _layers_beside(self, element: Element) -> Iterator[Element]:
        parent = element.getparent()
        if parent is None:
            return iter(())
        if parent not in self._of_parent:
            siblings = [each for each in parent if isinstance(each.tag, str)][:_MOST_SIBLINGS]
            self._of_parent[parent] = [each for each in siblings if self._may_cover(each)]
        return (each for each in self._of_parent[parent] if each is not element)

    def _may_cover(self, element: Element) -> bool:
        """Whether an element has a ground or is a picture, is shown, and has a place of its own."""
        values = self._values_of(element)
        is_placed = _is_painted_late(values) or bool(values.get("grid-area"))
        if not is_placed or element.get("hidden") is not None or way_of_box(dict(values)) is not None:
            return False
        if _casts_a_wall(values) or has_reach(values):
            return True
        if edge_of(values):
            return not self._has_words(element)
        if values.get("position") == "fixed" and not self._is_scripted and lies_over(values):
            return ground(values) is True  # nobody scrolls beyond it, whatever it says
        if self._has_words(element):  # what is written in it covers nothing more than its own box does
            return ground(values) is True and (pixels(values.get("margin-top", "")) or 0.0) < 0
        return element.tag in _PICTURES or ground(values) is not None

    def _has_words(self, element: Element) -> bool:
        """Whether anything is written in an element; one pass over the page tells it of all."""
        if not self._with_words:
            self._with_words = {element.getroottree().getroot()}
            for each in element.getroottree().iter():
                inside: Element | None = each if isinstance(each.tag, str) and (each.text or "").strip() else None
                if (each.tail or "").strip():
                    inside = inside if inside is not None else each.getparent()
                while inside is not None and inside not in self._with_words:
                    self._with_words.add(inside)
                    inside = inside.getparent()
        return element in self._with_words

    def _covers(self, layer: Element, element: Element) -> bool | None:
        """Whether a layer covers an element for certain; None where it does not, or nobody knows."""
        own, under, around = self._values_of(layer), self._values_of(element), element.getparent()
        box = self._values_of(around) if around is not None else {}
        position = own.get("position", "")
        is_same_area = (
            box.get("display", "") in GRIDS and own.get("grid-area") and own["grid-area"] == under.get("grid-area")
        )
        if position == "fixed":
            lies = lies_over(own) and not self._is_scripted
        elif position == "absolute":
            lies = lies_over(own) and (box.get("position") in PLACED)
        else:
            lies = bool(is_same_area) or (position in PLACED and self._is_drawn_up(own, under, layer, element))
        if not lies and self._has_words(layer) and not has_reach(own) and not _casts_a_wall(own):
            return None
        is_near = has_reach(own) and reaches_beyond(own, layer, element, under)
        if not lies and (is_near or _casts_a_wall(own) or self._reaches(layer, element, own, under)):
            return False if self._is_above(layer, element, own, under) else None
        if not lies or not self._is_above(layer, element, own, under):
            return None
        return bool(ground(own)) if layer.tag not in _PICTURES else False

    def _reaches(self, layer: Element, element: Element, own: Style, under: Style) -> bool:
        """Whether a box that is moved up is not moved by less than what stands between it and an element."""
        if not _is_moved_up(own, under):
            return False
        between, each = 0.0, layer.getprevious()
        reach = _reach_of(own, under)
        while each is not None and each is not element and between < reach:
            if isinstance(each.tag, str):
                height = pixels(self._values_of(each).get("height", ""))
                text = "".join(islice(each.itertext(), _MOST_TEXTS))
                between += -(-len(text.strip()) // _LETTERS) * _USUAL_LINE if height is None else height
            each = each.getprevious()
        return between < reach

    def _is_above(self, layer: Element, element: Element, own: Style, under: Style) -> bool:
        """Whether a layer is painted after an element."""
        height, lower = _order(own), _order(under)
        if height < 0:
            return False
        is_later = any(each is layer for each in element.itersiblings())
        is_placed = under.get("position") in PLACED or lower > 0
        if _is_painted_late(own) and not is_placed:
            return is_later or height > 0
        return (height, is_later) > (lower, False)

    def _rises(self, element: Element, values: Style) -> bool:
        """Whether what is in an element may be painted after a box that a style puts into it."""
        if _order(values) < 0:
            return True
        return any(
            self._values_of(child).get("position") in PLACED and _order(self._values_of(child)) > _order(values)
            for child in element
            if isinstance(child.tag, str)
        )

    @staticmethod
    def _is_drawn_up(own: Style, under: Style, layer: Element, element: Element) -> bool:
        """Whether a box right behind another of a known height is drawn up by that much, and as high."""
        step, height, size = (
            pixels(each) for each in (own.get("margin-top", ""), own.get("height", ""), under.get("height", ""))
        )
        if element.getnext() is not layer or step is None or height is None or size is None:
            return False
        return size > 0 and -step >= size <= height


def _is_painted_late(values: Style) -> bool:
    """Whether a box is painted after the text of those that have no place of their own."""
    return values.get("position") in PLACED or any(values.get(name, "none") != "none" for name in _LATE)


def _casts_a_wall(values: Style) -> bool:
    """Whether the shadow of a box reaches far beside it, in a colour through which nothing is seen."""
    shadow = values.get("box-shadow", "")
    if values.get("clip-path", "none") != "none":
        return False  # a ground as wide as the window, which is cut off above and below
    return any(
        "inset" not in each
        and (found := color_of(each)) is not None
        and found[3] > COVERS_AT
        and max((abs(pixels(length) or 0.0) for length in _LENGTH.findall(each)), default=0.0) >= _FAR_SHADOW
        for each in _SHADOWS.split(shadow)
    )


def _is_moved_up(own: Style, under: Style) -> bool:
    """Whether a box that follows another may lie on it, as high as a line and drawn up by as much or more."""
    height = pixels(own.get("height", "") or own.get("min-height", ""))
    if height is not None and height < _LINE and not edge_of(own):
        return False
    moves = [own.get("margin-top", ""), own.get("margin-block-start", ""), under.get("margin-bottom", "")]
    moves += [own.get("translate", "").partition(" ")[2], own.get("top", "")]
    moves += _MOVES.findall(own.get("transform", ""))
    return any(
        move.strip().startswith("-") and (_OF_BOX.search(move) is not None or (pixels(move) or 0.0) <= -_LINE)
        for move in moves
    )


def _reach_of(own: Style, under: Style) -> float:
    """By how many pixels a box is moved up at the most; where it is a share of something, by as many as are usual."""
    moves = [own.get("margin-top", ""), own.get("margin-block-start", ""), under.get("margin-bottom", "")]
    moves += [own.get("translate", "").partition(" ")[2], own.get("top", ""), *_MOVES.findall(own.get("transform", ""))]
    return max(_SHARE if _OF_BOX.search(move) else -(pixels(move) or 0.0) for move in moves)


def lies_over(values: Style) -> bool:
    """Whether a box is laid over all of the one around it, by its sides or its size."""
    if values.get("position") not in ("absolute", "fixed"):
        return False
    at = {side for side in SIDES if _is_nothing(values.get(side, ""))}
    is_wide = at >= {"left", "right"} or _is_whole(values.get("width", ""))
    is_high = at >= {"top", "bottom"} or _is_whole(values.get("height", ""))
    return is_wide and is_high and bool(at & {"top", "bottom"}) and bool(at & {"left", "right"})


def _is_whole(size: str) -> bool:
    """Whether a size is that of all that is around, or more than any text takes."""
    return _WHOLE.fullmatch(size) is not None or (pixels(size) or 0.0) >= _LARGEST


def _order(values: Style) -> int:
    text = values.get("z-index", "")
    return int(text) if _ORDER.fullmatch(text) and len(text) < 12 else 0


def _is_nothing(text: str) -> bool:
    number = NUMBER.match(text)
    return number is not None and float(number.group(1)) <= 0
