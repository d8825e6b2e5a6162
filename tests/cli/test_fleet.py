"""Packages to tables: what a scan says of a package stands there, once, however often it is asked for."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.fleet_tables import asked, contents, named
from tests.support.installed import needs
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of
from appaudit.fleet.plan import LEAST_PACKAGES

psutil = pytest.importorskip("psutil")
needs("distributed", "duckdb", "fsspec")

AS_OF = ["--as-of", "2026-11-24"]


def fleet(*arguments: object) -> int:
    return exit_code_of(["fleet", *map(str, arguments), "--jobs", "1", "--lang", "en"])


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("planted-shop", "pre-consent"):
        paths = sample(name)
        shutil.copy(paths.apk, folder / f"{name}.apk")
        shutil.copy(paths.policy, folder / f"{name}.policy.html")
        shutil.copy(paths.sdk_list, folder / f"{name}.sdks.csv")
    (folder / "broken.apk").write_bytes(b"PK\x03\x04 not much of a package")
    return folder


def test_tables_say_what_reports_say_and_are_the_same_again(
    packages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fleet(packages, "--output", tmp_path / "one", "--format", "json", *AS_OF) == 0
    rows = named(asked(tmp_path / "one", "SELECT uri, outcome, exit_code, package, findings, policy FROM packages"))
    assert rows["broken"] == ("unreadable", 3, "", 0, "")
    (key,) = asked(tmp_path / "one", "SELECT key FROM packages WHERE uri LIKE '%planted%'")[0]
    report = json.loads((tmp_path / "one" / "reports" / f"{key}.json").read_text("utf-8"))
    assert rows["planted-shop"] == ("done", 1, report["artifact"]["package"], report["summary"]["findings"], "read")
    of_shop = f"WHERE key = '{key}'"
    fingerprints = [item for (item,) in asked(tmp_path / "one", f"SELECT fingerprint FROM findings {of_shop}")]
    assert fingerprints == [item["fingerprint"] for item in report["findings"]]
    found = asked(tmp_path / "one", f"SELECT sdk_id, disclosed, collects FROM sdks {of_shop}")
    assert found == [(item["id"], item["disclosed"], item["collects"]) for item in report["facts"]["sdks"]]
    undecided = asked(tmp_path / "one", f"SELECT rule_id FROM inconclusive {of_shop}")
    assert [item for (item,) in undecided] == [item["rule_id"] for item in report["inconclusive"]]
    for table in ("declared_sdks", "permissions", "data_access", "sensors"):
        (count,) = asked(tmp_path / "one", f"SELECT count(*) FROM {table} {of_shop}")[0]
        assert count == len(report["facts"][table])
    assert asked(tmp_path / "one", "SELECT as_of FROM runs") == [("2026-11-24",)]

    before = contents(tmp_path / "one")
    assert fleet(packages, "--output", tmp_path / "two", *AS_OF) == 0
    assert contents(tmp_path / "two") == before
    # The date of the run that is there counts where none is given, and what is done is not done again.
    capsys.readouterr()
    assert fleet(packages, "--output", tmp_path / "one") == 0
    assert "3 done, 0 skipped" in capsys.readouterr().err
    assert contents(tmp_path / "one") == before
    # A document that changed is other work, and takes the place of the old rows.
    (packages / "pre-consent.policy.html").write_text("<p>nothing", encoding="utf-8")
    assert fleet(packages, "--output", tmp_path / "one", "-q") == 0
    after = contents(tmp_path / "one")
    assert len(after["packages"]) == 3
    changed = set(after["packages"]) - set(before["packages"])
    assert [Path(row[4]).stem for row in changed] == ["pre-consent"]


def test_a_process_that_dies_twice_is_recorded_and_left_alone_until_asked(
    packages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (packages / "planted-shop.apk").unlink()
    (packages / "broken.apk").unlink()
    assert fleet(packages, "--output", tmp_path / "out", "--timeout", "0.001", *AS_OF) == 0
    found = asked(tmp_path / "out", "SELECT DISTINCT outcome, attempts FROM packages")
    assert found == [("timeout", 2)]
    capsys.readouterr()
    assert fleet(packages, "--output", tmp_path / "out") == 0
    assert "1 skipped" in capsys.readouterr().err
    assert fleet(packages, "--output", tmp_path / "out", "--retry-failed", "-q") == 0
    assert asked(tmp_path / "out", "SELECT outcome, attempts FROM packages") == [("done", 1)]


def test_a_run_that_is_killed_goes_on_where_it_was(packages: Path, tmp_path: Path) -> None:
    """Command, scheduler, worker and reader are killed at once, when a part of the packages is in the tables."""
    for number in range(LEAST_PACKAGES):
        (packages / f"z{number}.apk").write_bytes(b"PK\x03\x04")
    out = tmp_path / "out"
    words = [sys.executable, "-m", "appaudit", "fleet", packages, "--output", out, "--jobs", "1", *AS_OF]
    process = subprocess.Popen(list(map(str, words)), stderr=subprocess.DEVNULL)
    while process.poll() is None and not list(out.glob("packages/*.parquet")):
        time.sleep(0.05)
    for one in [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]:
        one.kill()
    assert process.wait() == -signal.SIGKILL
    (out / "findings").mkdir(exist_ok=True)
    (out / "findings" / "torn.parquet").write_bytes(b"PAR1")
    assert fleet(packages, "--output", out, "-q") == 0
    assert fleet(packages, "--output", tmp_path / "whole", *AS_OF, "-q") == 0
    assert contents(out) == contents(tmp_path / "whole")
    assert len(contents(out)["packages"]) == LEAST_PACKAGES + 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere", "--output", "out"],
        [".", "--output", "out", "--format", "none"],
        [".", "--output", "out", "--regulation", "none"],
        ["nowhere://bucket/", "--output", "out"],
    ],
)
def test_wrong_usage_is_told_before_the_work(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert fleet(*arguments) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_that_does_not_answer_is_named(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("appaudit.fleet.engine.PATIENCE", "1s")
    assert fleet(packages, "--output", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9") == 2
    assert "No scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
