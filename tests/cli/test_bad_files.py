"""Files that are none, never end, or are made to break a reader: a sentence with what and where, never a traceback."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.sample_paths import sample

from appaudit.catalog.knowledge import load_knowledge
from appaudit.catalog.rules import load_rules
from appaudit.cli import exit_code_of
from appaudit.cli._time_limit import time_limit
from appaudit.errors import RuleError, UnreadableArtifactError

CLEAN = sample("clean-shop")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return tmp_path


def run(*arguments: object) -> int:
    return exit_code_of([*map(str, arguments)])


@pytest.fixture(params=["pipe", "device"])
def endless(request: pytest.FixtureRequest, folder: Path) -> Path:
    """What cannot be read to its end."""
    if request.param == "device":
        return Path("/dev/zero")
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


@pytest.mark.parametrize(
    "arguments",
    [
        ("scan", CLEAN.apk, "--policy", "{}", "--fail-on", "never"),
        ("scan", CLEAN.apk, "--sdk-list", "{}", "--fail-on", "never"),
        ("scan", CLEAN.apk, "--facts", "{}"),
        ("scan", CLEAN.apk, "--config", "{}"),
        ("scan", CLEAN.apk, "--mapping", "{}"),
        ("scan", CLEAN.apk, "--privacy-guide", "{}", "--fail-on", "never"),
        ("scan", CLEAN.apk, "--verdicts", "{}"),
        ("scan", CLEAN.apk, "--previous", "{}"),
        ("scan", CLEAN.apk, "--baseline", "{}"),
        ("scan", "{}"),
        ("policy", "{}"),
        ("sdks", "{}"),
        ("render", "{}"),
        ("diff", "{}", CLEAN.apk),
        ("facts", "{}"),
    ],
    ids=lambda words: " ".join(word for word in map(str, words) if word.startswith("--") or len(word) < 7),
)
def test_a_pipe_or_a_device_is_said_to_be_one(
    arguments: tuple[object, ...], endless: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(*(endless if word == "{}" else word for word in arguments))
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert code in (0, 2, 3)
    assert (endless.name in said) or code == 0


def test_a_document_that_is_a_pipe_is_a_gap(folder: Path) -> None:
    os.mkfifo(folder / "privacy.html")
    options = ("--format", "json", "--output", "out.json", "--fail-on", "never")
    assert run("scan", CLEAN.apk, "--policy", "privacy.html", *options) in (0, 3)
    report = json.loads((folder / "out.json").read_text("utf-8"))
    (item,) = [item for item in report["inputs"] if item["role"] == "policy"]
    assert (item["status"], item["sha256"]) == ("unreadable", "")
    assert "pipe" in item["detail"]["en"]


def test_a_document_too_large_is_not_read(folder: Path) -> None:
    with (folder / "privacy.html").open("wb") as file:
        file.truncate(1 << 33)  # a file of holes
    assert run("scan", CLEAN.apk, "--baseline", "privacy.html") == 2
    assert run("scan", CLEAN.apk, "--config", "privacy.html") == 2
    assert run("render", "privacy.html") == 2


def test_a_single_scan_ends_after_its_time(folder: Path) -> None:
    """In a process of its own: one that does not come back at once is ended with whatever else runs in it."""
    command = [sys.executable, "-m", "appaudit", "scan", str(CLEAN.apk), "--timeout", "0.02", "--output", "out.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "not finished after 0.02 s" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(folder.iterdir()) == []


def read_for_ever(lost: type[BaseException]) -> None:
    """A reader that goes on after what it takes for a bad part."""
    end = time.monotonic() + 10
    with contextlib.suppress(lost):
        while time.monotonic() < end:
            pass


def test_the_end_of_the_time_is_no_bad_part_of_the_input(folder: Path) -> None:
    """Readers go on after a part that raises; they must not go on after the time, as if that part were not there."""
    after: list[str] = []

    def scan() -> None:
        with time_limit(0.01, Path("app.apk")):
            read_for_ever(Exception)
            after.append("the next part")

    with pytest.raises(UnreadableArtifactError, match=r"app\.apk: not finished after 0\.01 s"):
        scan()
    assert not after


def test_an_interruption_that_was_lost_refuses_the_result(folder: Path) -> None:
    """Python drops what is raised in a finalizer: what was read all the same is not written, nor called a result."""
    after: list[str] = []

    def scan() -> None:
        with time_limit(0.01, Path("app.apk")) as refuse_late:
            read_for_ever(BaseException)
            after.append("the next part")
            refuse_late()
            after.append("the report")

    with pytest.raises(UnreadableArtifactError, match="not finished"):
        scan()
    assert after == ["the next part"]
    with pytest.raises(UnreadableArtifactError, match="not finished"), time_limit(0.01, Path("app.apk")):
        read_for_ever(BaseException)


class Slow:
    """What takes long when a class that holds it is made."""

    def __set_name__(self, owner: type, name: str) -> None:
        read_for_ever(MemoryError)


def test_a_class_that_is_being_made_when_the_time_ends_wraps_nothing(folder: Path) -> None:
    """Python 3.11 makes a RuntimeError of what is raised then; one of the app's own is no end of the time."""
    with pytest.raises(UnreadableArtifactError, match="not finished"), time_limit(0.01, Path("app.apk")):
        type("Made", (), {"slow": Slow()})
    with pytest.raises(RuntimeError, match="of its own"), time_limit(60, Path("app.apk")):
        raise RuntimeError("of its own")


