"""A batch of thousands of packages whose processes are killed and whose folders are attacked while it works.

    python bench/soak.py FOLDER [--count 5000] [--minutes 60] [--jobs 2] [--seed 1]

Fills `FOLDER/in` (`soak_packages.py`), audits it once undisturbed, and then again and again, each time into a new
folder, until the time is over; what is left of the last round then is done undisturbed. In each of these rounds workers
and the whole batch are killed with SIGKILL at random and the batch is resumed, and links and pipes of another user are
planted at names of reports, partial files, the journal, the staging folder and caches, and in place of packages
(`soak_attacks.py`). A round ends with a resumed run that nobody disturbs; then every package must have one row and the
report of the undisturbed run to the byte, and nothing outside the output may have changed. Prints a line for each
round, and memory by tenths of the time. Linux only, best as root: only root can plant files that belong to somebody
else. Exit code 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.batch import children, resident
from bench.soak_attacks import JOURNAL, Attacker
from bench.soak_packages import fill

#: Seconds without a byte written to the log of the batch after which it hangs.
STILL = 300
#: How often a round is killed as a whole, so that it comes to an end.
MOST_KILLS = 12


@dataclass
class Soak:
    """The folders of a soak, its processes, and what was seen of their memory."""

    root: Path
    jobs: int
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)
    samples: list[tuple[float, str, int, int]] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None
    is_over: bool = False

    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTHONDONTWRITEBYTECODE")}
        places = {"HOME": "home", "XDG_CACHE_HOME": "cache", "TMPDIR": "tmp", "PYTHONPYCACHEPREFIX": "compiled"}
        for name in places.values():
            (self.root / name).mkdir(exist_ok=True, parents=True)
        places = {name: str(self.root / place) for name, place in places.items()}
        return {**inherited, **places, "SOAK_OF_APPAUDIT": self.mark}

    def start(self, out: Path, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "appaudit", "scan", str(self.root / "in"), "--jobs", str(self.jobs)]
        command += ["--output", str(out), "--format", "json", "--fail-on", "never", "--as-of", "2026-11-28"]
        command += ["--progress", "on", "--allow-unreadable", *options]
        with self.log(out).open("ab") as log:
            log.write(b"---- begins\n")
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=self.environment(), cwd=self.root
            )
        return self.process

    def log(self, out: Path) -> Path:
        return self.root / f"{out.name}.log"

    def watch(self) -> None:
        """Memory of the batch and of its workers, twice a second, until the soak is over."""
        while not self.is_over:
            process = self.process
            if process and process.poll() is None:
                try:
                    workers = children(process.pid)
                except OSError:  # one ended while we looked
                    workers = []
                now = time.monotonic()
                self.samples.append((now, "batch", process.pid, resident(process.pid)))
                self.samples += [(now, "worker", pid, resident(pid)) for pid in workers]
            time.sleep(0.5)

    def survivors(self) -> list[int]:
        """Processes of this soak that are alive, whoever started them."""
        found = []
        for place in Path("/proc").glob("[0-9]*/environ"):
            try:
                if f"SOAK_OF_APPAUDIT={self.mark}".encode() in place.read_bytes():
                    found.append(int(place.parent.name))
            except OSError:
                continue
        return found


def waited(soak: Soak, process: subprocess.Popen[bytes], out: Path) -> str:
    """How an undisturbed run ended: nothing, or what is wrong."""
    log, size, since = soak.log(out), -1, time.monotonic()
    while process.poll() is None:
        if log.stat().st_size != size:
            size, since = log.stat().st_size, time.monotonic()
        elif time.monotonic() - since > STILL:
            process.kill()
            return "hangs"
        time.sleep(0.2)
    return "" if process.returncode in (0, 3) else f"exit code {process.returncode}"


def disturbed(
    soak: Soak, out: Path, attacker: Attacker, chance: random.Random, until: float
) -> collections.Counter[str]:
    """One run until its end or the given time, killed and resumed; counts of what was done, and of what went wrong.

    A worker is killed after some dozens of packages and the batch after some hundreds, however busy the machine is.
    """
    counts: collections.Counter[str] = collections.Counter()
    log, done, since = soak.log(out), 0, time.monotonic()
    process = soak.start(out, "--resume")
    next_worker, next_batch = chance.randint(10, 80), chance.randint(50, 800)
    while True:
        time.sleep(chance.uniform(0.1, 1.0))
        if process.poll() is not None:
            if process.returncode in (0, 3):
                return counts
            counts[f"ended with exit code {process.returncode}, resumed"] += 1
            attacker.take_away()
            process = soak.start(out, "--resume")
        if time.monotonic() > until:
            process.kill()
            process.wait()
            counts["WRONG: workers outlive their batch"] += outlived(soak)
            return counts
        if (lines := log.read_bytes().count(b"\n")) != done:
            done, since = lines, time.monotonic()
        elif time.monotonic() - since > STILL:
            counts["WRONG: hangs"] += 1
            process.kill()
        if chance.random() < 0.3:
            counts[attacker.plant()] += 1
        if done >= next_worker:
            next_worker = done + chance.randint(10, 80)
            counts["workers killed"] += attacker.kill_worker(process.pid)
        if done >= next_batch and counts["batches killed"] < MOST_KILLS:
            next_batch = done + chance.randint(50, 800)
            counts["batches killed"] += 1
            process.kill()
            process.wait()
            counts["WRONG: workers outlive their batch"] += outlived(soak)
            counts[attacker.plant_between_runs()] += 1
            process = soak.start(out, "--resume")


def outlived(soak: Soak) -> int:
    """How many processes are alive ten seconds after the batch was killed."""
    until = time.monotonic() + 10
    while soak.survivors() and time.monotonic() < until:
        time.sleep(0.1)
    left = soak.survivors()
    for pid in left:
        os.kill(pid, 9)
    return len(left)


def rows_of(out: Path) -> dict[str, dict[str, object]]:
    index = json.loads((out / "index.json").read_text("utf-8"))
    rows = {row["path"]: row for row in index["rows"]}
    if len(rows) != len(index["rows"]):
        raise SystemExit("a package has two rows")
    return rows


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def compared(reference: Path, out: Path) -> collections.Counter[str]:
    """What differs between the rows and reports of two outputs."""
    wrong: collections.Counter[str] = collections.Counter()
    before, after = rows_of(reference), rows_of(out)
    wrong["WRONG: packages without a row"] += len(before.keys() - after.keys())
    wrong["WRONG: rows of no package"] += len(after.keys() - before.keys())
    names = [name for row in after.values() for name in row["reports"].values()]
    wrong["WRONG: reports that two rows name"] += len(names) - len(set(names))
    for path in before.keys() & after.keys():
        one, other = ({**row, "reports": sorted(row["reports"])} for row in (before[path], after[path]))
        if one != other:
            wrong[f"WRONG: rows, {one['outcome']} became {other['outcome']}"] += 1
            print(f"  {path}: {other['outcome']} {other['detail']}", flush=True)
            continue
        for name, file in before[path]["reports"].items():
            place = out / after[path]["reports"][name]
            if place.is_symlink() or not place.is_file() or digest(place) != digest(reference / file):
                wrong["WRONG: reports"] += 1
                print(f"  {path}: {place.name} is not the report of the undisturbed run", flush=True)
            wrong["reports under another name"] += place.name != file
    return wrong


def state(*folders: Path) -> dict[str, tuple[int, int, int, str]]:
    """Every file below the folders with its kind, size, time and, for victims, content."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            status = path.lstat()
            content = digest(path) if "victims" in path.parts and path.is_file() else ""
            found[str(path)] = (status.st_mode, status.st_size if content else 0, status.st_mtime_ns, content)
    return {path: value for path, value in found.items() if not os.path.isdir(path)}  # noqa: PTH112


