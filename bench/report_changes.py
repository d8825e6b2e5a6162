"""What a change of the code changes in reports: the findings of packages here beside those of another checkout.

    python bench/report_changes.py CHECKOUT PACKAGE... [--rules GLOB]

Scans each package with `CHECKOUT/.venv` and with the one that runs this, and prints a line for each finding whose
status differs, or that only one of them has, and for each exit code that differs or is a bug (not 0, 1, 3 or 4). Ends
with 1 where a scan ended in a bug here. Take packages with verdicts: what became weaker or is gone has to be read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from fnmatch import fnmatchcase
from pathlib import Path

_FINE = frozenset((0, 1, 3, 4))


def scanned(python: Path, package: Path, rules: str) -> tuple[int, dict[tuple[str, str], str]]:
    """The exit code of a scan, and the status of each finding by rule and subject."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        command = [str(python), "-m", "appaudit", "scan", str(package), "--format", "json", "--output", str(target)]
        done = subprocess.run([*command, "-q", "--fail-on", "never"], capture_output=True, check=False, timeout=900)
        report = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {"findings": []}
    findings = [each for each in report["findings"] if fnmatchcase(each["rule_id"], rules)]
    return done.returncode, {(each["rule_id"], each["subject"]): each["status"] for each in findings}


def main() -> int:
    """Compare all packages; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("packages", type=Path, nargs="+")
    parser.add_argument("--rules", default="*", help="rules whose findings are compared")
    options = parser.parse_args()
    has_bug = False
    for package in options.packages:
        code_there, there = scanned(options.checkout / ".venv" / "bin" / "python", package, options.rules)
        code_here, here = scanned(Path(sys.executable), package, options.rules)
        has_bug |= code_here not in _FINE
        print(f"{package.name}: {len(there)} findings there, {len(here)} here", flush=True)
        if code_there != code_here or code_here not in _FINE:
            print(f"  exit code {code_there} there, {code_here} here")
        for rule, subject in sorted(there.keys() | here.keys()):
            before, after = there.get((rule, subject), "none"), here.get((rule, subject), "none")
            if before != after:
                print(f"  {rule} {subject}: {before} -> {after}")
    return int(has_bug)


if __name__ == "__main__":
    sys.exit(main())
