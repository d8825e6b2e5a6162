"""SDKs, versions, shake verdicts and attribution in files that somebody labelled before reading our output.

    python bench/sdk_labels.py FOLDER LABELS.tsv

The table has one file a row under the headings `file`, `sdks` (our ids, separated by commas; `?name` for a product that
we did not know when it was labelled) and `shake` (`YES`, `YES_NESTED`, `NO`, or `REFERS`, which is left aside; the
column may be missing). Prints every miss, every SDK that nobody labelled, then the sums.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from appaudit.catalog import load_catalog
from appaudit.errors import AppauditError
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import DataAccessFact, SdkFact, SensorFact
from appaudit.model.facts.third_party import SdkStringFact
from appaudit.pipeline.collect import collect
from appaudit.pipeline.inputs import Inputs
from appaudit.stages import Stages


@dataclass(slots=True)
class Tally:
    """What was counted over all files."""

    labelled: int = 0
    found: int = 0
    by_text: int = 0
    with_version: int = 0
    shake: Counter[str] = field(default_factory=Counter)
    accesses: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


def count(name: str, labels: set[str], shake: str, facts: FactSet, tally: Tally) -> None:
    """Add one file to the sums and print where it differs from its labels."""
    sdks = {fact.id: fact for fact in facts.of(SdkFact)}
    known = {label for label in labels if not label.startswith("?")}
    hits = known & set(sdks)
    tally.labelled += len(known)
    tally.found += len(hits)
    tally.by_text += len(known & {fact.sdk for fact in facts.of(SdkStringFact)})
    tally.with_version += sum(bool(sdks[hit].version) for hit in hits)
    tally.accesses.update(fact.party_kind for fact in facts.of(DataAccessFact))
    for missed in sorted(known - hits):
        print(f"{name}: {missed} missed")
    for extra in sorted({sdk for sdk, fact in sdks.items() if fact.collects_data} - known):
        print(f"{name}: {extra} not labelled ({sdks[extra].confidence}, {'; '.join(sdks[extra].signals[:2])})")
    if shake and shake != "REFERS":
        says = any(fact.verdict == "shake" for fact in facts.of(SensorFact))
        tally.shake[f"{'yes' if shake.startswith('YES') else 'no'}, said {'yes' if says else 'no'}"] += 1


def main(folder: Path, table: Path) -> None:
    """Scan everything in the table and print the comparison."""
    catalog = load_catalog((), Stages())
    tally = Tally()
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    for row in rows:
        start = time.perf_counter()
        try:
            facts = collect(Inputs(artifact=folder / row["file"]), catalog, Stages()).facts
        except AppauditError as error:
            print(f"{row['file']}: {error.message}")
            continue
        tally.seconds.append(time.perf_counter() - start)
        count(row["file"], set(row["sdks"].split(",")) - {""}, row.get("shake") or "", facts, tally)
    total = max(1, tally.accesses.total())
    times = sorted(tally.seconds)
    print(f"\nSDKs found {tally.found}/{tally.labelled}; with a version {tally.with_version}", end="; ")
    print(f"also named by a text in the code {tally.by_text}")
    print(f"shake: {dict(tally.shake)}")
    print(f"data accesses: {dict(tally.accesses)}; nobody's code {tally.accesses['unknown'] / total:.3f}")
    print(f"seconds: median {times[len(times) // 2]:.2f}, slowest {times[-1]:.2f}" if times else "nothing was read")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
