"""The workbench under load: from drop to report against the command line, many at once, and kills.

    python bench/workbench.py PACKAGE [--uploads 50] [--jobs 2] [--kills 10] [--two-servers 10] [--attacks]

Every part starts servers of its own in a new folder: on SQLite, and two of them on a PostgreSQL of their own
(`--two-servers`). Linux only.
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
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psutil
from sqlalchemy import Engine, create_engine

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.support.postgresql import postgresql

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*/*.apk"))


@contextmanager
def serving(folder: Path, jobs: int, *more: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server as a process, with all it keeps in a folder."""
    process, address = started(folder, jobs, f"sqlite:///{folder}/a.db", *more)
    try:
        yield process, address
    finally:
        process.kill()
        process.wait()


def started(folder: Path, jobs: int, database: str, *more: str) -> tuple[subprocess.Popen[bytes], str]:
    """A new server and its address, once it answers."""
    words = [sys.executable, "-m", "appaudit", "serve", "--port", "0", "--jobs", str(jobs), "--lang", "en"]
    words += ["--database", database, "--storage", f"{folder}/files", *more]
    handle, name = tempfile.mkstemp(dir=folder)
    process = subprocess.Popen(words, stderr=handle)
    os.close(handle)
    while not (found := re.findall(r"http://127\.0\.0\.1:\d+", Path(name).read_text())):
        if process.poll() is not None:
            sys.exit(Path(name).read_text())
        time.sleep(0.01)
    return process, found[0]


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
                children = readers_of(process)
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
        states = counted(item["outcome"] for item in found)
        connection = sqlite3.connect(folder / "a.db")
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
        keys = {
            row[0] for table in ("audit_files", "documents") for row in connection.execute(f"SELECT key FROM {table}")
        }
        files = {path.name for path in (folder / "files" / "files").glob("*/*")}
        print(f"killed {killed}; {len(accepted)} audits accepted, ended: {states}; database {check}")
        print(f"  rows without a file {len(keys - files)}, files without a row {len(files - keys)}")


def readers_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The processes of a server that read packages."""
    return [child for child in psutil.Process(process.pid).children() if "spawn" in " ".join(child.cmdline())]


def counted(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(words))


#: Writes down who took which audit from whom, whatever the servers say of it.
NOTES = """
CREATE TABLE seen (id bigserial, audit bigint, before text, after text);
CREATE FUNCTION note() RETURNS trigger AS $$ BEGIN
  INSERT INTO seen (audit, before, after) VALUES (NEW.id, OLD.owner, NEW.owner); RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER noted BEFORE UPDATE ON audits FOR EACH ROW
  WHEN (NEW.owner <> OLD.owner AND NEW.owner <> '') EXECUTE FUNCTION note();
