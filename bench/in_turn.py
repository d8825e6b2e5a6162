"""One command in several source trees, or several commands, run in turn: medians, least and most of each.

    python bench/in_turn.py [--rounds N] [--tree FOLDER]... [--beside "OTHER COMMAND"]... -- scan APK --format html

What follows `--` is given to `python -m appaudit` of every tree (this one, if none is named). All have one interpreter,
and caches of their own. Each round starts every command once and turns their order round, and a first round that fills
caches does not count: machines that other work is done on, or whose speed swings, favour neither. Processor time is the
figure to compare there. `PYTHONDONTWRITEBYTECODE` is left out, which would have a changed tree compiled in every run
and not the other. An exit code above 1 ends it: a command that failed takes no time worth telling.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parents[1]


class Command(NamedTuple):
    """What is started, and with which environment."""

    words: list[str]
    environment: dict[str, str]


class Run(NamedTuple):
    """Wall and processor seconds of a process, and its peak in MB."""

    wall: float
    processor: float
    peak: float


def run(command: Command) -> Run:
    """One run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command.words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=command.environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1: the gate is not passed
        sys.exit(f"{shlex.join(command.words)} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def commands(trees: list[Path], words: list[str], beside: list[str], caches: Path) -> dict[str, Command]:
    """By name, what is run in turn."""
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found: dict[str, Command] = {}
    for number, tree in enumerate(trees):
        environment = plain | {"PYTHONPATH": str(tree / "src"), "XDG_CACHE_HOME": str(caches / str(number))}
        found[str(tree)] = Command([sys.executable, "-m", "appaudit", *words], environment)
    for other in beside:
        found[other] = Command(shlex.split(other), plain)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tree", type=Path, action="append", default=[], help="a checkout; may be given again")
    parser.add_argument("--beside", action="append", default=[], help="another command; may be given again")
    parser.add_argument("words", nargs="+", help="what is given to appaudit")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as caches:
        trees = [tree.resolve() for tree in arguments.tree] or [HERE]
        all_of_them = commands(trees, arguments.words, arguments.beside, Path(caches))
        runs: dict[str, list[Run]] = {name: [] for name in all_of_them}
        for turn in range(arguments.rounds + 1):
            for name in sorted(all_of_them, reverse=turn % 2 == 1):
                each = run(all_of_them[name])
                if turn:
                    runs[name].append(each)
    first = next(iter(runs.values()))
    for name, each in runs.items():
        print(name)
        for what in ("wall", "processor"):
            values = [getattr(one, what) for one in each]
            ratios = [getattr(one, what) / getattr(other, what) for one, other in zip(each, first, strict=True)]
            print(
                f"  {what:9} {statistics.median(values):.2f} s ({min(values):.2f} to {max(values):.2f}), "
                f"{statistics.median(ratios):.2f} of the first"
            )
        print(f"  peak      {max(one.peak for one in each):.0f} MB")


if __name__ == "__main__":
    main()
