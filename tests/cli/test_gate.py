"""What fails a pipeline and what does not: configuration, ignores, baseline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

PLANTED = sample("planted-shop")
INPUTS = [str(PLANTED.apk), "--policy", str(PLANTED.policy), "--sdk-list", str(PLANTED.sdk_list)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return tmp_path


def scan(*arguments: object) -> int:
    return exit_code_of(["scan", *INPUTS, "--as-of", "2026-11-24", *map(str, arguments)])  # the last one counts


def report(folder: Path, *arguments: object) -> dict[str, Any]:
    output = folder / "report.json"
    assert scan("--format", "json", "--output", output, *arguments) in (0, 1)
    document: dict[str, Any] = json.loads(output.read_text("utf-8"))
    return document


def write_config(folder: Path, text: str, name: str = "appaudit.yml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_beside_is_found_and_the_command_line_wins(folder: Path) -> None:
    write_config(folder, "fail_on: never\nformats: [json]\noutput: out\nlang: en\nregulations: [cac-191]\n")
    assert scan() == 0
    (saved,) = (folder / "out").iterdir()
    document = json.loads(saved.read_text("utf-8"))
    assert [row["id"] for row in document["regulations"]] == ["cac-191"]
    assert [row["name"] for row in document["inputs"] if row["role"] == "config"] == ["appaudit.yml"]
    assert scan("--fail-on", "high") == 1
    assert scan("--output", "elsewhere") == 0
    assert (folder / "elsewhere").is_dir()


def test_paths_in_the_file_are_relative_to_the_file(folder: Path) -> None:
    policy = folder / "conf" / "privacy.html"
    path = write_config(folder, "policies: [privacy.html]\nfail_on: never\n", "conf/gate.yml")
    policy.write_bytes(PLANTED.policy.read_bytes())
    output = folder / "report.json"
    arguments = ["scan", str(PLANTED.apk), "--config", str(path), "--format", "json", "--output", str(output)]
    assert exit_code_of(arguments) == 0
    inputs = json.loads(output.read_text("utf-8"))["inputs"]
    assert [item["status"] for item in inputs if item["role"] == "policy"] == ["read"]


def test_kind_of_app_and_operator_facts_come_from_the_file_too(folder: Path) -> None:
    assert exit_code_of(["init", "--output", str(folder / "audit.yaml")]) == 0
    write_config(folder, "app_category: [online_shopping]\nfacts: audit.yaml\n")
    roles = {item["role"] for item in report(folder)["inputs"]}
    assert {"facts", "config"} <= roles
    write_config(folder, "app_category: [spaceship]\n")
    assert scan() == 2


def test_a_wrong_file_is_exit_code_2_before_anything_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_config(folder, "ignores:\n- {rule: a, subject: b}\nfail-on: high\n")
    assert scan() == 2
    said = capsys.readouterr().err
    assert "appaudit.yml:3: fail-on: unknown key, did you mean fail_on?" in said
    assert "appaudit.yml:2: ignores[0].reason: missing" in said
    assert scan("--config", "none.yml") == 2


def test_ignores_take_findings_from_the_gate_and_stay_in_the_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = report(folder)
    rules = sorted({finding["rule_id"] for finding in plain["findings"]})
    entries = "".join(f"- {{rule: {rule}, subject: '*', reason: agreed}}\n" for rule in rules)
    write_config(folder, f"ignores:\n{entries}- {{rule: undisclosed-sdk, subject: nobody, reason: old}}\n")
    assert scan() == 0
    said = capsys.readouterr().err
    assert f"Findings that the configuration accepts: {len(plain['findings'])}" in said
    assert f"ignores that ignored nothing: appaudit.yml:{len(rules) + 2} undisclosed-sdk nobody" in said
    document = report(folder)
    assert document["findings"] == []
    assert [item["finding"] for item in document["ignored"]] == [{**item, "number": ""} for item in plain["findings"]]
    assert {item["ignore"]["reason"] for item in document["ignored"]} == {"agreed"}
    assert scan("--no-ignores") == 1
    again = report(folder, "--no-ignores")
    assert (again["findings"], "ignored" in again) == (plain["findings"], False)


def test_an_ignore_of_no_rule_is_told_with_the_rule_that_was_meant(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_config(folder, "ignores:\n- {rule: undisclosed_sdk, subject: jpush, reason: agreed}\n")
    assert scan("--format", "json", "--output", "r.json") == 1
    said = capsys.readouterr().err
    assert "appaudit.yml:2: there is no rule 'undisclosed_sdk'" in said
    assert "did you mean undisclosed-sdk?" in said


def test_an_ignore_past_its_day_is_a_finding_and_ignores_nothing(folder: Path) -> None:
    entry = "- {rule: undisclosed-sdk, subject: jpush, reason: next release, expires: 2026-11-23}"
    write_config(folder, f"ignores:\n{entry}\n")
    document = report(folder)
    (finding,) = [item for item in document["findings"] if item["rule_id"] == "ignore-expired"]
    assert finding["subject"] == "undisclosed-sdk jpush"
    assert finding["evidence"][0]["location"]["path"] == "appaudit.yml:2"
    assert "next release" in finding["message"]["en"]
    assert ("undisclosed-sdk", "jpush") in {(item["rule_id"], item["subject"]) for item in document["findings"]}
    assert "ignore-expired" not in {item["rule_id"] for item in report(folder, "--as-of", "2026-11-23")["findings"]}


@pytest.mark.parametrize(("day", "is_said"), [("2026-01-01", True), ("2126-01-01", False)])
def test_a_day_in_the_past_that_the_file_fixes_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], day: str, is_said: bool
) -> None:
    write_config(folder, f"as_of: {day}\nfail_on: never\n")
    assert exit_code_of(["scan", *INPUTS, "--format", "json", "--output", "report.json"]) == 0
    assert (f"as_of fixes the day at {day}" in capsys.readouterr().err) is is_said
    assert scan("--format", "json", "--output", "report.json") == 0
    assert "as_of fixes" not in capsys.readouterr().err


@pytest.mark.parametrize(("given", "code"), [({"APPAUDIT_FAIL_ON": "never"}, 0), ({}, 1)])
def test_what_the_environment_says_of_the_gate_is_said(folder: Path, given: dict[str, str], code: int) -> None:
    command = [sys.executable, "-m", "appaudit", "scan", *INPUTS, "--format", "json", "--output", "report.json"]
    got = subprocess.run(command, cwd=folder, env={**os.environ, **given}, capture_output=True, text=True, check=False)
    assert got.returncode == code
    assert ("from the environment / 环境变量给出的选项: fail_on" in got.stderr) is bool(given)


def test_only_findings_that_the_baseline_does_not_know_fail(folder: Path) -> None:
    assert scan("--write-baseline", "base.json") == 1
    assert scan("--baseline", "base.json") == 0
    lines = (folder / "base.json").read_text("utf-8").splitlines(keepends=True)
    shorter = [line for line in lines if '"undisclosed-sdk"' not in line]
    assert len(shorter) < len(lines)
    (folder / "base.json").write_text("".join(shorter).replace("},\n]", "}\n]"), encoding="utf-8")
    assert scan("--baseline", "base.json") == 1
    document = report(folder, "--baseline", "base.json")
    known = set(document["baseline"]["known"])
    new = [finding["rule_id"] for finding in document["findings"] if finding["fingerprint"] not in known]
    assert set(new) == {"undisclosed-sdk"}
    assert document["summary"]["known"] == len(known)


def test_a_baseline_written_twice_is_the_same_file(folder: Path) -> None:
    scan("--write-baseline", "one.json")
    scan("--write-baseline", "two.json", "--baseline", "one.json")
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()


def test_what_the_baseline_had_and_is_gone_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan("--write-baseline", "base.json")
    clean = sample("clean-shop")
    capsys.readouterr()
    arguments = ["--policy", str(clean.policy), "--sdk-list", str(clean.sdk_list), "--baseline", "base.json"]
    assert exit_code_of(["scan", str(clean.apk), *arguments, "--as-of", "2026-11-24"]) == 0
    number = (folder / "base.json").read_text("utf-8").count('"fingerprint"')
    assert f"of the baseline no longer found: {number}" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["{}", "[", '{"baseline": 9, "findings": []}'])
def test_a_wrong_baseline_is_exit_code_2(folder: Path, content: str) -> None:
    (folder / "base.json").write_text(content, encoding="utf-8")
    assert scan("--baseline", "base.json") == 2
    assert scan("--baseline", "none.json") == 2


def test_a_report_with_all_of_it_renders_to_the_same_bytes(folder: Path) -> None:
    scan("--write-baseline", "base.json")
    write_config(folder, "ignores:\n- {rule: undisclosed-sdk, subject: '*', reason: agreed}\n")
    assert (
        scan("--baseline", "base.json", "--format", "json", "--format", "html", "--format", "text", "--output", "out")
        == 0
    )
    (saved,) = (folder / "out").glob("*.json")
    for name in ("html", "text", "json"):
        again = folder / f"again.{name}"
        assert exit_code_of(["render", str(saved), "--format", name, "--output", str(again), "--lang", "en"]) == 0
        (made,) = (folder / "out").glob(f"*.{'txt' if name == 'text' else name}")
        assert again.read_bytes() == made.read_bytes()


def test_the_schema_of_the_configuration_is_printed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert exit_code_of(["schema", "--config"]) == 0
    schema = json.loads(capsysbinary.readouterr().out)
    assert schema["title"] == "appaudit.yml"
    assert schema["$defs"]["IgnoreEntry"]["required"] == ["rule", "subject", "reason"]


def test_a_package_that_cannot_be_read_has_a_report_that_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = folder / "broken.apk"
    broken.write_bytes(b"not a package at all")
    formats = [part for name in ("json", "junit", "sarif", "html", "text") for part in ("--format", name)]
    code = exit_code_of(
        ["scan", str(broken), "--policy", str(PLANTED.policy), *formats, "--output", "out", "--fail-on", "never"]
    )
    assert code == 3
    said = capsys.readouterr().err
    assert said.startswith("appaudit: ")
    assert "failed (exit code 3)" in said
    files = {path.suffix: path for path in (folder / "out").iterdir()}
    assert set(files) == {".json", ".xml", ".sarif", ".html", ".txt"}
    document = json.loads(files[".json"].read_text("utf-8"))
    assert {(row["role"], row["status"]) for row in document["inputs"]} == {
        ("artifact", "unreadable"),
        ("policy", "read"),
        ("sdk_list", "not_supplied"),
    }
    assert document["gate"]["exit_code"] == 3
    assert document["gate"]["reasons"][0]["text"]["en"].startswith("The package broken.apk that was supplied cannot be")
    statuses = {(row["id"], item["item"]): item["status"] for row in document["regulations"] for item in row["items"]}
    assert {statuses["cac-191", item] for item in ("3.1", "4.1", "4.2")} == {"not_assessable"}  # what the app does
    assert document["summary"]["verdict"]["en"].startswith("Not read: the manifest and the code")
    assert 'failures="1"' in files[".xml"].read_text("utf-8")


def test_an_unreadable_package_is_told_before_any_document(folder: Path) -> None:
    assert exit_code_of(["scan", str(folder / "missing.apk")]) == 2
    assert not list(folder.iterdir())
