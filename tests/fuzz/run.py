"""Runs one harness under atheris until its time is over: `python -m tests.fuzz.run FAMILY --seconds N`.

Prints what libFuzzer prints; ends at the first input that fails, which is kept in the folder of the run.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from tests.fuzz.family import family, family_names

#: Packages whose branches guide the search; pypdf is written in Python and reads what we do not.
GUIDES = ["appaudit", "pypdf"]
#: Megabytes of a search. The fuzzer itself keeps up to 12 KB of each input (2 GB behind 160,000 of compiled scripts);
#: readers stay below 50 MB over as many mutants without it, and tests bound what one input may take.
MOST_MEMORY = 6144


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("family", choices=family_names())
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--runs", type=int, default=-1, help="inputs tried at most")
    parser.add_argument("--folder", type=Path, default=Path("out/fuzz"), help="corpus and failures of the run")
    options = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=GUIDES):
        harness = family(options.family)
        seeds = harness.seeds()
        for seed in seeds:  # what readers import late is imported, and instrumented, now
            harness.fuzz(seed)
    corpus, failures = (options.folder / options.family / part for part in ("corpus", "failures"))
    for folder in (corpus, failures):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number:02}").write_bytes(seed)
    arguments = [
        sys.argv[0],
        str(corpus),
        f"-max_total_time={options.seconds}",
        f"-runs={options.runs}",
        f"-artifact_prefix={failures}/",
        f"-max_len={2 * max(map(len, seeds))}",
        "-timeout=30",
        f"-rss_limit_mb={MOST_MEMORY}",
        "-print_final_stats=1",
    ]
    if harness.dictionary:
        words = options.folder / options.family / "dictionary"
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in harness.dictionary), encoding="ascii")
        arguments.append(f"-dict={words}")

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.5:
            return atheris.Mutate(data, most)
        return harness.mutate(bytes(data), chance)[:most]

    if harness.has_own_mutation:
        atheris.Setup(arguments, harness.fuzz, custom_mutator=mutated)
    else:
        atheris.Setup(arguments, harness.fuzz)
    atheris.Fuzz()


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{octet:02x}" for octet in word)


if __name__ == "__main__":
    main()
