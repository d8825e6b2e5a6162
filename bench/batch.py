"""Packages a minute of `appaudit scan DIR --jobs N`, with a zip bomb in the folder and a worker killed on the way.

    python bench/batch.py FOLDER... [--count 200] [--jobs 1 2] [--out DIR]

Takes the packages of the folders, and the same again under other names until there are enough. One is replaced by a zip
bomb, and after a third of the packages one worker is killed with SIGKILL. Prints for each number of workers: seconds,
processor seconds, packages a minute, the highest memory of all processes together (sampled five times a second), and
what came out. Linux only: it looks into /proc.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ENDINGS = (".apk", ".apks", ".xapk", ".aar", ".jar")


def fill(folder: Path, sources: list[Path], count: int) -> None:
    """Links to the packages of the sources, repeated, and a bomb of 2 GB in 2 MB."""
    packages = sorted(path for source in sources for path in source.rglob("*") if path.name.endswith(ENDINGS))
    if not packages:
        sys.exit("no packages")
    for number in range(count - 1):
        package = packages[number % len(packages)]
        (folder / f"{number:03}-{package.name}").symlink_to(package.resolve())
    with zipfile.ZipFile(folder / f"{count // 2:03}-bomb.apk", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("AndroidManifest.xml", b"\x03\x00\x08\x00")
        for number in range(1, 5):
            with bomb.open(f"classes{number if number > 1 else ''}.dex", "w") as entry:
                for _ in range(512):
                    entry.write(bytes(1 << 20))


def children(pid: int) -> list[int]:
    """The worker processes of a scan, and not the tracker that Python starts beside them."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            if b"spawn_main" in command:
                found.append(int(child))
    return found


def resident(pid: int) -> int:
    """Bytes in memory of one process; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def cpu_seconds() -> float:
    """Processor time of all processes that ended below this one: what a busy machine cannot stretch."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(folder: Path, out: Path, jobs: int, count: int) -> dict[str, object]:
    """One batch with a worker killed after a third of it."""
    command = [sys.executable, "-m", "appaudit", "scan", str(folder), "--jobs", str(jobs), "--output", str(out)]
    command += ["--fresh", "--progress", "on", "--fail-on", "never", "--as-of", "2026-11-24"]
    start, used = time.monotonic(), cpu_seconds()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=(out.parent / "log").open("wb"))
    peak, killed = 0, False
    while process.poll() is None:
        workers = children(process.pid)
        peak = max(peak, resident(process.pid) + sum(map(resident, workers)))
        done = (out.parent / "log").read_bytes().count(b"\n")
        if not killed and done >= count // 3 and workers:
            os.kill(workers[0], signal.SIGKILL)
            killed = True
        time.sleep(0.2)
    seconds = time.monotonic() - start
    index = json.loads((out / "index.json").read_text("utf-8"))
    outcomes = collections.Counter(row["outcome"] for row in index["rows"])
    bomb = next(row for row in index["rows"] if row["path"].endswith("bomb.apk"))
    return {
        "jobs": jobs,
        "packages": len(index["rows"]),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds() - used, 1),
        "packages_a_minute": round(len(index["rows"]) / seconds * 60),
        "peak_mb": round(peak / 1e6),
        "exit_code": process.returncode,
        "outcomes": dict(outcomes),
        "bomb": [bomb["outcome"], "complete" if bomb["complete"] else "incomplete"],
        "reports": len(list(out.glob("*.report.html"))),
        "left_over": sorted(path.name for path in out.iterdir() if path.name.startswith(".")),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        fill(folder, arguments.folders, arguments.count)
        for jobs in arguments.jobs:
            out = (arguments.out or Path(name)) / f"out{jobs}"
            out.parent.mkdir(parents=True, exist_ok=True)
            print(json.dumps(run(folder, out, jobs, arguments.count)), flush=True)


if __name__ == "__main__":
    main()
