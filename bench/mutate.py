"""Audits damaged packages, all in one process, and counts what came out.

    python bench/mutate.py [PACKAGE...] [--count N] [--seed N] [--keep DIR]

Without packages, those under samples/ are damaged. Anything but a report or an `AppauditError` is a failure, and so is
a report that says nothing of a manifest or of code that it did not see; each is printed with its seed, and the exit
code is 1. `--keep` writes the packages that failed, or took longer than `--slow` seconds.
"""

from __future__ import annotations

import argparse
import collections
import random
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.hostile.mutations import mutate_package

from appaudit.catalog import Catalog, load_catalog
from appaudit.errors import AppauditError
from appaudit.model.report import Report
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.stages import Stages

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SETTINGS = Settings(as_of="2026-01-01")


def damaged(packages: list[bytes], seed: int) -> bytes:
    """The package that a seed makes."""
    chance = random.Random(seed)  # noqa: S311 - the same seed must give the same damage
    return mutate_package(chance.choice(packages), chance)


def silence(report: Report) -> str:
    """What the report should have said and did not; empty where there is nothing to complain of."""
    level = {row.kind: row.level for row in report.coverage}
    if not report.artifact.package and level.get("app") == "complete":
        return "no package name, and no gap for it"
    return ""


def outcome(path: Path, catalog: Catalog) -> str:
    """What came of one package: a word, or a traceback."""
    try:
        report = audit(Inputs(artifact=path), catalog, SETTINGS, Stages())
    except AppauditError as error:
        return type(error).__name__
    except Exception:  # the whole point: whatever else comes out is a failure
        return traceback.format_exc()
    said = silence(report)
    if said:
        return f"Traceback: {said}"
    gaps = {gap.reason for row in report.coverage for gap in row.gaps} - {"not_supplied"}
    return "read in part" if gaps else "read in full"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--slow", type=float, default=5.0)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    paths = arguments.packages or sorted(p for p in SAMPLES.rglob("*") if p.suffix in (".apk", ".apks"))
    packages = [path.read_bytes() for path in paths]
    catalog = load_catalog((), Stages())
    counts: collections.Counter[str] = collections.Counter()
    failures, slowest, start = 0, (0.0, -1), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.apk"
        for seed in range(arguments.seed, arguments.seed + arguments.count):
            path.write_bytes(damaged(packages, seed))
            before = time.perf_counter()
            said = outcome(path, catalog)
            seconds = time.perf_counter() - before
            slowest = max(slowest, (seconds, seed))
            is_failure = said.startswith("Traceback")
            counts["failure" if is_failure else said] += 1
            failures += is_failure
            if is_failure or seconds > arguments.slow:
                print(f"seed {seed}: {seconds:.1f} s: {said}", flush=True)
                if arguments.keep:
                    arguments.keep.mkdir(parents=True, exist_ok=True)
                    (arguments.keep / f"{seed}.apk").write_bytes(path.read_bytes())
    print(f"{arguments.count} packages in {time.perf_counter() - start:.0f} s, from {len(packages)} sound ones")
    print(", ".join(f"{name}: {count}" for name, count in sorted(counts.items())))
    print(f"slowest {slowest[0]:.2f} s (seed {slowest[1]}); peak memory", end=" ")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
