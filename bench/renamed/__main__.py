"""Reads published archives and writes what renaming would leave of them.

python -m bench.renamed write --packages FOLDER --checked DATE [--cache FOLDER] [--rules FOLDER]

`archives.tsv` has the coordinates and digests. Maven fetches them, D8 of the same table as that of `bench/apps` turns
them into DEX files. AndroidX and other libraries that are not in that registry are read from apps in a folder, which
the table names by file. `rules/renamed/` gets one file for each SDK or library: hashes of texts, of what methods ask of
the platform and of the shapes of classes. None of the versions is one that `bench/apps` puts into its apps, unless no
other is published; `archives.tsv` says which those are.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from bench.apps.archives import Archive, BenchError
from bench.apps.build import check_tools

from .features import collect
from .files import write

_TABLE = Path(__file__).with_name("archives.tsv")
_RULES = Path(__file__).parents[2] / "rules" / "renamed"


def table() -> list[Archive]:
    """The archives that are read, in the order of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return [
            Archive(row["name"], row["coordinate"], row["sha256"], row["sdk"], "", ())
            for row in csv.DictReader(stream, delimiter="\t")
        ]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.renamed", description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("write",))
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "appaudit-bench")
    parser.add_argument("--rules", type=Path, default=_RULES, help="where the files go")
    parser.add_argument("--packages", type=Path, required=True, help="a folder with the packages that are no archives")
    parser.add_argument("--checked", required=True, help="the date on which the archives were read, as 2026-11-27")
    given = parser.parse_args(arguments)
    given.cache.mkdir(parents=True, exist_ok=True)
    try:
        check_tools()
        signatures = collect(table(), given.cache, given.packages, given.checked)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 2
    write(signatures, given.rules)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
