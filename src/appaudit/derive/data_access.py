"""Calls of catalogued APIs to data accesses with a party."""

from __future__ import annotations

from appaudit.derive.disclosure import Disclosures
from appaudit.derive.parties import Parties
from appaudit.model.fact import ApiCallFact, DataAccessFact, FactSet


def data_access_facts(facts: FactSet, parties: Parties, disclosures: Disclosures) -> list[DataAccessFact]:
    """One fact for each call and data type; the phase stays `unknown` until reachability is computed."""
    found = []
    for call in facts.of(ApiCallFact):
        if call.role != "data":
            continue
        party = parties.of(call.caller_class)
        found += [
            DataAccessFact(
                data_type=data_type,
                api=call.api,
                caller=call.caller,
                party=party.id,
                party_kind=party.kind,
                disclosed=disclosures.of_data(data_type),
                location=call.location,
                extractor="derive.data_access",
            )
            for data_type in call.data_types
        ]
    return found
