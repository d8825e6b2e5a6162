"""The scripts of a mini-program to facts, by the engine that reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from appaudit.catalog import Catalog
from appaudit.model.artifact import Artifact, Scripts, Text
from appaudit.model.condition import Condition
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import ApiCallFact, PermissionRequestFact, SensorUseFact
from appaudit.model.facts.conduct import CodeConduct
from appaudit.model.facts.third_party import SdkStringFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.scripts.reading import ScriptReading, read_scripts
from appaudit.scripts.sensors import sensor_use_facts
from appaudit.scripts.sources import MarkupFile, ScriptFile, ScriptProgram

#: Where plugins and sub-packages stand in a package; names of modules in them begin there.
_PLUGIN: Final = re.compile(r"^(__plugin__/[^/]+)/")
_HOST: Final = re.compile(r"(?:https?|wss?)://([A-Za-z0-9.\-]{4,253})", re.ASCII)


def read_script_facts(scripts: Scripts, artifact: Artifact, catalog: Catalog) -> ScriptReading:
    """Facts about what the scripts do, and gaps for what nobody could follow."""
    program = ScriptProgram(
        files=tuple(ScriptFile(path=file.place, text=file.text, base=_base(file.place)) for file in scripts.files),
        markup=tuple(MarkupFile(path=file.place, text=file.text) for file in scripts.markup),
        host=artifact.host,
        pages=scripts.pages,
        components=scripts.components,
        globals=scripts.everywhere,
    )
    entries = catalog.knowledge.apis_on(artifact.platform)
    words = catalog.lexicons
    reading = read_scripts(program, entries, words.scripts, words.consent)
    facts = [as_asked(_with_owner(fact), catalog.knowledge) for fact in reading.facts]
    files = {file.place: file.text for file in scripts.files}
    sensors = sensor_use_facts(reading.calls, files, entries, words.scripts, words.shake)
    return replace(
        reading,
        facts=(*facts, *sensors, *script_hosts(scripts.files, catalog.knowledge)),
        gaps=(*reading.gaps, *(replace(gap, kind=SensorUseFact.kind) for gap in reading.gaps)),
    )


def script_hosts(files: Sequence[Text], knowledge: Knowledge) -> list[SdkStringFact]:
    """One fact for each host of an SDK that the scripts name, at the first place that does."""
    exact: dict[str, str] = {}
    below: dict[str, str] = {}
    for signature in knowledge.sdks.values():
        for text in signature.signals.strings:
            if text.startswith("*."):
                below[text.removeprefix("*.")] = signature.id
            elif "." in text:
                exact[text.lower()] = signature.id
    found: dict[str, SdkStringFact] = {}
    for file in files:
        for match in _HOST.finditer(file.text):
            for owner, known in _owners(match.group(1).lower().rstrip("."), exact, below):
                line = file.text.count("\n", 0, match.start()) + 1 if known not in found else 0
                found.setdefault(
                    known,
                    SdkStringFact(
                        sdk=owner,
                        text=known,
                        location=Location(path=file.place, line=line),
                        extractor="scripts.hosts",
                    ),
                )
    return list(found.values())


def _owners(host: str, exact: dict[str, str], below: dict[str, str]) -> Iterator[tuple[str, str]]:
    if host in exact:
        yield exact[host], host
        return
    parts = host.split(".")
    for start in range(1, len(parts) - 1):
        above = ".".join(parts[start:])
        if above in below:
            yield below[above], host
            return


def _with_owner(fact: Fact) -> Fact:
    """A fact with the script of its caller as what it stands in, by which it is told whose code that is."""
    if not isinstance(fact, ApiCallFact | CodeConduct | PermissionRequestFact):
        return fact
    place = fact.caller.partition(":")[0].partition("#")[0]
    if isinstance(fact, ApiCallFact) and ":" in fact.api:  # markup: its page is named, and the script beside it
        place = f"{place}.js"
    return replace(fact, caller_class=fact.caller_class or place)


def as_asked(fact: Fact, knowledge: Knowledge) -> Fact:
    """A call for which the host asks the user: nobody can have granted that when the mini-program first starts."""
    if not isinstance(fact, ApiCallFact):
        return fact
    infos = (knowledge.permissions.get(name) for name in fact.permissions)
    asked = [info.name for info in infos if info is not None and info.protection == "dangerous"]
    if not asked:
        return fact
    condition = Condition(kind="ungranted", subject=", ".join(asked), method=fact.caller)
    return replace(fact, conditions=(*fact.conditions, condition))


def _base(path: str) -> str:
    found = _PLUGIN.match(path)
    return found.group(1) if found else ""
