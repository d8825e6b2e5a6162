"""The quality of a policy's text: residue of templates, deemed consent, bars to cancelling, deadlines, language, order.

The words are the `quality_` concepts of the lexicon; numbers and limits are here, each with its source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.traditional import is_traditional
from appaudit.model.facts.base import Fact
from appaudit.model.facts.policy_text import PolicyTextFact, PolicyTitleFact
from appaudit.model.location import Location, Quote
from appaudit.model.words import PolicyTextIssue
from appaudit.policy.clauses import quote_of
from appaudit.policy.document_index import DocumentIndex, Place

_EXTRACTOR = "policy"
_QUOTES = 3
_CONDITION = "quality_condition_"
#: Longest time for corrections, deletions and cancellations that people carry out, in working days: 191号 六（三）.
#: GB/T 35273-2020 8.7 has thirty days for answers.
_MAX_WORKING_DAYS = 15
_MAX_DAYS = 30
#: How far apart a number of days and the act it belongs to may stand, and the request before both (as in the lexicon).
_WITHIN = 60
_REACH = 100
#: Below this share of Chinese characters, in percent, a policy offers no Chinese text.
_CHINESE_SHARE = 20
#: Characters from which a document without headings is hard to find one's way in.
_LONG = 25_000
_CHARACTERS_PER_HEADING = 5_000
#: Lines from the top in which a title stands, and the longest of one, in characters.
_TITLES = 3
_LONGEST_TITLE = 60
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_WORDS_EN = {
    "seven": 7,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}


def read_quality(index: DocumentIndex) -> list[Fact]:
    """Give what the words of one document show, in one language; nothing where the lexicon has no such words."""
    if "quality_template" not in index.lexicon.concepts:
        return []
    return [
        *_residue(index),
        *_deemed_consent(index),
        *_cancellation_conditions(index),
        *_long_deadlines(index),
        *_personalised_content(index),
    ]


def read_form(documents: Sequence[PolicyDocument]) -> list[Fact]:
    """Give what the documents show as a whole: their language, and whether one can find one's way in them."""
    facts: list[Fact] = []
    counts = Counter("".join(document.text for document in documents))
    chinese = sum(count for char, count in counts.items() if "\u4e00" <= char <= "\u9fff")
    letters = chinese + sum(count for char, count in counts.items() if char.isascii() and char.isalpha()) // 5
    if letters and documents:
        share = chinese * 100 // letters
        place = Location(path=documents[0].name)
        if share < _CHINESE_SHARE:
            facts.append(_fact("language", "no_chinese", share, (), place))
        elif is_traditional("".join(document.text for document in documents)):
            facts.append(_fact("language", "traditional_only", share, (), place))
    for document in documents:
        length = len(document.text)
        headings = sum(block.kind == "heading" for block in document.blocks)
        if length >= _LONG and headings * _CHARACTERS_PER_HEADING < length:
            facts.append(_fact("long_without_headings", document.name, length, (), Location(path=document.name)))
    return facts


def title_of_terms(index: DocumentIndex) -> Quote | None:
    """The title of a document that is terms of service and holds no policy: none of its headings speaks of privacy."""
    terms, privacy = index.lexicon.form("terms_title"), index.lexicon.form("privacy_heading")
    text = index.view.text
    titles = [place for place in index.places[:_TITLES] if place.end - place.start <= _LONGEST_TITLE]
    title = next((place for place in titles if terms.search(text, place.start, place.end)), None)
    if title is None:
        return None
    headings = [*titles, *(place for place in index.places if place.is_heading)]
    if any(privacy.search(text, place.start, place.end) for place in headings):
        return None
    found = terms.search(text, title.start, title.end)
    return quote_of(index, title.start, title.end, [found.span()]) if found else None


def terms_fact(titles: Sequence[Quote | None]) -> list[Fact]:
    """One fact where every document that was supplied is terms of service; `titles` has one entry a document."""
    kept = [title for title in titles if title is not None]
    if not titles or len(kept) < len(titles):
        return []
    return [_fact("terms_of_service", kept[0].text, -1, kept)]


def _fact(
    issue: PolicyTextIssue, subject: str, value: int, quotes: Iterable[Quote | None], place: Location | None = None
) -> PolicyTextFact:
    kept = tuple(dict.fromkeys(quote for quote in quotes if quote is not None))[:_QUOTES]
    if place is None:
        place = Location(path=kept[0].document, start=kept[0].start, end=kept[0].end) if kept else Location()
    return PolicyTextFact(issue=issue, subject=subject, value=value, quotes=kept, location=place, extractor=_EXTRACTOR)


def _quote(index: DocumentIndex, place: Place, hit: tuple[int, int]) -> Quote | None:
    return quote_of(index, place.start, place.end, [hit])


def _places(index: DocumentIndex, concept: str) -> Iterable[tuple[Place, tuple[int, int]]]:
    for hit in index.hits(concept) if concept in index.lexicon.concepts else ():
        place = index.place_at(hit[0])
        if place is not None and hit[1] <= place.end and place.sentence.block.kind != "contents":
            yield place, hit


def _residue(index: DocumentIndex) -> Iterable[Fact]:
    found: list[tuple[Place, tuple[int, int]]] = []
    for place, hit in _places(index, "quality_template"):
        if not found or hit[0] >= found[-1][1][1]:  # several patterns may know the same blank
            found.append((place, hit))
    if found:
        yield _fact("template_residue", "", len(found), [_quote(index, *item) for item in found])


