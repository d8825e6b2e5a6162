"""Files that spare the next run some work: where they lie, and how they are written and read.

A cache that cannot be read or written costs time and nothing else: a read-only home or a full disk is no reason to
fail an audit. What another user could have written is not read.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


def cache_folder() -> Path:
    """Where the platform wants caches: `$XDG_CACHE_HOME`, `%LOCALAPPDATA%` or `~/.cache`."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "appaudit"


def read_cached(path: Path) -> bytes | None:
    """The content of a file that this user wrote and nobody else may write; None where there is no such file."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or _is_anybodys(status):
                return None
            return file.read()
    except OSError:
        return None


def _is_anybodys(status: os.stat_result) -> bool:
    """Whether others may have written it; only POSIX says so."""
    return hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or bool(status.st_mode & 0o022))


def write_cached(path: Path, content: bytes, *, kept: int) -> None:
    """Write a file atomically, for this user only, and remove all but the `kept` newest with its suffix."""
    partial = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Nothing that lies there already is written to, least of all what a link points to.
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        partial.replace(path)
        others = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda item: item.stat().st_mtime, reverse=True)
        for old in others[kept:]:
            old.unlink(missing_ok=True)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
