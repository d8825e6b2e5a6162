"""Versions that SDKs state under names that everybody uses, in DEX files and in class files."""

from __future__ import annotations

import struct
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

import pytest
from tests.support.class_builder import ClassBuilder
from tests.support.dalvik_assembly import RETURN_VOID, code, opened, text
from tests.support.dex_builder import DefinedField, DefinedMethod, DexBuilder, string, with_checksum

from appaudit.class_file import read_class
from appaudit.code.facts.versions.stated_versions import StatedVersions
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.model.artifact import ClassArchive
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, SdkStartup, Signals


def _signature(name: str, *, kind: str = "sdk") -> SdkSignature:
    return SdkSignature(
        id=name,
        name=Bilingual(name, name),
        category="push",
        kind=kind,  # type: ignore[arg-type]  # one of two words
        sources=(),
        # A part may be named among the packages as well: its build speaks for nobody either.
        signals=Signals(
            classes=(f"com.{name}", f"com.{name}.copy"), version_parts=(f"com.{name}.part", f"com.{name}.copy")
        ),
        startup=SdkStartup(start=(f"com.{name}.api.Client.start",)),
    )


KNOWLEDGE = Knowledge(sdks={"alpha": _signature("alpha"), "commons": _signature("commons", kind="library")})

GET = "getSDKVersion()Ljava/lang/String;"
STATED = [
    ([("com/alpha/a", "b()V", ["sdk_version", "6.9.2", "appkey"])], ["6.9.2"]),
    ([("com/alpha/a", "b()V", ["appkey", "6.9.2", "sdkVersion"])], ["6.9.2"]),
    ([("com/alpha/Sdk", GET, ["4.3.2"])], ["4.3.2"]),
    ([("com/alpha/a", "b()V", ["sdkv", "3.5.10", "appkey"])], ["3.5.10"]),
    ([("com/alpha/a", "b()V", ["sdkvs", "3.5.10", "appkey"])], []),
    ([("com/alpha/Sdk", GET, ["4.3.2"]), ("com/alpha/b", "c()V", ["sdk_version", "4.3.2"])], ["4.3.2"]),
    ([("com/alpha/a", "b()V", ["lib_version", "6.9.2"])], ["6.9.2"]),
    ([("com/alpha/Sdk", "getSdkVersionNumber()Ljava/lang/String;", ["4.3.2"])], ["4.3.2"]),
    ([("com/alpha/a", "b()V", ["BuglySdkInfos", "d298be5fd8", "3.4.6"])], ["3.4.6"]),
    ([("com/alpha/a", "b()V", ["BuglySdkInfo", "d298be5fd8", "3.4.6"])], []),
    # A copy of the library that measures what is seen, under the name that others use for their own.
    ([("com/alpha/a", "b()V", ["libraryVersion", "1.3.16-alpha"])], ["1.3.16-alpha"]),
    ([("com/alpha/a", "b()V", ["omidNativeInfo", "libraryVersion", "1.3.16-alpha"])], []),
    ([("com/alpha/a", "b()V", ["sdkv", "7.5.1f"])], ["7.5.1f"]),
    ([("com/alpha/a", "b()V", ["sdkv", "7.5.1fx"])], []),
    ([("com/alpha/a", "b()V", ["sdk_version", "1.3.8.nourl-rc.1"])], ["1.3.8.nourl-rc.1"]),
    ([("com/alpha/a", "b()V", ["sdk_version", "1.3.8.example.1"])], []),
    # What was never published, and what was.
    ([("com/alpha/Sdk", GET, ["4.3.2-SNAPSHOT"])], []),
    ([("com/alpha/Sdk", GET, ["4.3.2-RELEASE"])], ["4.3.2-RELEASE"]),
    # Places that differ, two versions, and versions of parts and of nobody.
    ([("com/alpha/Sdk", GET, ["4.3.2"]), ("com/alpha/b", "c()V", ["sdk_version", "1.9.0"])], []),
    ([("com/alpha/a", "b()V", ["sdk_version", "6.9.2", "1.2.3"])], []),
    ([("com/alpha/part/a", "b()V", ["sdk_version", "6.9.2"])], []),
    ([("com/commons/a", "b()V", ["sdk_version", "6.9.2"])], []),
    ([("com/beta/a", "b()V", ["sdk_version", "6.9.2"])], []),
    # The class by which apps start it speaks for the whole, if it holds one version alone.
    ([("com/alpha/api/Client", "a()V", ["4.3.2"]), ("com/alpha/b", "c()V", ["sdk_version", "1.9.0"])], ["4.3.2"]),
    ([("com/alpha/api/Client", "a()V", ["4.3.2"])], ["4.3.2"]),
    ([("com/alpha/api/Client", "a()V", ["4.3.2"]), ("com/alpha/api/Client", "b()V", ["1.9.0"])], []),
    ([("com/alpha/api/Client", "a()V", ["127.0.0.1"])], []),
    ([("com/alpha/api/Other", "a()V", ["4.3.2"])], []),
    # Other names, and what is no version of an SDK.
    ([("com/alpha/a", "b()V", ["app_version", "6.9.2"])], []),
    ([("com/alpha/a", "b()V", ["sdk_version", "1.0.0"])], []),
    ([("com/alpha/a", "b()V", ["sdk_version", "127.0.0.1"])], []),
    ([("com/alpha/Sdk", GET, ["4.3.2", "a", "b", "c"])], []),
]


