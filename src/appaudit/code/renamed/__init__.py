"""Whose a class is, and which of an SDK's it is, where a shrinker took its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.renamed.features import FeatureReader
from appaudit.code.renamed.identity import ClassTraits, find_class, find_methods, first_of_each
from appaudit.code.renamed.known import KnownFeatures
from appaudit.code.renamed.ownership import NOBODY, THE_APP, anchors, spread_owners
from appaudit.code.renamed.references import ClassReferences, class_references
from appaudit.code.values.java_names import descriptor, method_name
from appaudit.dex import DexCode
from appaudit.dex.tables import distinct
from appaudit.model.class_names import is_made_up, own_root
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import RenamedCodeFact, RenamedMethod
from appaudit.model.facts.package import AppFact, ComponentFact
from appaudit.model.hidden_code import KnownClass
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.model.record import record

__all__ = ["RenamedCode", "recognise"]

#: With fewer classes of made-up names nothing was renamed.
_FEWEST: Final = 5
#: A library is recognised by as many classes, or by as much of what is known of it and a class more than a pair: a few
#: classes that several libraries have copied from one place make none of them. Measured on 2026-11-30: in 61 packages
#: two classes and less than a tenth were four copies of a file queue, a part of a map and one library; in 68 apps whose
#: truth is built in nothing right had as little.
LEAST_ANCHORS: Final = 8
LEAST_PART: Final = 0.03
FEWEST_OF_PART: Final = 3
#: The part that is enough for two classes, and that has to be there of an SDK none of whose components stands in the
#: manifest: it could not do its work without them, and other SDKs of the same vendor have copies of what they share.
LEAST_PART_ALONE: Final = 0.2
#: One class speaks for so many others at most.
MOST_PER_ANCHOR: Final = 25


@record(kw_only=False)
class RenamedMember:
    """A recognised method in the package: its name and prototype there, and the class and name that it had."""

    name: str
    prototype: str
    owner: str
    original: str


@record(kw_only=False, frozen=False)
class RenamedCode:
    """What was recognised: `methods` by the descriptor of their class in the package, `owners` by its Java name.

    `told_by_content` has those of the owners that the class itself tells, not what refers to it.
    """

    facts: list[RenamedCodeFact] = field(default_factory=list)
    methods: dict[str, list[RenamedMember]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    told_by_content: dict[str, str] = field(default_factory=dict)


def recognise(codes: Sequence[DexCode], knowledge: Knowledge, manifest: Iterable[Fact]) -> RenamedCode:
    """Recognise the classes of an app whose names say nothing.

    Args:
        codes: All DEX files of the app. Where a mapping gave names back, nothing is left to recognise.
        knowledge: The prefixes of SDKs, and what renaming leaves of them.
        manifest: The facts of the artifact, by which the app's own classes are known.
    """
    if not knowledge.renamed or all(code.dex.renaming is not None for code in codes):
        return RenamedCode()
    named = [name[1:-1].replace("/", ".") for code in codes for name in code.dex.defined_classes()]
    packages = {name.rpartition(".")[0] for name in named}
    made_up = {package for package in packages if is_made_up(package)}
    is_open = np.array([name.rpartition(".")[0] in made_up for name in named], dtype=bool)
    if int(is_open.sum()) < _FEWEST:
        return RenamedCode()
    facts = list(manifest)
    declared = {fact.name for fact in facts if isinstance(fact, ComponentFact)}
    return _Recognition(codes, knowledge, named, is_open, declared).result(_own_roots(facts, knowledge))


def _own_roots(manifest: Iterable[Fact], knowledge: Knowledge) -> set[str]:
    """The packages that are the app's by name: those of its id, its application class and its launcher."""
    names = (
        name
        for fact in manifest
        if isinstance(fact, AppFact)
        for name in (fact.package, fact.application_class.rpartition(".")[0], fact.launcher.rpartition(".")[0])
    )
    return {own_root(name, knowledge.shared_roots) for name in names if name and not is_made_up(name)}


