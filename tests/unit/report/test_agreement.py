"""A saved report that was edited and not counted again is refused; one that a scan wrote is not, however it was cut."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support.sample_paths import sample
from tests.support.sample_reports import sample_json, sample_report

from appaudit.cli import exit_code_of
from appaudit.errors import ConfigError
from appaudit.report.agreement import disagreements
from appaudit.report.files import read_report

Edit = Callable[[dict[str, Any]], None]


def without_findings(report: dict[str, Any]) -> None:
    report["findings"] = []


def without_one(report: dict[str, Any]) -> None:
    del report["findings"][0]


def lowered(report: dict[str, Any]) -> None:
    for finding in report["findings"]:
        finding["status"] = "review"


def passed(report: dict[str, Any]) -> None:
    report["findings"] = []
    report["summary"] |= {"findings": 0, "by_severity": {}, "by_status": {}, "by_category": {}}


def counted_again(report: dict[str, Any]) -> None:
    passed(report)
    for rule in report["rules"]:
        rule["outcome"] = "no-match" if rule["outcome"] == "match" else rule["outcome"]


def without_gaps(report: dict[str, Any]) -> None:
    for row in report["coverage"]:
        row["gaps"], row["level"] = [], "complete"


def edited(tmp_path: Path, name: str, edit: Edit) -> Path:
    report = copy.deepcopy(sample_json(name))
    edit(report)
    path = tmp_path / "edited.json"
    path.write_text(json.dumps(report), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "edit", "field"),
    [
        ("pre-consent", without_findings, "summary.findings"),
        ("pre-consent", without_one, "summary.findings"),
        ("pre-consent", lowered, "summary.by_status"),
        ("pre-consent", passed, "rules"),
        ("pre-consent", counted_again, "summary.no_match"),
        ("packed-shell", without_gaps, "coverage"),
    ],
)
def test_a_report_that_says_what_it_does_not_hold_is_refused(name: str, edit: Edit, field: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=f"does not agree with itself: {field}"):
        read_report(edited(tmp_path, name, edit))


@pytest.mark.parametrize("name", ["pre-consent", "packed-shell", "clean-shop", "planted-shop"])
def test_a_report_of_a_scan_agrees_whatever_the_order_of_its_keys(name: str, tmp_path: Path) -> None:
    assert list(disagreements(sample_report(name))) == []
    path = tmp_path / "sorted.json"
    path.write_text(json.dumps(sample_json(name), sort_keys=True, indent=3), "utf-8")
    assert read_report(path).findings == sample_report(name).findings


@pytest.mark.parametrize("option", [["--min-severity", "high"], ["--regulation", "cac-191"], ["--write-baseline", "b"]])
def test_a_report_that_lists_less_agrees(option: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = sample("pre-consent")
    words = ["scan", str(paths.apk), "--policy", str(paths.policy), "--format", "json", "--output", "r.json", *option]
    assert exit_code_of(words) in (0, 1)
    assert list(disagreements(read_report(tmp_path / "r.json"))) == []
