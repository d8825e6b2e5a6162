"""Which SDKs are in the app, and what proves each."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from appaudit.derive.disclosure import Disclosures
from appaudit.model.fact import ComponentFact, FactSet, MetaDataFact, NamespaceFact, NativeLibraryFact, SdkFact
from appaudit.model.knowledge import Knowledge, SdkSignature


def sdk_facts(facts: FactSet, knowledge: Knowledge, disclosures: Disclosures, entry_names: list[str]) -> list[SdkFact]:
    """One fact for each SDK, library and framework that at least one signal proves."""
    classes = _Classes(facts.of(NamespaceFact), knowledge)
    found = []
    for signature in knowledge.sdks.values():
        if signature.kind == "packer":
            continue
        lines, confidence = _prove(signature, facts, classes, entry_names)
        if not lines:
            continue
        found.append(
            SdkFact(
                id=signature.id,
                name=signature.name.zh,
                name_en=signature.name.en,
                vendor=signature.vendor,
                category=signature.category,
                confidence=confidence,
                signals=tuple(lines),
                collects_data=signature.kind == "sdk",
                collects=signature.collects,
                disclosed=disclosures.of_sdk(signature.id),
                extractor="derive.sdks",
            )
        )
    return found


class _Classes:
    """Defined classes counted by the signature whose prefix is the longest that fits their package."""

    def __init__(self, namespaces: Iterable[NamespaceFact], knowledge: Knowledge) -> None:
        owners: dict[str, str] = {}
        for signature in knowledge.sdks.values():
            for prefix in signature.signals.excluded_classes:
                owners.setdefault(prefix, "")
        for signature in knowledge.sdks.values():
            for prefix in signature.signals.classes:
                owners[prefix] = signature.id
        self._counts: dict[str, dict[str, int]] = {}
        for fact in namespaces:
            prefix = _longest_prefix(fact.name, owners)
            if prefix and owners[prefix]:
                counts = self._counts.setdefault(owners[prefix], {})
                counts[prefix] = counts.get(prefix, 0) + fact.classes

    def of(self, sdk_id: str) -> dict[str, int]:
        """Class counts by prefix."""
        return self._counts.get(sdk_id, {})


def _longest_prefix(name: str, prefixes: dict[str, str]) -> str:
    while name:
        if name in prefixes:
            return name
        name = name.rpartition(".")[0]
    return ""


def _prove(signature: SdkSignature, facts: FactSet, classes: _Classes, entry_names: list[str]) -> tuple[list[str], str]:
    """The evidence lines and the confidence they carry together.

    Defined classes prove an SDK; a lone manifest entry, library or asset may be what an uninstalled SDK left.
    """
    signals = signature.signals
    counts = classes.of(signature.id)
    lines = [f"classes {prefix}.* ({number})" for prefix, number in sorted(counts.items())]
    components = [
        fact.name
        for fact in facts.of(ComponentFact)
        if any(fnmatchcase(fact.name, item) for item in signals.components)
    ]
    lines += [f"component {name}" for name in components]
    lines += [
        f"meta-data {name}"
        for name in sorted({fact.name for fact in facts.of(MetaDataFact)})
        if any(fnmatchcase(name, item) for item in signals.meta_data)
    ]
    libraries = [
        fact.name
        for fact in facts.of(NativeLibraryFact)
        if any(fnmatchcase(fact.name, item) for item in signals.native_libraries)
    ]
    lines += [f"native library {name}" for name in libraries]
    if signals.assets:
        lines += [f"entry {name}" for name in entry_names if any(fnmatchcase(name, item) for item in signals.assets)]
    if sum(counts.values()) >= 2 or (counts and len(lines) > 1):
        return lines, "high"
    return lines, "medium" if counts or components or libraries else "low"
