"""Two rules that no app can satisfy, two that grade one thing differently, and near twins that get along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.support.shipped import rule_of, shipped_catalog

from appaudit.authoring.lint_contradictions import lint_contradictions
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge, Regulation, RegulationItem
from appaudit.model.rule import AllOf, Condition, FieldTest, Not, Predicate, Rule

B = Bilingual


def asks(kind: str, field: str, value: str | tuple[str, ...]) -> Predicate:
    operator = "in" if isinstance(value, tuple) else "equals"
    return Predicate(kind=kind, tests=(FieldTest(field=field, operator=operator, value=value),))


SWITCH, PROMPT = asks("ui_text", "topic", "shake_switch"), asks("ui_text", "topic", "shake_prompt")
SDK, SDKS = asks("sdk", "category", "ads"), asks("sdk", "category", ("ads", "push"))
ITEM = RegulationItem(item="1", title=B("条目", "Item"), obligations=("secure-data",))
KNOWLEDGE = Knowledge(
    regulations={
        "example": Regulation(
            id="example",
            title=B("规定", "Provisions"),
            number="1",
            issuer=B("部门", "Authority"),
            issued="2027",
            in_force="2027",
            sources=(),
            items=(ITEM,),
            note=B("注", "Note"),
            regulator="example",
        )
    }
)


def rule(name: str, match: Condition, status: str = "suspected", serves: str = "secure-data") -> Rule:
    model = rule_of("debuggable")
    return replace(model, id=name, match=match, status=type(model.status)(status), obligations=(serves,))


def problems(*rules: Rule) -> Sequence[str]:
    return list(lint_contradictions(rules, KNOWLEDGE))


def test_no_way_out() -> None:
    """With an ad SDK the switch is a fault, and so is its absence."""
    has, lacks = rule("has", AllOf((SDK, SWITCH))), rule("lacks", AllOf((SDK, Not(SWITCH))))
    (problem,) = problems(has, lacks)
    assert problem.startswith("has and lacks: whatever is the case about ui_text shake_switch, one of the two has")


def test_a_narrower_rule_with_another_grade() -> None:
    (problem,) = problems(rule("wide", SDKS, "suspected"), rule("narrow", SDK, "review"))
    assert problem.startswith("narrow and wide: whenever the first has a finding on example 1 the second has, and they")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # What both miss is a way out.
        (AllOf((Not(PROMPT), SWITCH)), AllOf((Not(PROMPT), Not(SWITCH)))),
        (AllOf((SDK, SWITCH)), AllOf((SDK, Not(PROMPT)))),
        (SDK, AllOf((SDKS, Not(SDK)))),
    ],
    ids=["a shared remedy", "other things", "told apart"],
)
def test_rules_that_get_along(left: Condition, right: Condition) -> None:
    assert problems(rule("left", left, "review"), rule("right", right)) == []


def test_rules_on_other_items_or_of_one_grade_get_along() -> None:
    has, lacks = AllOf((SDK, SWITCH)), AllOf((SDK, Not(SWITCH)))
    assert problems(rule("has", has), rule("lacks", lacks, serves="keep-own-promises")) == []
    assert problems(rule("wide", SDKS), rule("narrow", SDK)) == []


def test_rules_on_other_platforms_get_along() -> None:
    """One rule says of an Android app what another says with less certainty of one for HarmonyOS."""
    left, right = rule("left", SDK), rule("right", SDK, "review")
    assert problems(replace(left, platforms=("android",)), replace(right, platforms=("harmony",))) == []
    assert problems(left, right) != []


def test_the_shipped_rules_get_along() -> None:
    catalog = shipped_catalog()
    assert list(lint_contradictions(catalog.rules, catalog.knowledge)) == []
