"""What the settings of a mini-program declare, held against its code: reasons for permissions, announced interfaces."""

from __future__ import annotations

from collections.abc import Iterable

from appaudit.model.artifact import Artifact
from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.mini_program import DeclaredInterfaceFact, InterfaceUseFact, PermissionReasonFact
from appaudit.model.facts.package import AppFact, PermissionFact
from appaudit.model.knowledge import Knowledge, PermissionInfo
from appaudit.model.location import Location
from appaudit.model.words import Answer, Host, ReasonState

_EXTRACTOR = "derive.mini_programs"
_PLATFORM = "miniprogram"
#: Callers that a fact keeps.
_MOST = 6


def mini_program_facts(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, artifact: Artifact
) -> list[PermissionReasonFact | InterfaceUseFact]:
    """What is declared beside what is used, a fact for each permission and interface; none on other platforms."""
    if artifact.platform != _PLATFORM:
        return []
    calls = [call for call in facts.of(ApiCallFact) if call.phase != "dead"]
    return [
        *_reasons(facts, coverage, knowledge, calls, artifact.host),
        *_interfaces(facts, coverage, knowledge, calls, artifact.host),
    ]


def _reasons(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, calls: Iterable[ApiCallFact], host: Host
) -> list[PermissionReasonFact]:
    declared = {fact.name: fact for fact in facts.of(PermissionFact)}
    users: dict[str, list[ApiCallFact]] = {}
    for call in calls:
        if call.certain:
            for name in call.permissions:
                users.setdefault(name, []).append(call)
    said: dict[str, list[str]] = {}
    for permission in declared.values():
        if _plain(permission.reason):
            said.setdefault(_plain(permission.reason), []).append(permission.name)
    settings_read = coverage.level(PermissionFact.kind) is CoverageLevel.COMPLETE
    found = []
    for name in dict.fromkeys((*declared, *sorted(users))):
        info = knowledge.permissions.get(name)
        fact = declared.get(name)
        same = tuple(other for other in said.get(_plain(fact.reason) if fact else "", ()) if other != name)
        if fact is None and not (settings_read and _wants_reason(info, host)):
            continue
        own = users.get(name, [])
        state = _state(fact, knowledge, repeated=_names_another(same, info, knowledge))
        found.append(
            PermissionReasonFact(
                name=name,
                state=state,
                text=fact.reason if fact else "",
                group=info.group if info else "",
                same_as=same if state == "repeated" else (),
                callers=tuple(dict.fromkeys(call.caller for call in own))[:_MOST],
                location=fact.location if fact else own[0].location if own else Location(path=_settings(facts)),
                extractor=_EXTRACTOR,
            )
        )
    return found


def _wants_reason(info: PermissionInfo | None, host: Host) -> bool:
    return info is not None and host in info.reason_on


def _names_another(same: tuple[str, ...], info: PermissionInfo | None, knowledge: Knowledge) -> bool:
    """Whether the same text stands beside a permission of another group.

    Precise and approximate position may well serve the same purpose.
    """
    group = info.group if info else ""
    others = [knowledge.permissions.get(name) for name in same]
    return any(other is None or not group or other.group != group for other in others)


def _state(fact: PermissionFact | None, knowledge: Knowledge, *, repeated: bool) -> ReasonState:
    if fact is None:
        return "absent"
    text = _plain(fact.reason)
    if not text:
        return "empty" if fact.has_reason else "absent"
    words = knowledge.reasons
    if text in map(_plain, words.templates):
        return "template"
    if any(form.fullmatch(text) or form.fullmatch(fact.reason.strip()) for form in words.vague):
        return "vague"
    return "repeated" if repeated else "told"


def _plain(text: str) -> str:
    """A text without white space and without the mark at its end."""
    return "".join(text.split()).rstrip("。.！!")


def _interfaces(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, calls: Iterable[ApiCallFact], host: Host
) -> list[InterfaceUseFact]:
    announced = {fact.name: fact for fact in facts.of(DeclaredInterfaceFact)}
    known = {entry.script for entry in knowledge.apis_on(_PLATFORM) if entry.announced}
    users: dict[str, list[ApiCallFact]] = {}
    for call in calls:
        if call.api in known and call.certain:
            users.setdefault(call.api.rpartition(".")[2], []).append(call)
    settings_read = coverage.level(DeclaredInterfaceFact.kind) is CoverageLevel.COMPLETE
    silence: Answer = "no" if coverage.level(ApiCallFact.kind) is CoverageLevel.COMPLETE else "unknown"
    found = []
    for name in dict.fromkeys((*announced, *sorted(users))):
        own = users.get(name, [])
        fact = announced.get(name)
        declared: Answer = "yes" if fact else "no" if settings_read else "unknown"
        found.append(
            InterfaceUseFact(
                name=name,
                declared=declared,
                used="yes" if own else silence,
                callers=tuple(dict.fromkeys(call.caller for call in own))[:_MOST],
                location=fact.location if fact else own[0].location,
                extractor=_EXTRACTOR,
            )
        )
    return found


def _settings(facts: FactSet) -> str:
    return next((app.location.path for app in facts.of(AppFact)), "")
