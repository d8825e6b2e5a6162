"""Hold every call chain of a scan against what dexdump prints of each method: `python bench/chains.py PACKAGE...`.

Prints for each package how many chains and steps there are and which steps are not in the bytecode; ends with code 1
if any is not. Steps inside code that dexdump refuses to print cannot be checked and are counted.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import itertools

from tests.support.dexdump_chains import dumped, has_step

from appaudit.artifacts import open_artifact
from appaudit.artifacts.base import Limits
from appaudit.catalog import load_catalog
from appaudit.code import read_code_facts
from appaudit.errors import AppauditError
from appaudit.stages import Stages


def main(packages: list[str]) -> int:
    catalog = load_catalog()
    totals = [0, 0, 0, 0]
    for package in packages:
        try:
            reading = open_artifact(Path(package), limits=Limits(), stages=Stages())
        except AppauditError as error:
            print(f"{package}: {error}")
            continue
        images = reading.contents.dex_images
        code = read_code_facts(images, catalog.knowledge, catalog.lexicons, Stages(), manifest=reading.facts)
        chains = {chain for fact in code.facts if (chain := getattr(fact, "chain", ()))}
        dump = dumped(bytes(image.data) for image in images)
        steps = {(first, second) for chain in chains for first, second in itertools.pairwise(chain)}
        unread = {step for step in steps if step[0] not in dump.code}
        missing = {step for step in steps - unread if not has_step(*step, dump)}
        print(
            f"{Path(package).name}: {len(chains)} chains, {len(steps)} steps, {len(unread)} not printed by dexdump,"
            f" {len(missing)} not in the bytecode"
        )
        for first, second in sorted(missing)[:20]:
            print(f"  {first} -> {second}")
        totals = [a + b for a, b in zip(totals, map(len, (chains, steps, unread, missing)), strict=True)]
    print(f"all: {totals[0]} chains, {totals[1]} steps, {totals[2]} not printed by dexdump, {totals[3]} missing")
    return int(totals[3] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