def test_what_ends_in_time_is_not_refused(folder: Path) -> None:
    with time_limit(60, Path("app.apk")) as refuse_late:
        refuse_late()


TEXTS = {
    "yaml-tag": "!!python/object/apply:os.system ['true']\n",
    "unknown-tag": "version: !thing 1\n",
    "huge-integer": f"version: {'9' * 10_000}\n",
    "infinity": "version: .inf\n",
    "timestamp": "version: 2026-11-24\n",
    "anchor-loop": "version: &a [*a]\n",
    "billion-laughs": "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nversion: [*b,*b,*b,*b,*b,*b]\n",
    "surrogate": 'version: "\\uD800"\n',
    "deep": "[" * 5_000,
    "deep-map": "a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 400)),
    "binary": "version: !!binary aGVsbG8=\n",
    "null-byte": "version: \0\n",
    "two-documents": "version: 1\n---\nversion: 2\n",
    "long-key": f"{'k' * 70_000}: 1\n",
    "list": "- 1\n",
    "number-key": "1: 2\n",
    "list-key": "? [1, 2]\n: 3\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("option", ["--config", "--facts"])
def test_yaml_made_to_break_a_reader_is_wrong_usage(
    option: str, text: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "given.yml").write_text(text, encoding="utf-8")
    assert run("scan", CLEAN.apk, option, "given.yml") == 2
    assert "given.yml" in capsys.readouterr().err


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("place", ["checks/own/given.yaml", "sdks/push/given.yaml", "regulations/given.yaml"])
def test_rules_made_to_break_the_loader_are_wrong_usage(place: str, text: str, folder: Path) -> None:
    path = folder / "rules" / place
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"given\.yaml"):
        load_rules((folder / "rules",), load_knowledge((folder / "rules",)))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("saved") / "report.json"
    planted = sample("planted-shop")
    arguments = ["scan", planted.apk, "--policy", planted.policy, "--output", path, "--fail-on", "never", "-q"]
    assert exit_code_of([*map(str, arguments)]) == 0
    return path.read_text("utf-8")


TAMPERED = {
    "huge-integer": ('"size": ', '"size": 9' + "9" * 9_000 + ', "x": '),
    "negative": ('"size": ', '"size": -1e400, "x": '),
    "surrogate": ('"label": "', '"label": "\\ud800'),
    "null": ('"findings": [', '"findings": null, "x": ['),
    "text": ('"findings": [', '"findings": "x", "y": ['),
    "nan": ('"target_sdk": ', '"target_sdk": NaN, "x": '),
    "severity": ('"severity": "high"', '"severity": "highest"'),
    "nothing": ("{", "["),
    "empty-kind": ('"kind": "apk"', '"kind": ""'),
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
@pytest.mark.parametrize(
    "command", [("render", "{}", "--format", "html"), ("diff", "{}", "{}")], ids=["render", "diff"]
)
def test_a_tampered_report_is_wrong_usage_or_shown(
    command: tuple[str, ...], change: tuple[str, str], saved: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "given.json").write_text(saved.replace(*change, 1), encoding="utf-8")
    code = run(*("given.json" if word == "{}" else word for word in command), "--output", "out")
    said = capsys.readouterr().err
    assert code in (0, 1, 2), said
    assert code != 2 or "given.json" in said


@pytest.mark.parametrize("length", [300, 5_000, 200_000])
@pytest.mark.parametrize("command", ["scan", "policy", "facts", "sdks", "render", "explain"])
def test_a_name_that_no_file_can_have_is_wrong_usage(
    command: str, length: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, "x" * length) in (2, 3)
    assert "internal" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a\0b", "\udcff.apk"])
@pytest.mark.parametrize("command", ["scan", "policy", "facts", "render"])
def test_a_name_of_strange_characters_is_wrong_usage(
    command: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, name) in (2, 3)
    assert "internal" not in capsys.readouterr().err


def test_an_output_name_too_long_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("scan", CLEAN.apk, "--output", f"{'x' * 300}.json") == 2
    assert "internal" not in capsys.readouterr().err
