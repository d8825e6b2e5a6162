"""Clauses that a list of third parties says: who is listed with what for or what is taken is told, in any words.

A table of services that nothing calls an SDK, and sentences on somebody known, tell users who receives what as well as
the words that clauses are found by. The system that an app runs on and the store that sells it tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.policy.clauses import ClauseReading, DocumentIndex
from appaudit.policy.quotes import quote_in
from appaudit.policy.third_parties import ThirdParty

#: Clauses that somebody named with a purpose or with data tells.
_TOLD = ("sdk_list", "sharing_recipients")


def clauses_of_parties(
    index: DocumentIndex, parties: Sequence[ThirdParty], found: Sequence[ClauseReading]
) -> Iterator[ClauseReading]:
    """The clauses that the listed third parties of a document tell, where its words do not tell or deny them."""
    settled = {clause.id for clause in found if clause.status in ("present", "negated")}
    words = index.lexicon.parties
    listed = (party for party in parties if party.is_listed and (party.purpose or party.data))
    told = next((party for party in listed if words.platform.fullmatch(party.name.strip()) is None), None)
    if told is None:
        return
    span = index.view.from_document(told.location.start), index.view.from_document(told.location.end)
    quote = quote_in(index.document, index.view, *span, [span])
    for clause in _TOLD if quote is not None else ():
        if clause not in settled and clause in index.lexicon.clauses:
            yield ClauseReading(clause, "present", (quote,) if quote else ())
