"""Scans every package of a folder, one process each, and writes what came out.

    python bench/corpus_scan.py FOLDER [--out DIR] [--only GLOB] [--table FILE]

Prints a line a file (exit code, seconds, findings by rule, gaps) and every message on stderr that is not the summary; a
code other than 0, 1, 3 or 4 is a bug. `--table` writes what could not be read, and why, as Markdown.
"""

from __future__ import annotations

import argparse
import collections
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path


def scan(path: Path, out: Path) -> tuple[int, float, dict[str, object] | None, str]:
    """Exit code, seconds, report document and stderr of one scan."""
    target = out / f"{path.parent.name}__{path.name}.json"
    target.unlink(missing_ok=True)
    command = [sys.executable, "-m", "appaudit", "scan", str(path), "--format", "json", "--output", str(target), "-q"]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    seconds = time.perf_counter() - start
    report = json.loads(target.read_text(encoding="utf-8")) if target.exists() else None
    return done.returncode, seconds, report, done.stderr.strip()


def unread(path: Path, report: dict[str, object] | None, said: str) -> Iterator[str]:
    """Lines of the table: the parts of a file that were not read, or the message where nothing was."""
    if report is None:
        message = said.removeprefix("appaudit: ").replace(f"{path.parent}/", "")
        yield f"| {path.name} | – | unreadable | {_cell(message)} |"
        return
    seen = set()
    for row in report["coverage"]:
        for gap in row["gaps"]:
            if gap["reason"] != "not_supplied" and (gap["part"], gap["reason"]) not in seen:
                seen.add((gap["part"], gap["reason"]))
                part = "" if gap["part"] == path.name else gap["part"]
                yield f"| {path.name} | {_cell(part)} | {gap['reason']} | {_cell(gap['detail']['en'])} |"


def _cell(text: str) -> str:
    shown = "".join(character if character.isprintable() else "�" for character in text).replace("|", "/")
    return shown if len(shown) <= 160 else f"{shown[:159]}…"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("bench/out"))
    parser.add_argument("--only", default="*")
    parser.add_argument("--table", type=Path)
    arguments = parser.parse_args()
    table = ["| file | part | reason | what is wrong |", "|---|---|---|---|"]
    arguments.out.mkdir(parents=True, exist_ok=True)
    codes: collections.Counter[int] = collections.Counter()
    for path in sorted(item for item in arguments.folder.rglob(arguments.only) if item.is_file()):
        code, seconds, report, said = scan(path, arguments.out)
        codes[code] += 1
        table += unread(path, report, said)
        if report is None:
            print(f"{code:3d} {seconds:6.2f}s {path.name}: {said}")
            continue
        rules = collections.Counter(finding["rule_id"] for finding in report["findings"])
        gaps = {(gap["part"], gap["reason"]) for row in report["coverage"] for gap in row["gaps"]}
        gaps = {gap for gap in gaps if gap[1] != "not_supplied"}
        words = " ".join(f"{rule}×{number}" for rule, number in sorted(rules.items()))
        print(f"{code:3d} {seconds:6.2f}s {path.name}: {words}" + (f"  gaps {sorted(gaps)[:4]}" if gaps else ""))
        if said:
            print(f"      {said}")
    print("exit codes:", dict(sorted(codes.items())))
    if arguments.table:
        arguments.table.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
