"""Which of the app's own components every other app may enter, and what personal data they read then."""

from __future__ import annotations

from typing import Final

from appaudit.derive.parties import Parties
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import DataAccessFact, OpenComponentFact, SdkFact
from appaudit.model.facts.package import AppFact, ComponentFact
from appaudit.model.knowledge import Knowledge

_KINDS: Final = ("activity", "service", "receiver")
#: What the platform sends or asks by its own actions comes from the system, which an app is open to by design.
_OF_PLATFORM: Final = ("android.", "com.android.", "com.google.android.")


def open_component_facts(facts: FactSet, knowledge: Knowledge, parties: Parties) -> list[OpenComponentFact]:
    """One fact for each open activity, service and receiver that is the app's own or nobody's that we know.

    Left out are what the home screen opens, receivers of the platform's broadcasts alone, components that SDKs are
    known by (they want them open), and activities that offer an action: these are meant for others.
    """
    launchers = {name for fact in facts.of(AppFact) for name in (fact.launcher, *fact.more_launchers)}
    wanted = {signal.value for sdk in facts.of(SdkFact) for signal in sdk.signals if signal.kind == "component"}
    reads: dict[str, list[DataAccessFact]] = {}
    for access in facts.of(DataAccessFact):
        if access.chain and access.phase != "dead" and not access.weak and not knowledge.is_ordinary(access.data_type):
            reads.setdefault(access.chain[0].partition("(")[0].rpartition(".")[0], []).append(access)
    found = []
    for component in facts.of(ComponentFact):
        if component.type not in _KINDS or not component.exported or not component.enabled or component.permission:
            continue
        if component.name in launchers or component.name in wanted:
            continue
        if parties.of(component.name).kind not in ("app", "unknown") or _is_for_others(component):
            continue
        read = reads.get(component.name, [])
        found.append(
            OpenComponentFact(
                type=component.type,
                name=component.name,
                actions=component.actions,
                data_types=tuple(sorted({access.data_type for access in read})),
                callers=tuple(dict.fromkeys(access.caller for access in read)),
                location=component.location,
                extractor="derive.open_components",
            )
        )
    return found


def _is_for_others(component: ComponentFact) -> bool:
    if component.type == "activity":
        return bool(component.actions)
    return bool(component.actions) and all(action.startswith(_OF_PLATFORM) for action in component.actions)
