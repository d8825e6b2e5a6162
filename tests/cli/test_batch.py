"""Many packages: one report each, an index, and what fails costs only itself."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

AS_OF = ["--as-of", "2026-11-24"]


def scan(*arguments: object) -> int:
    """One worker unless a test asks for more: a process takes longer to start than a sample to read."""
    words = list(map(str, arguments))
    return exit_code_of(["scan", *words, *AS_OF, *([] if "--jobs" in words else ["--jobs", "1"])])


def index(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / "index.json").read_text("utf-8"))
    return document


@pytest.fixture(autouse=True)
def outside_of_pipelines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("planted-shop", "clean-shop", "pre-consent"):
        paths = sample(name)
        shutil.copy(paths.apk, folder / paths.apk.name)
        shutil.copy(paths.policy, folder / f"{paths.apk.stem}.policy.html")
        shutil.copy(paths.sdk_list, folder / f"{paths.apk.stem}.sdks.csv")
    return folder


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def test_a_folder_gives_reports_and_an_index_whatever_the_number_of_workers(packages: Path, tmp_path: Path) -> None:
    (packages / "broken.apk").write_bytes(b"PK\x03\x04 not much of a package")
    shutil.copy(packages / "clean-shop.apk", packages / "copy.apk")
    assert scan(packages, "--jobs", 1, "--output", tmp_path / "one", "--format", "json") == 3
    assert scan(packages, "--jobs", 3, "--output", tmp_path / "three", "--format", "json") == 3
    assert listing(tmp_path / "one") == listing(tmp_path / "three")
    rows = {Path(row["path"]).name: row for row in index(tmp_path / "one")["rows"]}
    assert [rows["broken.apk"]["outcome"], rows["broken.apk"]["exit_code"]] == ["unreadable", 3]
    assert rows["planted-shop.apk"]["exit_code"] == 1
    assert rows["clean-shop.apk"]["reports"] == {"json": "com.qinghe.market-1.2.0.report.json"}
    assert rows["copy.apk"]["reports"] == {
        "json": f"com.qinghe.market-1.2.0-{rows['copy.apk']['sha256'][:8]}.report.json"
    }
    report = json.loads((tmp_path / "one" / rows["planted-shop.apk"]["reports"]["json"]).read_text("utf-8"))
    assert report["summary"]["findings"] == rows["planted-shop.apk"]["findings"]
    assert {item["role"] for item in report["inputs"] if item["status"] == "read"} == {"artifact", "policy", "sdk_list"}


def test_documents_of_the_command_line_are_for_every_package(packages: Path, tmp_path: Path) -> None:
    policy = sample("clean-shop").policy
    scan(packages, "--policy", policy, "--format", "json", "--output", tmp_path / "out", "--fail-on", "never")
    for path in (tmp_path / "out").glob("*.report.json"):
        inputs = json.loads(path.read_text("utf-8"))["inputs"]
        assert [item["name"] for item in inputs if item["role"] == "policy"] == [policy.name]
        assert [item["status"] for item in inputs if item["role"] == "sdk_list"] == ["not_supplied"]


def test_the_configuration_maps_packages_to_documents(packages: Path, tmp_path: Path) -> None:
    config = tmp_path / "gate.yml"
    shutil.copy(sample("clean-shop").policy, tmp_path / "mapped.html")
    config.write_text("apps:\n- {match: 'pre-*.apk', policies: [mapped.html]}\nfail_on: never\n", encoding="utf-8")
    assert scan(packages, "--config", config, "--format", "json", "--output", tmp_path / "out") == 0
    for row in index(tmp_path / "out")["rows"]:
        inputs = json.loads((tmp_path / "out" / row["reports"]["json"]).read_text("utf-8"))["inputs"]
        policies = [item["name"] for item in inputs if item["role"] == "policy"]
        name = Path(row["path"]).stem
        assert policies == (["mapped.html"] if name == "pre-consent" else [f"{name}.policy.html"])


def test_what_is_finished_is_not_done_again(packages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    lost = "com.qinghe.market-1.2.0.report.json"
    scan(packages, "--output", out, "--format", "json")
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("*.report.json")}
    shutil.copy(sample("nested-jar").apk, packages / "added.apk")
    (out / lost).unlink()
    scan(packages, "--output", out, "--format", "json")
    after = {path.name: path.stat().st_mtime_ns for path in out.glob("*.report.json")}
    assert {name for name in before if before[name] == after[name]} == set(before) - {lost}
    assert len(after) == len(before) + 1
    first = listing(out)
    scan(packages, "--output", out, "--format", "json", "--fresh")
    assert listing(out) == first
    assert {name for name in after if after[name] == (out / name).stat().st_mtime_ns} == set()


def test_a_pipeline_does_all_anew_unless_it_is_told(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of a pipeline may hold what another job, or the change under review, has put there."""
    out = tmp_path / "out"
    arguments = [packages, "--output", out, "--format", "json", "--fail-on", "never"]
    assert scan(*arguments) == 0
    (report,) = out.glob("com.qinghe.market-1.2.0*.json")
    os.utime(report, (1, 1))
    assert scan(*arguments) == 0
    assert report.stat().st_mtime == 1
    monkeypatch.setenv("CI", "true")
    assert scan(*arguments, "--resume") == 0
    assert report.stat().st_mtime == 1
    assert scan(*arguments) == 0
    assert report.stat().st_mtime != 1


