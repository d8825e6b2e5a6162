"""Holds the system interfaces that are called in bytecode against the ArkTS sources in the same repository.

    python bench/harmony_calls.py PACKAGE REPOSITORY [PACKAGE REPOSITORY ...]

The truth is taken from the sources at the commit that put the package into the repository, before the package is opened
(`harmony_call_truth.py`): pairs of a source file and a chain of names. Methods of texts, arrays and maps are left out
on both sides. A pair of the sources whose file is not in the bytecode (nothing needs it), or whose last name stands
nowhere there (the source is newer or older), is not in the package and counted apart; what is read in files without
sources (libraries) is left out. What is read beyond the chains of the sources is right where the same file calls a
method of that name of something that it declares to be of the same module, which the last column counts apart: chains
that come from another file or from the system end in such a call. Prints one row a package, and with `--show` what
differs.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO

from harmony_call_truth import inside_of, sources_of, truth_of, typed_of

from appaudit.abc import AbcFile
from appaudit.arkts.program import SYSTEM, Program
from appaudit.arkts.reading import follow
from appaudit.arkts.resolving import system_name
from appaudit.catalog import load_catalog

#: Methods that every text, array, map, promise or number has.
_OF_THE_LANGUAGE = frozenset(
    [
        "slice",
        "split",
        "pop",
        "push",
        "indexOf",
        "includes",
        "substring",
        "toString",
        "join",
        "forEach",
        "map",
        "filter",
        "trim",
        "replace",
        "replaceAll",
        "then",
        "catch",
        "finally",
        "startsWith",
        "endsWith",
        "keys",
        "values",
        "entries",
        "toFixed",
        "charCodeAt",
        "charAt",
        "concat",
        "sort",
        "reverse",
        "find",
        "findIndex",
        "some",
        "every",
        "splice",
        "shift",
        "unshift",
        "length",
        "toLowerCase",
        "toUpperCase",
        "lastIndexOf",
        "reduce",
        "match",
        "bind",
        "call",
        "apply",
        "hasOwnProperty",
        "padStart",
        "padEnd",
        "fill",
    ]
)


def bytecode(content: bytes) -> list[bytes]:
    """The files of bytecode of a package, of those in it too."""
    found = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".abc"):
                found.append(archive.read(name))
            elif name.endswith((".hap", ".hsp")):
                found += bytecode(archive.read(name))
    return found


def last(pair: tuple[str, str]) -> str:
    """The last name of a chain."""
    return pair[1].rpartition(".")[2]


def calls_of(files: list[bytes]) -> tuple[set[str], dict[tuple[str, str], set[str]]]:
    """The source files in bytecode; pairs of one and a chain behind an import, as the engine has them, with modules."""
    program = Program([AbcFile(data, f"{number}.abc") for number, data in enumerate(files)])
    resolver = follow(program, load_catalog().lexicons.arkts).resolver
    roots = set()
    for source in program.sources:
        for each in source.module.imports:
            if each.module.startswith(SYSTEM):
                base = system_name(each.module)
                roots.add(base if each.name == "default" else f"{base}.{each.name}")
    found: dict[tuple[str, str], set[str]] = {}
    for site in program.sites:
        path = program.sources[program.functions[site.function].record].path
        inside = path.rpartition("/ets/")[2]
        for value in resolver.of(site.callee):
            if value[0] != "interface":
                continue
            name = value[1]
            fitting = [root for root in roots if name.startswith(root + ".")]
            if fitting:
                root = max(fitting, key=len)
                found.setdefault((inside, name[len(root) + 1 :]), set()).add(root.rpartition(".")[2])
    return {source.path.rpartition("/ets/")[2] for source in program.sources}, found


def wanted(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Pairs without methods of the language."""
    kept = set()
    for path, chain in pairs:
        names = chain.replace("()", "").replace("[]", "").split(".")
        if names[-1] not in _OF_THE_LANGUAGE and not any(name in _OF_THE_LANGUAGE for name in names[:-1]):
            kept.add((path, chain))
    return kept


def commit_of(package: str, repository: str) -> str:
    """The commit that put a file into a repository; empty where none did."""
    blob = subprocess.run(["git", "hash-object", package], capture_output=True, text=True, check=True).stdout.strip()
    log = ["git", "-C", repository, "log", "--all", "--no-renames", "--format=%H", f"--find-object={blob}"]
    found = subprocess.run(log, capture_output=True, text=True, check=False).stdout.split()
    return found[-1] if found else ""


def main() -> None:
    """Print the rows."""
    words = [word for word in sys.argv[1:] if word != "--show"]
    print("package\tin sources\tnot in package\tread\tright\trecall\tprecision\tright by type")
    for package, repository in zip(words[::2], words[1::2], strict=True):
        commit = commit_of(package, repository)
        if not commit:
            print(f"{package}\tno commit has it")
            continue
        truth = wanted(truth_of(repository, commit))
        with open(package, "rb") as stream:  # noqa: PTH123
            files = bytecode(stream.read())
        paths, read = calls_of(files)
        known = {inside_of(path) for path, _ in sources_of(repository, commit)}
        modules, read = read, {pair for pair in wanted(set(read)) if pair[0] in known}
        held = {pair for pair in truth if pair[0] in paths and any(last(pair).encode() in data for data in files)}
        right = held & read
        typed = typed_of(repository, commit)
        by_type = {pair for pair in read - held if any((pair[0], each, last(pair)) in typed for each in modules[pair])}
        recall = len(right) / len(held) if held else 1.0
        precision = (len(right) + len(by_type)) / len(read) if read else 1.0
        shown = package.rpartition("/")[2]
        print(
            f"{shown[:48]}\t{len(truth)}\t{len(truth - held)}\t{len(read)}\t{len(right)}\t{recall:.3f}\t{precision:.3f}"
            f"\t{len(by_type)}"
        )
        if "--show" in sys.argv:
            for kind, pairs in (("missed", held - read), ("beyond the sources", read - held - by_type)):
                for path, chain in sorted(pairs):
                    print(f"    {kind}\t{path}\t{chain}")


if __name__ == "__main__":
    main()
