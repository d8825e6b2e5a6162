"""The recipes of CONTRIBUTING.md, followed on a copy of this tree.

Each writes what its blocks show, `make generated` writes the rest; what has changed is what the recipe names. At the
end the linter and the tests that would notice have nothing to say. All recipes share one copy, one after the other.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.shipped import ROOT

#: What belongs to the tree and what tests read; the rest of a checkout is not copied.
PARTS = ("src", "rules", "docs", "tests", "samples", "bench", ".github", ".ci")
#: All of `make generated` but the golden reports, in one process.
GENERATE = """
import contextlib, runpy
for script in ("docs/build.py", "docs/build_architecture.py", "docs/build_rules.py", "docs/sdks/build.py"):
    with contextlib.suppress(SystemExit):
        runpy.run_path(script, run_name="__main__")
"""
#: The tests that hold what a recipe may forget.
TESTS = (
    *("tests/rules/test_knowledge.py", "tests/rules/test_shipped_rules.py", "tests/test_architecture.py"),
    *("tests/test_docs_rules.py", "tests/test_docs_sdks.py", "tests/cli/test_policy_page.py"),
    "tests/unit/policy/test_policies.py",
    *("tests/hostile/test_every_reader.py", "tests/unit/report/renderers/test_render_discovery.py"),
    *("tests/test_hostile_strings.py", "tests/rules/test_every_rule_end_to_end.py"),
    *(
        "-k",
        "not (test_a_rule_has or test_what_is_said or is_without or good_one or the_sample_says) or example-test-key",
    ),
)


@dataclass(frozen=True)
class Recipe:
    """One section: what is written where, the line of Python tables included, and what it says will change."""

    title: str
    blocks: tuple[tuple[str, str], ...]
    files: frozenset[str]
    generated: frozenset[str]


def recipes() -> list[Recipe]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = []
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        if not title.startswith("Add "):
            continue
        blocks = re.findall(r"^```(?:yaml|python)\n# ([^\n]+)\n(.*?)^```", body, re.MULTILINE | re.DOTALL)
        (files,) = re.findall(r"^Files: (.*?)\n\n", body, re.MULTILINE | re.DOTALL)
        written, _, generated = files.partition("generated")
        found.append(
            Recipe(
                title.partition(" / ")[0],
                tuple(blocks),
                frozenset(re.findall(r"`([^`]+)`", written)),
                frozenset(re.findall(r"`([^`]+)`", generated.partition(". ")[0])),
            )
        )
    return found


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this tree."""
    copy = tmp_path_factory.mktemp("tree")
    skipped = shutil.ignore_patterns("__pycache__", "*.pyc", "out")
    for part in PARTS:
        shutil.copytree(ROOT / part, copy / part, ignore=skipped)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy2(path, copy / path.name)
    return copy


def digests(tree: Path) -> dict[str, str]:
    return {
        str(path.relative_to(tree)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tree.rglob("*")
        if path.is_file() and not {"__pycache__", ".pytest_cache", ".hypothesis"} & set(path.parts)
    }


def write(tree: Path, place: str, content: str) -> None:
    """A file of its own, or lines at the end of a file or of a list in it: `add to file.py, LIST`."""
    if not place.startswith("add to "):
        path = tree / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return
    name, _, table = place.removeprefix("add to ").partition(", ")
    path = tree / name
    text = path.read_text(encoding="utf-8")
    if table:
        start = re.search(rf"^{table}\b.*= \[$", text, re.MULTILINE)
        assert start is not None, f"{name} has no list {table}"
        end = text.index("\n]\n", start.end()) + 1
        path.write_text(text[:end] + content + text[end:], encoding="utf-8")
    else:
        path.write_text(text.rstrip("\n") + "\n" + content, encoding="utf-8")


def run(tree: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tree / "src"), str(tree)))}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


def changed_since(before: dict[str, str], after: dict[str, str]) -> frozenset[str]:
    return frozenset(name for name in before.keys() | after if before.get(name) != after.get(name))


def test_the_recipes(tree: Path) -> None:
    """What a recipe names is all that changes, and afterwards nothing has anything to say.

    One test, since every step builds on the tree of the one before.
    """
    before = digests(tree)
    for recipe in recipes():
        for place, content in recipe.blocks:
            write(tree, place, content)
        run(tree, "-c", GENERATE)
        after = digests(tree)
        pages = {name for name in recipe.generated if not name.startswith("tests/golden/")}
        assert changed_since(before, after) == recipe.files | pages, recipe.title
        before = after
    run(tree, "-m", "pytest", "-q", "-n", "0", "tests/test_golden_reports.py", "--update-golden")
    goldens = {name for recipe in recipes() for name in recipe.generated if name.startswith("tests/golden/")}
    assert changed_since(before, digests(tree)) == goldens
    run(tree, "-m", "appaudit", "rules", "lint")
    run(tree, "-m", "appaudit", "rules", "test")
    run(tree, "-m", "ruff", "check", "--no-cache", *(name for name in written() if name.endswith(".py")))
    tests = [name for name in written() if name.startswith("tests/unit/")]
    run(tree, "-m", "pytest", "-q", "-x", "-n", "0", *tests, *TESTS)


def written() -> list[str]:
    return sorted(name for recipe in recipes() for name in recipe.files)


def test_a_recipe_shows_every_file_that_it_names() -> None:
    assert len(recipes()) >= 9
    for recipe in recipes():
        shown = {place.removeprefix("add to ").partition(", ")[0] for place, _ in recipe.blocks}
        assert shown == recipe.files, recipe.title
