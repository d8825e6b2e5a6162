"""Time and memory of the call graph, the phases and the consent guards, apart from reading the DEX files.

    python bench/call_graph.py APK... [--runs N] [--copies N...]

Each run links, builds and searches anew; medians are printed. Memory is the peak of what numpy and Python allocate
during one run (tracemalloc, in a run of its own). With --copies the app's DEX files are taken several times: the
classes of each copy get names of their own, so that the graph really grows, and the time should grow with it.
"""

from __future__ import annotations

import argparse
import statistics
import time
import tracemalloc
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from appaudit.artifacts import open_artifact
from appaudit.catalog import load_catalog
from appaudit.code.conditions.consent_guards import find_guards
from appaudit.code.graph.call_graph import build_call_graph
from appaudit.code.graph.phases.entry_points import find_entry_points
from appaudit.code.graph.phases.phases import Phases
from appaudit.code.graph.program.links import link
from appaudit.dex import DexCode, read_code
from appaudit.model.facts.base import Fact
from appaudit.stages import Stages

STAGES = ("link", "graph", "phases", "guards")


def run(codes: Sequence[DexCode], facts: Sequence[Fact]) -> tuple[list[float], str]:
    """Milliseconds of each stage, and the size of what was built."""
    marks = [time.perf_counter()]
    links = link(codes)
    marks.append(time.perf_counter())
    words = load_catalog().lexicons.consent
    graph = build_call_graph(links, words)
    marks.append(time.perf_counter())
    phases = Phases(graph, find_entry_points(graph, facts))
    marks.append(time.perf_counter())
    launched = phases.launched[: links.method_count]
    find_guards(graph, launched, words)
    marks.append(time.perf_counter())
    size = f"{links.method_count} methods, {int(launched.sum())} at launch, {len(graph.source)} edges"
    return [1000 * (end - start) for start, end in pairwise(marks)], size


def renamed(data: bytes, copy: int) -> bytes:
    """The file with the first letter of every class's package changed, so that its classes are others.

    Only strings that begin with `L` and hold a slash are touched, at the same length; the order of the string table is
    lost, which costs a lookup its binary search and this benchmark nothing that it measures.
    """
    if copy == 0:
        return data
    (code,), _ = read_code([("classes.dex", data)])
    changed = bytearray(data)
    defined = code.dex.type_ids[code.dex.class_defs["class_type"]]
    for string in set(defined.tolist()):
        offset = int(code.dex.string_ids[string])
        while changed[offset] >= 0x80:
            offset += 1
        changed[offset + 2] = 0x21 + copy
    return bytes(changed)


def measure(name: str, images: list[tuple[str, bytes]], facts: Sequence[Fact], runs: int) -> None:
    codes, _ = read_code(images)
    run(codes, facts)
    rows = [run(codes, facts) for _ in range(runs)]
    medians = [statistics.median(times[index] for times, _ in rows) for index in range(len(STAGES))]
    tracemalloc.start()
    run(codes, facts)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    stages = "  ".join(f"{stage} {value:6.1f}" for stage, value in zip(STAGES, medians, strict=True))
    size = sum(len(data) for _, data in images) / 1e6
    print(f"{name[:44]:44} {size:6.1f} MB  {stages}  sum {sum(medians):7.1f} ms  +{peak / 1e6:5.1f} MB  {rows[0][1]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("apks", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--copies", type=int, nargs="*", default=[])
    arguments = parser.parse_args()
    for path in arguments.apks:
        reading = open_artifact(path, stages=Stages())
        images = [(image.place, bytes(image.data)) for image in reading.contents.dex_images]
        measure(path.name, images, reading.facts, arguments.runs)
        for copies in arguments.copies:
            many = [(f"{copy}/{place}", renamed(data, copy)) for copy in range(copies) for place, data in images]
            measure(f"{path.name} x{copies}", many, reading.facts, arguments.runs)


if __name__ == "__main__":
    main()