def _deemed_consent(index: DocumentIndex) -> Iterable[Fact]:
    """Use that is taken for consent to the policy, and continued use for consent to its changes.

    A document that asks for consent anew when something changes does not rest on continued use.
    """
    renews = any(True for _ in _places(index, "quality_renewed_consent"))
    by_subject: dict[str, list[Quote | None]] = {}
    for place, hit in _places(index, "quality_deemed"):
        spans = ((place.start, place.end), *place.nearest)
        if not any(index.meets("quality_deemed_object", *span) for span in spans):
            continue
        subject = "change" if index.meets("quality_deemed_change", place.start, place.end) else "use"
        if subject == "use" or not renews:
            by_subject.setdefault(subject, []).append(_quote(index, place, hit))
    for subject, quotes in by_subject.items():
        yield _fact("deemed_consent", subject, len(quotes), quotes)


def _cancellation_conditions(index: DocumentIndex) -> Iterable[Fact]:
    for concept in index.lexicon.concepts:
        if not concept.startswith(_CONDITION):
            continue
        quotes = [
            _quote(index, place, hit)
            for place, hit in _places(index, concept)
            if index.meets("quality_cancel", place.start, place.end)
            or any(index.meets("quality_cancel", *span) for span in place.nearest)
        ]
        if quotes:
            yield _fact("cancellation_condition", concept.removeprefix(_CONDITION), len(quotes), quotes)


def _personalised_content(index: DocumentIndex) -> Iterable[Fact]:
    places = [(place, hit) for place, hit in _places(index, "quality_personalises") if not place.is_heading]
    quotes = [_quote(index, place, hit) for place, hit in places]
    if quotes:
        yield _fact("personalised_content", "", len(quotes), quotes)


def _long_deadlines(index: DocumentIndex) -> Iterable[Fact]:
    worst: dict[str, tuple[int, Quote | None]] = {}
    for place, hit in _places(index, "deadline_days"):
        acts = index.between("deadline_act", place.start, place.end)
        if not any(max(act[1], hit[1]) - min(act[0], hit[0]) <= _WITHIN for act in acts):
            continue
        start = max(place.start - _REACH, place.section_start)
        if index.meets("shutdown", place.start, place.end) or not index.meets("request_word", start, place.end):
            continue
        unit, days = _days(index, hit)
        limit = _MAX_WORKING_DAYS if unit == "working_days" else _MAX_DAYS
        if days > max(limit, worst.get(unit, (0, None))[0]):
            worst[unit] = (days, _quote(index, place, hit))
    for unit, (days, quote) in worst.items():
        yield _fact("long_deadline", unit, days, [quote])


def _days(index: DocumentIndex, hit: tuple[int, int]) -> tuple[str, int]:
    """Unit (`working_days` or `days`) and number of a hit of days; zero where it cannot be read."""
    form = index.lexicon.form
    found = form("days_number").search(index.view.text[hit[0] : hit[1] + 4])
    if found is None:
        return "days", 0
    unit = "working_days" if form("counts_working_days").search(found[0]) else "days"
    return unit, _number(found[1]) * (30 if form("counts_months").search(found[0]) else 1)


def _number(text: str) -> int:
    """A number in digits, in Chinese below a hundred, or in the English words that deadlines use."""
    return int(text) if text.isdecimal() else _WORDS_EN.get(text) or _chinese_number(text)


def _chinese_number(text: str) -> int:
    tens, _, ones = text.partition("十")
    if "十" not in text:
        return _DIGITS.get(text[-1], 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def title_facts(index: DocumentIndex) -> Iterable[PolicyTitleFact]:
    """The names in titles (《青禾集市隐私政策》), in headings that are one, and of the app a policy says it is for."""
    if not index.knows("quality_title"):
        return
    names: dict[str, tuple[bool, Location]] = {}
    candidates = [(place, hit, index.view.text[slice(*hit)]) for place, hit in _places(index, "quality_title")]
    candidates += [
        (place, (place.start, place.end), index.view.text[place.start : place.end])
        for place in index.places[:3]
        if place.is_heading
    ]
    for place, hit, title in candidates:
        found = index.lexicon.form("title_end").search(title)
        name = title[: found.start()].strip("《》“【】#*·| -:：") if found else ""
        if 2 <= len(name) <= 24 and name not in names:
            start, end = index.view.to_document(*hit)
            names[name] = (place.is_heading, Location(path=index.document.name, start=start, end=end))

    def audience(name: str) -> str:
        found = index.lexicon.form("title_audience").search(name)
        return found[1] if found else ""

    for name, (is_heading, location) in names.items():
        yield PolicyTitleFact(
            name=name, is_heading=is_heading, audience=audience(name), location=location, extractor=_EXTRACTOR
        )
    for _, hit in _places(index, "quality_scope"):
        for scope in index.lexicon.form("scope_name").finditer(index.view.text, *hit):
            start, end = index.view.to_document(*scope.span(scope.lastindex or 0))
            location = Location(path=index.document.name, start=start, end=end)
            yield PolicyTitleFact(
                name=scope[scope.lastindex or 0],
                is_heading=True,
                is_scope=True,
                audience=audience(scope[scope.lastindex or 0]),
                location=location,
                extractor=_EXTRACTOR,
            )
