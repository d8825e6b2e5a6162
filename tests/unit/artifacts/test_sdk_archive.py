"""SDK archives: what is one, and what is read of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.apk_builder import Member, apk_bytes, zip_bytes
from tests.support.class_builder import ClassBuilder
from tests.support.dex_builder import DefinedClass, DexBuilder
from tests.support.elf import library

from appaudit.artifacts import open_artifact, readers
from appaudit.artifacts.base import ArtifactReading, Limits
from appaudit.errors import UnreadableArtifactError
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import NativeCodeFact
from appaudit.model.facts.package import ComponentFact, DependencyFact, MetaDataFact, NativeLibraryFact, PermissionFact

MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<!-- built by hand -->
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.vendor.ads"
    android:versionCode="420" android:versionName="{version}">
  <uses-sdk android:minSdkVersion="16"/>
  <uses-permission android:name="android.permission.INTERNET"/>
  <uses-permission android:name="android.permission.READ_PHONE_STATE" android:maxSdkVersion="28"/>
  <application android:debuggable="true" android:label="@string/app_name">
    <meta-data android:name="ADS_KEY" android:value="1"/>
    <activity android:name=".AdActivity" android:exported="false"/>
    <provider android:name="com.vendor.ads.Start" android:authorities="${{applicationId}}.ads"/>
  </application>
</manifest>
"""
VALUES = """<resources><string name="shake">摇一摇 <b>打开</b></string><item name="x">1</item></resources>"""


def class_bytes(name: str) -> bytes:
    builder = ClassBuilder(name)
    builder.method("run")
    return builder.build()


def jar(*names: str, extra: tuple[Member, ...] = ()) -> bytes:
    classes = [Member(f"{name}.class", class_bytes(name), deflate=True) for name in names]
    return zip_bytes([Member("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\n"), *classes, *extra])


def dex_bytes() -> bytes:
    return DexBuilder(classes=[DefinedClass("Lhidden/A;")]).build()


def aar(*extra: Member, version: str = "4.2.0", manifest: str = MANIFEST) -> bytes:
    return zip_bytes(
        [
            Member("AndroidManifest.xml", manifest.replace("{version}", version).replace("{{", "{").encode()),
            Member("R.txt", b""),
            Member("classes.jar", jar("com/vendor/ads/AdActivity", "com/vendor/ads/Start"), deflate=True),
            *extra,
        ]
    )


def read(tmp_path: Path, data: bytes, name: str = "ads-sdk.aar", limits: Limits | None = None) -> ArtifactReading:
    path = tmp_path / name
    path.write_bytes(data)
    return open_artifact(path, limits)


def of(reading: ArtifactReading, cls: type[Fact]) -> list[Fact]:
    return [fact for fact in reading.facts if isinstance(fact, cls)]


def test_an_aar_is_an_sdk_with_the_identity_of_its_manifest(tmp_path: Path) -> None:
    """Package, version and level come from the manifest; a label in resources is none."""
    artifact = read(tmp_path, aar()).artifact
    assert (artifact.kind, artifact.package, artifact.version_name, artifact.version_code) == (
        *("sdk", "com.vendor.ads", "4.2.0", "420"),
    )
    assert (artifact.min_sdk, artifact.label) == (16, "")


def test_the_manifest_gives_facts_but_none_about_an_app(tmp_path: Path) -> None:
    """Permissions, components and meta-data are facts; an SDK has no `debuggable` to answer for."""
    reading = read(tmp_path, aar())
    assert [(fact.name, fact.max_sdk) for fact in of(reading, PermissionFact)] == [  # type: ignore[attr-defined]
        ("android.permission.INTERNET", -1),
        ("android.permission.READ_PHONE_STATE", 28),
    ]
    components = [(fact.type, fact.name) for fact in of(reading, ComponentFact)]  # type: ignore[attr-defined]
    assert components == [("activity", "com.vendor.ads.AdActivity"), ("provider", "com.vendor.ads.Start")]
    assert [fact.key() for fact in of(reading, MetaDataFact)] == [("meta_data", "ADS_KEY", "")]
    assert [fact for fact in reading.facts if fact.kind == "app"] == []
    assert reading.gaps == []