@pytest.mark.parametrize(("methods", "versions"), STATED)
def test_a_version_that_all_of_an_sdk_states(methods: list[tuple[str, str, list[str]]], versions: list[str]) -> None:
    of_classes, of_dex, builder = StatedVersions(KNOWLEDGE), StatedVersions(KNOWLEDGE), DexBuilder()
    for owner, of_owner in groupby(methods, key=itemgetter(0)):
        written, bodies = ClassBuilder(owner), []
        for _, name, texts in of_owner:
            loads = b"".join(written.ldc(written.string(each)) for each in texts)
            written.method(name.partition("(")[0], code=loads + b"\xb1")
            bodies.append(DefinedMethod(name, code(*(text(0, each) for each in texts), RETURN_VOID)))
        of_classes.in_class(read_class(written.build(), "x"))
        builder.add_class(f"L{owner};", methods=bodies)
    of_dex.in_dex([Constants(opened(builder))])
    assert [fact.version for fact in of_classes.facts(())] == versions
    assert [fact.version for fact in of_dex.facts(())] == versions
    assert of_dex.facts({"alpha"}) == []


@pytest.mark.parametrize(
    ("texts", "versions"), [(["sdk_version", "4.3"], ["4.3"]), (["setVersion", "4.0", "sdk_version", "count"], [])]
)
def test_a_version_of_two_numbers_stands_right_after_its_name(texts: list[str], versions: list[str]) -> None:
    stated = StatedVersions(KNOWLEDGE)
    body = code(*(text(0, each) for each in texts), RETURN_VOID)
    stated.in_dex([Constants(opened(DexBuilder().add_class("Lcom/alpha/a;", methods=[DefinedMethod("b()V", body)])))])
    assert [fact.version for fact in stated.facts(())] == versions


def test_a_version_in_a_constant_of_a_class_file() -> None:
    stated = StatedVersions(KNOWLEDGE)
    builder = ClassBuilder("com/alpha/Build")
    builder.add_field("SDK_VERSION", "Ljava/lang/String;", builder.string("7.5.2"))
    builder.add_field("API_VERSION", "Ljava/lang/String;", builder.string("2.1.0"))
    stated.in_class(read_class(builder.build(), "x"))
    assert [(fact.version, fact.location.symbol) for fact in stated.facts(())] == [
        ("7.5.2", "com.alpha.Build.SDK_VERSION")
    ]


@pytest.mark.parametrize(
    ("package", "versions"),
    [
        ("com/alpha", ["7.5.2"]),
        ("com/alpha/api", ["7.5.2"]),
        ("com/alpha/core", ["7.5.2"]),
        ("com/alpha/part", []),
        ("com/alpha/copy", []),
        ("com/commons", ["7.5.2"]),
        ("com/commons/core", ["7.5.2"]),
        ("com/beta", []),
    ],
)
def test_what_the_build_writes_into_the_package_of_an_sdk(package: str, versions: list[str]) -> None:
    of_classes, of_dex = StatedVersions(KNOWLEDGE), StatedVersions(KNOWLEDGE)
    builder = ClassBuilder(f"{package}/BuildConfig")
    builder.add_field("VERSION_NAME", "Ljava/lang/String;", builder.string("7.5.2"))
    of_classes.in_class(read_class(builder.build(), "x"))
    of_dex.in_dex([_dex_with(f"L{package}/BuildConfig;", "7.5.2")])
    assert [fact.version for fact in of_classes.facts(())] == versions
    assert [fact.version for fact in of_dex.facts(())] == versions


