"""Requests per second of the list page and of the API's list, on a workbench with so many audits.

`python bench/serve_load.py 10000` fills a SQLite database with finished audits of 500 apps, starts `appaudit serve` on
it, and asks with 8 connections for 5 seconds each.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from appaudit.serve.database import Database
from appaudit.serve.models import App, Audit
from appaudit.serve.settings import default_database

PAGES = {
    "list page": "/",
    "list page, a page in the middle": "/?before=5000",
    "list page, searched": "/?q=example.app123",
    "apps": "/apps",
    "API, 50 a page": "/api/v1/audits",
    "API, 200 a page": "/api/v1/audits?limit=200",
    "API, searched": "/api/v1/audits?q=example.app123",
}
SECONDS, CONNECTIONS = 5.0, 8


def fill(database: Database, count: int) -> None:
    """Audits as they are when they have ended."""
    row = {
        "findings": 31,
        "by_severity": {"critical": 1, "high": 9, "medium": 15, "low": 6},
        "since": {"new": 1, "open": 30},
    }
    with database.session() as session:
        apps = [
            App(platform="android", package=f"com.example.app{n}", label=f"应用{n}", created_at=0.0) for n in range(500)
        ]
        session.add_all(apps)
        session.flush()
        audits = [
            Audit(
                app_id=apps[n % 500].id, package=apps[n % 500].package, label=apps[n % 500].label, created_at=float(n),
                name=f"app{n}.apk", sha256=f"{n:064x}", size=50_000_000, as_of="2026-11-28", state="done",
                outcome="done", version_name=f"1.{n}", version_code=str(n), verdict_zh="需要整改",
                verdict_en="To be changed", exit_code=1, finished_at=float(n), row=row,
            )
            for n in range(count)
        ]  # fmt: skip
        for audit in audits:
            audit.write_names()
        session.add_all(audits)


def rate(address: str, path: str) -> tuple[float, float]:
    """Answers in a second, and the slowest of a hundred in milliseconds."""
    took: list[float] = []
    ends_at = time.monotonic() + SECONDS

    def ask() -> None:
        with httpx.Client(base_url=address, headers={"Accept": "text/html"}) as client:
            while (begins := time.monotonic()) < ends_at:
                client.get(path).raise_for_status()
                took.append(time.monotonic() - begins)

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(took) / SECONDS, sorted(took)[int(len(took) * 0.99)] * 1000


def processor_seconds(process: int) -> float:
    """What a process has used so far (Linux): the figure that a loaded machine does not change much."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print a line a page."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = Database(default_database(folder))
        fill(database, count)
        database.close()
        words = [
            "serve",
            "--port",
            "0",
            "--database",
            default_database(folder),
            "--storage",
            name,
            "--most-requests",
            "0",
        ]
        process = subprocess.Popen([sys.executable, "-m", "appaudit", *words], stderr=subprocess.PIPE, text=True)
        try:
            assert process.stderr  # noqa: S101  # it was asked for
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
            for what, path in PAGES.items():
                httpx.get(address + path, headers={"Accept": "text/html"}, timeout=60)
                used = processor_seconds(process.pid)
                found, slowest = rate(address, path)
                cost = (processor_seconds(process.pid) - used) / (found * SECONDS) * 1000
                print(
                    f"{what:34} {found:6.0f} a second, 99 of 100 within {slowest:.0f} ms, {cost:.1f} ms of processor",
                    flush=True,
                )
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
