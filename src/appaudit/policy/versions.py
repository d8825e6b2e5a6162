"""Several versions of a policy in one document: the one in force is its text, what others say is told apart.

Pages keep earlier versions below the current one, under a heading that says so or under the same title with another
date. What only another version says is not said today. It becomes hidden text of the document (`other_version`), so
that it discloses nothing and what it says more is told. A list of changes, rules on children and lists of SDKs are part
of the policy that they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from appaudit.documents.blocks import Block, PolicyDocument, Span
from appaudit.documents.hidden import HiddenText
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.effect import dates_within

#: The longest heading and title, and the shortest text that can be a version, in characters.
_LONGEST, _SHORTEST = 60, 200
#: A section of no more than this holds links to versions, if anything.
_EMPTY: Final = 30
#: Blocks below a title among which the dates of the version are.
_DATED: Final = 5
_LETTER: Final = re.compile(r"[^\n]")
_NAMED: Final = re.compile(r"[\W\d_]+")


def current_version(index: DocumentIndex, day: str) -> PolicyDocument:
    """The document with the version in force on an ISO date as its text; itself where it holds but one."""
    others = [*_archives(index), *_dated_versions(index, day)]
    document = index.document
    for part in sorted(others, key=lambda span: span.start):
        document = _without(document, part)
    return document


def _archives(index: DocumentIndex) -> Iterable[Span]:
    """What stands under headings of earlier versions, behind a text that is a policy by its length."""
    blocks, form = index.document.blocks, index.lexicon.form
    end = 0
    for number, block in enumerate(blocks):
        text = _text(index, block)
        if block.start < max(end, _SHORTEST) or not text or not form("archive_heading").search(text):
            continue
        end = _end_of_archive(index, number)
        if end - block.end > _EMPTY:
            yield Span(block.start, end)


def _end_of_archive(index: DocumentIndex, number: int) -> int:
    """Where an archive ends: with its section, or with the document where a whole policy begins below its heading."""
    blocks, form = index.document.blocks, index.lexicon.form
    heading, behind = blocks[number], blocks[number + 1 :]
    whole = len(index.document.text)
    back = next((block.start for block in behind if form("archive_end").search(_text(index, block) or " ")), whole)
    if any(_is_title(index, block) or form("first_section").search(_text(index, block)) for block in behind[:_DATED]):
        return back
    if heading.kind != "heading":
        return heading.end  # a link to versions elsewhere
    ends = (block.start for block in behind if block.kind == "heading" and block.level <= heading.level)
    return min(back, next(ends, whole))


def _dated_versions(index: DocumentIndex, day: str) -> Iterable[Span]:
    """The versions but the one in force, where one title stands above several texts with different dates."""
    blocks = index.document.blocks
    titles = [number for number, block in enumerate(blocks) if _is_title(index, block)]
    if len(titles) < 2 or blocks[titles[0]].start > _SHORTEST:
        return
    first = _name(index, blocks[titles[0]])
    titles = [number for number in titles if _name(index, blocks[number]) == first]
    starts = [blocks[number].start for number in titles]
    parts = [Span(*pair) for pair in pairwise([*starts, len(index.document.text)])]
    days = [_date_of(index, number) for number in titles]
    if len(parts) < 2 or None in days or len(set(days)) < len(days) or any(_length(part) < _SHORTEST for part in parts):
        return
    told = [found for found in days if found is not None]
    in_force = [found for found in told if not day or found <= date.fromisoformat(day)]
    current = max(in_force) if in_force else min(told)
    yield from (part for part, found in zip(parts, told, strict=True) if found != current)


def _date_of(index: DocumentIndex, number: int) -> date | None:
    """The date of the version below a title: in it, or in the lines below."""
    blocks = index.document.blocks[number : number + _DATED]
    return next(iter(dates_within(index, blocks[0].start, blocks[-1].end)), None)


def _is_title(index: DocumentIndex, block: Block) -> bool:
    """Whether a block is the title of a policy, and not that of a summary or of rules on children."""
    text, form = _text(index, block), index.lexicon.form
    if not text or text.rstrip().endswith(("。", ".", "；", "，", "”", "》")):
        return False
    return bool(form("title_end").search(text)) and not any(
        form(name).search(text) for name in ("title_of_summary", "children_title")
    )


def _name(index: DocumentIndex, block: Block) -> str:
    """A title without dates, numbers and brackets, up to what makes it one."""
    text = _text(index, block).lower()
    found = index.lexicon.form("title_end").search(text)
    return _NAMED.sub("", text[: found.end()] if found else text)


def _text(index: DocumentIndex, block: Block) -> str:
    """The text of a block that may be a heading; empty for a longer one, a row and an entry of contents."""
    if block.kind in {"row", "contents"} or block.end - block.start > _LONGEST:
        return ""
    return index.document.text[block.start : block.end].strip()


def _length(span: Span) -> int:
    return span.end - span.start


def _without(document: PolicyDocument, part: Span) -> PolicyDocument:
    """A document in which a part is blank, so that all else keeps its place, and hidden."""
    said = document.text[part.start : part.end]
    text = document.text[: part.start] + _LETTER.sub(" ", said) + document.text[part.end :]
    spans: Sequence[Span] = [span for repeat in document.repeats for fields in repeat.parts for span in fields]
    return replace(
        document,
        text=text,
        blocks=tuple(block for block in document.blocks if not part.start <= block.start < part.end),
        links=tuple(link for link in document.links if not part.start <= link.start < part.end),
        repeats=() if any(part.start <= span.start < part.end for span in spans) else document.repeats,
        hidden=(HiddenText(said, "other_version", is_certain=True), *document.hidden),  # first: what is read is limited
    )
