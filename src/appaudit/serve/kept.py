"""What a worker hands back of a report beside its files: what the database keeps of it."""

from __future__ import annotations

from typing import get_args

from appaudit.batch.worker import Made
from appaudit.model.bilingual import Language
from appaudit.model.finding import Finding
from appaudit.model.record import record
from appaudit.model.report import Report
from appaudit.report.draft_lists import Drafts, draft_lists


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
class KeptDrafts:
    """Both lists in both languages."""

    zh: Drafts
    en: Drafts


@record
class KeptReport:
    """The platform of the artifact, all findings (listed, accepted, below the grades that are listed), and the lists.

    `drafts` are the two lists of third parties and of data, drafted from facts that the report holds in part only.
    """

    platform: str
    findings: tuple[KeptFinding, ...]
    drafts: KeptDrafts


def kept_report(report: Report, made: Made) -> KeptReport:
    """What is kept of a report; called in the worker."""
    found = [_kept(item, is_accepted=False) for item in report.findings]
    found += [_kept(item.finding, is_accepted=True) for item in report.ignored]
    seen = made.collected
    drafts = {
        language: draft_lists(seen.artifact, seen.facts, seen.coverage, made.knowledge, language)
        for language in get_args(Language)
    }
    return KeptReport(platform=report.artifact.platform, findings=tuple(found), drafts=KeptDrafts(**drafts))


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
