"""A message about a fact needs one in every way in which its rule can match."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.shipped import knowledge, rule_of

from appaudit.authoring.lint import lint
from appaudit.model.rule import AllOf, AnyOf, Condition, Not, Predicate

PART, APP = Predicate(kind="limitation"), Predicate(kind="app")


def problems(match: Condition) -> list[str]:
    made = replace(rule_of("analysis-limit-partial"), match=match)
    return [line for line in lint([made], knowledge()) if "can match without one" in line]


@pytest.mark.parametrize(
    "match",
    [PART, AnyOf((PART, PART)), AllOf((PART, APP)), AllOf((PART, Not(APP))), AllOf((APP, AnyOf((PART, PART))))],
)
def test_a_fact_is_always_there(match: Condition) -> None:
    assert problems(match) == []


@pytest.mark.parametrize("match", [AnyOf((PART, APP)), AnyOf((PART, Not(APP))), AllOf((AnyOf((PART, APP)), APP))])
def test_a_fact_may_be_missing(match: Condition) -> None:
    assert problems(match)
