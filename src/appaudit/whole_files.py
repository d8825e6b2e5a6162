"""Files that are written late and whole, and files that only this user can have written.

A folder may be shared with others, who can guess names and put links in the place of folders: a file begins under a
name that nobody can guess, as a new file and through no link, and takes its place in one step, both in a folder that is
held open.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

_CHUNK: Final = 1 << 20
_HOLDS_FOLDERS: Final = {os.open, os.mkdir, os.rename, os.unlink} <= os.supports_dir_fd
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
#: How a folder is opened; one that may be written and not listed can be held as well, where the system knows that.
_FOLDER: Final = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_PATH", os.O_RDONLY)


class OpenFolder:
    """A folder that is held as what it is: what is done in it stays in it, whatever takes the place of its name.

    It can be handed to a process that is started, which then holds the same one. Where the system does not open
    folders (Windows), it is no more than its name.
    """

    def __init__(self, path: Path, descriptor: int | None) -> None:
        """A folder that is open already, and the name that it had then; `at` opens one."""
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def at(cls, path: Path) -> Self:
        """The folder of a name that the user gave, through links of it too; raises OSError."""
        return cls(path, os.open(path, _FOLDER) if _HOLDS_FOLDERS else None)

    def made(self, name: str) -> Self:
        """A new folder in it, for this user only; raises OSError, also where another one took its place at once."""
        os.mkdir(self._place(name), 0o700, **self._here("dir_fd"))  # noqa: PTH102  # a path knows no handle
        folder = self._opened(name)
        if folder.is_anybodys or folder.names():
            folder.close()
            raise OSError(errno.EEXIST, "another folder took its place / 被另一目录取代", str(self.path / name))
        return folder

    def inside(self, name: str, *, mode: int = 0o700) -> Self:
        """A folder in it through no link, made where there is none; raises OSError."""
        with contextlib.suppress(FileExistsError):
            os.mkdir(self._place(name), mode, **self._here("dir_fd"))  # noqa: PTH102
        return self._opened(name)

    def begin(self, name: str, *, mode: int = 0o666) -> tuple[BinaryIO, str]:
        """A new file, open for writing, and its name, which resembles `name` and only chance knows; raises OSError.

        `mode` is what others may do with it, less what the user's mask takes away.
        """
        partial = f".{name[:100]}.{os.urandom(8).hex()}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(self._place(partial), flags, mode, **self._here("dir_fd")), "wb"), partial

    def write_whole(self, name: str, content: bytes, *, mode: int = 0o666) -> None:
        """Write a file in one step: readers see the old one or the new one, never half of it; raises OSError.

        What has the name, a link too, is replaced and not written through. An interruption leaves nothing behind.
        """
        file, partial = self.begin(name, mode=mode)
        try:
            with file:
                file.write(content)
            self.move(partial, self, name)
        except BaseException:  # Ctrl-C in the middle of a write as well
            with contextlib.suppress(OSError):
                self.remove(partial)
            raise

    def move(self, name: str, target: OpenFolder, new: str) -> None:
        """Give a file its place in this or another folder in one step; raises OSError."""
        places = self._here("src_dir_fd") | target._here("dst_dir_fd")
        os.replace(self._place(name), target._place(new), **places)  # noqa: PTH105

    def share(self, name: str, target: OpenFolder, new: str) -> None:
        """Give a file a second name in another folder, or a copy where there can be none; raises OSError.

        A link is no file. Only for files whose content never changes.
        """
        flags = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(self._place(name), flags, **self._here("dir_fd")), "rb") as source:
            held = os.fstat(source.fileno())
            if not stat.S_ISREG(held.st_mode):
                raise OSError(errno.EINVAL, "no file / 不是文件", str(self.path / name))
            places = self._here("src_dir_fd") | target._here("dst_dir_fd")
            with contextlib.suppress(OSError):
                os.link(self._place(name), target._place(new), follow_symlinks=False, **places)
                if os.path.samestat(held, os.lstat(target._place(new), **target._here("dir_fd"))):
                    return
                target.remove(new)
            file, partial = target.begin(new, mode=0o600)
            try:
                with file:
                    shutil.copyfileobj(source, file, _CHUNK)
                target.move(partial, target, new)
            except BaseException:
                target.remove(partial)
                raise

    def remove(self, name: str) -> None:
        """Remove a file, which may be gone already; raises OSError."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._place(name), **self._here("dir_fd"))

    def names(self) -> list[str]:
        """What is in it; raises OSError."""
        if self._descriptor is None:
            return os.listdir(self.path)  # noqa: PTH208
        descriptor = os.open(".", os.O_RDONLY | os.O_DIRECTORY, dir_fd=self._descriptor)
        try:
            return os.listdir(descriptor)  # noqa: PTH208
        finally:
            os.close(descriptor)

    @property
    def is_anybodys(self) -> bool:
        """Whether others may have made it, or put something into it."""
        return self._descriptor is not None and is_anybodys(os.fstat(self._descriptor))

    def close(self) -> None:
        """Hold it no more."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _opened(self, name: str) -> Self:
        path = self.path / name
        if self._descriptor is None:
            return type(self)(path, None)
        return type(self)(path, os.open(name, _FOLDER | _NO_LINK, dir_fd=self._descriptor))

    def _place(self, name: str) -> str:
        return name if self._descriptor is not None else str(self.path / name)

    def _here(self, argument: str) -> dict[str, Any]:
        return {argument: self._descriptor} if self._descriptor is not None else {}

    def __enter__(self) -> Self:
        """Itself; it is held until the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[object, ...]:
        from multiprocessing import reduction  # which whoever starts a process has loaded

        handle = reduction.DupFd(self._descriptor) if self._descriptor is not None else None
        return _handed_over, (type(self), self.path, handle)


