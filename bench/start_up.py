"""From the start of the process to the loaded catalogue, beside importing numpy, lxml, click, jinja2 and yaml alone.

    python bench/start_up.py [--runs N] [--policy FILE]

All commands run in turn, with a warm cache; medians of wall time and of processor time, and their ratios to the five
imports. Processor time is the figure to compare where the machine has other work. `--policy` adds a whole
`appaudit policy FILE`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

#: Users have compiled bytecode.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
BASE = "five imports alone"
COMMANDS = {
    BASE: "import numpy, lxml.etree, click, jinja2, yaml",
    "the catalogue": "from appaudit import load_catalog; load_catalog()",
    "appaudit policy, to the catalogue": (
        "import appaudit.cli.policy; from appaudit import load_catalog; load_catalog();"
        "import appaudit.pipeline.policy_alone, appaudit.pipeline.document_files"
    ),
    "appaudit scan, to the catalogue": (
        "import appaudit.cli.scan, appaudit.cli._choices; from appaudit import load_catalog; load_catalog()"
    ),
    "appaudit scan, everything it loads": (
        "import appaudit.cli.scan, appaudit.cli._choices; from appaudit import load_catalog; load_catalog();"
        "import appaudit.pipeline.audit, appaudit.code, appaudit.report.renderers.as_html"
    ),
}


def run(command: list[str]) -> tuple[float, float]:
    """Wall and processor seconds of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--policy", type=Path)
    arguments = parser.parse_args()
    commands = {name: [sys.executable, "-c", code] for name, code in COMMANDS.items()}
    if arguments.policy:
        commands["appaudit policy, whole"] = [sys.executable, "-m", "appaudit", "policy", str(arguments.policy)]
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for command in commands.values():
        run(command)  # fills the caches
    for _ in range(arguments.runs):
        for name, command in commands.items():
            figures[name].append(run(command))
    medians = {
        name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in figures.items()
    }
    print(f"{'':38} {'wall s':>8} {'ratio':>6} {'cpu s':>8} {'ratio':>6}")
    for name, (wall, cpu) in medians.items():
        print(f"{name:38} {wall:8.3f} {wall / medians[BASE][0]:6.2f} {cpu:8.3f} {cpu / medians[BASE][1]:6.2f}")


if __name__ == "__main__":
    main()
