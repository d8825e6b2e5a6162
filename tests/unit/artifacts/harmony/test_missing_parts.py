"""What a HarmonyOS package names and does not hold, or holds where nobody reads it, is said; its near twin is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.abc_builder import abc
from tests.support.apk_builder import Member, zip_bytes
from tests.support.elf import library
from tests.support.harmony_builder import hap, module

from appaudit.artifacts import open_artifact

BUNDLE = "com.qinghe.harmony"
CODE = Member("ets/modules.abc", abc(["L&entry/src/main/ets/pages/Index&;"]))
NEEDS = {"bundleName": BUNDLE, "moduleName": "shared", "versionCode": 1}


def gaps(tmp_path: Path, content: bytes, name: str = "x.hap") -> set[tuple[str, str]]:
    """Reason and part of each gap in code."""
    path = tmp_path / name
    path.write_bytes(content)
    return {(gap.reason, gap.part) for gap in open_artifact(path).gaps if gap.kind in ("api_call", "permission")}


def listed(*names: str) -> Member:
    modules = [{"distro": {"moduleName": name, "moduleType": "entry"}} for name in names]
    return Member("pack.info", json.dumps({"summary": {"modules": modules}}).encode())


def app(*members: Member) -> bytes:
    return zip_bytes([Member("entry.hap", hap(module(), CODE)), *members])


def shared() -> Member:
    return Member("shared.hsp", hap(module(name="shared", kind="shared", abilities=[]), CODE))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (hap(module(), CODE, listed("entry", "extra")), {("missing_part", "pack.info")}),
        (hap(module(), CODE, listed("entry")), set()),
        (app(listed("entry", "extra")), {("missing_part", "pack.info")}),
        (app(listed("entry", "shared"), shared()), set()),
        (hap(module(dependencies=[NEEDS]), CODE), {("missing_part", "pack.info")}),
        (zip_bytes([Member("entry.hap", hap(module(dependencies=[NEEDS]), CODE)), shared()]), set()),
    ],
    ids=("listed in a module", "is there", "listed in an app", "are there", "needed", "needed and there"),
)
def test_a_module_that_is_named_and_not_there_is_said(
    content: bytes, expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    assert gaps(tmp_path, content) == expected


@pytest.mark.parametrize("name", ["sub/feature.hap", "inner.app", "feature.HQF"])
def test_a_package_where_none_is_read_is_said(name: str, tmp_path: Path) -> None:
    assert gaps(tmp_path, app(Member(name, hap(module(name="feature"), CODE))), "x.app") == {("not_read", name)}
    assert gaps(tmp_path, app(Member("feature.png", b"\x89PNG"))) == set()


def test_a_patch_in_a_module_is_said(tmp_path: Path) -> None:
    assert gaps(tmp_path, hap(module(), CODE, Member("entry.hqf", b"PK"))) == {("not_read", "entry.hqf")}


@pytest.mark.parametrize("name", ["ets/modules.abc", "module.json"])
def test_an_entry_that_stands_twice_in_a_module_is_said(name: str, tmp_path: Path) -> None:
    assert gaps(tmp_path, hap(module(), CODE, Member(name, CODE.data))) == {("two_readings", name)}


def test_a_key_that_stands_twice_in_a_configuration_is_said(tmp_path: Path) -> None:
    once = json.dumps(module())
    twice = once.replace('"requestPermissions": []', '"requestPermissions": [{"name": "p"}], "requestPermissions": []')
    assert twice != once
    assert gaps(tmp_path, hap(twice.encode(), CODE)) == {("two_readings", "module.json")}
    assert gaps(tmp_path, hap(once.encode(), CODE)) == set()


@pytest.mark.parametrize(
    ("name", "is_said"),
    [
        ("resources/rawfile/apps/__UNI__1/www/app-service.js", True),
        ("resources/rawfile/bundle.harmony.js", True),
        ("resources/rawfile/index.android.hbc", True),
        ("resources/rawfile/www/cordova.js", True),
        ("resources/rawfile/help/menu.js", False),
        ("resources/rawfile/help.html", False),
    ],
)
def test_scripts_that_a_framework_runs_are_said(name: str, is_said: bool, tmp_path: Path) -> None:
    assert gaps(tmp_path, hap(module(), CODE, Member(name, b"x"))) == ({("not_read", name)} if is_said else set())


def test_bytecode_under_another_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.hap").write_bytes(hap(module(), CODE, Member("resources/rawfile/a.bin", CODE.data)))
    assert [each.place for each in open_artifact(tmp_path / "x.hap").contents.bytecode] == [
        "ets/modules.abc",
        "resources/rawfile/a.bin",
    ]


@pytest.mark.parametrize(("name", "said"), [("libc++_shared.so", set()), ("libown.so", {("native_code", "libs/")})])
def test_the_library_of_the_compiler_is_nobodys_code(name: str, said: Any, tmp_path: Path) -> None:
    assert gaps(tmp_path, hap(module(), CODE, Member(f"libs/arm64-v8a/{name}", library()))) == said
