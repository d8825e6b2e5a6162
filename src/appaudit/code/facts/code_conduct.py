"""All facts about conduct in the code of an app: starting itself, switching SDKs, asking permissions, weak TLS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from appaudit.code.facts.conduct.automatic_jumps import outside_jump_facts
from appaudit.code.facts.conduct.one_pixel_windows import with_openers
from appaudit.code.facts.conduct.repetitions import repetition_facts
from appaudit.code.facts.conduct.self_start import manifest_self_start_facts, self_start_facts
from appaudit.code.facts.conduct.text_links import text_link_facts
from appaudit.code.facts.consent_keys import consent_key_facts
from appaudit.code.facts.permissions.permission_refusals import permission_refusal_facts
from appaudit.code.facts.security.constant_keys import constant_key_facts
from appaudit.code.facts.security.endpoints import cleartext_endpoint_facts
from appaudit.code.facts.security.tls import tls_weakness_facts
from appaudit.code.facts.starts.handed_contexts import RenamedStarts
from appaudit.code.facts.starts.led_starts import led_start_facts
from appaudit.code.facts.starts.sdk_calls import SdkCalls, manifest_sdk_facts, sdk_call_facts
from appaudit.code.facts.starts.unknown_starts import UnknownStarts
from appaudit.code.facts.starts.wrong_keys import WrongKeys
from appaudit.code.facts.uses.held_objects import takers_of
from appaudit.code.reach.placing import waits, with_conditions
from appaudit.code.reach.reach import Reachability
from appaudit.code.renamed import RenamedCode
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.lexicon.conduct import ConductWords
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.condition import DOUBTFUL, doubt_of
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import NamespaceFact
from appaudit.model.facts.conduct import (
    CleartextEndpointFact,
    CodeConduct,
    PermissionRefusalFact,
    SdkCallFact,
    TlsWeaknessFact,
    UnknownStartFact,
)
from appaudit.model.facts.package import AppFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.method_names import plain

#: Calls of SDKs that findings before consent rest on.
_WITH_CONDITIONS: Final = ("start", "consent")

_Start = TypeVar("_Start", SdkCallFact, UnknownStartFact)


def conduct_facts(
    files: Sequence[Constants],
    hierarchy: Hierarchy,
    knowledge: Knowledge,
    manifest: Sequence[Fact],
    namespaces: Iterable[NamespaceFact],
    words: ConductWords,
    consent: ConsentWords,
    renamed: RenamedCode | None = None,
    stated: Mapping[str, frozenset[str] | None] | None = None,
    keys: Mapping[int, str] | None = None,
    seen: Mapping[str, frozenset[str]] | None = None,
) -> list[CodeConduct]:
    """The facts of all DEX files of an app and of its manifest, without the phase in which they run.

    Args:
        files: What is known of the constants of each file.
        hierarchy: The classes of the app.
        knowledge: How SDKs are started and switched.
        manifest: The facts of the artifact, none for an SDK.
        namespaces: The packages of the code.
        words: The words of conduct.
        consent: The words of consent.
        renamed: The classes and methods of SDKs that were recognised though a shrinker renamed them.
        stated: The names that the package states, by kind (`string`, `meta-data`); None where not all are known.
        keys: Texts among the resources that may be keys, by number of the resource.
        seen: The names of the same kinds that were read, whether or not these are all.
    """
    table = SdkCalls(knowledge.sdks.values(), renamed, stated, seen)
    found: list[CodeConduct] = [
        *manifest_self_start_facts([*manifest, *namespaces], words),
        *manifest_sdk_facts(manifest, table),
        *led_start_facts(files, hierarchy, table),
    ]
    for constants in files:
        found += sdk_call_facts(constants, hierarchy, table)
        found += self_start_facts(constants, hierarchy, words, manifest)
        found += cleartext_endpoint_facts(constants, words)
        found += tls_weakness_facts(constants)
        found += constant_key_facts(constants)
        found += repetition_facts(constants, hierarchy, words)
        found += consent_key_facts(constants, consent)
        found += outside_jump_facts(constants, words, manifest)
        found += permission_refusal_facts(constants, hierarchy)
        found += text_link_facts(constants)
    started = {fact.sdk for fact in found if isinstance(fact, SdkCallFact) and fact.action == "start"}
    wrong = WrongKeys(files, table, keys or {})
    found = [wrong.noted(fact) if isinstance(fact, SdkCallFact) else fact for fact in found]
    found = list(with_openers(found, files, hierarchy))
    named = (stated or {}).get("meta-data")
    renamed_starts = RenamedStarts(knowledge, table, hierarchy, started, named)
    unknown_starts = UnknownStarts(knowledge, hierarchy, _own_packages(manifest))
    found += renamed_starts.facts(files)
    for constants in files:
        found += unknown_starts.facts(constants)
    return found


def _own_packages(manifest: Iterable[Fact]) -> set[str]:
    apps = [fact for fact in manifest if isinstance(fact, AppFact)]
    classes = {name for fact in apps for name in (fact.application_class, fact.launcher)}
    return {fact.package for fact in apps} | {name.rpartition(".")[0] for name in classes}


def with_requests(facts: Iterable[CodeConduct], reachability: Reachability, knowledge: Knowledge) -> list[CodeConduct]:
    """The facts, those about addresses beside which personal data stands with whether a request is built from them."""
    known = list(facts)
    asked = [
        (index, fact) for index, fact in enumerate(known) if isinstance(fact, CleartextEndpointFact) and fact.data_types
    ]
    uses = [(fact.caller_class, fact.caller, fact.sites) for _, fact in asked]
    for (index, fact), requested in zip(asked, reachability.makes_request(uses, knowledge), strict=True):
        known[index] = replace(fact, requested=requested)
    return known


def with_phase(
    facts: Iterable[CodeConduct], reachability: Reachability, files: Sequence[Constants] = ()
) -> list[CodeConduct]:
    """The facts, those in a method with the phase in which it runs, starts and words of consent with what decides."""
    placed = []
    for fact in facts:
        if isinstance(fact, PermissionRefusalFact) and reachability.is_closed(fact.caller_class):
            continue  # it gets no answer
        if fact.caller:
            # A start may be the method itself: what the system or the SDK runs.
            api = fact.api if isinstance(fact, SdkCallFact) and fact.api != plain(fact.caller) else ""
            reach = reachability.of(fact.caller_class, fact.caller, api, fact.sites)
            fact = replace(fact, phase=reach.phase, guarded=reach.guarded, chain=reach.chain)
            if isinstance(fact, TlsWeaknessFact) and _is_left_alone(fact, reachability, files):
                fact = replace(fact, phase="dead", guarded=False, chain=())
        placed.append(fact)
    calls = [fact for fact in placed if isinstance(fact, SdkCallFact) and fact.action in _WITH_CONDITIONS]
    unknown = [fact for fact in placed if isinstance(fact, UnknownStartFact)]
    others = [
        fact
        for fact in placed
        if not (
            isinstance(fact, UnknownStartFact) or (isinstance(fact, SdkCallFact) and fact.action in _WITH_CONDITIONS)
        )
    ]
    placed_calls = with_conditions(calls, reachability, files) if files else calls
    placed_unknown = with_conditions(unknown, reachability, files) if files else unknown
    graded = _graded([_with_missing(call, reachability) if call.action == "start" else call for call in placed_calls])
    return [
        *others,
        *(call for call in graded if call.named or _is_plain(call)),
        *(start for start in _graded(placed_unknown) if _is_plain(start)),
    ]


def _graded(starts: Iterable[_Start]) -> list[_Start]:
    return [replace(start, waits=waits(start.conditions), doubt=doubt_of(start.conditions)) for start in starts]


def _is_plain(start: SdkCallFact | UnknownStartFact) -> bool:
    """Whether a start is early on a way of little doubt: one that is told by its context alone needs no less."""
    is_early = start.phase == "pre_consent" and not start.guarded
    return is_early and not start.waits and start.doubt < DOUBTFUL


def _with_missing(start: SdkCallFact, reachability: Reachability) -> SdkCallFact:
    """The start, with what it looks for in the package in vain."""
    if start.phase != "pre_consent" or start.guarded:
        return start
    missing = reachability.gives_up(start.caller_class, start.caller, start.sites)
    return replace(start, conditions=start.conditions + missing)


def _is_left_alone(fact: TlsWeaknessFact, reachability: Reachability, files: Sequence[Constants]) -> bool:
    """Whether fields alone hold the objects that accept everything, and no code that runs takes them from there."""
    if fact.weakness not in ("trust_all", "any_host") or fact.phase in ("dead", "unknown"):
        return False
    takers = takers_of(files, fact.caller_class)
    return takers is not None and not any(reachability.is_reached(owner, name) for owner, name in takers)
