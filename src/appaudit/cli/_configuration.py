"""Where the configuration file of a run is; most runs have none, and load nothing that reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from appaudit.errors import ConfigError

#: The file that is read when `--config` names none.
FILE_NAMES: Final = ("appaudit.yml", "appaudit.yaml")


def find_config(folder: Path) -> Path | None:
    """The configuration file of a folder, or of the nearest one above it that has any.

    The search ends at the root of a repository (a folder with `.git`) and at the home folder.

    Raises:
        ConfigError: there are two in one folder.
    """
    for here in _upwards(folder):
        found = [here / name for name in FILE_NAMES if (here / name).is_file()]
        if len(found) > 1:
            raise ConfigError(
                f"Both {FILE_NAMES[0]} and {FILE_NAMES[1]} are in {here}",
                hint="Keep one, or name one with --config.",
                zh=f"目录 {here} 中同时有 {FILE_NAMES[0]} 和 {FILE_NAMES[1]}",
                hint_zh="请只保留一个，或用 --config 指定。",
            )
        if found:
            return found[0]
    return None


def repository_of(folder: Path) -> Path | None:
    """The root of the repository that a folder lies in: one with `.git`, or what a pipeline says it checked out."""
    here = folder.resolve()
    for place in (here, *here.parents):
        if (place / ".git").exists():
            return place
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        value = os.environ.get(name)
        if value and here.is_relative_to(Path(value).resolve()):
            return Path(value).resolve()
    return None


def _upwards(folder: Path) -> Iterator[Path]:
    """The folder as it was given, then those above it."""
    yield folder
    here = folder.resolve()
    home = Path.home()
    while here != home and not (here / ".git").exists() and here != here.parent:
        here = here.parent
        yield here
