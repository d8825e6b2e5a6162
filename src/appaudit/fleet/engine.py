"""Chunks on the engine: tasks out, receipts in, second attempts at what died, until every package is accounted for.

Scheduling, lost workers, retries and the dashboard are Dask's. Added is what Dask cannot know: a chunk that ends its
workers again and again is taken apart, so that one package takes no other with it, and a package whose process died is
read once more, with more memory.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import field
from typing import Any, Final

from appaudit.errors import AppauditError, ConfigError
from appaudit.fleet.chunk import Chunk, Plan, Receipt, read_chunk, record_lost
from appaudit.fleet.extra import library
from appaudit.model.record import record

#: What a worker declares (`--resources "big=1"`) that has the memory of second attempts.
BIG: Final = "big"
#: How long a scheduler may take to answer.
PATIENCE: Final = "15s"
_SECONDS_BETWEEN_LOOKS: Final = 5.0
#: How often the engine tries a chunk again whose storage fails.
_RETRIES: Final = 2
#: The engine's own memory limits would end a worker for what its child uses, which has a limit already; and a worker
#: that only waits for its child need not be profiled every 10 ms, nor look at its clock every 20.
_SETTINGS: Final = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.scheduler.allowed-failures": 2,
}


@record(frozen=False)
class Progress:
    """How far a run is: packages by outcome, and what kept chunks from being done."""

    total: int
    outcomes: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def finished(self) -> int:
        """Packages that are accounted for."""
        return sum(self.outcomes.values())


@contextmanager
def cluster(scheduler: str, workers: int) -> Iterator[Any]:
    """A client of the cluster at an address, or of one on this machine that ends with the block.

    Raises:
        ConfigError: nobody answers at the address, or the engine is not installed.
    """
    distributed, dask = library("distributed"), library("dask")
    # What concerns a user becomes a message of ours; the engine's own logs are those of its scheduler and workers.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(_SETTINGS))
        if scheduler:
            try:
                client = distributed.Client(scheduler, timeout=PATIENCE)
            except (OSError, TimeoutError, ValueError) as error:
                raise ConfigError(
                    f"No scheduler answers at {scheduler}: {error}",
                    hint="Start one with `dask scheduler`, or leave --scheduler out to use this machine alone.",
                    zh=f"{scheduler} 没有调度器应答：{error}",
                    hint_zh="请用 dask scheduler 启动，或不用 --scheduler，只用本机。",
                ) from error
        else:
            local = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    memory_limit=0,
                    dashboard_address="127.0.0.1:0",
                    silence_logs=50,
                )
            )
            stack.enter_context(_kept_at(local, workers))
            client = distributed.Client(local)
        yield stack.enter_context(client)


@contextmanager
def _kept_at(local: Any, workers: int) -> Iterator[None]:  # noqa: ANN401
    """Give a cluster on this machine new workers for those that did not come back.

    Dask's nanny starts a worker anew unless it died while the nanny was still waiting for its first sign of life (seen
    in 2026.8.0 on a busy machine, where the first package of a worker ended it): then nobody would work on.
    """
    stopping = threading.Event()

    def keep() -> None:
        while not stopping.wait(_SECONDS_BETWEEN_LOOKS):
            local.scale(workers)

    thread = threading.Thread(target=keep, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def workers_of(client: Any) -> int:  # noqa: ANN401  # of Dask
    """How many chunks a cluster reads at the same time; none before the first worker has come."""
    threads: dict[str, int] = client.nthreads()
    return sum(threads.values())


@record(frozen=False)
class Engine:
    """Chunks of a run on a cluster."""

    client: Any
    plan: Plan
    progress: Progress
    _late: list[Chunk] = field(default_factory=list)
    _died: list[Chunk] = field(default_factory=list)
    _lost: list[Chunk] = field(default_factory=list)

    def follow(self, chunks: Sequence[Chunk]) -> Iterator[Progress]:
        """The progress after each chunk; every package has its row when the iteration ends, or is among `problems`.

        After the first attempt at all, those that were too late are read again; then those whose process died, with
        more memory: at the same time on workers that have it, else one by one. What was lost with its worker may be
        innocent, and is read again alone on the cluster: whatever then ends a worker has ended it itself.

        Raises:
            ConfigError: a worker has other rules, or the scheduler went away.
        """
        yield from self._read(chunks)
        yield from self._read(self._late)
        big = [self._died] if self._has_big() else [[chunk] for chunk in self._died]
        for together in big:
            yield from self._read(together)
        for chunk in self._lost:
            yield from self._read([chunk], is_alone=True)

    def _read(self, chunks: Sequence[Chunk], *, is_alone: bool = False) -> Iterator[Progress]:
        running = {self._submit(chunk, is_alone=is_alone): chunk for chunk in chunks}
        for future in library("distributed").as_completed(list(running)):
            chunk = running.pop(future)
            receipt = self._receipt(future, chunk, is_alone=is_alone)
            future.release()
            if receipt:
                self.progress.outcomes.update(receipt.outcomes)
                self._late += [Chunk(items=(item,), attempt=2) for item in receipt.late]
                self._died += [Chunk(items=(item,), attempt=2, is_big=True) for item in receipt.died]
                yield self.progress

    def _submit(self, chunk: Chunk, *, is_alone: bool) -> Any:  # noqa: ANN401
        wants_big = chunk.is_big and self._has_big()
        return self.client.submit(
            read_chunk,
            self.plan,
            chunk,
            key=f"appaudit-{chunk.part(self.plan.run_id)}-{chunk.attempt}{'-alone' if is_alone else ''}",
            pure=False,
            retries=_RETRIES,
            resources={BIG: 1} if wants_big else None,
        )

    def _has_big(self) -> bool:
        workers = self.client.scheduler_info(n_workers=-1)["workers"].values()
        return any(worker.get("resources", {}).get(BIG) for worker in workers)

    def _receipt(self, future: Any, chunk: Chunk, *, is_alone: bool) -> Receipt | None:  # noqa: ANN401
        """What a chunk came to; None where it goes on in pieces, or could not be done."""
        distributed = library("distributed")
        try:
            found: Receipt = future.result()
        except distributed.KilledWorker:
            if is_alone:
                return record_lost(self.plan, chunk)
            self._lost += [Chunk(items=(item,), attempt=2, is_big=chunk.is_big) for item in chunk.items]
            return None
        except AppauditError:
            raise
        except (CancelledError, distributed.comm.CommClosedError) as error:
            raise ConfigError(
                "The scheduler went away",
                hint="What is finished is kept: run the same command again to go on.",
                zh="调度器已断开",
                hint_zh="已完成的部分已保存，重新运行同一命令即可继续。",
            ) from error
        except Exception as error:  # of the storage, or ours: other chunks go on
            self.progress.problems.append(f"{type(error).__name__}: {error}"[:300])
            return None
        return found