def test_other_documents_rules_or_settings_are_other_work(packages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    scan(packages, "--output", out, "--format", "json")
    before = index(out)
    (packages / "clean-shop.policy.html").write_text("<p>nothing", encoding="utf-8")
    scan(packages, "--output", out, "--format", "json")
    changed = [new["path"] for old, new in zip(before["rows"], index(out)["rows"], strict=True) if old != new]
    assert [Path(path).name for path in changed] == ["clean-shop.apk"]


def test_a_bomb_and_too_little_memory_cost_one_package_each(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(sample("clean-shop").apk, folder / "fine.apk")
    with zipfile.ZipFile(sample("clean-shop").apk) as source, zipfile.ZipFile(folder / "bomb.apk", "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("classes2.dex", bytes(600 << 20), zipfile.ZIP_DEFLATED)
    assert scan(folder, "--output", tmp_path / "out", "--format", "json", "--fail-on", "never") == 0
    rows = {Path(row["path"]).name: row for row in index(tmp_path / "out")["rows"]}
    assert (rows["fine.apk"]["outcome"], rows["fine.apk"]["complete"]) == ("done", False)  # no documents
    assert (rows["bomb.apk"]["outcome"], rows["bomb.apk"]["complete"]) == ("done", False)
    assert scan(folder, "--output", tmp_path / "small", "--memory", 1, "--fail-on", "never") == 3
    assert {row["outcome"] for row in index(tmp_path / "small")["rows"]} == {"memory"}


@pytest.mark.skipif(sys.platform != "linux", reason="the bound on memory is Linux's")
@pytest.mark.parametrize("megabytes", [30, 60, 90])
def test_wherever_memory_runs_out_it_is_said_and_nothing_else_happens(
    packages: Path, tmp_path: Path, megabytes: int, capfd: pytest.CaptureFixture[str]
) -> None:
    scan(packages, "--output", tmp_path / "out", "--format", "json", "--memory", megabytes, "--fail-on", "never", "-q")
    # "killed" is the interpreter's or a library's own crash where it cannot allocate; it costs the package only, too.
    assert {row["outcome"] for row in index(tmp_path / "out")["rows"]} <= {"memory", "done", "killed"}
    assert "Traceback" not in capfd.readouterr().err


def test_a_timeout_costs_the_package_and_strict_says_so(packages: Path, tmp_path: Path) -> None:
    arguments = (packages, "--output", tmp_path / "out", "--timeout", "0.001", "--fail-on", "never", "--format", "json")
    assert scan(*arguments) == 3
    assert {row["outcome"] for row in index(tmp_path / "out")["rows"]} == {"timeout"}
    broken = packages / "broken.apk"
    broken.write_bytes(b"nothing")
    assert scan(packages, "--output", tmp_path / "out", "--fail-on", "never", "--strict") == 3
    assert scan(packages, "--output", tmp_path / "out", "--fail-on", "never", "--strict", "--allow-unreadable") == 4


def test_one_text_format_goes_to_stdout_in_order(packages: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert scan(packages, "--format", "json", "-q", "--fail-on", "never") == 0
    decoder, text, names = json.JSONDecoder(), capsysbinary.readouterr().out.decode(), []
    while text.strip():
        document, end = decoder.raw_decode(text)
        names.append(document["artifact"]["path"])
        text = text[end:].lstrip()
    assert names == ["clean-shop.apk", "planted-shop.apk", "pre-consent.apk"]


def test_a_page_that_is_not_ours_is_not_overwritten(packages: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>my home page</h1>", encoding="utf-8")
    assert scan(packages, "--output", tmp_path) == 2
    assert (tmp_path / "index.html").read_text("utf-8") == "<h1>my home page</h1>"


def test_wrong_usage_is_told_before_the_work(packages: Path, tmp_path: Path) -> None:
    assert scan(packages, "--output", tmp_path / "one.json", "--format", "json") == 2
    assert scan(packages, "--regulation", "none", "--output", tmp_path / "out") == 2
    assert scan(packages, "--sdk-list", "none.csv", "--output", tmp_path / "out") == 2
    assert scan(tmp_path / "nowhere", "--output", tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()


def test_a_baseline_over_many_apps_keeps_them_apart(packages: Path, tmp_path: Path) -> None:
    base = tmp_path / "base.json"
    arguments = (packages, "--output", tmp_path / "out", "--format", "json")
    assert scan(*arguments, "--write-baseline", base) == 1
    named = {entry["package"] for entry in json.loads(base.read_text("utf-8"))["findings"]}
    assert named == {"com.qinghe.market", "com.qinghe.memo"}
    assert scan(*arguments, "--baseline", base) == 0


def test_progress_off_a_terminal_is_a_line_each_when_asked_for(
    packages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan(packages, "--output", tmp_path / "out", "--progress", "on")
    assert [line[:5] for line in capsys.readouterr().err.splitlines()[:3]] == ["[1/3]", "[2/3]", "[3/3]"]
    scan(packages, "--output", tmp_path / "out")
    assert "[1/3]" not in capsys.readouterr().err
    scan(packages, "--output", tmp_path / "out", "-q")
    assert capsys.readouterr() == ("", "")


def interrupted(
    arguments: list[str], folder: Path, wait_for: str, number: signal.Signals = signal.SIGINT
) -> subprocess.Popen[bytes]:
    """Start a scan, press Ctrl-C (or send another signal) when a file of that name is there, and wait for its end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "appaudit", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "en_US.UTF-8"},
        start_new_session=True,
    )
    end = time.monotonic() + 60
    while time.monotonic() < end and not list(folder.glob(wait_for)) and process.poll() is None:
        time.sleep(0.02)
    if number is signal.SIGINT:
        os.killpg(process.pid, number)  # a terminal sends it to the workers as well
    else:
        process.send_signal(number)
    process.wait(60)
    return process


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ctrl_c_keeps_what_is_finished_and_leaves_nothing_half_done(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for copy in range(60):
        shutil.copy(sample("planted-shop").apk, folder / f"{copy:02}.apk")
    arguments = ["scan", str(folder), "--jobs", "1", "--output", str(out), *AS_OF]
    process = interrupted(arguments, out, "*-*.report.html", number)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.returncode == code
    said = process.stderr.read().decode()
    assert "Interrupted" in said
    assert "Traceback" not in said
    document = index(out)
    assert document["complete"] is False
    finished = {name for row in document["rows"] for name in row["reports"].values()}
    assert 1 <= len(finished) < 60
    hidden = {path.name for path in out.iterdir() if path.name.startswith(".")}
    assert hidden == {".appaudit-journal.jsonl"}
    assert {path.name for path in out.glob("*.report.html")} == finished


@pytest.mark.skipif(sys.platform == "win32", reason="sends itself a signal")
def test_ctrl_c_in_the_middle_of_an_import_waits_for_its_end(tmp_path: Path) -> None:
    body = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nprint('whole', flush=True)\n"
    (tmp_path / "interrupted_while_imported.py").write_text(body, "utf-8")
    wrapped = (
        "import time\nfrom appaudit import cli\n"
        "def command(_): import interrupted_while_imported; time.sleep(20)\n"
        "cli.exit_code_of = command\ncli.run([])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", wrapped], env=environment, capture_output=True, text=True, timeout=15, check=False
    )
    assert done.stdout == "whole\n"
    assert done.stderr.endswith("KeyboardInterrupt\n")


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="asks Linux what a process has loaded")
@pytest.mark.parametrize("delay", [0.0, 0.1, 0.3])
def test_ctrl_c_at_any_moment_of_one_scan_is_quiet(tmp_path: Path, delay: float) -> None:
    paths = sample("planted-shop")
    arguments = ["scan", str(paths.apk), "--policy", str(paths.policy), "--output", str(tmp_path), *AS_OF]
    process = subprocess.Popen([sys.executable, "-m", "appaudit", *arguments], stderr=subprocess.PIPE, cwd=tmp_path)
    maps = Path(f"/proc/{process.pid}/maps")
    while process.poll() is None and "numpy" not in maps.read_text():
        time.sleep(0.005)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert b"Traceback" not in said
    assert process.returncode in (1, 130, -signal.SIGINT)  # the last when Python itself was already on its way out
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_mapping_belongs_to_the_package_it_lies_beside_or_that_names_it(packages: Path, tmp_path: Path) -> None:
    (packages / "clean-shop.mapping.txt").write_text("com.qinghe.market.Start -> a.b:\n", "utf-8")
    named = tmp_path / "of-the-build.txt"
    named.write_text("com.example.Start -> a.c:\n", "utf-8")
    config = tmp_path / "appaudit.yml"
    config.write_text(f"apps:\n  - match: planted-*.apk\n    mapping: {named.name}\n", "utf-8")
    scan(packages, "--config", config, "--output", tmp_path / "out", "--format", "json", "--fail-on", "never")
    mappings = {}
    for row in index(tmp_path / "out")["rows"]:
        report = json.loads((tmp_path / "out" / row["reports"]["json"]).read_text("utf-8"))
        mappings[Path(row["path"]).name] = [item["name"] for item in report["inputs"] if item["role"] == "mapping"]
    assert mappings == {
        "planted-shop.apk": ["of-the-build.txt"],
        "clean-shop.apk": ["clean-shop.mapping.txt"],
        "pre-consent.apk": [],
    }


def test_a_package_is_read_again_when_its_mapping_changed(packages: Path, tmp_path: Path) -> None:
    mapping = packages / "clean-shop.mapping.txt"
    mapping.write_text("com.example.One -> a.b:\n", "utf-8")
    options = ["--output", tmp_path / "out", "--format", "json", "--fail-on", "never"]
    scan(packages / "clean-shop.apk", packages / "pre-consent.apk", *options)
    report = tmp_path / "out" / "com.qinghe.market-1.2.0.report.json"
    first = report.read_bytes()
    mapping.write_text("com.example.Two -> a.b:\n", "utf-8")
    scan(packages / "clean-shop.apk", packages / "pre-consent.apk", *options)
    (digest,) = [
        item["sha256"] for item in json.loads(report.read_text("utf-8"))["inputs"] if item["role"] == "mapping"
    ]
    assert digest == hashlib.sha256(mapping.read_bytes()).hexdigest()
    assert report.read_bytes() != first


def test_one_mapping_for_many_packages_is_refused(packages: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.txt"
    mapping.write_text("com.example.One -> a.b:\n", "utf-8")
    assert scan(packages, "--mapping", mapping, "--output", tmp_path / "out") == 2


@pytest.mark.parametrize("name", [".b.apk", "b.apk", "b.rar"])
def test_what_was_not_looked_into_is_no_whole_reading(tmp_path: Path, name: str) -> None:
    clean, folder = sample("clean-shop"), tmp_path / "in"
    folder.mkdir()
    for path, ending in ((clean.apk, "apk"), (clean.policy, "policy.html"), (clean.sdk_list, "sdks.csv")):
        shutil.copy(path, folder / f"a.{ending}")
    plain = ("--output", tmp_path / "out", "--format", "json", "--as-of", "2026-11-24")
    assert scan(folder, *plain, "--strict") == 0
    if name == "b.apk":
        (folder / name).symlink_to(tmp_path / "nowhere.apk")
    else:
        (folder / name).write_bytes(b"x")
    assert scan(folder, *plain) == 0
    assert scan(folder, *plain, "--strict") == 4
