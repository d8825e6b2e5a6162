"""Readings of the packages of one app, put together as the reading of that app."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from appaudit.artifacts.base import ArtifactReading
from appaudit.model.artifact import DexImage, Text
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import AppFact, NativeLibraryFact, PermissionFact
from appaudit.model.shown_classes import ShownClasses


class Merger:
    """Adds the readings of packages to that of their bundle; the base comes first, and wins where two differ.

    Places in the base stay as they are in a package by itself; those in others are told by the entry of that package:
    `feature.apk!classes.dex`. Entry names stay as they are, since they are looked at for what they mean to the app.
    """

    def __init__(self, result: ArtifactReading) -> None:
        """Take the reading to add to."""
        self._result = result
        self._numbers: dict[tuple[str, ...], int] = {}
        self._names = dict.fromkeys(result.contents.entry_names)
        self._texts: set[tuple[str, str]] = set()
        self._images: dict[int, list[memoryview]] = {}

    def add_base(self, reading: ArtifactReading) -> None:
        """Add the base, whose gaps are those of the app."""
        self._add_facts(reading.facts)
        self._result.gaps += reading.gaps
        self._add_contents(reading, "")

    def add_split(self, reading: ArtifactReading, place: str) -> None:
        """Add another package by the name of its entry; what cannot be read of it leaves the rest."""
        prefix = f"{place}!"
        self._add_facts(_fact_at(fact, prefix) for fact in reading.facts if not isinstance(fact, AppFact))
        self._result.gaps += [_gap_at(gap, prefix) for gap in reading.gaps]
        self._add_contents(reading, prefix)

    def finish(self) -> None:
        """Put the entry names in place."""
        self._result.contents.entry_names = list(self._names)

    def _add_contents(self, reading: ArtifactReading, prefix: str) -> None:
        contents = self._result.contents
        images = [image for image in reading.contents.dex_images if self._is_new(image.data)]
        for image in images:
            self._images.setdefault(len(image.data), []).append(image.data)
            contents.dex_images.append(DexImage(place=prefix + image.place, data=image.data))
        read = {library.name for library in contents.libraries}
        for library in reading.contents.libraries:
            if library.name not in read:
                contents.libraries.append(replace(library, place=prefix + library.place))
        for text in reading.contents.texts:
            if (text.place, text.text) not in self._texts:
                self._texts.add((text.place, text.text))
                contents.texts.append(Text(place=prefix + text.place, text=text.text) if prefix else text)
        contents.textless_names |= reading.contents.textless_names
        contents.bool_names |= reading.contents.bool_names
        before, added = contents.document_classes, reading.contents.document_classes
        contents.document_classes = ShownClasses(
            at_once={**before.at_once, **added.at_once},
            later={**before.later, **added.later},
            by_action={**before.by_action, **added.by_action},
            by_page={**before.by_page, **added.by_page},
        )
        contents.keys |= reading.contents.keys
        contents.box_texts |= reading.contents.box_texts
        self._names.update(dict.fromkeys(reading.contents.entry_names))

    def _add_facts(self, added: Iterable[Fact]) -> None:
        """Facts that no package before had; of libraries and permissions, what the packages say together."""
        facts, known_before = self._result.facts, len(self._result.facts)
        for fact in added:
            number = self._numbers.setdefault(fact.key(), len(facts))
            if number >= known_before:
                facts.append(fact)
                continue
            known = facts[number]
            if isinstance(fact, NativeLibraryFact) and isinstance(known, NativeLibraryFact):
                facts[number] = replace(known, abis=tuple(sorted({*known.abis, *fact.abis})))
            elif isinstance(fact, PermissionFact) and isinstance(known, PermissionFact):
                levels = (known.max_sdk, fact.max_sdk)
                # Asked for in two packages, a permission is asked for wherever one of the two asks.
                facts[number] = replace(known, max_sdk=-1 if -1 in levels else max(levels))

    def _is_new(self, data: memoryview) -> bool:
        """False for code that a package before holds too, as the whole apps for different devices do."""
        return all(data != other for other in self._images.get(len(data), ()))


def _fact_at(fact: Fact, prefix: str) -> Fact:
    return replace(fact, location=replace(fact.location, path=prefix + fact.location.path))


def _gap_at(gap: Gap, prefix: str) -> Gap:
    return replace(gap, part=prefix + gap.part, level=max(gap.level, CoverageLevel.PARTIAL))
