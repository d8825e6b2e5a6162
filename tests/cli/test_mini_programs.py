"""Mini-programs on the command line: a folder is one artifact, alone and in a batch, with its privacy guide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.mini_program_builder import module, settings, wxapkg

from appaudit.cli import exit_code_of

GUIDE = {"setting_list": [{"privacy_key": "PhoneNumber", "privacy_text": "联系卖家"}], "owner_setting": {}}


def notes(folder: Path) -> Path:
    page = folder / "pages" / "index"
    page.mkdir(parents=True)
    (folder / "app.json").write_text(settings(), encoding="utf-8")
    (page / "index.js").write_text("Page({ pick() { wx.chooseImage({}) } })", encoding="utf-8")
    (page / "index.wxml").write_text('<button bindtap="pick">选择图片</button>', encoding="utf-8")
    return folder


def report(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_a_folder_is_audited_as_one_artifact(tmp_path: Path) -> None:
    guide = tmp_path / "guide.json"
    guide.write_text(json.dumps(GUIDE), encoding="utf-8")
    out = tmp_path / "report.json"
    folder = notes(tmp_path / "notes")
    choices = ["--privacy-guide", str(guide), "--format", "json", "--output", str(out), "--fail-on", "never", "-q"]
    assert exit_code_of(["scan", str(folder), *choices]) == 0
    found = report(out)
    rules = {finding["rule_id"] for finding in found["findings"]}  # type: ignore[attr-defined]
    assert {"guide-undeclared", "guide-contact-missing"} <= rules


def test_a_batch_takes_folders_packages_and_guides_beside_them(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    notes(inputs / "notes")
    (inputs / "notes.guide.json").write_text(json.dumps(GUIDE), encoding="utf-8")
    service = module("app.js", "App({})")
    (inputs / "shop.wxapkg").write_bytes(wxapkg({"app-config.json": settings(), "app-service.js": service}))
    (inputs / "locked.wxapkg").write_bytes(b"V1MMWX" + bytes(100))
    choices = [
        "--format",
        "json",
        "--output",
        f"{out}/",
        "--fail-on",
        "never",
        "--jobs",
        "1",
        "--progress",
        "off",
        "-q",
    ]
    assert exit_code_of(["scan", str(inputs), *choices]) == 3
    assert {path.name for path in out.glob("*.report.json")} == {"notes.report.json", "shop.report.json"}
    rules = {finding["rule_id"] for finding in report(out / "notes.report.json")["findings"]}  # type: ignore[attr-defined]
    assert "guide-undeclared" in rules


def test_a_guide_that_is_not_there_is_said_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "guide.json")
    assert exit_code_of(["scan", str(notes(tmp_path / "notes")), "--privacy-guide", missing, "--lang", "en"]) == 2
    assert "--privacy-guide" in capsys.readouterr().err
