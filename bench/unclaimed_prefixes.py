"""Code in SDK archives that no signature claims, with what it reads: a pass over all archives instead of one by one.

    python bench/unclaimed_prefixes.py FOLDER [--most 60]

FOLDER holds archives of SDKs (`.aar`, `.jar`) and packages. For each Java package that nobody is known to own, down to
the depth at which its classes begin to differ, prints in how many files it stands, its classes, how many of the
catalogued reads of personal data it makes and of what, and the SDKs beside which it stands. What reads personal data,
or stands in archives of one vendor alone, is a collector to be looked at by hand: nothing is claimed by this script.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from appaudit.catalog import Catalog, load_catalog
from appaudit.errors import AppauditError
from appaudit.model.facts.code import ApiCallFact, NamespaceFact
from appaudit.model.facts.derived import SdkFact
from appaudit.model.knowledge import Knowledge
from appaudit.pipeline.collect import collect
from appaudit.pipeline.inputs import Inputs
from appaudit.stages import Stages

#: Parts of a name that tell two companies apart: `com.example.product`, and `a.b.c` of a shrinker.
DEPTH = 3


@dataclass
class Unclaimed:
    """A Java package of nobody: the files it stands in, its classes, its reads by data type, and the SDKs beside it."""

    files: set[str] = field(default_factory=set)
    classes: int = 0
    reads: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)


def claimed_prefixes(knowledge: Knowledge) -> frozenset[str]:
    """The class prefixes of all signatures, and the roots that many share."""
    return frozenset(
        prefix
        for signature in knowledge.sdks.values()
        for prefix in (*signature.signals.classes, *signature.signals.excluded_classes)
    )


def is_claimed(name: str, claimed: frozenset[str]) -> bool:
    """Whether a class or package is below a prefix that a signature claims."""
    while name:
        if name in claimed:
            return True
        name = name.rpartition(".")[0]
    return False


def root_of(name: str) -> str:
    """The package by which a class is counted."""
    return ".".join(name.split(".")[:DEPTH])


def files_below(folder: Path) -> Iterator[Path]:
    """The archives and packages in a folder, in the order of their names."""
    return (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in (".aar", ".jar", ".apk"))


def unclaimed(paths: Iterable[Path], catalog: Catalog) -> dict[str, Unclaimed]:
    """What nobody claims in the files, by Java package."""
    claimed = claimed_prefixes(catalog.knowledge)
    found: defaultdict[str, Unclaimed] = defaultdict(Unclaimed)
    for path in paths:
        try:
            facts = collect(Inputs(artifact=path), catalog, Stages()).facts
        except AppauditError as error:
            print(f"not read: {path.name}: {error}")
            continue
        sdks = [fact.id for fact in facts.of(SdkFact) if catalog.knowledge.sdks[fact.id].kind == "sdk"]
        here: set[str] = set()
        for namespace in facts.of(NamespaceFact):
            if namespace.name and not is_claimed(namespace.name, claimed):
                here.add(root_of(namespace.name))
                found[root_of(namespace.name)].classes += namespace.classes - namespace.generated
        for call in facts.of(ApiCallFact):
            owner, _, _ = call.caller_class.partition("$")
            if call.role == "data" and not is_claimed(owner, claimed):
                found[root_of(owner.rpartition(".")[0])].reads.update(call.data_types)
        for root in here:
            found[root].files.add(path.name)
            found[root].beside.update(sdks)
    return dict(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=60, help="rows to print")
    arguments = parser.parse_args()
    paths = list(files_below(arguments.folder))
    found = unclaimed(paths, load_catalog())
    reading = sum(bool(each.reads) for each in found.values())
    print(f"{len(paths)} files; {len(found)} Java packages of nobody, {reading} read data")
    rows = sorted(found.items(), key=lambda item: (-sum(item[1].reads.values()), -len(item[1].files), -item[1].classes))
    for name, each in rows[: arguments.most]:
        reads = ", ".join(f"{data} {count}" for data, count in each.reads.most_common(6))
        beside = ", ".join(f"{sdk} {count}" for sdk, count in each.beside.most_common(4))
        print(f"{name}\t{len(each.files)} files\t{each.classes} classes\t{reads or '-'}\t{beside or '-'}")


if __name__ == "__main__":
    main()
