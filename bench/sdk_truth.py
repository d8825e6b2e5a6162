"""How well SDK archives are read, against a table of what is known of them.

    python bench/sdk_truth.py FOLDER TRUTH.tsv

The table has one archive a row under the headings `file`, `sdk`, `class_prefix` and `shake_verdict`. `YES` and
`YES_NESTED` say that the archive makes a shake jump somewhere, `REFERS` is left aside, everything else says no. Prints
precision and recall of the shake verdict with every miss, then the SDKs named for each archive where they differ from
the table, then the time.
"""

from __future__ import annotations

import csv
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from appaudit.catalog import Catalog, load_catalog
from appaudit.model.facts.derived import SdkFact, SensorFact
from appaudit.model.knowledge import Knowledge
from appaudit.pipeline.collect import collect
from appaudit.pipeline.inputs import Inputs
from appaudit.stages import Stages


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was found in one archive."""

    sensors: list[SensorFact]
    sdks: list[str]
    gaps: list[str]
    seconds: float

    @property
    def shakes(self) -> bool:
        """Whether one of its classes does."""
        return any(fact.verdict == "shake" for fact in self.sensors)


def scan(path: Path, catalog: Catalog) -> Scanned:
    start = time.perf_counter()
    collected = collect(Inputs(artifact=path), catalog, Stages())
    seconds = time.perf_counter() - start
    gaps = sorted({f"{gap.part}: {gap.detail}" for gap in collected.coverage.gaps if gap.reason != "not_supplied"})
    return Scanned(collected.facts.of(SensorFact), [fact.id for fact in collected.facts.of(SdkFact)], gaps, seconds)


def expected_sdks(prefixes: str, knowledge: Knowledge) -> set[str]:
    """The signatures that claim classes under one of the prefixes of the table, or above it."""
    found = set()
    for prefix in prefixes.split("/"):
        for signature in knowledge.sdks.values():
            if any(_is_within(prefix, known) for known in signature.signals.classes):
                found.add(signature.id)
    return found


def _is_within(prefix: str, known: str) -> bool:
    return bool(prefix) and (f"{prefix}.".startswith(f"{known}.") or f"{known}.".startswith(f"{prefix}."))


def main(folder: Path, table: Path) -> None:
    """Scan everything in the table and print the comparison."""
    catalog = load_catalog((), Stages())
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    found = {row["file"]: scan(folder / row["file"], catalog) for row in rows}
    _print_shake(rows, found)
    print()
    for row in rows:
        wanted, named = expected_sdks(row["class_prefix"], catalog.knowledge), set(found[row["file"]].sdks)
        if not (wanted & named) or named - wanted:
            known = "named" if wanted & named else "NOT NAMED" if wanted else "no signature"
            print(f"{row['file'][:64]:64s} {row['sdk']} ({known}); others: {', '.join(sorted(named - wanted)) or '-'}")
    print()
    for name, scanned in found.items():
        for gap in scanned.gaps:
            print(f"{name[:64]:64s} {gap[:150]}")
    seconds = sorted(scanned.seconds for scanned in found.values())
    print(
        f"\n{len(seconds)} archives in {sum(seconds):.1f} s; median {seconds[len(seconds) // 2]:.2f}, "
        f"most {seconds[-1]:.2f}"
    )


def _print_shake(rows: list[dict[str, str]], found: dict[str, Scanned]) -> None:
    counts = {"hit": 0, "missed": 0, "wrong": 0, "right no": 0}
    for row in rows:
        if row["shake_verdict"] == "REFERS":
            continue
        truth, scanned = row["shake_verdict"].startswith("YES"), found[row["file"]]
        word = ("hit" if scanned.shakes else "missed") if truth else ("wrong" if scanned.shakes else "right no")
        counts[word] += 1
        if word in ("missed", "wrong"):
            print(f"{word}: {row['file']} ({row['shake_verdict']})")
            for fact in scanned.sensors:
                print(f"    {fact.verdict:12s} {fact.class_name}: {'; '.join(fact.reasons)}")
    print(counts)
    hit = counts["hit"]
    print(f"precision {hit}/{hit + counts['wrong']}, recall {hit}/{hit + counts['missed']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
