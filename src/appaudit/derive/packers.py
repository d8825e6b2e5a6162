"""Packers: code that was replaced by a stub, so that what can be read is not what runs."""

from __future__ import annotations

from fnmatch import fnmatchcase

from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap
from appaudit.model.fact import AppFact, FactSet, NamespaceFact, NativeLibraryFact, PackerFact
from appaudit.model.knowledge import Knowledge, SdkSignature


def packer_facts(facts: FactSet, knowledge: Knowledge, entry_names: list[str]) -> tuple[list[PackerFact], list[Gap]]:
    """The packers recognised, and the gap each leaves: all code, and the texts that code would show."""
    found = []
    gaps = []
    for signature in knowledge.sdks.values():
        if signature.kind != "packer":
            continue
        signals = _signals(signature, facts, entry_names)
        if not signals:
            continue
        found.append(
            PackerFact(id=signature.id, name=signature.name.zh, signals=tuple(signals), extractor="derive.packers")
        )
        detail = f"{signature.name.zh} ({signature.name.en}): {'; '.join(signals)}"
        gaps += [
            Gap(kind=kind, level=CoverageLevel.NONE, reason="packed", part=signature.name.en, detail=detail)
            for kind in CODE_KINDS
        ]
        gaps.append(
            Gap(kind="ui_text", level=CoverageLevel.PARTIAL, reason="packed", part=signature.name.en, detail=detail)
        )
    return found, gaps


def _signals(signature: SdkSignature, facts: FactSet, entry_names: list[str]) -> list[str]:
    signals = signature.signals
    application = {app.application_class for app in facts.of(AppFact)}
    found = [
        f"application class {name}"
        for name in signals.application_classes
        if any(fnmatchcase(a, name) for a in application)
    ]
    found += [
        f"native library {fact.name}"
        for fact in facts.of(NativeLibraryFact)
        if any(fnmatchcase(fact.name, pattern) for pattern in signals.native_libraries)
    ]
    found += [f"entry {name}" for name in entry_names if any(fnmatchcase(name, pattern) for pattern in signals.assets)]
    found += [
        f"classes in {fact.name}"
        for fact in facts.of(NamespaceFact)
        if any(fact.name == prefix or fact.name.startswith(prefix + ".") for prefix in signals.classes)
    ]
    return found
