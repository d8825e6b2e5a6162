"""The files of a mini-program, wherever they lie: in a folder, a zip archive of it, or packages of WeChat."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Anomaly, Budget, LimitReachedError, Limits
from appaudit.artifacts.mini_program.container import Container
from appaudit.errors import ExtractionError

#: Folders that no build tool puts into a package: the history of the source, and dependencies before they are built.
_LEFT_OUT: Final = frozenset({".git", ".svn", ".hg", ".idea", ".vscode", "node_modules", "__pycache__", ".husky"})


class MissingFileError(ExtractionError):
    """A file that is not there or cannot be read."""


class Sources(Protocol):
    """The files of one mini-program; names have no slash at the beginning."""

    @property
    def anomalies(self) -> list[Anomaly]:
        """What honest tools do not write, as far as it was met."""
        ...

    def names(self) -> Sequence[str]:
        """All names, sorted as they lie there."""
        ...

    def read(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            ExtractionError: It is missing, damaged or larger than the limits allow.
        """
        ...


class FolderSources:
    """The files of a folder; links are not followed, and neither are folders that no package holds."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        """List the files.

        Raises:
            LimitReachedError: There are more than `limits.entries`.
        """
        self.anomalies: list[Anomaly] = []
        #: Folders and links that were passed over.
        self.left_out: list[str] = []
        self._folder = folder
        self._limits = limits
        self._budget = Budget(limits)
        self._names = self._listed()

    def names(self) -> Sequence[str]:
        """All names, sorted."""
        return self._names

    def read(self, name: str) -> bytes:
        """The content of a file, as `Sources.read`."""
        self._budget.check_time(name)
        try:
            with (self._folder / name).open("rb") as file:
                content = file.read(self._limits.entry_bytes + 1)
        except (OSError, ValueError) as error:
            said = getattr(error, "strerror", None) or error
            raise MissingFileError(f"{name}: {said}", zh=f"{name}：{said}") from error
        if len(content) > self._limits.entry_bytes:
            raise LimitReachedError(
                f"{name} is larger than the limit entry_bytes of {self._limits.entry_bytes}",
                zh=f"{name} 超过限制 entry_bytes（{self._limits.entry_bytes}）",
            )
        self._budget.take(len(content), name)
        return content

    def size(self, name: str) -> int:
        """Bytes of a file; 0 where it is gone."""
        try:
            return (self._folder / name).stat().st_size
        except OSError:
            return 0

    def _listed(self) -> list[str]:
        found = []
        for root, folders, files in os.walk(self._folder):
            here = Path(root)
            kept = []
            for name in sorted(folders):
                inner = here / name
                if name in _LEFT_OUT or inner.is_symlink():
                    self.left_out.append(inner.relative_to(self._folder).as_posix())
                else:
                    kept.append(name)
            folders[:] = kept
            for name in sorted(files):
                file = here / name
                if file.is_symlink() or not file.is_file():
                    self.left_out.append(file.relative_to(self._folder).as_posix())
                    continue
                found.append(file.relative_to(self._folder).as_posix())
                if len(found) > self._limits.entries:
                    raise LimitReachedError(
                        f"{self._folder}: more than {self._limits.entries} files, the limit entries",
                        zh=f"{self._folder}：文件超过 {self._limits.entries} 个（限制 entries）",
                    )
        return sorted(found)


class ZipSources:
    """The files of a zip archive of a folder; a single folder that holds all else is left out of the names."""

    def __init__(self, archive: SafeArchive) -> None:
        """List the entries.

        Raises:
            ExtractionError: The directory cannot be read.
        """
        self._archive = archive
        names = [name for name in archive.names() if not name.endswith("/")]
        first = {name.partition("/")[0] for name in names}
        self._prefix = f"{first.pop()}/" if len(first) == 1 and all("/" in name for name in names) and names else ""
        self._names = [name.removeprefix(self._prefix) for name in names if _LEFT_OUT.isdisjoint(name.split("/")[:-1])]

    @property
    def anomalies(self) -> list[Anomaly]:
        """Those of the archive; they grow as entries are read."""
        return self._archive.anomalies

    def names(self) -> Sequence[str]:
        """All names, in the order of the directory."""
        return self._names

    def read(self, name: str) -> bytes:
        """The content of an entry, as `Sources.read`."""
        return self._archive.read(self._prefix + name)


class PackageSources:
    """The files of a package of WeChat and of the packages of its parts, as if they lay in one folder."""

    def __init__(self, containers: Sequence[Container]) -> None:
        self._owner: dict[str, Container] = {}
        for container in containers:
            for name in container.names:
                self._owner.setdefault(name, container)
        self.anomalies = [anomaly for container in containers for anomaly in container.anomalies]

    def names(self) -> Sequence[str]:
        """All names, in the order of the lists."""
        return list(self._owner)

    def read(self, name: str) -> bytes:
        """The content of a file, as `Sources.read`."""
        owner = self._owner.get(name)
        if owner is None:
            raise MissingFileError(f"no file {name}", zh=f"没有文件 {name}")
        return bytes(owner.read(name))


class PartOfSources:
    """Those files of other sources that lie below one folder, by their names from there."""

    def __init__(self, whole: Sources, folder: str) -> None:
        self._whole = whole
        self._prefix = f"{folder}/" if folder else ""
        self.anomalies = whole.anomalies

    def names(self) -> Sequence[str]:
        """All names below the folder."""
        prefix = self._prefix
        return [name.removeprefix(prefix) for name in self._whole.names() if name.startswith(prefix)]

    def read(self, name: str) -> bytes:
        """The content of a file, as `Sources.read`."""
        return self._whole.read(self._prefix + name)


def digest_of_folder(folder: Path, names: Sequence[str]) -> tuple[str, int]:
    """SHA-256 over names and contents in order of the names, in hexadecimal, and the bytes of all files together."""
    whole = hashlib.sha256()
    size = 0
    for name in sorted(names):
        try:
            with (folder / name).open("rb") as file:
                content = hashlib.file_digest(file, "sha256").digest()
            size += (folder / name).stat().st_size
        except OSError:
            content = b""
        whole.update(len(name.encode("utf-8", "surrogateescape")).to_bytes(4, "big"))
        whole.update(name.encode("utf-8", "surrogateescape") + content)
    return whole.hexdigest(), size
