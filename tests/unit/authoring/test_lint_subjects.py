"""A message about a fact needs one in every way in which its rule can match."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.sample_reports import shipped_catalog

from appaudit.authoring.lint import lint
from appaudit.model.rule import AllOf, AnyOf, Condition, Not, Predicate

CATALOG = shipped_catalog()
(RULE,) = [rule for rule in CATALOG.rules if rule.id == "analysis-limit-partial"]
PART, APP = Predicate(kind="limitation"), Predicate(kind="app")


def problems(match: Condition) -> list[str]:
    made = replace(RULE, match=match)
    return [line for line in lint([made], CATALOG.knowledge) if "can match without one" in line]


@pytest.mark.parametrize(
    "match",
    [PART, AnyOf((PART, PART)), AllOf((PART, APP)), AllOf((PART, Not(APP))), AllOf((APP, AnyOf((PART, PART))))],
)
def test_a_fact_is_always_there(match: Condition) -> None:
    assert problems(match) == []


@pytest.mark.parametrize("match", [AnyOf((PART, APP)), AnyOf((PART, Not(APP))), AllOf((AnyOf((PART, APP)), APP))])
def test_a_fact_may_be_missing(match: Condition) -> None:
    assert problems(match)
