"""Names of third parties inside sentences: in the brackets after a class of them, before 的SDK, and as companies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from appaudit.lexicon.literals import compact, required_words
from appaudit.policy.document_index import DocumentIndex, Place
from appaudit.policy.hits import Hit

#: Longer items are descriptions.
_LONGEST = 30
#: What is shorter is the end of a name.
_SHORTEST_COMPANY = 8


def examples_in_brackets(index: DocumentIndex) -> Iterator[tuple[Hit, Place]]:
    """Give the places of names in brackets after a class of recipients, and in lists before 的SDK."""
    for form in ("party_examples", "party_embedded"):
        for found in _found(index, form):
            place = index.place_at(found.start())
            if place is None or place.sentence.block.kind in {"contents", "row"}:
                continue
            names = list(_items(index, found.start(1), found.end(1)))
            # One name in brackets after a class is often its short form; two or more are examples.
            if len(names) > 1 or form == "party_embedded":
                yield from ((name, place) for name in names)


def _found(index: DocumentIndex, name: str) -> Iterator[re.Match[str]]:
    """The places of a form, searched in the lines that hold the words it cannot do without."""
    form = index.lexicon.form(name)
    for start, end in index.lines.ranges(required_words(compact(form.pattern))):
        yield from form.finditer(index.view.text, start, end)


def _items(index: DocumentIndex, start: int, end: int) -> Iterator[Hit]:
    text, form = index.view.text, index.lexicon.form
    rest = form("examples_end").search(text, start, end)
    for found in form("example_item").finditer(text, start, rest.start() if rest else end):
        name = form("example_tail").sub("", found.group()).strip(" *“")
        if 1 < len(name) <= _LONGEST and not form("no_party").search(name) and not form("no_party_word").search(name):
            first = text.index(name, found.start())
            yield first, first + len(name)


def partner_companies(index: DocumentIndex) -> Iterator[tuple[Hit, Place]]:
    """Give the places of full company names in sentences about partners, the operator's own name excepted."""
    text, form = index.view.text, index.lexicon.form
    hits = [
        (found.span(), place)
        for found in _found(index, "company_name")
        if (place := index.place_at(found.start())) is not None
    ]

    @cache
    def says(name: str, start: int, end: int) -> bool:  # of one sentence for each company that it names
        return form(name).search(text, start, end) is not None

    own = {
        _name(index, hit)
        for hit, place in hits
        if place.is_heading or says("names_operator", place.start, place.end)
        if not says("names_third_party", place.start, place.end)
    }
    own |= {_name(index, hit) for hit, _ in hits if form("names_us_before").search(text[max(0, hit[0] - 4) : hit[0]])}
    ends_of_own = {end for name in own for end in _ends(name)}
    for hit, place in hits:
        if place.sentence.block.kind in {"contents", "row"} or place.is_heading:
            continue
        name = _name(index, hit)
        if len(name) < _SHORTEST_COMPANY:
            continue
        if name in ends_of_own or not own.isdisjoint(_ends(name)):
            continue
        if says("names_partner", place.start, place.end):
            yield (hit[1] - len(name), hit[1]), place


def _ends(name: str) -> Iterator[str]:
    """A name, and each shorter one that it ends with."""
    return (name[start:] for start in range(len(name)))


def _name(index: DocumentIndex, hit: Hit) -> str:
    """A company's name without the words before it that the phrase also took."""
    name = index.view.text[hit[0] : hit[1]]
    for _ in range(2):
        found = index.lexicon.form("before_company").match(name)
        name = name[found.end() :] if found else name
    opened = name.rfind("（")
    return name[opened + 1 :] if opened >= 0 and "）" not in name[opened:] else name
