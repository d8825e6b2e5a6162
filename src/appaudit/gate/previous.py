"""The last audit of an app: what is new since, what is still open and since when, what is fixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from appaudit.model.finding import Finding
from appaudit.model.record import record
from appaudit.model.report import Report
from appaudit.model.verdict import PreviousAudit, PreviousFinding


@record
class SavedAudit:
    """The saved report of an earlier audit, with the name and the digest of its file."""

    name: str
    sha256: str
    report: Report


def since_previous(
    report: Report, last: SavedAudit, also_there: Iterable[Finding], undecided_rules: Iterable[str]
) -> Report:
    """The report held against the last audit: each finding with the day since which audits in a row have it.

    Args:
        report: With the findings that are listed.
        last: The audit before.
        also_there: Findings that are there and not listed.
        undecided_rules: Ids of rules that are inconclusive this time.
    """
    before = {item.fingerprint: item for item in _findings_of(last.report)}
    today = report.tool.as_of
    findings = tuple(
        replace(item, since=before[item.fingerprint].since if item.fingerprint in before else today)
        for item in report.findings
    )
    there = {item.fingerprint for item in (*findings, *also_there)}
    undecided = set(undecided_rules)
    gone = [item for item in before.values() if item.fingerprint not in there]
    artifact = last.report.artifact
    return replace(
        report,
        findings=findings,
        previous=PreviousAudit(
            name=last.name,
            sha256=last.sha256,
            as_of=last.report.tool.as_of,
            version_name=artifact.version_name,
            version_code=artifact.version_code,
            new=tuple(item.fingerprint for item in findings if item.fingerprint not in before),
            still_open=tuple(item.fingerprint for item in findings if item.fingerprint in before),
            fixed=tuple(item for item in gone if item.rule_id not in undecided),
            undecided=tuple(item for item in gone if item.rule_id in undecided),
        ),
    )


def _findings_of(report: Report) -> list[PreviousFinding]:
    """All findings that an audit had, listed, accepted or below the grades that were listed."""
    day = report.tool.as_of
    listed = [*report.findings, *(item.finding for item in report.ignored)]
    found = [
        PreviousFinding(
            fingerprint=item.fingerprint,
            rule_id=item.rule_id,
            subject=item.subject,
            title=item.title,
            since=item.since or day,
        )
        for item in listed
    ]
    found += [
        PreviousFinding(
            fingerprint=item.fingerprint, rule_id=item.rule_id, subject=item.subject, title=item.title, since=day
        )
        for item in (report.gate.hidden if report.gate else ())
    ]
    return found
