"""From which doubt on a way is for a person to judge is told in one place and asked by rules."""

from __future__ import annotations

import pytest
from tests.support.shipped import rule_of

from appaudit.model.condition import DOUBTFUL, Condition, doubt_of
from appaudit.model.grade import Status


def ways(*kinds: str) -> int:
    return doubt_of(Condition(kind=kind, subject="a", method="b") for kind in kinds)  # type: ignore[arg-type]


def test_a_condition_counts_one_and_a_library_that_has_to_call_back_two():
    assert ways("other", "comparison") == 2
    assert ways("other", "callback") == DOUBTFUL
    assert ways("other", "other", "refused") == 2
    assert ways("stored") < DOUBTFUL == ways("stored_first")


@pytest.mark.parametrize("rule", ["pre-consent-collection", "sdk-started-before-consent"])
def test_rules_ask_for_the_limit_that_ways_are_looked_for_with(rule: str):
    graded = [each for each in rule_of(rule).adjust if each.status is not None]
    asked = [(each.status, test) for each in graded for test in each.when if test.field == "doubt"]
    assert [(status, test.operator, test.value) for status, test in asked] == [(Status.REVIEW, "min", DOUBTFUL)]


def test_a_start_that_waits_for_what_no_code_tells_is_less_sure():
    (less,) = (
        each
        for each in rule_of("sdk-started-before-consent").adjust
        if each.status is None and each.confidence is not None and any(test.field == "doubt" for test in each.when)
    )
    assert (less.confidence.word, less.severity) == ("medium", None)
