"""Calls that leave data unprotected on the device, and whose code makes them."""

from __future__ import annotations

from appaudit.derive.parties import Parties
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.conduct import WeakProtectionFact


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
            WeakProtectionFact(
                weakness=call.role,
                api=call.api,
                certain=call.certain,
                caller=call.caller,
                caller_class=call.caller_class,
                party=party.id,
                party_kind=party.kind,
                phase=call.phase,
                guarded=call.guarded,
                chain=call.chain,
                conditions=call.conditions,
                sites=call.sites,
                location=call.location,
                extractor="derive.protection",
            )
        )
    return found
