"""A file becomes a reading, or an error that says what it is instead."""

import hashlib
from contextlib import contextmanager

import pytest
from tests.support.apk_builder import Member, apk_bytes, manifest, zip_bytes
from tests.support.axml_builder import ConfigEntries, Ref, Tag, resource_table
from tests.support.elf import library

from appaudit.artifacts import open_artifact, readers
from appaudit.artifacts.base import ArtifactReader, Limits
from appaudit.errors import ConfigError, UnreadableArtifactError
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, CoverageLevel

STRINGS = resource_table({"string": [ConfigEntries({0: ("app_name", "Shop")})]})
ROOT = manifest(
    Tag("uses-permission", {"name": "android.permission.CAMERA"}),
    attributes={"versionCode": 3, "versionName": "1.2"},
    application={"label": Ref(0x7F010000)},
)


def read(tmp_path, content, **options):
    path = tmp_path / "x.apk"
    path.write_bytes(content)
    return open_artifact(path, **options)


def kinds(reading):
    return [fact.kind for fact in reading.facts]


def test_whole_package(tmp_path):
    content = apk_bytes(
        Member("resources.arsc", STRINGS),
        Member("lib/arm64-v8a/libBugly.so", library()),
        Member("lib/armeabi-v7a/libBugly.so", library()),
        Member("assets/x86/libhidden.so", library()),
        root=ROOT,
    )
    reading = read(tmp_path, content)
    artifact = reading.artifact
    assert (artifact.kind, artifact.package, artifact.label) == ("apk", "com.example", "Shop")
    assert (artifact.version_name, artifact.version_code, artifact.size) == ("1.2", "3", len(content))
    assert artifact.sha256 == hashlib.sha256(content).hexdigest()
    assert artifact.path == str(tmp_path / "x.apk")
    libraries = {fact.name: (fact.abis, fact.location.path) for fact in reading.facts if fact.kind == "native_library"}
    assert libraries == {
        "libBugly.so": (("arm64-v8a", "armeabi-v7a"), "lib/arm64-v8a/libBugly.so"),
        "libhidden.so": (("x86",), "assets/x86/libhidden.so"),
    }
    assert [image.place for image in reading.contents.dex_images] == ["classes.dex"]
    assert [text.text for text in reading.contents.texts] == ["Shop"]
    assert reading.contents.entry_names[0] == "AndroidManifest.xml"
    assert reading.gaps == []
    assert "anomaly" not in kinds(reading)


def test_a_manifest_that_refers_to_resources_without_a_table_leaves_texts_open(tmp_path):
    reading = read(tmp_path, apk_bytes(root=ROOT))
    assert [(gap.kind, gap.level, gap.part) for gap in reading.gaps] == [
        ("ui_text", CoverageLevel.PARTIAL, "resources.arsc")
    ]
    plain = manifest(application={"label": "Shop"})
    assert read(tmp_path, apk_bytes(root=plain)).gaps == []
    of_the_platform = manifest(application={"icon": Ref(0x01080093)})
    assert read(tmp_path, apk_bytes(root=of_the_platform)).gaps == []


def test_stages_are_entered_in_order(tmp_path):
    entered = []

    @contextmanager
    def stages(name):
        entered.append(name)
        yield

    read(tmp_path, apk_bytes(), stages=stages)
    assert entered == ["archive", "resources", "manifest", "inflate", "texts", "signing"]


@pytest.mark.parametrize("content", [b"garbage", b"<manifest package='x'/>", b"", b"\x03\x00\x08\x00" + b"\xaa" * 300])
def test_unreadable_manifest_leaves_the_rest(tmp_path, content):
    members = [
        Member("AndroidManifest.xml", content),
        Member("classes.dex", b"dex\n035\0"),
        Member("resources.arsc", STRINGS),
    ]
    reading = read(tmp_path, zip_bytes([*members, Member("lib/x86/liba.so", library())]))
    assert kinds(reading) == ["native_library"]
    assert [(gap.kind, gap.level, gap.reason, gap.part) for gap in reading.gaps] == [
        (kind, CoverageLevel.NONE, "unreadable", "AndroidManifest.xml") for kind in MANIFEST_KINDS
    ]
    assert len(reading.contents.dex_images) == 1
    assert [text.text for text in reading.contents.texts] == ["Shop"]
    assert reading.artifact.package == ""


def test_missing_manifest_is_a_gap_too(tmp_path):
    reading = read(tmp_path, zip_bytes([Member("classes.dex", b"dex\n035\0")]))
    assert {gap.kind for gap in reading.gaps} == set(MANIFEST_KINDS)
    assert "no entry AndroidManifest.xml" in reading.gaps[0].detail.en


def test_unreadable_resources_leave_the_manifest(tmp_path):
    reading = read(tmp_path, apk_bytes(Member("resources.arsc", b"\2\0\x0c\0????broken"), root=ROOT))
    assert [(gap.kind, gap.level, gap.part) for gap in reading.gaps] == [
        ("ui_text", CoverageLevel.PARTIAL, "resources.arsc")
    ]
    assert reading.artifact.label == ""


