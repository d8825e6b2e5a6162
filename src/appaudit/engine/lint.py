"""Checks on the rule set as a whole; every message says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appaudit.engine.lint_sdks import lint_sdks
from appaudit.engine.load import subject_predicate
from appaudit.model.bilingual import Bilingual
from appaudit.model.fact_kinds import FACT_KINDS
from appaudit.model.knowledge import Knowledge
from appaudit.model.rule import AllOf, AnyOf, Condition, Not, Predicate, Rule

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DECIDABLE = ("strong", "weak", "none")


def lint(rules: Sequence[Rule], knowledge: Knowledge) -> list[str]:
    """Every problem found, one line each; an empty list means none."""
    return [*_lint_rules(rules, knowledge), *_lint_knowledge(knowledge), *lint_sdks(knowledge)]


def _lint_rules(rules: Sequence[Rule], knowledge: Knowledge) -> Iterator[str]:
    trees: dict[str, str] = {}
    for rule in rules:
        tree = repr(rule.match)
        if tree in trees:
            yield f"{rule.id}: has the match tree of {trees[tree]}; merge the two or tell them apart"
        trees[tree] = rule.id
        if rule.category not in knowledge.categories:
            yield f"{rule.id}: category {rule.category!r} is not in taxonomy/categories.yaml"
        for name in rule.obligations:
            if name not in knowledge.obligations:
                yield f"{rule.id}: obligation {name!r} is not in taxonomy/obligations.yaml"
        yield from _lint_examples(rule)
        yield from _lint_placeholders(rule)


def _lint_examples(rule: Rule) -> Iterator[str]:
    expected = {example.expect for example in rule.examples}
    for outcome in ("match", "no-match"):
        if outcome not in expected:
            yield f"{rule.id}: has no example that expects {outcome}; add one"
    if argues_from_absence(rule.match) and "inconclusive" not in expected:
        yield f"{rule.id}: argues from absence and has no example that expects inconclusive; add one with coverage"


def _lint_placeholders(rule: Rule) -> Iterator[str]:
    predicate = subject_predicate(rule.match)
    known = set(FACT_KINDS[predicate.kind].__dataclass_fields__) if predicate else set()
    texts: dict[str, Bilingual | str] = {
        "subject": rule.subject,
        "message": rule.message,
        "remediation": rule.remediation,
    }
    for where, text in texts.items():
        joined = text if isinstance(text, str) else text.zh + text.en
        for name in _PLACEHOLDER.findall(joined):
            if name not in known:
                yield f"{rule.id}: {where} names {{{name}}}, which the first predicate's fact does not have"


def argues_from_absence(condition: Condition) -> bool:
    """Whether a match may rest on something that was not seen."""
    if isinstance(condition, Not):
        return True
    if isinstance(condition, Predicate):
        return any(test.field == "verdict" and _mentions_omitted(test.value) for test in condition.tests)
    assert isinstance(condition, (AllOf, AnyOf))  # noqa: S101  # the closed union, for the type checker
    return any(argues_from_absence(part) for part in condition.parts)


def _mentions_omitted(value: object) -> bool:
    return value == "omitted" or (isinstance(value, tuple) and "omitted" in value)


def _lint_knowledge(knowledge: Knowledge) -> Iterator[str]:
    for regulation in knowledge.regulations.values():
        for item in regulation.items:
            where = f"{regulation.id} {item.item}"
            if item.decidable not in _DECIDABLE:
                yield f"{where}: decidable is {item.decidable!r}, expected one of {', '.join(_DECIDABLE)}"
            if item.decidable != "strong" and item.reason is None:
                yield f"{where}: is not strong and gives no reason; say why static analysis cannot decide it"
            for name in item.obligations:
                if name not in knowledge.obligations:
                    yield f"{where}: obligation {name!r} is not in taxonomy/obligations.yaml"
    for node in knowledge.data_types.values():
        if node.parent and node.parent not in knowledge.data_types:
            yield f"data type {node.id}: its parent {node.parent!r} does not exist"
    for entry in knowledge.apis:
        place = entry.class_name or entry.string
        if sum(map(bool, (entry.method, entry.field, entry.string))) != 1:
            yield f"API {place}: exactly one of method, field and string must be set"
        for name in entry.data:
            if name not in knowledge.data_types:
                yield f"API {place}: data type {name!r} is not in taxonomy/data_types.yaml"
