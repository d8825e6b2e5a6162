"""Text of a policy that a font inside the file draws as nobody can tell: what it may say, or may not.

What is written in such a font may be read by nobody, and what nobody wrote may be read in it. Where neither matters,
as in a title or beside a picture, the rest of the policy is judged as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from appaudit.documents.blocks import PolicyDocument, Redrawn
from appaudit.documents.drawn_letters import redrawn_in
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import Fact

#: The kinds of fact that what is written may be taken for, and that what is drawn may be.
_SAID: Final = ("clause", "mention", "declared_sdk")
#: Letters of the shortest sentence that says something of data, each of Chinese as many as some of others.
_LEAST: Final = 12
_FOR_ONE: Final = 3


def redrawn_gaps(given: PolicyDocument, document: PolicyDocument, facts: Sequence[Fact]) -> list[Gap]:
    """What is not told of a document by the fonts in it; nothing where what they draw says nothing.

    Args:
        given: The document as it was read.
        document: The part of it that holds today.
        facts: What is taken for said.
    """
    runs = given.redrawn
    # Of a part of the document nobody knows any more where the runs stand.
    if runs and given.text == document.text and not any(_is_sentence(each) for each in _passages(given.text, runs)):
        said = [fact.location for fact in facts if fact.kind in _SAID and fact.location.path == given.name]
        runs = tuple(run for run in runs if any(at.start < run.end and run.start < at.end for at in said))
    return [
        Gap(kind=kind, level=CoverageLevel.PARTIAL, reason="unreadable", part=given.name, detail=detail)
        for detail in redrawn_in(given.name, runs)
        for kind in _SAID
    ]


def _passages(text: str, runs: Iterable[Redrawn]) -> Iterator[str]:
    """Texts between which nothing is drawn by another font; headings, which say nothing by themselves, are none."""
    start = end = 0
    for run in runs:
        if run.is_heading:
            continue
        if text[end : run.start].strip():
            yield text[start:end]
            start = run.start
        end = run.end
    yield text[start:end]


def _is_sentence(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(1 if letter.isascii() else _FOR_ONE for letter in letters) >= _LEAST * _FOR_ONE
