"""The files beside the database: named by keys that chance gives, so that no name from outside is ever a path.

A key belongs to one row. What a crash left without a row is swept away when a server starts.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from appaudit.errors import ConfigError
from appaudit.model.record import record
from appaudit.whole_files import OpenFolder

_CHUNK: Final = 1 << 20
_KEY: Final = re.compile(r"[0-9a-f]{32}")
#: A kept file, or one that a crash left half written (`OpenFolder.begin`).
_OURS: Final = re.compile(r"[0-9a-f]{32}|\.[0-9a-f]{32}\.[0-9a-f]{16}")
#: Seconds after which a file without a row is nobody's: no request takes so long.
_ABANDONED: Final = 24 * 3600
#: What a file may be called where an audit reads it; everything else becomes `_`.
_UNSAFE: Final = re.compile(r"[^\w.()+-]+")
_LONGEST_NAME: Final = 120


@record
class Kept:
    """A file that is kept: its key, the name by which people know it, its digest and its size in bytes."""

    key: str
    name: str
    sha256: str
    size: int


class Storage:
    """Files in one folder."""

    def __init__(self, folder: Path) -> None:
        """Make the folder.

        Raises:
            ConfigError: it cannot be made or written.
        """
        self.folder = folder
        self.work = folder / "work"
        try:
            self.work.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise ConfigError(
                f"{folder} cannot be used: {error.strerror}",
                hint="Choose another --storage.",
                zh=f"无法使用 {folder}：{error.strerror}",
                hint_zh="请换一个 --storage。",
            ) from error

    def path(self, key: str) -> Path:
        """Where a file lies; raises ValueError for what is no key of ours."""
        if not _KEY.fullmatch(key):
            raise ValueError("no key")
        return self.folder / "files" / key[:2] / key

    def put(self, source: BinaryIO, name: str) -> Kept:
        """Keep what a stream holds; raises OSError."""
        key = uuid.uuid4().hex
        digest, size = hashlib.sha256(), 0
        with self._folder_of(key) as folder:
            file, partial = folder.begin(key, mode=0o600)
            try:
                with file:
                    while chunk := source.read(_CHUNK):
                        digest.update(chunk)
                        size += len(chunk)
                        file.write(chunk)
                folder.move(partial, folder, key)
            except BaseException:
                folder.remove(partial)
                raise
        return Kept(key=key, name=shown_name(name), sha256=digest.hexdigest(), size=size)

    def take(self, source: Path, name: str) -> Kept:
        """Keep a file of our own, which goes from where it is; raises OSError."""
        with source.open("rb") as stream:
            kept = self.put(stream, name)
        source.unlink()
        return kept

    def copy(self, kept: Kept) -> Kept:
        """The same file for another row, without a second copy on disk where the system can."""
        key = uuid.uuid4().hex
        with self._folder_of(key) as target:
            self.share(kept.key, target, key)
        return Kept(key=key, name=kept.name, sha256=kept.sha256, size=kept.size)

    def share(self, key: str, target: OpenFolder, name: str) -> None:
        """A kept file under a name in a folder that is held open; raises OSError, for a link in its place too."""
        with self._folder_of(key) as folder:
            folder.share(key, target, name)

    @contextlib.contextmanager
    def _folder_of(self, key: str) -> Iterator[OpenFolder]:
        """The folder of a kept file, held open; raises ValueError for what is no key of ours."""
        if not _KEY.fullmatch(key):
            raise ValueError("no key")
        with (
            OpenFolder.at(self.folder) as storage,
            storage.inside("files") as files,
            files.inside(key[:2]) as folder,
        ):
            yield folder

    def delete(self, keys: Iterable[str]) -> None:
        """Remove files; one that is gone already is no error."""
        for key in keys:
            with contextlib.suppress(FileNotFoundError):
                self.path(key).unlink()

    def sweep(self, is_known: Callable[[str], bool]) -> int:
        """Remove what has no row and is a day old, and work folders that old; gives how many files went."""
        oldest, removed = time.time() - _ABANDONED, 0
        for path in self._files():
            try:
                is_abandoned = path.lstat().st_mtime < oldest and not is_known(path.name)
            except FileNotFoundError:
                continue
            if is_abandoned:
                path.unlink(missing_ok=True)
                removed += 1
        for path in self.work.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if _KEY.fullmatch(path.name) and not path.is_symlink() and path.stat().st_mtime < oldest:
                    shutil.rmtree(path, ignore_errors=True)
        return removed

    def _files(self) -> Iterator[Path]:
        """What lies where files are kept and is named as ours are: others may keep more in the folder."""
        for folder in (self.folder / "files").glob("[0-9a-f][0-9a-f]"):
            if folder.is_dir() and not folder.is_symlink():
                yield from (path for path in folder.iterdir() if _OURS.fullmatch(path.name) and not path.is_dir())


def shown_name(name: str) -> str:
    """The last part of a name from outside, for people to read: no control characters, and not too long."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(letter if letter.isprintable() else "_" for letter in last).strip()
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > _LONGEST_NAME:
        shown = f"{stem[: _LONGEST_NAME - 12]}{dot}{ending[-10:]}" if dot else shown[:_LONGEST_NAME]
    return shown.encode("utf-8", "replace").decode() or "file"


def safe_name(name: str) -> str:
    """A name that is a file in a folder of its own and nothing else: letters, digits and `._()+-`, no leading dot."""
    cleaned = _UNSAFE.sub("_", shown_name(name)).lstrip(".")
    stem, dot, ending = cleaned.rpartition(".")
    while len(cleaned.encode()) > 200:  # 255 bytes is what file systems take
        stem = stem[:-1] if dot else stem
        cleaned = f"{stem}{dot}{ending}" if dot and stem else cleaned[:60]
    return cleaned or "file"
