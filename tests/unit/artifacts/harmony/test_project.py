"""Folders of DevEco Studio: the modules in them, their sources and libraries, and what a build takes from elsewhere."""
# ruff: noqa: E501  # files stay on one line each

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.support.abc_builder import abc
from tests.support.harmony_builder import har

from appaudit.artifacts import is_artifact_folder, open_artifact
from appaudit.artifacts.base import ArtifactReading, Limits
from appaudit.errors import ConfigError
from appaudit.model.facts.package import DependencyFact, PermissionFact

MODULE = """{ // the entry
  "module": { "name": "entry", "type": "entry", "mainElement": "EntryAbility", "pages": "$profile:main_pages",
    "abilities": [{ "name": "EntryAbility", "srcEntry": "./ets/entryability/EntryAbility.ets" }],
    "requestPermissions": [{ "name": "ohos.permission.CAMERA", "reason": "$string:why", "usedScene": {"when": "inuse"} }],
  },
}"""
PROJECT = {
    "AppScope/app.json5": "{ 'app': { bundleName: 'com.qinghe.source', versionName: '1.2.0', versionCode: 12, label: '$string:app_name' } }",
    "AppScope/resources/base/element/string.json": '{"string": [{"name": "app_name", "value": "轻荷"}]}',
    "build-profile.json5": "{ modules: [{ name: 'entry', srcPath: './entry' }] }",
    "entry/oh-package.json5": "{ name: 'entry', dependencies: { 'common': 'file:../common', '@ohos/axios': '^2.2.0' } }",
    "entry/src/main/module.json5": MODULE,
    "entry/src/main/resources/base/element/string.json": '{"string": [{"name": "why", "value": "用于扫码"}]}',
    "entry/src/main/resources/base/profile/main_pages.json": '{"src": ["pages/Index"]}',
    "entry/src/main/ets/entryability/EntryAbility.ets": "export default class EntryAbility {}",
    "entry/src/main/ets/pages/Index.ets": "import { ids } from 'common';\n@Entry @Component struct Index { build() {} }",
    "entry/src/ohosTest/ets/test/A.ets": "no part of the app",
    "entry/build/default/B.ets": "left by a build",
    "entry/hvigorfile.ts": "export default {}",
    "common/oh-package.json5": "{ name: 'common', main: 'Index.ets' }",
    "common/src/main/module.json5": "{ module: { name: 'common', type: 'har' } }",
    "common/Index.ets": "export { ids } from './src/main/ets/Ids';",
    "common/src/main/ets/Ids.ets": "export const ids = 1;",
}  # fmt: skip
INNER = {
    "oh-package.json5": b'{"name": "@qinghe/apm", "version": "1.0.2"}',
    "src/main/ets/A.js": b"export class A {}",
}


def folder(tmp_path: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path / "project"


def gaps(reading: ArtifactReading) -> set[tuple[str, str, str, str]]:
    return {(gap.kind, gap.level.word, gap.reason, gap.part) for gap in reading.gaps}


def test_a_project_is_one_app_of_its_modules(tmp_path) -> None:
    path = folder(tmp_path, PROJECT)
    assert is_artifact_folder(path)
    reading = open_artifact(path)
    artifact = reading.artifact
    assert (artifact.kind, artifact.platform, artifact.package, artifact.version_name, artifact.label) == (
        "hap", "harmony", "com.qinghe.source", "1.2.0", "轻荷",
    )  # fmt: skip
    [camera] = [fact for fact in reading.facts if isinstance(fact, PermissionFact)]
    assert [text.text for text in camera.reasons] == ["用于扫码"]
    assert camera.location.path == "entry/src/main/module.json5"
    entry, common = reading.contents.ark_sources
    assert [file.path for file in entry.files] == [
        "entry/src/main/ets/entryability/EntryAbility", "entry/src/main/ets/pages/Index",
    ]  # fmt: skip
    assert (entry.started, entry.pages) == (("/ets/entryability/EntryAbility",), ("pages/Index",))
    assert [file.place for file in common.files] == ["common/Index.ets", "common/src/main/ets/Ids.ets"]
    assert ("common", "common", "Index") in entry.packages


def test_packages_that_a_build_takes_from_elsewhere_are_a_gap(tmp_path) -> None:
    reading = open_artifact(folder(tmp_path, PROJECT))
    assert ("api_call", "partial", "not_read", "oh-package.json5") in gaps(reading)
    assert "@ohos/axios" in {fact.name for fact in reading.facts if isinstance(fact, DependencyFact)}
    own = {fact.name: fact.here for fact in reading.facts if isinstance(fact, DependencyFact)}
    assert own == {"entry": True, "common": True, "@ohos/axios": False}
    alone = PROJECT | {"entry/oh-package.json5": "{ name: 'entry', dependencies: { 'common': 'file:../common' } }"}
    assert not {each for each in gaps(open_artifact(folder(tmp_path, alone))) if each[0] == "api_call"}


def test_libraries_in_a_folder_are_read_with_it(tmp_path) -> None:
    content = har(
        INNER | {"libs/deep.har": har({"oh-package.json5": b"{}", "ets/modules.abc": abc(["L&deep/A&1.0.0;"])})}
    )
    reading = open_artifact(folder(tmp_path, PROJECT | {"entry/libs/apm.har": content}))
    assert [file.path for file in reading.contents.ark_sources[-1].files] == ["@qinghe/apm/src/main/ets/A"]
    assert [file.place for file in reading.contents.bytecode] == ["entry/libs/apm.har!libs/deep.har!ets/modules.abc"]
    broken = open_artifact(folder(tmp_path, PROJECT | {"entry/libs/apm.har": b"\x1f\x8bno"}))
    assert ("api_call", "partial", "unreadable", "entry/libs/apm.har") in gaps(broken)


def test_a_module_by_itself_is_read_and_what_is_none_is_said(tmp_path) -> None:
    alone = {name.removeprefix("common/"): text for name, text in PROJECT.items() if name.startswith("common/")}
    [sources] = open_artifact(folder(tmp_path, alone)).contents.ark_sources
    assert [file.path for file in sources.files] == ["common/Index", "common/src/main/ets/Ids"]
    broken = open_artifact(folder(tmp_path / "b", PROJECT | {"entry/src/main/module.json5": "{ module: "}))
    assert ("permission", "none", "unreadable", "entry/src/main/module.json5") in gaps(broken)
    with pytest.raises(ConfigError, match="no mini-program"):
        open_artifact(folder(tmp_path / "c", {"a.ets": "x"}))


def test_sources_beyond_the_limits_are_a_gap(tmp_path) -> None:
    long = PROJECT | {"entry/src/main/ets/pages/Index.ets": f"// {'x' * 2_000}"}
    reading = open_artifact(folder(tmp_path, long), limits=Limits(entry_bytes=1_000))
    assert ("api_call", "partial", "limit_reached", "entry/src/main/ets/pages/Index.ets") in gaps(reading)
