"""Sentences that a style puts before or after what an element holds: readers of the page read them with it.

https://www.w3.org/TR/css-content-3/#content-property, checked 2026-11-29, not opened. Marks, numbers and short labels
are none, nor is what stands in an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import html as lxml_html

from appaudit.documents.pages.hidden_boxes import way_of_box
from appaudit.documents.styles.declarations import declarations_of
from appaudit.documents.styles.selectors import Looks, Selector, SpentError, matches, selectors_of
from appaudit.documents.styles.text import split, unescaped
from appaudit.documents.styles.values import pixels

_CONTENT: Final = re.compile(
    r"(?:^|[;{\s])content\s*:\s*((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\s)+)\s*(?:!|;|$)", re.S
)
_STRING: Final = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.S)
_PLACED: Final = re.compile(r"(.*?)::?(before|after)\s*", re.I | re.S)
_MAY_PLACE: Final = re.compile(r":(?:before|after)\b", re.I)
#: Pixels of a place beside the page.
_BESIDE: Final = -300.0
#: Letters of the shortest sentence; sentences, rules and characters that are kept.
_LEAST: Final = 6
_MOST_SENTENCES: Final = 50
_MOST_RULES: Final = 300
_LONGEST: Final = 500


class Generated(NamedTuple):
    """A sentence that a style puts somewhere, and what it says of how that looks."""

    text: str
    values: dict[str, str]


class _Rule(NamedTuple):
    selector: Selector
    is_before: bool
    text: str
    declarations: dict[str, tuple[str, bool]]


class GeneratedTexts:
    """The sentences of the rules of a page."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        self._count = 0

    def add(self, selectors: str, body: str) -> None:
        """Take a rule, if it puts a sentence somewhere, or says how such a sentence looks."""
        found = _CONTENT.search(body) if "content" in body and self._count < _MOST_SENTENCES else None
        text = "".join(first or second for first, second in _STRING.findall(found[1]))[:_LONGEST] if found else ""
        text = " ".join(unescaped(text).split())
        text = text if sum(map(str.isalpha, text)) >= _LEAST else ""
        if (not text and len(self._rules) >= _MOST_RULES) or not _MAY_PLACE.search(selectors):
            return
        declarations = declarations_of(body)
        declarations.pop("content", None)
        self._count += bool(text)
        if text or declarations:
            self._rules += [_Rule(*placed, text, declarations) for placed in placed_by(selectors)]

    def of(self, element: lxml_html.HtmlElement, looks: Looks, *, before: bool) -> Generated | None:
        """What stands before what an element holds, or after it; None for nothing."""
        if not self._count:
            return None
        found: list[tuple[tuple[int, int, int], int, _Rule]] = []
        for order, rule in enumerate(self._rules):
            try:
                if rule.is_before is before and matches(element, rule.selector, looks):
                    found.append((rule.selector.rank, order, rule))
            except SpentError:
                return None
        found.sort(key=lambda each: each[:2])
        text = next((rule.text for _, _, rule in reversed(found) if rule.text), "")
        values: dict[str, str] = {}
        for is_important in (False, True):
            for _, _, rule in found:
                values |= {name: value for name, (value, mark) in rule.declarations.items() if mark is is_important}
        return Generated(text, values) if text else None


def is_unseen(values: dict[str, str]) -> bool:
    """Whether what a rule puts somewhere is not seen, by its box, its size or its place."""
    if way_of_box(values) is not None or values.get("visibility", "") in ("hidden", "collapse"):
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
