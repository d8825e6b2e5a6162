"""Whose conduct it is, and what the app does about the SDKs inside it: starts them safely, switches practices off."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from appaudit.derive.parties import Parties
from appaudit.model.condition import DOUBTFUL
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import PermissionRequestFact, RenamedCodeFact
from appaudit.model.facts.conduct import (
    UNTOLD,
    CleartextEndpointFact,
    CodeConduct,
    ConsentKeyFact,
    ConstantKeyFact,
    OutsideJumpFact,
    PermissionPressureFact,
    PermissionRefusalFact,
    RepetitionFact,
    SdkCallFact,
    SelfStartFact,
    TextLinkFact,
    TlsWeaknessFact,
    UnseenCodeFact,
)
from appaudit.model.facts.derived import SdkFact
from appaudit.model.facts.package import ComponentFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.method_names import plain
from appaudit.model.sdks import SdkSignature
from appaudit.model.words import CallPurpose, SdkCallAction, SdkStart, Setting

_IN_CODE: tuple[type[CodeConduct], ...] = (
    SdkCallFact,
    SelfStartFact,
    CleartextEndpointFact,
    TlsWeaknessFact,
    ConstantKeyFact,
    RepetitionFact,
    OutsideJumpFact,
    ConsentKeyFact,
    PermissionPressureFact,
    PermissionRefusalFact,
    TextLinkFact,
    UnseenCodeFact,
)

#: The category of what whole apps are made with.
_FRAMEWORK: Final = "framework"


def attributed_conduct(
    facts: FactSet,
    parties: Parties,
    present: Collection[str],
    parts: Collection[str] = (),
    signatures: Mapping[str, SdkSignature] = MappingProxyType({}),
) -> dict[str, list[CodeConduct]]:
    """Every fact about conduct, by kind, with its party, and the permissions that a class asks for where it reacts.

    Calls of an SDK that is not among those `present` count only where the app's own code makes them: SDKs hold calls of
    others that apps may add, and a shrinker leaves the names of what is not there. A call that starts several products
    of a vendor counts for those that are there, for one of `parts`, the code that they share, where none is. By their
    `signatures` some start nothing until they are told that the user agreed.
    """
    found: dict[str, list[CodeConduct]] = {}
    asked: dict[str, set[str]] = {}
    for request in facts.of(PermissionRequestFact):
        asked.setdefault(request.caller_class.partition("$")[0], set()).update(request.permissions)
    components = [component.name for component in facts.of(ComponentFact)]
    for kind in _IN_CODE:
        placed: list[CodeConduct] = []
        for fact in facts.of(kind):
            if isinstance(fact, SelfStartFact) and _is_addressed_within(fact, components):
                continue
            party = parties.of(fact.caller_class) if fact.caller_class else None
            if party is not None:
                fact = replace(fact, party=party.id, party_kind=party.kind)
            if isinstance(fact, SdkCallFact) and fact.unasked:  # the app declares what starts by itself
                fact = replace(fact, party="app", party_kind="app")
            elif isinstance(fact, SdkCallFact) and fact.action == "start" and fact.api == plain(fact.caller):
                fact = _asked(fact, parties)
            if isinstance(fact, SdkCallFact) and party is not None and party.category == _FRAMEWORK:
                fact = replace(fact, by_framework=fact.party_kind == "library")
            if isinstance(fact, PermissionRefusalFact):
                fact = replace(fact, permissions=tuple(sorted(asked.get(fact.caller_class.partition("$")[0], ()))))
            placed.append(fact)
        found[kind.kind] = placed
    calls = [
        fact
        for fact in found[SdkCallFact.kind]
        if isinstance(fact, SdkCallFact) and (fact.sdk in present or not fact.caller_class or _is_of_the_app(fact))
    ]
    calls = list({fact.key(): fact for fact in calls}.values())
    held_back = _held_back(_of_those_present(calls, set(present), set(parts)))
    found[SdkCallFact.kind] = list(_awaiting(held_back, signatures))
    return found


def _is_addressed_within(fact: SelfStartFact, components: Sequence[str]) -> bool:
    """Whether the package that code addresses is the one that it is in, by the names of its classes and components.

    The package was renamed after it was built, and the code still goes by the first name.
    """
    own = f"{fact.subject}."
    return (
        fact.mechanism in ("other_app_service", "other_app_start")
        and fact.caller_class.startswith(own)
        and any(name.startswith(own) for name in components)
    )


def _is_of_the_app(fact: SdkCallFact) -> bool:
    """Whether the app's own code makes a call; a component that starts several products by itself speaks for none."""
    return fact.party_kind == "app" and not fact.unasked