@pytest.mark.parametrize(
    ("members", "has_code", "reason"),
    [
        ([], True, "unreadable"),
        ([Member("lib/x86/liba.so", library())], True, "native_only"),
        ([Member("lib/x86/liba.so", library())], False, "native_only"),
        ([], False, None),
    ],
)
def test_package_without_dex(tmp_path, members, has_code, reason):
    reading = read(tmp_path, apk_bytes(*members, root=manifest(application={"hasCode": has_code}), code=None))
    expected = [(kind, CoverageLevel.NONE, reason) for kind in CODE_KINDS] if reason else []
    assert [(gap.kind, gap.level, gap.reason) for gap in reading.gaps] == expected


def test_damaged_directory_is_a_gap(tmp_path):
    members = [Member("AndroidManifest.xml", b"x"), Member("classes.dex", b"dex\n035\0")]
    reading = read(tmp_path, zip_bytes(members, count=9))
    assert ("api_call", "x.apk") in {(gap.kind, gap.part) for gap in reading.gaps}


def test_anomalies_are_handed_on(tmp_path):
    reading = read(tmp_path, apk_bytes(Member("../x", b"x"), Member("resources.arsc", STRINGS, flags=1)))
    found = [fact for fact in reading.facts if fact.kind == "anomaly"]
    assert [(fact.code, fact.entry, fact.location.path) for fact in found] == [
        ("traversal_name", "../x", "../x"),
        ("encryption_flag", "resources.arsc", "resources.arsc"),
    ]


def test_anomalies_of_an_inner_archive_name_its_place(tmp_path):
    jar = zip_bytes([Member("../y", b"x" * 200)])
    reading = read(tmp_path, apk_bytes(Member("assets/a.jar", jar)))
    found = [fact for fact in reading.facts if fact.kind == "anomaly"]
    assert [(fact.code, fact.entry) for fact in found] == [("traversal_name", "assets/a.jar!../y")]


def test_an_oddity_in_every_entry_is_told_fifty_times_and_counted(tmp_path):
    reading = read(tmp_path, apk_bytes(*(Member(f"../{number}") for number in range(60))))
    found = [fact for fact in reading.facts if fact.kind == "anomaly"]
    assert len(found) == 51
    assert (found[-1].entry, found[-1].detail) == ("", "and 10 more entries")


def test_failure_in_every_entry_is_told_twenty_times_and_counted(tmp_path):
    reading = read(tmp_path, apk_bytes(*(Member(f"{number}.jar", b"?" * 200) for number in range(30))))
    details = [gap.detail.en for gap in reading.gaps if gap.kind == "api_call"]
    assert len(details) == 20
    assert details[-1].endswith("(and 10 more)")


def test_limit_of_strings_keeps_what_was_read(tmp_path):
    table = resource_table({"string": [ConfigEntries({0: ("a", "one"), 1: ("b", "two"), 2: ("c", "three")})]})
    reading = read(tmp_path, apk_bytes(Member("resources.arsc", table)), limits=Limits(strings=2))
    assert [text.text for text in reading.contents.texts] == ["one", "two"]
    assert [(gap.kind, gap.reason, gap.detail.en) for gap in reading.gaps] == [
        ("ui_text", "limit_reached", "resources.arsc: more than 2 texts, the limit strings")
    ]


def test_time_that_is_over_leaves_gaps_in_all_parts(tmp_path):
    reading = read(tmp_path, apk_bytes(Member("resources.arsc", STRINGS), root=ROOT), limits=Limits(seconds=-1))
    assert {gap.reason for gap in reading.gaps} == {"limit_reached"}
    assert {gap.kind for gap in reading.gaps} == {*MANIFEST_KINDS, *CODE_KINDS, "ui_text"}


def test_missing_path_and_folder_are_usage_errors(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        open_artifact(tmp_path / "nothing.apk")
    with pytest.raises(ConfigError, match="is a folder, and no mini-program"):
        open_artifact(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"hello\n", "is a text file"),
        (zip_bytes([]), "is an empty zip archive"),
        (zip_bytes([Member("a.txt", b"x")]), "without AndroidManifest.xml and classes.dex.*first entry is 'a.txt'"),
        (zip_bytes([Member("icon.png"), Member("base.apk")]), "it holds base.apk"),
        (b"\2\0\x0c\0" + bytes(20), "is a resource table, not an app package"),
        (apk_bytes()[:-30], "the file is truncated"),
    ],
)
def test_what_is_no_package_is_named(tmp_path, content, message):
    with pytest.raises(UnreadableArtifactError, match=message):
        read(tmp_path, content)


def test_too_many_entries_is_an_error_that_names_the_limit(tmp_path):
    with pytest.raises(UnreadableArtifactError, match=r"x\.apk: more than 1 entries, the limit entries"):
        read(tmp_path, apk_bytes(), limits=Limits(entries=1))


def test_readers_are_discovered():
    found = list(readers())
    assert "apk" in {reader.kind for reader in found}
    assert all(isinstance(reader, ArtifactReader) for reader in found)
