"""The house has one direction: nothing to the right is imported by anything to the left."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "appaudit"

#: What each room may import from appaudit; `*` is everything.
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors", "model"},
    "stages": {"model"},
    "yaml_files": {"errors", "model"},
    "cache_files": set(),
    "lexicon_files": {"cache_files", "errors", "yaml_files"},
    "traditional": set(),
    "operator_facts": {"errors", "model", "yaml_files"},
    "catalog": {"errors", "model", "yaml_files"},
    "catalog_cache": {"cache_files", "model"},
    "dex": {"dex", "errors"},
    "class_file": {"class_file", "errors"},
    "artifacts": {"artifacts", "errors", "model"},
    "code": {"class_file", "code", "dex", "errors", "lexicon_files", "model", "stages", "traditional"},
    "policy": {"policy", "errors", "lexicon_files", "model", "traditional"},
    "sdk_list": {"sdk_list", "errors", "model", "policy"},
    "input_files": {"errors", "model"},
    "documents": {"errors", "input_files", "model", "policy", "sdk_list", "stages"},
    "derive": {"derive", "errors", "model"},
    "engine": {"engine", "catalog", "errors", "model", "triage"},
    "evidence": {"model"},
    "finding_names": {"model"},
    "triage": {"engine", "evidence", "model", "errors"},
    "config": {"artifacts", "errors", "model", "yaml_files"},
    "gate": {"gate", "errors", "model"},
    "report": {"report", "engine", "errors", "model"},
    "report.renderers": {"report.renderers", "cache_files", "errors", "model"},  # templates are compiled once
    "comparison": {"comparison", "engine", "errors", "model", "report.renderers", "triage"},
    "report_files": {"errors", "model", "report.renderers"},
    "batch": {
        "artifacts",
        "batch",
        "errors",
        "gate",
        "model",
        "pipeline",
        "report.renderers",
        "report_files",
        "stages",
    },
    "sdk_wording": {"model"},
    "operator_template": set(),
    "pipeline": {"*"},
    "cli": {"*"},
    "__main__": {"cli"},
    "__init__": set(),
}

#: Modules that would open a connection; the product never does.
NETWORK = {"socket", "ssl", "http", "urllib.request", "urllib3", "requests", "ftplib", "smtplib", "asyncio", "aiohttp"}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    if parts[:2] == ("report", "renderers"):
        return "report.renderers"
    return parts[0]


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def imported_room(name: str) -> str:
    parts = name.split(".")[1:]
    if parts[:2] == ["report", "renderers"]:
        return "report.renderers"
    return parts[0] if parts else "__init__"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_what_lies_to_its_left(path: Path) -> None:
    allowed = ALLOWED[room(path)]
    if "*" in allowed:
        return
    wrong = [
        name
        for name in imports(path)
        if name.split(".")[0] == "appaudit" and imported_room(name) not in allowed | {"__version__"}
    ]
    assert wrong == []


def test_androguard_is_imported_in_one_file_only() -> None:
    using = [
        str(path.relative_to(SOURCE))
        for path in modules()
        if any(n.split(".")[0] == "androguard" for n in imports(path))
    ]
    assert using == ["artifacts/apk/_androguard.py"]


def test_no_module_can_open_a_connection() -> None:
    using = {
        str(path.relative_to(SOURCE)): name
        for path in modules()
        for name in imports(path)
        if any(name == module or name.startswith(module + ".") for module in NETWORK)
    }
    assert using == {}


def test_only_the_command_line_prints_or_exits() -> None:
    wrong = []
    for path in modules():
        if room(path) in ("cli", "__main__"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.exit", "exit", "click.echo"):
                wrong.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert wrong == []


def test_files_stay_readable() -> None:
    long = {
        str(path.relative_to(SOURCE)): n for path in modules() if (n := len(path.read_text("utf-8").splitlines())) > 500
    }
    assert long == {}


def test_no_room_is_named_for_what_does_not_fit_elsewhere() -> None:
    assert [path.name for path in modules() if path.stem in ("utils", "helpers", "manager", "common", "misc")] == []