@pytest.mark.parametrize(
    ("builds", "stated", "versions"),
    [
        ({"com/alpha/core": "7.5.2", "com/alpha/ui": "1.3.0"}, [], ["7.5.2", "1.3.0"]),
        # What its own package or its classes say, and what is none yet.
        ({"com/alpha/core": "7.5.2", "com/alpha": "8.0.1"}, [], ["8.0.1"]),
        ({"com/alpha/core": "7.5.2"}, ["sdk_version", "8.0.1"], ["8.0.1"]),
        ({"com/alpha/core": "7.5.2-SNAPSHOT"}, [], []),
    ],
)
def test_the_builds_of_parts_speak_where_nothing_else_does(
    builds: dict[str, str], stated: list[str], versions: list[str]
) -> None:
    of_classes, of_dex = StatedVersions(KNOWLEDGE), StatedVersions(KNOWLEDGE)
    for package, version in builds.items():
        builder = ClassBuilder(f"{package}/BuildConfig")
        builder.add_field("VERSION_NAME", "Ljava/lang/String;", builder.string(version))
        of_classes.in_class(read_class(builder.build(), "x"))
    files = [_dex_with(f"L{package}/BuildConfig;", version) for package, version in builds.items()]
    parts = [package.replace("/", ".") for package in builds if package != "com/alpha"]
    if stated:
        builder = ClassBuilder("com/alpha/a")
        builder.method("b", code=b"".join(builder.ldc(builder.string(each)) for each in stated) + b"\xb1")
        of_classes.in_class(read_class(builder.build(), "x"))
        body = code(*(text(0, each) for each in stated), RETURN_VOID)
        files.append(Constants(opened(DexBuilder().add_class("Lcom/alpha/a;", methods=[DefinedMethod("b()V", body)]))))
    of_dex.in_dex(files)
    for facts in (of_classes.facts(()), of_dex.facts(set())):
        assert [fact.version for fact in facts] == versions
        assert {fact.part for fact in facts} <= {*parts, ""}


@pytest.mark.parametrize(
    ("package", "version", "versions"),
    [
        ("com.alpha", "7.5.2", ["7.5.2"]),
        ("com.alpha.core", "7.5.2", ["7.5.2"]),
        # What a new project has, a part with a version of its own, and somebody else.
        ("com.alpha", "1.0", []),
        ("com.alpha.part", "7.5.2", []),
        ("com.beta", "7.5.2", []),
        ("", "", []),
    ],
)
def test_the_manifest_of_an_archive_speaks_for_the_sdk_of_its_package(
    package: str, version: str, versions: list[str]
) -> None:
    stated = StatedVersions(KNOWLEDGE)
    stated.in_manifest(package, version)
    assert [(fact.version, fact.location.path) for fact in stated.facts(())] == [
        (each, "AndroidManifest.xml") for each in versions
    ]


@pytest.mark.parametrize(
    ("others", "package", "versions"),
    [
        (["com.delta.sdk"], "com.delta.android", ["7.5.2"]),
        (["com.delta.sdk"], "com.deltas.android", []),
        # Of two of a vendor it may be either, and whoever publishes under a root that many share is not known by it.
        (["com.delta.sdk", "com.delta.push"], "com.delta.android", []),
        (["io.github.delta"], "io.github.gamma", []),
    ],
)
def test_the_manifest_of_an_archive_speaks_for_the_only_sdk_of_its_vendor(
    others: list[str], package: str, versions: list[str]
) -> None:
    sdks = {
        each: replace(_signature("delta"), id=each, signals=Signals(classes=(each,)), startup=None) for each in others
    }
    stated = StatedVersions(Knowledge(sdks=sdks, shared_roots=frozenset({"io.github"})))
    stated.in_manifest(package, "7.5.2")
    assert [fact.version for fact in stated.facts(())] == versions


