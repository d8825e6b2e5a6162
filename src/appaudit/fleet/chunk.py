"""What a worker of the engine does: fetch packages, have them read, write their rows.

The engine's process never opens a package. It hands each to the supervised process that `scan` over a folder uses,
which has a time limit and a memory limit and may die; what the engine sees of it is a receipt of a few numbers.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import posixpath
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Final

from appaudit.artifacts import identity_of
from appaudit.batch.journal import digests, key_of
from appaudit.batch.row import Row
from appaudit.batch.worker import Answer, Job, Setup
from appaudit.errors import ConfigError
from appaudit.fleet.listing import Item
from appaudit.fleet.reader import drop_reader, own_folder, reader_for
from appaudit.fleet.rows import Kept
from appaudit.fleet.schema import OF_PACKAGES, CostRow, PackageRow, plain
from appaudit.fleet.storage import Storage
from appaudit.fleet.tables import Tables
from appaudit.model.bilingual import Bilingual
from appaudit.model.record import recast, record
from appaudit.model.words import SeverityWord, words_of
from appaudit.pipeline.inputs import Inputs

#: Outcomes after which a package is read once more: its process died, which may have been no fault of its own.
DIED: Final = ("timeout", "killed", "memory")
#: The outcome of a package that its storage did not give; every run asks for it again.
UNREACHABLE: Final = "unreachable"
_REPLACED: Final = Bilingual("读取期间文件被替换", "the file was replaced while it was read")
#: Where reports of packages go, below the destination.
REPORTS: Final = "reports"


@record
class Plan:
    """What is the same for all chunks of a run: `memory` that a package may have at first, and at most, in bytes."""

    run_id: str
    destination: str
    setup: Setup
    rules_digest: str
    seconds: float
    memory: tuple[int, int]


@record
class Chunk:
    """Packages that one task reads, which attempt it is at them (1 or 2), and whether they get the larger memory."""

    items: tuple[Item, ...]
    attempt: int = 1
    is_big: bool = False

    def part(self, run_id: str) -> str:
        """The name of its part in a run: equal packages in equal states have an equal one."""
        states = (f"{item.uri} {item.stamp}" for item in self.items)
        return f"{run_id}-{hashlib.sha256(chr(10).join(states).encode('utf-8', 'surrogateescape')).hexdigest()[:20]}"

    @property
    def size(self) -> int:
        """Bytes of all packages."""
        return sum(item.size for item in self.items)


@record
class Receipt:
    """What became of a chunk: how many packages have which outcome, and those whose process died the first time.

    `late` are those that took too long, `died` those that may have wanted more memory.
    """

    outcomes: dict[str, int]
    late: tuple[Item, ...] = ()
    died: tuple[Item, ...] = ()


@record
class _Fetched:
    """A package on this machine: its job, and the folder that goes when it is done; or why it is not here."""

    item: Item
    job: Job | None
    folder: Path
    problem: str = ""


@record(frozen=False)
class _Collected:
    """Rows by table as they come in."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in OF_PACKAGES})
    outcomes: Counter[str] = field(default_factory=Counter)
    late: list[Item] = field(default_factory=list)
    died: list[Item] = field(default_factory=list)


def read_chunk(plan: Plan, chunk: Chunk) -> Receipt:
    """Read the packages of a chunk and write their part; done twice, it writes the same again.

    Raises:
        ConfigError: this machine has another appaudit or other rules than the run.
        OSError: the storage fails, which the engine tries again.
    """
    # Dask starts its workers as daemons, which Python allows no processes of their own; the flag is asked for nothing
    # else in here, and a child of ours ends by itself when its pipe does.
    multiprocessing.current_process().daemon = False
    with tempfile.TemporaryDirectory(prefix="appaudit-fleet-", dir=own_folder()) as name:
        folder = Path(name)
        collected = _Collected()
        for fetched, answer in _answers(plan, chunk, folder):
            _collect(plan, chunk, fetched, answer, collected)
            shutil.rmtree(fetched.folder, ignore_errors=True)
        collected.rows = {table: sorted(rows, key=_by_key) for table, rows in collected.rows.items()}
        if collected.outcomes:
            Tables(plan.destination).write(chunk.part(plan.run_id), collected.rows)
    return Receipt(outcomes=dict(collected.outcomes), late=tuple(collected.late), died=tuple(collected.died))


def record_lost(plan: Plan, chunk: Chunk) -> Receipt:
    """Record the one package of a chunk that ended every worker that read it."""
    (item,) = chunk.items
    detail = Bilingual("读取它的工作节点每次都终止", "every worker that read it ended")
    row = Row(path="", sha256="", size=item.size, outcome="killed", exit_code=3, detail=detail)
    collected = _Collected()
    fetched = _Fetched(item=item, job=None, folder=Path())
    _collect(plan, replace(chunk, attempt=2), fetched, Answer(row=row), collected)
    Tables(plan.destination).write(chunk.part(plan.run_id), collected.rows)
    return Receipt(outcomes=dict(collected.outcomes))


def _by_key(row: dict[str, Any]) -> str:
    return str(row["key"])


def _answers(plan: Plan, chunk: Chunk, folder: Path) -> Iterator[tuple[_Fetched, Answer | None]]:
    """Each package with its answer, none where it could not be fetched."""
    reader = reader_for(replace(plan.setup, memory=plan.memory[chunk.is_big]), plan.seconds)
    with ExitStack() as failing:  # a reader that is left in the middle of a package would answer for the next
        failing.callback(drop_reader)
        for fetched in _ahead(_fetch(plan, item, index, folder) for index, item in enumerate(chunk.items)):
            yield fetched, reader.read(fetched.job) if fetched.job else None
        failing.pop_all()


