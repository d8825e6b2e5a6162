"""Builds the report document from everything the earlier stages returned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from appaudit.judge.match import Outcome
from appaudit.judge.names import STRANGERS, THE_APP
from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.context import AppCategoryFact, DutyFact
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.facts.policy_text import PolicyTextFact
from appaudit.model.finding import Finding, Ignore, IgnoredFinding
from appaudit.model.grade import Severity, Status
from appaudit.model.knowledge import Knowledge, Regulation
from appaudit.model.record import record
from appaudit.model.report import (
    SCHEMA_VERSION,
    Baseline,
    CoverageRow,
    DocumentRow,
    FactsSection,
    Glossary,
    Inconclusive,
    InconclusiveReason,
    Input,
    RegulationRow,
    Report,
    RuleOutcome,
    RuleRow,
    Summary,
    Timing,
    Tool,
)
from appaudit.model.verdict import VerdictsRow
from appaudit.report.headline import behind_consent, counted_of, headline
from appaudit.report.plan import WHOSE_POLICY, with_plan
from appaudit.report.regulations import in_force_on, regulation_rows
from appaudit.report.renderers.ordering import with_numbers
from appaudit.report.tables import facts_section
from appaudit.report.verdict import premise, unread_parts, verdict

#: The kind of artifact that is no app: what its maker changes is not what an app's would.
_SDK = "sdk"
#: Fact kinds whose coverage every report states, gaps or none.
STATED_KINDS = (
    "app",
    "permission",
    "component",
    "namespace",
    "api_call",
    "native_library",
    "ui_text",
    "clause",
    "mention",
    "declared_sdk",
)


@record
class Audit:
    """What the stages before the report returned.

    `findings` are those that the report lists; `ignored` those that the configuration or a verdict accepts, `hidden`
    those below the chosen grades. Items of regulations are judged by all of them: what an operator accepts or hides is
    still so.
    """

    artifact: Artifact
    inputs: tuple[Input, ...]
    facts: FactSet
    coverage: Coverage
    documents: tuple[DocumentRow, ...]
    outcomes: Sequence[Outcome]
    findings: Sequence[Finding]
    ignored: Sequence[IgnoredFinding] = ()
    hidden: Sequence[Finding] = ()
    unused_ignores: Sequence[Ignore] = ()
    baseline: Baseline | None = None
    verdicts: VerdictsRow | None = None


def build_report(audit: Audit, knowledge: Knowledge, tool: Tool, regulations: Sequence[Regulation]) -> Report:
    """The report document of one audit, without timings."""
    facts = facts_section(audit.facts, audit.coverage, knowledge, audit.documents)
    ignored = [item.finding for item in audit.ignored]
    kinds = [fact.id for fact in audit.facts.of(AppCategoryFact) if fact.source == "declared"]
    as_of = tool.as_of or knowledge.knowledge_date
    rows = regulation_rows(
        regulations,
        audit.outcomes,
        audit.findings,
        ignored,
        audit.hidden,
        app_categories=kinds,
        regulators=list(knowledge.regulators),
        duties=audit.facts.of(DutyFact),
        as_of=as_of,
    )
    inconclusive = tuple(
        Inconclusive(rule_id=outcome.rule.id, title=outcome.rule.title, reasons=_reasons(outcome.gaps))
        for outcome in audit.outcomes
        if outcome.word == "inconclusive"
    )
    report = Report(
        schema_version=SCHEMA_VERSION,
        tool=tool,
        artifact=audit.artifact,
        inputs=audit.inputs,
        facts=facts,
        findings=with_numbers(audit.findings),
        inconclusive=inconclusive,
        coverage=_coverage_rows(audit.coverage),
        regulations=rows,
        summary=_summary(audit, facts, in_force_on(rows, as_of), inconclusive),
        glossary=_glossary(audit, knowledge, facts, rows),
        rules=tuple(_rule_outcome(outcome) for outcome in audit.outcomes),
        ignored=tuple(audit.ignored),
        unused_ignores=tuple(audit.unused_ignores),
        baseline=audit.baseline,
        verdicts=audit.verdicts,
    )
    if audit.artifact.kind == _SDK:
        return report
    return with_plan(report, knowledge, [outcome.rule for outcome in audit.outcomes])


def with_timings(report: Report, timings: Sequence[Timing]) -> Report:
    """The same report with the time of every stage, which `-v` asks for."""
    return replace(report, timings=tuple(timings))


def _reasons(gaps: Sequence[Gap]) -> tuple[InconclusiveReason, ...]:
    return tuple(
        InconclusiveReason(kind=gap.kind, level=gap.level.word, part=gap.part, reason=gap.reason, detail=gap.detail)
        for gap in gaps
    )


def _rule_outcome(outcome: Outcome) -> RuleOutcome:
    rule = outcome.rule
    return RuleOutcome(
        rule_id=rule.id,
        category=rule.category,
        severity=rule.severity.word,
        title=rule.title,
        outcome=outcome.word,
        missing=outcome.missing,
        platforms=() if outcome.speaks else rule.platforms,
    )


def _coverage_rows(coverage: Coverage) -> tuple[CoverageRow, ...]:
    derived = (kind for kind, cls in FACT_KINDS.items() if cls.derived_from)
    kinds = dict.fromkeys((*STATED_KINDS, *derived, *(gap.kind for gap in coverage.gaps)))
    return tuple(
        CoverageRow(kind=kind, level=coverage.level(kind).word, gaps=_reasons(coverage.gaps_of(kind)))
        for kind in sorted(kinds)
    )


def _summary(
    audit: Audit, facts: FactsSection, regulations: Sequence[RegulationRow], inconclusive: Sequence[Inconclusive]
) -> Summary:
    words = Counter(outcome.word for outcome in audit.outcomes)
    severities = Counter(finding.severity for finding in audit.findings)
    statuses = Counter(finding.status for finding in audit.findings)
    return Summary(
        verdict=verdict(
            regulations,
            len(inconclusive),
            len(audit.ignored),
            headline(
                (*audit.findings, *(item.finding for item in audit.ignored), *audit.hidden),
                counted_of(outcome.rule for outcome in audit.outcomes),
            ),
            unread_parts(_coverage_rows(audit.coverage)),
            behind_consent(facts),
            _premise(audit),
        ),
        findings=len(audit.findings),
        by_severity={grade.word: severities.get(grade, 0) for grade in reversed(Severity)},
        by_status={grade.word: statuses.get(grade, 0) for grade in reversed(Status)},
        by_category=dict(sorted(Counter(finding.category for finding in audit.findings).items())),
        inconclusive=len(inconclusive),
        not_applicable=words.get("not-applicable", 0),
        no_match=words.get("no-match", 0),
        ignored=len(audit.ignored),
        known=len(audit.baseline.known) if audit.baseline else 0,
    )


def _premise(audit: Audit) -> Bilingual:
    """What conclusions rest on where the policy speaks of another app, unless somebody accepted that it does."""
    if any(item.finding.rule_id == WHOSE_POLICY for item in audit.ignored):
        return premise("", "")
    other = next((fact for fact in audit.facts.of(PolicyTextFact) if fact.issue == "other_name"), None)
    app = audit.artifact.label or audit.artifact.package
    return premise(app, other.subject if other else "", has_own=bool(other and other.value > 0))


def _glossary(audit: Audit, knowledge: Knowledge, facts: FactsSection, rows: Sequence[RegulationRow]) -> Glossary:
    findings = [*audit.findings, *(item.finding for item in audit.ignored)]
    fired = {finding.rule_id for finding in findings}
    subjects = {finding.subject for finding in findings}
    rules = {
        outcome.rule.id: RuleRow(
            title=outcome.rule.title,
            what=outcome.rule.docs.what,
            why=outcome.rule.docs.why,
            fix=outcome.rule.docs.fix,
            false_positives=outcome.rule.docs.false_positives,
            references=outcome.rule.docs.references,
        )
        for outcome in audit.outcomes
        if outcome.rule.id in fired or outcome.word == "inconclusive"
    }
    data_types = {row.data_type for row in facts.data_access}
    data_types |= {name for sdk in facts.sdks for name in sdk.collects}
    data_types |= {row.id for row in facts.policy.data_types}
    data_types |= subjects
    parties = {row.party for row in facts.data_access} | {row.party for row in facts.sensors}
    parties |= {party for row in facts.permissions for party in row.used_by} | {audit.artifact.packer}
    parties |= subjects  # an SDK of which a key alone is left is in no table
    regulators = {row.regulator for row in rows}
    kinds = {sdk.category for sdk in facts.sdks}
    categories = dict.fromkeys(outcome.rule.category for outcome in audit.outcomes)
    return Glossary(
        categories={name: knowledge.categories[name].name for name in categories if name in knowledge.categories},
        data_types={name: knowledge.data_types[name].name for name in sorted(data_types & set(knowledge.data_types))},
        clauses={term.id: term.name for term in knowledge.clauses.values()},
        parties={
            "app": THE_APP,
            **{name: label for name, label in STRANGERS.items() if name in parties},
            **{name: knowledge.sdks[name].name for name in sorted(parties & set(knowledge.sdks))},
        },
        sdk_categories={kind.id: kind.name for kind in knowledge.sdk_categories.values() if kind.id in kinds},
        subjects={
            **{term.id: term.name for term in knowledge.subjects.values() if term.id in subjects},
            **{duty.id: duty.name for duty in knowledge.duties.values() if duty.id in subjects},
        },
        regulators={term.id: term.name for term in knowledge.regulators.values() if term.id in regulators},
        rules=rules,
    )
