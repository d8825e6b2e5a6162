"""Which test modules meet a change: those that import a changed module, by themselves or through what tests share.

`make affected` runs them, against `main` or `BASE=<commit>`. It does not see what is reached through a command line,
nor of files under `rules/` what is not in `READ_BY`: the gate and the whole suite do.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Where the tests are that read what stands in a folder of rules: a pattern of the lexicon decides in all of these.
READ_BY = {
    "rules/lexicon/": (
        "tests/unit/lexicon/",
        "tests/unit/policy/",
        "tests/unit/sdk_list/",
        "tests/test_hostile_strings.py",
    )
}


def imported(path: Path) -> set[str]:
    """The modules that a file names in imports, `from a import b` as `a` and as `a.b`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(item.name for item in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update((node.module, *(f"{node.module}.{item.name}" for item in node.names)))
    return found


def module_of(path: str) -> str:
    """`appaudit.dex.reader` for `src/appaudit/dex/reader.py`; a package by its own name."""
    return path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def affected(changed: Collection[str], root: Path = ROOT) -> list[str]:
    """The test modules of a tree that import one of the changed files, or were changed themselves; sorted."""
    files = {path.relative_to(root).as_posix(): imported(path) for path in (root / "tests").rglob("*.py")}
    met = {module_of(name) for name in changed if name.endswith(".py")}
    while beyond := {module_of(name) for name, names in files.items() if names & met} - met:
        met |= beyond
    folders = [folder for folder in READ_BY if any(name.startswith(folder) for name in changed)]
    reading = tuple(place for folder in folders for place in READ_BY[folder])
    return sorted(name for name in files if "/test_" in name and (module_of(name) in met or name.startswith(reading)))


def main() -> None:
    """Print them, one a line."""
    base = sys.argv[1] if len(sys.argv) > 1 else "main"
    command = ["git", "diff", "--name-only", base]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    print("\n".join(affected(done.stdout.splitlines())))


if __name__ == "__main__":
    main()
