"""docs/rules/ says what rules/ says: `python docs/build_rules.py` writes it."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from tests.support.shipped import rules

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_rules", DOCS / "build_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_up_to_date(build: ModuleType) -> None:
    made = {name: text.rstrip("\n") + "\n" for name, text in build.pages().items()}
    written = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    assert sorted(made) == sorted(written)
    stale = [name for name in made if made[name] != written[name]]
    assert stale == [], "run python docs/build_rules.py"


def test_every_rule_has_its_section_and_every_link_leads_somewhere() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    headings = {name: set(re.findall(r"^## ([\w-]+)$", text, re.MULTILINE)) for name, text in pages.items()}
    for rule in rules():
        area = Path(rule.source).parent.name
        assert rule.id in headings[f"{area}.md"]
        assert rule.id in headings[f"{area}.zh-CN.md"]
    for name, text in pages.items():
        for target, anchor in re.findall(r"\]\(([\w.-]+\.md)(?:#([\w-]+))?\)", text):
            assert target in pages, (name, target)
            assert not anchor or anchor in headings[target], (name, anchor)


def test_the_matrix_holds_every_item_and_says_why_not() -> None:
    text = (DOCS / "rules" / "matrix.zh-CN.md").read_text(encoding="utf-8")
    for regulation in load_knowledge((shipped_rules(),)).regulations.values():
        section = text.split(f"\n## {regulation.id}\n", 1)[1].split("\n## ", 1)[0]
        rows = re.findall(r"^\| ([^|]+) \| .* \| ([^|]+) \|$", section, re.MULTILINE)
        found = {item: reason for item, reason in rows if item not in ("条目",)}
        assert set(found) == {item.item for item in regulation.items}
        assert all(found[item.item] != "–" for item in regulation.items if item.decidable != "strong")
