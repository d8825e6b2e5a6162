"""Counts what every rule came to over a corpus: how often it matched, and how often nothing could be said.

    python bench/rule_outcomes.py [--packages FOLDER...] [--archives FOLDER...] [--policies FOLDER... --with APK]
        [--out DIR] [--samples N] [--verdicts FILE.tsv]

Packages and SDK archives are scanned without documents, then one package (`--with`) with every policy, so that rules on
policies are counted too; of those runs only findings that a policy decides count. A package with a file
`<name>.policy.*` beside it gets that policy. Prints one Markdown table for each kind of input; with `--samples N`
writes N findings of every rule, spread over the inputs, for reading by hand. `--verdicts` names what came of the
reading: kind, rule, number read, number right, and why, a line each.
"""

from __future__ import annotations

import argparse
import collections
import csv
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGES = (".apk", ".jar", ".dex", ".apks", ".xapk", ".aar")
POLICIES = (".txt", ".md", ".html")
KINDS = ("packages", "archives", "policies")
#: What a policy says, alone or beside the app: the rest of a run with a borrowed app means nothing.
POLICY_RULES = ("-missing", "-weak", "-negated", "policy-")


@dataclass
class Tally:
    """What the rules came to over the inputs of one kind."""

    inputs: int = 0
    read: int = 0
    outcomes: dict[str, collections.Counter[str]] = field(default_factory=dict)
    findings: dict[str, list[str]] = field(default_factory=dict)

    def add(self, report: dict[str, list[dict[str, object]]], place: str) -> None:
        """Count one report."""
        self.read += 1
        for row in report["rules"]:
            self.outcomes.setdefault(str(row["rule_id"]), collections.Counter())[str(row["outcome"])] += 1
        for finding in report["findings"]:
            evidence = " || ".join(piece["text"] for piece in finding["evidence"][:3])
            line = f"{place} | {finding['severity']} {finding['status']} | {finding['subject']} | {evidence[:400]}"
            self.findings.setdefault(str(finding["rule_id"]), []).append(line)


def scan(artifact: Path, policy: Path | None, out: Path) -> dict[str, list[dict[str, object]]] | None:
    """The report of one scan, None where nothing could be read."""
    target = out / f"{artifact.parent.name}__{artifact.name}__{policy.name if policy else ''}.json"
    if not target.exists():
        command = [sys.executable, "-m", "appaudit", "scan", str(artifact), "--format", "json", "--output", str(target)]
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


def runs(arguments: argparse.Namespace) -> Iterator[tuple[str, Path, Path | None]]:
    """Kind, artifact and policy of every scan."""
    for artifact in files(arguments.packages, PACKAGES):
        yield "packages", artifact, next(iter(sorted(artifact.parent.glob(f"{artifact.stem}.policy.*"))), None)
    for artifact in files(arguments.archives, PACKAGES):
        yield "archives", artifact, None
    for policy in files(arguments.policies, POLICIES) if arguments.apk else ():
        yield "policies", arguments.apk, policy


def verdicts(path: Path | None) -> dict[tuple[str, str], list[str]]:
    """What was read by hand: number read, number right and a note, by kind and rule."""
    if path is None:
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        return {(row[0], row[1]): row[2:5] for row in csv.reader(stream, delimiter="\t") if len(row) == 5}


def table(kind: str, tally: Tally, judged: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    """The rules that fired, most often first, and in one line those that did not."""
    yield f"{tally.read} of {tally.inputs} {kind} read\n"
    yield f"| rule | {kind} of {tally.read} | findings | inconclusive | read | right | note |"
    yield "|---|---|---|---|---|---|---|"
    silent = []
    for rule, counter in sorted(tally.outcomes.items(), key=lambda item: (-item[1]["match"], item[0])):
        if kind == "policies" and not (rule.endswith(POLICY_RULES[:3]) or rule.startswith(POLICY_RULES[3])):
            continue
        if not counter["match"]:
            if counter["not-applicable"] < tally.read:
                silent.append(rule)
            continue
        read, right, note = judged.get((kind, rule), ["–", "–", ""])
        numbers = f"{counter['match']} | {len(tally.findings.get(rule, []))} | {counter['inconclusive']}"
        yield f"| {rule} | {numbers} | {read} | {right} | {note} |"
    yield f"\nAsked and silent: {', '.join(f'`{rule}`' for rule in silent)}.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", nargs="*", type=Path, default=[])
    parser.add_argument("--archives", nargs="*", type=Path, default=[])
    parser.add_argument("--policies", nargs="*", type=Path, default=[])
    parser.add_argument("--with", dest="apk", type=Path)
    parser.add_argument("--out", type=Path, default=Path("bench/out"))
    parser.add_argument("--samples", type=int, default=0)
    parser.add_argument("--verdicts", type=Path)
    arguments = parser.parse_args()
    tallies = {kind: Tally() for kind in KINDS}
    for kind, artifact, policy in runs(arguments):
        tallies[kind].inputs += 1
        (arguments.out / kind).mkdir(parents=True, exist_ok=True)
        report = scan(artifact, policy, arguments.out / kind)
        if report is not None:
            tallies[kind].add(report, policy.name if policy and kind == "policies" else artifact.name)
    judged = verdicts(arguments.verdicts)
    for kind, tally in tallies.items():
        if tally.inputs:
            print("\n".join(table(kind, tally, judged)))
        for rule, lines in tally.findings.items() if arguments.samples else ():
            step = max(1, len(lines) // arguments.samples)
            text = "\n".join(lines[::step][: arguments.samples])
            (arguments.out / kind / f"findings-{rule}.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
