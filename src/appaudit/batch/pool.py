"""Worker processes that may die: each job costs at most itself.

Every worker is a process of its own with a pipe of its own, driven by one thread here. Nothing is shared between
workers, so one that is killed in the middle of anything cannot hold a lock that the others wait for; this is why the
pools of the standard library are not used (they give up as a whole, or wait for ever).
"""

from __future__ import annotations

import multiprocessing
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Final, Generic, TypeVar

from appaudit.model.record import record

J = TypeVar("J")

#: A worker that has answered this many jobs is replaced, so that what leaks cannot add up.
JOBS_PER_WORKER: Final = 100
#: Seconds that a worker may take to end by itself before it is killed.
_GRACE = 2.0


@record(kw_only=False)
class Started(Generic[J]):
    """A job was handed to the worker with this process id."""

    job: J
    pid: int


@record(kw_only=False)
class Answered(Generic[J]):
    """A worker answered."""

    job: J
    answer: Any


@record(kw_only=False)
class Died(Generic[J]):
    """The worker died over a job: `reason` is `killed` (with the exit code, negative for a signal) or `timeout`."""

    job: J
    reason: str
    exit_code: int


@record(kw_only=False)
class Reached(Generic[J]):
    """The worker began a stage of a job; told only by workers that are asked to."""

    job: J
    stage: str


@record(kw_only=False)
class StageNote:
    """What a worker sends before its answer, as often as it likes: the stage that it begins."""

    stage: str


Event = Started[J] | Reached[J] | Answered[J] | Died[J]
#: What runs in a worker: takes jobs from the connection until there is no more, and sends an answer for each.
Serve = Callable[[Connection, Any], None]


class Pool(Generic[J]):
    """Runs jobs in worker processes.

    Args:
        serve: Runs in every worker; importable by name, because workers are started afresh and not forked.
        setup: Given to `serve` as its second argument; must be picklable.
        workers: How many run at the same time.
        seconds: How long a worker may take over one job before it is killed.
    """

    def __init__(self, serve: Serve, setup: object, *, workers: int, seconds: float) -> None:
        self._serve = serve
        self._setup = setup
        self._workers = workers
        self._seconds = seconds
        self._context = multiprocessing.get_context("spawn")
        self._events: queue.SimpleQueue[Event[J] | Exception | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._alive: set[_Worker] = set()
        self._lock = threading.Lock()

    def run(self, jobs: Iterable[J]) -> Generator[Event[J], None, None]:
        """Every event, as it happens; a job is started once and answered or died once.

        Jobs are taken one at a time, in a thread of their own, when a worker is free. Leaving the iteration early
        (`close`, an exception, Ctrl-C) kills the workers.

        Raises:
            OSError: no worker could be started.
        """
        waiting = iter(jobs)
        drivers = [threading.Thread(target=self._drive, args=(waiting,), daemon=True) for _ in range(self._workers)]
        for driver in drivers:
            driver.start()
        running = len(drivers)
        try:
            while running:
                event = self._events.get()
                if event is None:
                    running -= 1
                elif isinstance(event, Exception):
                    raise event
                else:
                    yield event
        finally:
            self._stopping.set()
            with self._lock:
                for worker in self._alive:
                    worker.kill()
            for driver in drivers:
                driver.join()

    def _drive(self, waiting: Iterator[J]) -> None:
        """One thread: hand jobs to a worker one by one, and replace the worker when it is gone."""
        worker: _Worker | None = None
        try:
            while not self._stopping.is_set():
                with self._lock:
                    job = next(waiting, _NO_MORE)
                if isinstance(job, _NoMore):
                    break
                worker = worker or self._new_worker()
                self._events.put(Started(job, worker.pid))
                event = worker.ask(job, self._seconds, self._events.put)
                if isinstance(event, Died) or worker.is_worn:
                    self._end(worker)
                    worker = None
                self._events.put(event)
        except Exception as error:  # handed to the thread that reads the events
            self._events.put(error)
        finally:
            if worker:
                self._end(worker)
            self._events.put(None)

    def _new_worker(self) -> _Worker:
        worker = _Worker(self._context, self._serve, self._setup)
        with self._lock:
            self._alive.add(worker)
            if self._stopping.is_set():
                worker.kill()
        return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            self._alive.discard(worker)
        worker.end()


class _NoMore:
    """There is no further job."""


_NO_MORE = _NoMore()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: multiprocessing.context.SpawnContext, serve: Serve, setup: object) -> None:
        self._here, there = context.Pipe()
        self._process: SpawnProcess = context.Process(target=serve, args=(there, setup), daemon=True)
        self._process.start()
        there.close()
        self.pid = self._process.pid or 0
        self._answered = 0

    @property
    def is_worn(self) -> bool:
        """Whether it has answered as many jobs as it may."""
        return self._answered >= JOBS_PER_WORKER

    def ask(self, job: J, seconds: float, tell: Callable[[Reached[J]], None]) -> Answered[J] | Died[J]:
        """Hand over a job and wait for its answer, or for the worker's end; stages are told as they begin."""
        ends_at = time.monotonic() + seconds
        try:
            self._here.send(job)
            while True:
                if not self._here.poll(max(0.0, ends_at - time.monotonic())):
                    self.kill()
                    return Died(job, "timeout", self._exit_code())
                answer = self._here.recv()
                if not isinstance(answer, StageNote):
                    break
                tell(Reached(job, answer.stage))
        except (EOFError, OSError):
            return Died(job, "killed", self._exit_code())
        self._answered += 1
        return Answered(job, answer)

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def end(self) -> None:
        """Let the process end by itself, and make sure that it does."""
        self._here.close()
        self._process.join(_GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _exit_code(self) -> int:
        ends_at = time.monotonic() + _GRACE
        self._process.join(_GRACE)
        # A thread that starts another process takes the codes of all that have ended, and hands them on a moment later.
        while self._process.exitcode is None and time.monotonic() < ends_at:
            time.sleep(0.001)
        return self._process.exitcode if self._process.exitcode is not None else 0
