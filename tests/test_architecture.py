"""The house has one direction: nothing to the right is imported by anything to the left."""

from __future__ import annotations

import ast
import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from appaudit.model.facts.kinds import FACT_KINDS

SOURCE = Path(__file__).parent.parent / "src" / "appaudit"

#: What each room may import from appaudit; `*` is everything. Rooms stand from the ground up: what a room may import
#: stands above it in this table (`test_no_arrow_runs_back_up`).
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "version": set(),
    "stages": {"errors", "model"},
    "second_core": {"model"},
    "freed_memory": set(),
    "whole_files": set(),
    "yaml_files": {"errors", "model", "whole_files"},
    "cache_files": {"whole_files"},
    # formats
    "dex": {"errors"},
    "class_file": {"errors"},
    "abc": {"errors"},
    "elf": {"errors"},
    "artifacts": {"abc", "elf", "errors", "model", "second_core", "whole_files"},
    "documents": {"errors", "model", "whole_files"},
    # what is known
    "lexicon": {"errors", "model"},
    "catalog": {"cache_files", "errors", "lexicon", "model", "stages", "version", "whole_files", "yaml_files"},
    "config": {"artifacts", "errors", "model", "whole_files", "yaml_files"},
    # what is seen
    "code.values": {"dex", "model"},
    "code.graph": {"code.values", "dex", "freed_memory", "lexicon", "model"},
    "code.first_launch": {"code.graph", "code.values", "dex", "lexicon", "model"},
    "code.conditions": {"code.first_launch", "code.graph", "code.values", "dex", "lexicon", "model"},
    "code.ways": {"code.conditions", "code.first_launch", "code.graph", "code.values", "dex", "model"},
    "code.reach": {
        "code.conditions",
        "code.first_launch",
        "code.graph",
        "code.values",
        "code.ways",
        "dex",
        "lexicon",
        "model",
    },
    "code.sensors": {"code.values", "dex", "lexicon", "model"},
    "code.renamed": {"code.values", "dex", "model"},
    "code.facts": {"class_file", "code.reach", "code.renamed", "code.values", "dex", "lexicon", "model"},
    "code": {
        "code.facts",
        "code.reach",
        "code.renamed",
        "code.sensors",
        "code.values",
        "dex",
        "freed_memory",
        "lexicon",
        "model",
        "second_core",
        "stages",
    },
    "code.class_files": {"class_file", "code.facts", "code.values", "lexicon", "model", "stages"},
    "scripts": {"lexicon", "model"},
    "arkts": {"abc", "lexicon", "model", "scripts"},
    "privacy_guide": {"model", "whole_files"},
    "texts": {"lexicon", "model"},
    "records": {"documents", "lexicon", "model"},
    "policy": {"documents", "errors", "lexicon", "model", "records", "second_core"},
    "sdk_list": {"documents", "errors", "lexicon", "model", "policy", "records", "whole_files", "yaml_files"},
    "operator": {"errors", "model", "yaml_files"},
    # what it amounts to
    "derive": {"model"},
    "judge": {"model"},
    "authoring": {"errors", "judge", "model"},
    "gate": {"errors", "model", "whole_files", "yaml_files"},
    # what people read
    "report.renderers": {"cache_files", "errors", "model", "version"},  # templates are compiled once
    "report": {"errors", "judge", "model", "report.renderers", "whole_files"},
    "comparison": {"judge", "model", "report.renderers"},
    "product": {"errors", "gate", "model", "report", "report.renderers"},
    "pipeline": {
        "arkts",
        "artifacts",
        "catalog",
        "code",
        "code.class_files",
        "derive",
        "dex",
        "documents",
        "errors",
        "gate",
        "judge",
        "lexicon",
        "model",
        "operator",
        "policy",
        "privacy_guide",
        "report",
        "scripts",
        "sdk_list",
        "second_core",
        "stages",
        "texts",
        "version",
        "whole_files",
    },
    "batch": {
        "artifacts",
        "catalog",
        "errors",
        "freed_memory",
        "gate",
        "model",
        "pipeline",
        "report",
        "report.renderers",
        "stages",
        "version",
        "whole_files",
    },
    "fleet": {
        "artifacts",
        "batch",
        "catalog",
        "errors",
        "model",
        "pipeline",
        "report.renderers",
        "whole_files",
    },
    "serve": {
        "batch",
        "catalog",
        "comparison",
        "errors",
        "gate",
        "model",
        "operator",
        "pipeline",
        "report",
        "report.renderers",
        "version",
        "whole_files",
    },
    "cli": {"*"},
    "__main__": {"cli"},
    "__init__": {
        "catalog",
        "errors",
        "model",
        "pipeline",
        "version",
    },  # for type checkers: it loads what is asked for
}


#: Modules that would open a connection; the product never does.
NETWORK = {"socket", "ssl", "http", "urllib.request", "urllib3", "requests", "ftplib", "smtplib", "asyncio", "aiohttp"}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return room_of(parts if parts[-1] != "__init__" else parts[:-1] or parts)


def room_of(parts: tuple[str, ...]) -> str:
    """The room of a module by its path below the package: the first folder, and the second in a house of rooms."""
    if parts[0] == "code" and len(parts) > 1:
        return f"code.{parts[1]}"
    return "report.renderers" if parts[:2] == ("report", "renderers") else parts[0]


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def imported_rooms(path: Path) -> dict[str, str]:
    """The other rooms that a module imports from, each with a name that shows it."""
    found = {}
    for name in imports(path):
        parts = tuple(name.split("."))
        if parts[0] != "appaudit":
            continue
        # `from appaudit.code import …` names the house, `from appaudit.code.facts.security.tls import …` a room in it.
        inside = parts[1:] if (SOURCE / "/".join(parts[1:3])).is_dir() else parts[1:2]
        found[room_of(inside)] = name
    return {name: shown for name, shown in found.items() if name != room(path)}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_what_lies_to_its_left(path: Path) -> None:
    allowed = ALLOWED[room(path)]
    if "*" not in allowed:
        assert {name: shown for name, shown in imported_rooms(path).items() if name not in allowed} == {}


def test_no_arrow_runs_back_up() -> None:
    order = list(ALLOWED)
    back = [
        (name, other) for name in order for other in ALLOWED[name] - {"*"} if order.index(other) > order.index(name)
    ]
    assert back == []


def test_the_table_allows_nothing_that_nobody_needs() -> None:
    used: dict[str, set[str]] = {}
    for path in modules():
        used.setdefault(room(path), set()).update(imported_rooms(path))
    unused = {name: sorted(allowed - used[name]) for name, allowed in ALLOWED.items() if "*" not in allowed}
    assert {name: rooms for name, rooms in unused.items() if rooms} == {}


def test_every_room_is_in_the_table() -> None:
    assert {room(path) for path in modules()} == set(ALLOWED)


def test_the_page_and_its_drawing_are_made_from_this_table() -> None:
    """If it fails: `python docs/build_architecture.py`."""
    script = SOURCE.parent.parent / "docs" / "build_architecture.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""


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


def test_a_kind_of_fact_says_in_its_class_what_is_to_be_known_of_it() -> None:
    for kind, cls in FACT_KINDS.items():
        fields = {field.name for field in dataclasses.fields(cls)}
        assert cls.kind_name.zh, kind
        assert cls.kind_name.en, kind
        assert set(cls.identity) <= fields, kind
        assert set(cls.derived_from) <= set(FACT_KINDS), kind
        assert set(cls.settled) <= fields, kind
        assert cls.one_for_each in FACT_KINDS or not (cls.one_for_each or cls.settled), kind
