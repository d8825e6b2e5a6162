"""When a policy takes effect, by its own words, held against the day of the audit.

A text that takes effect later tells what is to hold, and nothing of what holds today. The date that heads a text, or
that a sentence gives of the text itself, is its own; dates of laws, other documents and functions are not. A date years
ahead is taken for a slip, and so is a day of update that has not come yet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.policy_text import PolicyEffectFact
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.model.words import EffectBasis, EffectStanding
from appaudit.policy.clauses import quote_of
from appaudit.policy.document_index import DocumentIndex, Place
from appaudit.policy.hits import Hit

_EXTRACTOR: Final = "policy.effect"
_KINDS: Final = ("clause", "mention", "declared_sdk")
#: Sentences at either end of a document among which its dates stand, and the longest line of dates, in characters.
_ENDS, _LONGEST = 10, 80
#: From so many days ahead on a date is a slip of the pen: policies are announced weeks ahead, not years.
_SLIP: Final = 2 * 366
#: A day of update may be that of a place where it is tomorrow.
_TOMORROW: Final = 1
#: Basis by concept, the surest first; the dates of the first that a document has are asked.
_CONCEPTS: Final[tuple[tuple[EffectBasis, tuple[str, ...]], ...]] = (
    ("effect", ("effect_own", "effect_stated")),
    ("announced", ("effect_announced",)),
    ("updated", ("effect_updated",)),
)
#: What a date is that has not come yet; a day of update cannot be one.
_AHEAD: Final[Mapping[EffectBasis, EffectStanding]] = {
    "effect": "later",
    "announced": "announced",
    "updated": "mistaken",
}
#: What is not bound to the ends of a document: sentences about the text itself.
_ANYWHERE: Final = "effect_stated"


@record
class _Dated:
    """A date that a document gives, and where."""

    day: date
    basis: EffectBasis
    place: Place
    hit: Hit


def effect_fact(index: DocumentIndex, day: str) -> PolicyEffectFact | None:
    """When a document says that it takes effect, as it stands on an ISO date; None where it says no date."""
    found = list(_dates(index))
    first = {basis: next((one for one in found if one.basis == basis), None) for basis, _ in _CONCEPTS}
    one = first["effect"] or first["announced"] or first["updated"]
    if one is None:
        return None
    standing = _standing(one, day)
    updated = first["updated"]
    if standing == "in_force" and updated is not None and _standing(updated, day) != "in_force":
        one, standing = updated, _standing(updated, day)
    quote = quote_of(index, one.place.start, one.place.end, [one.hit])
    start, end = index.view.to_document(*one.hit)
    return PolicyEffectFact(
        document=index.document.name,
        basis=one.basis,
        date=one.day.isoformat(),
        standing=standing,
        day=day,
        quotes=(quote,) if quote else (),
        location=Location(path=index.document.name, start=start, end=end),
        extractor=_EXTRACTOR,
    )


def later_reason(index: DocumentIndex, day: str) -> Bilingual | None:
    """That a document takes effect after a day, by its own date; None where it holds or says no such date."""
    fact = effect_fact(index, day)
    return _reason(fact) if fact is not None and fact.standing == "later" else None


def announced_gaps(facts: Iterable[PolicyEffectFact]) -> list[Gap]:
    """The gaps of documents of which a notice leaves open whether they are the version in force."""
    return [
        Gap(
            kind=kind, level=CoverageLevel.PARTIAL, reason="missing_part", part=fact.document,
            detail=Bilingual(
                f"{fact.document}：文中预告的版本自{fact.date}起生效，晚于检测日期{fact.day}；提供的文本是否为现行版本，未能确定",
                f"{fact.document}: it announces a version that takes effect on {fact.date}, after the day of the audit"
                f" ({fact.day}); whether the text supplied is the one in force is not known",
            ),
        )
        for fact in facts
        if fact.standing == "announced"
        for kind in _KINDS
    ]  # fmt: skip


def dates_within(index: DocumentIndex, start: int, end: int) -> list[date]:
    """The dates of effect, then of update, then any in a line of its own or a title, in a range of the document."""
    view = (index.view.from_document(start), index.view.from_document(end))
    concepts = ("effect_own", "effect_stated", "effect_updated")
    hits = [hit for concept in concepts for hit in index.hits(concept).within(*view)]
    found = [_day(index, index.view.text[slice(*hit)]) for hit in hits]
    found.append(_day(index, index.view.text[slice(*view)].partition("\n")[0]))
    return [day for day in found if day is not None]


def _reason(fact: PolicyEffectFact) -> Bilingual:
    return Bilingual(
        f"文件写明自{fact.date}起生效，晚于检测日期{fact.day}",
        f"the document says that it takes effect on {fact.date}, after the day of the audit ({fact.day})",
    )


def _standing(one: _Dated, day: str) -> EffectStanding:
    if not day:
        return "undated"
    ahead = one.day - date.fromisoformat(day)
    if ahead <= timedelta(days=_TOMORROW if one.basis == "updated" else 0):
        return "in_force"
    if ahead > timedelta(days=_SLIP):
        return "mistaken"
    return _AHEAD[one.basis]


def _dates(index: DocumentIndex) -> Iterable[_Dated]:
    """The dates of the document itself, in the order of its text for each basis."""
    for basis, concepts in _CONCEPTS:
        hits = sorted((hit, place, concept) for concept in concepts for hit, place in _placed(index, concept))
        for hit, place, _ in hits:
            if (day := _day(index, index.view.text[slice(*hit)])) is not None:
                yield _Dated(day=day, basis=basis, place=place, hit=hit)


def _placed(index: DocumentIndex, concept: str) -> Iterable[tuple[Hit, Place]]:
    ends = {place.start for place in (*index.places[:_ENDS], *index.places[-_ENDS:])}
    for hit in index.hits(concept):
        place = index.place_at(hit[0])
        if place is None or hit[1] > place.end:
            continue
        is_line_of_dates = place.start in ends and place.end - place.start <= _LONGEST
        if concept == _ANYWHERE or is_line_of_dates or (concept == "effect_announced" and place.start in ends):
            yield hit, place


def _day(index: DocumentIndex, text: str) -> date | None:
    """The last date of a text, the one beside the verb; None where there is none in the calendar."""
    found: list[tuple[int, date]] = []
    form = index.lexicon.form
    for match in form("effect_parts").finditer(text):
        parts = [part for part in match.groups() if part is not None]
        found += _calendar(match.start(), *(_number(part) for part in parts))
    for match in form("effect_parts_us").finditer(text):
        found += _calendar(match.start(), int(match[3]), _month(index, match[1]), int(match[2]))
    for match in form("effect_parts_uk").finditer(text):
        found += _calendar(match.start(), int(match[3]), _month(index, match[2]), int(match[1]))
    for match in form("effect_parts_either").finditer(text):
        first, second, year = map(int, match.groups())
        both = [*_calendar(match.start(), year, first, second), *_calendar(match.start(), year, second, first)]
        found += [min(both)] if both else []  # nobody is told that the later of two readings is meant
    return max(found)[1] if found else None


def _month(index: DocumentIndex, name: str) -> int:
    found = index.lexicon.form("effect_months").match(name)
    return found.lastindex or 0 if found else 0


def _calendar(place: int, year: int, month: int, day: int = 1) -> list[tuple[int, date]]:
    try:
        return [(place, date(year, month, day))]
    except ValueError:
        return []


def _number(text: str) -> int:
    """A number in digits, digit by digit in Chinese ones, or in Chinese below a hundred."""
    digits = [_digit(char) for char in text]
    if all(digit < _TEN for digit in digits):
        return int("".join(map(str, digits)))
    ten = digits.index(_TEN)
    tens = digits[0] if ten else 1
    return tens * _TEN + (digits[ten + 1] if ten + 1 < len(digits) else 0)


_TEN: Final = 10


def _digit(char: str) -> int:
    """The value of a digit in any script; circles and the letter o stand for none."""
    return int(unicodedata.numeric(char, 0))
