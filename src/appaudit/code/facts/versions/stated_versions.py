"""The version that an SDK's own classes state under the names that everybody uses for it.

No entry of `rules/sdks` has to say how to read it: a constant `SDK_VERSION`, a method `getSDKVersion`, what is sent as
`sdk_version`, the `BuildConfig` of its own package, which alone speaks for a library as well. It is the SDK's where all
such places in its classes say the same; where they differ, what those of its own package and of the class say by which
apps start it: other parts have versions of their own. Where these differ, too, nobody knows which of them is meant, and
none is. Where there are none, it is told what the builds of its parts say, and what the manifest of its archive says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from appaudit.code.facts.owners.package_owners import PackageOwners
from appaudit.code.facts.versions.sdk_versions import only_version, texts_given, texts_held
from appaudit.code.values.call_search import definitions_of
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import descriptor
from appaudit.dex.tables import distinct, is_among
from appaudit.model.class_names import own_root
from appaudit.model.code_names import is_android
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.model.sdks import SdkSignature
from appaudit.model.version_numbers import is_later_of_line, is_more_exact

if TYPE_CHECKING:
    from appaudit.class_file import ClassFile  # only SDK archives hold class files
    from appaudit.model.artifact import ClassArchive

#: Constants that hold the version of the SDK whose class has them.
_FIELDS: Final = (
    *("SDK_VERSION", "SDK_VERSION_NAME", "SDK_VER", "SDK_VERSION_STRING", "sdkVersion", "SDKVersion"),
    *("SDKVERSION", "SDK_VERSION_NUMBER", "sdk_version", "LIBRARY_VERSION", "LIB_VERSION"),
)
#: Methods without parameters that give it.
_METHODS: Final = (
    *("getSDKVersion", "getSdkVersion", "getSdkVersionName", "getSDKVersionName", "getVersion"),
    *("getSDKVersionString", "getSdkVersionString", "getLibraryVersion", "getSdkVersionNumber", "getSdkVer"),
)
#: Names under which it is sent or written down.
_KEYS: Final = (
    *("sdk_version", "sdkVersion", "SDKVersion", "sdk_version_name", "sdkVersionName"),
    *("sdk_ver", "sdkVer", "sdkver", "core_sdk_ver", "p_sdk_v", "sdk_v", "sdkv", "SdkVersion", "SDK_VERSION"),
    *("sdk-version", "sdkVersionString", "lib_version", "libVersion", "library_version", "libraryVersion"),
    # Under this name SDKs leave their version for Bugly, which apps have beside them (美洽, 优量汇).
    "BuglySdkInfos",
)
#: Beside it `libraryVersion` is the copy of the viewability library that ad SDKs keep in packages of their own, which
#: names its partner (`1.3.16-tapjoy`).
_OF_MEASUREMENT: Final = "omidNativeInfo"
_NAMES: Final = re.compile("|".join((*_FIELDS, *_METHODS, *_KEYS)).encode())
#: Constants of the class by which apps start an SDK; elsewhere they hold versions of anything.
_OF_ENTRANCES: Final = ("VERSION", "VERSION_NAME")
#: What the build of a library writes into its own package, with its version. Builds of today write no `VERSION_NAME`
#: unless they are told to: vendors add a constant of their own, many under a word of the package
#: (`SPLIT_VERSION_NAME` in `io.split.android`) or its own name (`DOKIT_VERSION` in `com.didichuxing.doraemonkit`);
#: under other words stand versions of what the library uses.
_BUILD_CLASS: Final = "BuildConfig"
_BUILD_FIELD: Final = "VERSION_NAME"
_OWN_BUILD_FIELD: Final = re.compile(r"(?:([A-Z0-9]+)_)?VERSION(?:_NAME)?")
_WORDS_OF_ITSELF: Final = frozenset(("sdk", "library", "lib"))
#: What templates of new libraries hold, and formats of what is sent.
_EVERYBODYS: Final = frozenset(("1.0", "1.0.0", "0.0.0", "2.0"))
#: Of two numbers are versions of interfaces as well (`4.0`): beside a name they count where they stand right after it.
_SEVERAL: Final = re.compile(r"\d+[._]\d+[._]\d")
#: How versions end that are none yet: `5.0.0-SNAPSHOT` stands in the build of the published 6.5.0 of LeanCloud.
_UNFINISHED: Final = "-SNAPSHOT"
_MANIFEST: Final = "AndroidManifest.xml"
_JAR_MANIFEST: Final = "META-INF/MANIFEST.MF"
#: A method that gives the version holds little else.
_MOST_TEXTS: Final = 3
_EXTRACTOR = "code.stated_versions"


class StatedVersions:
    """Collects what the classes of each SDK state.

    Args:
        knowledge: Which packages are whose.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        signatures = list(knowledge.sdks.values())
        claims = {prefix: "" for each in signatures for prefix in each.signals.excluded_classes}
        claims |= {
            prefix: each.id if each.kind == "sdk" else "" for each in signatures for prefix in each.signals.classes
        }
        claims |= {prefix: "" for each in signatures for prefix in each.signals.version_parts}
        self._owners = PackageOwners(claims)
        built = {prefix: each.id for each in signatures for prefix in each.signals.classes}
        parts = {prefix for each in signatures for prefix in each.signals.version_parts}
        nobodys = {prefix: "" for prefix in claims if prefix not in built or prefix in parts}
        self._builders = PackageOwners(built | nobodys)
        vendors: dict[str, set[str]] = {}
        for prefix, sdk in built.items():
            vendors.setdefault(own_root(prefix, knowledge.shared_roots), set()).add(sdk)
        lone = {root: "".join(sdks) for root, sdks in vendors.items() if len(sdks) == 1}
        self._archives = PackageOwners(lone | built | nobodys)
        self._parts: dict[str, list[SdkVersionFact]] = {}
        self._built: dict[str, dict[str, Location]] = {}
        self._found: dict[str, list[SdkVersionFact]] = {}
        self._inner: dict[str, list[SdkVersionFact]] = {}
        self._builds = {root: each.id for each in signatures for root in _roots(each) - parts}
        self._build_classes = [descriptor(f"{package}.{_BUILD_CLASS}") for package in self._builds]
        starts = ((each.id, call) for each in signatures if each.startup is not None for call in each.startup.start)
        self._entrances = {call.rpartition(".")[0].partition("$")[0]: sdk for sdk, call in starts if is_android(call)}

    def facts(self, known: Collection[str]) -> list[SdkVersionFact]:
        """One fact for each SDK all of whose places agree, or its inner ones; where it has none, one for each part.

        None is said of those `known` otherwise.

        Where they say what was never published, nothing else that the SDK says is taken for its version either.
        """
        found = []
        for sdk in dict.fromkeys((*self._found, *self._inner)):
            every, inner = self._found.get(sdk, []), self._inner.get(sdk, [])
            agreed = [facts for facts in ([*every, *inner], inner) if len({fact.version for fact in facts}) == 1]
            if agreed and sdk not in known and not agreed[0][0].version.endswith(_UNFINISHED):
                found.append(agreed[0][0])
        for sdk, parts in self._parts.items():
            if sdk not in known and sdk not in self._found and sdk not in self._inner:
                found += [fact for fact in parts if not fact.version.endswith(_UNFINISHED)]
        return found

    def in_dex(self, files: Iterable[Constants]) -> None:
        """Look through DEX files."""
        for constants in files:
            place = constants.code.dex.place
            for owner, symbol, texts in (*_fields(constants), *_methods(constants), *self._beside_keys(constants)):
                self._add(self._owner(owner), owner, symbol, texts, place)
            for owner, held in self._builds_in(constants):
                self._add_build(owner, held, place)
            for owner, value in _builds(constants):
                self._add_build_of_part(owner, value, place)
            for owner, symbol, texts in self._of_entrances(constants):
                self._add(self._owner(owner), owner, symbol, texts, place, self._inner)

    def in_class(self, file: ClassFile) -> None:
        """Look through one class file.

        Raises:
            ClassFileError: It is damaged.
        """
        if file.name.endswith(f"/{_BUILD_CLASS}"):
            held = file.constant_texts()
            self._add_build(file.name, held, file.place)
            self._add_build_of_part(file.name, held.get(_BUILD_FIELD, ""), file.place)
        sdk = self._owner(file.name)
        if not sdk:
            return
        if file.name.replace("/", ".") in self._entrances:
            loaded = {text for _, texts in file.method_texts() for text in texts if _SEVERAL.search(text)}
            self._add(sdk, file.name, "", loaded, file.place, self._inner)
            for name, text in file.constant_texts().items():
                if name in _OF_ENTRANCES and _SEVERAL.search(text):
                    self._add(sdk, file.name, name, (text,), file.place, self._inner)
        if not _NAMES.search(file.data):
            return
        for name, text in file.constant_texts().items():
            if name in _FIELDS:
                self._add(sdk, file.name, name, (text,), file.place)
        for name, texts in file.method_texts():
            if name in _METHODS and len(texts) <= _MOST_TEXTS:
                self._add(sdk, file.name, name, texts, file.place)
            for key in texts.intersection(_KEYS) if _OF_MEASUREMENT not in texts else ():
                self._add(sdk, file.name, f'"{key}"', [*filter(_SEVERAL.search, texts)], file.place)

    def in_manifest(self, package: str, version: str) -> None:
        """Note the version that the manifest of an archive says beside its package (`com.example.push`).

        A package of no SDK is that of the only one of its vendor: `com.bugfender.android` holds `com.bugfender.sdk`.
        """
        self._add_part(self._archives.of(package), package, "", version, _MANIFEST)

    def in_jars(self, jars: Iterable[ClassArchive]) -> None:
        """Note what the manifest of a jar says of the SDK whose classes are most of it, and most of which it holds."""
        most: dict[str, tuple[int, str, ClassArchive]] = {}
        for jar in jars:
            names = {name.removesuffix(".class").replace("/", "."): name for name, _ in jar.classes}
            owners = Counter(map(self._builders.of, names))
            for sdk, count in owners.most_common(1):
                if sdk and 2 * count > owners.total() and count > most.get(sdk, (0,))[0]:
                    first = next(name for name in names if self._builders.of(name) == sdk)
                    most[sdk] = count, first.rpartition(".")[0], jar
        for sdk, (_, package, jar) in most.items():
            said = only_version((jar.version,))
            if said and not said.endswith(_UNFINISHED):
                place = f"{jar.place}!{_JAR_MANIFEST}".lstrip("!")
                self._built.setdefault(sdk, {})[said] = Location(path=place)
                self._add_part(self._builders.of(package), package, "", said, place)

    def as_built(self, facts: Iterable[SdkVersionFact]) -> list[SdkVersionFact]:
        """The facts with all that builds say, without those of what was never published.

        `6.0.0` of the classes is `6.0.0.64` in the manifest of their jar. A constant is forgotten where builds count by
        themselves: `3.5.0` of Bmob's is `3.5.1` in the class that the build wrote into the same package.
        """
        said: dict[str, set[str]] = {}
        facts = list(facts)
        for fact in facts:
            said.setdefault(fact.sdk, set()).add(fact.version)
        published = (fact for fact in facts if not fact.version.endswith(_UNFINISHED))
        return [self._as_built(fact) if len(said[fact.sdk]) == 1 else fact for fact in published]

    def _as_built(self, fact: SdkVersionFact) -> SdkVersionFact:
        built = [
            (version, location)
            for version, location in self._built.get(fact.sdk, {}).items()
            if is_more_exact(version, fact.version) or is_later_of_line(version, fact.version)
        ]
        return replace(fact, version=built[0][0], location=built[0][1]) if len(built) == 1 else fact

    def _beside_keys(self, constants: Constants) -> Iterator[tuple[str, str, Collection[str]]]:
        dex, loads = constants.code.dex, constants.texts
        for key in _KEYS:
            index = dex.find_string(key)
            for item in distinct(loads.code_item[loads.target == index]).tolist() if index >= 0 else ():
                for method in constants.code.items.caller_of(item):
                    owner = dex.method_class(int(method))[1:-1]
                    if self._owner(owner):
                        texts = texts_held(constants, item)
                        if _OF_MEASUREMENT in texts:
                            continue
                        yield owner, f'"{key}"', [*_following(texts, key), *filter(_SEVERAL.search, texts)]

    def _of_entrances(self, constants: Constants) -> Iterator[tuple[str, str, Collection[str]]]:
        """What the methods of a class hold by which apps start an SDK, and what its constants say."""
        dex = constants.code.dex
        types = dex.find_types([descriptor(name) for name in self._entrances])
        for name, type_index in zip(self._entrances, types, strict=True):
            if type_index >= 0:
                items = (int(constants.item_of_method[int(method)]) for method in dex.methods_of_type(type_index))
                texts = [text for item in items if item >= 0 for text in texts_held(constants, item)]
                yield name.replace(".", "/"), "", [*filter(_SEVERAL.search, texts)]
                for field in dex.fields_of_type(type_index):
                    value = constants.field_values.first_value(int(field))
                    if dex.field_name(int(field)) in _OF_ENTRANCES and isinstance(value, str):
                        yield name.replace(".", "/"), dex.field_name(int(field)), [*filter(_SEVERAL.search, (value,))]

    def _builds_in(self, constants: Constants) -> Iterator[tuple[str, dict[str, str]]]:
        """The classes that builds wrote into packages of SDKs and libraries, with their constants that are texts."""
        dex = constants.code.dex
        for name, type_index in zip(self._build_classes, dex.find_types(self._build_classes), strict=True):
            if type_index < 0:
                continue
            fields = dex.fields_of_type(type_index)
            values = {dex.field_name(int(each)): constants.field_values.first_value(int(each)) for each in fields}
            if held := {name: value for name, value in values.items() if isinstance(value, str)}:
                yield name[1:-1], held

    def _add_build(self, class_name: str, held: Mapping[str, str], place: str) -> None:
        """Note what the build wrote into the own package of an SDK or of a library."""
        package = class_name.rpartition("/")[0]
        sdk = self._builds.get(package.replace("/", "."), "")
        for name, text in _of_build(package, sdk, held).items():
            said = only_version((text.strip(),))
            self._add(sdk, class_name, name, (said,), place, self._inner)
            if sdk and said and not said.endswith(_UNFINISHED):
                location = Location(path=place, symbol=f"{class_name.replace('/', '.')}.{name}")
                self._built.setdefault(sdk, {})[said] = location

    def _add_build_of_part(self, class_name: str, version: str, place: str) -> None:
        name = class_name.replace("/", ".")
        package = name.rpartition(".")[0]
        if package not in self._builds:
            self._add_part(self._builders.of(package), package, f"{name}.{_BUILD_FIELD}", version, place)

    def _add_part(self, sdk: str, package: str, symbol: str, version: str, place: str) -> None:
        """Note what the build of a part of an SDK wrote."""
        said = only_version((version.strip(),))
        if sdk and said and said not in _EVERYBODYS:
            location = Location(path=place, symbol=symbol)
            fact = SdkVersionFact(sdk=sdk, version=said, part=package, location=location, extractor=_EXTRACTOR)
            self._parts.setdefault(sdk, []).append(fact)

    def _add(
        self,
        sdk: str,
        class_name: str,
        symbol: str,
        texts: Collection[str],
        place: str,
        found: dict[str, list[SdkVersionFact]] | None = None,
    ) -> None:
        version = only_version(texts)
        if not sdk or not version or version in _EVERYBODYS:
            return
        name = symbol if symbol.startswith('"') else f"{class_name.replace('/', '.')}.{symbol}".rstrip(".")
        (self._found if found is None else found).setdefault(sdk, []).append(
            SdkVersionFact(sdk=sdk, version=version, location=Location(path=place, symbol=name), extractor=_EXTRACTOR)
        )

    def _owner(self, class_name: str) -> str:
        """The SDK whose class this is, by the longest of the packages that are known; empty for others."""
        return self._owners.of(class_name.replace("/", "."))


