"""The queue on SQLite and PostgreSQL: an audit is read by one runner at a time, and none waits for one that is gone."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text, update

from appaudit.serve.database import Database
from appaudit.serve.intake import Brought, take_in
from appaudit.serve.models import Audit, Base
from appaudit.serve.queue import MOST_ATTEMPTS, Queue
from appaudit.serve.results import app_of
from appaudit.serve.storage import Storage


def queued(database: Database, folder: Path, count: int = 1) -> list[int]:
    storage = Storage(folder)
    packages = [storage.put(io.BytesIO(b"x"), "x.apk") for _ in range(count)]
    return [take_in(database, storage, Brought(package=package, as_of="2026-11-24")) for package in packages]


def test_migrations_make_the_tables_that_the_code_has(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_servers_that_begin_together_migrate_once_and_share_a_secret(address: str, database: Database) -> None:
    with database.session() as session:
        for table in ("alembic_version", *(table.name for table in reversed(Base.metadata.sorted_tables))):
            session.execute(text(f"DROP TABLE {table}"))
    opened: list[Database] = []
    secrets: list[str] = []

    def begin() -> None:
        opened.append(Database(address))
        secrets.append(opened[-1].secret("sessions"))

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for found in opened:
        found.close()
    assert (len(secrets), len(set(secrets))) == (4, 1)


def test_every_audit_is_claimed_once_in_its_order(database: Database, tmp_path: Path) -> None:
    audits = queued(database, tmp_path, 12)
    claimed: list[int] = []

    def claim(owner: str) -> None:
        queue = Queue(database, owner)
        while (found := queue.claim()) is not None:
            claimed.append(found)

    threads = [threading.Thread(target=claim, args=(f"server {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == audits


def test_an_audit_whose_runner_is_gone_is_taken_over_and_the_first_counts_no_more(
    database: Database, tmp_path: Path
) -> None:
    (audit,) = queued(database, tmp_path)
    first, second = Queue(database, "first"), Queue(database, "second")
    assert first.claim() == audit
    assert second.claim() is None
    expire(database, audit)
    assert second.claim() == audit
    first.reach(audit, "dex")
    first.release(audit)
    with database.session() as session:
        assert first.is_ours(session, audit) is None
        found = session.get_one(Audit, audit)
        assert (found.owner, found.state, found.stage) == ("second", "running", "")


def test_what_ends_its_runner_every_time_is_given_up(database: Database, tmp_path: Path) -> None:
    (audit,) = queued(database, tmp_path)
    queue = Queue(database, "only")
    for _ in range(MOST_ATTEMPTS):
        assert queue.claim() == audit
        expire(database, audit)
    assert queue.claim() is None
    with database.reading() as session:
        found = session.get_one(Audit, audit)
        assert (found.state, found.outcome, found.exit_code) == ("failed", "killed", 3)


def test_an_audit_that_is_released_is_asked_for_again_without_blame(database: Database, tmp_path: Path) -> None:
    (audit,) = queued(database, tmp_path)
    for _ in range(MOST_ATTEMPTS + 1):
        queue = Queue(database, "one")
        assert queue.claim() == audit
        queue.release(audit)
    with database.reading() as session:
        assert session.scalars(select(Audit.attempts)).one() == 0


def test_an_app_that_two_servers_find_at_once_is_one(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite lets one server write at a time")
    found: list[int] = []

    def find() -> None:
        with database.session() as session:
            found.append(app_of(session, "android", "com.example", 1.0).id)

    with database.session() as session:
        first = app_of(session, "android", "com.example", 1.0)
        session.flush()
        thread = threading.Thread(target=find)
        thread.start()
        while not waiting(database):
            pass
    thread.join()
    assert found == [first.id]


def waiting(database: Database) -> bool:
    """Whether somebody waits for a transaction of another."""
    with database.reading() as session:
        return bool(session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


def expire(database: Database, audit: int) -> None:
    with database.session() as session:
        session.execute(update(Audit).where(Audit.id == audit).values(lease_until=1.0))
