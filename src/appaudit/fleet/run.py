"""A whole run: what is listed and not done yet, onto a cluster, into the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from appaudit.batch.worker import Setup
from appaudit.catalog import Catalog
from appaudit.errors import ConfigError
from appaudit.fleet.chunk import Plan
from appaudit.fleet.engine import Engine, Progress, cluster, workers_of
from appaudit.fleet.extra import library
from appaudit.fleet.listing import Item, list_packages
from appaudit.fleet.plan import chunks_of, left_of, run_id_of, run_row, tables_of_run
from appaudit.fleet.rows import kept_of
from appaudit.fleet.tables import Tables
from appaudit.model.bilingual import Language
from appaudit.model.record import record
from appaudit.pipeline.inputs import Settings


@record
class Choice:
    """What the user chose; `memory` is for the first and for the second attempt, in bytes.

    `as_of` of the settings counts where `is_dated`; otherwise a run that is there goes on with its own date.
    """

    source: str
    destination: str
    settings: Settings
    is_dated: bool
    memory: tuple[int, int]
    scheduler: str = ""
    workers: int = 1
    seconds: float = 600.0
    retry_failed: bool = False
    rule_folders: tuple[Path, ...] = ()
    formats: tuple[str, ...] = ()
    language: Language = "zh"


@record
class Begun:
    """A run before anything is read: packages that are listed, done already, given up earlier, and left.

    `workers` are those of the cluster at this moment, none where it is not asked for.
    """

    run_id: str
    as_of: str
    listed: int
    done: int
    given_up: int
    left: int
    workers: int = 0
    dashboard: str = ""


def run_fleet(choice: Choice, catalog: Catalog) -> Iterator[Begun | Progress]:
    """What there is to do, then the progress after each chunk.

    Raises:
        ConfigError: the source, the destination or the scheduler cannot be used.
    """
    items = list_packages(choice.source)
    tables = Tables(choice.destination)
    try:
        yield from _run(choice, catalog, items, tables)
    except (OSError, library("duckdb").Error) as error:
        raise ConfigError(
            f"{choice.destination} cannot be read or written: {error}",
            hint="Choose another --output, or check the credentials and the endpoint of the storage.",
            zh=f"无法读写 {choice.destination}：{error}",
            hint_zh="请换一个 --output，或检查存储服务的凭据和端点。",
        ) from error


def _run(choice: Choice, catalog: Catalog, items: tuple[Item, ...], tables: Tables) -> Iterator[Begun | Progress]:
    tables.sweep()
    settings = choice.settings if choice.is_dated else _dated(choice.settings, catalog, tables)
    row = run_row(catalog, settings)
    run_id = run_id_of(row)
    left = left_of(items, tables.known(), run_id, retry_failed=choice.retry_failed)
    begun = Begun(
        run_id=run_id,
        as_of=settings.as_of,
        listed=len(items),
        done=left.done,
        given_up=left.given_up,
        left=len(left.items),
    )
    if not left.items:
        yield begun
        return
    tables.drop(left.replaced)
    tables.write(run_id, tables_of_run(run_id, row, catalog, settings))
    plan = Plan(
        run_id=run_id,
        destination=choice.destination if not tables.storage.is_local else tables.storage.root,
        setup=Setup(
            rule_folders=choice.rule_folders,
            settings=settings,
            formats=choice.formats,
            language=choice.language,
            memory=0,
            wants_baseline=False,
            keeps=kept_of,
        ),
        rules_digest=catalog.digest,
        seconds=choice.seconds,
        memory=choice.memory,
    )
    with cluster(choice.scheduler, choice.workers) as client:
        workers = workers_of(client)
        yield replace(begun, workers=workers, dashboard=client.dashboard_link if choice.scheduler else "")
        chunks = list(chunks_of(left.items, max(1, workers)))
        yield from Engine(client=client, plan=plan, progress=Progress(total=len(left.items))).follow(chunks)
    tables.sweep()


def _dated(settings: Settings, catalog: Catalog, tables: Tables) -> Settings:
    """With the date of the last run that is the same in all else: to go on the next day is to go on."""
    row = run_row(catalog, settings)
    with tables.connection(["runs"]) as connection:
        found = connection.execute(
            "SELECT max(as_of) FROM runs WHERE tool_version = ? AND rules_digest = ? AND settings = ?",
            [row.tool_version, row.rules_digest, row.settings],
        ).fetchone()
    return replace(settings, as_of=found[0]) if found and found[0] else settings
