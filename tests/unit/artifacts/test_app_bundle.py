"""An app bundle is the app that a store makes of it: its modules are read together, and what it says of itself."""

import hashlib

import pytest
from tests.support.apk_builder import Member, apk_bytes, certificate, distinguished_name, manifest, pkcs7, zip_bytes
from tests.support.axml_builder import ConfigEntries, Ref, Tag, axml, resource_table
from tests.support.bundle_builder import (
    DEPENDENCIES,
    MAPPING,
    bundle_bytes,
    delivery,
    dependencies,
    feature,
    field,
    module,
    table,
    varint,
    xml_node,
)
from tests.support.elf import library

from appaudit.artifacts import open_artifact
from appaudit.artifacts.app_bundle import READER
from appaudit.artifacts.base import Limits
from appaudit.errors import UnreadableArtifactError
from appaudit.model.artifact import Module
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, CoverageLevel

LABEL = Ref(0x7F010000)
STRINGS = {
    "string": [
        ConfigEntries({0: ("app_name", "Shop"), 1: ("logout", "Log out")}),
        ConfigEntries({0: ("app_name", "商店")}, locale="zh"),
    ],
    "xml": [ConfigEntries({0: ("net", "res/xml/net.xml")})],
}
ROOT = manifest(
    Tag("uses-permission", {"name": "android.permission.CAMERA", "maxSdkVersion": 28}),
    attributes={"versionCode": 7, "versionName": "1.2"},
    application={"label": LABEL, "networkSecurityConfig": Ref(0x7F020000)},
    inside=[Tag("activity", {"name": ".Main"})],
)
LAYOUT = Tag("LinearLayout", {}, [Tag("CheckBox", {"text": "I agree", "checked": True})])
NETWORK = Tag(
    "network-security-config", {}, [Tag("base-config", {}, (), {"cleartextTrafficPermitted": "true"})]
)  # fmt: skip
DEX = b"dex\n035\0" + b"base".ljust(200, b".")
OTHERS = [
    Member("assets/page.html", b"<p>help</p>"),
    Member("lib/x86/libx.so", library()),
    Member("assets/plugin.jar", zip_bytes([Member("classes.dex", b"dex\n035\0" + b"plugin".ljust(200, b"."))])),
]


def read(tmp_path, content, **limits):
    path = tmp_path / "x.aab"
    path.write_bytes(content)
    return open_artifact(path, Limits(**limits) if limits else None)


def base(*entries, root=ROOT, resources=None, code=DEX):
    return module("base", root, resources or table(STRINGS), code, entries)


def facts(reading, kind):
    return [fact for fact in reading.facts if fact.kind == kind]


def test_a_bundle_of_a_base_says_what_its_package_says(tmp_path):
    package = tmp_path / "x.apk"
    package.write_bytes(
        apk_bytes(
            Member("resources.arsc", resource_table(STRINGS)),
            Member("res/layout/main.xml", axml(LAYOUT)),
            Member("res/xml/net.xml", axml(NETWORK)),
            *OTHERS,
            root=ROOT,
            code=DEX,
        )
    )
    documents = [Member("res/layout/main.xml", xml_node(LAYOUT)), Member("res/xml/net.xml", xml_node(NETWORK))]
    expected = open_artifact(package)
    found = read(tmp_path, bundle_bytes(*base(*documents, *OTHERS)))
    assert found.facts == expected.facts
    assert [fact.uses_cleartext for fact in facts(found, "app")] == [True]
    assert [box.texts for box in facts(found, "check_box")] == [("I agree",)]
    assert [(image.place, bytes(image.data)) for image in found.contents.dex_images] == [
        (image.place, bytes(image.data)) for image in expected.contents.dex_images
    ]
    assert sorted(map(str, found.contents.texts)) == sorted(map(str, expected.contents.texts))
    assert {gap.kind for gap in found.gaps} - {gap.kind for gap in expected.gaps} == {"certificate"}
    assert set(found.contents.entry_names) ^ set(expected.contents.entry_names) == {"resources.pb", "resources.arsc"}


def test_the_artifact_is_the_app(tmp_path):
    content = bundle_bytes(*base())
    artifact = read(tmp_path, content).artifact
    assert (artifact.kind, artifact.platform, artifact.package, artifact.label) == (
        "app_bundle", "android", "com.example", "商店",
    )  # fmt: skip
    assert (artifact.version_name, artifact.version_code) == ("1.2", "7")
    assert artifact.sha256 == hashlib.sha256(content).hexdigest()
    assert artifact.modules == (Module(name="base", delivery="install_time"),)


