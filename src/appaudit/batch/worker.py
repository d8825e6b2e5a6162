"""One worker process: loads the catalogue once, then audits one package after the other."""

from __future__ import annotations

import contextlib
import errno
import gc
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from appaudit.artifacts import identity_of
from appaudit.batch.pool import Died, StageNote
from appaudit.batch.row import Row, row_of
from appaudit.catalog import Catalog, load_catalog
from appaudit.errors import EXIT_INTERNAL, EXIT_UNREADABLE, AppauditError, ReaderFaultError, UnreadableArtifactError
from appaudit.freed_memory import share_one_heap
from appaudit.gate.baseline import entries_of
from appaudit.gate.judgement import is_complete
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.knowledge import Knowledge
from appaudit.model.record import record
from appaudit.model.report import Report
from appaudit.pipeline.audit import audited
from appaudit.pipeline.collect import Collected
from appaudit.pipeline.evidence_files import pack_of
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.report.files import file_bytes, rendered, report_stem, unwritable
from appaudit.stages import Stages
from appaudit.whole_files import OpenFolder

#: What the pack of evidence is called among the files of a report.
EVIDENCE: Final = "evidence"
#: The exit code of a worker whose memory ran out outside the work on a package; not one of the command's.
EXIT_OUT_OF_MEMORY: Final = 112
#: Bytes below which a process that failed is taken to have failed for want of memory.
_ROOM: Final = 16 << 20


@record
class Made:
    """What a report was made of."""

    inputs: Inputs
    collected: Collected
    knowledge: Knowledge


@record
class Setup:
    """What is the same for all packages of a batch; `memory` is in bytes, 0 for no bound.

    `keeps` gives what else an answer holds of a report and what it was made of; it is found in the worker by its name.
    `tells_stages` lets the worker say which stage of a job it begins. Files of reports are put into `staging`, which is
    given by whoever starts the workers.
    """

    rule_folders: tuple[Path, ...]
    settings: Settings
    formats: tuple[str, ...]
    language: Language
    memory: int
    wants_baseline: bool
    wants_evidence: bool = False
    keeps: Callable[[Report, Made], Any] | None = None
    tells_stages: bool = False
    staging: OpenFolder | None = None


@record
class Job:
    """A package with its documents, its place in the batch, and what identifies the work (see `journal`).

    `settings` are its own where they differ from those of the batch.
    """

    index: int
    inputs: Inputs
    sha256: str
    size: int
    key: str
    settings: Settings | None = None


@record
class Answer:
    """A row, the file name that the report should have, and the files as they were staged: format to (ending, path).

    `seconds` is what the audit took, `processor_seconds` what it kept processors busy, `kept` what the setup keeps of
    the report.
    """

    row: Row
    stem: str = ""
    staged: dict[str, tuple[str, Path]] | None = None
    seconds: float = 0.0
    processor_seconds: float = 0.0
    kept: Any = None


def serve(connection: Connection, setup: Setup) -> None:
    """Answer jobs until the other side closes the pipe; Ctrl-C is the parent's business.

    A process whose memory ran out ends at once with `EXIT_OUT_OF_MEMORY`: after a failed allocation not even the
    interpreter can be trusted to write an answer, so the parent does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    share_one_heap()  # before the first thread
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _bound_memory(setup.memory)
    try:
        _serve(connection, setup)
    except Exception as error:
        if not _is_out_of_memory(error):
            raise
        os._exit(EXIT_OUT_OF_MEMORY)


def _end_with_parent() -> None:
    """End this process when its parent is gone, who kept the time limit: nobody would hear the answer."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(EXIT_INTERNAL)


def _serve(connection: Connection, setup: Setup) -> None:
    catalog = load_catalog(setup.rule_folders, Stages())
    # An audit makes hundreds of thousands of records that live until its end: to look for garbage among them costs a
    # tenth of its time. What it leaves goes when it is done, and what is known is not looked through for it.
    gc.set_threshold(100_000, 10, 10)
    gc.freeze()
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            job = connection.recv()
            connection.send(_answer(job, setup, catalog, _stages(connection, setup)))
            gc.collect()


def _stages(connection: Connection, setup: Setup) -> Stages:
    """Times the stages of one job, and tells of each where the batch wants to know."""
    tell = (lambda name: connection.send(StageNote(name))) if setup.tells_stages else None
    return Stages(tell, goes_on=True)


def _answer(job: Job, setup: Setup, catalog: Catalog, stages: Stages) -> Answer:
    try:
        return _audited(job, setup, catalog, stages)
    except UnreadableArtifactError as error:
        if isinstance(error, ReaderFaultError) and setup.memory and not _has_room():
            raise MemoryError from error
        if _is_another(job):
            replaced = Bilingual(
                "读取期间文件被更换，可重新运行", "the file was replaced while it was read; run it again"
            )
            return _failed(job, "input", replaced, EXIT_UNREADABLE)
        return _failed(job, "unreadable", Bilingual(error.zh, error.message), EXIT_UNREADABLE)
    except AppauditError as error:
        return _failed(job, "input", Bilingual(error.zh, error.message), error.exit_code)
    except Exception as error:  # our own bug in one package must not end the others
        if _is_out_of_memory(error):
            raise
        if setup.memory and not _has_room():
            raise MemoryError from error  # a library's own way to say that it could not allocate
        where = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"[:500]
        return _failed(job, "internal", Bilingual(detail, detail), EXIT_INTERNAL)


