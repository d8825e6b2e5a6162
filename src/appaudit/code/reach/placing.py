"""Facts of calls with when they run: at launch by which way, and on what that depends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from appaudit.code.reach.moments import Reach, when
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.code.ways.way import Way
from appaudit.model.condition import DOUBTFUL, NOT_AT_FIRST_LAUNCH, Condition, doubt_of
from appaudit.model.facts.code import ApiCallFact, PermissionRequestFact, Teller
from appaudit.model.facts.conduct import SdkCallFact, UnknownStartFact
from appaudit.model.knowledge import Knowledge

_Placed = TypeVar("_Placed", ApiCallFact, SdkCallFact, UnknownStartFact, PermissionRequestFact)
#: Class, caller as facts name it, and places in its code in code units from its start.
_Use = tuple[str, str, tuple[int, ...]]


def with_reach(
    calls: Iterable[ApiCallFact], reachability: Reachability, files: Sequence[Constants] = ()
) -> list[ApiCallFact]:
    """The facts, each with the phase of its caller and, at launch, what else decides whether it runs."""
    placed = []
    for call in calls:
        reach = _earliest_told(call, reachability)
        placed.append(replace(call, phase=reach.phase, guarded=reach.guarded, chain=reach.chain))
    reachability.note_readings(placed)
    return with_conditions(placed, reachability, files) if files else placed


def requests_with_reach(
    requests: Iterable[PermissionRequestFact], reachability: Reachability, files: Sequence[Constants]
) -> list[PermissionRequestFact]:
    """The facts, each with the phase of its caller and, at launch, what else decides whether it asks.

    What asks for permissions that are no constants is left out where nothing leads to it.
    """
    placed = []
    for request in requests:
        if request.permissions or reachability.is_reached(request.caller_class, request.caller):
            reach = reachability.of(request.caller_class, request.caller, "", request.sites)
            placed.append(replace(request, phase=reach.phase, guarded=reach.guarded, chain=reach.chain))
    return [
        replace(request, doubt=doubt_of(request.conditions), waits=waits(request.conditions))
        for request in with_conditions(placed, reachability, files)
    ]


def waits(conditions: Iterable[Condition]) -> bool:
    """Whether any of the conditions of a way does not hold at a first launch."""
    return any(condition.kind in NOT_AT_FIRST_LAUNCH for condition in conditions)


def _earliest_told(call: ApiCallFact, reachability: Reachability) -> Reach:
    """When an API is used; where the caller is told to, by whoever tells it first."""
    own = reachability.of(call.caller_class, call.caller, call.api, call.sites)
    reaches = []
    for teller in _only_tellers(call, reachability):
        reach = reachability.of(teller.caller_class, teller.caller, "", teller.sites)
        told = Reach(reach.phase, reach.guarded, reach.chain and (*reach.chain, *teller.through))
        reaches.append(max(told, own, key=lambda each: when(each)[:2]))  # the helper may wait for something itself
    return min(reaches, key=when, default=own)


def with_conditions(facts: Sequence[_Placed], reachability: Reachability, files: Sequence[Constants]) -> list[_Placed]:
    """The facts, those that launch reaches without a guard with the way that depends on least, and on what.

    What no supported system runs is dead whatever leads there.
    """
    early = [index for index, fact in enumerate(facts) if fact.phase == "pre_consent" and not fact.guarded]
    asked = [(index, asking) for index in early for asking in _uses_of(facts[index], reachability)]
    ways = reachability.under_conditions([use for _, (use, _) in asked], files)
    placed = list(facts)
    for index, leading in _leading(asked, ways, reachability).items():
        placed[index] = _along(leading, facts[index], reachability)
    return _at_word(placed, reachability, files)


def _at_word(facts: list[_Placed], reachability: Reachability, files: Sequence[Constants]) -> list[_Placed]:
    """The facts, those open that wait for consent by the name of a method alone; that is a condition of theirs.

    What tells an SDK of consent keeps waiting, and so does what asks for permissions, which may wait for an answer.
    """
    waiting = [
        index
        for index, fact in enumerate(facts)
        if fact.phase == "pre_consent"
        and fact.guarded
        and not isinstance(fact, PermissionRequestFact)
        and not (isinstance(fact, SdkCallFact) and fact.action != "start")
        and reachability.is_open_at_word(fact.caller_class, fact.caller, fact.sites)
    ]
    asked = [(index, asking) for index in waiting for asking in _uses_of(facts[index], reachability)]
    ways = reachability.at_word([use for _, (use, _) in asked], files)
    for index, leading in _leading(asked, ways, reachability).items():
        known = _along(leading, facts[index], reachability)
        if known.phase == "pre_consent":
            facts[index] = replace(known, guarded=False)
    return facts


def _leading(
    asked: Sequence[tuple[int, tuple[_Use, Teller | None]]], ways: Sequence[Way | None], reachability: Reachability
) -> dict[int, list[Way]]:
    """The ways that were found to each fact, by its number."""
    found: dict[int, list[Way]] = {}
    for (index, (_, teller)), way in zip(asked, ways, strict=True):
        if way is not None:
            found.setdefault(index, []).append(reachability.through(way, teller) if teller else way)
    return found


def _along(leading: Sequence[Way], fact: _Placed, reachability: Reachability) -> _Placed:
    """The fact with that of several ways which depends on least."""
    way = min(leading, key=lambda each: (not each.runs, each.is_later, doubt_of(each.conditions), len(each.chain)))
    # That the system would refuse as well what does not come anyway says nothing more, nor does what is checked.
    refused = reachability.refused(fact) if isinstance(fact, ApiCallFact) and not waits(way.conditions) else ()
    is_checked = any(each.kind == "permission" for each in way.conditions)
    refused = tuple(each for each in refused if each.kind == "refused" or not is_checked)
    if way.runs and way.is_later:
        return replace(fact, phase="other", chain=(), conditions=())
    known = replace(fact, chain=way.chain, conditions=way.conditions + refused)
    return known if way.runs else replace(known, phase="dead", chain=(), conditions=())


def _uses_of(
    fact: ApiCallFact | SdkCallFact | UnknownStartFact | PermissionRequestFact, reachability: Reachability
) -> list[tuple[_Use, Teller | None]]:
    """Class, caller and places to which ways are looked for; of a helper those of who tells it."""
    told_by = _only_tellers(fact, reachability) if isinstance(fact, ApiCallFact) else ()
    if told_by:
        return [((each.caller_class, each.caller, each.sites), each) for each in told_by]
    return [((fact.caller_class, fact.caller, fact.sites), None)]


def _only_tellers(call: ApiCallFact, reachability: Reachability) -> tuple[Teller, ...]:
    """Who tells a helper what to read; nobody where others may, who were not seen in reading its file."""
    through = {name for teller in call.tellers for name in teller.through}
    return call.tellers if all(map(reachability.are_callers_seen, through)) else ()


def await_grants(
    requests: Sequence[PermissionRequestFact],
    unnamed: Sequence[PermissionRequestFact],
    reachability: Reachability,
    files: Sequence[Constants],
) -> None:
    """Tell reachability what launch asks the user to grant; before anything else is placed.

    A request whose permissions are no constants may be for any of them. It has to run for that: what a doubtful request
    may have brought is no less doubtful, and is left for review as it is.

    Args:
        requests: All places in the code that ask for permissions, with what they ask for.
        unnamed: Those among them of which nobody can say what they ask for.
        reachability: Who is told.
        files: What is known of the constants of each file.
    """
    reachability.await_grants(requests)
    reaches = [(each, reachability.of(each.caller_class, each.caller, "", each.sites)) for each in unnamed]
    early = [request for request, reach in reaches if reach.phase == "pre_consent" and not reach.guarded]
    if early and any(
        each.phase == "pre_consent" and not each.waits and each.doubt < DOUBTFUL
        for each in requests_with_reach(early, reachability, files)
    ):
        reachability.may_be_granted(early)


def with_destinations(
    calls: Sequence[ApiCallFact], reachability: Reachability, knowledge: Knowledge
) -> list[ApiCallFact]:
    """The facts, those that read personal data in code that runs with where the value goes.

    What serves many purposes, what code of any kind reads and constants alone (an address of content) are not followed.
    """
    chosen = [index for index, call in enumerate(calls) if _is_followed(call, knowledge)]
    uses = [(calls[index].caller_class, calls[index].caller, calls[index].sites) for index in chosen]
    placed = list(calls)
    for index, found in zip(chosen, reachability.destinations(uses, knowledge), strict=True):
        placed[index] = replace(placed[index], destinations=found)
    return placed


def _is_followed(call: ApiCallFact, knowledge: Knowledge) -> bool:
    if call.role != "data" or call.weak or not call.certain or call.phase == "dead":
        return False
    if call.api.startswith('"') or call.api.endswith("_URI"):
        return False
    return any(not knowledge.is_ordinary(data_type) for data_type in call.data_types)
