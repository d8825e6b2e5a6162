"""Fuzzes all families in turn, least fuzzed first: `python -m tests.fuzz.campaign --minutes N`.

Two processor hours a family are more than one sitting has. What each has had is kept in `out/fuzz/spent.json`,
beside the inputs that its runs found, so that sittings add up. Ends at the first input that fails.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.fuzz.family import family_names

#: Seconds of one run: the fuzzer's own memory grows with its inputs, and ends much longer ones.
_SLICE = 300
#: What libFuzzer ends with for its own memory, which is no failure of a reader while readers alone stay flat.
_OUT_OF_MEMORY = 71


def least_fuzzed(spent: Mapping[str, float], names: Iterable[str]) -> str:
    """The family that has had the fewest processor seconds, the first by name of several."""
    return min(sorted(names), key=lambda name: spent.get(name, 0.0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, required=True, help="how long to go on, by the clock")
    parser.add_argument("--folder", type=Path, default=Path("out/fuzz"), help="corpora, failures and the ledger")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    ledger = options.folder / "spent.json"
    spent: dict[str, float] = json.loads(ledger.read_text(encoding="utf-8")) if ledger.exists() else {}
    end = time.monotonic() + 60 * options.minutes
    while (left := end - time.monotonic()) > 1:
        name = least_fuzzed(spent, family_names())
        seconds, code = _run(name, min(_SLICE, int(left)), options.folder)
        spent[name] = spent.get(name, 0.0) + seconds
        ledger.write_text(json.dumps(spent, indent=1, sort_keys=True), encoding="utf-8")
        print(
            f"{name}: {spent[name] / 60:.1f} processor minutes in all, {seconds / 60:.1f} now, exit {code}", flush=True
        )
        if code not in (0, _OUT_OF_MEMORY):
            sys.exit(f"{name}: an input failed; it lies in {options.folder / name / 'failures'}")


def _run(name: str, seconds: int, folder: Path) -> tuple[float, int]:
    """One run of a family: the processor seconds that it took, and how it ended."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    log = folder / f"{name}.log"
    with log.open("w", encoding="utf-8") as output:
        command = [sys.executable, "-m", "tests.fuzz.run", name, "--seconds", str(seconds), "--folder", str(folder)]
        code = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, check=False).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, code


if __name__ == "__main__":
    main()
