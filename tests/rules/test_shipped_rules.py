"""The shipped rules: every example comes out as it says, and the linter has nothing to say."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge, rule_ids, rule_of, rules, shipped_lexicons

from appaudit.authoring.examples import run_examples
from appaudit.authoring.lint import argues_from_missing_clause, canonical, lint


@pytest.mark.parametrize("rule_id", rule_ids())
def test_every_example_of_a_rule_comes_out_as_it_says(rule_id: str) -> None:
    results = list(run_examples((rule_of(rule_id),), knowledge()))
    assert {result.name: result.problem for result in results if result.problem} == {}
    assert len(results) >= 2


def test_a_rule_is_in_the_file_of_its_name() -> None:
    assert tuple(rule.id for rule in rules()) == rule_ids()


def test_there_are_a_hundred_checks_that_ask_different_things() -> None:
    asked = {(canonical(rule.match), platform) for rule in rules() for platform in rule.platforms}
    assert len(asked) == sum(len(rule.platforms) for rule in rules())
    assert len(rules()) >= 100
    assert sum(argues_from_missing_clause(rule.match) for rule in rules()) <= 30


def test_what_a_rule_is_about_has_a_name_for_people() -> None:
    """Subjects are templates, ids with a name, or words that a manifest has."""
    of_manifests = {"targetSdkVersion", "usesCleartextTraffic", "debuggable"}
    named = {*knowledge().subjects, *knowledge().duties, *knowledge().clauses, *of_manifests}
    assert [rule.id for rule in rules() if "{" not in rule.subject and rule.subject not in named] == []


def test_lint_is_clean() -> None:
    assert lint(rules(), knowledge()) == []


def test_191_has_all_31_items_in_order() -> None:
    items = [item.item for item in knowledge().regulations["cac-191"].items]
    counts = {1: 4, 2: 4, 3: 9, 4: 6, 5: 3, 6: 5}
    assert items == [f"{chapter}.{number}" for chapter, count in counts.items() for number in range(1, count + 1)]


def test_lexicons_name_data_types_and_clauses_of_the_taxonomy() -> None:
    lexicon = shipped_lexicons().policy
    for language in lexicon.languages.values():
        assert {entry.id for entry in language.data_types} - set(knowledge().data_types) == set()
