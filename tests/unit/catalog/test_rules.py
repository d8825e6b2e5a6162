"""Rule files: what is wrong is said with file and place, and all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from appaudit.catalog.rules import load_rules
from appaudit.errors import RuleError

RULE = """\
id: {id}
title: {{zh: 标题, en: Title}}
category: data_security
severity: high
confidence: high
status: violation
requires: [app]
obligations: [secure-data]
subject: debuggable
match: {match}
message: {{zh: 信息, en: Message}}
remediation: {{zh: 整改, en: Remedy}}
docs:
  what: {{zh: 一, en: one}}
  why: {{zh: 二, en: two}}
  fix: {{zh: 三, en: three}}
  false_positives: {{zh: 四, en: four}}
{more}
"""


def write(folder: Path, name: str, match: str = "{app: {debuggable: true}}", more: str = "", id_: str = "") -> Path:
    path = folder / "checks" / "area" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RULE.format(id=id_ or name, match=match, more=more), encoding="utf-8")
    return path


def problems(folder: Path) -> str:
    with pytest.raises(RuleError) as caught:
        load_rules([folder])
    return caught.value.message


def test_a_rule_loads(tmp_path: Path) -> None:
    write(tmp_path, "good")
    (rule,) = load_rules([tmp_path])
    assert (rule.id, rule.severity.word, rule.message.en) == ("good", "high", "Message")


def test_all_problems_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    write(tmp_path, "one", match="{spaceship: {}}")
    write(tmp_path, "two", match="{app: {colour: red}}")
    write(tmp_path, "three", more="unexpected: 1")
    message = problems(tmp_path)
    assert "one.yaml: match: 'spaceship' is neither" in message
    assert "two.yaml: match.app: app has no field 'colour'" in message
    assert "three.yaml:18: unexpected: unknown key" in message


def test_a_duplicate_key_is_an_error_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, "twice", more="severity: low")
    assert "twice.yaml:18: the key 'severity' occurs twice" in problems(tmp_path)


def test_file_name_and_id_must_agree(tmp_path: Path) -> None:
    write(tmp_path, "name", id_="other")
    assert "file name and id must be equal" in problems(tmp_path)


def test_an_expression_that_does_not_compile_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "regex", match="{app: {package: {regex: '('}}}")
    assert "does not compile" in problems(tmp_path)


def test_no_is_a_word_and_not_false(tmp_path: Path) -> None:
    write(tmp_path, "word", match="{sdk: {disclosed: no}}")
    (rule,) = load_rules([tmp_path])
    assert rule.match.tests[0].value == "no"


def test_a_later_folder_overrides_a_rule(tmp_path: Path) -> None:
    write(tmp_path / "shipped", "same")
    path = write(tmp_path / "own", "same")
    path.write_text(path.read_text("utf-8").replace("severity: high", "severity: low"), encoding="utf-8")
    (rule,) = load_rules([tmp_path / "shipped", tmp_path / "own"])
    assert rule.severity.word == "low"
