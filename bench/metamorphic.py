"""Applies every evasion of tests/metamorphic/ to every sample, and counts what is kept, said and lost.

    python bench/metamorphic.py [SAMPLE...]

A finding is kept where it stands in the report on the evading package as well, said where its rule came to no verdict
or a gap stands in the report that was not there before. What is lost is printed, and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.metamorphic.code_evasions import CODE_EVASIONS
from tests.metamorphic.judgement import Key, Seen, audited, lost
from tests.metamorphic.package_evasions import PACKAGE_EVASIONS
from tests.metamorphic.packages import (
    entries_of,
    packed,
    read_platform_classes,
    with_redirected_calls,
    without_redirected_calls,
)
from tests.support.sample_paths import SamplePaths, sample, sample_names


def evaded(paths: SamplePaths) -> Iterator[tuple[str, Seen | None, Collection[Key], Seen]]:
    """Evasion, what an audit sees of it, the findings that it may take away, and what an audit sees without it."""
    entries = entries_of(paths.apk.read_bytes())
    before = audited(packed(entries), paths.policy, paths.sdk_list)
    if before is None:
        return
    owners = read_platform_classes(entries)
    without = audited(packed(without_redirected_calls(entries, owners)), paths.policy, paths.sdk_list)
    by_calls = before.findings - (without.findings if without else frozenset())
    for name, body in CODE_EVASIONS.items() if by_calls else ():
        package = packed(with_redirected_calls(entries, owners, body))
        yield name, audited(package, paths.policy, paths.sdk_list), by_calls, before
    for name, evade in PACKAGE_EVASIONS.items():
        yield name, audited(evade(entries), paths.policy, paths.sdk_list), before.findings, before


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("samples", nargs="*", default=sample_names())
    counts: Counter[str] = Counter()
    for name in parser.parse_args().samples:
        paths = sample(name)
        if paths.apk.suffix != ".apk":
            continue
        for evasion, after, wanted, before in evaded(paths):
            gone = lost(before, after, wanted)
            kept = len(set(wanted) & after.findings) if after else 0
            counts += Counter(evasions=1, findings=len(wanted), kept=kept, said=len(wanted) - kept - len(gone))
            counts["lost"] += len(gone)
            for rule, subject in gone:
                print(f"LOST\t{name}\t{evasion}\t{rule}\t{subject}")
        print(f"{name}: {dict(counts)}", flush=True)
    return 1 if counts["lost"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