def _asked(fact: SdkCallFact, parties: Parties) -> SdkCallFact:
    """A start that was known by a method of the SDK, as the call by which the app leads there.

    Where a library has to call an object back on the way, another may be meant than the one taken: no start is told.
    """
    classes = [plain(step).rpartition(".")[0] for step in fact.chain]
    own = [index for index, name in enumerate(classes[:-1]) if parties.of(name).kind == "app"]
    if not own or any(condition.kind == "callback" for condition in fact.conditions):
        return fact
    caller, api = fact.chain[own[-1]], plain(fact.chain[own[-1] + 1])
    return replace(
        fact,
        api=api,
        caller=caller,
        caller_class=classes[own[-1]],
        chain=fact.chain[: own[-1] + 1],
        party="app",
        party_kind="app",
    )


def _of_those_present(calls: Sequence[SdkCallFact], present: set[str], parts: set[str]) -> list[SdkCallFact]:
    """The calls without those of absent products where another product that the same call starts is there."""
    who: dict[tuple[str, str], set[str]] = {}
    for call in calls:
        who.setdefault((call.api, call.caller), set()).add(call.sdk)
    kept = []
    for call in calls:
        rivals = who[call.api, call.caller] - {call.sdk}
        products = rivals & (present - parts)
        if call.sdk in present - parts or (not products and (call.sdk in present or not rivals & present)):
            kept.append(call)
    return kept


def _held_back(calls: Sequence[SdkCallFact]) -> list[SdkCallFact]:
    """The calls, with those starts `off` that come to nothing: the app tells the SDK at launch that nobody agreed.

    One call at launch that allows collection, or whose value is unknown, leaves every start of that SDK as it is, with
    the calls beside it that deny it. What the manifest says to a component that starts by itself holds that back.
    """
    told: dict[str, list[SdkCallFact]] = {}
    for call in calls:
        if call.phase == "pre_consent" and (call.action == "consent" or (call.purpose == "start" and call.caller)):
            told.setdefault(call.sdk, []).append(call)
    denied = {sdk: tuple(_line(each) for each in about if each.setting == "off") for sdk, about in told.items()}
    held = {sdk for sdk, about in told.items() if len(denied[sdk]) == len(about)}
    declared = {call.sdk for call in calls if call.purpose == "start" and not call.caller and call.setting == "off"}
    idle = _idle(calls)
    return [
        call
        if call.action != "start"
        else replace(call, setting="off")
        if call.sdk in (held | declared if call.unasked else held)
        else replace(call, contrary=idle[call.sdk])
        if call.unasked and call.sdk in idle
        else replace(call, denied=denied.get(call.sdk, ()))
        for call in calls
    ]


def _awaiting(calls: Sequence[SdkCallFact], signatures: Mapping[str, SdkSignature]) -> list[SdkCallFact]:
    """The calls; a start by a component that waits for the user's decision says so where no call at launch tells it."""
    told = {
        call.sdk
        for call in calls
        if call.action == "consent" and call.setting != "off" and _is_open(call)
        if not call.waits and call.doubt < DOUBTFUL
    }
    found = []
    for call in calls:
        startup = signatures[call.sdk].startup if call.unasked and call.sdk in signatures else None
        if startup and call.action == "start" and call.caller_class in startup.awaits and call.sdk not in told:
            call = replace(call, contrary=(*call.contrary, f"{UNTOLD} {startup.consent[0]}"))
        found.append(call)
    return found


def _idle(calls: Sequence[SdkCallFact]) -> dict[str, tuple[str, ...]]:
    """The SDKs that the manifest, or a call at launch, keeps from collecting before anybody can agree, and where."""
    switches: dict[str, list[SdkCallFact]] = {}
    for call in calls:
        if call.purpose == "collection" and not call.data_types and call.phase != "dead":
            switches.setdefault(call.sdk, []).append(call)
    found = {sdk: _at_launch(about) for sdk, about in switches.items()}
    return {
        sdk: tuple(map(_line, about))
        for sdk, about in found.items()
        if any(_holds_at_launch(fact) for fact in about) and all(fact.setting == "off" for fact in about)
    }


def _until_consent(switches: Sequence[SdkCallFact]) -> list[SdkCallFact]:
    """The switches that count before anybody can agree: what the manifest says holds until a call changes it."""
    is_declared = any(fact.setting == "off" and not fact.caller for fact in switches)
    return _at_launch(switches) if is_declared else list(switches)


def _at_launch(switches: Sequence[SdkCallFact]) -> list[SdkCallFact]:
    return [fact for fact in switches if not fact.caller or fact.phase != "other" or fact.setting == "off"]


def _holds_at_launch(switch: SdkCallFact) -> bool:
    """Whether the manifest says it, or a call that runs at every launch."""
    return not switch.caller or (switch.phase == "pre_consent" and not switch.guarded)


def _is_open(start: SdkCallFact) -> bool:
    """Whether nothing keeps a call from running before consent, not even the name of a method that decides."""
    is_told = any(each.kind == "by_name" for each in start.conditions)
    return start.phase == "pre_consent" and not start.guarded and not is_told