def test_modules_are_read_together_and_their_delivery_is_said(tmp_path):
    extra = feature(
        "extra",
        delivery(Tag("on-demand")),
        Tag("uses-permission", {"name": "android.permission.CAMERA"}),
        inside=[Tag("service", {"name": ".Sync", "permission": LABEL})],
    )
    pack = feature("pack", delivery(Tag("fast-follow"), attributes={"type": "asset-pack"}), has_code=False)
    reading = read(
        tmp_path,
        bundle_bytes(
            *module("pack", pack, None, None, [Member("assets/tips.html", b"<p>tips</p>")]),
            *module(
                "extra", extra, table({"string": [ConfigEntries({0: ("more", "More")})]}, package_id=0x7E), DEX[:-1]
            ),
            *base(),
        ),
    )
    assert reading.artifact.modules == (
        Module(name="base", delivery="install_time"),
        Module(name="extra", delivery="on_demand"),
        Module(name="pack", has_assets_only=True, delivery="fast_follow"),
    )
    assert [(fact.name, fact.max_sdk) for fact in facts(reading, "permission")] == [("android.permission.CAMERA", -1)]
    assert [image.place for image in reading.contents.dex_images] == ["classes.dex", "extra!classes.dex"]
    assert [(fact.name, fact.permission) for fact in facts(reading, "component") if fact.type == "service"] == [
        ("com.example.Sync", "Shop")
    ]
    assert {"extra!res/strings/more", "pack!assets/tips.html"} <= {text.place for text in reading.contents.texts}
    assert {gap.kind for gap in reading.gaps} == {"certificate"}


@pytest.mark.parametrize(
    ("wanted", "word"),
    [
        pytest.param(delivery(Tag("install-time")), "install_time", id="install-time"),
        pytest.param(delivery(Tag("on-demand")), "on_demand", id="on-demand"),
        pytest.param(delivery(Tag("install-time"), Tag("on-demand")), "on_demand", id="both"),
        pytest.param(delivery(Tag("fast-follow")), "fast_follow", id="fast-follow"),
        pytest.param(
            delivery(Tag("install-time", {}, [Tag("conditions", {}, [Tag("device-feature")])])), "conditional",
            id="conditions",
        ),
        pytest.param(delivery(attributes={"onDemand": True}), "on_demand", id="as-before-2019"),
        pytest.param(delivery(attributes={"onDemand": False}), "install_time", id="as-before-2019-not"),
        pytest.param(delivery(), "install_time", id="nothing-said"),
        pytest.param(Tag("uses-sdk"), "unknown", id="no-module-element"),
    ],
)  # fmt: skip
def test_the_delivery_of_a_module_is_what_its_manifest_says(tmp_path, wanted, word):
    reading = read(tmp_path, bundle_bytes(*base(), *module("extra", feature("extra", wanted), None, None)))
    assert reading.artifact.modules[1].delivery == word


@pytest.mark.parametrize("is_delimited", [False, True])
def test_the_list_of_libraries_gives_coordinates_and_versions(tmp_path, is_delimited):
    libraries = dependencies("com.example:push:1.2.3", "com.example:pay:4.0", "com.example:push:9")
    written = varint(len(libraries)) + libraries if is_delimited else libraries
    reading = read(tmp_path, bundle_bytes(*base(), Member(DEPENDENCIES, written, deflate=True)))
    assert [(fact.source, fact.name, fact.version) for fact in facts(reading, "dependency")] == [
        ("maven", "com.example:push", "1.2.3"),
        ("maven", "com.example:pay", "4.0"),
    ]
    assert facts(reading, "dependency")[0].location.path == DEPENDENCIES


@pytest.mark.parametrize("damaged", [b"\x0a\x7fabc", field(9, "x"), field(1, field(1, field(1, 5)))])
def test_a_damaged_list_of_libraries_is_a_gap(tmp_path, damaged):
    reading = read(tmp_path, bundle_bytes(*base(), Member(DEPENDENCIES, damaged)))
    assert [(gap.level, gap.reason, gap.part) for gap in reading.gaps if gap.kind == "dependency"] == [
        (CoverageLevel.PARTIAL, "unreadable", DEPENDENCIES)
    ]
    assert facts(reading, "app")


def test_the_mapping_of_the_build_is_handed_on(tmp_path):
    reading = read(tmp_path, bundle_bytes(*base(), Member(MAPPING, b"a.B -> c:\n")))
    assert (reading.contents.mapping.place, reading.contents.mapping.data) == (MAPPING, b"a.B -> c:\n")


def test_the_signature_is_that_of_an_upload(tmp_path):
    owner = distinguished_name(CN="Uploader", C="CN")
    der = certificate(owner)
    signed = read(tmp_path, bundle_bytes(*base(), Member("META-INF/KEY0.RSA", pkcs7([der], owner))))
    unsigned = read(tmp_path, bundle_bytes(*base()))
    for reading, words in ((signed, "Uploader"), (unsigned, "not signed")):
        assert facts(reading, "certificate") == []
        (gap,) = [gap for gap in reading.gaps if gap.kind == "certificate"]
        assert (gap.level, gap.reason) == (CoverageLevel.NONE, "elsewhere")
        assert words in gap.detail.en
    assert hashlib.sha256(der).hexdigest() in next(g for g in signed.gaps if g.kind == "certificate").detail.zh


