"""What a terminal shows, and what a pipe gets: a pseudo-terminal is asked, not a pretence of one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.sample_paths import sample

pty = pytest.importorskip("pty")

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
MOVES = re.compile(r"\x1b\[[0-9;?]*[A-Za-ln-z]")


def at_terminal(folder: Path, *arguments: object, **environment: str) -> tuple[int, str]:
    """Exit code and output of appaudit with a terminal of 100 columns."""
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "appaudit", *map(str, arguments)],
        stdout=other,
        stderr=other,
        cwd=folder,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LC_ALL": "en_US.UTF-8", **environment},
    )
    os.close(other)
    shown = b""
    while True:
        try:
            data = os.read(main, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data
    os.close(main)
    return process.wait(60), shown.decode("utf-8")


def planted(*more: object) -> list[object]:
    paths = sample("planted-shop")
    return ["scan", paths.apk, "--policy", paths.policy, "--sdk-list", paths.sdk_list, "--as-of", "2026-11-24", *more]


def test_a_terminal_gets_the_verdict_the_regulators_and_the_findings(tmp_path: Path) -> None:
    code, shown = at_terminal(tmp_path, *planted())
    plain = COLOUR.sub("", shown)
    assert code == 1
    assert COLOUR.search(shown)
    for part in ("青禾集市 1.3.0", "evidence meets", "CAC 191", "NCVERC", "Account cancellation", "JPush"):
        assert part in plain
    assert re.search(r"High \d+", plain)
    assert "report: com.qinghe.market-1.3.0.report.html" in plain
    assert max(len(line.rstrip()) for line in plain.splitlines()) <= 100


def test_no_color_keeps_the_layout_without_colours(tmp_path: Path) -> None:
    _, shown = at_terminal(tmp_path, *planted(), NO_COLOR="1")
    codes = {number for code in COLOUR.findall(shown) for number in code[2:-1].split(";")}
    assert codes <= {"", "0", "1", "2"}  # bold and dim are no colours
    assert "CAC 191" in shown


def test_quiet_says_nothing(tmp_path: Path) -> None:
    assert at_terminal(tmp_path, *planted("-q")) == (1, "")


def test_a_batch_shows_a_bar_with_names_and_takes_it_away(tmp_path: Path) -> None:
    (tmp_path / "bad.apk").write_bytes(b"no package")
    (tmp_path / "good.apk").write_bytes(sample("clean-shop").apk.read_bytes())
    code, shown = at_terminal(tmp_path, "scan", ".", "--output", "out", "--jobs", "1", "--fail-on", "never")
    assert code == 3
    assert "0/2" in shown
    assert "bad.apk" in shown
    assert "1 of 2 packages have a report" in COLOUR.sub("", shown)
    _, shown = at_terminal(tmp_path, "scan", ".", "--output", "out", "--progress", "off", "--fail-on", "never")
    assert "0/2" not in shown


def test_what_a_package_says_moves_no_cursor(tmp_path: Path) -> None:
    paths = sample("hostile-strings")
    _, shown = at_terminal(tmp_path, "scan", paths.apk, "--policy", paths.policy, "--fail-on", "never")
    assert not MOVES.search(shown)
    assert "\x1b]" not in shown
    assert "\u202e" not in shown


def test_a_pipe_loads_no_layout_library_and_gets_no_colour(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom appaudit.cli import exit_code_of\nexit_code_of(sys.argv[1:])\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('rich', 'multiprocessing')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, planted("--format", "text"))],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "FORCE_COLOR": "1"},
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert "\x1b" not in done.stdout + done.stderr
