"""Rule files under `rules/checks/` to `Rule` records; every problem of every file is reported at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Literal, cast, get_args

from appaudit.catalog.knowledge import decode_file
from appaudit.catalog.rule_values import RuleValues
from appaudit.errors import RuleError
from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import CodecError
from appaudit.model.expression import Expression
from appaudit.model.facts.fields import FactField, fields_of
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.knowledge import Knowledge
from appaudit.model.record import recast, record
from appaudit.model.rule import (
    Adjustment,
    AllOf,
    AnyOf,
    Condition,
    Counted,
    FieldTest,
    Not,
    Predicate,
    Rule,
    RuleDocs,
    RuleExample,
    TestValue,
    Wording,
    subject_predicate,
)
from appaudit.model.words import (
    CoverageWord,
    InputName,
    Lifecycle,
    Operator,
    OutcomeWord,
    Platform,
    Remedy,
    StatusWord,
    words_of,
)
from appaudit.yaml_files import describe_problems

#: `all` stands for every platform that there is.
PlatformName = Literal["all", "android", "harmony", "ios", "miniprogram"]
#: Fields whose record differs from the file.
_CONVERTED = ("match", "adjust", "instead", "examples", "platforms", "wording")


@record
class _AdjustmentFile:
    when: dict[str, object]
    status: Status | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None
    message: Bilingual | None = None


@record
class _InsteadFile:
    when: dict[str, object]
    message: Bilingual
    remediation: Bilingual | None = None


@record
class _ExampleFile:
    name: str
    expect: OutcomeWord
    facts: tuple[dict[str, object], ...] = ()
    coverage: dict[str, CoverageWord] | None = None
    supplied: tuple[InputName, ...] = ("app", "policy", "sdk_list")
    subjects: tuple[str, ...] | None = None
    status: StatusWord | None = None


@record
class _RuleFile:
    id: str
    title: Bilingual
    category: str
    severity: Severity
    confidence: Confidence
    status: Status
    requires: tuple[InputName, ...]
    obligations: tuple[str, ...]
    match: dict[str, object]
    subject: str
    message: Bilingual
    remediation: Bilingual
    docs: RuleDocs
    platforms: tuple[PlatformName, ...] = ("android",)
    decisive: bool = False
    lifecycle: Lifecycle = "stable"
    remedy: Remedy | None = None
    counted: Counted | None = None
    wording: dict[Platform, Wording] | None = None
    adjust: tuple[_AdjustmentFile, ...] = ()
    instead: tuple[_InsteadFile, ...] = ()
    examples: tuple[_ExampleFile, ...] = ()


def load_rules(
    folders: Sequence[Path], knowledge: Knowledge, topics: Collection[str] | None = None
) -> tuple[Rule, ...]:
    """All rules of the folders, by id; a rule in a later folder replaces the one of the same id.

    Args:
        folders: Laid out as `rules/`, the shipped one first.
        knowledge: What is known, the user's included: rules may only ask for ids that are in it.
        topics: The topics of texts of apps, as `RuleValues` has them.

    Raises:
        RuleError: listing every problem of every file with its line.
    """
    problems: list[str] = []
    rules: dict[str, Rule] = {}
    values = RuleValues(knowledge, topics)
    for folder in folders:
        seen: dict[str, Path] = {}
        for path in sorted((folder / "checks").rglob("*.yaml")):
            raw = decode_file(_RuleFile, path, problems)
            if raw is None:
                continue
            parser = RuleParser(values)
            rule = parser.rule(raw, path)
            if rule.id in seen:
                parser.add("id", f"{rule.id} is also used by {seen[rule.id]}")
            seen[rule.id] = path
            rules[rule.id] = rule
            problems.extend(describe_problems(CodecError(parser.problems), path) if parser.problems else ())
    if problems:
        raise RuleError("\n".join(problems))
    return tuple(rules[rule_id] for rule_id in sorted(rules))


class RuleParser:
    """Makes a rule from a decoded file; `problems` grows by the place in the file and what is wrong there.

    Args:
        values: Says which values can occur.
    """

    def __init__(self, values: RuleValues) -> None:
        self._values = values
        self.problems: list[tuple[str, str]] = []

    def add(self, where: str, what: str) -> None:
        """Note a problem at a place such as `match.all[0].clause.id`."""
        self.problems.append((where, what))

    def rule(self, raw: _RuleFile, path: Path) -> Rule:
        """The rule of a file."""
        if path.stem != raw.id:
            self.add("id", f"the file is named {path.stem}; file name and id must be equal")
        if problem := self._values.unknown_id("categories", raw.category):
            self.add("category", problem)
        condition = self.condition(raw.match, "match")
        subject = subject_predicate(condition)
        adjust = tuple(
            Adjustment(
                when=self._tests(subject.kind if subject else "", item.when, f"adjust[{index}].when"),
                status=item.status,
                severity=item.severity,
                confidence=item.confidence,
                message=item.message,
            )
            for index, item in enumerate(raw.adjust)
        )
        instead = tuple(
            Adjustment(
                when=self._tests(subject.kind if subject else "", item.when, f"instead[{index}].when"),
                message=item.message,
                remediation=item.remediation,
            )
            for index, item in enumerate(raw.instead)
        )
        examples = tuple(self._example(item, f"examples[{index}]") for index, item in enumerate(raw.examples))
        kept = {field.name: getattr(raw, field.name) for field in fields(_RuleFile) if field.name not in _CONVERTED}
        platforms = self._platforms(raw.platforms)
        for name in raw.wording or ():
            if name not in platforms:
                self.add(f"wording.{name}", "the rule does not speak on this platform")
        return Rule(
            **kept,
            platforms=platforms,
            wording=raw.wording or {},
            match=condition,
            adjust=adjust,
            instead=instead,
            examples=examples,
            source=str(path),
        )

    def _platforms(self, named: tuple[PlatformName, ...]) -> tuple[Platform, ...]:
        if not named:
            self.add("platforms", "name a platform, or [all]")
        every: tuple[Platform, ...] = get_args(Platform)
        return every if "all" in named else tuple(name for name in every if name in named)

    def condition(self, data: object, where: str) -> Condition:
        """A node of a match tree: `all`, `any`, `not`, or a predicate named by its fact kind."""
        if not isinstance(data, dict) or len(data) != 1:
            self.add(where, "expected one of all, any, not or a fact kind, and only one")
            return AllOf(())
        ((word, body),) = data.items()
        if word in ("all", "any"):
            if not isinstance(body, list) or not body:
                self.add(f"{where}.{word}", "expected a list of conditions")
                return AllOf(())
            parts = tuple(self.condition(item, f"{where}.{word}[{index}]") for index, item in enumerate(body))
            return AllOf(parts) if word == "all" else AnyOf(parts)
        if word == "not":
            return Not(self.condition(body, f"{where}.not"))
        if word not in FACT_KINDS:
            self.add(where, f"{word!r} is neither all, any, not nor a fact kind ({', '.join(sorted(FACT_KINDS))})")
            return AllOf(())
        return Predicate(kind=word, tests=self._tests(word, body or {}, f"{where}.{word}"))

    def _tests(self, kind: str, data: object, where: str) -> tuple[FieldTest, ...]:
        if not isinstance(data, dict):
            self.add(where, "expected a mapping of field names to tests")
            return ()
        known = fields_of(kind) if kind in FACT_KINDS else {}
        tests: list[FieldTest] = []
        for name, test in data.items():
            if name not in known:
                self.add(where, f"{kind or 'the subject'} has no field {name!r}; it has {', '.join(sorted(known))}")
                continue
            asked = test.items() if isinstance(test, dict) else (("equals", test),)
            for operator, value in asked:
                tests.extend(self._test(kind, known[name], operator, value, f"{where}.{name}"))
        return tuple(tests)

    def _test(self, kind: str, field: FactField, operator: object, value: object, where: str) -> Iterator[FieldTest]:
        if operator not in words_of(Operator):
            self.add(where, f"{operator!r} is not an operator ({', '.join(words_of(Operator))})")
            return
        known = cast("Operator", operator)
        if known == "regex":
            try:
                re.compile(str(value))
            except re.error as error:
                self.add(where, f"the expression does not compile: {error}")
                return
            value = Expression(str(value))
        if problem := self._values.problem(kind, field, known, value):
            self.add(where, problem)
            return
        asked = cast("TestValue", tuple(value) if isinstance(value, list) else value)  # its problems were looked for
        yield FieldTest(field=field.name, operator=known, value=asked)

    def _example(self, raw: _ExampleFile, where: str) -> RuleExample:
        for index, fact in enumerate(raw.facts):
            for name, problem in self._values.problems_of_fact(fact):
                self.add(f"{where}.facts[{index}].{name}", problem)
        for kind in raw.coverage or ():
            if kind not in FACT_KINDS:
                self.add(f"{where}.coverage.{kind}", f"{kind!r} is not a fact kind ({', '.join(sorted(FACT_KINDS))})")
        return recast(RuleExample, raw, coverage=raw.coverage or {})