"""


def two_servers(count: int, jobs: int, seed: int = 1) -> None:
    """Two servers on one PostgreSQL: who reads what, at first in peace, then under kill -9 of servers and readers.

    Leases end by themselves, after their half minute. What was taken from a server that still lived would have been
    read twice: such a one takes something later.
    """
    chance = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as name, postgresql() as database, ExitStack() as stack:
        folder = Path(name)
        servers = [started(folder, jobs, database) for _ in range(2)]
        stack.callback(lambda: [process.kill() for process, _ in servers])
        engine = create_engine(database.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.exec_driver_sql(NOTES)
        accepted = [sent_to(chance.choice(servers)[1], package) for package in SAMPLES[:12]]
        wait_for_all(servers[0][1], accepted)
        tell_who_read(engine, "in peace")
        killed = {"server": 0, "reader": 0}
        for _ in range(count):
            for package in chance.sample(SAMPLES, 3):
                accepted.append(sent_to(chance.choice(servers)[1], package))
            time.sleep(chance.uniform(0, 4))
            victim = chance.randrange(2)
            children = readers_of(servers[victim][0])
            if children and chance.random() < 0.5:
                chance.choice(children).send_signal(signal.SIGKILL)
                killed["reader"] += 1
                continue
            servers[victim][0].send_signal(signal.SIGKILL)
            servers[victim][0].wait()
            killed["server"] += 1
            servers[victim] = started(folder, jobs, database)
        found = wait_for_all(servers[0][1], accepted)
        tell_who_read(engine, f"killed {killed}")
        with engine.connect() as connection:
            keys = {
                row[0]
                for table in ("audit_files", "documents")
                for row in connection.exec_driver_sql(f"SELECT key FROM {table}")
            }
        files = {path.name for path in (folder / "files" / "files").glob("*/*")}
        print(f"  {len(accepted)} audits accepted, ended: {counted(item['outcome'] for item in found)}")
        print(f"  rows without a file {len(keys - files)}, files without a row {len(files - keys)}", flush=True)
        engine.dispose()


def sent_to(address: str, package: Path) -> int:
    with httpx.Client(base_url=address, timeout=120) as client:
        return upload(client, package)


def wait_for_all(address: str, audits: Iterable[int]) -> list[dict[str, Any]]:
    with httpx.Client(base_url=address, timeout=120) as client:
        return [ended(client, audit, 0.2) for audit in audits]


def tell_who_read(engine: Engine, when: str) -> None:
    """How often audits were taken, from whom, and whether anybody who lived was robbed."""
    with engine.connect() as connection:
        taken = connection.exec_driver_sql("SELECT id, audit, before, after FROM seen ORDER BY id").all()
        audits, repeated = connection.exec_driver_sql(
            "SELECT count(*), count(*) FILTER (WHERE is_repeated) FROM audits"
        ).one()
    over = [row for row in taken if row.before]
    robbed = [row for row in over if any(other.after == row.before and other.id > row.id for other in taken)]
    print(
        f"two servers, {when}: {audits} audits, {repeated} read again with what their app has, taken {len(taken)} times"
    )
    print(f"  by {len({row.after for row in taken})} servers; {len(over)} from another, {len(robbed)} of them alive")


def attacks(jobs: int) -> None:
    """Packages that unpack to gigabytes or never end, beside sound ones; memory of the server is watched."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bomb, slow = folder / "bomb.apk", folder / "slow.apk"
        for path, part in ((bomb, "classes.dex"), (slow, "assets/privacy.html")):
            with (
                zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
                archive.open(part, "w", force_zip64=True) as stream,
            ):
                for _ in range(2048):
                    stream.write(bytes(1 << 20))
        policy = folder / "policy.html"
        policy.write_text("".join(f"<p>我们会收集您的第{n}项设备信息并与第三方共享。" for n in range(400_000)))
        with (
            serving(folder, jobs, "--timeout", "30") as (process, address),
            httpx.Client(base_url=address, timeout=600) as client,
        ):
            first = psutil.Process(process.pid).memory_info().rss
            audits = {path.name: upload(client, path) for path in (bomb, slow)}
            with policy.open("rb") as stream, SAMPLES[0].open("rb") as package:
                files = {"package": ("endless.apk", package), "policy": ("policy.html", stream)}
                audits["endless.apk"] = int(client.post("/api/v1/audits", files=files).json()["id"])
            audits |= {f"sound {number}": upload(client, SAMPLES[1]) for number in range(4)}
            for what, audit in audits.items():
                found = ended(client, audit, 0.1)
                print(f"  {what}: {found['outcome']}, exit code {found['exit_code']}: {found['detail'][:90]}")
            last = psutil.Process(process.pid)
            print(f"  server {first >> 20} MB before, {last.memory_info().rss >> 20} MB after", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", nargs="*", type=Path)
    parser.add_argument("--uploads", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--two-servers", type=int, default=0)
    parser.add_argument("--attacks", action="store_true")
    choice = parser.parse_args()
    print(json.dumps({"cores": os.cpu_count(), "load": os.getloadavg()}))
    for package in choice.packages:
        drop_to_report(package)
    if choice.uploads:
        many_at_once(choice.uploads, choice.jobs)
    if choice.kills:
        kills(choice.kills, choice.jobs)
    if choice.two_servers:
        two_servers(choice.two_servers, choice.jobs)
    if choice.attacks:
        attacks(choice.jobs)


if __name__ == "__main__":
    main()
