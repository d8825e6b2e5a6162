"""`appaudit diff`: three kinds of pairs, and what fails."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

CLEAN, PLANTED = sample("clean-shop"), sample("planted-shop")
DOCUMENTS = ["--old-policy", CLEAN.policy, "--old-sdk-list", CLEAN.sdk_list, "--policy", PLANTED.policy]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return tmp_path


def diff(*arguments: object) -> int:
    return exit_code_of(["diff", *map(str, arguments)])


def saved(folder: Path, name: str) -> Path:
    paths, path = sample(name), folder / f"{name}.json"
    inputs = [str(paths.apk), "--policy", str(paths.policy), "--sdk-list", str(paths.sdk_list)]
    exit_code_of(["scan", *inputs, "--format", "json", "--output", str(path), "--as-of", "2026-11-24", "-q"])
    return path


def test_packages_and_their_saved_reports_give_the_same_comparison(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = [*DOCUMENTS, "--sdk-list", PLANTED.sdk_list, "--as-of", "2026-11-24", "--format", "json"]
    assert diff(CLEAN.apk, PLANTED.apk, *arguments) == 1
    packages = capsysbinary.readouterr().out
    assert diff(saved(folder, "clean-shop"), saved(folder, "planted-shop"), "--format", "json") == 1
    assert capsysbinary.readouterr().out == packages
    document = json.loads(packages)
    assert [row["id"] for row in document["sdks"] if not row["before"]] == [
        "csj-pangle",
        "jiguang-core",
        "jpush",
    ]


def test_only_what_is_new_fails(folder: Path) -> None:
    clean, planted = saved(folder, "clean-shop"), saved(folder, "planted-shop")
    assert diff(planted, planted) == 0
    assert diff(planted, clean) == 0
    assert diff(clean, planted) == 1
    assert diff(clean, planted, "--fail-on", "critical") == 0
    assert diff(clean, planted, "--fail-on", "never") == 0


def test_what_another_app_had_is_not_known_of_this_one(folder: Path) -> None:
    planted, other = saved(folder, "planted-shop"), folder / "other.json"
    for package, code in (("com.example.other", 1), ("", 0)):
        document = json.loads(planted.read_text("utf-8"))
        document["artifact"]["package"] = package
        other.write_text(json.dumps(document), encoding="utf-8")
        assert diff(other, planted) == code
    assert diff(other, planted, "--fail-on", "never") == 0


def test_a_new_sdk_under_an_old_policy_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(CLEAN.apk, PLANTED.apk, "--policy", CLEAN.policy) == 1
    said = capsys.readouterr().out
    assert "Findings about the change: 2" in said
    assert "adds a third-party SDK while the policy and the SDK list stay as they were — jpush" in said


def test_two_policies(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(CLEAN.policy, PLANTED.policy) == 0
    said = capsys.readouterr().out
    assert "~ Account cancellation (account_cancellation): Present → Missing" in said
    assert "Findings that both" not in said
    assert diff(CLEAN.policy, PLANTED.policy, "--format", "markdown", "--output", "d.md", "--lang", "zh") == 0
    assert "| 变化 | 账号注销 (account\\_cancellation) | 已写明 | 没有写明 |" in (folder / "d.md").read_text("utf-8")


def test_ignores_of_the_configuration_hold(folder: Path) -> None:
    (folder / "appaudit.yml").write_text(
        "policies: [old.html]\nignores:\n- {rule: debuggable, subject: '*', reason: a test build}\n",
        encoding="utf-8",
    )
    (folder / "old.html").write_bytes(CLEAN.policy.read_bytes())
    for extra, expected in ((), False), (("--no-ignores",), True):
        assert diff(CLEAN.apk, PLANTED.apk, "--format", "json", "--output", "d.json", *extra) == 1
        document = json.loads((folder / "d.json").read_text("utf-8"))
        assert ("debuggable" in {row["subject"] for row in document["new_findings"]}) is expected
        assert document["findings"][0]["rule_id"] == "sdk-added-policy-unchanged"


def test_wrong_usage_is_exit_code_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(CLEAN.apk, CLEAN.policy) == 2
    assert "is a package" in capsys.readouterr().err
    assert diff(CLEAN.apk, "none.apk") == 2
    assert diff(CLEAN.apk, CLEAN.apk, "--format", "word") == 2
    (folder / "bad.json").write_text("{}", encoding="utf-8")
    assert diff("bad.json", "bad.json") == 2
    (folder / "bad.apk").write_bytes(b"no package")
    assert diff("bad.apk", CLEAN.apk) == 3
    (folder / "picture.bin").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(600))
    assert diff("picture.bin", CLEAN.policy) == 3
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(("language", "said"), [("zh", "政策文本"), ("en", "not a text that can be read as a policy")])
def test_a_policy_that_cannot_be_read_is_told_in_the_language_asked_for(
    language: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = folder / "scan.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert diff(picture, PLANTED.policy, "--lang", language) == 3
    error = capsys.readouterr().err
    assert error.startswith("appaudit: scan.png")
    assert said in error
    assert "Bilingual" not in error


def test_a_comparison_follows_its_schema(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert exit_code_of(["schema", "--diff"]) == 0
    schema = json.loads(capsysbinary.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for arguments in ([CLEAN.apk, PLANTED.apk, *DOCUMENTS, "--fail-on", "never"], [CLEAN.policy, PLANTED.policy]):
        assert diff(*arguments, "--format", "json") == 0
        jsonschema.validate(json.loads(capsysbinary.readouterr().out), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"comparison_version": 1}, schema)


def test_what_a_report_does_not_list_is_neither_gone_nor_passed_over(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A saved report that lists only critical findings: the others are still there, and new ones fail."""
    old, plain = saved(folder, "clean-shop"), saved(folder, "planted-shop")
    paths, narrow = sample("planted-shop"), folder / "narrow.json"
    inputs = [str(paths.apk), "--policy", str(paths.policy), "--sdk-list", str(paths.sdk_list), "--format", "json"]
    chosen = ["--min-severity", "critical", "--as-of", "2026-11-24", "-q", "--output", str(narrow)]
    assert exit_code_of(["scan", *inputs, *chosen]) == 1
    assert diff(plain, narrow, "--format", "json") == 0
    document = json.loads(capsysbinary.readouterr().out)
    assert (document["gone_findings"], document["new_findings"]) == ([], [])
    assert diff(narrow, plain, "--format", "json") == 0
    assert json.loads(capsysbinary.readouterr().out)["new_findings"] == []
    assert diff(old, narrow) == 1
    assert b"--min-severity" in capsysbinary.readouterr().err


def test_a_document_that_cannot_be_read_fails_a_comparison(folder: Path) -> None:
    picture = folder / "privacy.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    arguments = ("--old-policy", CLEAN.policy, "--policy", picture, "--fail-on", "never")
    assert diff(CLEAN.apk, CLEAN.apk, *arguments) == 3


def test_the_page_calls_what_findings_are_about_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diff(CLEAN.apk, PLANTED.apk, *DOCUMENTS, "--format", "html", "--lang", "en")
    page = capsys.readouterr().out
    assert "· Android ID" in page
    assert "· 安卓ID" in page
