"""A rule that asks for what can never be does not load, and the message says what there is."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge, shipped_catalog

from appaudit.catalog.rule_values import RuleValues
from appaudit.model.expression import Expression
from appaudit.model.facts.fields import fields_of
from appaudit.model.facts.kinds import FACT_KINDS


def values() -> RuleValues:
    topics = [topic.id for topic in shipped_catalog().lexicons.ui.topics]
    return RuleValues(knowledge(), topics)


def problem(kind: str, name: str, operator: str, value: object) -> str:
    value = Expression(str(value)) if operator == "regex" else value
    return values().problem(kind, fields_of(kind)[name], operator, value)


@pytest.mark.parametrize(
    ("kind", "name", "operator", "value", "said"),
    [
        # words of a closed list
        ("sdk", "disclosed", "equals", "nope", "'nope' cannot occur: it is not in sdk.disclosed; did you mean no"),
        (
            "data_access",
            "phase",
            "equals",
            "preconsent",
            "mean pre_consent? (pre_consent, other, dead, unknown)",
        ),
        ("clause", "status", "equals", "absent", "(present, weak, negated)"),
        ("permission_use", "used", "in", ["yes", "maybe"], "'maybe' cannot occur"),
        ("sdk", "start", "glob", "pre-*", "nothing that sdk.start can be fits 'pre-*'"),
        ("self_start", "mechanism", "regex", "^boot$", "fits the expression '^boot$'"),
        ("sdk_terms", "missing", "equals", "company", "(purpose, data, recipient, contact)"),
        # ids of the knowledge
        ("data_access", "data_type", "equals", "imie", "not in taxonomy/data_types.yaml; did you mean imsi or imei"),
        ("mention", "data_type", "is", "biometrics", "did you mean biometric"),
        ("clause", "id", "equals", "account_cancelation", "did you mean account_cancellation"),
        ("sdk", "category", "in", ["adds"], "not in taxonomy/sdk_categories.yaml; did you mean ads"),
        ("sdk", "id", "equals", "jpussh", "not in sdks/; did you mean jpush"),
        ("app_category", "id", "equals", "online_games", "did you mean online_game"),
        ("duty", "id", "equals", "officer-contacts", "not in duties/; did you mean officer-contact"),
        (
            "ui_text",
            "topic",
            "equals",
            "account_cancelation",
            "not in lexicon/ui.yaml; did you mean account_",
        ),
        ("permission_use", "group", "equals", "cameras", "did you mean camera"),
        ("anomaly", "code", "equals", "duplicate", "did you mean duplicate_name"),
        ("consistency", "data_type", "regex", "^location_exact$", "can be fits the expression"),
        ("sensor", "party", "equals", "App", "did you mean app"),
        # values of another type, and tests that a field cannot be asked
        ("data_access", "guarded", "equals", "yes", "is true or false"),
        ("data_access", "depth", "min", "4", "is a number"),
        ("data_access", "depth", "glob", "4*", "glob cannot be asked of data_access.depth, which holds numbers"),
        ("sdk", "disclosed", "min", 1, "which holds words of a closed list"),
        ("sdk", "name", "equals", 7, "is text"),
        ("sdk", "disclosed", "is", "no", "is cannot be asked of sdk.disclosed"),
        ("sdk", "id", "is", "jpush", "is asks the tree of data types, and sdk.id holds ids of sdks/"),
        ("sdk", "id", "in", [], "a list of at least one value"),
        ("app", "label", "equals", None, "is text"),
    ],
)
def test_what_can_never_be_is_named_with_what_can(
    kind: str, name: str, operator: str, value: object, said: str
) -> None:
    assert said in problem(kind, name, operator, value)


@pytest.mark.parametrize(
    ("kind", "name", "operator", "value"),
    [
        ("sdk", "disclosed", "equals", "no"),
        ("sdk", "disclosed", "in", ["no", "unknown"]),
        ("sdk", "start", "glob", "pre_*"),
        ("limitation", "area", "regex", "^(?!code$|manifest$)"),
        ("data_access", "data_type", "equals", "imei"),
        ("mention", "data_type", "is", "biometric"),
        ("sensor", "party", "equals", "app"),
        ("sensor", "party_category", "in", ["ads", ""]),
        ("sdk", "carried_by", "equals", ""),
        ("data_access", "guarded", "equals", False),
        ("sensor", "acceleration", "max", 14.99),
        ("app", "uses_cleartext", "equals", None),
        ("certificate", "schemes", "equals", "v1"),
        # names of permissions are open: makers of devices have their own
        ("permission_use", "name", "equals", "com.example.permission.OWN"),
    ],
)
def test_what_can_be_is_let_through(kind: str, name: str, operator: str, value: object) -> None:
    assert problem(kind, name, operator, value) == ""


def test_a_fact_of_an_example_is_held_to_the_same_words() -> None:
    fact = {"kind": "data_access", "data_type": "imie", "phase": "preconsent", "permitted": "yes", "chain": ["a.b"]}
    assert [name for name, _ in values().problems_of_fact(fact)] == ["data_type", "phase"]
    assert [name for name, _ in values().problems_of_fact({"kind": "moods"})] == ["kind"]


@pytest.mark.parametrize("kind", sorted(FACT_KINDS))
def test_every_kind_has_fields_to_ask_for_and_none_of_them_is_a_place(kind: str) -> None:
    asked = fields_of(kind)
    assert asked
    assert asked.keys().isdisjoint({"location", "extractor", "quotes", "spans", "kind", "identity"})