def _is_another(job: Job) -> bool:
    """Whether another file is in the place of the package, or none: what was read was not it."""
    try:
        return bool(job.sha256) and identity_of(job.inputs.artifact)[0] != job.sha256
    except (OSError, AppauditError):
        return True


def _is_out_of_memory(error: BaseException) -> bool:
    """Whether allocation failed: in Python, in the system, or while a library that is needed late was loaded."""
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, SystemError) and isinstance(error.__cause__, MemoryError))  # lost on its way through C
        or (isinstance(error, RuntimeError) and "start new thread" in str(error))  # no room for its stack
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or (isinstance(error, ImportError) and "failed to map segment" in str(error))
        or (isinstance(error, AppauditError) and error.__cause__ is not None and _is_out_of_memory(error.__cause__))
    )


def _has_room() -> bool:
    """Whether a modest allocation still succeeds; asked while the frames of a failure, and what they hold, live on."""
    try:
        bytearray(_ROOM)
    except MemoryError:
        return False
    return True


def _audited(job: Job, setup: Setup, catalog: Catalog, stages: Stages) -> Answer:
    begun, used = time.perf_counter(), time.process_time()
    report, collected = audited(job.inputs, catalog, job.settings or setup.settings, stages)
    if stages.faults and setup.memory and not _has_room():
        raise MemoryError  # what looks like a fault of ours may be a library's way to say that it could not allocate
    kept = None
    if setup.keeps:
        kept = setup.keeps(report, Made(inputs=job.inputs, collected=collected, knowledge=catalog.knowledge))
    del collected  # rendering needs memory, too
    seconds, processor_seconds = time.perf_counter() - begun, time.process_time() - used
    staged = {}
    for name, (ending, content) in rendered(report, setup.formats, setup.language).items():
        staged[name] = (ending, _staged(setup, f"{job.index}.{name}", content))
    if setup.wants_evidence:
        pack = pack_of(report, job.inputs, setup.language)
        staged[EVIDENCE] = (f"{EVIDENCE}.zip", _staged(setup, f"{job.index}.{EVIDENCE}", pack))
    row = row_of(
        report,
        path=str(job.inputs.artifact),
        complete=is_complete(report),
        baseline=tuple(entries_of(report)) if setup.wants_baseline else (),
    )
    return Answer(
        row=row,
        stem=report_stem(report),
        staged=staged,
        seconds=seconds,
        processor_seconds=processor_seconds,
        kept=kept,
    )


def _staged(setup: Setup, name: str, content: str | bytes) -> Path:
    """Put a file into the staging folder; where it was put."""
    if setup.staging is None:
        raise ValueError("there is no staging folder")
    try:
        setup.staging.write_whole(name, file_bytes(content))
    except OSError as error:
        raise unwritable(setup.staging.path, error) from error
    return setup.staging.path / name


def _failed(job: Job, outcome: str, detail: Bilingual, code: int) -> Answer:
    return Answer(row=failed_row(job, outcome, detail, code))


def failed_row(job: Job, outcome: str, detail: Bilingual, code: int = EXIT_UNREADABLE) -> Row:
    """The row of a package without a report."""
    return Row(
        path=str(job.inputs.artifact),
        sha256=job.sha256,
        size=job.size,
        outcome=outcome,
        detail=detail,
        exit_code=code,
    )


def row_of_death(event: Died[Job], *, seconds: float, memory: int) -> Row:
    """The row of a package whose worker died over it, with the bounds (seconds, bytes) that it was given."""
    outcome = event.reason
    if outcome == "timeout":
        detail = Bilingual(f"超过 {seconds:g} 秒，可用 --timeout 调整", f"longer than {seconds:g} s, see --timeout")
    elif event.exit_code == EXIT_OUT_OF_MEMORY:
        outcome, megabytes = "memory", memory >> 20
        detail = Bilingual(f"上限 {megabytes} MB，可用 --memory 调整", f"the bound is {megabytes} MB, see --memory")
    elif event.exit_code < 0:
        detail = Bilingual(f"信号 {-event.exit_code}", f"signal {-event.exit_code}")
    else:
        detail = Bilingual(f"退出码 {event.exit_code}", f"exit code {event.exit_code}")
    return failed_row(event.job, outcome, detail)


def _bound_memory(limit: int) -> None:
    """Let allocation fail beyond `limit` bytes where the system can (Linux counts all private memory since 4.7)."""
    if not limit or os.name != "posix":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))
