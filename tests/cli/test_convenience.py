"""What makes a command line kind: variables, a configuration further up, and names that need not be exact."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

PLANTED = sample("planted-shop")
INPUTS = [str(PLANTED.apk), "--as-of", "2026-11-24", "--lang", "en"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_option_has_a_variable(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("APPAUDIT_FAIL_ON", "never")
    monkeypatch.setenv("APPAUDIT_POLICY", str(PLANTED.policy))
    monkeypatch.setenv("APPAUDIT_OUTPUT", "out")
    monkeypatch.setenv("APPAUDIT_FORMAT", "json text")
    assert exit_code_of(["scan", *INPUTS, "-q"]) == 0
    names = sorted(path.suffix for path in (folder / "out").iterdir())
    assert names == [".json", ".txt"]
    document = json.loads(next((folder / "out").glob("*.json")).read_text("utf-8"))
    assert {item["name"] for item in document["inputs"] if item["role"] == "policy"} == {"privacy.html"}
    assert exit_code_of(["scan", *INPUTS, "-q", "--fail-on", "high"]) == 1


def test_a_variable_wins_over_the_file_and_a_misspelt_one_is_told(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "appaudit.yml").write_text("fail_on: high\n", encoding="utf-8")
    monkeypatch.setenv("APPAUDIT_FAIL_ON", "never")
    monkeypatch.setenv("APPAUDIT_FAILON", "high")
    assert exit_code_of(["scan", *INPUTS]) == 0
    said = capsys.readouterr().err
    assert "APPAUDIT_FAILON: no option reads this variable" in said
    assert "APPAUDIT_FAIL_ON:" not in said


def test_the_configuration_may_be_in_a_folder_above(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "repository" / ".git").mkdir(parents=True)
    inside = folder / "repository" / "app" / "build"
    inside.mkdir(parents=True)
    (folder / "appaudit.yml").write_text("fail_on: never\n", encoding="utf-8")
    monkeypatch.chdir(inside)
    assert exit_code_of(["scan", *INPUTS, "-q"]) == 1  # the search ends at the repository's root
    (folder / "repository" / "appaudit.yml").write_text("fail_on: never\noutput: reports/\n", encoding="utf-8")
    assert exit_code_of(["scan", *INPUTS, "-q"]) == 0
    assert (folder / "repository" / "reports").is_dir()


@pytest.mark.parametrize(("typed", "meant"), [("scna", "scan"), ("Polcy", "policy"), ("explian", "explain")])
def test_a_mistyped_command_is_told_with_the_one_that_was_meant(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of([typed]) == 2
    assert f"Did you mean {meant}?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--lang", "en", "scan", "x.apk"], "--lang is an option of scan and stands after it"),
        (["--jobs", "2", "fleet"], "--jobs is an option of fleet"),
        (["--nowhere", "scan", "x.apk"], "No such option '--nowhere'"),
        (["--lang", "en"], "No such option '--lang'"),
    ],
)
def test_an_option_before_its_command_is_told_its_place(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", ["jpush", "JPush", "极光推送", "JPUSH"])
def test_an_sdk_is_explained_by_any_of_its_names(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert exit_code_of(["explain", name, "--lang", "en"]) == 0
    assert capsysbinary.readouterr().out.decode().startswith("jpush\n")


@pytest.mark.parametrize("name", ["UNDISCLOSED-SDK", "NCVERC:n02", "CAC-191"])
def test_case_does_not_count(name: str) -> None:
    assert exit_code_of(["explain", name]) == 0


def test_a_finding_is_explained_by_its_number_and_by_its_id(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert exit_code_of(["scan", *INPUTS, "--format", "json", "--output", "out/", "-q", "--fail-on", "never"]) == 0
    (saved,) = (folder / "out").iterdir()
    finding = json.loads(saved.read_text("utf-8"))["findings"][0]
    for name in (finding["number"], finding["number"].lower(), finding["id"]):
        assert exit_code_of(["explain", name, "--report", str(saved), "--lang", "en"]) == 0
        said = capsysbinary.readouterr().out.decode()
        assert finding["message"]["en"] in said
        assert finding["rule_id"] in said
    assert exit_code_of(["explain", "F-99", "--report", str(saved)]) == 2
    assert exit_code_of(["explain", "F-01"]) == 2  # no report here


def test_a_policy_that_cannot_be_read_beside_one_that_can_is_not_passed_over(folder: Path) -> None:
    picture = folder / "children.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    clean = str(sample("clean-shop").policy)
    assert exit_code_of(["policy", clean, "--output", "-"]) == 0
    assert exit_code_of(["policy", clean, str(picture), "--fail-on", "low"]) == 3


def test_the_list_of_commands_says_in_both_languages_what_each_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["--help"]) == 0
    listed = " ".join(capsys.readouterr().out.partition("Commands:")[2].partition("Examples")[0].split())
    assert "Keep what people decided about findings: confirmed, false positive, accepted, fixed. / 保存对" in listed
    assert "List the SDKs found in ARTIFACT with what proves each. / 列出安装包中的SDK及其证据。" in listed
    assert listed.count(" / ") == 16
    assert "..." not in listed


@pytest.mark.parametrize("first", ["", "import asyncio"])
def test_the_end_of_the_process_leaves_nothing_unsaid(first: str) -> None:
    wrapped = (
        f"import atexit\n{first}\nfrom appaudit import cli\n"
        "atexit.register(lambda: print('kept'))\n"
        "cli.exit_code_of = lambda _: print('said') or 3\ncli.run([])\n"
    )
    done = subprocess.run([sys.executable, "-c", wrapped], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("said\nkept\n", "", 3)
