"""Counts what every rule came to over a corpus: how often it matched, and how often nothing could be said.

    python bench/rule_outcomes.py --packages FOLDER... [--policies FOLDER... --with APK] [--out DIR] [--samples N]

Packages are scanned without documents, then one package (`--with`) with every policy, so that rules on policies are
counted too. A package with a file `<name>.policy.*` beside it gets that policy. Prints a Markdown table; with
`--samples N` writes N findings of every rule, spread over the inputs, for reading by hand.
"""

from __future__ import annotations

import argparse
import collections
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGES = (".apk", ".jar", ".dex", ".apks", ".xapk", ".aar")
WORDS = ("match", "inconclusive", "no-match", "not-applicable")


def scan(apk: Path, policy: Path | None, out: Path) -> dict[str, object] | None:
    """The report of one scan, None where nothing could be read."""
    target = out / f"{apk.parent.name}__{apk.name}__{policy.name if policy else ''}.json"
    if not target.exists():
        command = [sys.executable, "-m", "appaudit", "scan", str(apk), "--format", "json", "--output", str(target)]
        command += ["-q", "--fail-on", "never", "--as-of", "2026-11-24"]
        command += ["--policy", str(policy)] if policy else []
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=120)
        except subprocess.TimeoutExpired:
            return None
    return json.loads(target.read_text(encoding="utf-8")) if target.exists() else None


def files(folders: Iterable[Path], suffixes: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in suffixes and path.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", nargs="*", type=Path, default=[])
    parser.add_argument("--policies", nargs="*", type=Path, default=[])
    parser.add_argument("--with", dest="apk", type=Path)
    parser.add_argument("--out", type=Path, default=Path("bench/out"))
    parser.add_argument("--samples", type=int, default=0)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    runs: list[tuple[Path, Path | None]] = []
    for apk in files(arguments.packages, PACKAGES):
        own = next(iter(sorted(apk.parent.glob(f"{apk.stem}.policy.*"))), None)
        runs.append((apk, own))
    if arguments.apk:
        runs += [(arguments.apk, path) for path in files(arguments.policies, (".txt", ".md", ".html"))]
    counts: dict[str, collections.Counter[str]] = {}
    found: dict[str, list[str]] = {}
    read = 0
    for apk, policy in runs:
        report = scan(apk, policy, arguments.out)
        if report is None:
            continue
        read += 1
        for row in report["rules"]:
            counts.setdefault(row["rule_id"], collections.Counter())[row["outcome"]] += 1
        for finding in report["findings"]:
            evidence = " || ".join(piece["text"] for piece in finding["evidence"][:3])
            place = policy.name if policy and apk == arguments.apk else apk.name
            line = f"{place} | {finding['status']} | {finding['subject']} | {evidence[:400]}"
            found.setdefault(finding["rule_id"], []).append(line)
    print(f"{read} of {len(runs)} inputs read\n")
    print("| rule | fired | findings | inconclusive | silent | not applicable |\n|---|---|---|---|---|---|")
    for rule, counter in sorted(counts.items(), key=lambda item: -item[1]["match"]):
        match, unknown, silent, missing = (counter[word] for word in WORDS)
        print(f"| {rule} | {match} | {len(found.get(rule, []))} | {unknown} | {silent} | {missing} |")
    if arguments.samples:
        for rule, lines in found.items():
            step = max(1, len(lines) // arguments.samples)
            text = "\n".join(lines[::step][: arguments.samples])
            (arguments.out / f"findings-{rule}.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
