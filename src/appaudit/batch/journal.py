"""The journal of a batch: what is finished, so that a batch that was stopped goes on where it was.

One JSON line a package, in the folder of the reports. A line counts only for the same package, documents, settings,
rule set and version (its `key`), and only while every report it names is still there as it was written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from appaudit.batch.row import Row
from appaudit.model.codec import CodecError, decode, encode
from appaudit.model.record import record
from appaudit.whole_files import OpenFolder, digest_of, read_own

FILE_NAME: Final = ".appaudit-journal.jsonl"
#: Outcomes that another run could change; they are tried again.
_TRIED_AGAIN: Final = ("timeout", "killed", "memory", "internal", "input")


@record
class _Line:
    key: str
    digests: dict[str, str]
    row: Row


def key_of(*parts: object) -> str:
    """One digest over everything that decides what a report says."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "backslashreplace")).hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file; raises OSError."""
    return digest_of(path)[0]


def digests(paths: Iterable[Path]) -> tuple[tuple[str, str], ...]:
    """Names and digests of documents, those in folders included; raises OSError."""
    files: list[Path] = []
    for path in paths:
        files += sorted(path.iterdir()) if path.is_dir() else [path]
    return tuple((item.name, file_digest(item)) for item in files if item.is_file())


class Journal:
    """Finished packages of a folder; lines are added as packages finish, and a torn last line is ignored."""

    def __init__(self, folder: Path, *, fresh: bool) -> None:
        """Read what is there; `fresh` forgets it."""
        self._folder = folder
        self._path = folder / FILE_NAME
        self._lines: dict[str, _Line] = {}
        self._file: BinaryIO | None = None
        if not fresh:
            self._read()

    def _read(self) -> None:
        """What nobody but this user can have written: a line names reports that are taken for an audit's."""
        content = read_own(self._path) or b""
        for text in content.decode("utf-8", "replace").splitlines():
            try:
                line = decode(_Line, json.loads(text))
            except (CodecError, ValueError, RecursionError):
                continue
            self._lines.pop(line.key, None)  # the order of lines is that of the work
            self._lines[line.key] = line

    @property
    def has_lines(self) -> bool:
        """Whether an earlier run left anything."""
        return bool(self._lines)

    def finished(self, key: str) -> Row | None:
        """The row of a package that is done with all its reports still in place."""
        line = self._lines.get(key)
        if line is None or line.row.outcome in _TRIED_AGAIN:
            return None
        for name, digest in line.digests.items():
            path = self._folder / name
            try:
                if path.parent != self._folder or file_digest(path) != digest:
                    return None
            except OSError:
                return None
        return line.row if set(line.digests) == set(line.row.reports.values()) else None

    def add(self, key: str, row: Row) -> None:
        """Remember a finished package; raises OSError."""
        if self._file is None:
            raise ValueError("the journal is not open")
        line = _Line(
            key=key, digests={name: file_digest(self._folder / name) for name in row.reports.values()}, row=row
        )
        self._write(line)

    def _write(self, line: _Line) -> None:
        if self._file is None:
            raise ValueError("the journal is not open")
        self._file.write((json.dumps(encode(line), ensure_ascii=True) + "\n").encode("ascii"))
        self._file.flush()

    def _standing(self) -> list[_Line]:
        """The lines whose reports no later line has overwritten."""
        last = {name: key for key, line in self._lines.items() for name in line.digests}
        return [line for key, line in self._lines.items() if all(last[name] == key for name in line.digests)]

    def __enter__(self) -> Self:
        """Open it with one line for each package that was finished before; raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        # What is added goes into the file that takes its place here, whatever somebody puts at its name.
        with OpenFolder.at(self._folder) as folder:
            self._file, partial = folder.begin(FILE_NAME, mode=0o600)
            try:
                for line in self._standing():
                    self._write(line)
                folder.move(partial, folder, FILE_NAME)
            except BaseException:
                folder.remove(partial)
                raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._file:
            self._file.close()
            self._file = None
