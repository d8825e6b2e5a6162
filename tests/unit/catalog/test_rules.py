"""Rule files: what is wrong is said with file and place, and all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.shipped import knowledge

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
        load_rules([folder], knowledge())
    return caught.value.message


def test_a_rule_loads(tmp_path: Path) -> None:
    write(tmp_path, "good")
    (rule,) = load_rules([tmp_path], knowledge())
    assert (rule.id, rule.severity.word, rule.message.en) == ("good", "high", "Message")


def test_all_problems_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    write(tmp_path, "one", match="{spaceship: {}}")
    write(tmp_path, "two", match="{app: {colour: red}}")
    write(tmp_path, "three", more="unexpected: 1")
    message = problems(tmp_path)
    assert "one.yaml:10: match: 'spaceship' is neither" in message
    assert "two.yaml:10: match.app: app has no field 'colour'" in message
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
    (rule,) = load_rules([tmp_path], knowledge())
    assert rule.match.tests[0].value == "no"


def test_a_later_folder_overrides_a_rule(tmp_path: Path) -> None:
    write(tmp_path / "shipped", "same")
    path = write(tmp_path / "own", "same")
    path.write_text(path.read_text("utf-8").replace("severity: high", "severity: low"), encoding="utf-8")
    (rule,) = load_rules([tmp_path / "shipped", tmp_path / "own"], knowledge())
    assert rule.severity.word == "low"


@pytest.mark.parametrize(
    ("match", "more", "said"),
    [
        ("{sdk: {disclosed: nope}}", "", "match.sdk.disclosed: 'nope' cannot occur"),
        ("{not: {any: [{sdk: {}}, {clause: {id: mood}}]}}", "", "match.not.any[1].clause.id: 'mood' cannot occur"),
        (
            "{sdk: {disclosed: no}}",
            "adjust: [{when: {start: preconsent}, status: review}]",
            "18: adjust[0].when.start: 'preconsent' cannot occur",
        ),
        (
            "{sdk: {disclosed: no}}",
            "examples: [{name: one, expect: match, facts: [{kind: sdk, disclosed: never}]}]",
            "18: examples[0].facts[0].disclosed: 'never' cannot occur",
        ),
        (
            "{sdk: {disclosed: no}}",
            "examples: [{name: one, expect: matches, facts: []}]",
            "examples[0].expect: expected one of match, no-match, inconclusive, not-applicable, found 'matches'",
        ),
        (
            "{sdk: {disclosed: no}}",
            "examples: [{name: one, expect: match, coverage: {moods: none}}]",
            "examples[0].coverage.moods: 'moods' is not a fact kind",
        ),
        ("{sdk: {disclosed: no}}", "lifecycle: someday", "lifecycle: expected one of stable"),
    ],
)
def test_a_rule_that_asks_for_what_cannot_be_does_not_load(tmp_path: Path, match: str, more: str, said: str) -> None:
    write(tmp_path, "wrong", match=match, more=more)
    assert said in problems(tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "category: data_security",
            "category: adds",
            "3: category: 'adds' cannot occur",
        ),
        ("severity: high", "severity: grave", "4: severity: expected one of info, low, medium, high, critical"),
        ("[app]", "[apk]", "7: requires[0]: expected one of app, sdk_archive"),
    ],
)
def test_grades_categories_and_duties_are_those_there_are(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    path = write(tmp_path, "wrong")
    path.write_text(path.read_text("utf-8").replace(right, wrong), encoding="utf-8")
    assert f"wrong.yaml:{said}" in problems(tmp_path)
