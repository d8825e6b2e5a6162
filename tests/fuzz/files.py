"""Content as a file, for readers that open what they read: in memory where the system has a place for that."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # where Linux keeps files in memory


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="appaudit-fuzz-", dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def as_file(data: bytes, name: str) -> Path:
    """A file with this content; the next one of the same name takes its place."""
    path = _folder() / name
    path.unlink(missing_ok=True)  # a reader may still have the last one mapped
    path.write_bytes(data)
    return path
