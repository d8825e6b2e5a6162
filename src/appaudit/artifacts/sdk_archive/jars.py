"""The Java classes of an SDK archive: in `classes.jar` and `libs/*.jar` of an AAR, or in a jar by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import field, replace
from itertools import takewhile
from typing import Final

from appaudit.artifacts.apk.library_files import library_facts
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Anomaly, Failure, Limits, failure_of
from appaudit.errors import ExtractionError
from appaudit.model.artifact import ClassArchive
from appaudit.model.facts.package import DependencyFact
from appaudit.model.record import record

#: The jars whose classes get into the app (AAR format, https://developer.android.com/studio/projects/android-library,
#: checked 2026-11-24); `lint.jar` and `api.jar` do not.
_LOADED = re.compile(r"classes\.jar|libs/[^/]+\.jar")
_SUFFIX = ".class"
_MANIFEST: Final = "META-INF/MANIFEST.MF"
_OWN_CLASSES: Final = "classes.jar"
#: https://google.github.io/prefab/ (not opened); archives of two vendors, checked 2026-11-30.
_PREFAB: Final = "prefab/prefab.json"
#: What a manifest calls the version of the jar, the most telling first. `Specification-Version` is an interface's.
#: The last two were seen with that meaning at one vendor each (百度推送, 百度导航); elsewhere they are `1.0` or absent.
#: https://docs.oracle.com/javase/8/docs/technotes/guides/jar/jar.html, not opened; jars of public repositories that say
#: which version they are in their name as well, checked 2026-11-30.
_VERSION_KEYS: Final = ("Implementation-Version", "Bundle-Version", "Sdk-VersionName", "Version", "Manifest-Version")
#: Two numbers are the version of a format (`Manifest-Version: 1.0`) or of what was begun (`1.0`) more often than not.
_NUMBERS: Final = re.compile(r"\d{1,10}(?:\.\d{1,10}){2}", re.ASCII)
_ATTRIBUTE: Final = re.compile(r"([\w\-]{1,70}): *(\S{1,80})", re.ASCII)
#: A manifest may list a digest for each class behind its main section.
_LONGEST_MAIN_SECTION: Final = 65_536


@record(kw_only=False, frozen=False)
class Classes:
    """The jars read, the other entries in them, what their files name, and what could not be read."""

    archives: list[ClassArchive] = field(default_factory=list)
    other_names: list[str] = field(default_factory=list)
    libraries: list[DependencyFact] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
    has_jars: bool = False


def read_classes(archive: SafeArchive, limits: Limits) -> Classes:
    """All classes of an AAR, or of a jar by itself."""
    found = Classes()
    if any(is_class(name) for name in archive.names()):
        found.has_jars = True
        _add_jar(found, archive, "")
    for entry in archive.entries():
        if not is_loaded(entry.name):
            continue
        found.has_jars = True
        try:
            jar = archive.nested(entry, entry.name, limits)
            _add_jar(found, jar, entry.name)
            if entry.name == _OWN_CLASSES and not found.archives[-1].version:
                found.archives[-1] = replace(found.archives[-1], version=_version_for_builds(archive))
        except ExtractionError as error:
            found.failures.append(failure_of(error, entry.name))
            continue
        found.other_names += [name for name in jar.names() if not name.endswith(_SUFFIX)]
        found.libraries += _named_in(jar, entry.name)
        found.anomalies += [Anomaly(code, f"{entry.name}!{name}", text) for code, name, text in jar.anomalies]
        if jar.damage:
            found.failures.append(Failure("unreadable", entry.name, jar.damage))
    return found


def _named_in(jar: SafeArchive, place: str) -> Iterator[DependencyFact]:
    """What files of a jar within an archive name; one that cannot be read is a gap in the classes already."""
    for fact in library_facts(jar)[0]:
        yield replace(fact, location=replace(fact.location, path=f"{place}!{fact.location.path}"))


def is_loaded(name: str) -> bool:
    """True for a jar of an AAR whose classes get into the app."""
    return _LOADED.fullmatch(name) is not None


def is_class(name: str) -> bool:
    """True for an entry that is a class of the SDK: not what only newer versions of Java, or none, would load."""
    return name.endswith(_SUFFIX) and not name.startswith("META-INF/") and name != "module-info.class"


def _add_jar(found: Classes, jar: SafeArchive, place: str) -> None:
    entries = [entry for entry in jar.entries() if is_class(entry.name)]
    classes = []
    for entry, data in zip(entries, jar.read_many(entries), strict=True):
        if isinstance(data, ExtractionError):
            name = f"{place}!{entry.name}" if place else entry.name
            found.failures.append(failure_of(data, name))
        else:
            classes.append((entry.name, data))
    found.archives.append(ClassArchive(place=place, classes=tuple(classes), version=_version_of(jar)))


def _version_for_builds(archive: SafeArchive) -> str:
    """What an AAR that brings native libraries for other builds says to them of its version, empty where it is none."""
    try:
        said = json.loads(archive.read(_PREFAB)) if archive.has(_PREFAB) else {}
    except (ExtractionError, ValueError, RecursionError):
        return ""
    version = said.get("version") if isinstance(said, dict) else None
    return version if isinstance(version, str) and _NUMBERS.match(version) else ""


def _version_of(jar: SafeArchive) -> str:
    """What the main section of the manifest says; one that cannot be read is no loss to the classes."""
    try:
        octets = jar.read(_MANIFEST) if jar.has(_MANIFEST) else b""
    except ExtractionError:
        return ""
    lines = octets[:_LONGEST_MAIN_SECTION].decode("utf-8", "replace").splitlines()
    main = takewhile(str.strip, lines)
    attributes = (found for line in main if (found := _ATTRIBUTE.fullmatch(line.rstrip())))
    said = {found.group(1): found.group(2) for found in attributes}
    return next((said[key] for key in _VERSION_KEYS if _NUMBERS.match(said.get(key, ""))), "")
