"""Files that are written late and whole, and files that only this user can have written.

A folder may be shared with others, who can guess names: a file begins under a name that nobody can guess, as a new file
and through no link, and takes its place in one step.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

_CHUNK: Final = 1 << 20


def begin(path: Path, *, mode: int = 0o666) -> tuple[BinaryIO, Path]:
    """A new file beside `path`, open for writing, and its name, which only chance knows; raises OSError.

    `mode` is what others may do with it, less what the user's mask takes away.
    """
    partial = path.with_name(f".{path.name[:100]}.{os.urandom(8).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(partial, flags, mode), "wb"), partial


def write_whole(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file in one step: readers see the old one or the new one, never half of it; raises OSError.

    What stands at `path`, a link too, is replaced and not written through. An interruption leaves nothing behind.
    """
    file, partial = begin(path, mode=mode)
    try:
        with file:
            file.write(content)
        partial.replace(path)
    except BaseException:  # Ctrl-C in the middle of a write as well
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def read_own(path: Path) -> bytes | None:
    """The content of a file that this user wrote and nobody else may write; None where there is no such file."""
    try:
        # A pipe that somebody put there would keep us waiting for who writes into it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
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
    with _opened(path) as file:
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
    with _opened(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _opened(path: Path) -> BinaryIO:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "a pipe, a device or a folder, and no file / 是管道、设备或目录，不是文件")
    return file


def is_anybodys(status: os.stat_result) -> bool:
    """Whether others may have written it; only POSIX says so."""
    return hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or bool(status.st_mode & 0o022))
