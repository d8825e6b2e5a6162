"""Time the bytecode engine on one package: `python bench/dex_engine.py APP.apk [--oracle]`.

Prints what each stage takes in milliseconds (best of several runs) and how much it found; with `--oracle`
the same for androguard's reader, once.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from appaudit.dex import (
    MAX_CODE_UNITS,
    const_classes,
    field_accesses,
    invoke_edges,
    list_code_items,
    new_instances,
    read_class_data,
    read_dex,
    string_constants,
    sweep,
)

RUNS = 5

Result = TypeVar("Result")


def dex_entries(package: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(package) as archive:
        return [(name, archive.read(name)) for name in sorted(archive.namelist()) if name.endswith(".dex")]


def engine_stages(package: Path) -> tuple[dict[str, float], dict[str, int]]:
    times: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        start = time.perf_counter()
        result = work()
        times[stage] = time.perf_counter() - start
        return result

    files = timed("inflate", lambda: dex_entries(package))
    dexes = timed("tables", lambda: [read_dex(data, name) for name, data in files])
    classes = timed("class data", lambda: [read_class_data(dex) for dex in dexes])
    items = timed(
        "code items",
        lambda: [list_code_items(d, c, max_units=MAX_CODE_UNITS) for d, c in zip(dexes, classes, strict=True)],
    )
    swept = timed("sweep", lambda: sweep(items))
    invokes = timed("invoke edges", lambda: [invoke_edges(each) for each in swept])
    strings = timed("string constants", lambda: [string_constants(each) for each in swept])
    fields = timed("field accesses", lambda: [field_accesses(each) for each in swept])
    timed("types", lambda: [(new_instances(each), const_classes(each)) for each in swept])
    timed("order check", lambda: [dex.is_sorted for dex in dexes])
    timed("class names", lambda: [dex.defined_classes() for dex in dexes])
    counts = {
        "dex files": len(dexes),
        "bytes": sum(len(data) for _, data in files),
        "classes": sum(len(dex.class_defs) for dex in dexes),
        "methods": sum(len(each.method_index) for each in classes),
        "code items": sum(len(each) for each in items),
        "instructions": sum(len(each) for each in swept),
        "invokes": sum(len(each) for each in invokes),
        "string constants": sum(len(each) for each in strings),
        "field accesses": sum(len(each) for each in fields),
        "faults": sum(len(each.faults()) for each in items),
    }
    return times, counts


def androguard_stages(package: Path) -> tuple[float, dict[str, int]]:
    from androguard.core.dex import DEX
    from loguru import logger

    logger.disable("androguard")
    files = dex_entries(package)
    start = time.perf_counter()
    methods = instructions = invokes = 0
    for _, data in files:
        for method in DEX(data).get_encoded_methods():
            methods += 1
            for instruction in method.get_instructions():
                instructions += 1
                invokes += instruction.get_name().startswith("invoke-") and "custom" not in instruction.get_name()
    counts = {"methods": methods, "instructions": instructions, "invokes": invokes}
    return time.perf_counter() - start, counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("--oracle", action="store_true")
    arguments = parser.parse_args()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    runs = [engine_stages(arguments.package) for _ in range(RUNS)]
    best = {stage: min(times[stage] for times, _ in runs) for stage in runs[0][0]}
    for stage, seconds in best.items():
        print(f"{stage:18} {1000 * seconds:9.1f} ms")
    after_inflating = sum(seconds for stage, seconds in best.items() if stage != "inflate")
    print(f"{'all but inflating':18} {1000 * after_inflating:9.1f} ms")
    for name, count in runs[0][1].items():
        print(f"{name:18} {count:9}")
    print(f"{'added memory':18} {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024:9} MB at most")
    if arguments.oracle:
        seconds, counts = androguard_stages(arguments.package)
        print(f"androguard         {1000 * seconds:9.1f} ms, {counts}")


if __name__ == "__main__":
    sys.exit(main())
