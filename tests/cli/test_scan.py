"""The command line as users meet it: exit codes, one clear message, what goes where."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import jsonschema
import pytest
from tests.support.apk_builder import Member, zip_bytes
from tests.support.class_builder import ClassBuilder
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

AS_OF = ["--as-of", "2026-11-24"]


def scan(*arguments: object) -> int:
    return exit_code_of(["scan", *map(str, arguments), *AS_OF])


def test_default_is_an_html_report_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    clean = sample("clean-shop")
    assert scan(clean.apk, "--policy", clean.policy, "--sdk-list", clean.sdk_list) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["com.qinghe.market-1.2.0.report.html"]
    said = capsys.readouterr()
    assert said.out == ""
    assert "com.qinghe.market-1.2.0.report.html" in said.err


def test_findings_at_or_above_the_gate_give_exit_code_1(tmp_path: Path) -> None:
    planted = sample("planted-shop")
    inputs = (planted.apk, "--policy", planted.policy, "--sdk-list", planted.sdk_list, "--output", tmp_path / "o.json")
    assert scan(*inputs, "--format", "json") == 1
    assert scan(*inputs, "--format", "json", "--fail-on", "critical") == 0
    assert scan(*inputs, "--format", "json", "--fail-on", "never") == 0


def test_a_missing_path_is_exit_code_2_whichever_input(capsys: pytest.CaptureFixture[str]) -> None:
    apk = sample("clean-shop").apk
    for arguments in (("nowhere.apk",), (apk, "--policy", "nowhere.html"), (apk, "--sdk-list", "nowhere.csv")):
        assert scan(*arguments) == 2
        message = capsys.readouterr().err
        assert "nowhere" in message
        assert "Traceback" not in message


@pytest.mark.parametrize(
    ("name", "option"),
    [
        *((name, option) for name in ("scan", "facts", "sdks", "diff") for option in ("--policy", "--sdk-list")),
        ("scan", "--facts"),
    ],
)
def test_a_missing_document_is_said_before_the_package_is_read(
    name: str, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # A package that reading would refuse with another code: the missing path comes first.
    unreadable = tmp_path / "text.apk"
    unreadable.write_bytes(b"PK\x03\x04 not a package")
    packages = [unreadable, unreadable] if name == "diff" else [unreadable]
    assert exit_code_of([name, *map(str, packages), option, str(tmp_path / "nowhere.html")]) == 2
    assert "nowhere.html" in capsys.readouterr().err


def test_an_empty_policy_folder_is_said_before_the_package_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unreadable, folder = tmp_path / "text.apk", tmp_path / "policies"
    unreadable.write_bytes(b"PK\x03\x04 not a package")
    folder.mkdir()
    assert scan(unreadable, "--policy", folder) == 2
    assert "policies" in capsys.readouterr().err


def test_what_is_no_package_is_exit_code_3_with_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "text.apk"
    text.write_text("not a package")
    empty = tmp_path / "empty.apk"
    with zipfile.ZipFile(empty, "w"):
        pass
    truncated = tmp_path / "truncated.apk"
    truncated.write_bytes(sample("clean-shop").apk.read_bytes()[:9000])
    for path in (text, empty, truncated):
        assert scan(path) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert path.name in said.err.splitlines()[0]
        assert len(said.err.splitlines()) <= 2


def test_a_policy_that_is_a_picture_costs_the_policy_and_nothing_else(tmp_path: Path) -> None:
    picture = tmp_path / "privacy.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8)
    output = tmp_path / "report.json"
    assert scan(sample("planted-shop").apk, "--policy", picture, "--format", "json", "--output", output) == 3
    report = json.loads(output.read_text("utf-8"))
    assert {item["status"] for item in report["inputs"] if item["role"] == "policy"} == {"unreadable"}
    rules = {finding["rule_id"] for finding in report["findings"]}
    assert "excess-permission-unused" in rules
    assert not rules & {"no-policy", "policy-not-supplied", "account-cancellation-missing", "undisclosed-collection"}
    assert {"undisclosed-collection", "account-cancellation-missing"} <= {
        item["rule_id"] for item in report["inconclusive"]
    }


def test_several_formats_need_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apk = sample("clean-shop").apk
    assert scan(apk, "--format", "json", "--format", "text", "--output", tmp_path / "one.json") == 2
    assert "need a folder" in capsys.readouterr().err
    assert scan(apk, "--format", "json", "--format", "text", "--output", tmp_path / "both", "--fail-on", "never") == 0
    assert sorted(path.suffix for path in (tmp_path / "both").iterdir()) == [".json", ".txt"]


def test_an_unknown_format_lists_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(sample("clean-shop").apk, "--format", "word") == 2
    assert "html, json, junit, markdown, sarif, text, xlsx" in capsys.readouterr().err


def test_strict_makes_incomplete_coverage_exit_code_4(tmp_path: Path) -> None:
    packed = sample("packed-shell")
    inputs = (packed.apk, "--policy", packed.policy, "--format", "json", "--output", tmp_path / "o.json")
    assert scan(*inputs, "--fail-on", "never") == 0
    assert scan(*inputs, "--fail-on", "never", "--strict") == 4


def test_one_of_many_artifacts_that_cannot_be_read_fails_unless_that_is_allowed(tmp_path: Path) -> None:
    text = tmp_path / "text.apk"
    text.write_text("not a package")
    many = (text, sample("clean-shop").apk, "--output", tmp_path / "out", "--fail-on", "never")
    assert scan(*many) == 3
    assert scan(*many, "--allow-unreadable") == 0
    assert scan(text, text, "--output", tmp_path / "out", "--allow-unreadable") == 3
    assert scan(text, text, "--output", tmp_path / "out") == 3


def test_the_report_follows_its_schema_and_renders_to_the_same_bytes(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    planted = sample("planted-shop")
    inputs = (planted.apk, "--policy", planted.policy, "--sdk-list", planted.sdk_list, "--fail-on", "never")
    assert scan(*inputs, "--format", "json", "--format", "html", "--output", f"{tmp_path}{os.sep}") == 0
    (saved,) = tmp_path.glob("*.json")
    (page,) = tmp_path.glob("*.html")
    assert exit_code_of(["schema"]) == 0
    schema = json.loads(capsysbinary.readouterr().out)
    jsonschema.validate(json.loads(saved.read_text("utf-8")), schema)
    again = tmp_path / "again.html"
    assert exit_code_of(["render", str(saved), "--format", "html", "--output", str(again)]) == 0
    assert again.read_bytes() == page.read_bytes()


def test_verbose_prints_the_time_of_every_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(sample("clean-shop").apk, "--output", tmp_path / "o.html", "-v", "--fail-on", "never") == 0
    said = capsys.readouterr().err
    for stage in ("rules", "manifest", "dex", "derive", "match", "render", "sum"):
        assert f"  {stage} " in said


def test_an_internal_error_is_one_line_and_exit_code_70(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("appaudit.catalog.load_catalog", broken)
    assert scan(sample("clean-shop").apk) == 70
    assert "Traceback" not in capsys.readouterr().err
    assert exit_code_of(["--debug", "scan", str(sample("clean-shop").apk)]) == 70
    assert "Traceback" in capsys.readouterr().err


def run_module(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "appaudit", *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_consoles_of_any_encoding(encoding: str) -> None:
    planted = sample("planted-shop")
    done = run_module("scan", planted.apk, "--policy", planted.policy, "--format", "text", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "青禾集市".encode(encoding) in done.stderr


def test_help_loads_neither_numpy_nor_androguard() -> None:
    code = (
        "import sys\nfrom appaudit.cli import exit_code_of\nexit_code_of(['--help'])\n"
        "print([m for m in ('numpy', 'androguard', 'lxml', 'jinja2', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def commands() -> list[list[str]]:
    from appaudit.cli import main

    found: list[list[str]] = []
    for name in main.list_commands(click.Context(main)):
        command = main.get_command(click.Context(main), name)
        if isinstance(command, click.Group):
            found += [[name, inner] for inner in command.commands]
        else:
            found.append([name])
    return found


@pytest.mark.parametrize("names", commands(), ids=" ".join)
def test_every_command_says_in_both_languages_what_it_does_and_shows_an_example(
    names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of([*names, "--help"]) == 0
    said = capsys.readouterr().out
    assert re.search("[\u4e00-\u9fff]", said)
    if len(names) == 1:
        assert f"  appaudit {names[0]} " in said or f"  appaudit {names[0]}\n" in said


def test_a_shell_is_told_the_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run_module(_APPAUDIT_COMPLETE="bash_complete", COMP_WORDS="appaudit scan --format js", COMP_CWORD="3")
    assert done.stdout.decode().split() == ["plain,json"]


def test_a_hostile_package_name_stays_in_the_folder(tmp_path: Path) -> None:
    from appaudit.cli._output import report_name
    from appaudit.model.codec import decode
    from appaudit.model.report import Report

    output = tmp_path / "o.json"
    scan(sample("clean-shop").apk, "--format", "json", "--output", output)
    document = json.loads(output.read_text("utf-8"))
    document["artifact"]["package"] = "../../etc/passwd\x00"
    document["artifact"]["version_name"] = "1/2\n"
    assert report_name(decode(Report, document), "html") == "etc_passwd-1_2.report.html"


def test_an_input_that_cannot_be_read_is_listed_once(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    picture = tmp_path / "policy.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    exit_code_of(["scan", str(sample("clean-shop").apk), "--policy", str(picture), "--format", "text", "--lang", "zh"])
    seen = capsysbinary.readouterr().out.decode().partition("未能看到的部分")[2].partition("整改计划")[0]
    lines = [line for line in seen.splitlines() if "policy.png" in line]
    assert len(lines) == 1
    assert lines[0].startswith("  · 隐私政策  policy.png  无法读取  这是PNG 图片")


def test_an_address_instead_of_a_file_is_told_before_anything_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://shop.example/privacy.html"
    assert exit_code_of(["scan", str(sample("clean-shop").apk), "--policy", address, "--lang", "zh"]) == 2
    said = capsys.readouterr().err
    assert f"隐私政策 {address} 是网址；本工具不联网" in said
    assert "保存" in said


@pytest.mark.parametrize(
    ("entry", "kind", "hint"),
    [
        ("Payload/App.app/Info.plist", "an iOS app (IPA)", "Android package"),
    ],
)
def test_packages_of_other_formats_are_named_with_what_to_do(
    entry: str, kind: str, hint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "app.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, b"x")
        archive.writestr("base/dex/classes.dex", b"x")
    assert exit_code_of(["scan", str(path), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert f"is {kind}, which appaudit does not read" in said
    assert hint in said


@pytest.mark.parametrize(("classes", "expected"), [(b"", 1), (b"PK\3\4 nothing", 1), (None, 0)])
def test_an_sdk_archive_whose_code_was_not_read_does_not_pass(
    classes: bytes | None, expected: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no app has no finding of apps, so only the limit itself can fail the gate; an intact twin passes."""
    builder = ClassBuilder("com/vendor/Start")
    builder.method("run")
    intact = zip_bytes([Member("com/vendor/Start.class", builder.build())])
    manifest = b'<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.vendor.kit"/>'
    data = intact if classes is None else classes
    path = tmp_path / "kit-1.0.aar"
    path.write_bytes(zip_bytes([Member("AndroidManifest.xml", manifest), Member("classes.jar", data)]))
    assert scan(path, "--lang", "en", "--format", "text", "--output", "-") == expected
    assert ("A part could not be read at all" in capsys.readouterr().out) is bool(expected)
