"""Threads that take audits from the queue and have them read by supervised processes, as a batch does."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
import uuid
from collections.abc import Callable
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from appaudit.batch.reader import Reader
from appaudit.batch.worker import Answer, Job, Setup, failed_row
from appaudit.errors import AppauditError
from appaudit.model.bilingual import Bilingual
from appaudit.pipeline.inputs import Settings
from appaudit.serve.database import Database
from appaudit.serve.desk import JSON, Desk
from appaudit.serve.kept import kept_report
from appaudit.serve.models import Audit
from appaudit.serve.queue import LEASE, Queue
from appaudit.serve.results import settle
from appaudit.serve.settings import ServeSettings
from appaudit.serve.storage import Storage

_LOG: Final = logging.getLogger("appaudit.serve")
#: Seconds after which a runner looks whether another server left something.
_LOOK: Final = 1.0
#: Seconds that pass at least between two notes on the stage of an audit.
_NOTE: Final = 0.15
#: Seconds to wait after the database or the disk failed.
_PAUSE: Final = 2.0
#: How the database and the disk fail.
_FAILURES: Final = (SQLAlchemyError, OSError)


class Runners:
    """The runners of one server."""

    def __init__(self, database: Database, storage: Storage, settings: ServeSettings) -> None:
        """Nothing runs before `start`."""
        self._database = database
        self._storage = storage
        self._settings = settings
        self._queue = Queue(database, uuid.uuid4().hex)
        self._held: set[int] = set()
        self._lock = threading.Lock()
        self._waiting = threading.Condition()
        self._news = 0
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin to take audits."""
        for _ in range(self._settings.workers):
            self._begin(self._run)
        self._begin(self._renew)

    def _begin(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=self._lasting, args=(work,), name=work.__name__, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _lasting(self, work: Callable[[], None]) -> None:
        """Work until the server stops. What nobody expected ends the thread, is told, and another takes its place."""
        try:
            work()
        finally:
            if not self._stopping.wait(_PAUSE):
                self._begin(work)

    def wake(self) -> None:
        """Something was queued here: look at once."""
        with self._waiting:
            self._news += 1
            self._waiting.notify_all()

    def stop(self, patience: float = 3.0) -> None:
        """Take nothing more; what is being read goes back into the queue for whoever comes next."""
        self._stopping.set()
        self.wake()
        with self._lock:
            held, self._held = self._held, set()
        for audit in held:
            with contextlib.suppress(*_FAILURES):  # the database may be what ends us; the lease ends anyway
                self._queue.release(audit)
        ends_at = time.monotonic() + patience
        for thread in tuple(self._threads):
            thread.join(max(0.0, ends_at - time.monotonic()))

    def _run(self) -> None:
        """One runner: a process of its own that is kept, one audit after the other."""
        reader: Reader | None = None
        try:
            while not self._stopping.is_set():
                seen = self._news
                try:
                    audit = self._queue.claim()
                    if audit is not None:
                        reader = reader or Reader(self._setup(), self._settings.seconds)
                        self._read(reader, audit)
                        continue
                except _FAILURES:
                    _LOG.exception("an audit could not be taken or kept")
                    if reader:
                        reader.close()
                        reader = None
                    self._stopping.wait(_PAUSE)
                    continue
                with self._waiting:
                    self._waiting.wait_for(lambda: self._news != seen or self._stopping.is_set(), _LOOK)  # noqa: B023
        finally:
            if reader:
                reader.close()

    def _setup(self) -> Setup:
        return Setup(
            rule_folders=self._settings.rule_folders,
            settings=Settings(as_of=""),  # every job has its own
            formats=(JSON,),
            language=self._settings.language,
            memory=self._settings.memory,
            wants_baseline=False,
            keeps=kept_report,
            tells_stages=True,
        )

    def _read(self, reader: Reader, audit_id: int) -> None:
        """Read an audit and keep what comes of it, or give it back: what ends its runner every time is given up."""
        with self._lock:
            self._held.add(audit_id)
        desk: Desk | None = None
        is_settled = False
        try:
            try:
                with self._database.reading() as session:
                    audit = session.get_one(Audit, audit_id)
                    desk = Desk(session, self._storage, audit)
                    job = Job(
                        index=audit_id,
                        inputs=desk.inputs,
                        sha256=audit.sha256,
                        size=audit.size,
                        key="",
                        settings=desk.settings,
                    )
            except AppauditError as error:
                answer = _refused(audit_id, error)
            else:
                answer = reader.read(job, _Notes(self._queue, audit_id))
            self._settle(audit_id, answer)
            is_settled = True
        finally:
            if not is_settled:
                with contextlib.suppress(*_FAILURES):  # the database may be what failed; the lease ends anyway
                    self._queue.give_back(audit_id)
            with self._lock:
                self._held.discard(audit_id)
            if desk:
                desk.clear()

    def _settle(self, audit_id: int, answer: Answer) -> None:
        if not settle(self._database, self._storage, self._queue, audit_id, answer):
            self.wake()  # it may be queued once more

    def _renew(self) -> None:
        """Hold on to what is being read."""
        while not self._stopping.wait(LEASE / 4):
            with self._lock:
                held = list(self._held)
            try:
                self._queue.renew(held)
            except _FAILURES:
                _LOG.exception("leases could not be renewed")


class _Notes:
    """Writes down the stage that an audit has reached, not more often than somebody could read."""

    def __init__(self, queue: Queue, audit: int) -> None:
        self._queue = queue
        self._audit = audit
        self._last = 0.0

    def __call__(self, stage: str) -> None:
        now = time.monotonic()
        if now - self._last >= _NOTE:
            self._last = now
            self._queue.reach(self._audit, stage)


def _refused(audit_id: int, error: AppauditError) -> Answer:
    """The answer where the inputs could not even be laid out."""
    from appaudit.pipeline.inputs import Inputs

    job = Job(index=audit_id, inputs=Inputs(artifact=""), sha256="", size=0, key="")
    return Answer(row=failed_row(job, "input", Bilingual(error.zh, error.message), error.exit_code))
