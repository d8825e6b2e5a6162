"""Calls that leave data unprotected on the device, and whose code makes them."""

from __future__ import annotations

from appaudit.derive.parties import Parties
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.conduct import WeakProtectionFact
from appaudit.model.record import recast


def weak_protection_facts(facts: FactSet, parties: Parties) -> list[WeakProtectionFact]:
    """One fact for each call that is a weakness by itself; libraries are left out: who calls them chooses."""
    found = []
    for call in facts.of(ApiCallFact):
        if call.role != "weak_cipher" and call.role != "world_readable":
            continue
        party = parties.of(call.caller_class)
        if party.kind == "library":
            continue
        found.append(
            recast(
                WeakProtectionFact,
                call,
                weakness=call.role,
                party=party.id,
                party_kind=party.kind,
                extractor="derive.protection",
            )
        )
    return found
