"""The process that reads packages for a worker of the engine: that of a batch, kept from chunk to chunk.

A process takes a second or two to load what it needs, and reads its first packages more slowly than the others: a
chunk for which it was started anew would pay for it again and again.
"""

from __future__ import annotations

import atexit
import contextlib
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from appaudit.batch.pool import Answered, Died, Pool
from appaudit.batch.worker import Answer, Job, Setup, row_of_death, serve

_KEPT: Final = threading.local()


class Reader:
    """Reads one package after the other in a supervised process, which is replaced when it is worn or dead."""

    def __init__(self, setup: Setup, seconds: float) -> None:
        """No process is started yet; `seconds` is what one package may take."""
        self.asked = (setup, seconds)
        self._staging = tempfile.TemporaryDirectory(prefix="appaudit-staged-")
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        setup = replace(setup, folder=Path(self._staging.name))
        self._events = Pool[Job](serve, setup, workers=1, seconds=seconds).run(iter(self._jobs.get, None))

    def read(self, job: Job) -> Answer:
        """The answer to a job; what is said where its process died.

        Raises:
            OSError: no process could be started.
        """
        self._jobs.put(job)
        for event in self._events:
            if isinstance(event, Answered):
                answer: Answer = event.answer
                return answer
            if isinstance(event, Died):
                setup, seconds = self.asked
                return Answer(row=row_of_death(event, seconds=seconds, memory=setup.memory))
        raise OSError("the process that reads packages is gone")

    def close(self) -> None:
        """Let the process end, or end it where it is still reading."""
        self._jobs.put(None)  # before all else: the pool waits for a job with its lock held
        with contextlib.suppress(ValueError):  # it is being asked by another thread, at the end of this process
            self._events.close()
        self._staging.cleanup()


def reader_for(setup: Setup, seconds: float) -> Reader:
    """The reader of this thread: the one that it has where that was asked for the same, else a new one."""
    kept: Reader | None = getattr(_KEPT, "reader", None)
    if kept is None or kept.asked != (setup, seconds):
        drop_reader()
        kept = _KEPT.reader = Reader(setup, seconds)
        atexit.register(kept.close)
    return kept


def drop_reader() -> None:
    """End the reader of this thread, where it has one: the next chunk begins with another."""
    kept: Reader | None = getattr(_KEPT, "reader", None)
    if kept is not None:
        _KEPT.reader = None
        atexit.unregister(kept.close)
        kept.close()
