"""A document prepared for look-ups in one language: its sentences, what stands above them, and where words stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise

from appaudit.documents.blocks import PolicyDocument, Span
from appaudit.documents.sections import SectionTree
from appaudit.documents.sentences import Sentence, sentences_of
from appaudit.lexicon.literals import LineIndex
from appaudit.lexicon.policy import Concept, LanguageLexicon
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.policy.deeds import Deeds
from appaudit.policy.hits import Hit, Hits
from appaudit.policy.normalize import TextView, view_of

__all__ = ["DocumentIndex", "Place", "any_above"]

#: Concepts that name somebody else: the operator, who speaks of itself by name, is no recipient of its own.
_OTHERS = frozenset({"company_name", "named_third_party"})
_OPERATOR = frozenset({"operator_company", "operator_role", "sdk_word", "share_any"})
#: The concept of a sentence in which the operator calls itself by the name of a brand.
_OWN_BRAND = "operator_brand_itself"
#: Characters at the end of a company's name that tell it from others, English and Chinese: "网络科技有限公司" is eight.
_NAME_TAIL = (18, 10)
#: The concept of a way that is told, and that of a line that tells none.
_WAY, _NO_WAY = "stated_way", "no_way_follows"
#: The concepts of ways that may only refer to the particulars of the operator, of words that do, of particulars that
#: are left blank and of those that are given.
_ROUTES, _REFERRED, _BLANK, _GIVEN = ("contact_route", _WAY), "contact_referred", "contact_blank", "contact_concrete"
#: The concept of ways to complain, and that of bodies other than the operator to which one may.
_COMPLAINT, _BODY = "complaint_route", "remedy_body"
#: Sentences at the top of a document among which its title is.
_TOP = 3
#: How far before the end of its line a way may end that the next line tells, in characters.
_LINE_END = 24
#: A character before a word, and what stands behind it, by which it is a part of another word or of an address.
_IS_WITHIN = Expression(r"[\w/.@]")
_GOES_ON = Expression(r"[\w@]|\.[a-z]")


@record(kw_only=False)
class Place:
    """A sentence in view coordinates: its range, the ranges above it, and where its section ends."""

    start: int
    end: int
    sentence: Sentence
    above: tuple[Hit, ...]
    section_start: int
    section_end: int
    is_heading: bool

    @property
    def lead_in(self) -> Hit | None:
        """The text that introduces the list or the table that the sentence stands in."""
        if self.sentence.block.lead_in is None:
            return None
        return self.above[self.sentence.label is not None]

    @property
    def nearest(self) -> tuple[Hit, ...]:
        """The label of the paragraph and the lead-in, where there are any, and the innermost heading."""
        count = 1 + (self.sentence.label is not None) + (self.sentence.block.lead_in is not None)
        return self.above[:count]


class DocumentIndex:
    """A document prepared for look-ups in one language: its view, its sentences, and where concepts stand."""

    def __init__(self, document: PolicyDocument, lexicon: LanguageLexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        breaks = _soft_breaks(document)
        self.view: TextView = view_of(document.text, lexicon, breaks)
        self.lines = LineIndex(self.view.text, lexicon.vocabulary)
        self._hits: dict[str, Hits] = {}
        self._anchors: dict[str, list[tuple[Hit, Place]]] = {}
        self._names: dict[str, bool] = {}
        self._repeated: dict[str, bool] = {}
        self._headings: dict[int, tuple[Hit, ...]] = {}
        tree = SectionTree(document.blocks, len(document.text))
        self.places = [self._place(sentence, tree) for sentence in sentences_of(document)]
        self.places = [place for place in self.places if place.end > place.start]
        self._place_starts = [place.start for place in self.places]
        self._next_label = _starts_of_next(self.places)

    def _place(self, sentence: Sentence, tree: SectionTree) -> Place:
        locate = self.view.from_document
        section = tree.at(sentence.start)
        if section not in self._headings:
            self._headings[section] = tuple(map(self._located, tree.path(sentence.start)))
        is_heading = sentence.block.kind == "heading"
        nearest = [span for span in (sentence.label, sentence.block.lead_in) if span is not None]
        return Place(
            locate(sentence.start),
            locate(sentence.end),
            sentence,
            (*map(self._located, nearest), *self._headings[section][is_heading:]),
            locate(tree.sections[section].start) if section >= 0 else 0,
            locate(tree.end(sentence.start)),
            is_heading,
        )

    def _located(self, span: Span) -> Hit:
        return self.view.from_document(span.start), self.view.from_document(span.end)

    def hits(self, concept: str) -> Hits:
        """Every hit of a concept in the view, outside tables of contents; none of one that the language lacks."""
        if concept not in self._hits:
            found = self.lexicon.concepts[concept].find(self.lines) if self.knows(concept) else []
            if concept in _OTHERS:
                found = [hit for hit in found if not self._is_own(self.view.text[slice(*hit)])]
            if concept == _WAY and _NO_WAY in self.lexicon.concepts:
                found = [hit for hit in found if not self._is_left_blank(hit)]
            if concept in _ROUTES and self._has_blank_particulars:
                found = [hit for hit in found if not self.hits(_REFERRED).overlaps(*hit)]
            if concept == _COMPLAINT and self._has_blank_particulars:
                found = [hit for hit in found if self.hits(_BODY).overlaps(*hit)]
            if self.knows(concept) and self.lexicon.concepts[concept].capital:
                found = [hit for hit in found if self._is_written_as_a_name(hit)]
            if self.knows(concept) and self.lexicon.concepts[concept].of:
                found = self._deeds(self.lexicon.concepts[concept], found)
            self._hits[concept] = Hits(found)
        return self._hits[concept]

    def _deeds(self, concept: Concept, acts: Sequence[Hit]) -> list[Hit]:
        """The acts that are done to the thing of a concept, by whom it says, with that thing."""
        deeds = self.lexicon.kept("deeds", lambda: Deeds(self.lexicon))
        return list(deeds.find(self.view.text, self._placed(acts), self.hits(concept.of), concept.by))

    def knows(self, concept: str) -> bool:
        """Say whether the language has words for a concept."""
        return concept in self.lexicon.concepts

    def meets(self, concept: str, start: int, end: int) -> bool:
        """Say whether a concept stands in a range of the view."""
        return self.hits(concept).meets(start, end)

    @property
    def top(self) -> Sequence[Place]:
        """The places at the top of the document, among which its title is."""
        return self.places[:_TOP]

    @cached_property
    def titled(self) -> frozenset[str]:
        """The names in the titles of the document, in the form of the view: "青禾" of "青禾隐私政策"."""
        titles = (self.view.text[place.start : place.end] for place in self.top if place.is_heading)
        end_of_name = self.lexicon.form("title_end").search
        names = (title[: end.start()].strip("《》“【】 ") for title in titles if (end := end_of_name(title)))
        return frozenset(filter(None, names))  # "隐私政策" alone names nothing

    def _is_own(self, name: str) -> bool:
        """Say whether a company or a brand is the operator itself, or its name in another form."""
        if name in self.titled:
            return True
        if any(name in self.view.text[slice(*hit)] for hit in self.hits(_OWN_BRAND)):
            return True
        tail = _NAME_TAIL[self.lexicon.view == "chinese"]
        own = self.operator
        return bool(own) and (name in own or (len(name) >= tail and own.endswith(name[-tail:])))

    def _is_written_as_a_name(self, hit: Hit) -> bool:
        """Say whether the document begins the last word of a hit with a capital letter, here and wherever it stands."""
        last = max(self.view.text.rfind(" ", *hit) + 1, hit[0])
        word = self.view.text[last : hit[1]]
        if word not in self._names:
            self._names[word] = all(map(self._begins_large, _places_of(word, self.view.text)))
        return self._begins_large(last) and self._names[word] and not self._written(*hit).isupper()

    def is_label_repeated(self, label: str) -> bool:
        """Say whether the document has a label, words with a colon behind them, more than once."""
        if label not in self._repeated:
            found = re.finditer(f"{re.escape(label)}[：:]", self.document.text)
            self._repeated[label] = sum(1 for _ in islice(found, 2)) > 1
        return self._repeated[label]

    def is_contact(self, position: int) -> bool:
        """Say whether a place of the document is a heading that is no more than "Contact us", or stands below one."""
        place = self.place_at(self.view.from_document(position))
        says_contact = self.lexicon.form("contact_section").fullmatch
        spans = () if place is None else ((place.start, place.end), *place.above)
        return any(says_contact(self.view.text[slice(*span)].strip()) for span in spans)

    def _begins_large(self, position: int) -> bool:
        return self._written(position, position + 1).isupper()

    def _written(self, start: int, end: int) -> str:
        return self.document.text[slice(*self.view.to_document(start, end))]

    def _is_left_blank(self, way: Hit) -> bool:
        """Say whether "in the following way:" ends its line and the next line tells none, as in a template."""
        text = self.view.text
        end = text.find("\n", way[1])
        if end < 0 or end - way[1] > _LINE_END or not text[way[1] - 1 : end].rstrip().endswith(("：", ":")):
            return False
        following = end + 1
        while following < len(text) and text[following].isspace():
            following += 1
        return self.hits(_NO_WAY).starts_at(following)

    @cached_property
    def _has_blank_particulars(self) -> bool:
        """Whether the document leaves blank how the operator is reached, and says it nowhere else."""
        return bool(self.hits(_BLANK)) and not self.hits(_GIVEN)

    @cached_property
    def operator(self) -> str:
        """The company that the document introduces as its operator, in the form of the view; empty when none is."""
        if not self.lexicon.concepts.keys() >= _OPERATOR:
            return ""
        for hit in self.hits("operator_company"):
            place = self.place_at(hit[0])
            if place is None or any_above(self, ("sdk_word",), place.above):
                continue
            span = (place.start, place.end)
            if self.meets("operator_role", *span) and not any_above(self, ("share_any", "operator_of_others"), [span]):
                return self.view.text[slice(*hit)]
        return ""

    def between(self, concept: str, start: int, end: int) -> list[Hit]:
        """The hits of a concept that begin in a range of the view and end in it."""
        return self.hits(concept).within(start, end)

    def own_end(self, place: Place) -> int:
        """How far a way that follows may belong to the same right: an entry with a label ends at the next label."""
        label = place.sentence.label
        if label is None or place.sentence.block.kind != "item":
            return place.section_end
        following = self._next_label.get(label)
        return min(following, place.section_end) if following is not None else place.section_end

    def anchors(self, concept: str) -> Sequence[tuple[Hit, Place]]:
        """The hits of a concept that stand in one sentence, with it, outside tables of contents."""
        if concept not in self._anchors:
            self._anchors[concept] = self._placed(self.hits(concept))
        return self._anchors[concept]

    def _placed(self, hits: Sequence[Hit]) -> list[tuple[Hit, Place]]:
        # A sentence begins with its first letter, a phrase for the start of a line with the space before that.
        text = self.view.text
        placed = ((hit, self.place_at(hit[0] + text.startswith(" ", hit[0]))) for hit in hits)
        return [
            (hit, place)
            for hit, place in placed
            if place is not None and hit[1] <= place.end and place.sentence.block.kind != "contents"
        ]

    def place_at(self, position: int) -> Place | None:
        """The sentence around a view index."""
        index = bisect_right(self._place_starts, position) - 1
        if index < 0 or self.places[index].end <= position:
            return None
        return self.places[index]


def _starts_of_next(places: Sequence[Place]) -> dict[Span, int]:
    """For each label of a paragraph where the next paragraph with a label begins."""
    labelled = [(place.sentence.label, place.start) for place in places if place.sentence.label is not None]
    return {label: start for (label, _), (other, start) in pairwise(labelled) if label != other}


def _places_of(word: str, text: str) -> Iterator[int]:
    """Where a text holds a word as a whole, and not as a part of an address, which is written small."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        is_whole = not _IS_WITHIN.match(text, start - 1, start) and not _GOES_ON.match(text, end)
        if is_whole:
            yield start
        start = text.find(word, end if is_whole else start + 1)


def _soft_breaks(document: PolicyDocument) -> list[int]:
    return [
        position
        for block in document.blocks
        if block.kind != "row" and "\n" in document.text[block.start : block.end]
        for position in range(block.start, block.end)
        if document.text[position] == "\n"
    ]


def any_above(index: DocumentIndex, concepts: Sequence[str], spans: Sequence[Hit]) -> bool:
    """Say whether a concept stands in one of several ranges, as those above a sentence."""
    return any(index.meets(concept, start, end) for start, end in spans for concept in concepts)
