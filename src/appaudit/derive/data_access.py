"""Calls of catalogued APIs to data accesses with a party."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from appaudit.derive.conduct import SdkConduct
from appaudit.derive.disclosure import Disclosures
from appaudit.derive.parties import APP, UNKNOWN, Parties, Party
from appaudit.model.condition import NOT_AT_FIRST_LAUNCH, OF_SYSTEM, Condition, doubt_of
from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.model.destination import Destination
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.derived import DataAccessFact
from appaudit.model.facts.package import AppFact, PermissionFact
from appaudit.model.knowledge import Knowledge, PermissionInfo
from appaudit.model.method_names import plain
from appaudit.model.record import recast
from appaudit.model.words import Answer

#: The approximate and the precise permission of each platform.
_LOCATIONS = (
    ("android.permission.ACCESS_COARSE_LOCATION", "android.permission.ACCESS_FINE_LOCATION"),
    ("ohos.permission.APPROXIMATELY_LOCATION", "ohos.permission.LOCATION"),
)
_DATA_ROLES = ("data", "sensor")
#: Conditions of what does not come at a first launch, but for those that facts tell by a field of their own.
_NOT_YET: Final = frozenset(NOT_AT_FIRST_LAUNCH) - {"ungranted", "ordered"}
#: The newest system on which anything else may do in the place of another permission that a call needs.
_LAST_WITHOUT: Final = 27
#: A comparison with the version of the system that newer ones fail, as conditions say it.
_BOUND: Final = re.compile(r"Build\.VERSION\.SDK_INT (?P<sign><|<=|==) (?P<number>\d+)")


def data_access_facts(
    facts: FactSet,
    coverage: Coverage,
    knowledge: Knowledge,
    parties: Parties,
    disclosures: Disclosures,
    conduct: SdkConduct,
) -> list[DataAccessFact]:
    """One fact for each call and data type.

    Where code was left unread, a way from launch may lead through it: then only `pre_consent` is known.
    """
    held = _Held(facts, coverage, knowledge)
    all_read = coverage.level("api_call") is CoverageLevel.COMPLETE
    found = []
    for call in facts.of(ApiCallFact):
        if call.role not in _DATA_ROLES or not call.data_types:
            continue
        party = _reader(call, parties, knowledge) if call.caller_class else APP  # scripts are the app's own
        early = call.phase == "pre_consent" and not call.guarded
        safe = conduct.safe_start(party.id, call.chain) if early else ()
        destinations = tuple(dict.fromkeys(_named(each, party, parties) for each in call.destinations))
        for data_type in dict.fromkeys(map(held.given_type, call.data_types)):
            off = conduct.switched_off(party.id, data_type, is_early=early) if party.kind == "sdk" else ()
            found.append(
                recast(
                    DataAccessFact,
                    call,
                    data_type=data_type,
                    party=party.id,
                    party_kind=party.kind,
                    part=party.part,
                    permitted=held.permits(call),
                    phase=call.phase if all_read or call.phase == "pre_consent" else "unknown",
                    depth=max(len(call.chain) - 1, 0),
                    disclosed=disclosures.of_data(data_type),
                    documented=_documented(party, data_type, knowledge),
                    safe_start=bool(safe),
                    switched_off=bool(off),
                    conditional=any(each.kind not in OF_SYSTEM for each in call.conditions),
                    doubt=doubt_of(call.conditions),
                    ungranted=any(each.kind == "ungranted" for each in call.conditions),
                    refused=any(each.kind == "refused" for each in call.conditions),
                    unsent=any(each.kind in _NOT_YET for each in call.conditions),
                    ordered=any(each.kind == "ordered" for each in call.conditions),
                    newest_system=held.newest_system(call),
                    goes_to=tuple(dict.fromkeys(each.to for each in destinations)),
                    is_sent=any(each.to == "request" for each in destinations),
                    destinations=destinations,
                    contrary=(*safe, *off),
                    extractor="derive.data_access",
                )
            )
    return found


def _reader(call: ApiCallFact, parties: Parties, knowledge: Knowledge) -> Party:
    """Whose access it is: that of the code, or of who called a library that reads for its callers.

    What a library does not read in any of its releases is not its own, whatever the name of the code: who calls it
    reads it, and where nobody else does (a component of its own), nobody knows who.
    """
    party = parties.of(call.caller_class)
    signature = knowledge.sdks.get(party.id)
    is_strange = party.kind == "library" and bool(call.chain) and _is_strange(party.id, call.data_types, knowledge)
    if signature is None or not (signature.serves_caller or is_strange):
        return party
    for step in reversed(call.chain[:-1]):
        caller = parties.of(plain(step).rpartition(".")[0])
        if caller.id != party.id and caller.kind != "library":
            return replace(caller, part=party.id)
    return replace(UNKNOWN, part=party.id) if is_strange else party


def _is_strange(library: str, data_types: Sequence[str], knowledge: Knowledge) -> bool:
    """Whether a library reads what none of its releases does, as far as those were looked at."""
    known = knowledge.library_reads.get(library)
    if known is None:
        return False
    nodes = [knowledge.data_types.get(name) for name in data_types if name not in known]
    return any(node is not None and not node.ordinary for node in nodes)


def _named(destination: Destination, party: Party, parties: Parties) -> Destination:
    """A place as it is shown: a call that is not looked into is known where it is one of another SDK."""
    if destination.to != "call":
        return destination
    taker = parties.of(plain(destination.api).rpartition(".")[0])
    return replace(destination, to="sdk") if taker.kind == "sdk" and taker.id != party.id else destination


def _documented(party: Party, data_type: str, knowledge: Knowledge) -> Answer:
    """Whether the vendor of an SDK documents that it collects a data type.

    `no` takes a statement that was read whole; a list put together from elsewhere leaves out what nobody asked about.
    """
    signature = knowledge.sdks.get(party.id)
    if party.kind != "sdk" or signature is None:
        return "unknown"
    part = knowledge.sdks.get(party.part)
    documented = (*signature.collects, *(part.collects if part is not None else ()))
    if any(knowledge.discloses(named, data_type) for named in documented):
        return "yes"
    return "no" if signature.statement else "unknown"


class _Held:
    """What the permissions that the manifest declares let a call have."""

    def __init__(self, facts: FactSet, coverage: Coverage, knowledge: Knowledge) -> None:
        self._names = {fact.name for fact in facts.of(PermissionFact)}
        # Apps that share a user share its permissions, and which others there are nobody can tell.
        is_alone = not any(fact.shared_user for fact in facts.of(AppFact))
        self._is_known = is_alone and coverage.level("permission") is CoverageLevel.COMPLETE
        self._knowledge = knowledge
        self._bounded = {
            f"{entry.class_name}.{entry.method or entry.field}": entry.newest_system
            for entry in knowledge.apis_on("android")
            if entry.newest_system >= 0
        }
        target = min((fact.target_sdk for fact in facts.of(AppFact)), default=-1)
        self._open = {
            f"{entry.class_name}.{entry.method}({number})"
            for entry in knowledge.apis_on("android")
            if 0 <= target < entry.permission_from_target
            for number in entry.with_numbers
        }

    def newest_system(self, call: ApiCallFact) -> int:
        """The newest system on which a call runs and gives anything, -1 where there is no bound."""
        bounds = [bound for each in call.conditions if (bound := _newest_system(each)) >= 0]
        if call.also_one_of and self._is_known and not self._names & set(call.also_one_of):
            bounds.append(_LAST_WITHOUT)
        api = self._bounded.get(call.api, -1)
        return min((*bounds, api) if api >= 0 else bounds, default=-1)

    def permits(self, call: ApiCallFact) -> Answer:
        """`no` when the system refuses the call without one of several permissions and the app declares none of them.

        Others (QUERY_ALL_PACKAGES, INTERNET) limit what a call returns without keeping it from returning. What newer
        systems ask of apps that target them, those that target older ones do without.
        """
        permissions = () if call.api in self._open else call.permissions
        infos = [self._knowledge.permissions.get(name) for name in permissions]
        if not infos or any(info is None or not _is_enforced(info) for info in infos):
            return "yes"
        if self._names & set(permissions):
            return "yes"
        return "no" if self._is_known else "unknown"

    def given_type(self, data_type: str) -> str:
        """The platform blurs positions for an app that holds only the approximate permission.

        https://developer.android.com/develop/sensors-and-location/location/permissions, checked 2026-11-24
        """
        node = self._knowledge.data_types.get(data_type)
        is_coarse = any(coarse in self._names and fine not in self._names for coarse, fine in _LOCATIONS)
        if node and node.blurred and self._is_known and is_coarse:
            return node.blurred
        return data_type


def _newest_system(condition: Condition) -> int:
    """The newest system on which a condition holds, -1 where it sets no such bound."""
    found = _BOUND.fullmatch(condition.subject) if condition.kind == "device" else None
    if found is None:
        return -1
    number = int(found["number"])
    return number - 1 if found["sign"] == "<" else number


def _is_enforced(info: PermissionInfo) -> bool:
    return info.enforced or info.protection == "dangerous"
