"""The workbench under load: from drop to report against the command line, many at once, and kills.

    python bench/workbench.py PACKAGE [--uploads 50] [--jobs 2] [--kills 10]

Every part starts a server of its own in a new folder, on SQLite. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psutil

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*/*.apk"))


@contextmanager
def serving(folder: Path, jobs: int, *, port: int = 0) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server as a process, with all it keeps in a folder."""
    words = [sys.executable, "-m", "appaudit", "serve", "--port", str(port), "--jobs", str(jobs), "--lang", "en"]
    words += ["--database", f"sqlite:///{folder}/a.db", "--storage", f"{folder}/files"]
    with (folder / "said").open("w") as said:
        process = subprocess.Popen(words, stderr=said)
    try:
        while not (found := re.findall(r"http://127\.0\.0\.1:\d+", (folder / "said").read_text())):
            if process.poll() is not None:
                sys.exit((folder / "said").read_text())
            time.sleep(0.01)
        yield process, found[0]
    finally:
        process.kill()
        process.wait()


def upload(client: httpx.Client, package: Path, **form: str) -> int:
    with package.open("rb") as stream:
        answer = client.post("/api/v1/audits", files={"package": (package.name, stream)}, data=form)
    answer.raise_for_status()
    return int(answer.json()["id"])


def ended(client: httpx.Client, audit: int, pause: float = 0.01) -> dict[str, Any]:
    while True:
        found: dict[str, Any] = client.get(f"/api/v1/audits/{audit}").json()
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(pause)


def drop_to_report(package: Path, rounds: int = 5) -> None:
    """From the first byte of the upload to the last of the HTML report, in turn with the command line."""
    with (
        tempfile.TemporaryDirectory() as name,
        serving(Path(name), 1) as (_, address),
        httpx.Client(base_url=address, timeout=600) as client,
    ):
        for warm in SAMPLES[:2]:  # the process that reads is started by the first, which every next one finds
            number = upload(client, warm)
            ended(client, number)
            client.get(f"/audits/{number}/report")
        page, line = [], []
        for number in range(rounds):
            begun = time.perf_counter()
            audit = upload(client, package, as_of=f"2026-11-{number + 1:02}")
            found = ended(client, audit)
            if found["state"] != "done":
                sys.exit(f"no report: {found['detail']}")
            client.get(f"/audits/{audit}/report").raise_for_status()
            page.append(time.perf_counter() - begun)
            client.delete(f"/api/v1/audits/{audit}")
            begun = time.perf_counter()
            words = ["scan", str(package), "--fail-on", "never", "-q", "--output", f"{name}/line.html"]
            subprocess.run([sys.executable, "-m", "appaudit", *words], check=True, capture_output=True)
            line.append(time.perf_counter() - begun)
    best = min(page) - min(line)
    print(f"drop to report of {package.name}, {package.stat().st_size / 1e6:.1f} MB, {rounds} rounds in turn:")
    print(f"  page {statistics.median(page):.2f} s (best {min(page):.2f})")
    print(f"  line {statistics.median(line):.2f} s (best {min(line):.2f}); page over line, best: {best:+.2f} s")


def many_at_once(count: int, jobs: int) -> None:
    """Uploads at the same moment; all are answered, and memory of the server is watched."""
    with tempfile.TemporaryDirectory() as name, serving(Path(name), jobs) as (process, address):
        peak, stopping = [0, 0], threading.Event()

        def watch() -> None:
            server = psutil.Process(process.pid)
            while not stopping.wait(0.1):
                with suppress(psutil.Error):
                    children = sum(child.memory_info().rss for child in server.children(recursive=True))
                    peak[:] = max(peak[0], server.memory_info().rss), max(peak[1], children)

        watcher = threading.Thread(target=watch)
        watcher.start()
        begun = time.perf_counter()
        with httpx.Client(base_url=address, timeout=600) as client, ThreadPoolExecutor(count) as executor:
            first = psutil.Process(process.pid).memory_info().rss
            audits = list(executor.map(lambda n: upload(client, SAMPLES[n % len(SAMPLES)]), range(count)))
            answered = time.perf_counter() - begun
            found = [ended(client, audit, 0.2) for audit in audits]
        seconds = time.perf_counter() - begun
        stopping.set()
        watcher.join()
    states = {state: sum(item["state"] == state for item in found) for state in ("done", "failed")}
    print(f"{count} uploads at once, {jobs} jobs: all accepted in {answered:.1f} s, ended in {seconds:.1f} s: {states}")
    print(
        f"  server {first >> 20} MB before, {peak[0] >> 20} MB at most; processes that read {peak[1] >> 20} MB at most"
    )


def kills(count: int, jobs: int, seed: int = 1) -> None:
    """Kill -9 of the server or of a process that reads, at random moments; nothing that was accepted is lost."""
    chance = random.Random(seed)  # noqa: S311
    accepted: list[int] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        killed = {"server": 0, "reader": 0}
        for _ in range(count):
            with serving(folder, jobs) as (process, address), httpx.Client(base_url=address, timeout=60) as client:
                for package in chance.sample(SAMPLES, 3):
                    accepted.append(upload(client, package))
                time.sleep(chance.uniform(0, 4))
                children = [
                    child for child in psutil.Process(process.pid).children() if "spawn" in " ".join(child.cmdline())
                ]
                if children and chance.random() < 0.5:
                    children[0].send_signal(signal.SIGKILL)
                    killed["reader"] += 1
                    time.sleep(chance.uniform(0, 1))
                process.send_signal(signal.SIGKILL)
                killed["server"] += 1
                process.wait()
            connection = sqlite3.connect(folder / "a.db")
            connection.execute("UPDATE audits SET lease_until = 1")  # as if half a minute had passed
            connection.commit()
            connection.close()
        with serving(folder, jobs) as (_, address), httpx.Client(base_url=address, timeout=60) as client:
            found = [ended(client, audit, 0.2) for audit in accepted]
        states: dict[str, int] = {}
        for item in found:
            states[item["outcome"]] = states.get(item["outcome"], 0) + 1
        connection = sqlite3.connect(folder / "a.db")
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
        keys = {
            row[0] for table in ("audit_files", "documents") for row in connection.execute(f"SELECT key FROM {table}")
        }
        files = {path.name for path in (folder / "files" / "files").glob("*/*")}
        print(f"killed {killed}; {len(accepted)} audits accepted, ended: {states}; database {check}")
        print(f"  rows without a file {len(keys - files)}, files without a row {len(files - keys)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", nargs="*", type=Path)
    parser.add_argument("--uploads", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    choice = parser.parse_args()
    print(json.dumps({"cores": os.cpu_count(), "load": os.getloadavg()}))
    for package in choice.packages:
        drop_to_report(package)
    if choice.uploads:
        many_at_once(choice.uploads, choice.jobs)
    if choice.kills:
        kills(choice.kills, choice.jobs)


if __name__ == "__main__":
    main()
