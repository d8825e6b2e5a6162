"""Which signatures a name is a signal of: exact names by lookup, `*` patterns by their fixed beginning.

Thousands of patterns meet tens of thousands of names, so neither may be walked for each of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from appaudit.model.facts.base import FactSet
from appaudit.model.facts.package import ComponentFact, MetaDataFact, NativeLibraryFact
from appaudit.model.knowledge import SdkSignature
from appaudit.model.words import SignalKind

#: Characters of a pattern's fixed beginning that it is filed under.
_KEY = 8


class NameIndex:
    """Patterns of many owners; `owners` finds those that one name fits."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._by_beginning: dict[str, list[tuple[str, str]]] = {}
        self._open: list[tuple[str, str]] = []
        for pattern, owner in patterns:
            fixed = pattern.partition("*")[0]
            if fixed == pattern and "?" not in pattern and "[" not in pattern:
                self._exact.setdefault(pattern, []).append(owner)
            elif len(fixed) >= _KEY:
                self._by_beginning.setdefault(fixed[:_KEY], []).append((pattern, owner))
            else:
                self._open.append((pattern, owner))

    def owners(self, name: str) -> list[str]:
        """The owners of every pattern that fits, in the order the patterns were given within their kind."""
        found = list(self._exact.get(name, ()))
        for pattern, owner in (*self._by_beginning.get(name[:_KEY], ()), *self._open):
            if owner not in found and _fits(name, pattern):
                found.append(owner)
        return found


def _fits(name: str, pattern: str) -> bool:
    beginning, star, rest = pattern.partition("*")
    if star and not any(character in rest for character in "*?[") and not any(c in beginning for c in "?["):
        return len(name) >= len(pattern) - 1 and name.startswith(beginning) and name.endswith(rest)
    return fnmatchcase(name, pattern)


def signal_lines(
    signatures: Iterable[SdkSignature], facts: FactSet, entry_names: Iterable[str]
) -> dict[str, dict[SignalKind, list[str]]]:
    """For each signature the names that are signals of it, by kind of signal.

    Kinds are `component`, `meta-data`, `native library` and `entry`; names are in the order of the facts.
    """
    signatures = list(signatures)
    found: dict[str, dict[SignalKind, list[str]]] = {}
    read: tuple[tuple[SignalKind, list[str], str], ...] = (
        ("component", [fact.name for fact in facts.of(ComponentFact)], "components"),
        ("meta-data", sorted({fact.name for fact in facts.of(MetaDataFact)}), "meta_data"),
        ("native library", [fact.name for fact in facts.of(NativeLibraryFact)], "native_libraries"),
        ("entry", list(entry_names), "assets"),
    )
    for kind, names, field in read:
        index = NameIndex(_patterns(signatures, field))
        for name in names:
            for owner in index.owners(name):
                found.setdefault(owner, {}).setdefault(kind, []).append(name)
    return found


def _patterns(signatures: list[SdkSignature], field: str) -> Iterator[tuple[str, str]]:
    for signature in signatures:
        for pattern in getattr(signature.signals, field):
            yield pattern, signature.id
