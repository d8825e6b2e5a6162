"""Whose code a class is: the app's own, an SDK's, a library's, or nobody's that we know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from appaudit.derive.signals import NameIndex
from appaudit.model.class_names import is_made_up, own_root
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import RenamedCodeFact
from appaudit.model.facts.package import AppFact, DependencyFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.record import record
from appaudit.model.words import PartyKind, told_party


@record(kw_only=False)
class Party:
    """`id` is `app` or an SDK id; `kind` is `app`, `sdk`, `library` or `unknown`; `category` is the SDK's.

    `part` is the common code of several products that belongs to this one in this app; empty for code of its own.

    Code outside the app's own namespaces that no signature claims is the app's to answer for (`id` is `app`), but
    whether its team wrote it is unknown. Where a shrinker took its names, so that nobody can tell an SDK from the app,
    `id` is `renamed`; what its content gives away is its owner's.
    """

    id: str
    kind: PartyKind
    category: str = ""
    part: str = ""

    @property
    def told(self) -> str:
        """The id under which the party is named to people."""
        return told_party(self.id, self.kind)


_SCRIPTS: Final = (".js", ".ts", ".vue", ".jsx", ".tsx", ".mjs", ".cjs")
_PACKAGE: Final = re.compile(r"(?:^|/)(?:miniprogram_npm|node_modules)/((?:@[\w.\-]+/)?[\w.\-]+)/")
_PLUGIN: Final = re.compile(r"(?:^|/)__plugin__/([\w\-]{8,40})/")

APP = Party("app", "app")
UNKNOWN = Party("app", "unknown")
RENAMED = Party("renamed", "unknown")


class Parties:
    """Attributes classes to parties by the longest known prefix.

    Args:
        facts: Where the app's own namespaces come from: its id, its application class and its launcher; and what was
            recognised of code whose names were changed.
        knowledge: Where the prefixes of SDKs and libraries come from.
        products: The product in the app that a part belongs to, by the id of the part.
    """

    def __init__(self, facts: FactSet, knowledge: Knowledge, products: Mapping[str, str] | None = None) -> None:
        self._prefixes: dict[str, Party] = {}
        by_id = {"app": APP}
        self._shared_roots = knowledge.shared_roots
        for signature in knowledge.sdks.values():
            kind: PartyKind = "sdk" if signature.kind == "sdk" else "library"
            product = knowledge.sdks.get((products or {}).get(signature.id, ""))
            party = (
                Party(product.id, "sdk", product.category, part=signature.id)
                if product is not None
                else Party(signature.id, kind, signature.category)
            )
            by_id[signature.id] = party
            for prefix in signature.signals.classes:
                self._prefixes[prefix] = party
            for prefix in signature.signals.excluded_classes:
                self._prefixes.setdefault(prefix, UNKNOWN)
        for root in self._own_roots(facts):
            self._prefixes.setdefault(root, APP)
        self._by_path = _ByPath(knowledge, by_id)
        self._by_package = _ByPackage(facts, knowledge, by_id)
        self._recognised = {
            name: by_id[fact.party]
            for fact in facts.of(RenamedCodeFact)
            if fact.party in by_id
            for name in fact.classes
        }
        self._cache: dict[str, Party] = {}
        self._shared = {above for prefix in self._prefixes for above in _above(prefix)}

    def owner(self, class_name: str) -> str:
        """The name under which code that nobody knows is published: `com.example`, longer where others share it.

        Code under `com.google.android.transport` is not named `com.google.android`, of which most is known. A source
        file of ArkTS is published as its package of ohpm.
        """
        if is_source_path(class_name):
            return package_of(class_name)
        package = class_name.partition("$")[0].rpartition(".")[0]
        parts = package.split(".")
        length = own_root(package, self._shared_roots).count(".") + 1
        while length < len(parts) and ".".join(parts[:length]) in self._shared:
            length += 1
        return ".".join(parts[:length])

    def _own_roots(self, facts: FactSet) -> set[str]:
        roots = set()
        for app in facts.of(AppFact):
            names = [app.package, app.application_class.rpartition(".")[0], app.launcher.rpartition(".")[0]]
            roots |= {own_root(name, self._shared_roots) for name in names if name and self._longest(name) is None}
        return roots

    def of(self, class_name: str) -> Party:
        """The party of a class in Java notation (`com.example.Outer$Inner`)."""
        cached = self._cache.get(class_name)
        if cached is None:
            cached = self._named(class_name.partition("$")[0])
            if cached is RENAMED:
                cached = self._recognised.get(class_name, RENAMED)
            self._cache[class_name] = cached
        return cached

    def _named(self, outer: str) -> Party:
        if is_source_path(outer):
            return self._by_package.of(outer)
        if is_script(outer):
            return self._by_path.of(outer)
        return self._longest(outer) or (RENAMED if is_made_up(self.owner(outer)) else UNKNOWN)

    def _longest(self, name: str) -> Party | None:
        while name:
            party = self._prefixes.get(name)
            if party is not None:
                return party
            name = name.rpartition(".")[0]
        return None


def is_script(name: str) -> bool:
    """Whether what code stands in is named by the path of a script, and not as a Java class."""
    return name.endswith(_SCRIPTS)


def is_source_path(name: str) -> bool:
    """Whether what code stands in is named by the path of a source file of ArkTS."""
    return "/" in name and not is_script(name)


def package_of(path: str) -> str:
    """The package of ohpm, or the module of the app, in which a source file of ArkTS lies."""
    parts = path.split("/")
    return "/".join(parts[:2]) if path.startswith("@") else parts[0]


class _ByPath:
    """Whose a script of a mini-program is, by its path: that of a package, a plugin or a file that an SDK is known by.

    What is in a folder of packages or plugins and nobody knows is nobody's that we know; all else is the app's own.
    """

    def __init__(self, knowledge: Knowledge, by_id: Mapping[str, Party]) -> None:
        signatures = [each for each in knowledge.sdks.values() if each.kind != "packer"]
        self._by_id = by_id
        self._packages = NameIndex((name, each.id) for each in signatures for name in each.signals.npm)
        self._plugins = NameIndex((name, each.id) for each in signatures for name in each.signals.mini_plugins)
        self._files = NameIndex((name, each.id) for each in signatures for name in each.signals.assets)

    def of(self, path: str) -> Party:
        package, plugin = _PACKAGE.findall(path), _PLUGIN.findall(path)
        owners = [
            *(self._packages.owners(package[-1]) if package else ()),
            *(self._plugins.owners(plugin[0]) if plugin else ()),
            *self._files.owners(path),
        ]
        if owners:
            return self._by_id[owners[0]]
        return UNKNOWN if package or plugin else APP


class _ByPackage:
    """Whose a source file of ArkTS is: that of the package of ohpm in which it lies, or of the app in its modules."""

    def __init__(self, facts: FactSet, knowledge: Knowledge, by_id: Mapping[str, Party]) -> None:
        signatures = [each for each in knowledge.sdks.values() if each.kind != "packer"]
        self._by_id = by_id
        self._packages = NameIndex((name, each.id) for each in signatures for name in each.signals.ohpm)
        listed = [fact for fact in facts.of(DependencyFact) if fact.source == "ohpm"]
        self._own = {fact.name for fact in listed if fact.here}
        self._others = {fact.name for fact in listed if not fact.here} - self._own

    def of(self, path: str) -> Party:
        name = package_of(path)
        owners = list(self._packages.owners(name))
        if owners:
            return self._by_id[owners[0]]
        if name in self._own:
            return APP
        return UNKNOWN if path.startswith("@") or name in self._others else APP


def _above(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]
