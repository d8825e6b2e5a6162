"""Chunks on the engine: tasks out, receipts in, second attempts at what died, until every package is accounted for.

Scheduling, lost workers, retries and the dashboard are Dask's. Added is what Dask cannot know: a chunk that ends its
machine again and again is taken apart, so that one package cannot take others with it, and a package that died is read
once more with more memory, alone.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import field, replace
from typing import Any, Final

from appaudit.errors import AppauditError, ConfigError
from appaudit.fleet.chunk import Chunk, Plan, Receipt, read_chunk, record_lost
from appaudit.fleet.extra import library
from appaudit.model.record import record

#: What a worker declares (`--resources "big=1"`) that has the memory of second attempts.
BIG: Final = "big"
#: How long a scheduler may take to answer.
PATIENCE: Final = "15s"
#: How often the engine tries a chunk again whose storage fails.
_RETRIES: Final = 2
#: The engine's own memory limits would end a worker for what its child uses, which has a limit already.
_SETTINGS: Final = {
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.scheduler.allowed-failures": 2,
}


@record(frozen=False)
class Progress:
    """How far a run is: packages by outcome, and findings."""

    total: int
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def finished(self) -> int:
        """Packages that are accounted for."""
        return sum(self.outcomes.values())

    def add(self, receipt: Receipt) -> None:
        """Count a receipt."""
        self.outcomes.update(receipt.outcomes)
        self.findings += receipt.findings


@contextmanager
def cluster(scheduler: str, workers: int) -> Iterator[Any]:
    """A client of the cluster at an address, or of one on this machine that ends with the block.

    Raises:
        ConfigError: nobody answers at the address, or the engine is not installed.
    """
    distributed, dask = library("distributed"), library("dask")
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
                    dashboard_address=None,
                    silence_logs=50,
                )
            )
            client = distributed.Client(local)
        yield stack.enter_context(client)


def workers_of(client: Any) -> int:  # noqa: ANN401  # of Dask
    """How many chunks a cluster reads at the same time; at least one, as more may come."""
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


@record(frozen=False)
class Engine:
    """Chunks of a run on a cluster."""

    client: Any
    plan: Plan
    progress: Progress
    _chunks: dict[str, Chunk] = field(default_factory=dict)

    def follow(self, chunks: list[Chunk]) -> Iterator[Progress]:
        """The progress after each chunk; every package has its row when the iteration ends, or is among `problems`.

        Raises:
            ConfigError: a worker has other rules, or the scheduler went away.
        """
        distributed = library("distributed")
        running = distributed.as_completed([self._submit(chunk) for chunk in chunks])
        second: deque[Chunk] = deque()
        has_big = False
        while True:
            for future in running:
                chunk = self._chunks.pop(future.key)
                receipt = self._receipt(future, chunk, distributed, running)
                future.release()
                if receipt is None:
                    continue
                self.progress.add(receipt)
                second.extend(Chunk(items=(item,), attempt=2) for item in receipt.again)
                has_big = has_big or (bool(second) and self._has_big())
                while has_big and second:
                    running.add(self._submit(second.popleft()))
                yield self.progress
            if not second:
                return
            running.add(self._submit(second.popleft()))

    def _submit(self, chunk: Chunk) -> Any:  # noqa: ANN401
        big = {BIG: 1} if chunk.attempt == 2 and self._has_big() else None
        future = self.client.submit(
            read_chunk,
            self.plan,
            chunk,
            key=f"appaudit-{chunk.part(self.plan.run_id)}-{chunk.attempt}",
            pure=False,
            retries=_RETRIES,
            resources=big,
        )
        self._chunks[future.key] = chunk
        return future

    def _has_big(self) -> bool:
        workers = self.client.scheduler_info(n_workers=-1)["workers"].values()
        return any(worker.get("resources", {}).get(BIG) for worker in workers)

    def _receipt(self, future: Any, chunk: Chunk, distributed: Any, running: Any) -> Receipt | None:  # noqa: ANN401
        """What a chunk came to; None where it goes on in pieces, or could not be done."""
        try:
            found: Receipt = future.result()
        except distributed.KilledWorker:
            if len(chunk.items) == 1:
                return record_lost(self.plan, chunk)
            for item in chunk.items:
                running.add(self._submit(replace(chunk, items=(item,))))
            return None
        except AppauditError:
            raise
        except (distributed.CancelledError, distributed.comm.CommClosedError) as error:
            raise ConfigError(
                "The scheduler went away",
                hint="What is finished is kept: run the same command again to go on.",
                zh="调度器已断开",
                hint_zh="已完成的部分已保存，重新运行同一命令即可继续。",
            ) from error
        except Exception as error:
            self.progress.problems.append(f"{len(chunk.items)}: {type(error).__name__}: {error}"[:300])
            return None
        return found