def test_classes_of_all_jars_are_read_but_not_those_of_lint(tmp_path: Path) -> None:
    """`classes.jar` and `libs/*.jar` get into the app; what newer Java versions would load does not."""
    more = jar("com/vendor/core/B", extra=(Member("META-INF/versions/9/com/vendor/core/B.class", class_bytes("X")),))
    reading = read(tmp_path, aar(Member("libs/core.jar", more), Member("lint.jar", jar("com/lint/C"))))
    found = [(each.place, [name for name, _ in each.classes]) for each in reading.contents.class_archives]
    assert found == [
        ("classes.jar", ["com/vendor/ads/AdActivity.class", "com/vendor/ads/Start.class"]),
        ("libs/core.jar", ["com/vendor/core/B.class"]),
    ]
    assert bytes(reading.contents.class_archives[1].classes[0][1]) == class_bytes("com/vendor/core/B")


def test_a_jar_by_itself_is_an_sdk_with_the_version_of_its_name(tmp_path: Path) -> None:
    """A jar has no manifest: that is no gap."""
    reading = read(tmp_path, jar("com/vendor/A"), "vendor_sdk_v3.10.2-release.jar")
    assert (reading.artifact.kind, reading.artifact.package, reading.artifact.version_name) == ("sdk", "", "3.10.2")
    assert [(each.place, len(each.classes)) for each in reading.contents.class_archives] == [("", 1)]
    assert reading.contents.entry_names == ["META-INF/MANIFEST.MF"]
    assert reading.gaps == []


def test_a_version_in_the_file_name_stands_in_for_none(tmp_path: Path) -> None:
    """The manifest wins where it names one that somebody chose."""
    assert read(tmp_path, aar(version=""), "GDTSDK.unionNormal.4.540.1410.aar").artifact.version_name == "4.540.1410"
    assert read(tmp_path, aar(version="1.0"), "GDTSDK.unionNormal.4.540.1410.aar").artifact.version_name == "1.0"
    new = MANIFEST.replace('"420"', '"1"')
    artifact = read(tmp_path, aar(version="1.0", manifest=new), "wind-sdk-4.24.8.aar").artifact
    assert (artifact.version_name, artifact.version_code) == ("4.24.8", "")
    assert read(tmp_path, aar(version=""), "open_sdk_r6019_lite.aar").artifact.version_name == ""


def test_native_libraries_stand_under_jni(tmp_path: Path) -> None:
    """They are found with their ABIs, at the place that they have."""
    reading = read(tmp_path, aar(Member("jni/arm64-v8a/libads.so"), Member("jni/armeabi-v7a/libads.so")))
    (found,) = of(reading, NativeLibraryFact)
    assert isinstance(found, NativeLibraryFact)
    assert (found.name, found.abis) == ("libads.so", ("arm64-v8a", "armeabi-v7a"))
    assert found.location.path == "jni/arm64-v8a/libads.so"


@pytest.mark.parametrize(
    ("place", "read_from"),
    [("jni/arm64-v8a/libads.so", 1), ("lib/arm64-v8a/libads.so", 1), ("doc/libads.so", 0)],
)
def test_native_libraries_are_read(tmp_path: Path, place: str, read_from: int) -> None:
    """What they hold as texts, once for all ABIs; a file that no app loads is left alone, a damaged one is a gap."""
    members = [
        Member(place, library(texts=["ads version 4.2.1"])),
        Member(place.replace("arm64-v8a", "x86"), library(texts=["ads version 0.0.1"])),
    ]
    libraries = read(tmp_path, aar(*members)).contents.libraries
    assert [each.name for each in libraries] == ["libads.so"] * read_from
    assert all(b"ads version 4.2.1\0" in each.texts for each in libraries)
    damaged = read(tmp_path, aar(Member(place, b"no library")))
    assert [gap.part for gap in damaged.gaps if gap.kind == NativeCodeFact.kind] == [place] * read_from


@pytest.mark.parametrize(
    ("outer", "place"),
    [
        (lambda plugin: aar(Member("assets/plugin/ads.jar", plugin)), "assets/plugin/ads.jar!classes.dex"),
        (
            lambda plugin: aar(Member("libs/x.jar", jar("a/A", extra=(Member("assets/ads.jar", plugin),)))),
            "libs/x.jar!assets/ads.jar!classes.dex",
        ),
        (lambda plugin: jar("a/A", extra=(Member("assets/ads.jar", plugin),)), "assets/ads.jar!classes.dex"),
    ],
    ids=["in an AAR", "in a jar of an AAR", "in a jar"],
)
def test_dex_in_a_jar_in_assets_is_found(tmp_path: Path, outer: object, place: str) -> None:
    """Ad SDKs load the code that matters from there."""
    plugin = zip_bytes([Member("classes.dex", dex_bytes())])
    reading = read(tmp_path, outer(plugin))  # type: ignore[operator]
    assert [(image.place, bytes(image.data)) for image in reading.contents.dex_images] == [(place, dex_bytes())]


