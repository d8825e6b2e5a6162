"""A PostgreSQL server of the tests' own: in a folder, reached through a socket there and through no port."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server with an empty database; skips, and says so, where none is installed.

    The server refuses to run as root, who becomes somebody else for it; pytest lets nobody else into its folders.
    """
    if not shutil.which("initdb") or not shutil.which("pg_ctl"):
        pytest.skip("no PostgreSQL is installed: what needs one was not tested")
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="appaudit-pg-"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}

    def run(*words: str) -> None:
        done = subprocess.run(
            words, user=user, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")
        run("initdb", "-D", data, "-U", "tester", "-A", "trust", "-N", "-E", "UTF8", "--locale=C")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60 -c shared_buffers=16MB"
        run("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
