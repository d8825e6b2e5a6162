"""Rule files under `rules/checks/` to `Rule` records; every problem of every file is reported at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from appaudit.catalog.knowledge import decode_file
from appaudit.errors import RuleError
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.rule import (
    Adjustment,
    AllOf,
    AnyOf,
    Condition,
    FieldTest,
    Not,
    Predicate,
    Rule,
    RuleDocs,
    RuleExample,
)
from appaudit.model.words import CoverageWord, InputName, Lifecycle, OutcomeWord

OPERATORS = ("equals", "in", "glob", "regex", "min", "max", "is")
INPUTS = ("app", "sdk_archive", "policy", "sdk_list", "documents", "facts", "comparison")
#: Fields whose record differs from the file.
_CONVERTED = ("match", "adjust", "examples")
OUTCOMES = ("match", "no-match", "inconclusive", "not-applicable")


@dataclass(frozen=True, slots=True, kw_only=True)
class _AdjustmentFile:
    when: dict[str, Any]
    status: Status | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _ExampleFile:
    name: str
    expect: OutcomeWord
    facts: tuple[dict[str, Any], ...] = ()
    coverage: dict[str, CoverageWord] | None = None
    supplied: tuple[InputName, ...] = ("app", "policy", "sdk_list")
    subjects: tuple[str, ...] | None = None
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _RuleFile:
    id: str
    title: Bilingual
    category: str
    severity: Severity
    confidence: Confidence
    status: Status
    requires: tuple[InputName, ...]
    obligations: tuple[str, ...]
    match: dict[str, Any]
    subject: str
    message: Bilingual
    remediation: Bilingual
    docs: RuleDocs
    decisive: bool = False
    lifecycle: Lifecycle = "stable"
    adjust: tuple[_AdjustmentFile, ...] = ()
    examples: tuple[_ExampleFile, ...] = ()


class _Problems:
    """Collects what is wrong with one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[str] = []

    def add(self, where: str, what: str) -> None:
        self.found.append(f"{self.path}: {where}: {what}")


def load_rules(folders: Sequence[Path]) -> tuple[Rule, ...]:
    """All rules of the folders, by id; a rule in a later folder replaces the one of the same id.

    Raises:
        RuleError: listing every problem of every file.
    """
    problems: list[str] = []
    rules: dict[str, Rule] = {}
    for folder in folders:
        seen: dict[str, Path] = {}
        for path in sorted((folder / "checks").rglob("*.yaml")):
            rule = _load_rule(path, problems)
            if rule is None:
                continue
            if rule.id in seen:
                problems.append(f"{path}: id: {rule.id} is also used by {seen[rule.id]}")
            seen[rule.id] = path
            rules[rule.id] = rule
    if problems:
        raise RuleError("\n".join(problems))
    return tuple(rules[rule_id] for rule_id in sorted(rules))


def _load_rule(path: Path, problems: list[str]) -> Rule | None:
    raw = decode_file(_RuleFile, path, problems)
    if raw is None:
        return None
    own = _Problems(path)
    if path.stem != raw.id:
        own.add("id", f"the file is named {path.stem}; file name and id must be equal")
    for name in raw.requires:
        if name not in INPUTS:
            own.add("requires", f"{name!r} is not one of {', '.join(INPUTS)}")
    condition = parse_condition(raw.match, "match", own)
    subject_kind = subject_predicate(condition)
    adjust = tuple(
        Adjustment(
            when=_parse_tests(subject_kind.kind if subject_kind else "", item.when, "adjust", own),
            status=item.status,
            severity=item.severity,
            confidence=item.confidence,
        )
        for item in raw.adjust
    )
    examples = tuple(_parse_example(item, own) for item in raw.examples)
    problems.extend(own.found)
    kept = {field.name: getattr(raw, field.name) for field in fields(_RuleFile) if field.name not in _CONVERTED}
    return Rule(**kept, match=condition, adjust=adjust, examples=examples, source=str(path))


