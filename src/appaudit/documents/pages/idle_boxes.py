"""Boxes to tick that nobody can tick: what a style shows once one is ticked stays as it is.

https://html.spec.whatwg.org/multipage/forms.html#the-label-element, checked 2026-12-01, not opened. A box is ticked by
itself or by its label. One that is not drawn, cut to nothing or far away, whose labels nobody sees, stays as the page
has it; so does one that is disabled. One that is clear may lie over a drawn one, and takes the click.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from lxml import html as lxml_html

from appaudit.model.words import HidingWay

Element: TypeAlias = lxml_html.HtmlElement
#: How an element hides what is in it; None for one that shows it.
WayOf: TypeAlias = Callable[[Element], HidingWay | None]

_TICKED: Final = re.compile(r":checked(?![\w-])", re.I)
_KINDS: Final = ("checkbox", "radio")
_MOST_BOXES: Final = 200


def boxes_of(root: Element) -> list[Element]:
    """The boxes of a page that may be ticked; none where there are too many to look at."""
    found = [each for each in root.iter("input") if (each.get("type") or "").strip().lower() in _KINDS]
    return found if len(found) <= _MOST_BOXES else []


def asks_for_ticks(sheets: str) -> bool:
    """Whether the style sheets of a page say something of boxes that are ticked."""
    return _TICKED.search(sheets) is not None


class IdleBoxes:
    """The boxes of a page that nobody can tick.

    Args:
        root: The page.
        way_of: How its elements hide what is in them.
    """

    def __init__(self, root: Element, way_of: WayOf) -> None:
        boxes = boxes_of(root)
        labels = list(root.iter("label"))
        idle = [box for box in boxes if not _can_be_ticked(box, labels, way_of)]
        self._are_all = bool(boxes) and len(idle) == len(boxes)
        others = {name for box in boxes if box not in idle for name in _names_of(box)}
        names = sorted(map(re.escape, {name for box in idle for name in _names_of(box)} - others))
        self._named = re.compile(rf"((?:{'|'.join(names)})(?::not\()?):checked(?![\w-])") if names else None

    def as_they_are(self, sheet: str) -> str:
        """A style sheet that asks of such boxes whether they are ticked in the page, and not whether they will be."""
        if self._are_all:
            return _TICKED.sub("[checked]", sheet)
        return sheet if self._named is None else self._named.sub(r"\1[checked]", sheet)


def _names_of(box: Element) -> list[str]:
    """What selectors call a box by: its identifier and its classes."""
    named = [f".{name}" for name in (box.get("class") or "").split()]
    return [*named, f"#{box.get('id')}"] if box.get("id") else named


def _can_be_ticked(box: Element, labels: list[Element], way_of: WayOf) -> bool:
    if box.get("disabled") is not None or any(
        each.get("disabled") is not None for each in box.iterancestors("fieldset")
    ):
        return False
    if _is_reached(box, way_of, clear=True):
        return True
    own = list(box.iterancestors("label"))
    own += [each for each in labels if box.get("id") and each.get("for") == box.get("id")]
    return any(_is_reached(each, way_of, clear=False) for each in own)


def _is_reached(element: Element, way_of: WayOf, *, clear: bool) -> bool:
    """Whether a reader may click on an element, also on one that is clear where that is said."""
    if any(each.get("inert") is not None for each in (element, *element.iterancestors())):
        return False
    ways = {way_of(each) for each in (element, *element.iterancestors())} - {None}
    return not (ways - {"opacity"} if clear else ways)
