"""A worker that dies, hangs or breaks costs the job it had, and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from appaudit.batch.pool import JOBS_PER_WORKER, Answered, Died, Pool, Started


def serve(connection: Connection, setup: str) -> None:
    """Does what a job says."""
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        word, _, rest = job.partition(" ")
        if word == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "exit":
            os._exit(int(rest))
        if word == "sleep":
            time.sleep(float(rest))
        connection.send((setup, job, os.getpid()))


def outcomes(jobs: list[str], *, workers: int = 2, seconds: float = 30.0) -> dict[str, object]:
    found: dict[str, object] = {}
    started = []
    for event in Pool(serve, "hello", workers=workers, seconds=seconds).run(jobs):
        if isinstance(event, Started):
            started.append(event.job)
        elif isinstance(event, Answered):
            found[event.job] = event.answer[:2]
        else:
            found[event.job] = (event.reason, event.exit_code)
    assert sorted(started) == sorted(jobs)
    return found


def test_killed_ended_and_late_workers_cost_their_job_only() -> None:
    jobs = ["one", "kill", "two", "exit 7", "three", "sleep 60", "four", "five"]
    found = outcomes(jobs, seconds=3.0)
    assert found == {
        **{name: ("hello", name) for name in ("one", "two", "three", "four", "five")},
        "kill": ("killed", -signal.SIGKILL),
        "exit 7": ("killed", 7),
        "sleep 60": ("timeout", -signal.SIGKILL),
    }


def test_a_worker_killed_from_outside_while_it_works() -> None:
    died, answered = [], []
    for event in Pool(serve, "", workers=1, seconds=30.0).run(["sleep 60", "after"]):
        if isinstance(event, Started) and event.job == "sleep 60":
            os.kill(event.pid, signal.SIGKILL)
        elif isinstance(event, Died):
            died.append(event.job)
        elif isinstance(event, Answered):
            answered.append(event.job)
    assert (died, answered) == (["sleep 60"], ["after"])


def test_a_worker_is_replaced_after_its_share_of_jobs() -> None:
    jobs = [f"job {number}" for number in range(JOBS_PER_WORKER + 5)]
    events = Pool(serve, "", workers=1, seconds=30.0).run(jobs)
    workers = [event.answer[2] for event in events if isinstance(event, Answered)]
    assert workers.count(workers[0]) == JOBS_PER_WORKER
    assert len(set(workers)) == 2


def test_leaving_early_leaves_no_process() -> None:
    events = Pool(serve, "", workers=2, seconds=30.0).run(["sleep 60", "sleep 61"])
    pids = [event.pid for event in (next(events), next(events)) if isinstance(event, Started)]
    events.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_an_error_in_the_list_of_jobs_reaches_the_caller() -> None:
    def jobs():
        yield "one"
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="the disk went away"):
        list(Pool(serve, "", workers=1, seconds=30.0).run(jobs()))


def test_no_jobs_no_events() -> None:
    assert list(Pool(serve, "", workers=2, seconds=1.0).run([])) == []


#: Starts a worker that never answers, says which process it is, and waits.
PARENT = """
from appaudit.batch.pool import Pool, Started
from appaudit.batch.worker import Setup, serve
from appaudit.pipeline.inputs import Settings

if __name__ == "__main__":
    setup = Setup(rule_folders=(), settings=Settings(as_of=""), formats=(), language="en", memory=0,
                  wants_baseline=False)
    for event in Pool(serve, setup, workers=1, seconds=60).run(iter([None])):
        if isinstance(event, Started):
            print(event.pid, flush=True)
            import time
            time.sleep(60)
"""


def test_a_worker_ends_with_its_parent_who_kept_the_time_limit(tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(PARENT)
    with subprocess.Popen([sys.executable, str(tmp_path / "parent.py")], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.kill()
    ends_at = time.monotonic() + 20
    while time.monotonic() < ends_at:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.02)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker lived on")


def test_a_worker_that_was_killed_says_so_while_others_ask_after_it() -> None:
    """A thread that starts processes, as those of the workbench do, takes the codes of all that have ended."""
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            multiprocessing.active_children()

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for thread in asking:
        thread.start()
    try:
        found = outcomes([f"kill {number}" for number in range(6)])
    finally:
        done.set()
        for thread in asking:
            thread.join()
    assert list(found.values()) == [("killed", -signal.SIGKILL)] * 6
