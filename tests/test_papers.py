"""What a contributor meets first: forms, hooks, the workflow and their promises hold together."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from appaudit.cli import main

ROOT = Path(__file__).resolve().parent.parent
FORMS = sorted(path.name for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


def read(name: str) -> Any:  # YAML
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_facts_without_names(name: str) -> None:
    form = read(f".github/ISSUE_TEMPLATE/{name}")
    assert {"name", "description", "body"} <= set(form)
    assert re.search(r"[\u4e00-\u9fff]", form["name"])
    fields = [item for item in form["body"] if item["type"] != "markdown"]
    assert len({item["id"] for item in fields}) == len(fields)
    assert any("appaudit facts app.apk" in item["attributes"].get("description", "") for item in fields)
    assert all("--redact" in item["attributes"]["description"] for item in fields if item["id"] == "facts")


def test_there_is_a_form_for_each_kind_of_report() -> None:
    assert FORMS == ["false-negative.yml", "false-positive.yml", "rule-idea.yml"]


def test_facts_can_be_redacted() -> None:
    command = main.commands.get("facts") or main.get_command(None, "facts")  # type: ignore[arg-type]
    assert command is not None
    assert "--redact" in {name for option in command.params for name in option.opts}


def test_the_workflow_runs_what_everybody_runs() -> None:
    (job,) = read(".github/workflows/checks.yml")["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_hooks_call_what_make_lint_calls() -> None:
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    for hook in read(".pre-commit-config.yaml")["repos"][0]["hooks"]:
        program = shlex.split(hook["entry"])[0]
        if program.startswith(".venv/bin/") and "pytest" not in hook["entry"]:
            assert f"$(BIN)/{program.removeprefix('.venv/bin/')}" in made, hook["id"]


def test_every_test_that_a_hook_names_is_there() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert [
        name for name in re.findall(r"tests/[\w./]+\.py", text.replace("\\", "")) if not (ROOT / name).is_file()
    ] == []


def test_links_of_the_papers_lead_to_files() -> None:
    for name in ("CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "tests/README.md"):
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
        assert [target for target in targets if not (path.parent / target.partition("#")[0]).exists()] == [], name


def test_the_lock_has_every_dependency_in_its_range_with_hashes() -> None:
    """Written anew with the command at its head when pyproject.toml changes."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted in map(Requirement, project["dependencies"]):
        assert wanted.specifier.contains(locked[wanted.name.lower()]), wanted
    assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:])
