"""Text below or beside the end of a box that is as high or as wide as its style says and cuts off the rest.

https://www.w3.org/TR/css-overflow-3/ and https://www.w3.org/TR/CSS22/visuren.html, checked 2026-12-01, not opened. No
page is laid out: what stands before an element is at least so high, and where that is more than the box around it, the
element is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Final, TypeAlias

from lxml import html as lxml_html

from appaudit.documents.styles.values import pixels

Element: TypeAlias = lxml_html.HtmlElement
Style: TypeAlias = Mapping[str, str]

#: Pixels of the lowest line that people read, and letters of a line of the widest screens.
_LINE: Final = 10.0
_LETTERS: Final = 120
#: Pixels of the highest and of the widest window, and of a space.
_WINDOW: Final = 4_000.0
_WIDEST: Final = 8_000.0
_SPACE: Final = 3.0
_TABULATOR: Final = 8
#: Elements that stand below each other unless a style says otherwise.
_STACKED: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figure", "footer", "form"),
        *(
            "table",
            "tbody",
            "tr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "ul",
        ),
    )
)
_BLOCKS: Final = ("", "block", "list-item", "flow-root")
_WHOLE: Final = ("html", "body")
_SCREENS: Final = ("100%", "100vh", "100dvh", "100svh", "100lvh")
_CUT: Final = ("hidden", "clip")
_OUT_OF_FLOW: Final = ("absolute", "fixed")
#: Breaks of lines that are counted, and digits of a number of lines.
_MOST_BREAKS: Final = 500
_LONGEST_NUMBER: Final = 5
#: How much larger than a window of 1,000 pixels one may be, and lengths that are shares of one.
_LARGEST: Final = 4.0
_OF_WINDOW: Final = re.compile(r"v(?:w|h|min|max|i|b)\b")
_ENDLESS: Final = 1e9
#: What stands side by side in a row, descendants of an element that are looked at, and how deep.
_IN_ROWS: Final = frozenset(("td", "th", "table"))
_MOST_INSIDE: Final = 300
_MOST_DEPTH: Final = 40
#: A box that cuts, its height and its width.
_Box: TypeAlias = tuple[Element, float, float]
#: Rows, what keeps their items from standing side by side, and what moves all of them; parts of a whole `flex`.
_ROWS: Final = ("flex", "inline-flex")
_NOT_IN_ROW: Final = re.compile(r"column|reverse|(?<!no)wrap")
_MOVING: Final = ("transform", "translate", "margin-left", "left", "justify-content", "direction")
_MOVED: Final = re.compile(r"[1-9]|var\(|end|center|right|rtl")
_WHOLE_FLEX: Final = 3
_MOST_SLIDES: Final = 50
#: Elements of a page that are looked at; more is no page of a policy.
_MOST: Final = 200_000


class CutBoxes:
    """The boxes of one page that cut off what is in them.

    Args:
        values_of: The values of an element's style.
        is_scripted: Whether the page has scripts, which may make the window scroll again.
    """

    def __init__(self, values_of: Callable[[Element], Style], *, is_scripted: bool) -> None:
        self._values_of = values_of
        self._is_scripted = is_scripted
        self._boxes: dict[Element, _Box | None] = {}
        self._starts: tuple[dict[Element, float], dict[Element, float]] = ({}, {})
        self._tops = self._starts[1]
        self._heights: dict[Element, float] = {}
        self._left = _MOST

    def box_over(self, element: Element) -> Element | None:
        """The box that cuts an element off; None where nobody knows that one does."""
        if self._is_beside_its_box(element) or self._has_more_lines(element):
            return element
        parent = element.getparent()
        found = None if parent is None else self._box_around(parent)
        if found is None:
            return None
        box, height, width = found
        top = self._start_in(box, element, 1) + _amount(self._values_of(element), "padding-top")
        return box if top >= height or self._start_in(box, element, 0) >= width else None

    def _box_around(self, element: Element) -> _Box | None:
        """The next box around that cuts, the element among them, and how high and how wide it is."""
        above: list[Element] = []
        each: Element | None = element
        while each is not None and each not in self._boxes:
            above.append(each)
            each = each.getparent()
        found = None if each is None else self._boxes[each]
        for each in reversed(above):
            values = self._values_of(each)
            if values.get("position", "") in _OUT_OF_FLOW:
                found = None  # nobody knows in what it is placed
            height, width = self._height_that_cuts(each, values), _width_that_cuts(values)
            if height is not None or width is not None:
                found = (each, _ENDLESS if height is None else height, _ENDLESS if width is None else width)
            self._boxes[each] = found
        return found

    def _height_that_cuts(self, element: Element, values: Style) -> float | None:
        """How high a box is beyond which nothing is seen; None for one that grows or is scrolled."""
        overflow = values.get("overflow-y", "") or values.get("overflow", "").split(" ")[-1]
        if overflow not in _CUT:
            return None
        if element.tag in _WHOLE:
            is_fixed = values.get("height", "") in _SCREENS or values.get("max-height", "") in _SCREENS
            return _WINDOW if is_fixed and not self._is_scripted else None
        sizes = [_at_most(values.get(name, "")) for name in ("height", "max-height", "block-size", "max-block-size")]
        given = [size for size in sizes if size is not None and size > 1]
        least = pixels(values.get("min-height", "")) or 0.0
        return max(min(given), least) + _room(values, "top", "bottom") if given else None

    def _start_in(self, box: Element, element: Element, axis: int) -> float:
        """How far to the right of the left side of a box (0), or below its top (1), an element begins, at the least."""
        known = self._starts[axis]
        inside: list[Element] = []
        each = element
        while each is not box and each not in known:
            inside.append(each)
            each = each.getparent()
        start = 0.0 if each is box else known[each]
        for each in reversed(inside):
            start = self._below(box, each, start) if axis else self._beside(each, start)
            known[each] = start
        return start

    def _below(self, box: Element, element: Element, start: float) -> float:
        """Where an element begins in a parent that begins at `start`, from above."""
        start = _amount(self._values_of(box), "padding-top") if element.getparent() is box else start
        return start + self._before(element) + _moved(self._values_of(element))

    def _beside(self, element: Element, start: float) -> float:
        """Where the text of an element begins in a parent that begins at `start`, from the left."""
        values = self._values_of(element)
        if values.get("float", "none") != "none" or values.get("direction", "ltr") != "ltr":
            start = -_ENDLESS  # it begins at the other side
        start += _amount(values, "margin-left") + _amount(values, "padding-left") + _step(values, 0)
        start += _amount(values, "left") if values.get("position", "") == "relative" else 0.0
        return start + self._slides_before(element)

    def _slides_before(self, element: Element) -> float:
        """How wide what stands before an element in a row is that is neither wrapped, moved nor made narrower."""
        row = element.getparent()
        values = self._values_of(row)
        way = f"{values.get('flex-direction', '')} {values.get('flex-flow', '')} {values.get('flex-wrap', '')}"
        is_row = values.get("display", "") in _ROWS and not _NOT_IN_ROW.search(way)
        is_moved = any(_MOVED.search(values.get(name, "")) for name in _MOVING)
        if self._is_scripted or not is_row or is_moved:
            return 0.0  # what stands in a row of slides is shown one after the other
        before = list(islice(element.itersiblings(preceding=True), _MOST_SLIDES if self._left > 0 else 0))
        self._left -= len(before)
        return sum(_kept_width(self._values_of(each)) for each in before if isinstance(each.tag, str))

    def _before(self, element: Element) -> float:
        """How high what stands above an element in the same parent is, at the least."""
        parent = element.getparent()
        if self._values_of(parent).get("display", "") not in _BLOCKS or not self._is_stacked(element):
            return 0.0
        total = 0.0
        previous = element.getprevious()
        if previous is not None and previous in self._tops and self._is_stacked(previous):
            return self._tops[previous] - self._start_of(previous) + self._height_of(previous)
        while previous is not None and self._left > 0:
            self._left -= 1
            if isinstance(previous.tag, str) and self._is_stacked(previous):
                total += self._height_of(previous)
            previous = previous.getprevious()
        return total

    def _start_of(self, element: Element) -> float:
        """What of the place of an element is not that of those above it: where its parent begins, and its own step."""
        parent = element.getparent()
        own = _moved(self._values_of(element))
        return own + (self._tops[parent] if parent in self._tops else _amount(self._values_of(parent), "padding-top"))

    def _is_stacked(self, element: Element) -> bool:
        values = self._values_of(element)
        return (
            element.tag in _STACKED
            and values.get("display", "") in _BLOCKS
            and values.get("float", "none") == "none"
            and values.get("position", "") not in _OUT_OF_FLOW
            and element.get("hidden") is None
        )

    def _height_of(self, element: Element) -> float:
        """How high an element is, at the least."""
        found = self._heights.get(element)
        if found is None:
            height = pixels(self._values_of(element).get("height", ""))
            if height is not None:
                found = height
            else:
                letters = 0
                for text in element.itertext():
                    letters += len(text.strip())
                    self._left -= 1
                    if self._left < 0:
                        break
                most = pixels(self._values_of(element).get("max-height", ""))
                found = max(-(-letters // _LETTERS), self._lines_in(element)) * _LINE
                found = found if most is None else min(found, most)
            self._heights[element] = found
        return found

    def _lines_in(self, element: Element) -> int:
        """How many blocks with words stand below each other in an element."""
        count = 0
        for each in islice(element.iterdescendants(), _MOST_INSIDE):
            self._left -= 1
            if not isinstance(each.tag, str) or not (each.text or "").strip() or not self._is_stacked(each):
                continue
            around = list(islice(each.iterancestors(), _MOST_DEPTH))
            within = around[: around.index(element) + 1] if element in around else None
            count += within is not None and all(
                self._values_of(outer).get("display", "") in _BLOCKS and outer.tag not in _IN_ROWS for outer in within
            )
        return count

    def _has_more_lines(self, element: Element) -> bool:
        """Whether breaks of lines put text below the end of a box that cuts."""
        breaks = [each for each in islice(element, _MOST_BREAKS) if each.tag == "br"]
        if not breaks or not (breaks[-1].tail or "").strip():
            return False
        values = self._values_of(element)
        clamp = values.get("-webkit-line-clamp", "") or values.get("line-clamp", "")
        if clamp.isdecimal() and len(clamp) < _LONGEST_NUMBER and values.get("overflow", "") in _CUT:
            return len(breaks) >= int(clamp)
        height = self._height_that_cuts(element, values)
        line = pixels(values.get("line-height", "")) if values.get("line-height", "")[-1:].isalpha() else None
        return height is not None and element.tag not in _WHOLE and len(breaks) * max(_LINE, line or 0.0) >= height

    def _is_beside_its_box(self, element: Element) -> bool:
        """Whether the text of a box that cuts begins to the right of it or below it."""
        values = self._values_of(element)
        overflow = values.get("overflow-x", "") or values.get("overflow", "").split(" ")[0]
        if overflow not in _CUT:
            return False
        height = pixels(values.get("height", "") or values.get("max-height", ""))
        line = pixels(values.get("line-height", "")) if values.get("line-height", "")[-1:].isalpha() else None
        if height is not None and line is not None and line / 2 - _LINE * 2 > height:
            return True
        is_kept = element.tag == "pre" or values.get("white-space", "").startswith(("pre", "nowrap"))
        if is_kept and (pixels(values.get("letter-spacing", "")) or 0.0) > _LETTERS * _LINE / 2:
            return True
        if element.tag != "pre" and values.get("white-space", "") != "pre":
            return False
        start = (element.text or "").lstrip("\n")
        space = start[: len(start) - len(start.lstrip(" \t\xa0"))]
        size = values.get("tab-size", "")
        step = int(size) if size.isdecimal() and len(size) < 7 else _TABULATOR
        return (len(space) + space.count("\t") * (step - 1)) * _SPACE > _WIDEST


def _width_that_cuts(values: Style) -> float | None:
    """How wide a box is beyond which nothing is seen; None for one that grows or is scrolled."""
    overflow = values.get("overflow-x", "") or values.get("overflow", "").split(" ")[0]
    if overflow not in _CUT:
        return None
    given = [
        size for name in ("width", "max-width") if (size := _at_most(values.get(name, ""))) is not None and size > 1
    ]
    least = pixels(values.get("min-width", "")) or 0.0
    return max(min(given), least) + _room(values, "left", "right") if given else None


def _room(values: Style, *sides: str) -> float:
    """What the room around the text of a box adds to its size; nothing where that counts it."""
    if values.get("box-sizing", "") == "border-box":
        return 0.0
    return sum(_amount(values, f"padding-{side}") for side in sides)


def _kept_width(values: Style) -> float:
    """The width of an item of a row that is never less."""
    given = values.get("flex", "").split()
    basis = given[2] if len(given) == _WHOLE_FLEX and given[1] == "0" else ""
    return max(pixels(basis) or 0.0, _amount(values, "min-width"))


def _at_most(text: str) -> float | None:
    """A length in pixels; a share of a window is that of the largest."""
    size = pixels(text)
    return size if size is None or not _OF_WINDOW.search(text) else size * _LARGEST


def _step(values: Style, axis: int) -> float:
    """How far an element is moved by a step to the right (0) or down (1)."""
    parts = values.get("translate", "").split()
    texts = parts[axis : axis + 1]
    for name in (f"translate{'xy'[axis]}(", "translate("):
        transform = values.get("transform", "")
        if transform.startswith(name) and transform.endswith(")") and transform.count("(") == 1:
            given = transform[len(name) : -1].split(",")
            texts += given[axis : axis + 1] if name == "translate(" else given[:1]
    return sum(pixels(text) or 0.0 for text in texts)


def _amount(values: Style, name: str) -> float:
    return pixels(values.get(name, "")) or 0.0


def _moved(values: Style) -> float:
    """How far an element itself is moved down."""
    moved = _amount(values, "margin-top")
    if values.get("position", "") in ("relative", "absolute"):
        moved += _amount(values, "top")
    return moved + _step(values, 1)
