"""Checks on the SDK files as a whole; every message says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appaudit.model.knowledge import Knowledge, SdkSignature, SdkSwitch

KINDS = ("sdk", "library", "packer", "framework")
PURPOSES = ("personalization", "shake", "collection", "start")
_CALL = re.compile(r"[a-z_][\w$]*(?:\.[A-Za-z_$][\w$]*)+\.(?:[A-Za-z_$][\w$]*|<init>)")


def lint_sdks(knowledge: Knowledge) -> Iterator[str]:
    """Every problem of the SDK files, one line each."""
    yield from _lint_names(knowledge)
    cores = tuple(
        f"{prefix}." for item in knowledge.sdks.values() if item.kind == "library" for prefix in item.signals.classes
    )
    for signature in knowledge.sdks.values():
        yield from _lint_facts(signature, knowledge)
        for call in _calls(signature):
            yield from _lint_call(signature, call, cores)
        yield from _lint_startup(signature)
        for switch in signature.switches:
            yield from _lint_switch(signature, switch, knowledge)


def _lint_names(knowledge: Knowledge) -> Iterator[str]:
    owners: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for signature in knowledge.sdks.values():
        for prefix in signature.signals.classes:
            if prefix in owners:
                yield f"SDK {signature.id}: class prefix {prefix} also belongs to {owners[prefix]}"
            owners[prefix] = signature.id
            if len(prefix) < 4:
                yield f"SDK {signature.id}: class prefix {prefix!r} is too short to name a product"
        for alias in (signature.name.zh, signature.name.en, *signature.aliases):
            key = alias.casefold().replace(" ", "")
            if aliases.setdefault(key, signature.id) != signature.id:
                yield f"SDK {signature.id}: the name {alias!r} also belongs to {aliases[key]}"


def _lint_facts(signature: SdkSignature, knowledge: Knowledge) -> Iterator[str]:
    if signature.kind not in KINDS:
        yield f"SDK {signature.id}: kind is {signature.kind!r}, expected one of {', '.join(KINDS)}"
    if not signature.sources:
        yield f"SDK {signature.id}: has no source; say where its facts were read and when"
    for name in signature.collects:
        if name not in knowledge.data_types:
            yield f"SDK {signature.id}: data type {name!r} is not in taxonomy/data_types.yaml"


def _lint_startup(signature: SdkSignature) -> Iterator[str]:
    startup = signature.startup
    if startup is None:
        return
    for call in sorted(set(startup.start) & {*startup.safe, *startup.consent}):
        yield f"SDK {signature.id}: {call} cannot both start it and be safe; name it once"


def _lint_switch(signature: SdkSignature, switch: SdkSwitch, knowledge: Knowledge) -> Iterator[str]:
    if switch.purpose not in PURPOSES:
        yield (f"SDK {signature.id}: purpose of a switch is {switch.purpose!r}, expected one of {', '.join(PURPOSES)}")
    if sum(map(bool, (switch.call, switch.override, switch.meta_data))) != 1:
        yield f"SDK {signature.id}: a switch needs exactly one of call, override and meta_data"
    if (switch.override or switch.meta_data) and not switch.safe_value:
        yield f"SDK {signature.id}: the switch {switch.override or switch.meta_data} needs the safe_value that counts"
    for name in switch.data:
        if name not in knowledge.data_types:
            yield f"SDK {signature.id}: data type {name!r} of a switch is not in taxonomy/data_types.yaml"


def _calls(signature: SdkSignature) -> Iterator[str]:
    if signature.startup is not None:
        yield from (*signature.startup.start, *signature.startup.safe, *signature.startup.consent)
    for switch in signature.switches:
        yield from filter(None, (switch.call, switch.override))


def _lint_call(signature: SdkSignature, call: str, cores: tuple[str, ...]) -> Iterator[str]:
    """A call names class and method, and the class is the SDK's own or in the core that a vendor's SDKs share."""
    own = tuple(f"{prefix}." for prefix in signature.signals.classes)
    if not _CALL.fullmatch(call):
        yield f"SDK {signature.id}: {call!r} is no call; write package.Class.method, or package.Class.<init>"
    elif not call.startswith((*own, *cores)):
        yield f"SDK {signature.id}: {call} is in none of its class prefixes; file it under its owner"
