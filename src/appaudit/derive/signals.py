"""Which signatures a name is a signal of: exact names by lookup, `*` patterns by their fixed beginning.

Thousands of patterns meet tens of thousands of names, so neither may be walked for each of the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Final

from appaudit.model.facts.base import FactSet
from appaudit.model.facts.package import ComponentFact, DependencyFact, MetaDataFact, NativeLibraryFact
from appaudit.model.sdks import SdkSignature
from appaudit.model.words import DependencySource, SignalKind

#: What in a pattern stands for other characters than itself.
_SPECIAL: Final = re.compile(r"[*?]|\[!?\]?[^\]]*\]?")
#: Characters of a pattern's fixed beginning that it is filed under.
_KEY = 8


class NameIndex:
    """Patterns of many owners; `owners` finds those that one name fits."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._by_beginning: dict[str, list[tuple[str, str]]] = {}
        self._open: list[tuple[str, str, str]] = []
        for pattern, owner in patterns:
            fixed = pattern.partition("*")[0]
            if fixed == pattern and "?" not in pattern and "[" not in pattern:
                self._exact.setdefault(pattern, []).append(owner)
            elif len(fixed) >= _KEY:
                self._by_beginning.setdefault(fixed[:_KEY], []).append((pattern, owner))
            else:
                self._open.append((max(_SPECIAL.split(pattern), key=len), pattern, owner))

    def owners(self, name: str) -> list[str]:
        """The owners of every pattern that fits, in the order the patterns were given within their kind."""
        found = list(self._exact.get(name, ()))
        likely = [*self._by_beginning.get(name[:_KEY], ())]
        # A name without the longest fixed piece of a pattern is told in a tenth of the time that comparing takes.
        likely += [(pattern, owner) for piece, pattern, owner in self._open if piece in name]
        for pattern, owner in likely:
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

    Kinds are `component`, `meta-data`, `native library`, `entry` and the sources of dependencies; names are in the
    order of the facts.
    """
    signatures = list(signatures)
    found: dict[str, dict[SignalKind, list[str]]] = {}
    read: list[tuple[SignalKind, list[str], Callable[[SdkSignature], tuple[str, ...]]]] = [
        ("component", [fact.name for fact in facts.of(ComponentFact)], lambda item: item.signals.components),
        (
            "meta-data",
            sorted({fact.name for fact in facts.of(MetaDataFact)}),
            lambda item: (*item.signals.meta_data, *item.signals.shared_meta_data),
        ),
        (
            "native library",
            [fact.name for fact in facts.of(NativeLibraryFact)],
            lambda item: item.signals.native_libraries,
        ),
        ("entry", list(entry_names), lambda item: item.signals.assets),
    ]
    dependencies: dict[DependencySource, list[str]] = {}
    for fact in facts.of(DependencyFact):
        dependencies.setdefault(fact.source, []).append(fact.name)
    read += [(source, names, _NAMED_BY[source]) for source, names in dependencies.items()]
    for kind, names, patterns in read:
        index = NameIndex((pattern, item.id) for item in signatures for pattern in patterns(item))
        for name in names:
            for owner in index.owners(name):
                found.setdefault(owner, {}).setdefault(kind, []).append(name)
    return found


#: What an SDK file says of the dependencies that prove it, by how a package names them.
_NAMED_BY: Final[dict[DependencySource, Callable[[SdkSignature], tuple[str, ...]]]] = {
    "maven": lambda item: item.maven,
    "ohpm": lambda item: item.signals.ohpm,
    "npm": lambda item: item.signals.npm,
    "pod": lambda item: item.signals.pods,
    "framework": lambda item: item.signals.frameworks,
    "bundle": lambda item: item.signals.bundles,
    "plugin": lambda item: item.signals.mini_plugins,
}