def test_strings_of_resources_and_names_in_jars_are_kept(tmp_path: Path) -> None:
    """Texts carry the file and the name; entries of jars become entries of the app."""
    inner = jar("a/A", extra=(Member("assets/ads.json", b"{}"),))
    reading = read(tmp_path, aar(Member("res/values-zh/values.xml", VALUES.encode()), Member("libs/x.jar", inner)))
    assert [(text.place, text.text) for text in reading.contents.texts] == [
        ("res/values-zh/values.xml#shake", "摇一摇 打开")
    ]
    assert "assets/ads.json" in reading.contents.entry_names
    assert not any(name.endswith(".class") for name in reading.contents.entry_names)


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("libs/x.jar", [("com.google.firebase:firebase-lark", "17.0.0", "libs/x.jar!firebase-lark.properties")]),
        # Checks of the build do not get into an app.
        ("lint.jar", []),
    ],
)
def test_files_in_jars_name_libraries_as_those_of_an_app_do(
    tmp_path: Path, place: str, named: list[tuple[str, str, str]]
) -> None:
    inner = jar("a/A", extra=(Member("firebase-lark.properties", b"version=17.0.0\nclient=firebase-lark\n"),))
    found = [fact for fact in read(tmp_path, aar(Member(place, inner))).facts if isinstance(fact, DependencyFact)]
    assert [(fact.name, fact.version, fact.location.path) for fact in found] == named


@pytest.mark.parametrize(
    ("manifest", "version"),
    [
        ("Manifest-Version: 1.0\r\nImplementation-Version: 2.2.0\r\n", "2.2.0"),
        ("Manifest-Version: 1.0\r\nBundle-Version: 1.4.0\r\nVersion: 9.9.9\r\n", "1.4.0"),
        ("Manifest-Version: 1.0\nVersion: 6.0.0.64\n", "6.0.0.64"),
        ("Manifest-Version: 3.2.0\n", "3.2.0"),
        # Of an interface, of a tool, of one class, and no version.
        ("Manifest-Version: 1.0\nSpecification-Version: 2.2.0\nAnt-Version: Apache Ant 1.9.3\n", ""),
        ("Manifest-Version: 1.0\n\nName: a/A.class\nImplementation-Version: 2.2.0\n", ""),
        ("Implementation-Version: db4ea29\n", ""),
        ("Implementation-Version: 1.0\n", ""),
    ],
)
def test_what_the_manifest_of_a_jar_says_of_its_version(tmp_path: Path, manifest: str, version: str) -> None:
    members = [Member("META-INF/MANIFEST.MF", manifest.encode()), Member("a/A.class", class_bytes("a/A"))]
    inner = zip_bytes(members)
    archives = read(tmp_path, aar(Member("libs/x.jar", inner))).contents.class_archives
    assert [(each.place, each.version) for each in archives] == [("classes.jar", ""), ("libs/x.jar", version)]


@pytest.mark.parametrize(
    ("said", "version"),
    [
        (b'{"name": "lark", "schema_version": 2, "dependencies": [], "version": "2.4.0"}', "2.4.0"),
        # The version of the format, a number, no object, and no JSON.
        (b'{"name": "lark", "schema_version": "2.4.0", "dependencies": []}', ""),
        (b'{"version": 2.4}', ""),
        (b'["version", "2.4.0"]', ""),
        (b'{"version": "2.4.0"', ""),
    ],
)
def test_what_an_archive_says_to_builds_of_its_version(tmp_path: Path, said: bytes, version: str) -> None:
    members = [Member("prefab/prefab.json", said), Member("libs/x.jar", jar("a/A"))]
    archives = read(tmp_path, aar(*members)).contents.class_archives
    assert [(each.place, each.version) for each in archives] == [("classes.jar", version), ("libs/x.jar", "")]


