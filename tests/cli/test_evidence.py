"""The pack of a scan and of a saved report are the same; what the audit did not read is refused."""

from __future__ import annotations

from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

PLANTED = sample("planted-shop")
INPUTS = (str(PLANTED.apk), "--policy", str(PLANTED.policy), "--sdk-list", str(PLANTED.sdk_list))


def run(*arguments):
    return exit_code_of([*map(str, arguments)])


def test_the_pack_of_a_scan_is_that_of_its_saved_report(tmp_path, capsys):
    report, pack, later = tmp_path / "r.json", tmp_path / "a.zip", tmp_path / "b.zip"
    code = run("scan", *INPUTS, "--evidence", pack, "--format", "json", "--output", report, "--as-of", "2026-11-24")
    assert code == 1
    assert run("evidence", report, PLANTED.policy, PLANTED.sdk_list, "--output", later) == 0
    assert pack.read_bytes() == later.read_bytes()
    assert run("evidence", report, PLANTED.apk.parent / "README.md", "--output", later) == 2
    assert "README.md" in capsys.readouterr().err


def test_a_batch_has_no_single_pack(tmp_path):
    assert run("scan", PLANTED.apk, sample("clean-shop").apk, "--evidence", tmp_path / "a.zip") == 2
