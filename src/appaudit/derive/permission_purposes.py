"""Permissions that the app asks for, held against the texts by which it could say what for."""

from __future__ import annotations

from appaudit.derive.parties import Parties
from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import PermissionRequestFact, UiTextFact
from appaudit.model.facts.derived import PermissionPurposeFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import NOWHERE, Location
from appaudit.model.words import Answer

_TOPIC = "permission_purpose"
#: Texts and callers that a fact keeps.
_MOST = 6


def permission_purpose_facts(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, parties: Parties
) -> list[PermissionPurposeFact]:
    """One fact for each group of dangerous permissions that code of the app asks for."""
    asked: dict[str, list[PermissionRequestFact]] = {}
    for request in facts.of(PermissionRequestFact):
        if request.phase != "dead" and parties.of(request.caller_class).kind in ("app", "unknown"):
            for group in request.groups:
                asked.setdefault(group, []).append(request)
    texts = [fact.text for fact in facts.of(UiTextFact) if fact.topic == _TOPIC]
    silence: Answer = "no" if coverage.level("ui_text") is CoverageLevel.COMPLETE else "unknown"
    found = []
    for group, requests in asked.items():
        words = _words(group, knowledge)
        telling = [text for text in texts if any(word in text.lower() for word in words)]
        names = {name for request in requests for name in request.permissions if _group(name, knowledge) == group}
        found.append(
            PermissionPurposeFact(
                group=group,
                permissions=tuple(sorted(names)),
                callers=tuple(dict.fromkeys(request.caller for request in requests))[:_MOST],
                told="yes" if telling else silence,
                texts=tuple(telling[:_MOST]),
                rationale=any(request.rationale for request in requests),
                location=_place(requests),
                extractor="derive.permission_purposes",
            )
        )
    return found


def _place(requests: list[PermissionRequestFact]) -> Location:
    return requests[0].location if requests else NOWHERE


def _words(group: str, knowledge: Knowledge) -> tuple[str, ...]:
    """What texts call the permissions of a group, in lower case."""
    named = (info.policy_words for info in knowledge.permissions.values() if info.group == group)
    return tuple(sorted({word.lower() for words in named for word in words}))


def _group(name: str, knowledge: Knowledge) -> str:
    info = knowledge.permissions.get(name)
    return info.group if info is not None else ""
