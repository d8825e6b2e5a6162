"""Files that spare the next run some work: where they lie, and how they are written and read.

A cache that cannot be read or written costs time and nothing else: a read-only home or a full disk is no reason to
fail an audit. What another user could have written is not read.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from appaudit.whole_files import read_own, write_whole

read_cached = read_own


def cache_folder() -> Path:
    """Where the platform wants caches: `$XDG_CACHE_HOME`, `%LOCALAPPDATA%` or `~/.cache`."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "appaudit"


def write_cached(path: Path, content: bytes, *, kept: int) -> None:
    """Write a file atomically, for this user only, and remove all but the `kept` newest with its suffix."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, content, mode=0o600)
        others = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda item: item.stat().st_mtime, reverse=True)
        for old in others[kept:]:
            old.unlink(missing_ok=True)
