"""HarmonyOS packages: modules, apps of several, archives of libraries; what is not read is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.abc_builder import abc
from tests.support.apk_builder import Member, apk_bytes, zip_bytes
from tests.support.harmony_builder import first_layout, hap, har, listed, module, second_layout

from appaudit.artifacts import open_artifact
from appaudit.artifacts.base import ArtifactReading, Limits
from appaudit.errors import UnreadableArtifactError
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, CoverageLevel
from appaudit.model.facts.mini_program import BackgroundModeFact
from appaudit.model.facts.package import (
    AppFact,
    ComponentFact,
    DependencyFact,
    MetaDataFact,
    NativeLibraryFact,
    PermissionFact,
)

CAMERA, LOCATION, INTERNET = ("ohos.permission.CAMERA", "ohos.permission.LOCATION", "ohos.permission.INTERNET")
TEXTS = {"app_name": {"": "轻荷", "en_US": "Qinghe"}, "why": {"": "用于扫码", "en_US": "To scan codes"}}
CAMERA_ASKED = {
    "name": CAMERA,
    "reason": "$string:why",
    "reasonId": 0x01000001,
    "usedScene": {"abilities": ["EntryAbility"], "when": "always"},
}
CODE = Member("ets/modules.abc", abc(["L&entry/src/main/ets/pages/Index&;"]))


def read(tmp_path: Path, content: bytes, limits: Limits | None = None, name: str = "x.hap") -> ArtifactReading:
    path = tmp_path / name
    path.write_bytes(content)
    return open_artifact(path, limits=limits)


def of(reading: ArtifactReading, kind: type) -> list:
    return [fact for fact in reading.facts if isinstance(fact, kind)]


def gaps(reading: ArtifactReading) -> set[tuple[str, str, str, str]]:
    return {(gap.kind, gap.level.word, gap.reason, gap.part) for gap in reading.gaps}


@pytest.mark.parametrize("layout", [first_layout, second_layout])
def test_a_module_says_who_it_is_and_what_it_may_do(layout, tmp_path) -> None:
    reading = read(tmp_path, hap(module(CAMERA_ASKED, {"name": INTERNET}), CODE, index=layout(TEXTS)))
    artifact = reading.artifact
    assert (artifact.kind, artifact.platform, artifact.package, artifact.label) == (
        "hap", "harmony", "com.qinghe.harmony", "轻荷",
    )  # fmt: skip
    assert (artifact.version_name, artifact.version_code) == ("2.1.0", "2010000")
    assert (artifact.min_sdk, artifact.target_sdk) == (12, 18)
    camera, internet = of(reading, PermissionFact)
    assert (camera.name, camera.when, camera.used_by) == (CAMERA, "always", ("EntryAbility",))
    assert [(text.language, text.text) for text in camera.reasons] == [("", "用于扫码"), ("en_US", "To scan codes")]
    assert (internet.name, internet.has_reason, internet.reasons) == (INTERNET, False, ())
    [ability] = of(reading, ComponentFact)
    assert (ability.type, ability.exported, ability.actions) == ("ability", True, ("action.system.home",))
    assert {text.text for text in reading.contents.texts} == {"轻荷", "Qinghe", "用于扫码", "To scan codes"}


def test_what_an_ability_does_in_the_background_is_read(tmp_path) -> None:
    abilities = [
        {"name": "A", "backgroundModes": ["location", "audioRecording"]},
        {"name": "B", "backgroundModes": [7]},
    ]
    reading = read(tmp_path, hap(module(abilities=abilities), CODE, texts=TEXTS))
    modes = [(fact.mode, fact.location.symbol) for fact in of(reading, BackgroundModeFact)]
    assert modes == [("location", "A"), ("audioRecording", "A")]


def test_machine_code_is_not_read_and_that_is_said(tmp_path) -> None:
    files = (CODE, Member("libs/arm64-v8a/libentry.so"), Member("an/entry.an"))
    reading = read(tmp_path, hap(module(), *files, texts=TEXTS))
    assert ("api_call", "none", "not_read", "ets/modules.abc") not in gaps(reading)
    assert {(kind, "none", "not_read", "an/entry.an") for kind in CODE_KINDS} <= gaps(reading)
    assert ("api_call", "partial", "native_code", "libs/") in gaps(reading)
    [library] = of(reading, NativeLibraryFact)
    assert (library.name, library.abis, library.location.path) == (
        "libentry.so", ("arm64-v8a",), "libs/arm64-v8a/libentry.so",
    )  # fmt: skip


def test_where_the_system_enters_bytecode_is_what_the_configuration_says(tmp_path) -> None:
    abilities = [
        {"name": "Other", "srcEntry": "./ets/other/Other.ets"},
        {"name": "EntryAbility", "srcEntry": "./ets/entryability/EntryAbility.ets"},
    ]
    more = {"abilities": abilities, "srcEntry": "./ets/Stage.ets", "pages": "$profile:main_pages"}
    pages = Member("resources/base/profile/main_pages.json", b'{"src": ["pages/Index", "pages/About"]}')
    reading = read(tmp_path, hap(module(**more), CODE, pages, texts=TEXTS))
    [file] = reading.contents.bytecode
    assert file.started == ("/ets/Stage", "/ets/entryability/EntryAbility")
    assert file.pages == ("pages/Index", "pages/About")
    broken = Member("resources/base/profile/main_pages.json", b'{"src": [')
    reading = read(tmp_path, hap(module(**more), CODE, broken, texts=TEXTS))
    assert reading.contents.bytecode[0].pages == ()
    assert ("api_call", "partial", "unreadable", "resources/base/profile/main_pages.json") in gaps(reading)


def test_a_reason_that_no_table_holds_is_a_gap_and_not_a_missing_reason(tmp_path) -> None:
    reading = read(tmp_path, hap(module(CAMERA_ASKED), CODE))
    [camera] = of(reading, PermissionFact)
    assert camera.has_reason
    assert camera.reasons == ()
    assert ("permission", "partial", "unreadable", "resources.index") in gaps(reading)
    written = {**CAMERA_ASKED, "reason": "用于扫码"}
    del written["reasonId"]
    [camera] = of(read(tmp_path, hap(module(written), CODE)), PermissionFact)
    assert [text.text for text in camera.reasons] == ["用于扫码"]


def test_packages_of_others_have_their_versions_and_modules_of_the_app_are_no_packages(tmp_path) -> None:
    lists = (
        Member("pkgContextInfo.json", listed([("@jg/push", "1.3.0"), ("libentry.so", ""), ("@x/local", "file:../x")])),
        Member("pkgSdkInfo.json", json.dumps({
            "@umeng/common": {"version": "1.1.3", "type": "other"}, "entry": {"version": "1.0.0", "type": "entry"},
        }).encode()),
    )  # fmt: skip
    reading = read(tmp_path, hap(module(), CODE, *lists, texts=TEXTS))
    found = {(fact.source, fact.name, fact.version) for fact in of(reading, DependencyFact)}
    assert found == {("ohpm", "@jg/push", "1.3.0"), ("ohpm", "@umeng/common", "1.1.3"), ("ohpm", "@x/local", "")}
    broken = read(tmp_path, hap(module(), CODE, Member("pkgContextInfo.json", b"{")))
    assert ("dependency", "partial", "unreadable", "pkgContextInfo.json") in gaps(broken)


def test_modules_of_the_project_are_told_from_packages_that_a_build_downloads_by_the_source_map(tmp_path) -> None:
    lists = Member(
        "pkgContextInfo.json", listed([("shop", "1.0.0"), ("dayjs", "1.11.7"), ("@x/local", "1.0.0"), ("a", "1")])
    )
    maps = {
        "entry|shop|1.0.0|Index.ts": {"sources": ["common/shop/Index.ets"], "package-info": "shop|1.0.0"},
        "entry|@x/local|1.0.0|A.ts": {"sources": ["local/src/A.ets"], "package-info": "@x/local|1.0.0"},
        "entry|dayjs|1.11.7|a.js": {
            "sources": ["oh_modules/.ohpm/dayjs@1.11.7/oh_modules/dayjs/a.js"], "package-info": "dayjs|1.11.7",
        },
        "entry/A.ts": {"sources": ["entry/A.ets"]}, "odd": 1, "odder": {"package-info": "a|1", "sources": [2]},
    }  # fmt: skip
    written = Member("ets/sourceMaps.map", json.dumps(maps).encode())
    here = {fact.name: fact.here for fact in of(read(tmp_path, hap(module(), CODE, lists, written)), DependencyFact)}
    assert here == {"shop": True, "@x/local": True, "dayjs": False, "a": False}
    for broken in ((), (Member("ets/sourceMaps.map", b"{"),)):
        assert not any(fact.here for fact in of(read(tmp_path, hap(module(), CODE, lists, *broken)), DependencyFact))


def test_records_of_bytecode_name_packages_that_no_list_names(tmp_path) -> None:
    old = "Lpkg_modules/.ohpm/@ohos+axios@2.2.0/pkg_modules/@ohos/axios/index;"
    new = "L&@jg/push/src/main/ets/Index&1.3.0;"
    own = (
        "L&entry/src/main/ets/pages/Index&;",
        "L&entry/src/main/ets/B&1.0.0;",
        "L@ohos.app;",
        "Lcom.qinghe/entry/ets/A;",
    )
    code = Member("ets/modules.abc", abc([*own, new, old, "L&@umeng/common/a/b&1.1.3;"]))
    reading = read(tmp_path, hap(module(), code, Member("pkgSdkInfo.json", b'{"@umeng/common": {"version": "1.1.3"}}')))
    found = {(fact.name, fact.version, fact.location.path) for fact in of(reading, DependencyFact)}
    assert found == {
        ("@jg/push", "1.3.0", "ets/modules.abc"), ("@ohos/axios", "2.2.0", "ets/modules.abc"),
        ("@umeng/common", "1.1.3", "pkgSdkInfo.json"),
    }  # fmt: skip
    broken = read(tmp_path, hap(module(), Member("ets/modules.abc", b"PANDA\0\0\0")))
    assert ("dependency", "partial", "unreadable", "ets/modules.abc") in gaps(broken)


def test_the_older_model_is_read(tmp_path) -> None:
    configuration = {
        "app": {
            "bundleName": "com.qinghe.old",
            "version": {"name": "1.0", "code": 3},
            "apiVersion": {"compatible": 6, "target": 7},
        },
        "module": {
            "package": "com.qinghe.old",
            "name": ".MyApplication",
            "distro": {"moduleName": "entry", "moduleType": "entry"},
            "mainAbility": "com.qinghe.old.MainAbility",
            "reqPermissions": [{"name": LOCATION, "reason": "$string:why", "usedScene": {"ability": ["Main"]}}],
            "abilities": [
                {"name": "Main", "type": "page", "visible": True, "label": "轻荷"},
                {"name": "Sync", "type": "service", "metadata": [{"name": "KEY", "value": "1"}]},
            ],
        },
    }
    content = zip_bytes([
        Member("config.json", json.dumps(configuration).encode()), Member("pack.info", b"{}"),
        Member("resources.index", second_layout(TEXTS)), Member("classes.dex", b"dex\n035\0"),
    ])  # fmt: skip
    reading = read(tmp_path, content)
    [app] = of(reading, AppFact)
    assert (app.package, app.version_name, app.version_code, app.min_sdk, app.target_sdk, app.label) == (
        "com.qinghe.old", "1.0", "3", 6, 7, "轻荷",
    )  # fmt: skip
    [permission] = of(reading, PermissionFact)
    assert (permission.name, permission.used_by, permission.reasons[0].text) == (LOCATION, ("Main",), "用于扫码")
    assert [(fact.type, fact.name) for fact in of(reading, ComponentFact)] == [
        ("ability", "Main"), ("extension_ability", "Sync"),
    ]  # fmt: skip
    assert [(fact.name, fact.owner) for fact in of(reading, MetaDataFact)] == [("KEY", "Sync")]


@pytest.mark.parametrize("name", ["assets/js/default/app.js", "assets/js/default/pages/a.js.bin", "classes2.dex"])
def test_code_of_the_older_model_is_said_to_be_there_and_not_read(name, tmp_path) -> None:
    configuration = json.dumps({"app": {"bundleName": "com.qinghe.old"}, "module": {"distro": {"moduleName": "entry"}}})
    old = [Member("config.json", configuration.encode()), Member("pack.info", b"{}")]
    reading = read(tmp_path, zip_bytes([*old, Member(name, b"a = 1")]))
    assert {(kind, "none", "not_read", name) for kind in CODE_KINDS} <= gaps(reading)
    other = read(tmp_path, zip_bytes([*old, Member("assets/js/default/i18n/zh.json", b"{}")]))
    assert {(kind, "none", "unreadable", "ets/") for kind in CODE_KINDS} <= gaps(other)


def test_the_modules_of_an_app_are_read_together(tmp_path) -> None:
    quiet = {"name": CAMERA, "usedScene": {"abilities": ["Scan"]}}
    entry = hap(module({"name": CAMERA}, {"name": INTERNET}), CODE, texts=TEXTS)
    feature = hap(module(quiet | {"reason": "扫码"}, name="scan", kind="feature"), Member("libs/x86_64/liba.so"))
    content = zip_bytes([Member("a-feature.hap", feature), Member("entry.hap", entry), Member("pack.info", b"{}")])
    reading = read(tmp_path, content, name="x.app")
    assert reading.artifact.label == "轻荷"
    permissions = {fact.name: fact for fact in of(reading, PermissionFact)}
    assert set(permissions) == {CAMERA, INTERNET}
    assert [text.text for text in permissions[CAMERA].reasons] == ["扫码"]
    assert permissions[CAMERA].used_by == ("Scan",)
    assert permissions[CAMERA].location.path == "a-feature.hap!module.json"
    assert len(of(reading, AppFact)) == 1
    assert ("api_call", "none", "unreadable", "a-feature.hap!ets/") in gaps(reading)


def test_a_module_of_another_app_is_left_out_and_said(tmp_path) -> None:
    other = hap(module({"name": LOCATION}, bundle="com.other", kind="feature"), CODE)
    content = zip_bytes([Member("entry.hap", hap(module(), CODE)), Member("other.hsp", other)])
    reading = read(tmp_path, content, name="x.app")
    assert of(reading, PermissionFact) == []
    assert ("permission", "partial", "unreadable", "other.hsp") in gaps(reading)


def test_more_modules_than_the_limit_are_said(tmp_path) -> None:
    content = zip_bytes([Member(f"m{number}.hap", hap(module(), CODE)) for number in range(3)])
    reading = read(tmp_path, content, Limits(packages=2), name="x.app")
    assert ("permission", "partial", "limit_reached", "m2.hap") in gaps(reading)


LIBRARY = {
    "oh-package.json5": json.dumps({
        "name": "@qinghe/ads", "version": "6.4.0",
        "dependencies": {"inner": "file:harlib/inner.har", "@ohos/axios": "2.2.0", "liba.so": "./types"},
    }).encode(),
    "src/main/module.json": json.dumps(module({"name": LOCATION, "reason": "$string:why"}, kind="har")).encode(),
    "src/main/resources/base/element/string.json": '{"string": [{"name": "why", "value": "用于定位"}]}'.encode(),
    "src/main/resources/en_US/element/string.json": b'{"string": [{"name": "why", "value": "To locate"}]}',
    "src/main/ets/a/b.js": b"export {}",
    "src/main/ets/a/b.d.ets": b"export {}",
    "libs/arm64-v8a/liba.so": b"\x7fELF",
}  # fmt: skip
INNER = {
    "oh-package.json5": b'{"name": "@qinghe/apm", "version": "1.0.2"}',
    "ets/modules.abc": abc(["L&@qinghe/apm/Index&1.0.2;"]),
}


def test_a_library_is_an_sdk_with_the_libraries_in_it(tmp_path) -> None:
    content = har(LIBRARY | {"harlib/inner.har": har(INNER)})
    reading = read(tmp_path, content, name="ads.har")
    artifact = reading.artifact
    assert (artifact.kind, artifact.platform, artifact.package, artifact.version_name) == (
        "sdk", "harmony", "@qinghe/ads", "6.4.0",
    )  # fmt: skip
    assert not reading.is_app
    assert of(reading, AppFact) == []
    assert {(fact.name, fact.version) for fact in of(reading, DependencyFact)} == {
        ("@qinghe/ads", "6.4.0"), ("@qinghe/apm", "1.0.2"), ("@ohos/axios", "2.2.0"),
    }  # fmt: skip
    [location] = of(reading, PermissionFact)
    assert [(text.language, text.text) for text in location.reasons] == [("", "用于定位"), ("en_US", "To locate")]
    [sources] = reading.contents.ark_sources
    assert [(file.place, file.path, file.language) for file in sources.files] == [
        ("src/main/ets/a/b.js", "@qinghe/ads/src/main/ets/a/b", "javascript"),
    ]  # fmt: skip
    assert "not_read" not in {reason for kind, _, reason, _ in gaps(reading) if kind == "api_call"}
    assert [file.place for file in reading.contents.bytecode] == ["harlib/inner.har!ets/modules.abc"]
    [library] = of(reading, NativeLibraryFact)
    assert library.location.path == "libs/arm64-v8a/liba.so"


def test_libraries_in_libraries_end_where_the_limit_says(tmp_path) -> None:
    content = har(LIBRARY | {"harlib/inner.har": har(INNER)})
    reading = read(tmp_path, content, Limits(depth=0), name="ads.har")
    assert ("dependency", "partial", "limit_reached", "harlib/inner.har") in gaps(reading)
    assert "@qinghe/apm" not in {fact.name for fact in of(reading, DependencyFact)}


def test_a_stream_that_unpacks_without_end_is_refused(tmp_path) -> None:
    content = har({"oh-package.json5": b"{}", "a.bin": bytes(1 << 20)})
    with pytest.raises(UnreadableArtifactError, match="limits leave"):
        read(tmp_path, content, Limits(entry_bytes=1 << 19), name="x.har")


def test_a_library_that_breaks_off_is_a_gap(tmp_path) -> None:
    content = har(LIBRARY)
    reading = read(tmp_path, content[: len(content) - 40], name="x.har")
    assert {kind for kind, _, reason, _ in gaps(reading) if reason == "unreadable"} >= {"dependency", *MANIFEST_KINDS}


@pytest.mark.parametrize("broken", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_configuration_that_cannot_be_read_is_a_gap(broken, tmp_path) -> None:
    reading = read(tmp_path, hap(broken, CODE, Member("pack.info", b"{}")))
    assert {gap.kind for gap in reading.gaps if gap.level is CoverageLevel.NONE} >= set(MANIFEST_KINDS)


def test_other_archives_are_not_taken_for_harmony(tmp_path) -> None:
    apk = apk_bytes(Member("module.json", json.dumps(module()).encode()))
    assert read(tmp_path, apk).artifact.platform == "android"
    with pytest.raises(UnreadableArtifactError):
        read(tmp_path, zip_bytes([Member("config.json", b'{"app": {}, "module": {}}')]))
    with pytest.raises(UnreadableArtifactError):
        read(tmp_path, har({"package.json": b"{}"}), name="x.tgz")