def by_tenths(soak: Soak, begun: float) -> dict[str, list[int]]:
    """The highest memory in megabytes of the batch, of one worker and of all together, in each tenth of the time."""
    span = max(time.monotonic() - begun, 1)
    found: dict[str, list[int]] = {name: [0] * 10 for name in ("batch", "worker", "together")}
    together: collections.Counter[float] = collections.Counter()
    for moment, role, _, size in soak.samples:
        if moment >= begun:
            tenth = min(9, int((moment - begun) / span * 10))
            found[role][tenth] = max(found[role][tenth], round(size / 1e6))
            together[moment] += size
    for moment, size in together.items():
        tenth = min(9, int((moment - begun) / span * 10))
        found["together"][tenth] = max(found["together"][tenth], round(size / 1e6))
    return found


def round_of(soak: Soak, reference: Path, out: Path, seed: int, until: float) -> collections.Counter[str]:
    """One output folder from nothing to its end; counts, those that begin with WRONG are failures."""
    chance = random.Random(seed)  # noqa: S311  # the same seed must give the same attacks
    names = [name for row in rows_of(reference).values() for name in row["reports"].values()]
    attacker = Attacker(soak.root, out, names, chance)
    counts = disturbed(soak, out, attacker, chance, until)
    attacker.take_away()
    for _ in range(2):
        said = waited(soak, soak.start(out, "--resume"), out)
        counts[f"WRONG: last run {said}"] += bool(said)
    counts += compared(reference, out)
    counts["files left over"] += sum(path.name.startswith(".") and path.name != JOURNAL for path in out.iterdir())
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="keep packages and undisturbed run of the last soak")
    arguments = parser.parse_args()
    soak = Soak(arguments.folder.resolve(), arguments.jobs)
    if not arguments.again:
        shutil.rmtree(soak.root, ignore_errors=True)
    soak.environment()
    fill(soak.root / "in", 0 if arguments.again else arguments.count, arguments.seed)
    threading.Thread(target=soak.watch, daemon=True).start()
    begun, reference = time.monotonic(), soak.root / "undisturbed"
    said = "" if arguments.again else waited(soak, soak.start(reference, "--fresh"), reference)
    outcomes = collections.Counter(row["outcome"] for row in rows_of(reference).values())
    print(f"undisturbed: {round(time.monotonic() - begun)} s {said} {dict(outcomes)}", flush=True)
    print("memory:", json.dumps(by_tenths(soak, begun)), flush=True)
    Attacker.make_victims(soak.root)
    outside = [soak.root / name for name in ("in", "victims", "home", "tmp")]
    total = collections.Counter([f"WRONG: {said}"] if said else [])
    before, begun, number = state(*outside), time.monotonic(), 0
    while time.monotonic() - begun < arguments.minutes * 60:
        number += 1
        out = soak.root / f"round{number}"
        counts = round_of(soak, reference, out, arguments.seed * 1000 + number, begun + arguments.minutes * 60)
        after = state(*outside)
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        counts["WRONG: files changed outside the output"] += len(changed)
        print(f"round {number}, {round(time.monotonic() - begun)} s:", json.dumps(+counts, sort_keys=True), flush=True)
        for path in sorted(changed)[:20]:
            print(f"  {path}: {before.get(path)} {after.get(path)}", flush=True)
        total += counts
        if not any(name.startswith("WRONG") for name in +counts):
            shutil.rmtree(out)
    soak.is_over = True
    print("all:", json.dumps(+total, sort_keys=True), flush=True)
    print("memory:", json.dumps(by_tenths(soak, begun)), flush=True)
    sys.exit(any(name.startswith("WRONG") for name in +total))


if __name__ == "__main__":
    main()