def _ahead(fetched: Iterator[_Fetched]) -> Iterator[_Fetched]:
    """The same, with the next one on its way while this one is read."""
    with ThreadPoolExecutor(max_workers=1) as executor:
        coming = executor.submit(next, fetched, None)
        while (item := coming.result()) is not None:
            coming = executor.submit(next, fetched, None)
            yield item


def _fetch(plan: Plan, item: Item, index: int, folder: Path) -> _Fetched:
    """Bring a package and its documents here; what is on this machine stays where it is."""
    here = folder / str(index)
    here.mkdir()
    try:
        inputs = _inputs(item, here)
        sha256, size = identity_of(inputs.artifact)
        single = [path for path in (inputs.mapping, inputs.privacy_guide) if path]
        documents = (digests(inputs.policies), digests(inputs.sdk_lists), digests(single))
    except OSError as error:
        return _Fetched(item=item, job=None, folder=here, problem=f"{type(error).__name__}: {error}"[:300])
    key = key_of(plan.run_id, item.uri, sha256, documents, item.app_category)[:32]
    return _Fetched(item=item, job=Job(index=index, inputs=inputs, sha256=sha256, size=size, key=key), folder=here)


def _inputs(item: Item, folder: Path) -> Inputs:
    """The package and its documents as files: each in a folder of its own, as two may have one name."""
    local = {address: _local(address, folder / str(number)) for number, address in enumerate(_addresses(item))}
    return Inputs(
        artifact=local[item.uri],
        policies=[local[address] for address in item.policies],
        sdk_lists=[local[address] for address in item.sdk_lists],
        mapping=local.get(item.mapping),
        privacy_guide=local.get(item.privacy_guide),
        app_categories=[item.app_category] if item.app_category else [],
    )


def _addresses(item: Item) -> tuple[str, ...]:
    return (item.uri, *item.documents)


def _local(address: str, folder: Path) -> Path:
    storage = Storage(address)
    if storage.is_local:
        return Path(storage.root)
    folder.mkdir()
    path = folder / posixpath.basename(storage.root)
    storage.files.get_file(storage.root, str(path))
    return path


def _collect(plan: Plan, chunk: Chunk, fetched: _Fetched, answer: Answer | None, collected: _Collected) -> None:
    """Add the rows of a package, or note that it is to be read again."""
    item, job = fetched.item, fetched.job
    if answer is None:
        row = Row(path="", sha256="", size=item.size, outcome=UNREACHABLE, exit_code=3)
        answer = Answer(row=replace(row, detail=Bilingual(fetched.problem, fetched.problem)))
    elif job and answer.row.sha256 not in ("", job.sha256):  # of a file that took its place for a while
        row = Row(path="", sha256=job.sha256, size=job.size, outcome=UNREACHABLE, exit_code=3, detail=_REPLACED)
        answer = Answer(row=row, seconds=answer.seconds, processor_seconds=answer.processor_seconds)
    elif answer.row.outcome in DIED and chunk.attempt == 1:
        (collected.late if answer.row.outcome == "timeout" else collected.died).append(item)
        return
    kept: Kept | None = answer.kept
    if kept and kept.rules_digest != plan.rules_digest:
        raise ConfigError(
            f"A worker has other rules than this run ({kept.rules_digest[:16]}, not {plan.rules_digest[:16]})",
            hint="Install the same version of appaudit everywhere; --rules must name a folder that every worker sees.",
            zh=f"某个工作节点的规则与本批次不同（{kept.rules_digest[:16]}，而非 {plan.rules_digest[:16]}）",
            hint_zh="请在各节点安装相同版本的 appaudit；--rules 须指向所有节点都能访问的目录。",
        )
    key = job.key if job else key_of(plan.run_id, item.uri, item.stamp)[:32]
    identity = {
        "run_id": plan.run_id,
        "key": key,
        "sha256": job.sha256 if job else "",
        "platform": kept.platform if kept else "",
    }
    package = _package(item, answer.row, chunk.attempt, fetched) | (kept.artifact if kept else {})
    cost = CostRow(
        size=answer.row.size,
        code_bytes=kept.code_bytes if kept else 0,
        seconds=round(answer.seconds, 4),
        processor_seconds=round(answer.processor_seconds, 4),
        peak_mb=round(kept.peak_mb, 1) if kept else 0.0,
    )
    rows = {"packages": [package], "costs": [plain(cost)], **(kept.rows if kept else {})}
    for table, found in rows.items():
        collected.rows[table] += [{**identity, **values} for values in found]
    collected.outcomes[answer.row.outcome] += 1
    for ending, path in (answer.staged or {}).values():
        Storage(plan.destination).write(f"{REPORTS}/{key}.{ending}", path.read_bytes())
        path.unlink()


def _package(item: Item, row: Row, attempt: int, fetched: _Fetched) -> dict[str, Any]:
    """The row of `packages`, but for what only the report knows; messages name the address and no file of ours."""
    shown = {str(fetched.job.inputs.artifact): item.uri} if fetched.job else {}
    return plain(
        recast(
            PackageRow,
            row,
            uri=item.uri,
            stamp=item.stamp,
            detail_zh=_with_addresses(row.detail.zh, shown),
            detail_en=_with_addresses(row.detail.en, shown),
            attempts=attempt,
            app_category=item.app_category,
            policy=row.documents.get("policy", ""),
            sdk_list=row.documents.get("sdk_list", ""),
        )
    ) | {name: row.by_severity.get(name, 0) for name in words_of(SeverityWord)}


def _with_addresses(text: str, shown: Mapping[str, str]) -> str:
    for path, address in shown.items():
        text = text.replace(path, address)
    return text
