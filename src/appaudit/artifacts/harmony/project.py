"""Folders of DevEco Studio: a project with its modules, or one module, as they are before anything is built.

Layout: OpenHarmony, application-dev/quick-start/application-package-structure-stage.md (`AppScope/app.json5`,
`<module>/src/main/module.json5`, `<module>/oh-package.json5`); real projects in public repositories, read 2026-11-28.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from appaudit.artifacts.base import Limits
from appaudit.artifacts.harmony.json_values import object_at
from appaudit.artifacts.mini_program.json_files import parse_json
from appaudit.artifacts.mini_program.sources import FolderSources
from appaudit.errors import ExtractionError
from appaudit.model.bilingual import Bilingual

_SCOPE: Final = "AppScope/"
_APP: Final = f"{_SCOPE}app.json5"
MODULE: Final = "src/main/module.json5"
_PACKAGE: Final = "oh-package.json5"
_LEFT_OUT = re.compile(r"(?:^|/)(?:\.\w[^/]*|build|oh_modules|node_modules|hvigor|src/(?:ohosTest|test|mock))/")
_ELEMENTS = re.compile(r"resources/[^/]+/element/[^/]+\.json")


def is_project(path: Path) -> bool:
    """Whether a folder is a project, or a module by itself."""
    return (path / _APP).is_file() or ((path / MODULE).is_file() and (path / _PACKAGE).is_file())


class ProjectModule:
    """The files of a module in a folder, by their paths in it; the app that it is of is told with its configuration."""

    holds_sources = True

    def __init__(self, sources: FolderSources, folder: str, names: list[str], app: Mapping[str, Any]) -> None:
        """Nothing is read yet."""
        self.folder = folder
        self.prefix = f"{folder}/" if folder else ""
        self._sources = sources
        self._app = app
        self._names = {name.removeprefix(self.prefix): name for name in names if name.startswith(self.prefix)}
        for name in sources.names():  # texts of the app stand where no text of the module has the name
            if name.startswith(_SCOPE) and _ELEMENTS.fullmatch(name.removeprefix(_SCOPE)):
                self._names.setdefault(name.removeprefix(_SCOPE), name)

    def names(self) -> list[str]:
        """Paths of all files."""
        return list(self._names)

    def has(self, name: str) -> bool:
        """Whether there is a file of this path."""
        return name in self._names

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return self._sources.size(self._names[name])

    def read(self, name: str) -> bytes:
        """The content of a file; of a configuration as JSON, that of the module with the app it is of.

        Raises:
            ExtractionError: It cannot be read, or is larger than the limits allow.
        """
        content = self._sources.read(self._names[name])
        if not name.endswith(".json5"):
            return content
        values = parse_json(content.decode("utf-8", "replace"), self.prefix + name)
        if name == MODULE and isinstance(values, dict):
            values = {"app": self._app, **values}
        return json.dumps(values).encode()

    def beginning(self, name: str) -> bytes:
        """Nothing: what lies in a folder of sources is not what a device gets."""
        return b""

    @property
    def damage(self) -> Bilingual | None:
        """A folder lists all its files."""
        return None


class Project:
    """The modules of a folder, entries first; `libraries` are archives of libraries in it."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """List the files.

        Raises:
            LimitReachedError: There are more than allowed.
        """
        self.sources = FolderSources(path, limits)
        self.names = [name for name in self.sources.names() if not _LEFT_OUT.search(name)]
        self.libraries = [name for name in self.names if name.endswith(".har")]

    def modules(self) -> list[ProjectModule]:
        """All modules, each with its own files.

        Raises:
            ExtractionError: What the app is called cannot be read.
        """
        folders = sorted(
            name.removesuffix(MODULE).rstrip("/") for name in self.names if f"/{name}".endswith(f"/{MODULE}")
        )
        app: Mapping[str, Any] = {}
        if _APP in self.names:
            values = parse_json(self.sources.read(_APP).decode("utf-8", "replace"), _APP)
            app = object_at(values, "app") if isinstance(values, dict) else {}
        found = []
        for folder in folders:
            inside = [
                f"{other}/" for other in folders if other != folder and other.startswith(f"{folder}/" * bool(folder))
            ]
            names = [name for name in self.names if not name.startswith(tuple(inside))]
            found.append(ProjectModule(self.sources, folder, names, app))
        return found

    def unread_packages(self) -> list[str]:
        """Names of packages that modules take from ohpm, whose code lies not in the folder."""
        found: dict[str, None] = {}
        for name in self.names:
            if posixpath.basename(name) != _PACKAGE:
                continue
            try:
                values = parse_json(self.sources.read(name).decode("utf-8", "replace"), name)
            except ExtractionError:
                continue  # who reads the module says so
            for package, version in object_at(values, "dependencies").items() if isinstance(values, dict) else ():
                if isinstance(version, str) and not version.startswith(("file:", ".")) and not package.endswith(".so"):
                    found[package] = None
        return list(found)
