"""Clauses: which of the duties of a privacy policy a document speaks to, how well, and in which words.

The rules are in the lexicon; this module only evaluates them. A clause that no rule finds has no result.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from appaudit.lexicon.policy import STATUSES, ClauseRule
from appaudit.model.location import Quote
from appaudit.model.record import record
from appaudit.model.words import FoundClauseStatus
from appaudit.policy.document_index import DocumentIndex, Place, any_above
from appaudit.policy.hits import Hit, Hits
from appaudit.policy.quotes import COMMAS, MAX_QUOTE, quote_in
from appaudit.policy.taken_back import is_taken_back

__all__ = ["MAX_QUOTE", "ClauseReading", "quote_of", "read_clauses"]

#: How far after a sentence a word still takes part in it (`unless_near`).
_NEAR = 80
_QUOTES_PER_CLAUSE = 3
#: Matches of one rule that are compared before the best are quoted.
_CANDIDATES = 12
#: The concept of a way that is told.
_WAY = "stated_way"
#: The concept of a way through the app.
_WAY_THERE = "menu_path"
#: The concept of a line that introduces what is denied: "we do not collect:".
_DENIAL = "denied_lead"

#: What a section says of itself behind what it told.
_BELOW = "unsaid_below"


@record(kw_only=False)
class ClauseReading:
    """A clause that a document has, its status, and the quotes that decide it, the best first."""

    id: str
    status: FoundClauseStatus
    quotes: tuple[Quote, ...]


@record(kw_only=False)
class Match:
    """A place where a rule holds: the hits of its `all`, the anchor first, and the hit that `near` or `before` found.

    `order` is the position of the rule among those of its clause.
    """

    place: Place
    hits: tuple[Hit, ...]
    support: Hit | None
    rule: ClauseRule
    order: int


def read_clauses(index: DocumentIndex) -> list[ClauseReading]:
    """Give every clause that a document has, in the order of the lexicon."""
    result = []
    for clause, rules in index.lexicon.clauses.items():
        for status in STATUSES:
            matches = [
                match
                for order, rule in enumerate(rules)
                if rule.status == status
                for match in _matches(index, rule, clause, order)
            ]
            if matches:
                matches.sort(key=lambda match: _merit(index, match, clause))
                result.append(ClauseReading(clause, status, _quotes(index, matches)))
                break
    return result


class _Asked:
    """What a rule asks for in one document: where it stands, without what stands nowhere.

    Most rules fail for what they ask for first, and the words of the rest are then not looked for.
    """

    def __init__(self, index: DocumentIndex, rule: ClauseRule, clause: str) -> None:
        self.index, self.rule, self.clause = index, rule, clause
        self._is_said = rule.status != "negated"

    @cached_property
    def is_possible(self) -> bool:
        """Whether all stands in the document that must, and nothing that must not."""
        hits = self.index.hits
        needed, excluded = (*self.rule.all, *self.rule.document), self.rule.document_none
        return all(hits(concept) for concept in needed) and not any(hits(concept) for concept in excluded)

    @cached_property
    def others(self) -> tuple[Hits, ...]:
        return self._found(self.rule.all[1:])

    @cached_property
    def any(self) -> tuple[Hits, ...]:
        return self._found(self.rule.any)

    @cached_property
    def none(self) -> tuple[Hits, ...]:
        return self._found(self.rule.none)

    @cached_property
    def under(self) -> tuple[Hits, ...]:
        return self._found(self.rule.under)

    @cached_property
    def label(self) -> tuple[Hits, ...]:
        return self._found(self.rule.label)

    @cached_property
    def not_under(self) -> tuple[Hits, ...]:
        return self._found(self.rule.not_under)

    @cached_property
    def unless(self) -> tuple[Hits, ...]:
        return self._found(self.rule.unless)

    @cached_property
    def unless_near(self) -> tuple[Hits, ...]:
        return self._found(self.rule.unless_near)

    @cached_property
    def near(self) -> tuple[Hits, ...]:
        return self._found(self.rule.near)

    @cached_property
    def before(self) -> tuple[Hits, ...]:
        return self._found(self.rule.before)

    @cached_property
    def never(self) -> tuple[Hits, ...]:
        """What only seems to say the clause."""
        return self._found(_deceivers(self.rule, self.clause)) if self._is_said else ()

    @cached_property
    def denial(self) -> tuple[Hits, ...]:
        """What introduces a list of what is denied, for a rule that does not ask for it."""
        return self._found((_DENIAL,)) if self._is_said and _DENIAL not in self.rule.label else ()

    def _found(self, concepts: Sequence[str]) -> tuple[Hits, ...]:
        return tuple(hits for concept in concepts if (hits := self.index.hits(concept)))


def _matches(index: DocumentIndex, rule: ClauseRule, clause: str, order: int = 0) -> list[Match]:
    """The places where a rule holds, as many as are needed to choose the most telling of them."""
    asked = _Asked(index, rule, clause)
    if not asked.is_possible:
        return []
    matches: list[Match] = []
    kinds: set[str] = set()
    for anchor, place in index.anchors(rule.all[0]):
        if place.is_heading and not rule.headings:
            continue
        found = _evaluate(index, asked, place, anchor)
        if found is not None and not (is_unsaid(index, place, anchor) or _deceives(index, asked, place, anchor)):
            matches.append(Match(place, found[0], found[1], rule, order))
            spans = [(place.start, place.end), *(place.nearest if rule.label else ())]
            kinds.update(kind for kind in rule.kinds for span in spans if index.meets(kind, *span))
            if len(matches) >= _CANDIDATES and _is_enough(rule, kinds, matches):
                break
    return matches if _is_enough(rule, kinds, matches) else []


def _is_enough(rule: ClauseRule, kinds: Collection[str], matches: Sequence[Match]) -> bool:
    """Whether a rule holds for as many kinds of things, and in as many paragraphs or rows, as it asks for."""
    if rule.kinds and len(kinds) < rule.minimum:
        return False
    return rule.blocks == 1 or len({match.place.sentence.block.start for match in matches}) >= rule.blocks


def _deceivers(rule: ClauseRule, clause: str) -> list[str]:
    """The concepts of what only seems to say a clause, or says it of what is not there yet."""
    concepts = [f"{clause}_never"]
    if rule.status == "present":
        concepts.append("present_never")
    if rule.all[0] == _WAY_THERE:  # "您可以在“设置-通知”中关闭推送" below "注销账号": a way, and to another matter
        concepts.append(f"{clause}_elsewhere")
    return concepts


def _deceives(index: DocumentIndex, asked: _Asked, place: Place, anchor: Hit) -> bool:
    """Whether what stands around an anchor only seems to say the clause, or is an entry of a list of what is denied."""
    if asked.denial and not place.is_heading:
        innermost = place.lead_in or (place.above[place.sentence.label is not None :] or (None,))[0]
        if innermost is not None and _meet(asked.denial, *innermost):
            return True
    if asked.rule.status == "present" and is_taken_back(index, place, anchor):
        return True
    span = _segment(index.view.text, place, anchor) if asked.never else anchor
    return any(hits.overlaps(*span) for hits in asked.never)


def is_unsaid(index: DocumentIndex, place: Place, hit: Hit) -> bool:
    """Whether a phrase stands in what does not hold: repealed, of an old version, an example, a rumour denied."""
    if index.hits("unsaid").overlaps(*hit) or any_above(index, ("unsaid_above",), place.above):
        return True
    # A section says below that it no longer holds; a text without headings is no section.
    return bool(place.above) and index.knows(_BELOW) and index.meets(_BELOW, place.end, place.section_end)


def _merit(index: DocumentIndex, match: Match, clause: str) -> tuple[bool, bool, bool, bool, bool, int, int, int]:
    """How well a match speaks for itself, as a sort key: the sentence that a reader would be shown comes first.

    A sentence outranks a heading, one that says everything itself one that leaves half to its neighbour, one that
    stands under a heading on the matter one that mentions it elsewhere, and what users do what happens afterwards. The
    lexicon has words of some clauses that tell most (`…_told`), and of what only comes near (`…_aside`).
    """
    place, anchor = match.place, match.hits[0]
    is_whole = match.support is None or (place.start <= match.support[0] and match.support[1] <= place.end)
    on_topic = any_above(index, (f"{clause}_topic",), place.above)
    is_told = index.meets(f"{clause}_told", place.start, place.end)
    # "注销账号后" only names an occasion; "when you delete your account, we …" is not caught.
    in_passing = index.lexicon.form("in_passing").match(index.view.text, anchor[1]) is not None
    in_passing = in_passing or index.meets(f"{clause}_aside", place.start, place.end)
    ends = [*match.hits, *([match.support] if match.support and is_whole else [])]
    spread = max(hit[1] for hit in ends) - min(hit[0] for hit in ends)
    return (
        place.is_heading,
        not is_whole,
        in_passing,
        not is_told,
        not on_topic,
        match.order,
        spread // _NEAR,
        place.start,
    )


def _evaluate(
    index: DocumentIndex, asked: _Asked, place: Place, anchor: Hit
) -> tuple[tuple[Hit, ...], Hit | None] | None:
    """The hits that make a rule hold at an anchor and the one that supports them; None where it does not hold."""
    rule = asked.rule
    hits = [anchor]
    for others in asked.others:
        other = others.nearest(place.start, place.end, anchor, after_only=rule.ordered)
        if other is None:
            return None
        hits.append(other)
    if rule.within and max(hit[1] for hit in hits) - min(hit[0] for hit in hits) > rule.within:
        return None
    if rule.any and not _meet(asked.any, place.start, place.end):
        return None
    if asked.none and _meet(asked.none, place.start, place.end):
        return None
    if not _in_context(index, asked, place, anchor):
        return None
    support: Hit | None = None
    if rule.near:
        limit = index.own_end(place) if _WAY in rule.near else place.section_end
        reach = max(min(place.end + rule.reach, limit), place.end)
        support = _nearest_of(asked.near, place.start, reach, anchor)
        if support is None or _is_for_other(index, asked.clause, place, support):
            return None
    if rule.before:
        reach = max(place.start - rule.reach, place.section_start)
        support = _nearest_of(asked.before, min(reach, place.start), place.end, anchor)
        if support is None:
            return None
    return tuple(hits), support


def _is_for_other(index: DocumentIndex, clause: str, place: Place, support: Hit) -> bool:
    """Whether a way in a sentence that follows leads to another matter."""
    other = index.place_at(support[0]) if support[0] >= place.end else None
    return other is not None and index.hits(f"{clause}_elsewhere").overlaps(other.start, other.end)


def _nearest_of(concepts: Sequence[Hits], start: int, end: int, anchor: Hit) -> Hit | None:
    found = [hit for hits in concepts if (hit := hits.nearest(start, end, anchor)) is not None]
    return min(found, key=lambda hit: (max(hit[0] - anchor[1], anchor[0] - hit[1], 0), hit), default=None)


def _in_context(index: DocumentIndex, asked: _Asked, place: Place, anchor: Hit) -> bool:
    if asked.rule.under and not _meet_above(asked.under, place.above):
        return False
    if asked.rule.label and not _meet_above(asked.label, place.nearest):
        return False
    if asked.not_under and _meet_above(asked.not_under, place.nearest):
        return False
    if asked.unless and _meet(asked.unless, *_segment(index.view.text, place, anchor)):
        return False
    return not (
        asked.unless_near and _meet(asked.unless_near, place.start, min(place.end + _NEAR, len(index.view.text)))
    )


def _meet(concepts: Sequence[Hits], start: int, end: int) -> bool:
    return any(hits.meets(start, end) for hits in concepts)


def _meet_above(concepts: Sequence[Hits], spans: Sequence[Hit]) -> bool:
    return any(hits.meets(start, end) for start, end in spans for hits in concepts)


def _segment(text: str, place: Place, anchor: Hit) -> Hit:
    """The comma-separated part around an anchor, with the part before it and the part after it."""
    start = anchor[0]
    for _ in range(2):
        start -= 1
        while start > place.start and text[start - 1] not in COMMAS:
            start -= 1
        start = max(start, place.start)
        if start == place.start:
            break
    end = anchor[1]
    while end < place.end and text[end] not in COMMAS:
        end += 1
    return start, end


def _quotes(index: DocumentIndex, matches: Sequence[Match]) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    for match in matches:
        place = match.place
        quote = quote_of(index, place.start, place.end, match.hits, match.support)
        if quote is not None and not any(quote.start < old.end and old.start < quote.end for old in quotes):
            quotes.append(quote)
        if len(quotes) >= _QUOTES_PER_CLAUSE:
            break
    return tuple(quotes)


def quote_of(
    index: DocumentIndex, start: int, end: int, hits: Sequence[Hit], support: Hit | None = None
) -> Quote | None:
    """The shortest run of comma-separated parts of a range that holds the hits, as `quote_in` gives it."""
    return quote_in(index.document, index.view, start, end, hits, support)