def _jar(place: str, version: str, *names: str) -> ClassArchive:
    return ClassArchive(
        place=place, classes=tuple((f"{each}.class", memoryview(b"")) for each in names), version=version
    )


@pytest.mark.parametrize(
    ("jars", "versions"),
    [
        ([_jar("", "7.5.2", "com/alpha/A", "com/alpha/B", "org/other/C")], ["7.5.2"]),
        # Most of the jar is nobody's that is known, the version is a template's, and a part has versions of its own.
        ([_jar("", "7.5.2", "com/alpha/A", "org/other/B", "org/other/C")], []),
        ([_jar("", "1.0.0", "com/alpha/A")], []),
        ([_jar("", "7.5.2", "com/alpha/part/A")], []),
        ([_jar("", "", "com/alpha/A")], []),
        # The jar with most of an SDK speaks for it, not one that comes along.
        ([_jar("classes.jar", "", "com/alpha/A", "com/alpha/B"), _jar("libs/x.jar", "7.5.2", "com/alpha/C")], []),
        (
            [_jar("libs/x.jar", "7.5.2", "com/alpha/A", "com/alpha/B"), _jar("classes.jar", "", "com/alpha/C")],
            ["7.5.2"],
        ),
    ],
)
def test_the_manifest_of_a_jar_speaks_for_the_sdk_that_is_most_of_it(
    jars: list[ClassArchive], versions: list[str]
) -> None:
    stated = StatedVersions(KNOWLEDGE)
    stated.in_jars(jars)
    assert [fact.version for fact in stated.facts(())] == versions


@pytest.mark.parametrize(("of_code", "shown"), [("6.0.0", "6.0.0.64"), ("6.0", "6.0.0.64"), ("6.0.1", "6.0.1")])
def test_a_manifest_says_more_exactly_what_the_code_says(of_code: str, shown: str) -> None:
    stated = StatedVersions(KNOWLEDGE)
    stated.in_jars([_jar("", "6.0.0.64", "com/alpha/A")])
    known = [SdkVersionFact(sdk="alpha", version=of_code), SdkVersionFact(sdk="beta", version="6.0.0")]
    assert [fact.version for fact in stated.as_built(known)] == [shown, "6.0.0"]
    assert stated.facts({"alpha"}) == []


@pytest.mark.parametrize(
    ("package", "of_code", "built", "shown"),
    [
        # A constant that nobody counted on, and what it is of another line, an earlier one, or a part's.
        ("com/alpha", ["3.5.0"], "3.5.1", ["3.5.1"]),
        ("com/alpha", ["3.5"], "3.5.1", ["3.5.1"]),
        ("com/alpha", ["3.5.0"], "3.6.0", ["3.5.0"]),
        ("com/alpha", ["3.5.2"], "3.5.1", ["3.5.2"]),
        ("com/alpha/part", ["3.5.0"], "3.5.1", ["3.5.0"]),
        ("com/commons", ["3.5.0"], "3.5.1", ["3.5.0"]),
        # Two versions in the code, and builds and constants of what was never published.
        ("com/alpha", ["3.5.0", "2.0.0"], "3.5.1", ["3.5.0", "2.0.0"]),
        ("com/alpha", ["3.5.0"], "3.5.1-SNAPSHOT", ["3.5.0"]),
        ("com/alpha", ["3.5.0-SNAPSHOT"], "2.0.1", []),
    ],
)
def test_the_build_of_an_sdk_counts_on_where_a_constant_was_forgotten(
    package: str, of_code: list[str], built: str, shown: list[str]
) -> None:
    of_classes, of_dex = StatedVersions(KNOWLEDGE), StatedVersions(KNOWLEDGE)
    builder = ClassBuilder(f"{package}/BuildConfig")
    builder.add_field("VERSION_NAME", "Ljava/lang/String;", builder.string(built))
    of_classes.in_class(read_class(builder.build(), "x"))
    of_dex.in_dex([_dex_with(f"L{package}/BuildConfig;", built)])
    known = [SdkVersionFact(sdk="alpha", version=each) for each in of_code]
    assert [fact.version for fact in of_classes.as_built(known)] == shown
    assert [fact.version for fact in of_dex.as_built(known)] == shown


