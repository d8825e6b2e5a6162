"""Runs the examples that rules carry: facts in, outcome expected. They are the tests of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING
from dataclasses import fields as dataclass_fields
from typing import Final

from appaudit.judge.findings import findings_of
from appaudit.judge.match import Matcher
from appaudit.judge.names import MessageNames
from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import CodecError, decode
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.fields import FactField, fields_of
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.grade import Status
from appaudit.model.knowledge import Knowledge
from appaudit.model.record import record
from appaudit.model.rule import Rule, RuleExample

#: What a fact quotes where an example does not say.
_QUOTE: Final = {"document": "example", "text": "example", "start": 0, "end": 7}


@record(kw_only=False)
class ExampleResult:
    """Whether one example came out as expected, and how it differed."""

    rule_id: str
    name: str
    problem: str

    @property
    def passed(self) -> bool:
        """Whether the outcome was the expected one."""
        return not self.problem


def run_examples(rules: tuple[Rule, ...], knowledge: Knowledge) -> Iterator[ExampleResult]:
    """Run every example of every rule."""
    for rule in rules:
        for example in rule.examples:
            try:
                problem = _run(rule, example, knowledge)
            except (CodecError, KeyError, TypeError, ValueError) as error:
                problem = f"the example does not load: {error}; `appaudit facts` shows how facts are written"
            yield ExampleResult(rule.id, example.name, problem)


def _run(rule: Rule, example: RuleExample, knowledge: Knowledge) -> str:
    coverage = Coverage()
    coverage.add(
        Gap(
            kind=kind,
            level=CoverageLevel[level.upper()],
            reason="unreadable",
            part="example",
            detail=Bilingual("示例", "example"),
        )
        for kind, level in example.coverage.items()
    )
    facts = FactSet(_fact(data) for data in example.facts)
    matcher = Matcher(facts, coverage, example.supplied, knowledge.is_a)
    outcome = matcher.outcome(rule)
    if outcome.word != example.expect:
        return (
            f"expected {example.expect}, came out as {outcome.word}; "
            "correct the match tree, the facts or coverage of the example, or its expectation"
        )
    findings = findings_of([outcome], matcher, knowledge.regulations, MessageNames())
    subjects = tuple(sorted(finding.subject for finding in findings))
    if example.subjects is not None and subjects != tuple(sorted(example.subjects)):
        return f"expected subjects {', '.join(example.subjects)}, found {', '.join(subjects) or 'none'}"
    statuses = {finding.status for finding in findings}
    if example.status and statuses != {Status.of(example.status).word}:
        return f"expected status {example.status}, found {', '.join(sorted(statuses))}"
    return ""


def _fact(data: Mapping[str, object]) -> Fact:
    """A fact from an example; what it needs and the example does not say is filled in."""
    values = dict(data)
    kind = str(values.pop("kind"))
    cls = FACT_KINDS[kind]
    for name, field in fields_of(kind).items():
        if field.is_required or name in cls.identity:
            values.setdefault(name, _filler(field))
    if any(item.name == "quote" and item.default is MISSING for item in dataclass_fields(cls)):
        values.setdefault("quote", _QUOTE)
    return decode(cls, values)


def _filler(field: FactField) -> object:
    """A value for a field that matters to nobody in an example."""
    if field.is_list:
        return []
    if field.words:
        return field.words[0]
    return {"flag": False, "number": 0}.get(field.shape, "example")
