"""Whether a saved report agrees with itself: its counts, its rules and its gate with the findings that it lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from appaudit.model.report import Report


def disagreements(report: Report) -> Iterator[tuple[str, str]]:
    """Fields of a report that say something else than its findings, gaps and outcomes, each with what is wrong.

    A scan writes none; one that was edited by hand where nobody counted again does. Who changes all fields alike is not
    found out.
    """
    yield from _counts(report)
    yield from _rules(report)
    known = {(row.kind, gap.part) for row in report.coverage for gap in row.gaps}
    for undecided in report.inconclusive:
        if any((reason.kind, reason.part) not in known for reason in undecided.reasons):
            yield "coverage", f"a gap is missing that leaves {undecided.rule_id} inconclusive"
            break


def _counts(report: Report) -> Iterator[tuple[str, str]]:
    summary, findings = report.summary, report.findings
    for name, stated, found in (
        ("findings", summary.findings, len(findings)),
        ("ignored", summary.ignored, len(report.ignored)),
        ("inconclusive", summary.inconclusive, len(report.inconclusive)),
    ):
        if stated != found:
            yield f"summary.{name}", f"{stated} stated, {found} listed"
    for name, counts, listed in (
        ("by_severity", summary.by_severity, Counter(finding.severity for finding in findings)),
        ("by_status", summary.by_status, Counter(finding.status for finding in findings)),
        ("by_category", summary.by_category, Counter(finding.category for finding in findings)),
    ):
        if {key: count for key, count in counts.items() if count} != dict(listed):
            yield f"summary.{name}", "counts differ from the findings that are listed"


def _rules(report: Report) -> Iterator[tuple[str, str]]:
    outcomes: Counter[str] = Counter(row.outcome for row in report.rules)
    for name, stated, word in (
        ("no_match", report.summary.no_match, "no-match"),
        ("not_applicable", report.summary.not_applicable, "not-applicable"),
    ):
        if report.rules and stated != outcomes[word]:
            yield f"summary.{name}", f"{stated} stated, {outcomes[word]} rules have it"
    matched = {row.rule_id for row in report.rules if row.outcome == "match"}
    held = {finding.rule_id for finding in report.findings} | {item.finding.rule_id for item in report.ignored}
    hidden = report.gate.hidden if report.gate is not None else ()
    held |= {finding.rule_id for finding in hidden}
    if report.rules and matched != held:
        rule = sorted(matched ^ held)[0]
        yield "rules", f"outcome and findings of {rule} differ"
    there = {finding.id for finding in report.findings} | {finding.id for finding in hidden}
    if report.gate is not None and not there.issuperset(report.gate.failing):
        yield "gate.failing", "names a finding that is not listed"