@pytest.mark.parametrize(
    ("name", "stated", "versions"),
    [
        ("ALPHA_VERSION_NAME", "7.5.2", ["7.5.2"]),
        ("ALPHA_VERSION", "7.5.2", ["7.5.2"]),
        ("SDK_VERSION_NAME", "7.5.2", ["7.5.2"]),
        ("VERSION", "7.5.2 ", ["7.5.2"]),
        # What the library uses, interfaces, and what is named after neither.
        ("WEBRTC_VERSION", "7.5.2", []),
        ("VERSION", "1.1", []),
        ("ALPHA_SPEC", "7.5.2", []),
        ("ALPHA_VERSION_CODE", "7.5.2", []),
    ],
)
def test_a_constant_that_the_vendor_added_to_its_build(name: str, stated: str, versions: list[str]) -> None:
    of_classes, of_dex = StatedVersions(KNOWLEDGE), StatedVersions(KNOWLEDGE)
    builder = ClassBuilder("com/alpha/BuildConfig")
    builder.add_field(name, "Ljava/lang/String;", builder.string(stated))
    of_classes.in_class(read_class(builder.build(), "x"))
    of_dex.in_dex([_dex_with("Lcom/alpha/BuildConfig;", stated, name)])
    assert [fact.version for fact in of_classes.facts(())] == versions
    assert [fact.version for fact in of_dex.facts(())] == versions


@pytest.mark.parametrize(
    ("name", "versions"), [("OMEGA_VERSION", ["7.5.2"]), ("ALPHA_VERSION", ["7.5.2"]), ("KIT_VERSION", [])]
)
def test_a_constant_of_the_build_named_after_the_sdk_itself(name: str, versions: list[str]) -> None:
    of_classes = StatedVersions(Knowledge(sdks={"omega": replace(_signature("alpha"), id="omega")}))
    builder = ClassBuilder("com/alpha/BuildConfig")
    builder.add_field(name, "Ljava/lang/String;", builder.string("7.5.2"))
    of_classes.in_class(read_class(builder.build(), "x"))
    assert [(fact.sdk, fact.version) for fact in of_classes.facts(())] == [("omega", each) for each in versions]


@pytest.mark.parametrize(
    ("owner", "name", "stated", "versions"),
    [
        ("com/alpha/api/Client", "VERSION", "7.5.2", ["7.5.2"]),
        ("com/alpha/api/Client", "VERSION_NAME", "7.5.2", ["7.5.2"]),
        # Versions of interfaces, other constants, and other classes.
        ("com/alpha/api/Client", "VERSION", "2.1", []),
        ("com/alpha/api/Client", "LEAST_VERSION", "7.5.2", []),
        ("com/alpha/api/Other", "VERSION", "7.5.2", []),
        ("com/beta/api/Client", "VERSION", "7.5.2", []),
    ],
)
def test_a_constant_of_the_class_by_which_apps_start_an_sdk(
    owner: str, name: str, stated: str, versions: list[str]
) -> None:
    of_classes, of_dex = StatedVersions(KNOWLEDGE), StatedVersions(KNOWLEDGE)
    builder = ClassBuilder(owner)
    builder.add_field(name, "Ljava/lang/String;", builder.string(stated))
    of_classes.in_class(read_class(builder.build(), "x"))
    of_dex.in_dex([_dex_with(f"L{owner};", stated, name)])
    assert [fact.version for fact in of_classes.facts(())] == versions
    assert [fact.version for fact in of_dex.facts(())] == versions


def _dex_with(owner: str, stated: str, name: str = "VERSION_NAME") -> Constants:
    """A DEX file whose class begins with one text in its only static field."""
    field = DefinedField(f"{name}:Ljava/lang/String;", is_static=True)
    content = DexBuilder().add_class(owner, fields=[field]).mention(string(stated)).build()
    ((read,), _) = read_code([("classes.dex", memoryview(content))])
    grown = bytearray(content) + bytes((1, 0x17, read.dex.find_string(stated)))
    (class_defs,) = struct.unpack_from("<I", content, 0x64)
    struct.pack_into("<I", grown, class_defs + 28, len(content))
    struct.pack_into("<I", grown, 0x20, len(grown))
    ((read,), _) = read_code([("classes.dex", memoryview(with_checksum(bytes(grown))))])
    return Constants(read)
