"""Personal information that is read again and again: repeated tasks held against what is read in them."""

from __future__ import annotations

from appaudit.model.facts.base import FactSet
from appaudit.model.facts.conduct import CollectionIntervalFact, RepetitionFact
from appaudit.model.facts.derived import DataAccessFact
from appaudit.model.record import recast


def collection_interval_facts(facts: FactSet) -> list[CollectionIntervalFact]:
    """One fact for each repeated call, data type and method; what the app may not read is left out."""
    reads: dict[str, list[DataAccessFact]] = {}
    for access in facts.of(DataAccessFact):
        if access.certain and not access.weak and access.permitted != "no":
            reads.setdefault(access.caller, []).append(access)
    found: dict[tuple[str, str, str, int], CollectionIntervalFact] = {}
    for repetition in facts.of(RepetitionFact):
        for data_type, read in (
            *((data_type, repetition.api) for data_type in repetition.data_types),
            *((access.data_type, access.api) for method in repetition.runs for access in reads.get(method, ())),
        ):
            fact = _fact(repetition, data_type, read)
            found.setdefault((data_type, fact.api, fact.caller, fact.milliseconds), fact)
    return list(found.values())


def _fact(repetition: RepetitionFact, data_type: str, read: str) -> CollectionIntervalFact:
    return recast(CollectionIntervalFact, repetition, data_type=data_type, read=read, extractor="derive.intervals")
