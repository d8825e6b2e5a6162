"""Several packages in one file are one app, and what is wrong with one of them leaves the others."""

import hashlib
import json

import pytest
from tests.support.apk_builder import Member, apk_bytes, manifest, zip_bytes
from tests.support.axml_builder import ConfigEntries, Ref, Tag, resource_table
from tests.support.elf import library

from appaudit.artifacts import open_artifact
from appaudit.artifacts.base import Limits
from appaudit.errors import UnreadableArtifactError
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, CoverageLevel

LABEL = Ref(0x7F010000)


def dex(mark):
    return b"dex\n035\0" + mark.encode().ljust(200, b".")


def split(name, *children, inside=(), package="com.example", has_code=False):
    root = manifest(*children, package=package, application={"hasCode": has_code}, inside=inside)
    root.plain["split"] = name
    return root


def strings(text, *, locale="", package_id=0x7F):
    return resource_table(
        {"string": [ConfigEntries({0: ("app_name", text)}, locale=locale)]}, utf8=True, package_id=package_id
    )


BASE = apk_bytes(
    Member("resources.arsc", strings("Shop")),
    Member("assets/page.html", b"<p>help</p>"),
    root=manifest(
        Tag("uses-permission", {"name": "android.permission.CAMERA", "maxSdkVersion": 28}),
        attributes={"versionCode": 7, "versionName": "1.2"},
        application={"label": LABEL},
        inside=[Tag("activity", {"name": ".Main"})],
    ),
    code=dex("base"),
)
FEATURE = apk_bytes(
    Member("resources.arsc", strings("Extra", package_id=0x7E)),
    Member("lib/x86/libx.so", library()),
    root=split(
        "feature",
        Tag("uses-permission", {"name": "android.permission.CAMERA"}),
        Tag("uses-permission", {"name": "android.permission.READ_SMS"}),
        inside=[Tag("service", {"name": ".Sync"}), Tag("activity", {"name": ".Main"})],
        has_code=True,
    ),
    code=dex("feature"),
)
CHINESE = apk_bytes(Member("resources.arsc", strings("商店", locale="zh")), root=split("config.zh"), code=None)
LIBRARIES = apk_bytes(Member("lib/arm64-v8a/libx.so", library()), root=split("config.arm64_v8a"), code=None)
PACKAGES = {"base.apk": BASE, "feature.apk": FEATURE, "config.zh.apk": CHINESE, "config.arm64_v8a.apk": LIBRARIES}


def bundle(packages=None, *others, **options):
    members = [Member(name, data, **options) for name, data in (packages or PACKAGES).items()]
    return zip_bytes([*others, *members])


def read(tmp_path, content, **options):
    path = tmp_path / "x.apks"
    path.write_bytes(content)
    return open_artifact(path, **options)


def facts(reading, kind):
    return [fact for fact in reading.facts if fact.kind == kind]


def places(reading):
    return [image.place for image in reading.contents.dex_images]


def gaps(reading):
    return {(gap.kind, gap.level, gap.reason, gap.part) for gap in reading.gaps}


