"""A rule speaks on the platforms that it names: on any other nothing passes because nobody looked."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import appaudit.artifacts
from appaudit.catalog.knowledge import load_knowledge
from appaudit.model.report import Report
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.report.files import read_report
from appaudit.report.renderers import names, render
from appaudit.report.renderers.unseen import unseen_parts
from tests.support.sample_paths import sample
from tests.support.shipped import rules, shipped_catalog

#: Reads an Android package and says that it is one for another platform: the facts are the same.
READER = """\
from dataclasses import replace
from pathlib import Path

from appaudit.artifacts.apk import READER as APK

class Reader:
    kind = "elsewhere"
    is_asked_first = True

    def detect(self, path):
        return path.name.endswith(".elsewhere")

    def read(self, path, limits, stages):
        reading = APK.read(path, limits, stages)
        reading.artifact = replace(reading.artifact, platform=path.name.split(".")[-2])
        return reading

READER = Reader()
"""
EVERYWHERE = ("limitation", "ignore")


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Report]]:
    """Audits a sample as if it were made for the platform that is named."""
    folder = tmp_path_factory.mktemp("readers")
    (folder / "elsewhere_reader").mkdir()
    (folder / "elsewhere_reader" / "__init__.py").write_text(READER, encoding="utf-8")
    appaudit.artifacts.__path__.append(str(folder))
    importlib.invalidate_caches()

    def audited(platform: str, name: str = "clean-shop", *, documents: bool = True) -> Report:
        paths = sample(name)
        package = folder / f"{name}.{platform}.elsewhere"
        package.write_bytes(paths.apk.read_bytes())
        supplied = {"policies": (paths.policy,), "sdk_lists": (paths.sdk_list,)} if documents else {}
        return audit(Inputs(artifact=package, **supplied), shipped_catalog(), Settings(as_of="2026-11-24"))

    yield audited
    appaudit.artifacts.__path__.remove(str(folder))
    sys.modules.pop("appaudit.artifacts.elsewhere_reader", None)


def passed(report: Report) -> set[tuple[str, str]]:
    return {(row.id, item.item) for row in report.regulations for item in row.items if item.status == "pass"}


def test_the_sample_passes_items_on_its_own_platform(elsewhere: Callable[..., Report]) -> None:
    """What the other tests show is the work of the platform."""
    assert len(passed(elsewhere("android"))) > 10


def test_nothing_passes_on_a_platform_that_nobody_knows(elsewhere: Callable[..., Report]) -> None:
    report = elsewhere("quickapp")
    assert {row.outcome for row in report.rules} == {"not-applicable"}
    assert {item.status for row in report.regulations for item in row.items} <= {"not_assessable", "input_missing"}
    assert report.findings == ()


@pytest.mark.parametrize("platform", ["", "quickapp"])
def test_where_a_reader_names_no_platform_nothing_passes(elsewhere: Callable[..., Report], platform: str) -> None:
    report = elsewhere(platform, documents=False)
    assert passed(report) == set()
    assert {row.level for row in report.coverage if row.kind in ("api_call", "permission", "ui_text")} == {"none"}


@pytest.mark.parametrize("platform", ["harmony", "ios", "miniprogram"])
def test_without_documents_nothing_passes_on_another_platform(elsewhere: Callable[..., Report], platform: str) -> None:
    report = elsewhere(platform, documents=False)
    assert passed(report) == set()
    about_the_package = {rule.id for rule in rules() if {"app", "sdk_archive"} & set(rule.requires)}
    told = {row.rule_id: row for row in report.rules if row.rule_id in about_the_package and row.platforms}
    assert {row.outcome for row in told.values()} == {"not-applicable"}
    assert len(told) > 60  # those that are written for Android alone
    assert {row for row in told.values() if platform in row.platforms} == set()


def test_what_documents_alone_decide_is_decided_on_every_platform(elsewhere: Callable[..., Report]) -> None:
    there, here = elsewhere("ios"), elsewhere("android")
    assert passed(there) < passed(here)
    assert passed(there)
    of_documents = {rule.id for rule in rules() if rule.requires == ("policy",)}
    for report in (there, here):
        words = {row.rule_id: row.outcome for row in report.rules if row.rule_id in of_documents}
        assert "not-applicable" not in words.values()


def test_an_item_whose_rules_are_silent_says_so(elsewhere: Callable[..., Report]) -> None:
    report = elsewhere("ios")
    speaking = {row.rule_id for row in report.rules if not row.platforms}
    silent = [
        item
        for row in report.regulations
        for item in row.items
        if item.rules and speaking.isdisjoint(item.rules) and item.status != "input_missing"
    ]
    assert len(silent) > 20
    assert {item.status for item in silent} == {"not_assessable"}
    assert any(item.reason.en == "The rules on this item do not speak on this platform yet" for item in silent)


def test_what_is_not_looked_for_on_a_platform_is_a_gap(elsewhere: Callable[..., Report]) -> None:
    report = elsewhere("ios")
    levels = {row.kind: row.level for row in report.coverage}
    assert {levels[kind] for kind in ("api_call", "permission", "ui_text", "sdk", "data_access")} == {"none"}
    assert levels["clause"] == "complete"
    assert {gap.reason for row in report.coverage if row.kind == "api_call" for gap in row.gaps} == {"not_looked_for"}
    assert {item.rule_id for item in report.findings} >= {"analysis-limit"}


def test_a_gap_names_what_is_not_looked_for(elsewhere: Callable[..., Report]) -> None:
    (part,) = (part for part in unseen_parts(elsewhere("ios")) if part.reason == "not_looked_for")
    assert {"代码中的接口调用", "界面文字"} <= set(part.detail.zh.split("、"))
    assert "API calls in the code" in part.detail.en


def test_what_a_platform_cannot_have_is_no_gap() -> None:
    report = audit(Inputs(artifact=sample("mini-clean").apk), shipped_catalog(), Settings(as_of="2026-11-24"))
    assert [part for part in unseen_parts(report) if part.reason == "not_looked_for"] == []


def test_every_format_can_say_it(elsewhere: Callable[..., Report]) -> None:
    for name in names():
        assert render(name, elsewhere("miniprogram"), "zh")
    assert 'platform": "miniprogram"' in str(render("json", elsewhere("miniprogram"), "zh"))


def test_a_report_of_version_1_is_of_an_android_app(tmp_path: Path, elsewhere: Callable[..., Report]) -> None:
    document = json.loads(render("json", elsewhere("android"), "zh"))
    document["schema_version"] = 1
    del document["artifact"]["platform"]
    path = tmp_path / "old.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert read_report(path) == elsewhere("android")


def test_the_folder_says_for_which_platform_apis_and_permissions_are(tmp_path: Path) -> None:
    (tmp_path / "ios").mkdir()
    source = 'sources: [{title: test, checked: "2026-11-25"}]'
    (tmp_path / "ios" / "apis.yaml").write_text(
        f"{source}\nentries:\n  - {{class_name: ASIdentifierManager, method: advertisingIdentifier, data: [gaid]}}\n",
        encoding="utf-8",
    )
    (tmp_path / "ios" / "permissions.yaml").write_text(
        f"{source}\nentries:\n  - {{name: NSCameraUsageDescription, protection: dangerous, data: [camera],\n"
        "     label: {zh: 相机, en: Camera}}\n",
        encoding="utf-8",
    )
    loaded = load_knowledge([tmp_path])
    assert [(entry.class_name, entry.platform) for entry in loaded.apis] == [("ASIdentifierManager", "ios")]
    assert (loaded.apis_on("ios"), loaded.apis_on("android")) == (loaded.apis, ())
    assert loaded.permissions["NSCameraUsageDescription"].platform == "ios"
