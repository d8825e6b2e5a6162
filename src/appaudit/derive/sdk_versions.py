"""The version of each SDK: what its code, its entries of the manifest, its libraries and the build say of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from appaudit.derive.sdk_classes import SdkClasses
from appaudit.model.class_names import own_root
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import NamespaceFact, RenamedCodeFact
from appaudit.model.facts.package import AppFact, DependencyFact, MetaDataFact
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.model.sdks import SdkSignature
from appaudit.model.version_numbers import is_later_of_line, is_more_exact
from appaudit.model.words import VersionSource

#: A version as entries of the manifest hold it, behind the name of a part where one stands.
_IN_MANIFEST = re.compile(r"(?:[\w-]{1,40}:)?(\d{1,4}(?:\.\d{1,6}){1,4})", re.ASCII)
#: An entry that an SDK names after its own package and after nothing but its version: `com.rollbar.android.version`,
#: `com.rollbar.android._notifier.version`. Below the package stand parts, and `min_version` is another's.
_OWN_ENTRY = re.compile(
    r"([\w.]+?)(?:\._?(?:sdk|library|lib|notifier))?\.(?:sdk_?)?version(?:_?name)?", re.ASCII | re.IGNORECASE
)
#: Of two numbers are versions of interfaces as well.
_SEVERAL = re.compile(r"\d+\.\d+\.[\d.]+", re.ASCII)


class SdkVersions:
    """Answers for one app.

    Args:
        facts: What code, manifest and files say.
        knowledge: The signatures.
        classes: Whose the classes are.
    """

    def __init__(self, facts: FactSet, knowledge: Knowledge, classes: SdkClasses) -> None:
        renamed = {fact.party: fact for fact in facts.of(RenamedCodeFact)}
        entries = [entry for entry in facts.of(MetaDataFact) if not entry.owner]
        in_manifest = _of_manifest(entries, knowledge)
        told = _versions_by_sdk(facts.of(SdkVersionFact), knowledge, in_manifest, renamed)
        own = {own_root(fact.package, knowledge.shared_roots) for fact in facts.of(AppFact)}
        others = [entry for entry in entries if own_root(entry.name, knowledge.shared_roots) not in own]
        self._said: dict[str, _Told] = {**_of_own_entries(others, knowledge), **told}
        self._in_group = _versions_by_group(facts.of(DependencyFact), knowledge.sdks.values(), classes)
        self._parts = _Parts(facts, knowledge, own)

    def of(
        self, signature: SdkSignature, counts: Mapping[str, int], listed: Sequence[DependencyFact]
    ) -> tuple[str, VersionSource]:
        """The versions of an SDK, with a space between several, and who says so; empty where nothing says one.

        A build that counts on within a line of releases is believed: code says 3.6.0 in HockeySDK 3.6.1.

        Args:
            signature: The SDK.
            counts: Its classes by prefix.
            listed: The artifacts that a build named and by which it was recognised.
        """
        told = _every_version(self._said.get(signature.id, _Told((), "")), listed, signature.maven)
        version, built = _stated(told.versions), self._in_group.get(signature.id, "")
        if version and not (" " not in version and is_later_of_line(built, version)):
            return version, told.source
        return (built, "build") if built else self._parts.version_of(signature.id, counts)


class _Told(NamedTuple):
    versions: Sequence[str]
    source: VersionSource


def _of_manifest(entries: Iterable[MetaDataFact], knowledge: Knowledge) -> dict[str, _Told]:
    """The versions that an SDK's own entries of the manifest say: no shrinker takes them away."""
    keys = {key: each.id for each in knowledge.sdks.values() for key in each.signals.version_meta_data}
    said: dict[str, list[str]] = {}
    for entry in entries:
        version = _IN_MANIFEST.fullmatch(entry.value)
        if version is not None and entry.name in keys:
            said.setdefault(keys[entry.name], []).append(version.group(1))
    return {sdk: _Told(versions, "manifest") for sdk, versions in said.items()}


def _of_own_entries(entries: Iterable[MetaDataFact], knowledge: Knowledge) -> dict[str, _Told]:
    """The version that entries say which an SDK names after its own package; none where they differ.

    What its code says comes first: `com.sensorsdata.analytics.android.version` may be that of another module.
    """
    owners = {prefix: each for each in knowledge.sdks.values() for prefix in each.signals.classes}
    said: dict[str, set[str]] = {}
    for entry in entries:
        named = _OWN_ENTRY.fullmatch(entry.name)
        package = named.group(1) if named is not None else ""
        owner = owners.get(package)
        if owner is not None and package not in owner.signals.version_parts and _SEVERAL.fullmatch(entry.value):
            said.setdefault(owner.id, set()).add(entry.value)
    return {sdk: _Told([*versions], "manifest") for sdk, versions in said.items() if len(versions) == 1}


