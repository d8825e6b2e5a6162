"""One batch: jobs to workers, answers to reports and rows in the order of the packages."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

from appaudit.artifacts import identity_of
from appaudit.batch.journal import Journal, digests, key_of
from appaudit.batch.pool import Answered, Died, Pool, Reached, Started
from appaudit.batch.row import Row
from appaudit.batch.staging import Staging
from appaudit.batch.worker import EVIDENCE, Answer, Job, Setup, row_of_death, serve
from appaudit.errors import ConfigError
from appaudit.model.record import record
from appaudit.pipeline.inputs import Inputs
from appaudit.report.files import free_stem
from appaudit.report.renderers import names_package
from appaudit.version import __version__


@record
class Begun:
    """A package is being read by the worker with this process id."""

    path: Path
    pid: int


@record
class Finished:
    """A package is done; `resumed` when an earlier run did it."""

    row: Row
    resumed: bool = False


@record(frozen=False)
class Batch:
    """A batch over packages, writing reports into `folder`.

    `rows` holds what is finished, by index; workers are set up with a staging folder of this batch.
    """

    inputs: Sequence[Inputs]
    setup: Setup
    folder: Path
    digest: str
    workers: int
    seconds: float
    fresh: bool = False
    rows: dict[int, Row] = field(default_factory=dict)
    _answers: dict[int, tuple[Job, Answer]] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _next: int = 0

    def run(self) -> Generator[Begun | Finished, None, None]:
        """Every beginning and end, as it happens.

        Closing the iteration early (Ctrl-C) kills the workers; what was finished keeps its report and its row.

        Raises:
            ConfigError: the folder cannot be written.
        """
        try:
            with Staging(self.folder) as staging, Journal(self.folder, fresh=self.fresh) as journal:
                yield from self._run(journal, staging)
        except OSError as error:
            raise ConfigError(
                f"{self.folder} cannot be written: {error.strerror}",
                hint="Choose another --output.",
                zh=f"无法写入 {self.folder}：{error.strerror}",
                hint_zh="请换一个 --output。",
            ) from error

    def in_order(self) -> tuple[Row, ...]:
        """The rows so far, in the order of the packages."""
        return tuple(self.rows[index] for index in sorted(self.rows))

    def _run(self, journal: Journal, staging: Staging) -> Iterator[Begun | Finished]:
        jobs: Iterable[Job] = (self._job(index, inputs) for index, inputs in enumerate(self.inputs))
        if journal.has_lines:
            jobs = list(jobs)
            for job in list(jobs):
                if self._resume(journal, job):
                    jobs.remove(job)
                    yield Finished(row=self.rows[job.index], resumed=True)
        pool: Pool[Job] = Pool(
            serve,
            replace(self.setup, staging=staging.folder),
            workers=max(1, min(self.workers, len(self.inputs) - len(self.rows))),
            seconds=self.seconds,
        )
        events = pool.run(jobs)
        try:
            for event in events:
                if isinstance(event, Started):
                    yield Begun(path=event.job.inputs.artifact, pid=event.pid)
                    continue
                if isinstance(event, Reached):
                    continue
                answer = event.answer if isinstance(event, Answered) else self._of_death(event)
                self._answers[event.job.index] = (event.job, answer)
                self._settle(journal, staging, only_in_order=True)
                yield Finished(row=answer.row)
        finally:
            events.close()
            self._settle(journal, staging, only_in_order=False)

    def _resume(self, journal: Journal, job: Job) -> bool:
        """Take over what an earlier run finished.

        An equal package under another path has an equal report, which belongs to the first of the two.
        """
        done = journal.finished(job.key)
        if done is None or self._names & set(done.reports.values()):
            return False
        self.rows[job.index] = replace(done, path=str(job.inputs.artifact))
        self._names |= set(done.reports.values())
        return True

    def _job(self, index: int, inputs: Inputs) -> Job:
        path = inputs.artifact
        try:
            sha256, size = identity_of(path)
            files = (inputs.operator_facts, inputs.config, inputs.mapping, inputs.privacy_guide)
            single = [path for path in files if path]
            documents = (digests(inputs.policies), digests(inputs.sdk_lists), digests(single))
        except OSError:
            sha256, size, documents = "", 0, ((), (), ())  # the worker says what is wrong
        setup = self.setup
        key = key_of(
            sha256, path.name, documents, __version__, self.digest, inputs.app_categories, inputs.limits,
            setup.settings, setup.formats, setup.language, setup.wants_baseline, setup.wants_evidence, str(inputs.root),
        )  # fmt: skip
        return Job(index=index, inputs=inputs, sha256=sha256, size=size, key=key)

    def _of_death(self, event: Died[Job]) -> Answer:
        return Answer(row=row_of_death(event, seconds=self.seconds, memory=self.setup.memory))

    def _settle(self, journal: Journal, staging: Staging, *, only_in_order: bool) -> None:
        """Give reports their names, which are the same whichever worker was faster: in the order of the packages.

        Ctrl-C may come between any two steps; what it interrupted is taken up again by the call that ends the run.
        """
        for index in sorted(self._answers) if not only_in_order else self._due():
            job, answer = self._answers[index]
            if index not in self.rows:
                self.rows[index] = replace(answer.row, reports=self._named(job, answer))
            row = self.rows[index]
            self._names |= set(row.reports.values())
            for name, (_, path) in (answer.staged or {}).items():
                staging.settle(path.name, row.reports[name])
            if row.sha256 == job.sha256:  # else it is of a file that took the place of the package, and is done again
                journal.add(job.key, row)
            del self._answers[index]

    def _due(self) -> Iterator[int]:
        while self._next in self._answers or self._next in self.rows:
            if self._next in self._answers:
                yield self._next
            self._next += 1

    def _named(self, job: Job, answer: Answer) -> dict[str, str]:
        """Format to file name, which no other package has: none of this run, and none whose report is there already."""
        endings = {name: ending for name, (ending, _) in (answer.staged or {}).items()}
        unmarked = {ending for name, ending in endings.items() if name != EVIDENCE and not names_package(name)}
        stem = free_stem(answer.stem, job.sha256, self.folder, tuple(endings.values()), self._names, unmarked)
        return {name: f"{stem}.{ending}" for name, ending in endings.items()}
