"""Clauses that a list of third parties says: who is listed with what for or what is taken is told, in any words.

A table of services that nothing calls an SDK, and sentences on somebody known, tell users who receives what as well as
the words that clauses are found by. The system that an app runs on and the store that sells it tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from appaudit.model.location import Quote
from appaudit.policy.clauses import ClauseReading
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.quotes import quote_in
from appaudit.policy.third_party import ThirdParty

#: The concept of what only seems to name a recipient.
_NO_RECIPIENT: Final = "sharing_recipients_never"


def clauses_of_parties(
    index: DocumentIndex, parties: Sequence[ThirdParty], found: Sequence[ClauseReading]
) -> Iterator[ClauseReading]:
    """The clauses that the listed third parties of a document tell, where its words do not tell or deny them.

    A company that gets data is a recipient and no list of SDKs; who one signs in with sends data and gets none.
    """
    settled = {clause.id for clause in found if clause.status in ("present", "negated")}
    words = index.lexicon.parties
    told = [
        party
        for party in parties
        if party.is_listed and (party.purpose or party.data) and words.platform.fullmatch(party.name.strip()) is None
    ]
    products = [party for party in told if words.company.search(party.name) is None]
    receivers = [party for party in told if not _gets_nothing(index, party)]
    for tells, named in ((words.told_by_product, products), (words.told_by_any, receivers)):
        quote = _quote(index, named[0]) if named else None
        for clause in index.lexicon.clauses if quote is not None else ():
            if clause not in settled and tells.fullmatch(clause):
                yield ClauseReading(clause, "present", (quote,) if quote else ())


def _gets_nothing(index: DocumentIndex, party: ThirdParty) -> bool:
    place = index.place_at(index.view.from_document(party.location.start))
    return place is not None and index.meets(_NO_RECIPIENT, place.start, place.end)


def _quote(index: DocumentIndex, party: ThirdParty) -> Quote | None:
    """The sentence that names somebody."""
    span = index.view.from_document(party.location.start), index.view.from_document(party.location.end)
    return quote_in(index.document, index.view, *span, [span])
