"""Packers: code that was replaced by a stub, so that what can be read is not what runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from fnmatch import fnmatchcase

from appaudit.derive.signals import signal_lines
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import NamespaceFact
from appaudit.model.facts.package import AppFact, ComponentFact, PackerFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature
from appaudit.model.words import GapReason, SignalKind

#: Fewer components than this say nothing about the shape of an app, unless not one of them has code.
MIN_COMPONENTS = 3
#: Activities of the platform that apps declare as their own: their code is on the device.
_OF_PLATFORM = ("android.", "com.android.")
#: Components that no Java class stands behind: an alias, and those of HarmonyOS.
_WITHOUT_CLASS = frozenset(("activity-alias", "ability", "extension_ability"))
#: As many components whose names differ in their digits only are placeholders, no screens that somebody wrote.
_MIN_ALIKE = 8
_DIGITS = re.compile(r"\d+")


def packer_facts(facts: FactSet, knowledge: Knowledge, entry_names: list[str]) -> tuple[list[PackerFact], list[Gap]]:
    """The packers recognised, and the gap each leaves: all code, and the texts that code would show.

    An app most of whose declared components have no code anywhere, or all of few, is packed by somebody we do not know.
    """
    found = []
    gaps = []
    packers = [signature for signature in knowledge.sdks.values() if signature.kind == "packer"]
    named = signal_lines(packers, facts, entry_names)
    for signature in packers:
        signals = _signals(signature, facts, named.get(signature.id, {}))
        if not signals:
            continue
        found.append(
            PackerFact(id=signature.id, name=signature.name.zh, signals=tuple(signals), extractor="derive.packers")
        )
        detail = Bilingual(f"{signature.name.zh}：{'；'.join(signals)}", f"{signature.name.en}: {'; '.join(signals)}")
        gaps += [
            Gap(kind=kind, level=CoverageLevel.NONE, reason="packed", part=signature.name.en, detail=detail)
            for kind in CODE_KINDS
        ]
        gaps.append(
            Gap(kind="ui_text", level=CoverageLevel.PARTIAL, reason="packed", part=signature.name.en, detail=detail)
        )
    missing, declared = _missing_components(facts, knowledge)
    if not found and missing * 2 > declared and (declared >= MIN_COMPONENTS or missing == declared):
        detail = Bilingual(
            f"声明的 {declared} 个组件中有 {missing} 个在安装包中没有代码",
            f"{missing} of {declared} declared components have no code in the package",
        )
        # A packer leaves a stub; where there is no class at all, the code is somewhere else.
        reason: GapReason = "packed" if facts.of(NamespaceFact) else "unreadable"
        gaps += [
            Gap(kind=kind, level=CoverageLevel.NONE, reason=reason, part="classes.dex", detail=detail)
            for kind in CODE_KINDS
        ]
        gaps.append(Gap(kind="ui_text", level=CoverageLevel.PARTIAL, reason=reason, part="classes.dex", detail=detail))
    return found, gaps


def _missing_components(facts: FactSet, knowledge: Knowledge) -> tuple[int, int]:
    """How many components stand in a Java package without any class, and how many are declared.

    Placeholders for those of plugins count on neither side: nothing says what the app itself is made of.
    """
    defined = {fact.name for fact in facts.of(NamespaceFact)}
    names = {
        fact.name
        for fact in facts.of(ComponentFact)
        if fact.type not in _WITHOUT_CLASS and not fact.name.startswith(_OF_PLATFORM)
    }
    missing = {name for name in names if name.rpartition(".")[0] not in defined}
    placeholders = _placeholders(missing) if _is_host(facts, knowledge) else frozenset()
    return len(missing - placeholders), len(names - placeholders)


def _is_host(facts: FactSet, knowledge: Knowledge) -> bool:
    """Whether a framework is in the app that runs plugins behind components declared for them beforehand."""
    signatures = [signature for signature in knowledge.sdks.values() if signature.declares_placeholders]
    prefixes = tuple(f"{prefix}." for signature in signatures for prefix in signature.signals.classes)
    return any(fact.is_written and f"{fact.name}.".startswith(prefixes) for fact in facts.of(NamespaceFact))


def _placeholders(names: Collection[str]) -> frozenset[str]:
    """The names that differ from many others in their digits only, and the numbered ones that stand beside those."""
    alike = Counter(_DIGITS.sub("#", name) for name in names)
    many = {_folder(form) for form, count in alike.items() if count >= _MIN_ALIKE and "#" in form}
    return frozenset(name for name in names if _folder(name) in many and _DIGITS.search(name))


def _folder(name: str) -> str:
    """The Java package above that of a class: RePlugin has pages, services and providers in three beside each other."""
    return _DIGITS.sub("#", name).rpartition(".")[0].rpartition(".")[0]


def _signals(signature: SdkSignature, facts: FactSet, named: dict[SignalKind, list[str]]) -> list[str]:
    signals = signature.signals
    packages = tuple(f"{prefix}." for prefix in signals.classes)
    found = [
        f"application class {app.application_class}"
        for app in facts.of(AppFact)
        if any(fnmatchcase(app.application_class, name) for name in signals.application_classes)
    ]
    found += [f"{kind} {name}" for kind, names in named.items() for name in names]
    found += [
        f"classes in {fact.name}"
        for fact in facts.of(NamespaceFact)
        if fact.is_written and f"{fact.name}.".startswith(packages)
    ]
    return found