def parse_condition(data: object, where: str, problems: _Problems) -> Condition:
    """A node of a match tree: `all`, `any`, `not`, or a predicate named by its fact kind."""
    if not isinstance(data, dict) or len(data) != 1:
        problems.add(where, "expected one of all, any, not or a fact kind, and only one")
        return AllOf(())
    ((word, body),) = data.items()
    if word in ("all", "any"):
        if not isinstance(body, list) or not body:
            problems.add(f"{where}.{word}", "expected a list of conditions")
            return AllOf(())
        parts = tuple(parse_condition(item, f"{where}.{word}[{index}]", problems) for index, item in enumerate(body))
        return AllOf(parts) if word == "all" else AnyOf(parts)
    if word == "not":
        return Not(parse_condition(body, f"{where}.not", problems))
    if word not in FACT_KINDS:
        problems.add(where, f"{word!r} is neither all, any, not nor a fact kind ({', '.join(sorted(FACT_KINDS))})")
        return AllOf(())
    return Predicate(kind=word, tests=_parse_tests(word, body or {}, f"{where}.{word}", problems))


def _parse_tests(kind: str, data: object, where: str, problems: _Problems) -> tuple[FieldTest, ...]:
    if not isinstance(data, dict):
        problems.add(where, "expected a mapping of field names to tests")
        return ()
    known = {field.name for field in fields(FACT_KINDS[kind])} if kind in FACT_KINDS else set()
    tests = []
    for name, test in data.items():
        if name not in known:
            problems.add(where, f"{kind or 'the subject'} has no field {name!r}; it has {', '.join(sorted(known))}")
            continue
        tests.extend(_parse_test(name, test, f"{where}.{name}", problems))
    return tuple(tests)


def _parse_test(name: str, test: object, where: str, problems: _Problems) -> list[FieldTest]:
    if not isinstance(test, dict):
        return [FieldTest(field=name, operator="equals", value=test)]
    tests = []
    for operator, value in test.items():
        if operator not in OPERATORS:
            problems.add(where, f"{operator!r} is not an operator ({', '.join(OPERATORS)})")
        elif operator == "in" and not isinstance(value, list):
            problems.add(where, "in wants a list")
        elif operator == "regex":
            try:
                tests.append(FieldTest(field=name, operator="regex", value=re.compile(str(value))))
            except re.error as error:
                problems.add(where, f"the expression does not compile: {error}")
        else:
            tests.append(
                FieldTest(field=name, operator=operator, value=tuple(value) if isinstance(value, list) else value)
            )
    return tests


def _parse_example(raw: _ExampleFile, problems: _Problems) -> RuleExample:
    if raw.expect not in OUTCOMES:
        problems.add(f"examples.{raw.name}.expect", f"{raw.expect!r} is not one of {', '.join(OUTCOMES)}")
    for fact in raw.facts:
        if fact.get("kind") not in FACT_KINDS:
            problems.add(f"examples.{raw.name}.facts", f"{fact.get('kind')!r} is not a fact kind")
    return RuleExample(
        name=raw.name,
        facts=raw.facts,
        coverage=raw.coverage or {},
        supplied=raw.supplied,
        expect=raw.expect,
        subjects=raw.subjects,
        status=raw.status,
    )


def subject_predicate(condition: Condition) -> Predicate | None:
    """The first positive predicate of a match tree: the facts that fit it are what the findings are about."""
    return next(iter(subject_predicates(condition)), None)


def subject_predicates(condition: Condition) -> tuple[Predicate, ...]:
    """The first positive predicate, and those of the same kind that stand beside it in an `any`."""
    if isinstance(condition, Predicate):
        return (condition,)
    if isinstance(condition, Not):
        return ()
    found = [parts for parts in map(subject_predicates, condition.parts) if parts]
    if not found or isinstance(condition, AllOf):
        return found[0] if found else ()
    kind = found[0][0].kind
    return tuple(predicate for parts in found for predicate in parts if predicate.kind == kind)
