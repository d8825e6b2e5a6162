"""Mentions: which data types a policy names, whether it affirms or denies collecting or sharing them.

Judged by sentence: a phrase counts where the sentence, its heading, its lead-in or its table speaks of collecting,
using or sharing. Misses data types that a sentence only refers back to ("上述信息"), and takes every item of a list
whose lead-in denies as denied only when the denial stands in the lead-in itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from appaudit.model.location import Quote
from appaudit.policy.clauses import DocumentIndex, Hit, Place, quote_of
from appaudit.policy.lexicon import LanguageLexicon, Lexicon
from appaudit.policy.literals import LineIndex
from appaudit.policy.normalize import chinese_view, latin_view

_QUOTES_PER_MENTION = 3


@dataclass(frozen=True, slots=True)
class MentionReading:
    """A data type that a document names, with the polarity and action of the sentences quoted."""

    data_type: str
    polarity: str
    action: str
    specific: bool
    quotes: tuple[Quote, ...]


def read_mentions(index: DocumentIndex) -> list[MentionReading]:
    """Give one reading for each data type, polarity and action, in the order of the lexicon."""
    found: dict[tuple[str, str, str], list[Quote]] = {}
    specific: dict[str, bool] = {}
    contexts: dict[int, tuple[str, str]] = {}
    for data_type in index.lexicon.data_types:
        specific[data_type.id] = data_type.specific
        for hit in data_type.concept.find(index.lines):
            place = index.place_at(hit[0])
            if place is None or place.sentence.block.kind == "contents" or place.is_heading:
                continue
            if place.start not in contexts:
                contexts[place.start] = _context(index, place)
            action, _ = contexts[place.start]
            if not action:
                continue
            polarity = "deny" if _is_denied(index, place, hit) else "affirm"
            quotes = found.setdefault((data_type.id, polarity, action), [])
            if len(quotes) < _QUOTES_PER_MENTION:
                quote = quote_of(index, place.start, place.end, [hit])
                if quote is not None and not any(quote.start < old.end and old.start < quote.end for old in quotes):
                    quotes.append(quote)
    return [
        MentionReading(data_type, polarity, action, specific[data_type], tuple(quotes))
        for (data_type, polarity, action), quotes in found.items()
    ]


def data_types_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the ids of the data types that a short text such as a table cell names and does not deny.

    In the order in which the text names them; umbrella terms such as 设备信息 are among them.
    """
    found: dict[str, int] = {}
    for language in lexicon.order:
        words = lexicon.languages[language]
        view = chinese_view(text, words.spelling).text if language == "zh" else latin_view(text).text
        lines = LineIndex(view)
        for data_type in words.data_types:
            for start, _ in data_type.concept.find(lines):
                if not _is_denied_before(words, view, start):
                    found[data_type.id] = min(start, found.get(data_type.id, start))
    return tuple(sorted(found, key=lambda identifier: (found[identifier], identifier)))


_CLAUSE_END = re.compile(r"[。；;，\n]|, but |但")


def _is_denied_before(words: LanguageLexicon, view: str, position: int) -> bool:
    """Whether a denial stands before a phrase in the same part of the sentence."""
    start = max((found.end() for found in _CLAUSE_END.finditer(view, 0, position)), default=0)
    denial = words.concepts.get("mention_deny")
    return denial is not None and bool(denial.find(view[start:position]))


def _context(index: DocumentIndex, place: Place) -> tuple[str, str]:
    """The action that a sentence speaks of (`collect`, `share` or nothing), and what said so."""
    if _has(index, ("mention_definition",), place.start, place.end) and not _has(
        index, ("mention_collect",), place.start, place.end
    ):
        return "", ""
    if place.sentence.block.kind == "row":
        return "share", "table"
    if _has(index, ("mention_share", "sdk_word"), place.start, place.end):
        return "share", "sentence"
    above = place.above
    if any(_has(index, ("sdk_word",), start, end) for start, end in above):
        return "share", "heading"
    if _has(index, ("mention_collect",), place.start, place.end):
        return "collect", "sentence"
    if any(_has(index, ("mention_collect_heading",), start, end) for start, end in above):
        return "collect", "heading"
    if any(_has(index, ("mention_share_heading",), start, end) for start, end in above):
        return "share", "heading"
    return "", ""


def _has(index: DocumentIndex, concepts: Iterable[str], start: int, end: int) -> bool:
    return any(index.between(concept, start, end) for concept in concepts if concept in index.lexicon.concepts)


def _is_denied(index: DocumentIndex, place: Place, hit: Hit) -> bool:
    """A denial governs what follows it in the sentence, unless an exception or a condition stands with it."""
    denials = [span for span in index.between("mention_deny", place.start, place.end) if span[0] < hit[1]]
    if not denials:
        lead = [place.lead_in] if place.lead_in is not None else []
        return any(
            index.between("mention_deny", *span) and not index.between("mention_exception", *span) for span in lead
        )
    if _has(index, ("mention_exception",), place.start, min(place.end + 80, len(index.view.text))):
        return False
    last = denials[-1]
    # "我们不收集A，但会收集B": an affirmation between the denial and the phrase takes over.
    return not any(span[0] >= last[1] for span in index.between("mention_affirm", last[1], hit[0]))