@pytest.mark.parametrize(
    "members",
    [
        pytest.param([Member("base/root/a/B.class", b"\xca\xfe\xba\xbe" + bytes(20))], id="class-files"),
        pytest.param([Member("base/assets/other.apk", apk_bytes())], id="a-package-as-asset"),
    ],
)
def test_what_lies_in_a_module_does_not_make_it_another_kind(tmp_path, members):
    assert read(tmp_path, bundle_bytes(*base(), *members)).artifact.kind == "app_bundle"


def test_a_package_that_holds_parts_of_a_bundle_is_a_package(tmp_path):
    path = tmp_path / "x.apk"
    path.write_bytes(apk_bytes(Member("BundleConfig.pb", b"\x0a\x00"), *base()))
    assert not READER.detect(path)
    assert open_artifact(path).artifact.kind == "apk"


def test_a_bundle_without_configuration_is_read(tmp_path):
    assert read(tmp_path, bundle_bytes(*base(), config=None)).artifact.package == "com.example"


def test_a_bundle_without_modules_is_refused(tmp_path):
    with pytest.raises(UnreadableArtifactError) as raised:
        read(tmp_path, bundle_bytes(Member("META-INF/manifest/AndroidManifest.xml", xml_node(ROOT))))
    assert "an app bundle without modules" in raised.value.message
    assert "没有模块" in raised.value.zh


def test_a_bundle_without_base_leaves_a_gap(tmp_path):
    reading = read(tmp_path, bundle_bytes(*module("extra", feature("extra", delivery()))))
    assert {gap.kind for gap in reading.gaps if gap.level == CoverageLevel.NONE} >= set(MANIFEST_KINDS)


def test_a_damaged_manifest_costs_the_manifest_alone(tmp_path):
    members = base()
    broken = Member(members[0].name, members[0].data[:-7])
    reading = read(tmp_path, bundle_bytes(broken, *members[1:]))
    assert {gap.kind for gap in reading.gaps} == {*MANIFEST_KINDS, "certificate"}
    assert [image.place for image in reading.contents.dex_images] == ["classes.dex"]
    assert reading.contents.texts


def test_a_manifest_in_binary_is_no_manifest_of_a_bundle(tmp_path):
    members = base()
    reading = read(tmp_path, bundle_bytes(Member(members[0].name, axml(ROOT)), *members[1:]))
    assert {gap.kind for gap in reading.gaps if gap.part == "AndroidManifest.xml"} == set(MANIFEST_KINDS)


def test_a_damaged_table_costs_texts_alone(tmp_path):
    reading = read(tmp_path, bundle_bytes(*base(resources=table(STRINGS)[:-5])))
    assert [(gap.kind, gap.part) for gap in reading.gaps if gap.kind != "certificate"] == [("ui_text", "resources.pb")]
    assert [fact.label for fact in facts(reading, "app")] == [""]


def test_a_damaged_layout_is_a_gap(tmp_path):
    broken = Member("res/layout/main.xml", xml_node(LAYOUT)[:-9])
    plain = Member("res/raw/plain.xml", b"<a>text</a>")
    reading = read(tmp_path, bundle_bytes(*base(broken, plain)))
    assert [(gap.kind, gap.part) for gap in reading.gaps if gap.kind != "certificate"] == [
        ("ui_text", "res/layout/main.xml")
    ]


def test_what_no_package_would_get_is_left_out(tmp_path):
    entries = [Member("foo/x.dex", DEX), Member("root/x/y.txt", b"1"), Member("res/raw/a.txt", b"2")]
    reading = read(tmp_path, bundle_bytes(*base(*entries)))
    assert set(reading.contents.entry_names) == {
        "AndroidManifest.xml", "resources.pb", "classes.dex", "x/y.txt", "res/raw/a.txt",
    }  # fmt: skip
    assert [image.place for image in reading.contents.dex_images] == ["classes.dex"]


def test_code_under_two_folders_that_meet_in_the_package_is_read_twice_and_said(tmp_path):
    reading = read(tmp_path, bundle_bytes(*base(Member("root/classes.dex", DEX[:-1]))))
    assert [image.place for image in reading.contents.dex_images] == ["classes.dex", "classes.dex#2"]
    assert [(fact.code, fact.entry) for fact in facts(reading, "anomaly")] == [("duplicate_name", "classes.dex")]
    assert {gap.reason for gap in reading.gaps if gap.kind in CODE_KINDS} == {"two_readings"}


def test_too_many_modules_are_a_limit(tmp_path):
    others = [entry for name in "bcd" for entry in module(name, feature(name, delivery()), None, None)]
    reading = read(tmp_path, bundle_bytes(*base(), *others), packages=2)
    assert [each.name for each in reading.artifact.modules] == ["base", "b"]
    assert {(gap.reason, gap.part) for gap in reading.gaps if gap.kind == "permission"} == {("limit_reached", "c")}
