"""A regulator that only its YAML knows stands in the report as the shipped ones do."""

from __future__ import annotations

from pathlib import Path

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from appaudit.report.regulations import regulation_rows
from appaudit.report.verdict import verdict

REGULATORS = """
entries:
  - {id: province, name: {zh: 某省通信管理局, en: A provincial bureau}}
"""
BULLETIN = """
id: province-bulletin
title: {zh: 某省通报, en: Provincial bulletins}
number: ""
issuer: {zh: 某省通信管理局, en: A provincial bureau}
regulator: province
rank: 1
issued: "2026-01-01"
in_force: ""
nature: bulletin
sources: [{title: 通报, checked: "2026-11-25", url: "https://example.gov.cn/1", seen: text}]
note: {zh: 示例。, en: An example.}
items:
  - {item: P01, title: {zh: 未公开规则, en: No rules}, obligations: [publish-policy], decidable: none}
"""


def test_a_regulator_of_its_own_is_one_entry_and_no_python(tmp_path: Path) -> None:
    (tmp_path / "taxonomy").mkdir()
    (tmp_path / "regulations").mkdir()
    (tmp_path / "taxonomy" / "regulators.yaml").write_text(REGULATORS, encoding="utf-8")
    (tmp_path / "regulations" / "province-bulletin.yaml").write_text(BULLETIN, encoding="utf-8")
    knowledge = load_knowledge((shipped_rules(), tmp_path))
    rows = regulation_rows(knowledge.regulations.values(), (), (), regulators=list(knowledge.regulators))
    lists = [(row.regulator, row.id) for row in rows if row.rank]
    assert lists[0] == ("ncverc", "ncverc")
    assert lists[-1] == ("province", "province-bulletin")
    assert rows[len(lists) - 1].id == "province-bulletin"
    assert "某省通报" in verdict(rows, 0).zh
