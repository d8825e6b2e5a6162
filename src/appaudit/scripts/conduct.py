"""What scripts do beside reading: ask for permissions, press for them, react to refusals, remember consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from appaudit.lexicon.consent import ConsentWords
from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.facts.conduct import ConsentKeyFact, PermissionPressureFact, PermissionRefusalFact
from appaudit.model.knowledge import ApiEntry
from appaudit.model.location import Location
from appaudit.scripts.graph import HostSite
from appaudit.scripts.host_calls import HostCall
from appaudit.scripts.pressure import Ask, Pressure

_EXTRACTOR: Final = "scripts"
_SCOPE: Final = "scope."


def asks_of(calls: Mapping[HostSite, HostCall], entries: Iterable[ApiEntry]) -> list[Ask]:
    """The calls that ask for permissions: those that need one, and those that ask for one by name."""
    found: list[Ask] = []
    known = [entry for entry in entries if entry.permissions or entry.role == "permission_request"]
    for site, call in calls.items():
        if not site.certain:
            continue
        for entry in known:
            if entry.script != call.api or (entry.with_strings and not given(call.strings, entry.with_strings)):
                continue
            named = tuple(text for text in call.strings if text.startswith(_SCOPE))
            permissions = entry.permissions or named
            if permissions:
                found.append(Ask(site=site, permissions=tuple(permissions)))
                break
    return found


def given(strings: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether one of the constants is one that an entry is limited to; `*` at its end stands for any rest."""
    patterns = tuple(wanted)
    return any(
        text.startswith(pattern[:-1]) if pattern.endswith("*") else text == pattern
        for text in strings
        for pattern in patterns
    )


def conduct_facts(
    calls: Mapping[HostSite, HostCall],
    entries: Iterable[ApiEntry],
    pressure: Pressure,
    words: ScriptWords,
    consent: ConsentWords,
) -> list[Fact]:
    """Facts about permissions and consent, each once for its caller."""
    found = [
        *_requests(calls, entries),
        *_pressed(calls, pressure),
        *_refusals(calls, pressure),
        *_consent_keys(calls, words, consent),
    ]
    once: dict[tuple[str, ...], Fact] = {}
    for fact in found:
        once.setdefault(fact.key(), fact)
    return list(once.values())


def _where(call: HostCall) -> dict[str, Any]:
    """What facts of conduct say of their place."""
    return {
        "caller": call.caller,
        "phase": call.phase,
        "guarded": call.guarded,
        "chain": call.chain,
        "conditions": call.conditions,
        "snippet": (call.written,),
        "location": Location(path=call.path, symbol=call.caller, line=call.line),
        "extractor": _EXTRACTOR,
    }


def _requests(calls: Mapping[HostSite, HostCall], entries: Iterable[ApiEntry]) -> Iterator[Fact]:
    asking = {entry.script for entry in entries if entry.role == "permission_request"}
    for call in calls.values():
        if call.certain and call.api in asking:
            permissions = tuple(text for text in call.strings if text.startswith(_SCOPE))
            yield PermissionRequestFact(
                caller=call.caller,
                caller_class="",
                permissions=permissions,
                complete=bool(permissions),
                phase=call.phase,
                location=Location(path=call.path, symbol=call.caller, line=call.line),
                extractor=_EXTRACTOR,
            )


def _pressed(calls: Mapping[HostSite, HostCall], pressure: Pressure) -> Iterator[Fact]:
    for pressed in pressure.patterns():
        first = calls[pressed.asks[0].site]
        apis = [calls[ask.site].api for ask in pressed.asks]
        if pressed.again is not None:
            apis.append(calls[pressed.again].api)
        yield PermissionPressureFact(
            pattern=pressed.pattern,
            apis=tuple(dict.fromkeys(apis)),
            permissions=tuple(dict.fromkeys(name for ask in pressed.asks for name in ask.permissions)),
            **_where(first),
        )


def _refusals(calls: Mapping[HostSite, HostCall], pressure: Pressure) -> Iterator[Fact]:
    for refused in pressure.refusals():
        yield PermissionRefusalFact(
            effect=refused.effect,
            api=calls[refused.site].api,
            permissions=refused.ask.permissions,
            **_where(calls[refused.site]),
        )


def _consent_keys(calls: Mapping[HostSite, HostCall], words: ScriptWords, consent: ConsentWords) -> Iterator[Fact]:
    """The names under which consent is stored or read."""
    storing = words.reads_stored | words.writes_stored
    for site, call in calls.items():
        name = call.strings[0] if site.path[-1] in storing and call.strings else ""
        versioned = consent.of_version(name)
        if versioned or consent.before_consent(name) == 0:
            yield ConsentKeyFact(
                name=name, versioned=versioned, written=site.path[-1] in words.writes_stored, **_where(call)
            )
