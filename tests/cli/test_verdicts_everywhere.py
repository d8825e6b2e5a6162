"""What people decided, and the audit before, in batches, comparisons and the page of a policy."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

AS_OF = ["--as-of", "2026-11-24"]
PLANTED, CLEAN = sample("planted-shop"), sample("clean-shop")
#: The finding of the planted app on its Android ID, and one on its policy.
ANDROID_ID = "6e7c6afb1212c7a73e10ac86216042a8"


def run(*arguments: object) -> int:
    return exit_code_of([*map(str, arguments), *AS_OF])


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(autouse=True)
def outside_of_pipelines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for paths in (PLANTED, CLEAN):
        shutil.copy(paths.apk, folder / paths.apk.name)
        shutil.copy(paths.policy, folder / f"{paths.apk.stem}.policy.html")
        shutil.copy(paths.sdk_list, folder / f"{paths.apk.stem}.sdks.csv")
    return folder


def verdicts(tmp_path: Path, *entries: tuple[str, str, str]) -> Path:
    """A file of verdicts: fingerprint, decision, last day."""
    path = tmp_path / "verdicts.json"
    rows = [
        {"fingerprint": fingerprint, "decision": decision, "reason": "seen", "expires": expires}
        for fingerprint, decision, expires in entries
    ]
    path.write_text(json.dumps({"verdicts": rows}), encoding="utf-8")
    return path


def test_an_index_counts_verdicts_and_names_those_that_are_overdue(packages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("scan", packages, "--output", out, "--format", "json", "--jobs", 1)
    (report,) = [read(path) for path in out.glob("com.qinghe.market-1.3.0.report.json")]
    second, third = [item["fingerprint"] for item in report["findings"] if item["fingerprint"] != ANDROID_ID][:2]
    file = verdicts(
        tmp_path, (ANDROID_ID, "accepted", "2027-01-01"), (second, "accepted", "2026-01-01"), (third, "confirmed", "")
    )
    run("scan", packages, "--output", out, "--format", "json", "--format", "html", "--jobs", 1, "--verdicts", file)
    index = read(out / "index.json")
    rows = {row["version_name"]: row for row in index["rows"]}
    assert rows["1.3.0"]["verdicts"] == {"confirmed": 1, "accepted": 1}
    assert rows["1.3.0"]["overdue"] == 1
    assert "verdicts" not in rows["1.2.0"]
    assert index["totals"]["verdicts"] == {"confirmed": 1, "accepted": 1}
    page = (out / "index.html").read_text("utf-8")
    assert "Verdicts" in page
    (line,) = [
        row
        for row in csv.DictReader((out / "index.csv").read_text("utf-8-sig").splitlines())
        if row["version_name"] == "1.3.0"
    ]
    assert (line["accepted"], line["confirmed"], line["overdue"]) == ("1", "1", "1")


def test_each_package_of_a_batch_is_held_against_its_own_last_audit(packages: Path, tmp_path: Path) -> None:
    last, out = tmp_path / "last", tmp_path / "out"
    run("scan", packages / "clean-shop.apk", "--format", "json", "--output", f"{last}/", "--as-of", "2026-10-01")
    run("scan", packages, "--output", out, "--format", "json", "--format", "html", "--jobs", 1, "--previous", last)
    index = read(out / "index.json")
    since = {row["version_name"]: row.get("since") for row in index["rows"]}
    # Both samples are versions of one app, and the last audit of that app was one of 1.2.0 without its documents.
    assert since["1.3.0"] is not None
    assert since["1.3.0"]["new"] > 0
    assert sum(index["totals"]["since"].values()) == sum(sum(found.values()) for found in since.values() if found)
    page = (out / "index.html").read_text("utf-8")
    assert "Since last" in page
    assert run("scan", packages, "--output", out, "--previous", tmp_path / "in") == 2


def test_another_app_has_no_history_from_a_single_report(packages: Path, tmp_path: Path) -> None:
    memo = sample("pre-consent").apk
    run("scan", packages / "clean-shop.apk", "--format", "json", "--output", tmp_path / "last.json")
    out = tmp_path / "out"
    run("scan", memo, packages / "clean-shop.apk", "--output", out, "--format", "json", "--jobs", 1,
        "--previous", tmp_path / "last.json")  # fmt: skip
    since = {row["package"]: row.get("since") for row in read(out / "index.json")["rows"]}
    assert since["com.qinghe.memo"] is None
    assert since["com.qinghe.market"] is not None


def test_a_batch_and_a_product_have_a_pack_of_evidence_beside_each_report(packages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert (
        run("scan", packages, "--output", out, "--format", "json", "--jobs", 1, "--evidence", tmp_path / "x.zip") == 2
    )
    run("scan", packages, "--output", out, "--format", "json", "--jobs", 1, "--evidence", out)
    for row in read(out / "index.json")["rows"]:
        with zipfile.ZipFile(out / row["reports"]["evidence"]) as pack:
            assert "SHA256SUMS" in pack.namelist()
            assert json.loads(pack.read("report.json"))["artifact"]["sha256"] == row["sha256"]
            assert any(name.startswith("documents/") and name.endswith(".policy.html") for name in pack.namelist())
    product = tmp_path / "product"
    run("scan", packages / "clean-shop.apk", "--with", packages / "planted-shop.apk", "--format", "json",
        "--output", product, "--evidence", product)  # fmt: skip
    (summary,) = product.glob("*.product.json")
    assert all((product / package["reports"]["evidence"]).is_file() for package in read(summary)["packages"])


def test_a_comparison_says_what_was_decided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = [PLANTED.apk, "--policy", PLANTED.policy, "--sdk-list", PLANTED.sdk_list, "--format", "json"]
    run("scan", *inputs, "--output", tmp_path / "old.json")
    file = verdicts(tmp_path, (ANDROID_ID, "accepted", ""))
    run("scan", *inputs, "--output", tmp_path / "new.json", "--verdicts", file)
    capsys.readouterr()
    for name, said in (("text", "Accepted"), ("markdown", "Accepted"), ("html", "Accepted")):
        run("diff", tmp_path / "old.json", tmp_path / "new.json", "--format", name, "--lang", "en")
        shown = capsys.readouterr().out
        assert said in shown
        assert "Verdicts" in shown
    run("diff", tmp_path / "old.json", tmp_path / "new.json", "--format", "json")
    changes = json.loads(capsys.readouterr().out)["verdicts"]
    assert [(item["id"], item["before"], item["after"]) for item in changes] == [(ANDROID_ID, "", "accepted")]


def test_a_comparison_of_packages_takes_verdicts_and_shows_them_beside_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = verdicts(tmp_path, (ANDROID_ID, "confirmed", ""))
    documents = ["--policy", PLANTED.policy, "--sdk-list", PLANTED.sdk_list, "--verdicts", file]
    run("diff", CLEAN.apk, PLANTED.apk, *documents, "--lang", "en")
    lines = capsys.readouterr().out.splitlines()
    assert any("android_id" in line and "Verdict: Confirmed" in line for line in lines)


def test_the_page_of_a_policy_shows_verdicts_and_its_gate_follows_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = tmp_path / "privacy.md"
    policy.write_text("# 隐私政策\n\n您使用本应用即视为同意本政策。我们会收集您的手机号码。\n", encoding="utf-8")
    arguments = ["policy", policy, "--format", "html", "--fail-on", "low"]
    assert run(*arguments) == 1
    capsys.readouterr()
    from appaudit.catalog import load_catalog
    from appaudit.pipeline.policy_alone import PolicyAlone

    findings = PolicyAlone([policy], load_catalog()).report.findings
    assert findings
    accepted = verdicts(tmp_path, *((item.fingerprint, "accepted", "") for item in findings))
    assert run(*arguments, "--verdicts", accepted) == 0
    page = capsys.readouterr().out
    assert "Accepted" in page
    expired = verdicts(tmp_path, *((item.fingerprint, "accepted", "2026-01-01") for item in findings))
    assert run(*arguments, "--verdicts", expired) == 1
    assert "Verdicts that have expired" in capsys.readouterr().out
