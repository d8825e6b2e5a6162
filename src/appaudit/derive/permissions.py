"""Declared permissions held against the code that would need them."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from appaudit.derive.disclosure import Disclosures
from appaudit.derive.parties import Parties
from appaudit.model.coverage import Coverage, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact, NativeCodeFact, SensorUseFact
from appaudit.model.facts.conduct import UnseenCodeFact
from appaudit.model.facts.derived import PermissionUseFact
from appaudit.model.facts.package import ComponentFact, NativeLibraryFact, PermissionFact
from appaudit.model.knowledge import Knowledge, PermissionInfo
from appaudit.model.location import Location
from appaudit.model.words import Answer, PartyKind, UseReason

#: Libraries and APIs of native code that are named for one permission.
_MOST_NAMES: Final = 5
#: Receives an action in its intent filter: the component is the use (`SMS_RECEIVED` for RECEIVE_SMS).
_Users = dict[str, set[tuple[str, PartyKind]]]


def permission_use_facts(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, parties: Parties, disclosures: Disclosures
) -> list[PermissionUseFact]:
    """One fact for each declared permission: used by whom, or unused, or unknown with the reason."""
    users, idle = _users(facts, knowledge, parties)
    native = _Native(facts, knowledge)
    unread = tuple(dict.fromkeys(gap.part for gap in coverage.gaps_of("api_call") if not native.fills(gap)))
    usable = frozenset(
        (
            *(name for entry in knowledge.apis for name in entry.permissions),
            *(info.name for info in knowledge.permissions.values() if info.sensors),
        )
    )
    found = []
    for permission in facts.of(PermissionFact):
        info = knowledge.permissions.get(permission.name)
        used, used_by, reason, reason_names = _judge(permission.name, info, users, usable, native)
        if used == "no" and idle.get(permission.name):
            reason, reason_names = "dead_code", tuple(sorted({party for party, _ in idle[permission.name]}))
        if used == "no" and unread:
            used, reason, reason_names = "unknown", "unread", unread
        found.append(
            PermissionUseFact(
                name=permission.name,
                protection=info.protection if info else "unknown",
                group=info.group if info else "",
                used=used,
                used_by=used_by,
                reason=reason,
                reason_names=reason_names,
                disclosed=disclosures.of_permission(permission.name),
                location=Location(path=permission.location.path or "AndroidManifest.xml", symbol=permission.name),
                extractor="derive.permissions",
            )
        )
    return found


def _users(facts: FactSet, knowledge: Knowledge, parties: Parties) -> tuple[_Users, _Users]:
    """Whose code uses each permission, and whose would if anything called it."""
    users: _Users = {}
    idle: _Users = {}
    for call in facts.of(ApiCallFact):
        party = parties.of(call.caller_class)
        for name in call.permissions:
            (idle if call.phase == "dead" else users).setdefault(name, set()).add((party.told, party.kind))
    by_action = {
        entry.string: entry.permissions for entry in knowledge.apis_on("android") if entry.string and entry.permissions
    }
    for component in facts.of(ComponentFact):
        party = parties.of(component.name)
        for action in component.actions:
            for name in by_action.get(action, ()):
                users.setdefault(name, set()).add((party.told, party.kind))
        if component.permission:
            users.setdefault(component.permission, set()).add((party.told, party.kind))
    by_sensor = [(number, info.name) for info in knowledge.permissions.values() for number in info.sensors]
    for use in facts.of(SensorUseFact):
        party = parties.of(use.class_name)
        for number, name in by_sensor:
            if number in use.sensor_types:
                users.setdefault(name, set()).add((party.told, party.kind))
    return users, idle


def _judge(
    name: str, info: PermissionInfo | None, users: _Users, usable: frozenset[str], native: _Native
) -> tuple[Answer, tuple[str, ...], UseReason, tuple[str, ...]]:
    """Used, by whom, and why it cannot be said with the names that concerns."""
    own = users.get(name, set())
    used_by = tuple(sorted({party for party, kind in own if kind != "library"}))
    if used_by:
        return "yes", used_by, "", ()
    if own:
        return "unknown", tuple(sorted(party for party, _ in own)), "library_only", ()
    if info is None or info.protection not in ("dangerous", "special", "privacy"):
        return "unknown", (), "no_api", ()
    if info.platform != "android" and name not in usable and not info.follows:  # Android's each have an API
        return "unknown", (), "no_api", ()
    followed = tuple(name for name in info.follows if users.get(name))
    if followed:
        return "unknown", (), "follows", followed
    if in_libraries := native.uses(name, info):
        return "unknown", (), "native", in_libraries
    return "no", (), "", ()


class _Native:
    """What native libraries may use, and whether more than that could be in them."""

    def __init__(self, facts: FactSet, knowledge: Knowledge) -> None:
        read = facts.of(NativeCodeFact)
        names = {fact.name for fact in read}
        self._unread = tuple(fact.name for fact in facts.of(NativeLibraryFact) if fact.name not in names)
        self._by_permission: dict[str, list[str]] = {}
        for fact in read:
            for use in fact.uses:
                for permission in use.permissions:
                    self._by_permission.setdefault(permission, []).append(f"{fact.name}: {use.api}")
        patterns = list(_known_libraries(knowledge))
        unknown = [fact for fact in read if not any(fnmatchcase(fact.name, pattern) for pattern in patterns)]
        loaded = {
            name
            for fact in facts.of(UnseenCodeFact)
            if fact.way == "native" and fact.target
            for name in fact.target.split(", ")
        }
        self._hides_nothing = not self._unread and loaded <= names and not any(fact.leads_on for fact in unknown)

    def uses(self, permission: str, info: PermissionInfo) -> tuple[str, ...]:
        """Where native code may use a permission: libraries with what they use, or those that could not be read."""
        found = self._by_permission.get(permission, [])
        return tuple(found[:_MOST_NAMES]) or (self._unread[:_MOST_NAMES] if info.native_use else ())

    def fills(self, gap: Gap) -> bool:
        """Whether a gap is one of native code all of which was read and can reach no more than it shows."""
        return gap.reason == "native_code" and self._hides_nothing


def _known_libraries(knowledge: Knowledge) -> Iterator[str]:
    """Names or globs of the libraries of SDKs and of others that are taken by their word."""
    for signature in knowledge.sdks.values():
        yield from signature.signals.native_libraries
    for entry in knowledge.unseen_code.known:
        if entry.library:
            yield entry.library