def _handed_over(kind: type[OpenFolder], path: Path, handle: Any) -> OpenFolder:  # noqa: ANN401  # has no public type
    return kind(path, handle.detach() if handle is not None else None)


def write_whole(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file in one step, as `OpenFolder.write_whole` does; raises OSError."""
    with OpenFolder.at(path.parent) as folder:
        folder.write_whole(path.name, content, mode=mode)


def read_own(path: Path) -> bytes | None:
    """The content of a file that this user wrote and nobody else may write; None where there is no such file.

    A link is none: what is written here takes the place of one.
    """
    try:
        # A pipe that somebody put there would keep us waiting for who writes into it.
        descriptor = os.open(path, os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or is_anybodys(status):
            return None
        try:
            return file.read()
        except OSError:
            return None


def read_regular(path: Path, most: int) -> bytes:
    """The content of a file of at most `most` bytes; raises OSError for anything else, a pipe or a device too.

    A pipe would keep us waiting for who writes into it, and some devices never end.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise OSError(errno.EFBIG, f"{size} bytes, more than {most} / {size} 字节，超过上限 {most}")
        content = file.read(most + 1)
    if len(content) > most:  # a file that grows, or that does not say its size
        raise OSError(errno.EFBIG, f"more than {most} bytes / 超过 {most} 字节")
    return content


def digest_of(path: Path) -> tuple[str, int]:
    """The SHA-256 of a file in hexadecimal, and its size in bytes; raises OSError, for a pipe or a device too."""
    digest, size = hashlib.sha256(), 0
    with open_regular(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def open_regular(path: Path) -> BinaryIO:
    """A file to read; raises OSError for anything else: a pipe would keep us waiting, and some devices never end."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "a pipe, a device or a folder, and no file / 是管道、设备或目录，不是文件")
    return file


def is_anybodys(status: os.stat_result) -> bool:
    """Whether others may have written it; only POSIX says so."""
    return hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or bool(status.st_mode & 0o022))
