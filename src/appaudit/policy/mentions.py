"""Data types: which ones a policy names, whether it affirms or denies them, and what is done with them.

A phrase inside the data of a statement takes action and polarity from it. Elsewhere it counts where the sentence, its
heading, its lead-in or its table speaks of collecting, using or sharing, and a denial before it in the sentence counts.
Misses data types that a sentence only refers back to ("上述信息").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final

from appaudit.lexicon.literals import LineIndex
from appaudit.lexicon.policy import LanguageLexicon, Lexicon
from appaudit.model.location import Quote
from appaudit.model.record import record
from appaudit.model.words import Polarity, StatedAction
from appaudit.policy.clauses import is_unsaid, quote_of
from appaudit.policy.definitions import defined_terms
from appaudit.policy.denials import is_denied_here
from appaudit.policy.document_index import DocumentIndex, Place, any_above
from appaudit.policy.hits import DataHit, Hit
from appaudit.policy.normalize import view_of
from appaudit.policy.statements import Statement, action_of

_QUOTES_PER_MENTION = 3


@record(kw_only=False)
class MentionReading:
    """A data type that a document names, with the polarity and action of the sentences quoted.

    `is_flat` says of a denial that one of the sentences denies without any condition, in every situation.
    """

    data_type: str
    polarity: Polarity
    action: StatedAction
    quotes: tuple[Quote, ...]
    is_flat: bool = False


def find_data_types(index: DocumentIndex) -> list[DataHit]:
    """Give every phrase of every data type in a document, in order of place."""
    return sorted(
        (
            DataHit(start, end, data_type.id, data_type.specific)
            for data_type in index.lexicon.data_types
            for start, end in data_type.concept.find(index.lines)
        ),
        key=lambda hit: (hit.start, -hit.end, hit.data_type),
    )


def read_mentions(
    index: DocumentIndex, statements: Sequence[Statement], hits: Sequence[DataHit]
) -> list[MentionReading]:
    """Give one reading for each data type, polarity and action, in the order of the lexicon."""
    found: dict[tuple[str, Polarity, StatedAction], list[Quote]] = {}
    flat: set[tuple[str, Polarity, StatedAction]] = set()
    order = {data_type.id: number for number, data_type in enumerate(index.lexicon.data_types)}
    actions: dict[int, StatedAction | None] = {}
    not_now: dict[int, bool] = {}
    governed = _Governed(statements)
    answered_no = _answered_no(index)
    for hit in sorted(hits, key=lambda hit: (order[hit.data_type], hit.start, hit.end)):
        place = index.place_at(hit.start)
        if place is None or place.sentence.block.kind == "contents" or place.is_heading:
            continue
        if place.sentence.block.start in answered_no:
            continue
        if _is_flatly_denied(index, place, (hit.start, hit.end)) or _is_denied_by_a_row(index, place):
            quote = quote_of(index, place.start, place.end, [(hit.start, hit.end)])
            flat.add((hit.data_type, "deny", "collect"))
            found.setdefault((hit.data_type, "deny", "collect"), []).insert(0, *([quote] if quote else []))
            continue
        if place.start not in actions:
            actions[place.start] = action_of(index, place)
            not_now[place.start] = _is_not_now(index, place)
        stance = governed.at(hit)
        if stance is None and (spoken := actions[place.start]) is not None:
            stance = (spoken, "deny" if _is_denied(index, place, (hit.start, hit.end)) else "affirm")
        if stance is None or not_now[place.start] or _is_left_out(index, place, (hit.start, hit.end)):
            continue
        action, polarity = stance
        if polarity == "affirm" and is_denied_here(index, place, (hit.start, hit.end)):
            polarity = "deny"
        if place.sentence.block.kind == "row" and _is_denied_before(index.lexicon, index.view.text, hit.start):
            polarity = "deny"  # a cell that says "不收集IMEI"
        quotes = found.setdefault((hit.data_type, polarity, action), [])
        if len(quotes) < _QUOTES_PER_MENTION:
            quote = quote_of(index, place.start, place.end, [(hit.start, hit.end)])
            if quote is not None and not any(quote.start < old.end and old.start < quote.end for old in quotes):
                quotes.append(quote)
    _add_meanings(index, hits, found)
    flat |= _deny_the_rest(index, hits, found)
    return [
        MentionReading(
            data_type, polarity, action, tuple(quotes[:_QUOTES_PER_MENTION]), (data_type, polarity, action) in flat
        )
        for (data_type, polarity, action), quotes in found.items()
    ]


def _add_meanings(
    index: DocumentIndex, hits: Sequence[DataHit], found: dict[tuple[str, Polarity, StatedAction], list[Quote]]
) -> None:
    """What is done with a broad term is done with what the policy says it means; a denial stays with the term."""
    meanings = defined_terms(index, hits)
    for (term, polarity, action), _ in list(found.items()):
        if polarity != "affirm":
            continue
        for place, hit in meanings.get(term, ()):
            quote = quote_of(index, place.start, place.end, [(hit.start, hit.end)])
            if quote is not None and (hit.data_type, polarity, action) not in found:
                found[hit.data_type, polarity, action] = [quote]


def _deny_the_rest(
    index: DocumentIndex, hits: Sequence[DataHit], found: dict[tuple[str, Polarity, StatedAction], list[Quote]]
) -> set[tuple[str, Polarity, StatedAction]]:
    """Add that what is affirmed elsewhere is denied by "no personal information at all", or "nothing but the number".

    What such a sentence names is what it leaves out; one that names nothing certain ("what we need") denies nothing.
    """
    denied: set[tuple[str, Polarity, StatedAction]] = set()
    for concept, leaves_out in ((_ALL_DENIED, False), (_REST_DENIED, True)):
        for start, end in index.hits(concept) if index.knows(concept) else ():
            place = index.place_at(start)
            if place is None or any_above(index, ("mention_scoped_heading",), place.above):
                continue
            named = [hit for hit in hits if place.start <= hit.start < place.end]
            if (leaves_out and not any(hit.specific for hit in named)) or is_unsaid(index, place, (start, end)):
                continue
            quote = quote_of(index, place.start, place.end, [(start, end)])
            kept = {hit.data_type for hit in named if hit.specific}
            affirmed = {known for known, polarity, action in found if (polarity, action) == ("affirm", "collect")}
            for data_type in affirmed - kept:
                denied.add((data_type, "deny", "collect"))
                found.setdefault((data_type, "deny", "collect"), []).insert(0, *([quote] if quote else []))
    return denied


#: Denials of all that can be collected, and of all but what they name.
_ALL_DENIED: Final = "mention_all_denied"
_REST_DENIED: Final = "mention_rest_denied"
#: How far before a phrase a denial may stand: a table on one line has no end, and is looked through for each phrase.
_LOOK_BACK = 300
#: What a sentence does with data, and whether it says or denies that.
_Stance = tuple[StatedAction, Polarity]


class _Governed:
    """The acts whose data cover a place."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        spans: dict[tuple[int, int], list[_Stance]] = {}
        for statement in statements:
            if statement.action != "name":
                for part in statement.of("data"):
                    spans.setdefault((part.start, part.end), []).append((statement.action, statement.polarity))
        self._spans = sorted(spans.items())
        self._starts = [start for (start, _), _ in self._spans]

    def at(self, hit: DataHit) -> _Stance | None:
        """Action and polarity for a phrase, None where no act covers it; one affirmation is enough."""
        acts: list[_Stance] = []
        last = bisect_left(self._starts, hit.end)
        for (_, end), found in reversed(self._spans[max(0, last - 4) : last]):
            if hit.start < end:
                acts.extend(found)
        for action, polarity in acts:
            if polarity != "deny":
                return action, "affirm"
        return acts[0] if acts else None


