"""Modules that an app asks a store for: said where the bundle has none, and nothing where they are all in it."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from tests.metamorphic.code_evasions import STRING
from tests.metamorphic.judgement import Seen, audited
from tests.metamorphic.small_apps import MAIN, POLICY, App, activity, package
from tests.support.apk_builder import manifest
from tests.support.axml_builder import Tag
from tests.support.bundle_builder import bundle_bytes, delivery, feature, module
from tests.support.program_assembly import call, code, const_string, defined, dex

_PLAY = "Lcom/google/android/play/core/splitinstall"
_ASKS = (
    const_string(1, "extra"),
    call(
        "virtual",
        f"{_PLAY}/SplitInstallRequest$Builder;->addModule({STRING}){_PLAY}/SplitInstallRequest$Builder;",
        3,
        1,
    ),
    call("interface", f"{_PLAY}/SplitInstallManager;->startInstall({_PLAY}/SplitInstallRequest;)V", 2, 3),
)
_EXTRA = dex(defined("Lm/Extra;", {"run()V": code(incoming=1)}))


def _code_of(app: App) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package(app))) as archive:
        return archive.read("classes.dex")


@cache
def seen(asks: bool, how: str, policy: Path) -> Seen:
    base = manifest(
        Tag("uses-sdk", {"minSdkVersion": 21, "targetSdkVersion": 34}),
        package="m",
        application={"label": "示例商城"},
        inside=[activity(MAIN)],
        attributes={"versionCode": 1, "versionName": "1.0"},
    )
    main = _code_of(App(body=_ASKS if asks else ()))
    more = module("extra", feature("extra", delivery(Tag(how, {}, (), {}))), None, _EXTRA) if how else ()
    found = audited(bundle_bytes(*module("base", base, None, main), *more), policy, None)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("policy") / "privacy.html"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.mark.parametrize(("how", "is_said"), [("", True), ("install-time", True), ("on-demand", False)])
def test_a_module_that_is_asked_for(how: str, is_said: bool, policy: Path) -> None:
    gaps = seen(asks=True, how=how, policy=policy).gaps - seen(asks=False, how=how, policy=policy).gaps
    assert ("api_call" in {kind for kind, _, _ in gaps}) is is_said
