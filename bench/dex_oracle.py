"""Compare the bytecode engine with androguard and dexdump: `python bench/dex_oracle.py PACKAGE...`.

Prints for each package how many methods, instructions and calls were compared and how many differ; ends
with code 1 if any does.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.dex_oracles import DEXDUMP, by_androguard, by_dexdump, by_engine

from appaudit.dex import read_code


def compare(package: Path) -> dict[str, int]:
    counts = dict.fromkeys(("dex", "methods", "instructions", "invokes", "androguard differs", "dexdump differs"), 0)
    with zipfile.ZipFile(package) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".dex"))
        for name in names:
            data = archive.read(name)
            codes, errors = read_code([(name, data)])
            if errors:
                raise SystemExit(f"{package.name}: {errors[0]}")
            ours = by_engine(codes[0])
            counts["dex"] += 1
            for kind in ("methods", "instructions", "invokes"):
                counts[kind] += len(getattr(ours, kind))
            theirs = by_androguard(data)
            counts["androguard differs"] += sum(
                len(getattr(ours, kind) ^ getattr(theirs, kind)) for kind in ("methods", "instructions", "invokes")
            ) + len(set(ours.descriptors.items()) ^ set(theirs.descriptors.items()))
            if DEXDUMP:
                dumped = by_dexdump(data)
                if dumped is None:
                    continue
                counts["dexdump differs"] += len(ours.instructions ^ dumped.instructions)
                counts["dexdump differs"] += len(ours.invokes ^ dumped.invokes)
    return counts


def main() -> int:
    differ = False
    for argument in sys.argv[1:]:
        counts = compare(Path(argument))
        print(f"{Path(argument).name[:60]:60}", counts, flush=True)
        differ = differ or bool(counts["androguard differs"] or counts["dexdump differs"])
    return int(differ)


if __name__ == "__main__":
    sys.exit(main())
