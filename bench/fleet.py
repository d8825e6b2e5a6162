"""Fleets: packages a minute beside the plain pool, what a kill of everything leaves, questions to many rows, and costs.

    python bench/fleet.py reading FOLDER... [--count 1000] [--jobs 2] [--out DIR]
    python bench/fleet.py killing FOLDER... --work DIR [--count 10000] [--jobs 2] [--s3]
    python bench/fleet.py questions TABLES [--packages 100000] [--out DIR]
    python bench/fleet.py costs TABLES

`reading` copies the packages of the folders until there are enough, each made another file by the comment of its zip
archive, with a bomb among each hundred. The copies go through `scan --jobs N` and through `fleet`, in turn.

`killing` does the same with packages among them that want more memory than they get: one kind fits at the second
attempt, the other never. `fleet` reads them once undisturbed from the folder, and once, from a server that speaks S3
where `--s3` says so, while processes that read packages are killed and stopped at random, and workers now and then;
everything (scheduler, workers, command) is killed after a third and the command given again; at the end packages that
were given up are asked for once more. The tables of both must be equal. Its work folder is kept, and the command goes
on where it was.

`questions` multiplies the packages of tables that `fleet` wrote, and asks every named question. `costs` fits seconds
to megabytes of bytecode. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psutil

from appaudit.catalog.questions import load_questions
from appaudit.fleet.ask import asking
from appaudit.fleet.plan import MOST_PACKAGES
from appaudit.fleet.schema import OF_PACKAGES, OF_RUNS, REPEATABLE, columns
from appaudit.fleet.storage import Storage
from appaudit.fleet.tables import COMMIT, Tables, connect

ENDINGS = (".apk", ".apks", ".xapk", ".aab", ".hap", ".aar", ".jar")
AS_OF = ["--as-of", "2026-11-24"]
#: One bomb in so many packages, and one that eats memory; every second of these fits at the second attempt.
BOMBS, EATERS = 100, 1250
#: MB at the first and at the second attempt of `killing`, and how often the code of an app stands in an eater. The
#: first wants about 0.9 GB, the second about 4 GB.
MEMORY = (600, 2048)
FITTING, TOO_LARGE = 16, 80
#: Seconds that a package may take in `killing`: many times what any of them needs, even on a busy machine.
SECONDS = 120
#: Columns that differ between two runs from two places: of names, and how often a process died.
SKIPPED = ("uri", "stamp", "key", "attempts")
#: Seconds between two disturbances, and which of them is done to a process that reads, or (None) to a worker. One that
#: is stopped keeps its worker waiting for as long as a package may take.
DISTURBED = 8
DISTURBANCES = (*[signal.SIGKILL] * 12, *[signal.SIGSEGV] * 6, *[None] * 4, signal.SIGSTOP)


def eater(source: Path, copies: int, target: Path) -> Path:
    """A package that holds the largest DEX file of another many times."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        dex = max((item for item in given.infolist() if item.filename.endswith(".dex")), key=lambda one: one.file_size)
        content = given.read(dex)
        made.writestr("AndroidManifest.xml", given.read("AndroidManifest.xml"))
        for number in range(1, copies + 1):
            made.writestr(f"classes{number if number > 1 else ''}.dex", content)
    return target


def code_of(path: Path) -> int:
    """Bytes of the largest DEX file; 0 where there is none or the archive is broken, as some of the corpus are."""
    try:
        with zipfile.ZipFile(path) as archive:
            return max((item.file_size for item in archive.infolist() if item.filename.endswith(".dex")), default=0)
    except zipfile.BadZipFile:
        return 0


