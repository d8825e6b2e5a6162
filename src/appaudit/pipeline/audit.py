"""The whole audit: inputs in, report document out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from appaudit.artifacts.base import ArtifactReader
from appaudit.catalog import Catalog
from appaudit.errors import UnreadableArtifactError
from appaudit.gate.baseline import compared, known_among
from appaudit.gate.ignores import expired_facts, sort_findings
from appaudit.gate.judgement import Listed, gated
from appaudit.gate.previous import since_previous
from appaudit.gate.verdicts import judged
from appaudit.judge.findings import findings_of
from appaudit.judge.match import Matcher, Outcome
from appaudit.judge.names import THE_APP, names_in_messages
from appaudit.model.facts.context import DutyFact
from appaudit.model.finding import Finding
from appaudit.model.knowledge import Knowledge
from appaudit.model.report import Input, Report, Tool
from appaudit.pipeline.collect import Collected, collect
from appaudit.pipeline.input_files import input_of_file
from appaudit.pipeline.inputs import Inputs, Settings, chosen_regulations
from appaudit.pipeline.places import with_lines, with_paths
from appaudit.pipeline.previous import last_audit
from appaudit.report.build import Audit, build_report
from appaudit.report.sdk_wording import OWN_CODE, worded_for_sdk
from appaudit.stages import Stages
from appaudit.version import __version__


def audit(
    inputs: Inputs,
    catalog: Catalog,
    settings: Settings,
    stages: Stages | None = None,
    unread: UnreadableArtifactError | None = None,
    begun: ArtifactReader | None = None,
) -> Report:
    """The report on one artifact and its documents; `stages` times the stages where one is given.

    With the error that an earlier call raised (`unread`) it is the report that says so: nothing of the artifact was
    seen, its documents were, and its gate gives exit code 3. `begun` is what `begin_artifact` gave for the artifact.

    Raises:
        UnreadableArtifactError: nothing of the artifact could be read.
        ConfigError: a path does not exist or a regulation is unknown.
    """
    return audited(inputs, catalog, settings, stages, unread, begun)[0]


def audited(
    inputs: Inputs,
    catalog: Catalog,
    settings: Settings,
    stages: Stages | None = None,
    unread: UnreadableArtifactError | None = None,
    begun: ArtifactReader | None = None,
) -> tuple[Report, Collected]:
    """As `audit`, with the facts that the report was made of."""
    stages = stages or Stages()
    known = catalog.knowledge
    regulations = chosen_regulations(known, settings.regulations)
    declared = _declared(inputs.operator_facts, known, settings.as_of)  # before minutes of reading, not after
    collected = collect(inputs, catalog, stages, unread, begun, settings.as_of)
    collected = _with_declared(collected, declared, inputs.operator_facts)
    collected = replace(collected, inputs=(*with_paths(collected.inputs, inputs), *_archives(catalog)))
    collected.facts.add(expired_facts(settings.ignores, settings.as_of))
    is_app = "app" in collected.supplied
    with stages("match"):
        matcher = Matcher(
            collected.facts, collected.coverage, collected.supplied, known.is_a, collected.artifact.platform
        )
        outcomes = matcher.outcomes([rule.worded_for(collected.artifact.platform) for rule in catalog.rules])
        names = names_in_messages(known, THE_APP if is_app else OWN_CODE)
        cited = {item.id: item for item in regulations}
        as_of = settings.as_of or known.knowledge_date
        findings = findings_of(outcomes, matcher, cited, names, known.categories, as_of)
        if collected.renaming is not None:
            from appaudit.pipeline.mapping import identified_as_shipped

            findings = identified_as_shipped(findings, collected.renaming)
        findings = with_lines(findings, collected.lines)
    with stages("report"):
        made = _sorted_out(collected, outcomes, findings, settings)
        report = build_report(made, known, tool_of(catalog, settings.as_of), regulations)
        report = report if is_app else worded_for_sdk(report)
        previous = last_audit(settings.previous, report.artifact.package)
        if previous:
            elsewhere = [*made.hidden, *(item.finding for item in made.ignored)]
            undecided = [item.rule_id for item in report.inconclusive]
            report = since_previous(report, previous, elsewhere, undecided)
        report = replace(report, engagement=settings.engagement)
        return gated(report, settings.gate, _listed(made, catalog, settings)), collected


def _declared(path: Path | None, knowledge: Knowledge, as_of: str) -> list[DutyFact]:
    """What the operator declares, judged by the date; never evidence of anything verified."""
    if path is None:
        return []
    from appaudit.operator.declaration import read_declaration
    from appaudit.operator.duties import duty_facts  # asked of few audits

    return duty_facts(read_declaration(path), knowledge.duties.values(), as_of, path.name)


def _with_declared(collected: Collected, declared: Sequence[DutyFact], path: Path | None) -> Collected:
    if path is None:
        return collected
    collected.facts.add(declared)
    inputs = (*collected.inputs, input_of_file("facts", path))
    return replace(collected, inputs=inputs, supplied=collected.supplied | {"facts"})


def _sorted_out(
    collected: Collected, outcomes: Sequence[Outcome], findings: Sequence[Finding], settings: Settings
) -> Audit:
    """Everything the report is made of, with the findings told apart by what the user chose."""
    package = collected.artifact.package
    sorted_out = sort_findings(findings, settings.ignores, package=package, as_of=settings.as_of)
    undecided = [outcome.rule.id for outcome in outcomes if outcome.word == "inconclusive"]
    by_verdict = judged(
        sorted_out.kept,
        settings.verdicts,
        undecided,
        package=package,
        as_of=settings.as_of,
        elsewhere=[item.finding for item in sorted_out.ignored],
    )
    ignored = (*sorted_out.ignored, *by_verdict.accepted)
    shown = [finding for finding in by_verdict.kept if _is_wanted(finding, settings)]
    hidden = [finding for finding in by_verdict.kept if not _is_wanted(finding, settings)]
    baseline = None
    if settings.baseline:
        elsewhere = [*hidden, *(item.finding for item in ignored)]
        baseline = compared(settings.baseline, shown, elsewhere, undecided, package)
    return Audit(
        artifact=collected.artifact,
        inputs=collected.inputs,
        facts=collected.facts,
        coverage=collected.coverage,
        documents=collected.documents,
        outcomes=outcomes,
        findings=shown,
        ignored=ignored,
        hidden=hidden,
        unused_ignores=sorted_out.unused,
        baseline=baseline,
        verdicts=by_verdict.row,
    )


def _listed(made: Audit, catalog: Catalog, settings: Settings) -> Listed:
    found, package = (*made.findings, *made.hidden), made.artifact.package
    return Listed(
        min_severity=settings.min_severity,
        min_confidence=settings.min_confidence,
        hidden=made.hidden,
        known=known_among(settings.baseline, found, package) if settings.baseline else frozenset(),
        regulations=settings.regulations,
        replaced_rules=catalog.replaced_rules,
    )


def _is_wanted(finding: Finding, settings: Settings) -> bool:
    return finding.severity >= settings.min_severity and finding.confidence >= settings.min_confidence


def tool_of(catalog: Catalog, as_of: str) -> Tool:
    """What makes the reports of a catalogue for a date."""
    return Tool(
        name="appaudit",
        version=__version__,
        rules_digest=catalog.digest,
        knowledge_date=catalog.knowledge.knowledge_date,
        as_of=as_of,
        knowledge_days=_days_between(catalog.knowledge.knowledge_date, as_of),
    )


def _days_between(checked: str, as_of: str) -> int:
    """How many days the knowledge is old, 0 where it is younger than the audit, -1 where a date is missing."""
    try:
        return max(0, (date.fromisoformat(as_of) - date.fromisoformat(checked)).days)
    except ValueError:
        return -1


def _archives(catalog: Catalog) -> tuple[Input, ...]:
    return tuple(Input(role="rules", name=item.name, sha256=item.sha256, size=item.size) for item in catalog.archives)
