"""Work in a copy of this process gives what it would give here, and leaves no process behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from appaudit.model.expression import Expression
from appaudit.second_core import Ahead, Beside, processes

pytestmark = pytest.mark.alone


def test_the_result_of_a_thread_is_what_the_function_returned() -> None:
    ahead = Ahead(lambda: threading.current_thread().name)
    assert ahead.result() != threading.current_thread().name
    assert ahead.result() == ahead.result()


def test_what_it_raised_on_a_thread_is_raised_where_the_result_is_asked_for() -> None:
    ahead = Ahead(lambda: {}["nothing"])
    with pytest.raises(KeyError, match="nothing"):
        ahead.result()


def test_what_runs_in_a_copy_sends_its_result_and_changes_nothing_here() -> None:
    changed: list[int] = []

    def make() -> tuple[int, int]:
        changed.append(1)
        return os.getpid(), len(changed)

    with processes(), Beside(make) as beside:
        assert beside.is_running
        process, count = beside.result()
        assert not beside.is_running
    assert (process != os.getpid(), count, changed) == (True, 1, [])


def test_what_was_compiled_in_a_copy_is_told_to_the_memory_of_expressions(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def memory(pattern: str, flags: int) -> None:
        asked.append((pattern, flags))

    monkeypatch.setattr("appaudit.model.expression._memories", [memory])
    with processes(), Beside(lambda: bool(Expression("egret+", re.IGNORECASE).search("EGRETT"))) as beside:
        assert beside.result()
    assert asked == [("egret+", int(re.IGNORECASE))]


def test_a_result_larger_than_a_pipe_holds_comes_whole() -> None:
    with processes(), Beside(lambda: bytes(range(256)) * 4096) as beside:
        assert beside.result() == bytes(range(256)) * 4096


def test_without_leave_and_where_it_is_not_worth_it_it_runs_here() -> None:
    with Beside(os.getpid) as beside:
        assert (beside.is_running, beside.result()) == (False, os.getpid())
    with processes(), Beside(os.getpid, is_worth_it=False) as beside:
        assert (beside.is_running, beside.result()) == (False, os.getpid())


def test_leave_ends_with_the_block() -> None:
    with processes():
        with processes():
            pass
        with Beside(os.getpid) as beside:
            assert beside.result() != os.getpid()
    with Beside(os.getpid) as beside:
        assert beside.result() == os.getpid()


def test_beside_another_thread_it_runs_here() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        with processes(), Beside(os.getpid) as beside:
            assert beside.result() == os.getpid()
    finally:
        over.set()
        thread.join()


def test_what_it_raises_is_raised_here() -> None:
    with processes(), Beside(lambda: {}["nothing"]) as beside, pytest.raises(KeyError, match="nothing"):
        beside.result()


def test_a_copy_that_is_killed_is_made_up_for() -> None:
    here = os.getpid()

    def make() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with processes(), Beside(make) as beside:
        assert beside.result() == here


def test_what_cannot_be_sent_is_made_here() -> None:
    with processes(), Beside(lambda: threading.Lock()) as beside:
        assert not beside.result().locked()


def test_a_copy_that_nobody_asks_any_more_is_ended() -> None:
    began = time.monotonic()
    with processes(), Beside(lambda: time.sleep(60)) as beside:
        process = beside._process
    assert time.monotonic() - began < 30
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_copy_ends_soon_after_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = (
        "import os, signal, time\n"
        "from appaudit.second_core import Beside, processes\n"
        "with processes():\n"
        "    beside = Beside(lambda: time.sleep(60))\n"
        f"open({str(tmp_path / 'process')!r}, 'w').write(str(beside._process))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    process = int((tmp_path / "process").read_text(encoding="utf-8"))
    for _ in range(300):
        if not _is_running(process):
            return
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    pytest.fail("the copy went on")


def _is_running(process: int) -> bool:
    """Whether a process is there and has not ended, as one does that nobody has waited for yet."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
