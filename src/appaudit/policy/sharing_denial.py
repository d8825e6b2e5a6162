"""Sentences that deny sharing with anybody: "we do not share your personal information with any third party".

A denial with an exception beside it is the usual way to introduce what is shared, and no denial; one that speaks of
selling, renting or transfer alone says nothing about SDKs, and one about "this data" nothing about the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from appaudit.model.facts.base import Fact
from appaudit.model.facts.third_party import SharingDenialFact
from appaudit.model.location import Location, Quote
from appaudit.policy.document_index import DocumentIndex

#: Characters after the sentence in which an exception still belongs to it: two sentences, or the opening of a list.
_REACH = 90
_QUESTION = ("？", "?")


def read_sharing_denials(index: DocumentIndex) -> Iterator[Fact]:
    """Give each denial of a document once, in its order."""
    if not index.knows("sharing_denied"):
        return
    seen: set[str] = set()
    for hit in index.hits("sharing_denied"):
        place = index.place_at(hit[0])
        if place is None:
            continue
        end = min(hit[1], place.end)
        if index.view.text[place.start : place.end].endswith(_QUESTION) or index.meets(
            "sharing_denied_except", place.start, end + _REACH
        ):
            continue
        if not index.meets("sharing_denied_of_all", place.start, end) or index.meets(
            "sharing_denied_of_some", place.start, end
        ):
            continue
        name = index.document.name
        first, last = index.view.to_document(place.start, end)
        text = index.document.text[first:last]
        if text.strip() in seen:
            continue
        seen.add(text.strip())
        yield SharingDenialFact(
            text=text.strip(),
            quotes=(Quote(document=name, text=text, start=first, end=last),),
            location=Location(path=name, start=first, end=last),
            extractor="policy.sharing_denial",
        )
