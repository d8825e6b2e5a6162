"""Reads published archives and writes what renaming would leave of them; checks what is recognised by it.

python -m bench.renamed write --packages FOLDER --checked DATE [--archive NAME]... [--cache FOLDER] [--rules FOLDER]
python -m bench.renamed check [--cache FOLDER]

`archives.tsv` has the coordinates and digests. Maven fetches them, D8 of the same table as that of `bench/apps` turns
them into DEX files. AndroidX and other libraries that are not in that registry are read from apps in a folder, which
the table names by file; a file beside which an SDK stands shows only the calls by which apps start that, and an app
among them not that these are the only ones of their kind. `rules/renamed/` gets one file for each SDK or library:
hashes of texts, of what methods ask of the platform and of the shapes of classes. None of the versions is one that
`bench/apps` puts into its apps, unless no other is published; `archives.tsv` says which those are. With `--archive`
only some are read: then features that another archive has as well are not left out, and the files are for looking at.

`check` takes the apps of `bench/apps` that are built with every name changed, and says for each owner how many of its
classes are given to it, to another or to nobody; and which calls of apps to an SDK the catalogue has and no signature.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from bench.apps.archives import Archive, BenchError
from bench.apps.build import check_tools
from bench.apps.recipes import recipes

from appaudit.catalog import load_catalog

from .check import check, unknown_calls
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
    parser.add_argument("command", choices=("write", "check"))
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "appaudit-bench")
    parser.add_argument("--rules", type=Path, default=_RULES, help="where the files go")
    parser.add_argument("--packages", type=Path, help="a folder with the packages that are no archives")
    parser.add_argument("--checked", help="the date on which the archives were read, as 2026-11-27")
    parser.add_argument("--archive", action="append", help="only these, such as push-6.0.1")
    given = parser.parse_args(arguments)
    given.cache.mkdir(parents=True, exist_ok=True)
    if given.command == "check":
        for owner, counted in sorted(check(recipes(), given.cache).items()):
            print(owner, *(f"{outcome}: {count}" for outcome, count in counted.most_common()), sep="\t")
        for sdk, calls in unknown_calls(load_catalog().knowledge).items():
            print(f"{sdk}: not known under new names: {', '.join(calls)}")
        return 0
    if given.packages is None or given.checked is None:
        parser.error("write needs --packages and --checked")
    if given.archive and given.rules == _RULES:
        parser.error("--archive needs --rules: what only some archives show is not written among what is shipped")
    try:
        check_tools()
        archives = [each for each in table() if not given.archive or each.name in given.archive]
        signatures = collect(archives, given.cache, given.packages, given.checked)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 2
    write(signatures, given.rules)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
