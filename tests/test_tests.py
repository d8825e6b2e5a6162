"""The tests themselves: quick to collect, laid out as the sources are, short enough to read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "appaudit"
#: Modules whose functions read the catalogue, audit or render: a test may call them, a module being imported may not.
SLOW = ("tests.support.shipped", "tests.support.sample_reports", "tests.support.end_to_end", "appaudit.pipeline")
#: What is cheap in them: reading names of files or small files, and records.
CHEAP = {"rule_ids", "expected_of", "Case", "Given", "Inputs", "Settings"}


def modules() -> list[Path]:
    return sorted(path for path in TESTS.rglob("*.py"))


def calls_while_imported(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls outside of function bodies: at module and class level, in decorators and in defaults."""
    waiting: list[ast.AST] = [*tree.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, node.args]
            continue
        if isinstance(node, ast.Call):
            yield node
        waiting += ast.iter_child_nodes(node)


def slow_names(tree: ast.Module) -> set[str]:
    """The names that a module imports from the slow modules."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(SLOW):
            found |= {alias.asname or alias.name for alias in node.names}
    return found - CHEAP


def test_no_module_loads_or_audits_while_it_is_imported() -> None:
    """5,000 cases are collected by every worker before the first of them runs."""
    wrong = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        slow = slow_names(tree)
        for call in calls_while_imported(tree):
            name = ast.unparse(call.func)
            if name in slow or name.startswith("load_"):
                wrong.append(f"{path.relative_to(TESTS)}:{call.lineno} {name}")
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(TESTS)))
def test_files_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_unit_tests_stand_where_their_sources_do() -> None:
    """A folder under `unit/` is a folder of the package."""
    folders = {path.parent.relative_to(TESTS / "unit") for path in (TESTS / "unit").rglob("test_*.py")}
    assert {str(folder) for folder in folders if not (SOURCE / folder).is_dir()} == set()
