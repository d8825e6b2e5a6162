"""What a broadcast tells a receiver that the manifest declares: no call of the app asks for it."""

from __future__ import annotations

from typing import Final

from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.package import ComponentFact
from appaudit.model.knowledge import ApiEntry, Knowledge

#: https://developer.android.com/reference/android/content/BroadcastReceiver, checked 2026-11-29, not opened.
_RECEIVES: Final = "onReceive(Landroid/content/Context;Landroid/content/Intent;)V"


def broadcast_facts(facts: FactSet, knowledge: Knowledge) -> list[ApiCallFact]:
    """One fact for each receiver that is switched on and each of its broadcasts that carries personal data.

    Traces are left out: the system sends many broadcasts that say little of anybody.
    """
    telling: dict[str, list[ApiEntry]] = {}
    for entry in knowledge.apis_on("android"):
        if entry.string and entry.data and not entry.weak:
            telling.setdefault(entry.string, []).append(entry)
    found = []
    for component in facts.of(ComponentFact):
        if component.type != "receiver" or not component.enabled:
            continue
        caller = f"{component.name}.{_RECEIVES}"
        for action in component.actions:
            for entry in telling.get(action, ()):
                found.append(
                    ApiCallFact(
                        api=f'"{action}"',
                        caller=caller,
                        caller_class=component.name,
                        data_types=entry.data,
                        permissions=entry.permissions,
                        role="data",
                        phase="other",
                        chain=(caller,),
                        location=component.location,
                        extractor="derive.broadcasts",
                    )
                )
    return found