class SdkConduct:
    """What the app's calls say for it: each answer is the lines of evidence, none where nothing speaks for the app.

    Args:
        facts: Calls of SDKs with the phase in which they run.
        knowledge: Which calls are safe before consent.
        parties: Whose class the beginning of a chain is.
    """

    def __init__(self, facts: FactSet, knowledge: Knowledge, parties: Parties) -> None:
        self._parties = parties
        self._calls: dict[str, list[SdkCallFact]] = {}
        for fact in facts.of(SdkCallFact):
            self._calls.setdefault(fact.sdk, []).append(fact)
        self._safe: dict[str, list[str]] = {}
        for signature in knowledge.sdks.values():
            for call in signature.startup.safe if signature.startup is not None else ():
                self._safe.setdefault(call, []).append(signature.id)
        self._original = {method.name: method.original for fact in facts.of(RenamedCodeFact) for method in fact.methods}

    def safe_start(self, sdk: str, chain: Sequence[str]) -> tuple[str, ...]:
        """Why a chain at launch is one that the vendor allows before consent."""
        for step in chain:
            name = self._original.get(step, plain(step))
            owners = self._safe.get(name)
            owner = sdk if owners and sdk in owners else owners[-1] if owners else None
            if owner is not None and not self._starts_early(owner):
                return (f"{name} (safe start of {owner})",)
        denied = [fact for fact in self._of(sdk, "consent") if fact.phase == "pre_consent"]
        if denied and all(fact.setting == "off" for fact in denied):
            return tuple(_line(fact) for fact in denied)
        if chain and self._parties.of(chain[0].rpartition(".")[0]).id == sdk:
            return tuple(_line(fact) for fact in self._of(sdk, "switch", "start") if fact.setting == "off")
        return ()

    def switched_off(self, sdk: str, data_type: str, *, is_early: bool = False) -> tuple[str, ...]:
        """The switches by which the app keeps an SDK from a data type; before anybody can agree where `is_early`."""
        about = [
            fact
            for fact in self._of(sdk, "switch", "collection")
            if not fact.data_types or data_type in fact.data_types
        ]
        return self._off(_until_consent(about) if is_early else about)

    def shake_off(self, sdk: str) -> tuple[str, ...]:
        """The switches by which the app turns the SDK's shake ads off."""
        return self._off(self._of(sdk, "switch", "shake"))

    def personalization(self, sdk: str) -> Setting:
        """`off` where a call of the app switches it off, `on` where calls only leave it on, `unknown` for neither."""
        settings = {fact.setting for fact in self._of(sdk, "switch", "personalization")}
        return "off" if "off" in settings else "on" if settings == {"on"} else "unknown"

    def start(self, sdk: str) -> SdkStart:
        """When the app starts it: `pre_consent`, `guarded`, `other`, or `unknown` where no start was seen."""
        starts = [fact for fact in self._of(sdk, "start") if fact.party_kind != "sdk"]
        if any(map(_is_open, starts)):
            return "pre_consent"
        if any(fact.phase == "pre_consent" for fact in starts):
            return "guarded"
        return "other" if any(fact.phase == "other" for fact in starts) else "unknown"

    def _of(self, sdk: str, action: SdkCallAction, purpose: CallPurpose = "") -> list[SdkCallFact]:
        return [
            fact
            for fact in self._calls.get(sdk, ())
            if fact.action == action and (not purpose or fact.purpose == purpose)
        ]

    def _starts_early(self, sdk: str) -> bool:
        """Whether the SDK is started before consent; a start of much doubt takes nothing from the vendor's word."""
        return any(_is_open(fact) and not fact.waits and fact.doubt < DOUBTFUL for fact in self._of(sdk, "start"))

    @staticmethod
    def _off(switches: Sequence[SdkCallFact]) -> tuple[str, ...]:
        """A practice is off where a call switches it off and none leaves it on; dead code switches nothing."""
        alive = [fact for fact in switches if fact.phase != "dead"]
        if any(fact.setting != "off" for fact in alive):
            return ()
        return tuple(_line(fact) for fact in alive)


def _line(fact: SdkCallFact) -> str:
    value = f"({fact.value})" if not fact.api.startswith("meta-data ") else f" = {fact.value}"
    return f"{plain(fact.caller)} → {fact.api}{value}" if fact.caller else f"{fact.api}{value}"


def with_conduct(sdks: Sequence[SdkFact], conduct: SdkConduct) -> list[SdkFact]:
    """SDKs with when the app starts them and what it has switched."""
    return [
        replace(
            sdk,
            start=conduct.start(sdk.id),
            personalization=conduct.personalization(sdk.id),
            shake_off=bool(conduct.shake_off(sdk.id)),
        )
        for sdk in sdks
    ]