def _roots(signature: SdkSignature) -> frozenset[str]:
    """The packages whose build is that of the SDK: its prefixes, and what stands right above its starts."""
    startup = signature.startup
    starts = [call for call in startup.start if is_android(call)] if startup is not None else []
    return frozenset((*signature.signals.classes, *(call.rsplit(".", 2)[0] for call in starts)))


def _following(texts: Sequence[str], key: str) -> list[str]:
    """What stands right after a key, where texts have their order."""
    return [after for before, after in pairwise(texts) if before == key]


def _builds(constants: Constants) -> Iterator[tuple[str, str]]:
    """Every class that a build wrote, with the version that it states."""
    dex = constants.code.dex
    index = dex.find_string(_BUILD_FIELD)
    for field in np.flatnonzero(dex.field_ids["name"] == index).tolist() if index >= 0 else ():
        owner = dex.type_descriptor(int(dex.field_ids[field]["class_type"]))[1:-1]
        value = constants.field_values.first_value(field) if owner.endswith(f"/{_BUILD_CLASS}") else None
        if isinstance(value, str):
            yield owner, value


def _fields(constants: Constants) -> Iterator[tuple[str, str, Collection[str]]]:
    dex = constants.code.dex
    names = [index for name in _FIELDS if (index := dex.find_string(name)) >= 0]
    for field in np.flatnonzero(is_among(dex.field_ids["name"], names)).tolist() if names else ():
        value = constants.field_values.first_value(field)
        if isinstance(value, str):
            owner = dex.type_descriptor(int(dex.field_ids[field]["class_type"]))
            yield owner[1:-1], dex.field_name(field), (value,)


def _of_build(package: str, sdk: str, held: Mapping[str, str]) -> dict[str, str]:
    """The constants of a build that state the version of an SDK in its package as stored (`io/split/android`)."""
    if _BUILD_FIELD in held:
        return {_BUILD_FIELD: held[_BUILD_FIELD]}
    words = {"", *_WORDS_OF_ITSELF, *re.split("[/_]", package), sdk.replace("-", "")}
    named = ((name, _OWN_BUILD_FIELD.fullmatch(name)) for name in held)
    own = (name for name, found in named if found is not None and (found.group(1) or "").lower() in words)
    return {name: held[name] for name in own if _SEVERAL.match(held[name])}


def _methods(constants: Constants) -> Iterator[tuple[str, str, Collection[str]]]:
    dex = constants.code.dex
    for name in _METHODS:
        for method, item in definitions_of(constants, name, "()Ljava/lang/String;"):
            texts = texts_given(constants, item)
            if len(texts) <= _MOST_TEXTS:
                yield dex.method_class(method)[1:-1], name, texts
