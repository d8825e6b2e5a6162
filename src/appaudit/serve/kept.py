"""What a worker hands back of a report beside its files: what the database keeps of it."""

from __future__ import annotations

from appaudit.model.finding import Finding
from appaudit.model.record import record
from appaudit.model.report import Report
from appaudit.pipeline.inputs import Inputs


@record
class KeptFinding:
    """A finding, as `audit_findings` has it."""

    fingerprint: str
    number: str
    rule: str
    subject: str
    title_zh: str
    title_en: str
    severity: str
    confidence: str
    status: str
    is_accepted: bool
    since: str


@record
class KeptReport:
    """The platform of the artifact, and all findings: listed, accepted, and below the grades that are listed."""

    platform: str
    findings: tuple[KeptFinding, ...]


def kept_report(report: Report, _inputs: Inputs) -> KeptReport:
    """What is kept of a report; called in the worker."""
    found = [_kept(item, is_accepted=False) for item in report.findings]
    found += [_kept(item.finding, is_accepted=True) for item in report.ignored]
    return KeptReport(platform=report.artifact.platform, findings=tuple(found))


def _kept(finding: Finding, *, is_accepted: bool) -> KeptFinding:
    return KeptFinding(
        fingerprint=finding.fingerprint,
        number=finding.number,
        rule=finding.rule_id,
        subject=finding.subject,
        title_zh=finding.title.zh,
        title_en=finding.title.en,
        severity=finding.severity.word,
        confidence=finding.confidence.word,
        status=finding.status.word,
        is_accepted=is_accepted,
        since=finding.since,
    )
