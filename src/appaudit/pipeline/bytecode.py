"""Bytecode of ArkTS to facts, by the engine that follows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from appaudit.arkts.reading import ArktsReading, PermissionRequest, read_bytecode
from appaudit.catalog import Catalog
from appaudit.lexicon.arkts import ArktsWords
from appaudit.model.artifact import ArkBytecode, ArkSources, Text
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import PermissionRequestFact, PolicyReferenceFact, SensorUseFact
from appaudit.model.facts.package import MetaDataFact
from appaudit.model.facts.third_party import SdkStringFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.pipeline.scripts import as_asked, script_hosts

_PLATFORM = "harmony"


@record
class BytecodeFacts:
    """Facts about what bytecode does, gaps for what nobody could follow, and texts in it."""

    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]
    texts: tuple[Text, ...]


def read_bytecode_facts(
    files: Sequence[ArkBytecode], catalog: Catalog, sources: Sequence[ArkSources] = ()
) -> BytecodeFacts:
    """What the bytecode and the sources of a HarmonyOS package do."""
    knowledge, words = catalog.knowledge, catalog.lexicons
    entries = knowledge.apis_on(_PLATFORM)
    read = read_bytecode(files, entries, words.arkts, words.consent, words.shake, sources, knowledge.kits)
    facts = [as_asked(fact, knowledge) for fact in read.facts]
    requests = [_request(request, knowledge) for request in read.requests]
    requests = [request for request in requests if request.permissions or not request.complete]
    return BytecodeFacts(
        facts=(*facts, *requests, *read.sensors, *_kept_policies(read), *_hosts(read, knowledge)),
        gaps=(*read.gaps, *_unfollowed_sensors(read)),
        texts=tuple(text for text in read.texts if not text.text.isascii() or " " in text.text),
    )


def _unfollowed_sensors(read: ArktsReading) -> list[Gap]:
    """What is not known of sensors: calls that nobody could follow, and listeners whose readings nobody could."""
    gaps = [replace(gap, kind=SensorUseFact.kind) for gap in read.gaps]
    for place in read.unfollowed_sensors:
        detail = Bilingual(
            "传感器读数的用途或转动的角度未能解析",
            "what readings of a sensor are used for, or of which angle, could not be followed",
        )
        level = CoverageLevel.PARTIAL
        gaps.append(Gap(kind=SensorUseFact.kind, level=level, reason="not_read", part=place, detail=detail))
    return gaps


def kept_policies(declared: Iterable[MetaDataFact], words: ArktsWords) -> list[PolicyReferenceFact]:
    """The policy that the store keeps and shows for an app, as its configuration names it; an address, or a name."""
    return [
        PolicyReferenceFact(
            text=fact.value if "://" in fact.value else fact.name, location=fact.location, extractor="arkts.policies"
        )
        for fact in declared
        if fact.name in words.policy_metadata and fact.value not in ("", "0")
    ]


def _kept_policies(read: ArktsReading) -> list[PolicyReferenceFact]:
    return [
        PolicyReferenceFact(text=interface, location=location, extractor="arkts.policies")
        for interface, location in read.policies
    ]


def _request(request: PermissionRequest, knowledge: Knowledge) -> PermissionRequestFact:
    known = {name: knowledge.permissions.get(name) for name in request.permissions}
    infos = [info for info in known.values() if info is not None]
    granted = {info.name for info in infos if info.protection != "dangerous"}  # by the system, without a question
    groups = sorted({info.group for info in infos if info.protection == "dangerous" and info.group})
    pair = {"camera", "microphone"}
    return PermissionRequestFact(
        caller=request.caller,
        caller_class=request.caller.partition("#")[0],
        permissions=tuple(name for name in request.permissions if name not in granted),
        groups=tuple(groups),
        group_count=len(groups) - (1 if pair <= set(groups) else 0),
        complete=request.complete,
        phase=request.phase,
        location=Location(path=request.place, symbol=request.caller),
        extractor="arkts",
    )


def _hosts(read: ArktsReading, knowledge: Knowledge) -> list[SdkStringFact]:
    """Hosts of SDKs that the code names; a text in bytecode has no line."""
    texts = [text for text in read.texts if "://" in text.text]
    found = script_hosts(texts, knowledge)
    return [replace(fact, location=replace(fact.location, line=0), extractor="arkts.hosts") for fact in found]