def test_damaged_parts_are_gaps_of_what_they_hold(tmp_path: Path) -> None:
    """A broken jar leaves the other, a broken manifest leaves the code, a broken values file the rest."""
    reading = read(
        tmp_path,
        aar(Member("libs/bad.jar", b"PK\3\4 nothing"), Member("res/values/a.xml", b"<resources"), manifest="<manifest"),
    )
    gaps = {(gap.kind, gap.part, gap.level.word) for gap in reading.gaps}
    assert gaps == {
        *((kind, "AndroidManifest.xml", "none") for kind in ("permission", "component", "meta_data")),
        *((kind, "libs/bad.jar", "partial") for kind in ("namespace", "api_call", "sensor_use")),
        ("ui_text", "res/values/a.xml", "partial"),
    }
    assert [each.place for each in reading.contents.class_archives] == ["classes.jar"]


@pytest.mark.parametrize(
    ("place", "kind"), [("libs/nrtc-sdk.jar", "sdk"), ("lint.jar", "apk"), ("a/libs/x.jar", "apk")]
)
def test_an_aar_may_hold_all_its_classes_beside_the_usual_jar(tmp_path: Path, place: str, kind: str) -> None:
    """Old ones have neither `classes.jar` nor a list of resources."""
    manifest = Member("AndroidManifest.xml", MANIFEST.encode())
    reading = read(tmp_path, zip_bytes([manifest, Member(place, jar("com/vendor/Start"))]))
    assert reading.artifact.kind == kind


def test_an_aar_without_classes_has_no_code_to_judge(tmp_path: Path) -> None:
    """Where code is missing its coverage is none."""
    data = zip_bytes([Member("AndroidManifest.xml", MANIFEST.encode()), Member("R.txt", b"")])
    reading = read(tmp_path, data)
    assert {(gap.kind, gap.level.word, gap.part) for gap in reading.gaps} == {
        (kind, "none", "classes.jar") for kind in ("namespace", "api_call", "sensor_use")
    }


def test_a_bomb_in_a_jar_is_a_gap(tmp_path: Path) -> None:
    """Limits hold for the inner archive as for the outer."""
    bomb = zip_bytes([Member("A.class", b"\0" * 200_000, deflate=True)])
    limits = Limits(ratio=20, ratio_from=1000)
    reading = read(tmp_path, aar(Member("libs/bomb.jar", bomb)), limits=limits)
    assert {(gap.reason, gap.part) for gap in reading.gaps if gap.kind == "api_call"} == {
        ("limit_reached", "libs/bomb.jar!A.class")
    }


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    """A manifest cannot read files of the machine that audits it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2", encoding="utf-8")
    values = (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]><resources><string name="a">摇&x;</string></resources>'
    )
    reading = read(tmp_path, aar(Member("res/values/values.xml", values.encode())))
    assert [text.text for text in reading.contents.texts if "hunter2" in text.text] == []


def test_apps_and_dex_jars_stay_apps(tmp_path: Path) -> None:
    """A compiled manifest or DEX at the root is an app, whatever classes lie beside it."""
    beside = Member("com/vendor/A.class", class_bytes("com/vendor/A"))
    app = tmp_path / "app.apk"
    app.write_bytes(apk_bytes())
    dex_jar = tmp_path / "server.jar"
    dex_jar.write_bytes(zip_bytes([Member("classes.dex", dex_bytes()), beside]))
    assert [open_artifact(path).artifact.kind for path in (app, dex_jar)] == ["apk", "apk"]
    sdk_reader = next(reader for reader in readers() if reader.kind == "sdk")
    assert [sdk_reader.detect(path) for path in (app, dex_jar)] == [False, False]


def test_the_reader_of_sdks_is_asked_before_that_of_packages() -> None:
    """An AAR has a manifest under the name of an app's, which an app bundle, that may hold classes too, has not."""
    kinds = [reader.kind for reader in readers()]
    assert kinds.index("app_bundle") < kinds.index("sdk") < kinds.index("apk")


def test_a_zip_of_anything_else_is_not_an_sdk(tmp_path: Path) -> None:
    """Entries that are only named like classes prove nothing."""
    with pytest.raises(UnreadableArtifactError):
        read(tmp_path, zip_bytes([Member("a.class", b"not a class"), Member("b.txt", b"x")]), "x.jar")