def fill(folder: Path, sources: list[Path], count: int, *, has_eaters: bool = False, most: int = 1 << 62) -> None:
    """Copies of packages that differ in the comment of the archive, and bombs of 2 GB in 2 MB.

    Packages of more than `most` bytes come once, the others again and again.
    """
    folder.mkdir(parents=True)
    found = (path for source in sources for path in source.rglob("*") if path.name.endswith(ENDINGS))
    packages = sorted(path for path in found if path.read_bytes()[-22:-18] == b"PK\5\6")
    if not packages:
        sys.exit("no packages")
    print(f"{len(packages)} distinct packages, {sum(path.stat().st_size for path in packages) / 1e6:.0f} MB")
    bomb = folder.parent / "bomb.apk"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("AndroidManifest.xml", b"\x03\x00\x08\x00")
        for number in range(1, 5):
            with archive.open(f"classes{number if number > 1 else ''}.dex", "w") as entry:
                for _ in range(512):
                    entry.write(bytes(1 << 20))
    eaters = list[Path]()
    if has_eaters:
        largest = max((path for path in packages if path.suffix == ".apk"), key=code_of)
        eaters = [eater(largest, copies, folder.parent / f"{copies}.apk") for copies in (FITTING, TOO_LARGE)]
    light = [path for path in packages if path.stat().st_size <= most]
    print(f"  {len(light)} of them more than once")
    for number in range(count):
        path = packages[number] if number < len(packages) else light[number % len(light)]
        if number % BOMBS == BOMBS // 2:
            path = bomb
        elif eaters and number % EATERS == EATERS // 4:
            path = eaters[number // EATERS % 2]
        comment = f"copy {number}".encode()
        content = path.read_bytes()[:-2] + struct.pack("<H", len(comment)) + comment
        (folder / f"{number:05}{path.suffix}").write_bytes(content)


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "appaudit", *map(str, words)]


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """A process with all below it."""
    try:
        top = psutil.Process(process.pid)
        return [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def resident(processes: list[psutil.Process]) -> int:
    total = 0
    for process in processes:
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue
    return total


def processor_seconds() -> float:
    """Processor time of all processes that ended below this one: what a busy machine stretches least."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(words: list[str], log: Path) -> tuple[float, float, list[int]]:
    """Seconds and processor seconds that a command takes, and the memory of it and all below it, once a second."""
    begun, used, memory = time.monotonic(), processor_seconds(), list[int]()
    with log.open("wb") as file:
        process = subprocess.Popen(words, stdout=file, stderr=file)
        while process.poll() is None:
            memory.append(resident(family(process)))
            time.sleep(1)
    if process.returncode:
        sys.exit(f"{words[3]} ended with {process.returncode}:\n{log.read_text()[-2000:]}")
    return time.monotonic() - begun, processor_seconds() - used, memory


class Done:
    """How many packages a destination knows, and how many are wanted."""

    def __init__(self, destination: str, wanted: int) -> None:
        self.destination, self.wanted = destination, wanted

    def count(self) -> int:
        return len(Tables(self.destination).known())


def contents(destination: str) -> dict[str, str]:
    """A digest of each table that two runs have in common, without where packages were found, and how often read."""
    found = {}
    with Tables(destination).connection() as connection:
        for table in REPEATABLE:
            shown = {item.name: f'"{item.name}"' for item in columns(table) if item.name not in SKIPPED}
            if table == COMMIT:  # messages name the place, too
                shown |= {name: f"replace({name}, uri, '')" for name in ("detail_zh", "detail_en")}
            names = ", ".join(shown.values())
            rows = connection.execute(f'SELECT {names} FROM "{table}" ORDER BY ALL').fetchall()
            found[table] = hashlib.sha256(repr(rows).encode("utf-8", "replace")).hexdigest()[:12] + f" {len(rows)} rows"
    return found


@contextmanager
def bucket(folder: Path) -> Iterator[str]:
    """The packages in a bucket of a server that keeps objects on disk."""
    os.environ |= {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}
    environment = {**os.environ, "MOTO_S3_DEFAULT_KEY_BUFFER_SIZE": "4096"}
    words = [sys.executable, "-m", "moto.server", "-p", "5999"]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    os.environ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:5999"
    try:
        time.sleep(5)
        storage = Storage("s3://store")
        storage.files.mkdir("store")
        storage.files.put(f"{folder}/", "store/in/", recursive=True)
        yield "s3://store"
    finally:
        server.kill()


def reading(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="fleet-", dir=options.out) as name:
        work = Path(name)
        packages = work / "in"
        fill(packages, options.folders, options.count)
        jobs = ["--jobs", options.jobs, *AS_OF]
        took: dict[str, list[tuple[float, float]]] = {"scan": [], "fleet": []}
        for turn in range(options.turns):
            out = work / f"reports-{turn}"
            words = command("scan", packages, *jobs, "--output", out, "--fail-on", "never")
            *seconds, _ = run(words, work / "scan.log")
            took["scan"].append((seconds[0], seconds[1]))
            shutil.rmtree(out)
            out = work / f"tables-{turn}"
            *seconds, memory = run(command("fleet", packages, *jobs, "--output", out), work / "fleet.log")
            took["fleet"].append((seconds[0], seconds[1]))
            quarter = max(1, -(-len(memory) // 4))
            parts = [statistics.median(memory[at : at + quarter]) / 1e6 for at in range(0, len(memory), quarter)]
            for name in ("scan", "fleet"):
                whole, processor = took[name][-1]
                rate = 60 * options.count / whole
                print(f"turn {turn + 1}, {name}: {whole:.0f} s ({rate:.0f}/min), {processor:.0f} processor seconds")
            print(
                f"  fleet, MB of all processes in each quarter: {', '.join(f'{part:.0f}' for part in parts)}",
                flush=True,
            )
        for index, kind in enumerate(("seconds", "processor seconds")):
            scan, fleet = (statistics.median(item[index] for item in took[name]) for name in ("scan", "fleet"))
            print(f"packages by {kind}, fleet : scan = {scan / fleet:.2f}", flush=True)
        sizes = sum(path.stat().st_size for path in (work / "tables-0").rglob("*.parquet"))
        print(f"tables: {sizes / options.count / 1024:.1f} KB a package")
        if options.keep:
            shutil.copytree(work / "tables-0", options.keep, dirs_exist_ok=True)


class Disturber:
    """Kills or stops a process that reads packages every few seconds, and kills a worker now and then."""

    def __init__(self, top: subprocess.Popen[bytes]) -> None:
        self.top, self.done, self.random = top, Counter[str](), random.Random(4)  # noqa: S311 - a choice that repeats
        self.at = time.monotonic() + DISTURBED

    def disturb(self) -> None:
        """One disturbance, if it is time for one. A worker of Dask is a child of the command, a reader one of it."""
        if time.monotonic() < self.at:
            return
        self.at = time.monotonic() + DISTURBED
        what = self.random.choice(DISTURBANCES)
        try:
            workers = [child for child in psutil.Process(self.top.pid).children() if child.children()]
            found = workers if what is None else [child for worker in workers for child in worker.children()]
            found = [one for one in found if "resource_tracker" not in " ".join(one.cmdline())]
            if found:
                self.random.choice(found).send_signal(signal.SIGKILL if what is None else what)
                self.done["worker killed" if what is None else f"reader {what.name}"] += 1
        except psutil.Error:
            return


def disturbed(words: list[str], log: Path, done: Done | None) -> None:
    """Run a command and disturb it; kill it with all below it as soon as enough packages are in the tables."""
    begun, looked = time.monotonic(), 0.0
    with log.open("ab") as file:
        process = subprocess.Popen(words, stdout=file, stderr=file)
        disturber = Disturber(process)
        while process.poll() is None:
            disturber.disturb()
            time.sleep(1)
            if done and time.monotonic() > looked + 20:
                looked = time.monotonic()
                if done.count() >= done.wanted:
                    for one in family(process):
                        one.send_signal(signal.SIGKILL)
        process.wait()
    print(f"  {time.monotonic() - begun:.0f} s, exit code {process.returncode}, {dict(disturber.done)}", flush=True)


def killing(options: argparse.Namespace) -> None:
    work: Path = options.work
    packages = work / "in"
    if not packages.exists():
        fill(packages, options.folders, options.count, has_eaters=True, most=options.most_kilobytes << 10)
    limits = ["--timeout", SECONDS, "--memory", MEMORY[0], "--big-memory", MEMORY[1]]
    rest = ["--jobs", options.jobs, *AS_OF, *limits, "--output"]
    seconds, processor, memory = run(command("fleet", packages, *rest, work / "tables"), work / "tables.log")
    print(f"undisturbed: {seconds:.0f} s, {processor:.0f} processor seconds")
    tenth = max(1, -(-len(memory) // 10))
    parts = [statistics.median(memory[at : at + tenth]) / 1e6 for at in range(0, len(memory), tenth)]
    print(f"  MB of all processes in each tenth of the time: {', '.join(f'{part:.0f}' for part in parts)}", flush=True)
    with bucket(packages) if options.s3 else local(work) as place:
        source, out = (f"{place}/in", f"{place}/out") if options.s3 else (str(packages), str(work / "killed"))
        words = command("fleet", source, *rest, out)
        print("disturbed until a third is done, and everything killed:")
        disturbed(words, work / "killed.log", Done(out, options.count // 3))
        print("and the command given again:")
        disturbed(words, work / "resumed.log", None)
        show_outcomes(out)
        print("and packages that were given up once more, undisturbed:")
        run([*words, "--retry-failed"], work / "again.log")
        show_outcomes(out)
        show_outcomes(str(work / "tables"))
        first, second = contents(str(work / "tables")), contents(out)
        for table in REPEATABLE:
            print(f"  {table}: {'equal' if first[table] == second[table] else 'DIFFERENT'} {second[table]}")


def show_outcomes(destination: str) -> None:
    with Tables(destination).connection() as connection:
        found = connection.execute("SELECT outcome, attempts, count(*) FROM packages GROUP BY ALL ORDER BY ALL")
        print(f"  {found.fetchall()}", flush=True)


@contextmanager
def local(work: Path) -> Iterator[str]:
    yield str(work)


def questions(options: argparse.Namespace) -> None:
    """Tables with as many packages: those that are there, again and again, each as another app; and a run before it.

    The earlier run lacks every fiftieth finding, so that all questions have something to answer.
    """
    with tempfile.TemporaryDirectory(prefix="fleet-", dir=options.out) as name:
        target = Path(name)
        source = Tables(options.tables)
        with source.connection() as connection:
            ((count,),) = connection.execute("SELECT count(*) FROM packages").fetchall()
            copies = -(-options.packages // count)
            ((run_id,),) = connection.execute("SELECT any_value(run_id) FROM runs").fetchall()
            for table in (*OF_RUNS, *OF_PACKAGES):
                (target / table).mkdir()
                together = max(1, MOST_PACKAGES // count)
                for first in range(0, copies if table in OF_PACKAGES else 1, together):
                    named = ", package || '.' || copy AS package" if table == "packages" else ""
                    changed = f"REPLACE (key || '-' || copy AS key{named})" if table in OF_PACKAGES else ""
                    last = min(first + together, copies) if table in OF_PACKAGES else 1
                    rows = f"SELECT {table}.* {changed} FROM {table}, range({first}, {last}) AS numbers (copy)"
                    path = target / table / f"{run_id}-{first:05}.parquet"
                    connection.sql(rows).write_parquet(str(path), compression="zstd")
                    earlier = ", '2000-01-01' AS as_of" if table == "runs" else ""
                    fewer = "WHERE hash(key || fingerprint) % 50 > 0" if table == "findings" else ""
                    rows = f"SELECT * REPLACE ('earlier' AS run_id{earlier}) FROM read_parquet('{path}') {fewer}"
                    path = target / table / f"earlier-{first:05}.parquet"
                    connection.sql(rows).write_parquet(str(path), compression="zstd")
        for table in OF_PACKAGES:
            files = list((target / table).glob("*.parquet"))
            with connect() as connection:
                (rows,) = connection.execute(f"SELECT count(*) FROM '{target}/{table}/*.parquet'").fetchone()
            print(
                f"{table}: {rows} rows, {len(files)} parts, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"
            )
        with asking(str(target)) as asked:
            for question in load_questions().values():
                times = []
                for _ in range(3):
                    begun, used = time.monotonic(), time.process_time()
                    answer = asked.answer(question.sql, question.parameters)
                    times.append((time.monotonic() - begun, time.process_time() - used))
                (best, _), (_, busy) = min(times), min(times, key=lambda pair: pair[1])
                said = f"{best:6.2f} s at best, {busy:6.2f} processor seconds, {len(answer.rows)} rows"
                print(f"{question.id:24s} {said}", flush=True)


def costs(options: argparse.Namespace) -> None:
    """Least squares of processor seconds over MB of bytecode: the median of each distinct content.

    Bombs are left out, and what was read at the second attempt alone: the same code many times, as `killing` makes it.
    """
    with Tables(options.tables).connection() as connection:
        rows = connection.execute(
            "SELECT code_bytes / 1e6, quantile_cont(processor_seconds, 0.5), max(peak_mb) "
            "FROM costs JOIN (SELECT key FROM packages WHERE attempts = 1) USING (key) "
            "WHERE code_bytes BETWEEN 1 AND 100 * size GROUP BY code_bytes"
        ).fetchall()
    size, seconds, peak = map(np.array, zip(*rows, strict=True))
    (b, a), *_ = np.polyfit(size, seconds, 1, full=True)
    explained = 1 - np.var(seconds - (a + b * size)) / np.var(seconds)
    print(f"{len(rows)} distinct: processor seconds = {a:.3f} + {b:.3f} x MB of bytecode, R2 {explained:.2f}")
    print(f"MB of bytecode: median {np.median(size):.2f}, most {size.max():.1f}")
    print(f"peak MB: median {np.median(peak):.0f}, 95th {np.quantile(peak, 0.95):.0f}, most {peak.max():.0f}")
    for megabytes in (1, 10, 40):
        hours = (a + b * megabytes) * 100_000 / 3600
        print(f"100,000 packages with {megabytes} MB of bytecode each: {hours:.0f} core hours")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("reading")
    one.add_argument("folders", nargs="+", type=Path)
    one.add_argument("--count", type=int, default=1000)
    one.add_argument("--jobs", type=int, default=2)
    one.add_argument("--turns", type=int, default=1)
    one.add_argument("--keep", type=Path, help="keep the tables of the first turn here")
    one.set_defaults(run=reading)
    four = commands.add_parser("killing")
    four.add_argument("folders", nargs="+", type=Path)
    four.add_argument("--work", type=Path, required=True)
    four.add_argument("--count", type=int, default=10_000)
    four.add_argument("--jobs", type=int, default=2)
    four.add_argument("--most-kilobytes", type=int, default=1 << 40, help="larger packages come once")
    four.add_argument("--s3", action="store_true")
    four.set_defaults(run=killing)
    two = commands.add_parser("questions")
    two.add_argument("tables")
    two.add_argument("--packages", type=int, default=100_000)
    two.set_defaults(run=questions)
    three = commands.add_parser("costs")
    three.add_argument("tables")
    three.set_defaults(run=costs)
    for each in (one, two, three):
        each.add_argument("--out", type=Path)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
