"""What whoever starts the workbench chose."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from appaudit.model.bilingual import Language
from appaudit.model.record import record

#: Names by which a browser on this machine calls it.
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


@record
class ServeSettings:
    """The choices of one server.

    `database` is an address as SQLAlchemy writes it, `storage` the folder of the files. `seconds` and `memory` (bytes,
    0 for no bound) are what one package may take, `most_upload` the most bytes of one request. `hosts` are the names
    by which browsers may call the server. `token` opens the API and the page; where it is empty and nobody has an
    account, only this machine is answered. `most_requests` are those of one caller of the API in a minute, and
    `most_attempts` those to sign in that fail; 0 for no bound. `language` is that of a visitor whose browser prefers
    neither.
    """

    database: str
    storage: Path
    workers: int = 1
    seconds: float = 600.0
    memory: int = 0
    most_upload: int = 2 << 30
    hosts: tuple[str, ...] = LOOPBACK
    token: str = ""
    most_requests: int = 3000
    most_attempts: int = 20
    language: Language = "zh"
    rule_folders: tuple[Path, ...] = ()
    is_secure: bool = False


def default_database(folder: Path) -> str:
    """The address of the SQLite file in a folder."""
    return f"sqlite:///{folder / 'workbench.db'}"


def chosen_database(address: str) -> str:
    """An address as it was given, or that of the file in this user's data folder, which is made."""
    if address:
        return address
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return default_database(folder)


def data_folder() -> Path:
    """Where this user's data lie on this system."""
    from platformdirs import user_data_path

    return user_data_path("appaudit", appauthor=False) / "workbench"
