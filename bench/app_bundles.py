"""Converts packages to app bundles, and says in what facts and findings of the two differ.

    python bench/app_bundles.py [--measure] [--details] PACKAGE_OR_FOLDER...
    python bench/app_bundles.py --recall BUNDLE...

Every package is converted by Debian's `aapt2 convert --output-format proto` and packed again as the base module of a
bundle. What must differ is left out: the identity of the file, its signature, and what is odd about a zip archive that
was written anew. All else must be equal; the exit code is 1 where something is not. `--measure` reads each pair four
times in turn, in processes of their own, and gives processor time and peak memory of the bundle beside those of its
package.

`--recall` asks the other way round of real bundles: which of the SDKs that the list of libraries proves are found by
their signatures alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from appaudit.artifacts.app_bundle.dependencies import DEPENDENCIES_PLACE, dependency_facts
from appaudit.artifacts.app_bundle.reader import MAPPING_PLACE
from appaudit.catalog import load_catalog
from appaudit.derive.signals import signal_lines
from appaudit.errors import AppauditError
from appaudit.model.codec import encode
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import SdkFact
from appaudit.model.finding import Finding
from appaudit.model.knowledge import Knowledge
from appaudit.pipeline.audit import audited
from appaudit.pipeline.collect import Collected
from appaudit.pipeline.inputs import Inputs, Settings

AS_OF = "2026-11-27"
#: What a conversion changes by itself: kinds of fact, and the kinds whose gaps say so.
CHANGED = frozenset(("certificate", "anomaly"))
ROUNDS = 4


class ConversionError(Exception):
    """A package that aapt2 does not convert, with what it says."""


def as_bundle(package: Path, target: Path) -> None:
    """Write a package as the bundle that has it for its base."""
    with tempfile.TemporaryDirectory() as folder:
        converted = Path(folder) / "converted.apk"
        command = ["aapt2", "convert", "--output-format", "proto", "-o", str(converted), str(package)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode or not converted.exists():
            raise ConversionError(done.stderr.strip().splitlines()[-1:] or done.returncode)
        with zipfile.ZipFile(package) as original:  # aapt2 sorts the entries; some facts name the first of several
            places = {name: place for place, name in enumerate(original.namelist())}
        with zipfile.ZipFile(converted) as read, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
            written.writestr("BundleConfig.pb", b"\x0a\x00")
            for name in sorted(dict.fromkeys(read.namelist()), key=lambda name: places.get(name, len(places))):
                written.writestr(f"base/{in_module(name)}", read.read(name))


def in_module(name: str) -> str:
    """Where a module has what a package has under a name."""
    if name == "AndroidManifest.xml":
        return f"manifest/{name}"
    if "/" not in name and name.endswith(".dex"):
        return f"dex/{name}"
    if name == "resources.pb" or name.startswith(("res/", "assets/", "lib/")):
        return name
    return f"root/{name}"


def said_of(path: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Facts, findings and gaps, each as one line of JSON."""
    catalog = load_catalog()
    report, collected = audited(Inputs(artifact=path), catalog, Settings(as_of=AS_OF))
    findings = [finding for finding in report.findings if not any(item.kind in CHANGED for item in finding.evidence)]
    return facts_of(collected), Counter(map(finding_line, findings)), gaps_of(collected)


def facts_of(collected: Collected) -> Counter[str]:
    return Counter(
        f"{kind} {json.dumps(encode(fact), ensure_ascii=False, sort_keys=True)}"
        for kind, facts in collected.by_kind().items()
        if kind not in CHANGED
        for fact in facts
    )


def finding_line(finding: Finding) -> str:
    """All of a finding but its number, which counts those that were left out."""
    return json.dumps(encode(replace(finding, number="")), ensure_ascii=False, sort_keys=True)


def gaps_of(collected: Collected) -> Counter[str]:
    name = Path(collected.artifact.path).name
    return Counter(
        f"{gap.kind} {gap.level.word} {gap.reason} {gap.part} {gap.subject} {gap.detail.en}".replace(name, "PACKAGE")
        for gap in collected.coverage.gaps
        if gap.kind not in CHANGED
    )


def differences(package: Path, bundle: Path) -> Iterator[tuple[str, str, str]]:
    """What only one of two has: of what (`fact`, `finding`, `gap`), which, and the line."""
    for what, first, second in zip(("fact", "finding", "gap"), said_of(package), said_of(bundle), strict=True):
        for side, lines in (("package", first - second), ("bundle", second - first)):
            for line in lines:
                yield what, side, line


