"""Build the apps, scan them, score what comes out.

python -m bench.apps build [--cache FOLDER] [--app NAME]... [--mode MODE]...
python -m bench.apps expect [--cache FOLDER] [--app NAME]...
python -m bench.apps score [--cache FOLDER] [--app NAME]... [--mode MODE]... [--appaudit COMMAND] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from pathlib import Path

from .archives import BenchError
from .build import build, check_tools, expect
from .convert import Converter, Mode
from .recipe import Recipe
from .recipes import recipes


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.apps", description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("build", "expect", "score"))
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "appaudit-bench")
    parser.add_argument("--app", action="append", help="only these, such as app01")
    parser.add_argument("--mode", action="append", choices=[mode.value for mode in Mode])
    parser.add_argument("--appaudit", default=f"{sys.executable} -m appaudit", help="the command that is measured")
    parser.add_argument("--out", type=Path, default=Path("out") / "bench-apps", help="where the figures go")
    given = parser.parse_args(arguments)
    wanted = [recipe for recipe in recipes() if not given.app or recipe.name in given.app]
    modes = [mode for mode in Mode if not given.mode or mode.value in given.mode]
    given.cache.mkdir(parents=True, exist_ok=True)
    if given.command == "expect":
        for recipe in wanted:
            if (given.cache / "apps" / recipe.name).is_dir():
                expect(recipe, given.cache)
        return 0
    if given.command == "build":
        return _build(wanted, modes, given.cache)
    from . import report

    return report.run(wanted, modes, given.cache, given.appaudit.split(), given.out)


def _build(wanted: list[Recipe], modes: list[Mode], cache: Path) -> int:
    failed = 0
    try:
        check_tools()
        with Converter(cache) as converter:
            # Mode by mode, so that a first look needs no patience.
            for mode, recipe in itertools.product(modes, wanted):
                start = time.perf_counter()
                try:
                    build(recipe, [mode], converter, cache)
                except BenchError as error:
                    failed += 1
                    print(f"FAILED {recipe.name} {mode}: {error}", flush=True)
                else:
                    print(f"{recipe.name} {mode}: {time.perf_counter() - start:.1f} s", flush=True)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 2
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
