"""What several modules say together: of each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import AppFact, DependencyFact, NativeLibraryFact, PermissionFact


def merged_facts(modules: Iterable[Sequence[Fact]]) -> list[Fact]:
    """The facts of all modules, the first of each identity; later ones add what they know beyond it.

    Of the app the first module speaks for all: the system takes it from the entry.
    """
    found: dict[tuple[str, ...], Fact] = {}
    for facts in modules:
        for fact in facts:
            key = (AppFact.kind,) if isinstance(fact, AppFact) else fact.key()
            found[key] = _together(found[key], fact) if key in found else fact
    return list(found.values())


def _together(first: Fact, other: Fact) -> Fact:
    if isinstance(first, PermissionFact) and isinstance(other, PermissionFact):
        told = other if other.has_reason and not first.has_reason else first
        used_by = tuple(dict.fromkeys((*first.used_by, *other.used_by)))
        when = "always" if "always" in (first.when, other.when) else first.when or other.when
        return replace(told, used_by=used_by, when=when)
    if isinstance(first, NativeLibraryFact) and isinstance(other, NativeLibraryFact):
        return replace(first, abis=tuple(sorted({*first.abis, *other.abis})))
    if isinstance(first, DependencyFact) and isinstance(other, DependencyFact):
        return first if first.version else replace(other, location=first.location)
    return first