def data_types_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the ids of the data types that a short text such as a table cell names and does not deny.

    In the order in which the text names them; umbrella terms such as 设备信息 are among them.
    """
    return data_types_in_each([text], lexicon)[0]


def data_types_in_each(texts: Sequence[str], lexicon: Lexicon) -> list[tuple[str, ...]]:
    """What `data_types_in` gives for each of several texts, read as the lines of one: each search costs once."""
    together = "\n".join(" ".join(text.split()) for text in texts)
    found: list[dict[str, int]] = [{} for _ in texts]
    for language in lexicon.order:
        words = lexicon.languages[language]
        view = view_of(together, words).text
        lines = LineIndex(view, words.vocabulary)
        starts = [0, *(index + 1 for index, char in enumerate(view) if char == "\n")]
        for data_type in words.data_types:
            for start, _ in data_type.concept.find(lines):
                if not _is_denied_before(words, view, start):
                    number = bisect_right(starts, start) - 1
                    first = start - starts[number]
                    found[number][data_type.id] = min(first, found[number].get(data_type.id, first))
    return [tuple(sorted(types, key=lambda identifier: (types[identifier], identifier))) for types in found]


def _is_denied_before(words: LanguageLexicon, view: str, position: int) -> bool:
    """Whether a denial stands before a phrase in the same part of the sentence."""
    line = max(view.rfind("\n", 0, position) + 1, position - _LOOK_BACK)
    ends = words.form("mention_clause_end").finditer(view, line, position)
    start = max((found.end() for found in ends), default=line)
    denial = words.concepts.get("mention_deny")
    return denial is not None and bool(denial.find(view[start:position]))


def _is_not_now(index: DocumentIndex, place: Place) -> bool:
    """Whether a sentence names what is not collected now or not by us, or a row says "no" where it asks whether."""
    if place.sentence.block.kind != "row":
        return index.meets("mention_not_now", place.start, place.end)
    if index.meets("mention_row_given_up", place.start, place.end):
        return True
    # What is collected and not shared is collected: a column on the first is asked before others.
    headers = [cell.header.strip() for cell in place.sentence.block.cells]
    for name in ("asks_whether_taken", "asks_whether"):
        asks = index.lexicon.form(name).search
        if any(map(asks, headers)):
            return _says_no_to(index, place, asks)
    return False


def _is_denied_by_a_row(index: DocumentIndex, place: Place) -> bool:
    """Whether a row has nothing but a name and a "no" to whether that is collected, in no section on a situation."""
    block = place.sentence.block
    return (
        block.kind == "row"
        and len(block.cells) == len(("name", "answer"))
        and _says_no_to(index, place, index.lexicon.form("asks_whether_taken").fullmatch)
        and not any_above(index, ("mention_scoped_heading",), place.above)
    )


def _answered_no(index: DocumentIndex) -> frozenset[int]:
    """Where the paragraphs begin that a line with nothing but "no" follows, below one that asks whether data are taken.

    A table of categories, examples and answers is such lines in a text without tables.
    """
    asks, no = index.lexicon.form("asks_whether"), index.lexicon.form("says_no")
    answered: set[int] = set()
    is_asked = False
    for place, following in pairwise(index.places):
        text, answer = (index.view.text[each.start : each.end].strip() for each in (place, following))
        is_asked = is_asked or asks.fullmatch(text) is not None
        if (
            is_asked
            and "row" not in (place.sentence.block.kind, following.sentence.block.kind)
            and no.fullmatch(answer)
        ):
            answered.add(place.sentence.block.start)
    return frozenset(answered)


def _says_no_to(index: DocumentIndex, place: Place, asks: Callable[[str], object]) -> bool:
    no, text = index.lexicon.form("says_no"), index.document.text
    asked = [cell for cell in place.sentence.block.cells if cell.header and asks(cell.header.strip())]
    return bool(asked) and all(no.fullmatch(text[cell.start : cell.end].strip()) for cell in asked)


#: How far behind a phrase brackets may open that deny it.
_BRACKET: Final = 2


def _is_flatly_denied(index: DocumentIndex, place: Place, hit: Hit) -> bool:
    """Whether a phrase stands in a denial without condition, and in no section about one situation only."""
    is_denied = index.hits("mention_flatly_denied").overlaps(hit[0], hit[1] + _BRACKET)
    return is_denied and not any_above(index, ("mention_scoped_heading",), place.above)


def _is_left_out(index: DocumentIndex, place: Place, hit: Hit) -> bool:
    """Whether a phrase is said of other apps, left out of what is collected, or stands in what does not hold."""
    return index.hits("mention_not_here").overlaps(*hit) or is_unsaid(index, place, hit)


def _has(index: DocumentIndex, concepts: Iterable[str], start: int, end: int) -> bool:
    return any(index.meets(concept, start, end) for concept in concepts)


def _is_denied(index: DocumentIndex, place: Place, hit: Hit) -> bool:
    """A denial governs what follows it in the sentence, unless an exception or a condition stands with it."""
    denials = [span for span in index.between("mention_deny", place.start, place.end) if span[0] < hit[1]]
    if not denials:
        lead = [place.lead_in] if place.lead_in is not None else []
        return any(index.meets("mention_deny", *span) and not index.meets("mention_exception", *span) for span in lead)
    if _has(index, ("mention_exception",), place.start, min(place.end + 80, len(index.view.text))):
        return False
    last = denials[-1]
    # "我们不收集A，但会收集B": an affirmation between the denial and the phrase takes over.
    return not any(span[0] >= last[1] for span in index.between("mention_affirm", last[1], hit[0]))
