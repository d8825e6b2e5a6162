"""What a package names as its dependencies proves an SDK on every platform, with the version that stands there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appaudit.derive.disclosure import Disclosures
from appaudit.derive.sdks import sdk_facts
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import NamespaceFact, RenamedCodeFact
from appaudit.model.facts.derived import SdkSignal
from appaudit.model.facts.package import AppFact, DependencyFact, MetaDataFact
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.model.sdks import SdkSignature, Signals

SIGNALS = Signals(
    classes=("com.umeng",),
    ohpm=("@umeng/*",), pods=("UMCommon",), frameworks=("UMCommon",), bundles=("UMCommon_Privacy",),
    npm=("umtrack-wx",),
    mini_plugins=("wx0123456789abcdef",),
    version_meta_data=("umeng.version",),
)  # fmt: skip
UMENG = SdkSignature(
    id="umeng", name=Bilingual("友盟", "Umeng"), category="analytics", signals=SIGNALS, sources=(),
    maven=("com.umeng.umsdk:common", "com.umeng.umsdk:as*"),
)  # fmt: skip


OKHTTP = SdkSignature(
    id="okhttp", name=Bilingual("OkHttp", "OkHttp"), category="library", kind="library", signals=Signals(),
    sources=(), maven=("com.squareup.okhttp3:okhttp",),
)  # fmt: skip


def found(*dependencies: Fact) -> list[tuple[str, str, str, tuple[SdkSignal, ...]]]:
    facts, knowledge = FactSet(dependencies), Knowledge(sdks={"umeng": UMENG, "okhttp": OKHTTP})
    disclosures = Disclosures.of(facts, Coverage(), knowledge)
    sdks = sdk_facts(facts, Coverage(), knowledge, disclosures, [])
    return [(sdk.id, sdk.version, sdk.confidence, sdk.signals) for sdk in sdks]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("maven", "com.umeng.umsdk:common"),
        ("ohpm", "@umeng/analytics"),
        ("npm", "umtrack-wx"),
        ("pod", "UMCommon"),
        ("framework", "UMCommon"),
        ("bundle", "UMCommon_Privacy"),
        ("plugin", "wx0123456789abcdef"),
    ],
)
def test_a_dependency_proves_the_sdk_with_its_version(source: str, name: str) -> None:
    fact = DependencyFact(source=source, name=name, version="9.6.8")
    assert found(fact) == [("umeng", "9.6.8", "medium", (SdkSignal(kind=source, value=name),))]


@pytest.mark.parametrize(
    ("versions", "shown"),
    [
        (["4.390", "4.390.1260"], "4.390.1260"),
        # Two parts with versions of their own.
        (["4.39", "4.390.1260"], "4.39 4.390.1260"),
    ],
)
def test_a_version_that_another_says_more_exactly_is_not_shown_beside_it(versions: list[str], shown: str) -> None:
    stated = [SdkVersionFact(sdk="umeng", version=version) for version in versions]
    ((_, version, *_),) = found(DependencyFact(source="npm", name="umtrack-wx", version=versions[0]), *stated)
    assert version == shown


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ({"asms": "1.8.7", "common": "9.6.8"}, "9.6.8"),
        ({"asms": "1.8.7"}, "1.8.7"),
        ({"asms": "1.8.7", "common": ""}, "1.8.7"),
        ({"asms": "1.8.7", "assist": "2.4.0"}, "1.8.7 2.4.0"),
    ],
)
def test_of_several_artifacts_the_one_that_is_named_first_says_the_version(named: dict[str, str], shown: str) -> None:
    parts = [
        DependencyFact(source="maven", name=f"com.umeng.umsdk:{name}", version=each) for name, each in named.items()
    ]
    assert [version for _, version, *_ in found(*parts)] == [shown]


@pytest.mark.parametrize(
    ("file", "stated", "shown"),
    [
        ("", [], "9.5.2"),
        ("9.6.8", [], "9.6.8"),
        ("", ["9.6.8"], "9.6.8"),
        # What the build wrote beside what a part says of itself.
        ("9.6.8", ["9.4.0"], "9.6.8"),
        ("9.6.8", ["9.6.8.1"], "9.6.8"),
    ],
)
def test_a_mark_in_code_says_the_version_where_all_else_is_silent(file: str, stated: list[str], shown: str) -> None:
    name = "com.umeng.umsdk:common"
    mark = DependencyFact(source="maven", name=name, version="9.5.2", location=Location(path="x", symbol='"!…"'))
    named = [DependencyFact(source="maven", name=name, version=file, location=Location(path="y"))] if file else []
    facts = [mark, *named, *(SdkVersionFact(sdk="umeng", version=each) for each in stated)]
    assert [version for _, version, *_ in found(*facts)] == [shown]
    assert [version for _, version, *_ in found(*reversed(facts))] == [shown]


NAMED, TEXT, LIBRARY = (
    Location(path="classes.dex", symbol="a.B.C"),
    Location(path="x", symbol='"a…"'),
    Location(path="lib/x86/a.so"),
)


@pytest.mark.parametrize(
    ("sdk", "said", "shown"),
    [
        ("umeng", [("7.5.3", LIBRARY)], "7.5.3"),
        ("umeng", [("7.5.3", LIBRARY), ("9.1", TEXT)], "9.1"),
        ("umeng", [("7.5.3", LIBRARY), ("9.1", TEXT), ("9.2.0", NAMED)], "9.2.0"),
        ("umeng", [("7.5.3", TEXT), ("9.1", TEXT)], "7.5.3 9.1"),
        # Whoever asks a server may call itself a library of any version.
        ("okhttp", [("3.12.0", TEXT), ("3.12.0", TEXT)], "3.12.0"),
        ("okhttp", [("3.12.0", TEXT), ("4.9.3", TEXT)], ""),
        ("okhttp", [("3.12.0", TEXT), ("4.9.3", NAMED)], "4.9.3"),
    ],
)
def test_names_say_the_version_before_texts_and_these_before_native_libraries(
    sdk: str, said: list[tuple[str, Location]], shown: str
) -> None:
    name = "com.umeng.umsdk:common" if sdk == "umeng" else "com.squareup.okhttp3:okhttp"
    stated = [SdkVersionFact(sdk=sdk, version=version, location=place) for version, place in said]
    assert [version for _, version, *_ in found(DependencyFact(source="maven", name=name), *stated)] == [shown]


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ({"com.umeng:core": "9.6.8"}, "9.6.8"),
        ({"com.umeng.push:core": "9.6.8", "com.umeng.push:base": "9.6.8"}, "9.6.8"),
        # Parts with versions of their own, a group of others, and one that stands above many.
        ({"com.umeng.push:core": "9.6.8", "com.umeng.push:base": "2.0.0"}, ""),
        ({"com.umengs:core": "9.6.8"}, ""),
        ({"com:core": "9.6.8"}, ""),
        # What the signature names goes before.
        ({"com.umeng.umsdk:common": "9.7.0", "com.umeng.push:core": "9.6.8"}, "9.7.0"),
    ],
)
def test_an_artifact_in_the_group_of_an_sdk_says_its_version(named: dict[str, str], shown: str) -> None:
    parts = [
        DependencyFact(source="maven", name=name, version=each, location=Location(path="META-INF/maven/pom.properties"))
        for name, each in named.items()
    ]
    held = NamespaceFact(name="com.umeng.push", classes=9)
    assert [version for _, version, *_ in found(held, *parts)] == [shown]
    marks = [replace(part, location=Location(path="x", symbol='"!SDK-VERSION-STRING!:…"')) for part in parts]
    assert {version for _, version, *_ in found(held, *marks)} <= {"", "9.7.0"}


@pytest.mark.parametrize(("source", "name"), [("maven", "com.umeng.umsdk:other"), ("npm", "@umeng/analytics")])
def test_another_name_and_the_name_of_another_source_prove_nothing(source: str, name: str) -> None:
    assert found(DependencyFact(source=source, name=name)) == []


@pytest.mark.parametrize(
    ("entry", "version"),
    [
        (MetaDataFact(name="umeng.version", value="9.6.8"), "9.6.8"),
        (MetaDataFact(name="umeng.version", value="common:9.6.8"), "9.6.8"),
        # A lone number may count anything, a value may stand elsewhere, and the key may be another's or a component's.
        (MetaDataFact(name="umeng.version", value="968"), ""),
        (MetaDataFact(name="umeng.version", value="@7f0b0001"), ""),
        (MetaDataFact(name="umeng.versions", value="9.6.8"), ""),
        (MetaDataFact(name="umeng.version", value="9.6.8", owner="com.example.Provider"), ""),
    ],
)
def test_the_version_that_the_manifest_states(entry: MetaDataFact, version: str) -> None:
    ((_, stated, *_),) = found(DependencyFact(source="npm", name="umtrack-wx"), entry)
    assert stated == version


def test_what_the_code_says_of_its_version_goes_before_the_manifest() -> None:
    entry, said = MetaDataFact(name="umeng.version", value="9.6.8"), SdkVersionFact(sdk="umeng", version="9.7.0")
    ((_, stated, *_),) = found(DependencyFact(source="npm", name="umtrack-wx"), entry, said)
    assert stated == "9.7.0"


@pytest.mark.parametrize(
    ("entries", "package", "version"),
    [
        ({"com.umeng.version": "9.6.8"}, "org.example", "9.6.8"),
        ({"com.umeng._notifier.version": "9.6.8"}, "org.example", "9.6.8"),
        ({"com.umeng.sdk_version": "9.6.8.1"}, "org.example", "9.6.8.1"),
        # A part, what it needs of another, a number of an interface, and a package that is nobody's.
        ({"com.umeng.push.version": "9.6.8"}, "org.example", ""),
        ({"com.umeng.min_version": "9.6.8"}, "org.example", ""),
        ({"com.umeng.flutterSdkVersion": "9.6.8"}, "org.example", ""),
        ({"com.umeng.version": "9.6"}, "org.example", ""),
        ({"com.example.version": "9.6.8"}, "org.example", ""),
        # Two that differ, and an app of the vendor, which may mean itself.
        ({"com.umeng.version": "9.6.8", "com.umeng.sdk.version": "9.7.0"}, "org.example", ""),
        ({"com.umeng.version": "9.6.8"}, "com.umeng.reader", ""),
    ],
)
def test_the_version_in_an_entry_named_after_the_package_of_an_sdk(
    entries: dict[str, str], package: str, version: str
) -> None:
    app = AppFact(package=package, version_name="9.6.8", version_code="1", min_sdk=21, target_sdk=34)
    held = NamespaceFact(name="com.umeng", classes=30)
    stated = [MetaDataFact(name=name, value=value) for name, value in entries.items()]
    assert [said for _, said, *_ in found(app, held, *stated)] == [version]
    told = SdkVersionFact(sdk="umeng", version="9.9.9")
    assert [said for _, said, *_ in found(app, held, told, *stated)] == ["9.9.9"]


@pytest.mark.parametrize(
    ("parts", "classes", "package", "shown"),
    [
        ("com.umeng.push", 30, "org.example", "9.6.8"),
        # The lesser part of it, and an app of the vendor, whose build has the version of the app.
        ("com.umeng.push", 10, "org.example", ""),
        ("com.umeng.push com.umeng.core", 10, "org.example", "9.6.8"),
        ("com.umeng.push", 30, "com.umeng.reader", ""),
        ("", 10, "com.umeng.reader", "9.6.8"),
    ],
)
def test_the_build_of_a_part_speaks_for_an_sdk_that_it_is_most_of(
    parts: str, classes: int, package: str, shown: str
) -> None:
    said = [
        SdkVersionFact(sdk="umeng", version="9.6.8", part=each, location=Location(path="x", symbol=f"{each}.B.C"))
        for each in parts.split(" ")
    ]
    app = AppFact(package=package, version_name="9.6.8", version_code="1", min_sdk=21, target_sdk=34)
    held = (NamespaceFact(name="com.umeng.push", classes=classes), NamespaceFact(name="com.umeng.core", classes=20))
    assert [version for _, version, *_ in found(app, *said, *held)] == [shown]


@pytest.mark.parametrize(
    ("holder", "shown"),
    [
        ("j.a.d", "2.5.0 3.12.1"),
        # A class of somebody else, who says that it is the library.
        ("k.b", "2.5.0"),
        ("", "2.5.0"),
    ],
)
def test_an_old_copy_beside_a_renamed_one(holder: str, shown: str) -> None:
    old = SdkVersionFact(sdk="okhttp", version="2.5.0", location=NAMED)
    new = SdkVersionFact(sdk="okhttp", version="3.12.1", holder=holder, location=TEXT)
    copies = RenamedCodeFact(party="okhttp", classes=("j.a.b", "j.a.d"), recognised=9)
    listed = DependencyFact(source="maven", name="com.squareup.okhttp3:okhttp")
    assert [version for _, version, *_ in found(old, new, copies, listed)] == [shown]
