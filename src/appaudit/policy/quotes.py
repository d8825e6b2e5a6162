"""Quotes: the words of a document that decide a clause, as short as they say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appaudit.documents.blocks import PolicyDocument
from appaudit.model.location import Quote
from appaudit.policy.hits import Hit
from appaudit.policy.normalize import TextView

MAX_QUOTE = 80
#: Shorter quotes take in the parts of the sentence beside them.
_SHORT_QUOTE = 24
#: What parts a sentence.
COMMAS = "，,：:、；;。！!？?\n"
_LINE = re.compile(r"[^\n]+")


def quote_in(
    document: PolicyDocument, view: TextView, start: int, end: int, hits: Sequence[Hit], support: Hit | None = None
) -> Quote | None:
    """The shortest run of comma-separated parts that holds the hits, at most 80 characters, on one line.

    `support` is taken in where it is in the same sentence; where it follows in the next, that sentence says how, and
    is quoted with the first as far as both fit.
    """
    text = document.text
    if support is not None and support[0] >= start:
        together = [*hits, support]
        first, last = view.to_document(min(h[0] for h in together), max(h[1] for h in together))
        if last - first <= MAX_QUOTE and "\n" not in text[first:last]:
            hits, end = together, max(end, support[1])
    low, high = min(hit[0] for hit in hits), max(hit[1] for hit in hits)
    first, last = view.to_document(low, high)
    if last - first > MAX_QUOTE:
        first, last = view.to_document(*hits[0])
    floor, ceiling = view.to_document(start, end)
    begin, finish = first, last
    while begin > floor and text[begin - 1] not in COMMAS and last - begin < MAX_QUOTE:
        begin -= 1
    while finish < ceiling and text[finish] not in COMMAS and finish - begin < MAX_QUOTE:
        finish += 1
    # A part of a few characters says little: the parts beside it belong to the same sentence.
    while finish - begin < _SHORT_QUOTE and (begin > floor or finish < ceiling):
        before, after = _part_before(text, floor, begin), _part_after(text, ceiling, finish)
        if after > finish and after - begin <= MAX_QUOTE:
            finish = after
        elif before < begin and finish - before <= MAX_QUOTE:
            begin = before
        else:
            break
    return _one_line(document, begin, finish, view.to_document(*hits[0])[0])


def _part_before(text: str, floor: int, begin: int) -> int:
    begin -= begin > floor
    while begin > floor and text[begin - 1] not in COMMAS:
        begin -= 1
    return begin


def _part_after(text: str, ceiling: int, finish: int) -> int:
    finish += finish < ceiling
    while finish < ceiling and text[finish] not in COMMAS:
        finish += 1
    return finish


def _one_line(document: PolicyDocument, begin: int, finish: int, anchor: int) -> Quote | None:
    """The line of a range that holds the anchor, without white space around it."""
    text = document.text
    lines = [found.span() for found in _LINE.finditer(text, begin, finish)]
    begin, finish = next(
        (line for line in lines if line[0] <= anchor < line[1]), (begin, min(finish, begin + MAX_QUOTE))
    )
    finish = min(finish, begin + MAX_QUOTE)
    while begin < finish and text[begin].isspace():
        begin += 1
    while finish > begin and text[finish - 1].isspace():
        finish -= 1
    if begin == finish:
        return None
    return Quote(document=document.name, text=text[begin:finish], start=begin, end=finish)
