"""Folders and buckets: whatever fsspec can address, with files written whole or not at all.

An address is a path, or `s3://bucket/folder` and the like. Credentials and endpoints are those of the library that
speaks the protocol (for S3 the usual variables and files of AWS, `AWS_ENDPOINT_URL` among them); none is stored here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final

from appaudit.errors import ConfigError
from appaudit.fleet.extra import library, missing
from appaudit.whole_files import OpenFolder

#: What says of a file in a listing that its content is another one, the strongest first.
_STATES: Final = ("ETag", "etag", "md5Hash", "content_md5", "checksum", "LastModified", "last_modified", "mtime")


class Storage:
    """The file system of an address, and the path in it: `files`, `root`."""

    def __init__(self, address: str) -> None:
        """Nothing is read or written yet.

        Raises:
            ConfigError: the protocol is unknown, or its library is not installed.
        """
        core = library("fsspec.core")
        try:
            if "://" in address:
                self.files, root = core.url_to_fs(address)
            else:  # a name on this machine, whatever else it holds: "::" would chain protocols
                self.files = library("fsspec").filesystem("file")
                root = self.files._strip_protocol(address)  # as `url_to_fs` does
        except ImportError as error:
            raise missing(str(error).partition(",")[0] or address) from error
        except ValueError as error:
            raise ConfigError(f"{address}: {error}", zh=f"{address}：不支持的地址（{error}）") from error
        self.root = str(root).rstrip("/") or "/"

    @property
    def is_local(self) -> bool:
        """Whether files can be opened where they are."""
        return "file" in _protocols(self.files)

    def address(self, path: str) -> str:
        """A path of this file system as an address that `Storage` takes; a local one stays a path."""
        return path if self.is_local else str(self.files.unstrip_protocol(path))

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the files in a folder below the root; none where there is no such folder."""
        path = f"{self.root}/{folder}"
        self.files.invalidate_cache(path)
        try:
            found = self.files.ls(path, detail=True)
        except FileNotFoundError:
            return ()
        names = (PurePosixPath(item["name"]).name for item in found if item["type"] == "file")
        return tuple(sorted(name for name in names if not name.startswith(".")))

    def write(self, name: str, content: bytes) -> None:
        """Write a file below the root: readers see the old one or the new one, never half of it; raises OSError."""
        if self.is_local:
            with contextlib.suppress(FileExistsError):  # a file in its place is told when it is opened
                Path(self.root).mkdir(parents=True)
            with self._folder_of(name) as folder:
                folder.write_whole(PurePosixPath(name).name, content)
        else:
            self.files.pipe_file(f"{self.root}/{name}", content)  # an object store shows an object when it is whole

    def read(self, name: str) -> bytes:
        """The content of a file below the root; raises OSError."""
        return bytes(self.files.cat_file(f"{self.root}/{name}"))

    def remove(self, name: str) -> None:
        """Remove a file below the root, which may be gone already; raises OSError."""
        if self.is_local:
            if Path(self.root).is_dir():
                with self._folder_of(name) as folder:
                    folder.remove(PurePosixPath(name).name)
            return
        with contextlib.suppress(FileNotFoundError):
            self.files.rm_file(f"{self.root}/{name}")

    @contextlib.contextmanager
    def _folder_of(self, name: str) -> Iterator[OpenFolder]:
        """The folder of a file below the root, held open, through no link below the root; raises OSError."""
        with contextlib.ExitStack() as held:
            folder = held.enter_context(OpenFolder.at(Path(self.root)))
            for part in PurePosixPath(name).parts[:-1]:
                folder = held.enter_context(folder.inside(part, mode=0o777))
            yield folder


def state_of(listed: dict[str, Any]) -> str:
    """What a listing says of the content of a file: equal states, equal content."""
    state = next((str(listed[name]).strip('"') for name in _STATES if listed.get(name) is not None), "")
    return f"{listed.get('size') or 0} {state}".strip()


def below(files: Any, folder: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401  # of fsspec, which has no types
    """All files below a folder, as its file system lists them, by name."""
    found = files.find(folder, detail=True)
    for name in sorted(found):
        yield found[name]


def _protocols(files: Any) -> tuple[str, ...]:  # noqa: ANN401
    said = files.protocol
    return (said,) if isinstance(said, str) else tuple(said)
