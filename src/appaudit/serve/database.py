"""The database: its engine, its migrations, its clock, and the secret that all servers on it share."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from appaudit.errors import ConfigError
from appaudit.serve.models import Secret

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
#: Milliseconds for which a writer of SQLite waits for another.
_PATIENCE: Final = 30_000
#: The number by which servers that begin at the same time keep out of each other's way (PostgreSQL).
_MIGRATION_LOCK: Final = 7_206_114_219


class Database:
    """Sessions on one database; its tables are brought up to date when it is opened."""

    def __init__(self, address: str) -> None:
        """Open and migrate.

        Raises:
            ConfigError: the address is wrong, or the database cannot be reached.
        """
        try:
            url = make_url(address)
            if url.drivername == "postgresql":
                url = url.set(drivername="postgresql+psycopg")
            if url.get_backend_name() not in ("sqlite", "postgresql"):
                raise ConfigError(
                    f"{url.get_backend_name()} is no database that is tested",
                    hint="Give sqlite:///file or postgresql://user@host/name.",
                    zh=f"不支持数据库 {url.get_backend_name()}",
                    hint_zh="请使用 sqlite:///文件 或 postgresql://用户@主机/库名。",
                )
            self.is_sqlite = url.get_backend_name() == "sqlite"
            options: dict[str, Any] = {} if self.is_sqlite else {"pool_size": 10, "pool_pre_ping": True}
            self.engine = create_engine(url, **options)
            if self.is_sqlite:
                _behave(self.engine)
            self.sessions = sessionmaker(self.engine, expire_on_commit=False)
            self._readers = sessionmaker(self.engine.execution_options(reads=True), expire_on_commit=False)
            self._migrate()
        except ArgumentError as error:
            raise ConfigError(f"--database: {error}", zh=f"--database：{error}") from error
        except OperationalError as error:
            detail = str(error.orig).strip()
            raise ConfigError(
                f"The database cannot be opened: {detail}",
                hint="Check --database, and that the server runs and lets you in.",
                zh=f"无法打开数据库：{detail}",
                hint_zh="请检查 --database，并确认数据库服务已启动且允许登录。",
            ) from error

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session whose work is kept as a whole when the block ends, and given up where it fails."""
        with self.sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, which no writer keeps waiting."""
        with self._readers() as session:
            yield session

    def now(self, session: Session) -> float:
        """Seconds since 1970 by the clock that all servers share: that of PostgreSQL, or of this machine."""
        if self.is_sqlite:
            return time.time()
        return float(session.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())

    def secret(self, name: str) -> str:
        """A secret by its name, made by whoever asks first."""
        for _ in range(2):
            with self.reading() as session:
                found = session.scalar(select(Secret.value).where(Secret.name == name))
            if found:
                return found
            try:
                with self.session() as session:
                    session.add(Secret(name=name, value=secrets.token_urlsafe(48)))
            except IntegrityError:
                continue  # another server was faster
        with self.reading() as session:
            return session.scalars(select(Secret.value).where(Secret.name == name)).one()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def _migrate(self) -> None:
        """Bring the tables up to date, one server at a time."""
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        with self.engine.begin() as connection:
            if not self.is_sqlite:  # SQLite lets one writer in at a time by itself
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _behave(engine: Engine) -> None:
    """SQLite as several threads and processes need it: readers beside one writer, who waits; references that hold.

    A transaction takes the right to write when it begins: one that read first and wants to write then would be told
    that another was faster.
    """

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:  # noqa: ANN401  # a connection of sqlite3
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={_PATIENCE}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401  # a connection of SQLAlchemy
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reads") else "BEGIN IMMEDIATE")
