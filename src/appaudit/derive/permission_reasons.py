"""Reasons that are told for permissions: whether they say what a permission is for."""

from __future__ import annotations

from collections.abc import Iterable

from appaudit.model.artifact import Artifact
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.harmony import DeclaredReasonFact
from appaudit.model.facts.package import PermissionFact, ReasonText
from appaudit.model.knowledge import Knowledge, PermissionInfo
from appaudit.model.words import ReasonState

#: From the worst that can be wrong with a reason to the least.
_WORST = ("absent", "empty", "template", "vague", "repeated", "told")


def declared_reason_facts(facts: FactSet, knowledge: Knowledge, artifact: Artifact) -> list[DeclaredReasonFact]:
    """A fact for each declared permission of HarmonyOS that the user grants; none on other platforms.

    A reason whose text could not be read gives none: nobody knows what it says, and the reader has said so.
    """
    if artifact.platform != "harmony":
        return []
    asked = [fact for fact in facts.of(PermissionFact) if _is_granted_by_user(fact, knowledge)]
    said: dict[str, list[str]] = {}
    for fact in asked:
        for plain in {plain_reason(text.text) for text in fact.reasons} - {""}:
            said.setdefault(plain, []).append(fact.name)
    return [_declared(fact, said, knowledge) for fact in asked if fact.reasons or not fact.has_reason]


def _is_granted_by_user(fact: PermissionFact, knowledge: Knowledge) -> bool:
    info = knowledge.permissions.get(fact.name)
    return info is not None and info.platform == "harmony" and info.protection == "dangerous"


def _declared(fact: PermissionFact, said: dict[str, list[str]], knowledge: Knowledge) -> DeclaredReasonFact:
    info = knowledge.permissions[fact.name]
    state, text, same = _worst(fact, fact.reasons or (ReasonText(language="", text=""),), said, knowledge)
    return DeclaredReasonFact(
        name=fact.name,
        state=state,
        text=text,
        group=info.group,
        when=fact.when,
        same_as=same if state == "repeated" else (),
        location=fact.location,
        extractor="derive.permission_reasons",
    )


def _worst(
    fact: PermissionFact, reasons: Iterable[ReasonText], said: dict[str, list[str]], knowledge: Knowledge
) -> tuple[ReasonState, str, tuple[str, ...]]:
    """The state of the text that says least, the text, and the permissions that have the same."""
    info = knowledge.permissions[fact.name]
    found: list[tuple[ReasonState, str, tuple[str, ...]]] = []
    for reason in reasons:
        same = tuple(name for name in said.get(plain_reason(reason.text), ()) if name != fact.name)
        repeated = names_another(same, info, knowledge)
        state = reason_state(reason.text, knowledge, has_reason=fact.has_reason, repeated=repeated)
        found.append((state, reason.text, same))
    return min(found, key=lambda each: _WORST.index(each[0]))


def names_another(same: tuple[str, ...], info: PermissionInfo | None, knowledge: Knowledge) -> bool:
    """Whether the same text stands beside a permission of another group.

    Precise and approximate position may well serve the same purpose.
    """
    group = info.group if info else ""
    others = [knowledge.permissions.get(name) for name in same]
    return any(other is None or not group or other.group != group for other in others)


def reason_state(text: str, knowledge: Knowledge, *, has_reason: bool, repeated: bool) -> ReasonState:
    """What is wrong with a reason; `has_reason` says that there is one, be it empty."""
    plain = plain_reason(text)
    if not plain:
        return "empty" if has_reason else "absent"
    words = knowledge.reasons
    if plain in map(plain_reason, words.templates):
        return "template"
    if any(form.fullmatch(plain) or form.fullmatch(text.strip()) for form in words.vague):
        return "vague"
    return "repeated" if repeated else "told"


def plain_reason(text: str) -> str:
    """A text without white space and without the mark at its end."""
    return "".join(text.split()).rstrip("。.！!")