def compare(packages: list[Path], *, details: bool, measure: bool) -> int:
    """Print a line a package; the exit code."""
    equal = unequal = 0
    refused: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for package in packages:
            bundle = Path(folder) / f"{package.stem}.aab"
            try:
                as_bundle(package, bundle)
            except ConversionError as error:
                refused.append(f"{package.name}: {error}")
                continue
            try:
                found = list(differences(package, bundle))
            except AppauditError as error:
                found = [("error", "", error.message)]
            equal, unequal = equal + (not found), unequal + bool(found)
            counts = Counter(f"{what} {line.split(' ', 1)[0] if what != 'finding' else ''}" for what, _, line in found)
            ratios = measured(package, bundle) if measure else ""
            print(f"{package.name}: {'equal' if not found else dict(counts)}{ratios}", flush=True)
            if details:
                for what, side, line in sorted(found):
                    print(f"    {what} only in the {side}: {line[:400]}")
            bundle.unlink()
    print(f"\n{equal} equal, {unequal} not; {len(refused)} that aapt2 does not convert")
    for line in refused:
        print(f"    {line}")
    return 1 if unequal else 0


def measured(package: Path, bundle: Path) -> str:
    """Time and peak memory of the bundle as ratios to those of its package, the best of some rounds in turn."""
    best: dict[Path, tuple[float, int]] = {}
    for _ in range(ROUNDS):
        for path in (package, bundle):
            done = subprocess.run(
                [sys.executable, __file__, "--one", str(path)], capture_output=True, text=True, check=True
            )
            seconds, memory = done.stdout.split()
            known = best.get(path, (float("inf"), sys.maxsize))
            best[path] = min(known[0], float(seconds)), min(known[1], int(memory))
    (seconds, memory), (bundle_seconds, bundle_memory) = best[package], best[bundle]
    return f"; time {bundle_seconds / seconds:.2f}, memory {bundle_memory / memory:.2f}"


def recall(bundles: list[Path]) -> None:
    """Print which products that the list of libraries proves are found without it, and without the mapping."""
    knowledge = load_catalog().knowledge
    listed = found_plain = found_mapped = 0
    unknown: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for bundle in bundles:
            truth, others = products_listed(bundle, knowledge)
            unknown.update(others)
            if not truth:
                print(f"{bundle.name}: no list of libraries")
                continue
            plain = sdks_in(stripped(bundle, Path(folder), DEPENDENCIES_PLACE, MAPPING_PLACE))
            mapped = sdks_in(stripped(bundle, Path(folder), DEPENDENCIES_PLACE))
            listed, found_plain = listed + len(truth), found_plain + len(truth & plain)
            found_mapped += len(truth & mapped)
            print(f"{bundle.name}: {len(truth & plain)} of {len(truth)}, with the mapping {len(truth & mapped)}")
            print(f"    missed {sorted(truth - plain)}; with the mapping {sorted(truth - mapped)}")
            print(f"    found and not listed {sorted(plain - truth)}")
    print(f"\nrecall {found_plain}/{listed} = {found_plain / listed:.3f}, with the mapping {found_mapped / listed:.3f}")
    print(f"libraries of no known product: {dict(unknown)}")


def products_listed(bundle: Path, knowledge: Knowledge) -> tuple[set[str], set[str]]:
    """The products that the list of libraries proves, and the coordinates that are of none."""
    with zipfile.ZipFile(bundle) as read:
        if DEPENDENCIES_PLACE not in read.namelist():
            return set(), set()
        facts = dependency_facts(read.read(DEPENDENCIES_PLACE))
    proven = {sdk: lines["maven"] for sdk, lines in signal_lines(knowledge.sdks.values(), FactSet(facts), []).items()}
    return set(proven), {fact.name for fact in facts} - {name for names in proven.values() for name in names}


def stripped(bundle: Path, folder: Path, *without: str) -> Path:
    """A copy of a bundle without some entries."""
    target = folder / bundle.name
    with zipfile.ZipFile(bundle) as read, zipfile.ZipFile(target, "w") as written:
        for name in dict.fromkeys(read.namelist()):
            if name not in without:
                written.writestr(name, read.read(name))
    return target


def sdks_in(bundle: Path) -> set[str]:
    _, collected = audited(Inputs(artifact=bundle), load_catalog(), Settings(as_of=AS_OF))
    return {fact.id for fact in collected.facts.of(SdkFact)}


def one(path: Path) -> None:
    """Audit one file and print seconds of the processor and peak kilobytes of this process."""
    catalog = load_catalog()
    start = time.process_time()
    audited(Inputs(artifact=path), catalog, Settings(as_of=AS_OF))
    print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--details", action="store_true", help="print every difference")
    parser.add_argument("--measure", action="store_true", help="time and memory as ratios")
    parser.add_argument("--recall", action="store_true", help="signatures against lists of libraries")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        one(arguments.paths[0])
        return 0
    paths = [path for given in arguments.paths for path in (sorted(given.iterdir()) if given.is_dir() else [given])]
    if arguments.recall:
        recall(paths)
        return 0
    return compare(paths, details=arguments.details, measure=arguments.measure)


if __name__ == "__main__":
    sys.exit(main())
