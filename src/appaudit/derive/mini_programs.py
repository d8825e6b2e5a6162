"""What the settings of a mini-program declare, held against its code: reasons for permissions, announced interfaces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from appaudit.derive.permission_reasons import names_another, plain_reason, reason_state
from appaudit.model.artifact import Artifact
from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.documents import MentionFact, PolicyDocumentFact
from appaudit.model.facts.mini_program import DeclaredInterfaceFact, InterfaceUseFact, PermissionReasonFact
from appaudit.model.facts.package import AppFact, PermissionFact
from appaudit.model.facts.privacy_guide import GuideEntryFact, GuideUseFact, PrivacyGuideFact
from appaudit.model.knowledge import GuideKey, Knowledge, PermissionInfo
from appaudit.model.location import Location
from appaudit.model.words import Answer, Host, ReasonState

_EXTRACTOR = "derive.mini_programs"
_PLATFORM = "miniprogram"
#: Callers that a fact keeps.
_MOST = 6


def mini_program_facts(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, artifact: Artifact
) -> list[PermissionReasonFact | InterfaceUseFact | GuideUseFact]:
    """What is declared beside what is used, by permission, interface and key of the guide; none on other platforms."""
    if artifact.platform != _PLATFORM:
        return []
    calls = [call for call in facts.of(ApiCallFact) if call.phase != "dead"]
    return [
        *_reasons(facts, coverage, knowledge, calls, artifact.host),
        *_interfaces(facts, coverage, knowledge, calls),
        *_guide(facts, coverage, knowledge, calls),
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
        if plain_reason(permission.reason):
            said.setdefault(plain_reason(permission.reason), []).append(permission.name)
    settings_read = coverage.level(PermissionFact.kind) is CoverageLevel.COMPLETE
    found = []
    for name in dict.fromkeys((*declared, *sorted(users))):
        info = knowledge.permissions.get(name)
        fact = declared.get(name)
        same = tuple(other for other in said.get(plain_reason(fact.reason) if fact else "", ()) if other != name)
        if fact is None and not (settings_read and _wants_reason(info, host)):
            continue
        own = users.get(name, [])
        state = _state_of(fact, knowledge, repeated=names_another(same, info, knowledge))
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


def _state_of(fact: PermissionFact | None, knowledge: Knowledge, *, repeated: bool) -> ReasonState:
    if fact is None:
        return "absent"
    return reason_state(fact.reason, knowledge, has_reason=fact.has_reason, repeated=repeated)


def _wants_reason(info: PermissionInfo | None, host: Host) -> bool:
    return info is not None and host in info.reason_on


def _interfaces(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, calls: Iterable[ApiCallFact]
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


def _guide(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, calls: Sequence[ApiCallFact]
) -> list[GuideUseFact]:
    """Each kind of information that the guide may declare, against code and policy; none without a guide."""
    guides = facts.of(PrivacyGuideFact)
    if not guides:
        return []
    entries = {fact.id: fact for fact in facts.of(GuideEntryFact)}
    named = {
        mention.data_type
        for mention in facts.of(MentionFact)
        if mention.polarity == "affirm" and mention.location.path != guides[0].document
    }
    policy = bool(facts.of(PolicyDocumentFact))
    told: Answer = "no" if policy and coverage.level("mention", frozenset()) is CoverageLevel.COMPLETE else "unknown"
    silence: Answer = "no" if coverage.level(ApiCallFact.kind) is CoverageLevel.COMPLETE else "unknown"
    by_interface = {name for key in knowledge.guide_keys.values() for name in key.interfaces}
    found = []
    for name in dict.fromkeys((*entries, *knowledge.guide_keys)):
        key, entry = knowledge.guide_keys.get(name), entries.get(name)
        own = [call for call in calls if key is not None and _uses(call, key, by_interface)]
        if entry is None and not own:
            continue
        types = key.data if key is not None else ()
        is_named = any(knowledge.discloses(each, data_type) for each in named for data_type in types)
        used: Answer = "yes" if own else silence if key is not None and key.by_code else "unknown"
        found.append(
            GuideUseFact(
                id=name,
                name=key.name.zh if key is not None else entry.name if entry is not None else name,
                name_en=key.name.en if key is not None else name,
                declared="yes" if entry is not None and entry.text else "no",
                used=used,
                state=_wording(entry.text, knowledge) if entry is not None else "absent",
                text=entry.text if entry is not None else "",
                in_policy="yes" if is_named else told if types else "unknown",
                found_by_host=entry is not None and entry.found_by_host,
                data_types=types,
                callers=tuple(dict.fromkeys(call.caller for call in own))[:_MOST],
                location=entry.location if entry is not None else own[0].location,
                extractor=_EXTRACTOR,
            )
        )
    return found


def _uses(call: ApiCallFact, key: GuideKey, by_interface: Set[str]) -> bool:
    """Whether a call is one of what a key of the guide stands for."""
    if not call.certain or call.weak:
        return False
    name = call.api.rpartition(".")[2]
    if key.interfaces:
        return name in key.interfaces
    if not set(call.permissions).isdisjoint(key.permissions):
        return True
    return key.by_code and name not in by_interface and not set(call.data_types).isdisjoint(key.data)


def _wording(text: str, knowledge: Knowledge) -> ReasonState:
    """What is wrong with a purpose that the guide gives; hosts put words before it (为了…)."""
    plain = plain_reason(text)
    if not plain:
        return "empty"
    if plain in map(plain_reason, knowledge.reasons.templates):
        return "template"
    return "vague" if any(form.fullmatch(plain) for form in knowledge.reasons.vague) else "told"


def _settings(facts: FactSet) -> str:
    return next((app.location.path for app in facts.of(AppFact)), "")
