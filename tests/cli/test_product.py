"""`appaudit scan --with`: a report for each package, one summary, one exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

AS_OF = ["--as-of", "2026-11-24"]
SHOP, CLEAN, MEMO = sample("planted-shop"), sample("clean-shop"), sample("pre-consent")


def scan(*arguments: object) -> int:
    return exit_code_of(["scan", *map(str, arguments), *AS_OF])


def summary(folder: Path) -> dict[str, Any]:
    (path,) = folder.glob("*.product.json")
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return document


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """The clean app with its own documents beside it."""
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(CLEAN.apk, folder / "clean.apk")
    shutil.copy(CLEAN.policy, folder / "clean.policy.html")
    shutil.copy(CLEAN.sdk_list, folder / "clean.sdks.csv")
    return folder / "clean.apk"


def test_each_package_has_its_report_and_all_have_one_summary(tmp_path: Path) -> None:
    out = tmp_path / "out"
    documents = ["--policy", SHOP.policy, "--sdk-list", SHOP.sdk_list]
    assert scan(SHOP.apk, "--with", MEMO.apk, *documents, "--format", "html", "--format", "json", "--output", out) == 1
    found = summary(out)
    assert [package["letter"] for package in found["packages"]] == ["A", "B"]
    for package in found["packages"]:
        assert set(package["reports"]) == {"html", "json"}
        assert all((out / name).is_file() for name in package["reports"].values())
    page = next(out.glob("*.product.html")).read_text("utf-8")
    assert found["packages"][1]["reports"]["html"] in page


def test_documents_beside_a_package_are_its_own(clean: Path, tmp_path: Path) -> None:
    shutil.copy(MEMO.apk, clean.parent / "memo.apk")
    shutil.copy(MEMO.policy, clean.parent / "memo.policy.html")
    scan(clean, "--with", clean.parent / "memo.apk", "--format", "json", "--output", tmp_path / "out")
    documents = [(item["role"], item["name"], item["packages"]) for item in summary(tmp_path / "out")["documents"]]
    assert ("policy", "clean.policy.html", ["A"]) in documents
    assert ("policy", "memo.policy.html", ["B"]) in documents
    assert ("sdk_list", "", ["B"]) in documents


def test_the_gate_is_that_of_all_packages(clean: Path, tmp_path: Path) -> None:
    assert scan(clean, "--format", "json", "--output", tmp_path / "a.json") == 0
    arguments = [clean, "--with", SHOP.apk, "--format", "json", "--output", tmp_path / "out"]
    assert scan(*arguments) == 1
    assert scan(*arguments, "--fail-on", "never") == 0
    assert scan(*arguments, "--fail-on", "never", "--require", "policy") == 3
    assert {reason["package"] for reason in summary(tmp_path / "out")["gate"]["reasons"]} == {"B"}


def test_a_package_that_cannot_be_read_fails_and_is_in_the_summary(clean: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.apk"
    damaged.write_bytes(b"PK\x03\x04 not much of a package")
    arguments = [clean, "--with", damaged, "--format", "json", "--output", tmp_path / "out", "--fail-on", "never"]
    assert scan(*arguments) == 3
    assert [package["outcome"] for package in summary(tmp_path / "out")["packages"]] == ["read", "unreadable"]
    assert scan(*arguments, "--allow-unreadable") == 0


def test_a_missing_package_and_folders_are_wrong_usage(clean: Path, tmp_path: Path) -> None:
    assert scan(clean, "--with", tmp_path / "none.apk", "--output", tmp_path / "out") == 2
    assert scan(clean, "--with", clean.parent, "--output", tmp_path / "out") == 2
    assert scan(clean, SHOP.apk, "--with", MEMO.apk, "--output", tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()


def test_the_same_package_twice_is_refused(clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.apk"
    shutil.copy(clean, copy)
    assert scan(clean, "--with", copy, "--output", tmp_path / "out") == 2
    assert "same package" in capsys.readouterr().err or not (tmp_path / "out").exists()


def test_the_configuration_names_the_packages(clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(SHOP.apk, tmp_path / "shop.apk")
    (tmp_path / "appaudit.yml").write_text(
        "product: {name: Two apps, packages: [in/clean.apk, shop.apk]}\n"
        f"apps: [{{match: shop.apk, policies: [{SHOP.policy}]}}]\nformats: [json]\noutput: out/\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert scan() == 1
    found = summary(tmp_path / "out")
    assert found["name"] == "Two apps"
    assert [package["artifact"]["version_name"] for package in found["packages"]] == ["1.2.0", "1.3.0"]
    assert (tmp_path / "out" / "Two_apps.product.json").is_file()


def test_without_a_package_anywhere_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert scan() == 2
    assert "product.packages" in capsys.readouterr().err


def test_stdout_gets_the_summary_alone(clean: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    scan(clean, "--with", SHOP.apk, "--format", "json", "--output", "-")
    document = json.loads(capfdbinary.readouterr().out)
    assert len(document["packages"]) == 2


def test_the_log_says_verdict_first_steps_and_gate(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan(clean, "--with", SHOP.apk, "--output", tmp_path / "out", "--lang", "en")
    log = capsys.readouterr().err
    assert "Verdict: Suspected, to be confirmed: 3 permissions are not used" in log
    assert "every package has to pass): failed (exit code 1)" in log
    assert "  · B: " in log
