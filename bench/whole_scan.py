"""Whole-process time and peak memory of `appaudit scan` beside androguard's `AnalyzeAPK` on the same files.

    python bench/whole_scan.py APK... [--runs N] [--no-androguard] [--json FILE]

The two commands run in turn (A B A B …) so that a change in the machine's speed meets both; medians and the ratio of
medians are printed. Peak memory is the operating system's own figure for the finished process.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ANDROGUARD = """
import sys
from loguru import logger
logger.disable("androguard")
from androguard.misc import AnalyzeAPK
AnalyzeAPK(sys.argv[1])
"""

#: Users have compiled bytecode; a machine that forbids it would have every scan compile 300 modules first.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak MB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{' '.join(command[:4])} … ended with {code}")
    return wall, usage.ru_maxrss / 1024


def stages_of(apk: str, folder: str) -> list[str]:
    """The stage table that `-v` prints."""
    command = [sys.executable, "-m", "appaudit", "scan", apk, "--output", folder, "--fail-on", "never", "-v"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    return [line for line in done.stderr.splitlines() if line.endswith(" ms")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("apks", nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-androguard", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    rows = []
    for apk in arguments.apks:
        with tempfile.TemporaryDirectory() as folder:
            ours = [sys.executable, "-m", "appaudit", "scan", apk, "--output", folder, "--fail-on", "never", "-q"]
            theirs = [sys.executable, "-c", ANDROGUARD, apk]
            run(ours)
            measured: dict[str, list[tuple[float, float]]] = {"appaudit": [], "androguard": []}
            for _ in range(arguments.runs):
                measured["appaudit"].append(run(ours))
                if not arguments.no_androguard:
                    measured["androguard"].append(run(theirs))
            row: dict[str, object] = {"apk": Path(apk).name, "bytes": Path(apk).stat().st_size}
            for name, results in measured.items():
                if results:
                    row[f"{name}_seconds"] = round(statistics.median(wall for wall, _ in results), 3)
                    row[f"{name}_mb"] = round(statistics.median(peak for _, peak in results))
            if measured["androguard"]:
                row["times_faster"] = round(row["androguard_seconds"] / row["appaudit_seconds"], 1)
                row["memory_share"] = round(row["appaudit_mb"] / row["androguard_mb"], 2)
            rows.append(row)
            print(json.dumps(row, ensure_ascii=False))
            print("\n".join(stages_of(apk, folder)))
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
