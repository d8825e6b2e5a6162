"""What the commands under `appaudit serve` share: their database, secrets in files, and days as people read them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appaudit.errors import ConfigError

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


def secret_in(path: Path) -> str:
    """The password or token that a file holds, without the end of its line.

    Raises:
        ConfigError: it is no text.
        OSError: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8").strip("\r\n")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path} is no text in UTF-8",
            hint="Save the password or token as text, on one line.",
            zh=f"{path} 不是 UTF-8 文本",
            hint_zh="请把密码或令牌存为一行文本。",
        ) from error


def day(seconds: float | None) -> str:
    """A time as a date of this machine; a dash for never."""
    return datetime.fromtimestamp(seconds, tz=UTC).astimezone().date().isoformat() if seconds else "-"
