"""Sentences that a style puts before or after what an element holds: readers of the page read them with it.

https://www.w3.org/TR/css-content-3/#content-property, checked 2026-11-29, not opened. Marks, numbers and short labels
are none, nor is what stands in an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import html as lxml_html

from appaudit.documents.pages.hidden_boxes import way_of_box
from appaudit.documents.styles.declarations import declarations_of
from appaudit.documents.styles.selectors import Looks, Selector, SpentError, matches, selectors_of
from appaudit.documents.styles.text import split, unescaped
from appaudit.documents.styles.values import color_of, pixels, size_in

_CONTENT: Final = re.compile(
    r"(?:^|[;{\s])content\s*:\s*((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\s)+)\s*(?:!|;|$)", re.S
)
_STRING: Final = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.S)
_PLACED: Final = re.compile(r"(.*?)::?(before|after)\s*", re.I | re.S)
_NOT_SHOWN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0\s*(?:;|$)|font-size\s*:\s*0\s*(?:;|$)"
)
#: Pixels of letters that nobody reads, and of a place beside the page; opacity and parts of colours that are not seen.
_LEAST_SIZE: Final = 2.5
_BESIDE: Final = -300.0
_SEEN_AT: Final = 0.05
_WHITE_FROM: Final = 245
#: Letters of the shortest sentence, and rules and characters that are kept.
_LEAST: Final = 6
_MOST_RULES: Final = 50
_LONGEST: Final = 500


class GeneratedTexts:
    """The sentences of the rules of a page."""

    def __init__(self) -> None:
        self._rules: list[tuple[Selector, bool, str]] = []

    def add(self, selectors: str, body: str) -> None:
        """Take a rule, if it puts a sentence somewhere."""
        found = _CONTENT.search(body) if "content" in body and len(self._rules) < _MOST_RULES else None
        if found is None or _NOT_SHOWN.search(body):
            return
        if _is_unseen({name: value for name, (value, _) in declarations_of(body).items() if name != "content"}):
            return
        text = "".join(first or second for first, second in _STRING.findall(found.group(1)))[:_LONGEST]
        text = " ".join(unescaped(text).split())
        if sum(map(str.isalpha, text)) < _LEAST:
            return
        self._rules += [(selector, is_before, text) for selector, is_before in placed_by(selectors)]

    def of(self, element: lxml_html.HtmlElement, looks: Looks, *, before: bool) -> str:
        """What stands before what an element holds, or after it; empty for nothing."""
        for selector, is_before, text in reversed(self._rules):
            try:
                if is_before is before and matches(element, selector, looks):
                    return str(text)
            except SpentError:
                return ""
        return ""


def _is_unseen(values: dict[str, str]) -> bool:
    """Whether what a rule puts somewhere is not seen, or is white and on nothing that the rule gives it."""
    if way_of_box(values) is not None:
        return True
    size, color = size_in(None, values.get("font-size", "")), color_of(values.get("color", ""))
    if size is not None and size < _LEAST_SIZE:
        return True
    has_ground = any(name.startswith("background") for name in values)
    if color is not None and not has_ground and (color[3] < _SEEN_AT or min(color[:3]) >= _WHITE_FROM):
        return True
    is_placed = values.get("position", "") in ("absolute", "fixed")
    return is_placed and any((pixels(values.get(side, "")) or 0.0) <= _BESIDE for side in ("left", "top"))


def placed_by(selectors: str) -> Iterator[tuple[Selector, bool]]:
    """The elements into which a rule puts something, each with whether that stands before what it holds."""
    for each in split(selectors, ","):
        placed = _PLACED.fullmatch(each.strip())
        for selector in selectors_of(placed.group(1).strip() or "*") if placed else ():
            if placed and not selector.is_state:
                yield selector, placed.group(2).lower() == "before"