@pytest.mark.parametrize("deflate", [False, True])
def test_packages_are_read_as_one_app(tmp_path, deflate):
    content = bundle(None, Member("toc.pb", b"\x08\x01"), deflate=deflate)
    reading = read(tmp_path, content)
    artifact = reading.artifact
    assert (artifact.kind, artifact.package, artifact.version_name, artifact.version_code) == (
        "bundle",
        "com.example",
        "1.2",
        "7",
    )
    assert (artifact.size, artifact.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert artifact.label == "商店"
    assert [fact.package for fact in facts(reading, "app")] == ["com.example"]
    assert places(reading) == ["classes.dex", "feature.apk!classes.dex"]
    assert reading.gaps == []


def test_facts_of_all_packages_are_merged(tmp_path):
    reading = read(tmp_path, bundle())
    assert [(fact.name, fact.max_sdk, fact.location.path) for fact in facts(reading, "permission")] == [
        ("android.permission.CAMERA", -1, "AndroidManifest.xml"),
        ("android.permission.READ_SMS", -1, "feature.apk!AndroidManifest.xml"),
    ]
    assert [(fact.type, fact.name, fact.location.path) for fact in facts(reading, "component")] == [
        ("activity", "com.example.Main", "AndroidManifest.xml"),
        ("service", "com.example.Sync", "feature.apk!AndroidManifest.xml"),
    ]
    assert [(fact.name, fact.abis, fact.location.path) for fact in facts(reading, "native_library")] == [
        ("libx.so", ("arm64-v8a", "x86"), "feature.apk!lib/x86/libx.so")
    ]


def test_texts_of_all_packages_are_read(tmp_path):
    reading = read(tmp_path, bundle())
    assert [(text.place, text.text) for text in reading.contents.texts] == [
        ("res/strings/app_name", "Shop"),
        ("assets/page.html", "help"),
        ("feature.apk!res/strings/app_name", "Extra"),
        ("config.zh.apk!res/strings/app_name (zh)", "商店"),
    ]


def test_entry_names_are_those_of_the_file_and_of_the_app(tmp_path):
    obb = Member("Android/obb/com.example/main.7.com.example.obb", zip_bytes([Member("classes.dex", dex("obb"))]))
    reading = read(tmp_path, bundle(None, obb))
    names = reading.contents.entry_names
    assert names[0] == obb.name
    assert {"base.apk", "classes.dex", "lib/x86/libx.so", "assets/page.html"} <= set(names)
    assert places(reading) == ["classes.dex", "feature.apk!classes.dex"]


def test_base_is_found_by_its_manifest(tmp_path):
    reading = read(tmp_path, bundle({"config.zh.apk": CHINESE, "com.example.apk": BASE}))
    assert (reading.artifact.version_name, reading.artifact.label) == ("1.2", "商店")
    assert places(reading) == ["classes.dex"]


def test_variants_and_whole_apps_beside_splits_are_read_once(tmp_path):
    packages = {
        "splits/base-master.apk": BASE,
        "splits/base-master_2.apk": BASE,
        "splits/base-zh.apk": CHINESE,
        "splits/feature-master.apk": FEATURE,
        "standalones/standalone-x86.apk": BASE,
    }
    reading = read(tmp_path, bundle(packages))
    assert places(reading) == ["classes.dex", "splits/feature-master.apk!classes.dex"]
    assert reading.artifact.label == "商店"


def test_whole_apps_for_devices_without_splits_are_read_where_there_are_no_splits(tmp_path):
    other = apk_bytes(Member("lib/x86/liby.so", library()), code=dex("base"))
    reading = read(
        tmp_path, bundle({"standalones/standalone-arm64.apk": BASE, "standalones/standalone-x86.apk": other})
    )
    assert places(reading) == ["classes.dex"]
    assert [fact.name for fact in facts(reading, "native_library")] == ["liby.so"]


def test_two_records_of_a_component_in_the_base_both_stay(tmp_path):
    twice = [Tag("activity", {"name": ".A", "exported": True}), Tag("activity", {"name": ".A", "exported": False})]
    reading = read(tmp_path, bundle({"base.apk": apk_bytes(root=manifest(inside=twice))}))
    assert [fact.exported for fact in facts(reading, "component")] == [True, False]


@pytest.mark.parametrize("content", [b"garbage", b"PK\3\4" + bytes(90)])
def test_package_that_cannot_be_opened_is_a_gap(tmp_path, content):
    reading = read(tmp_path, bundle({"base.apk": BASE, "feature.apk": content}))
    kinds = (*MANIFEST_KINDS, *CODE_KINDS, "native_library", "ui_text")
    assert gaps(reading) == {(kind, CoverageLevel.PARTIAL, "unreadable", "feature.apk") for kind in kinds}
    assert places(reading) == ["classes.dex"]


def test_unreadable_manifest_of_a_split_leaves_that_of_the_base(tmp_path):
    broken = zip_bytes([Member("AndroidManifest.xml", b"garbage"), Member("classes.dex", dex("feature"))])
    reading = read(tmp_path, bundle({"base.apk": BASE, "feature.apk": broken}))
    assert gaps(reading) == {
        (kind, CoverageLevel.PARTIAL, "unreadable", "feature.apk!AndroidManifest.xml") for kind in MANIFEST_KINDS
    }
    assert reading.artifact.package == "com.example"


def test_unreadable_manifest_of_the_base_is_that_of_the_app(tmp_path):
    broken = zip_bytes([Member("AndroidManifest.xml", b"garbage"), Member("classes.dex", dex("base"))])
    reading = read(tmp_path, bundle({"base.apk": broken, "config.zh.apk": CHINESE}))
    assert gaps(reading) == {(kind, CoverageLevel.NONE, "unreadable", "AndroidManifest.xml") for kind in MANIFEST_KINDS}
    assert places(reading) == ["classes.dex"]


def test_splits_without_base_say_so(tmp_path):
    reading = read(tmp_path, bundle({"feature.apk": FEATURE, "config.zh.apk": CHINESE}))
    expected = {(kind, CoverageLevel.NONE, "unreadable", "x.apks") for kind in MANIFEST_KINDS}
    expected |= {(kind, CoverageLevel.PARTIAL, "unreadable", "x.apks") for kind in CODE_KINDS}
    assert gaps(reading) == expected
    assert reading.gaps[0].detail.en == "the base package is missing among 2 packages"
    assert places(reading) == ["feature.apk!classes.dex"]


def test_split_by_itself_is_not_the_whole_app(tmp_path):
    reading = read(tmp_path, FEATURE)
    kinds = (*MANIFEST_KINDS, *CODE_KINDS, "native_library", "ui_text")
    assert gaps(reading) == {(kind, CoverageLevel.PARTIAL, "unreadable", "x.apks") for kind in kinds}
    assert reading.gaps[0].detail.en == "the package is the split 'feature' of an app, not the whole app"


@pytest.mark.parametrize(
    "root",
    [
        manifest(attributes={"isSplitRequired": True}),
        manifest(application={"isSplitRequired": True}),
        manifest(attributes={"requiredSplitTypes": "base__abi,feature__shop"}),
        manifest(inside=[Tag("meta-data", {"name": "com.android.vending.splits.required", "value": True})]),
    ],
)
def test_base_that_needs_splits_says_so_where_it_comes_alone(tmp_path, root):
    base = apk_bytes(root=root)
    for content in (base, bundle({"base.apk": base})):
        reading = read(tmp_path, content)
        assert {(gap.kind, gap.level) for gap in reading.gaps} == {
            (kind, CoverageLevel.PARTIAL) for kind in (*CODE_KINDS, "native_library", "ui_text")
        }
        assert "needs other packages" in reading.gaps[0].detail.en
    assert read(tmp_path, bundle({"base.apk": base, "config.zh.apk": CHINESE})).gaps == []


@pytest.mark.parametrize(
    ("tag", "is_foreign"), [("uses-static-library", True), ("uses-sdk-library", True), ("uses-library", False)]
)
def test_code_of_another_package_is_said_and_a_library_of_the_system_is_not(tmp_path, tag, is_foreign):
    base = apk_bytes(root=manifest(application={}, inside=[Tag(tag, {"name": "com.other.code"})]))
    expected = {(kind, CoverageLevel.PARTIAL, "dynamic_code", "com.other.code") for kind in CODE_KINDS}
    assert gaps(read(tmp_path, base)) == (expected if is_foreign else set())


def test_bundle_cut_after_a_package_inside_is_a_gap(tmp_path):
    whole = bundle({"base.apk": BASE, "config.zh.apk": CHINESE})
    reading = read(tmp_path, whole[: whole.index(BASE) + len(BASE)])
    assert places(reading) == ["classes.dex"]
    assert {gap.kind for gap in reading.gaps} == {*CODE_KINDS, "native_library", "ui_text"}
    assert "belong to another zip archive" in reading.gaps[0].detail.en


def test_no_code_anywhere_is_a_gap_of_the_app(tmp_path):
    base = apk_bytes(code=None)
    reading = read(tmp_path, bundle({"base.apk": base, "config.zh.apk": CHINESE}))
    assert gaps(reading) == {(kind, CoverageLevel.NONE, "unreadable", "classes.dex") for kind in CODE_KINDS}


def test_package_of_another_app_is_left_out_and_named(tmp_path):
    foreign = apk_bytes(root=manifest(package="com.other"), code=dex("other"))
    reading = read(tmp_path, bundle({"base.apk": BASE, "other.apk": foreign}))
    assert places(reading) == ["classes.dex"]
    assert {gap.part for gap in reading.gaps} == {"other.apk"}
    assert reading.gaps[0].detail.en == "package of com.other, not of com.example: not read"


def test_several_apps_are_not_one(tmp_path):
    packages = {"a.apk": BASE, "b.apk": apk_bytes(root=manifest(package="com.other"))}
    with pytest.raises(UnreadableArtifactError, match=r"holds 2 apps, not one: com\.example, com\.other"):
        read(tmp_path, bundle(packages))


@pytest.mark.parametrize(
    ("name", "document"),
    [("manifest.json", {"package_name": "com.other"}), ("info.json", {"pname": "com.other"})],
)
def test_description_decides_between_several_apps(tmp_path, name, document):
    packages = {"a.apk": BASE, "b.apk": apk_bytes(root=manifest(package="com.other"))}
    reading = read(tmp_path, bundle(packages, Member(name, json.dumps(document).encode())))
    assert reading.artifact.package == "com.other"


@pytest.mark.parametrize("hint", [b"", b"[" * 100_000, b'{"package_name": 1}', b"\xff\xfe", b"[]"])
def test_description_that_is_nonsense_is_ignored(tmp_path, hint):
    packages = {"a.apk": BASE, "b.apk": apk_bytes(root=manifest(package="com.other"))}
    with pytest.raises(UnreadableArtifactError, match="holds 2 apps"):
        read(tmp_path, bundle(packages, Member("manifest.json", hint)))


def test_nothing_but_damaged_packages_cannot_be_read(tmp_path):
    with pytest.raises(UnreadableArtifactError, match=r"no package in it can be read: base\.apk: no zip directory"):
        read(tmp_path, bundle({"base.apk": b"PK\3\4" + bytes(90)}))


def test_archives_inside_packages_are_opened_to_the_depth_allowed(tmp_path):
    inner = zip_bytes([Member("classes.dex", dex("hidden"))])
    outer = zip_bytes([Member("deeper.jar", inner), Member("classes.dex", dex("plugin"))])
    feature = apk_bytes(Member("assets/p.jar", outer), root=split("f"))
    reading = read(tmp_path, bundle({"base.apk": BASE, "f.apk": feature}), limits=Limits(depth=1))
    assert "f.apk!assets/p.jar!classes.dex" in places(reading)
    assert {(gap.reason, gap.part) for gap in reading.gaps} == {("limit_reached", "f.apk!assets/p.jar!deeper.jar")}


def test_bundle_in_a_bundle_is_not_opened(tmp_path):
    with pytest.raises(UnreadableArtifactError, match="not an app package"):
        read(tmp_path, zip_bytes([Member("inner.apks", bundle())]))


def test_limits_hold_for_all_packages_together(tmp_path):
    reading = read(tmp_path, bundle({"base.apk": BASE, "feature.apk": FEATURE}), limits=Limits(entries=7))
    assert {(gap.reason, gap.part) for gap in reading.gaps} == {("limit_reached", "feature.apk")}
    assert reading.gaps[0].detail.en == "feature.apk: more than 1 entries, the limit entries"
    reading = read(tmp_path, bundle(), limits=Limits(total_bytes=len(BASE)))
    assert {gap.reason for gap in reading.gaps} == {"limit_reached"}
    assert "total_bytes" in reading.gaps[0].detail.en


def test_limit_of_packages(tmp_path):
    reading = read(tmp_path, bundle(), limits=Limits(packages=2))
    assert {(gap.reason, gap.part) for gap in reading.gaps} == {("limit_reached", "config.zh.apk")}
    assert reading.gaps[0].detail.en == "4 packages; the limit packages is 2"
    assert places(reading) == ["classes.dex", "feature.apk!classes.dex"]


def test_package_whose_name_occurs_twice_is_a_gap(tmp_path):
    reading = read(tmp_path, bundle(None, Member("base.apk", BASE)))
    assert {gap.part for gap in reading.gaps} == {"base.apk#2"}
    assert [fact.code for fact in facts(reading, "anomaly")] == ["duplicate_name"]
    assert places(reading) == ["classes.dex", "feature.apk!classes.dex"]


def test_anomalies_name_the_package_they_are_in(tmp_path):
    odd = apk_bytes(Member("../x"), root=split("f"), code=None)
    reading = read(tmp_path, bundle({"base.apk": BASE, "f.apk": odd}, Member("/y")))
    assert [(fact.code, fact.location.path) for fact in facts(reading, "anomaly")] == [
        ("traversal_name", "/y"),
        ("traversal_name", "f.apk!../x"),
    ]


def test_package_with_a_manifest_is_no_bundle(tmp_path):
    reading = read(tmp_path, apk_bytes(Member("assets/base.apk", BASE)))
    assert reading.artifact.kind == "apk"
    assert places(reading) == ["classes.dex", "assets/base.apk!classes.dex"]