class _Recognition:
    """One app. Owners are numbers: those of `ids`."""

    def __init__(
        self,
        codes: Sequence[DexCode],
        knowledge: Knowledge,
        names: list[str],
        is_open: NDArray[np.bool_],
        declared: Set[str],
    ) -> None:
        self._declared = declared
        self._codes = codes
        self._knowledge = knowledge
        self._names = names
        self._readers = [FeatureReader(code) for code in codes]
        self._known = KnownFeatures(knowledge.renamed.values())
        self._ids = list(dict.fromkeys([*self._known.ids, *knowledge.sdks]))
        self._references: ClassReferences = class_references(codes)
        self._is_open = is_open

    def result(self, own_roots: set[str]) -> RenamedCode:
        by_name = self._by_name(own_roots)
        by_content, hints = self._by_content()
        fixed = np.where(self._is_open, by_content, by_name)
        owners = self._without_the_weak(spread_owners(self._references, fixed, self._is_open, hints), by_content)
        found = RenamedCode()
        identified = self._identify(owners, found)
        self._state(owners, by_content, identified, found)
        return found

    def _by_name(self, own_roots: set[str]) -> NDArray[np.int64]:
        """The owner of each class whose package is known."""
        number = {sdk: at for at, sdk in enumerate(self._ids)}
        prefixes = dict.fromkeys(own_roots, THE_APP)
        for signature in self._knowledge.sdks.values():
            prefixes.update(dict.fromkeys(signature.signals.excluded_classes, NOBODY))
        for signature in self._knowledge.sdks.values():
            prefixes.update(dict.fromkeys(signature.signals.classes, number[signature.id]))
        of_package: dict[str, int] = {}

        def owner(name: str) -> int:
            if name in prefixes:
                return prefixes[name]
            package = name.rpartition(".")[0]
            if package not in of_package:
                of_package[package] = owner(package) if package else NOBODY
            return of_package[package]

        return np.array([owner(name.partition("$")[0]) for name in self._names], dtype=np.int64)

    def _by_content(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The owner of each class whose own features decide it, and of whom each class has a feature at all."""
        files = [reader.features() for reader in self._readers]
        firsts = self._references.first_class
        classes = np.concatenate([each.class_def + first for each, first in zip(files, firsts, strict=True)])
        values = np.concatenate([each.value for each in files])
        is_text = np.concatenate([each.is_text for each in files])
        first = first_of_each(classes, values)
        classes, values, is_text = classes[first], values[first], is_text[first]
        sizes = np.bincount(classes, minlength=len(self._names))
        owners = self._known.owners_of(values)
        is_known = owners >= 0
        held = np.bincount(self._known.owners_of(distinct(values[is_known])), minlength=len(self._ids))
        self._parts = held / np.maximum(self._known.sizes(len(self._ids)), 1)
        hints = np.full(len(self._names), NOBODY, dtype=np.int64)
        hints[classes[is_known]] = owners[is_known]
        return anchors(classes[is_known], owners[is_known], is_text[is_known], sizes), hints

    def _without_the_weak(self, owners: NDArray[np.int64], by_content: NDArray[np.int64]) -> NDArray[np.int64]:
        """The owners, but for those that too few classes of their own content speak for."""
        for owner in distinct(owners[self._is_open & (owners >= 0)]).tolist():
            given = self._is_open & (owners == owner)
            sure = int((given & (by_content == owner)).sum())
            by_name = bool((~self._is_open & (owners == owner)).any())
            is_known = by_name or (sure >= 2 and self._is_enough(owner, sure))
            if not is_known or int(given.sum()) > MOST_PER_ANCHOR * max(sure, 1):
                owners = np.where(given, NOBODY, owners)
        return owners

    def _is_enough(self, owner: int, sure: int) -> bool:
        """Whether so many classes, and the part that is there of what is known of an owner, show that it is there."""
        signature = self._knowledge.sdks.get(self._ids[owner])
        components = signature.signals.components if signature else ()
        part = float(self._parts[owner])
        if part >= LEAST_PART_ALONE or (components and self._declared.isdisjoint(components)):
            return part >= LEAST_PART_ALONE
        return sure >= LEAST_ANCHORS or (sure >= FEWEST_OF_PART and part >= LEAST_PART)

    def _identify(self, owners: NDArray[np.int64], found: RenamedCode) -> dict[int, dict[str, list[RenamedMethod]]]:
        """The classes that are known by name, by owner, with the methods found; they become their owner's."""
        identified: dict[int, dict[str, list[RenamedMethod]]] = {}
        defined = set(self._names)
        held = np.bincount(owners[owners >= 0], minlength=len(self._ids))
        for owner, signature in enumerate(self._known.signatures):
            if not signature.classes or not held[owner]:
                continue
            versions: dict[str, list[KnownClass]] = {}
            for known in signature.classes:
                versions.setdefault(known.name, []).append(known)
            may = self._may_be_of(owner, owners)
            for name, each in versions.items():
                if name in defined:
                    # What calls methods that kept their names as well is found by these.
                    kept = self._names.index(name)
                    methods = self._methods(kept, name, each, found)
                    if methods or self._declares(kept, each):
                        identified.setdefault(owner, {})[name] = methods
                    continue
                number = find_class(self._traits, each, may) if may.any() else -1
                if number >= 0:
                    owners[number] = owner
                    may[number] = False
                    methods = self._methods(number, name, each, found)
                    identified.setdefault(owner, {})[name] = methods
        return identified

    def _declares(self, number: int, versions: Sequence[KnownClass]) -> bool:
        """Whether a class has a method of one of the known names: one that has none is of a version nobody has seen."""
        file, class_def = self._at(number)
        code = self._codes[file]
        own = code.class_data.method_index[code.class_data.method_class_def == class_def].tolist()
        names = {method.name for known in versions for method in known.methods}
        return any(code.dex.method_name(method) in names for method in own)

    def _at(self, number: int) -> tuple[int, int]:
        """The file of a class, and its place among the classes of that."""
        firsts = self._references.first_class
        file = max(at for at, first in enumerate(firsts) if first <= number)
        return file, number - firsts[file]

    def _may_be_of(self, owner: int, owners: NDArray[np.int64]) -> NDArray[np.bool_]:
        """The classes that a known one of an owner may be: those whose own names, or whose packages', say nothing."""
        given = owners == owner
        may: NDArray[np.bool_] = self._is_open & (given | ((owners == NOBODY) & self._touches(given)))
        named = np.flatnonzero(given & ~self._is_open).tolist()
        may[[at for at in named if is_made_up(self._names[at].rpartition(".")[2])]] = True
        return may

    @cached_property
    def _traits(self) -> ClassTraits:
        return ClassTraits(zip(self._readers, self._references.first_class, strict=True), len(self._names))

    def _touches(self, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The classes that refer to one of the marked."""
        touching = np.zeros(len(marked), dtype=bool)
        touching[self._references.source[marked[self._references.target]]] = True
        return touching

    def _methods(
        self, number: int, name: str, versions: Sequence[KnownClass], found: RenamedCode
    ) -> list[RenamedMethod]:
        file, class_def = self._at(number)
        code = self._codes[file]
        renamed = []
        for method in find_methods(self._readers[file], code, class_def, versions):
            if self._names[number] == name and code.dex.method_name(method.method) == method.name:
                continue  # a constructor of a class that kept its name
            prototype = code.dex.prototype(int(code.dex.method_ids["proto"][method.method]))
            found.methods.setdefault(descriptor(self._names[number]), []).append(
                RenamedMember(code.dex.method_name(method.method), prototype, name, method.name)
            )
            renamed.append(
                RenamedMethod(name=method_name(code.dex, method.method)[1], original=f"{name}.{method.name}")
            )
        return renamed

    def _state(
        self,
        owners: NDArray[np.int64],
        by_content: NDArray[np.int64],
        identified: Mapping[int, Mapping[str, Sequence[RenamedMethod]]],
        found: RenamedCode,
    ) -> None:
        """The facts, one for each owner of renamed classes."""
        for owner in distinct(owners[self._is_open]).tolist():
            if owner == NOBODY:
                continue
            party = "app" if owner == THE_APP else self._ids[owner]
            held = np.flatnonzero(self._is_open & (owners == owner)).tolist()
            classes = tuple(self._names[at] for at in held)
            known = identified.get(owner, {})
            found.owners.update(dict.fromkeys(classes, party))
            told = [self._names[at] for at in held if by_content[at] == owner]
            found.told_by_content.update(dict.fromkeys(told, party))
            found.facts.append(
                RenamedCodeFact(
                    party=party,
                    classes=classes,
                    recognised=len(told),
                    identified=tuple(known),
                    methods=tuple(method for methods in known.values() for method in methods),
                    location=Location(path=self._place(held[0])),
                    extractor="code.renamed",
                )
            )

    def _place(self, number: int) -> str:
        return self._codes[self._at(number)[0]].dex.place
