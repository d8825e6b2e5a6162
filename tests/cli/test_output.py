"""Where a scan writes: folders stay folders, nothing is overwritten in silence, and nothing that is read at all."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

CLEAN = sample("clean-shop")
NAME = "com.qinghe.market-1.2.0.report"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scan(*arguments: object) -> int:
    return exit_code_of(["scan", *map(str, arguments), "--as-of", "2026-11-24", "--fail-on", "never"])


def other_build(place: Path) -> Path:
    """The same app and version, other bytes."""
    shutil.copy(CLEAN.apk, place)
    with zipfile.ZipFile(place, "a") as archive:
        archive.writestr("assets/build.txt", "2")
    return place


@pytest.mark.parametrize("name", ["out-1.2", "com.example.shop", "build.d/"])
def test_a_folder_is_a_folder_whatever_dots_its_name_has(folder: Path, name: str) -> None:
    assert scan(CLEAN.apk, "--output", name, "-q") == 0
    assert (folder / name / f"{NAME}.html").is_file()


@pytest.mark.parametrize("name", ["report.html", "audit.json", "gate.xml", "REPORT.HTM"])
def test_a_name_with_the_ending_of_a_format_is_a_file(folder: Path, name: str) -> None:
    assert scan(CLEAN.apk, "--output", name, "-q") == 0
    assert (folder / name).is_file()
    assert scan(CLEAN.apk, sample("planted-shop").apk, "--output", f"new-{name}", "-q") == 2


def test_a_dash_is_stdout(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert scan(CLEAN.apk, "--output", "-", "--format", "html", "-q") == 0
    assert capsysbinary.readouterr().out.startswith(b"<!doctype html>")
    assert list(folder.iterdir()) == []
    assert scan(CLEAN.apk, "--output", "-", "--format", "html", "--format", "json") == 2


def test_two_builds_of_one_version_keep_their_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = other_build(folder / "other.apk")
    formats = ("--format", "json", "--format", "xlsx", "--output", "out")
    assert scan(CLEAN.apk, *formats) == 0
    assert scan(other, *formats) == 0
    names = {path.name for path in (folder / "out").iterdir()}
    assert len(names) == 4
    assert {f"{NAME}.json", f"{NAME}.xlsx"} < names
    capsys.readouterr()
    assert scan(CLEAN.apk, *formats) == 0
    assert f"{NAME}.json (replaced" in capsys.readouterr().err
    assert {path.name for path in (folder / "out").iterdir()} == names


def test_a_batch_keeps_the_report_of_another_build(folder: Path) -> None:
    (folder / "in").mkdir()
    other_build(folder / "in" / "other.apk")
    assert scan(CLEAN.apk, "--format", "json", "--output", "out", "-q") == 0
    assert scan("in", "--format", "json", "--output", "out", "-q") == 0
    saved = [json.loads(path.read_text("utf-8")) for path in (folder / "out").glob("*.report.json")]
    assert len({report["artifact"]["sha256"] for report in saved}) == 2


def test_an_input_is_never_an_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = folder / "privacy.html"
    shutil.copy(CLEAN.policy, policy)
    before = policy.read_bytes()
    assert scan(CLEAN.apk, "--policy", policy, "--output", "privacy.html", "--lang", "en") == 2
    assert "is an input" in capsys.readouterr().err
    assert scan(CLEAN.apk, "--policy", policy, "--write-baseline", "privacy.html") == 2
    assert policy.read_bytes() == before


def test_a_link_and_a_pipe_are_written_through(folder: Path) -> None:
    (folder / "link.json").symlink_to(folder / "real.json")
    (folder / "real.json").write_text("", encoding="utf-8")
    assert scan(CLEAN.apk, "--format", "json", "--output", "link.json", "-q") == 0
    assert (folder / "link.json").is_symlink()
    assert json.loads((folder / "real.json").read_text("utf-8"))["artifact"]["package"] == "com.qinghe.market"
    os.mkfifo(folder / "pipe.json")
    reader = os.open(folder / "pipe.json", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert scan(CLEAN.apk, "--format", "markdown", "--output", "pipe.json", "-q") == 0
        assert os.read(reader, 1 << 20).startswith(b"## ")
    finally:
        os.close(reader)


def test_annotations_are_printed_once_beside_the_files(tmp_path, capfdbinary, monkeypatch):
    """On stdout and in the folder; alone on stdout only; the summary of the step is written where there is one."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    scan(CLEAN.apk, "--format", "github", "--format", "json", "--output", tmp_path / "out")
    beside = capfdbinary.readouterr().out
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".json", ".txt"]
    assert beside.startswith(b"::")
    assert len(re.findall("^## ", summary.read_text("utf-8"), re.MULTILINE)) == 1
    scan(CLEAN.apk, "--format", "github")
    assert capfdbinary.readouterr().out == beside


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is full")
def test_a_disk_that_is_full_is_told_and_no_bug(folder: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    import appaudit.cli as command_line

    def full(*_: object, **__: object) -> None:
        with Path("/dev/full").open("wb", buffering=0) as device:
            device.write(b"x")

    monkeypatch.setattr(command_line.main, "main", full)
    assert exit_code_of(["scan", str(CLEAN.apk)]) == 2
    assert "No space left on device" in capsys.readouterr().err


def test_a_closed_stdout_is_told_and_no_bug(folder: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert scan(CLEAN.apk, "--format", "json", "--output", "-") == 2
    assert "标准输出已关闭" in capsys.readouterr().err
