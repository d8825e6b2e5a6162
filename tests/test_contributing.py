"""The examples in CONTRIBUTING.md load, lint and do what the text says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from appaudit.authoring.examples import run_examples
from appaudit.authoring.lint import lint
from appaudit.catalog import load_catalog
from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from appaudit.catalog.rules import load_rules
from appaudit.stages import Stages
from tests.rules.end_to_end import manifest
from tests.support.end_to_end import Case, result_by

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PLACES = {
    "example-push": "sdks/push/example-push.yaml",
    "example-test-key": "checks/security/example-test-key.yaml",
    "example-2027": "regulations/example-2027.yaml",
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("rules")
    for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL):
        name = re.match(r"id: (\S+)", block).group(1)
        path = folder / PLACES[name]
        path.parent.mkdir(parents=True)
        path.write_text(block, encoding="utf-8")
    return [shipped_rules(), folder]


def test_the_examples_load_beside_the_shipped_rules(folders: list[Path]) -> None:
    knowledge = load_knowledge(folders)
    rules = load_rules(folders, knowledge)
    assert knowledge.sdks["example-push"].signals.classes == ("com.example.push",)
    assert knowledge.regulations["example-2027"].items[0].obligations == ("publish-policy",)
    assert "example-test-key" in {rule.id for rule in rules}


def test_the_examples_bring_no_lint_problem(folders: list[Path]) -> None:
    knowledge = load_knowledge(folders)
    assert [line for line in lint(load_rules(folders, knowledge), knowledge) if "example-" in line] == []


def test_the_example_rule_passes_its_own_examples(folders: list[Path]) -> None:
    knowledge = load_knowledge(folders)
    rules = tuple(rule for rule in load_rules(folders, knowledge) if rule.id == "example-test-key")
    results = list(run_examples(rules, knowledge))
    assert [(result.name, result.problem) for result in results] == [
        ("test key", ""),
        ("release certificate", ""),
    ]


def test_the_case_of_the_example_rule_goes_the_whole_way(folders: list[Path]) -> None:
    (block,) = re.findall(r"```python\n# tests/rules/end_to_end/manifest.py\n(.*?)```", TEXT, re.DOTALL)
    case = eval(block, vars(manifest))  # noqa: S307  # our own file
    assert isinstance(case, Case)
    catalog = load_catalog(folders[1:], Stages())
    words = [result_by(catalog, given).words[case.rule] for given in (case.fires, case.silent)]
    assert words == ["match", "no-match"]
