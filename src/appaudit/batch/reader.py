"""One supervised process that reads packages one after the other, for whoever has them come in over time.

A process takes a second or two to load what it needs, and reads its first packages more slowly than the others: it is
kept from package to package, and replaced when it is worn or dead.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from appaudit.batch.pool import Answered, Died, Pool, Reached
from appaudit.batch.worker import Answer, Job, Setup, row_of_death, serve
from appaudit.whole_files import OpenFolder


class Reader:
    """Reads one package after the other in a supervised process, which is replaced when it is worn or dead."""

    def __init__(self, setup: Setup, seconds: float, folder: str | None = None) -> None:
        """No process is started yet.

        Args:
            setup: What is the same for all packages.
            seconds: What one package may take.
            folder: Where reports wait in a folder of their own until they are settled; the system's if not given.
        """
        self.asked = (setup, seconds)
        self._staging = tempfile.TemporaryDirectory(prefix="appaudit-staged-", dir=folder, ignore_cleanup_errors=True)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._folder = OpenFolder.at(Path(self._staging.name))
        setup = replace(setup, staging=self._folder)
        self._events = Pool[Job](serve, setup, workers=1, seconds=seconds).run(iter(self._jobs.get, None))

    def read(self, job: Job, on_stage: Callable[[str], None] | None = None) -> Answer:
        """The answer to a job; what is said where its process died.

        Args:
            job: What to read.
            on_stage: Called with each stage that begins, where the setup has them told.

        Raises:
            OSError: no process could be started.
        """
        self._jobs.put(job)
        for event in self._events:
            if isinstance(event, Reached) and on_stage:
                on_stage(event.stage)
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
        self._folder.close()
        self._staging.cleanup()
