"""What the commands under `appaudit serve` share: the database of the workbench, and days as people read them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from appaudit.serve.database import Database

database_option = click.option(
    "--database",
    default="",
    metavar="ADDRESS",
    help="As `appaudit serve --database`. / 与 `appaudit serve --database` 相同。",
)


@contextmanager
def opened(context: click.Context, address: str) -> Iterator[Database]:
    """The database of the workbench for a block, by the option of the command or the one before it."""
    from appaudit.serve.extra import require_libraries

    address = address or (context.obj or {}).get("database", "")
    require_libraries(address)
    from appaudit.serve.database import Database
    from appaudit.serve.settings import chosen_database

    found = Database(chosen_database(address))
    try:
        yield found
    finally:
        found.close()


def day(seconds: float | None) -> str:
    """A time as a date of this machine; a dash for never."""
    return datetime.fromtimestamp(seconds, tz=UTC).astimezone().date().isoformat() if seconds else "-"