def _versions_by_sdk(
    facts: Iterable[SdkVersionFact],
    knowledge: Knowledge,
    in_manifest: Mapping[str, _Told],
    renamed: Mapping[str, RenamedCodeFact],
) -> dict[str, _Told]:
    """The versions that each SDK states under its own names, then in texts, the manifest, and last in libraries.

    Other products copy code with its texts: 高德地图 holds an older copy of 高德定位. A native library may be a part.
    Anybody may say to servers that they are a library (`okhttp/3.12.0`): where its texts differ, nobody knows, but for
    what stands in a class that is told to be the library's by its content. An old copy may lie beside a renamed one.
    """
    named: dict[str, list[SdkVersionFact]] = {}
    texts: dict[str, list[SdkVersionFact]] = {}
    native: dict[str, list[SdkVersionFact]] = {}
    for fact in facts:
        if fact.part:
            continue
        is_native = fact.location.path.endswith(".so")
        is_text = fact.location.symbol.startswith('"') and not _is_renamed(fact, renamed)
        place = native if is_native else texts if is_text else named
        place.setdefault(fact.sdk, []).append(fact)
    sure = {
        sdk: said
        for sdk, said in texts.items()
        if knowledge.sdks[sdk].kind != "library" or len({fact.version for fact in said}) == 1
    }
    in_code = {sdk: _Told([fact.version for fact in said], _source(said)) for sdk, said in {**sure, **named}.items()}
    in_libraries = {sdk: _Told([fact.version for fact in said], "library") for sdk, said in native.items()}
    return {**in_libraries, **in_manifest, **in_code}


def _source(facts: Iterable[SdkVersionFact]) -> VersionSource:
    """Who says what stands under an SDK's own names: its build, where all of it stands in files that builds write."""
    return "build" if all(is_of_build(fact.location) for fact in facts) else "code"


def _is_renamed(fact: SdkVersionFact, renamed: Mapping[str, RenamedCodeFact]) -> bool:
    return bool(fact.holder) and fact.sdk in renamed and fact.holder in renamed[fact.sdk].classes


def _stated(versions: Collection[str]) -> str:
    """The versions that were seen, without those that another only says more exactly (4.390 beside 4.390.1260)."""
    distinct = dict.fromkeys(versions)
    return " ".join(each for each in distinct if not any(is_more_exact(other, each) for other in distinct))


def _every_version(told: _Told, listed: Sequence[DependencyFact], coordinates: Sequence[str]) -> _Told:
    """What the build wrote into files for an artifact of the SDK, else what the SDK says; a mark where both are silent.

    A part has numbers of its own in its code: `16.5.0` stands in that of Firebase Analytics 17.0.0. Vendors forget a
    mark: AppsFlyer's says 4.8.9 in 4.8.15.
    """
    files = [fact for fact in listed if not is_mark(fact)]
    built = [fact for fact in files if fact.source == "maven" and fact.name in coordinates and fact.version]
    if built:
        return _Told(_versions(built, coordinates), "build")
    in_files = _versions(files, coordinates)
    if said := [*told.versions, *in_files]:
        return _Told(said, "build" if _stated(said) == _stated(in_files) else told.source)
    return _Told(_versions(listed, coordinates), "code")


def _versions_by_group(
    dependencies: Iterable[DependencyFact], signatures: Iterable[SdkSignature], classes: SdkClasses
) -> dict[str, str]:
    """The version that all artifacts have which no signature names and whose group is a package of an SDK.

    Maven writes `com.baidu.aip:java-sdk` into a jar all of whose classes are below `com.baidu.aip`.
    """
    known = [pattern for each in signatures for pattern in each.maven]
    said: dict[str, set[str]] = {}
    for fact in dependencies:
        owner = "" if fact.source != "maven" or is_mark(fact) else classes.owner_of(fact.name.partition(":")[0])
        if owner and not any(fnmatchcase(fact.name, pattern) for pattern in known):
            said.setdefault(owner, set()).add(fact.version)
    return {sdk: versions.pop() for sdk, versions in said.items() if len(versions) == 1}


def is_of_build(location: Location) -> bool:
    """Whether a version stands in a file that the build of an archive wrote, and in no text or constant of code."""
    return not location.symbol and not location.path.endswith(".so")


def is_mark(fact: DependencyFact) -> bool:
    """Whether a text of the code names the dependency, and not a file of the package."""
    return fact.location.symbol.startswith('"')


def _versions(listed: Sequence[DependencyFact], coordinates: Sequence[str]) -> list[str]:
    """The versions in which a package says that it holds the dependencies by which an SDK was recognised.

    Of several artifacts each has a version of its own: that is taken whose coordinate the signature names first.
    """
    for coordinate in coordinates:
        named = [fact.version for fact in listed if fact.version and fnmatchcase(fact.name, coordinate)]
        if named:
            return named
    return [fact.version for fact in listed if fact.version]


class _Parts:
    """What the builds of parts of SDKs say, which is an SDK's version where most of its classes are of that part.

    An app of the vendor of an SDK has its prefix, and its build says the version of the app.
    """

    def __init__(self, facts: FactSet, knowledge: Knowledge, own: Collection[str]) -> None:
        self._namespaces = facts.of(NamespaceFact)
        self._said: dict[str, list[SdkVersionFact]] = {}
        for fact in facts.of(SdkVersionFact):
            if fact.part and own_root(fact.part, knowledge.shared_roots) not in own:
                self._said.setdefault(fact.sdk, []).append(fact)

    def version_of(self, sdk: str, counts: Mapping[str, int]) -> tuple[str, VersionSource]:
        """The version of the parts with most of an SDK's classes; what an archive says in its manifest is of it all."""
        classes: dict[str, int] = {}
        for fact in self._said.get(sdk, ()):
            if is_of_build(fact.location):
                return fact.version, "build"
            classes[fact.version] = classes.get(fact.version, 0) + self._classes_below(fact.part)
        most = sum(counts.values()) / 2
        return next(((version, "code") for version, number in classes.items() if number > most), ("", ""))

    def _classes_below(self, package: str) -> int:
        below = (fact for fact in self._namespaces if f"{fact.name}.".startswith(f"{package}."))
        return sum(fact.classes - fact.generated for fact in below)
