"""Parts of a page that repeat: the cards and the rows of a list that is no table, told by elements of one form.

Whoever lays out a page gives every card the same element and the same class. What stands in such elements, line by
line, are the fields of one thing each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import html as lxml_html

from appaudit.documents.blocks import Repeat, Span

#: Fields of one part, its characters, and parts of one form.
_FEWEST_FIELDS: Final = 2
_MOST_FIELDS: Final = 24
_LONGEST: Final = 2_500
_FEWEST_PARTS: Final = 2
_MOST_PARTS: Final = 300
#: Characters that are looked at in all: parts of a hostile page stand in one another.
_MOST_CHARACTERS: Final = 5_000_000
#: What stands in a table or is a table is read as one.
_TABLE: Final = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"))
_INLINE: Final = frozenset(("a", "b", "i", "em", "strong", "span", "small", "code", "br", "u", "sup", "sub"))

Spans = Mapping[lxml_html.HtmlElement, tuple[int, int]]


def repeats_of(text: str, spans: Spans, seams: Sequence[int]) -> list[Repeat]:
    """The groups of repeated parts of a page, each in the order of the page.

    Args:
        text: The text of the page.
        spans: Where the text of each element stands.
        seams: Offsets at which an element begins that nothing but its style parts from what is before it.
    """
    groups: dict[tuple[object, ...], list[tuple[Span, ...]]] = {}
    left = _MOST_CHARACTERS
    for element, (start, end) in spans.items():
        parent = element.getparent()
        if parent is None or element.tag in _TABLE or element.tag in _INLINE or not 2 < end - start <= _LONGEST:
            continue
        form = _form(element)
        # A class stands for one form all over a page; without one only neighbours are alike.
        where = _form(parent) if form[1] else parent
        left -= end - start
        if left < 0:
            break
        fields = _fields(text, start, end, seams)
        if _FEWEST_FIELDS <= len(fields) <= _MOST_FIELDS:
            groups.setdefault((where, form), []).append(fields)
    return [Repeat(tuple(parts)) for parts in groups.values() if _FEWEST_PARTS <= len(parts) <= _MOST_PARTS]


def _form(element: lxml_html.HtmlElement) -> tuple[str, str]:
    """The element and the first of its classes: those behind it tell the first of a list, or one that is open."""
    return str(element.tag), next(iter((element.get("class") or "").split()), "")


def _fields(text: str, start: int, end: int, seams: Sequence[int]) -> tuple[Span, ...]:
    """The lines of a part, and the pieces of a line that only styles set apart."""
    found: list[Span] = []
    position = start
    for line in text[start:end].split("\n"):
        for first, last in _parted(position, position + len(line), seams):
            piece = text[first:last]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                found.append(Span(first + lead, first + len(piece.rstrip())))
        position += len(line) + 1
    return tuple(found)


def _parted(start: int, end: int, seams: Sequence[int]) -> list[tuple[int, int]]:
    inside = seams[bisect_right(seams, start) : bisect_left(seams, end)]
    return list(zip([start, *inside], [*inside, end], strict=True))
