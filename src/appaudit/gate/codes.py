"""The exit code that a report, or several, come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from appaudit.errors import EXIT_FINDINGS, EXIT_INCOMPLETE, EXIT_INTERNAL, EXIT_OK, EXIT_UNREADABLE, EXIT_USAGE
from appaudit.model.finding import Finding
from appaudit.model.grade import Severity
from appaudit.model.report import Report


def exit_code(report: Report, fail_on: str, *, is_strict: bool) -> int:
    """The exit code of one report: findings that the baseline knows do not fail it.

    Args:
        report: What was found.
        fail_on: A severity, or `never`.
        is_strict: Whether incomplete coverage fails it too.
    """
    known = set(report.baseline.known) if report.baseline else set()
    new = [finding for finding in report.findings if finding.fingerprint not in known]
    if reaches(new, fail_on):
        return EXIT_FINDINGS
    return EXIT_INCOMPLETE if is_strict and not is_complete(report) else EXIT_OK


def reaches(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether a finding is at least as severe as `fail_on`; never for `never`."""
    if fail_on == "never":
        return False
    least = Severity.of(fail_on)
    return any(Severity.of(finding.severity) >= least for finding in findings)


def is_complete(report: Report) -> bool:
    """Whether everything that was supplied could be read."""
    return all(gap.reason == "not_supplied" for row in report.coverage for gap in row.gaps)


def combined(codes: Sequence[int], *, is_strict: bool) -> int:
    """The exit code of many artifacts.

    Findings count first, then what the user must correct (a folder that cannot be written, a document that went away),
    our own bugs, and what was not read under `is_strict`. Artifacts that could not be read at all give
    `EXIT_UNREADABLE` when there is no other, and count as incomplete otherwise.
    """
    if codes and all(code == EXIT_UNREADABLE for code in codes):
        return EXIT_UNREADABLE
    for code in (EXIT_FINDINGS, EXIT_USAGE, EXIT_INTERNAL, EXIT_INCOMPLETE):
        if code in codes:
            return code
    return EXIT_INCOMPLETE if is_strict and EXIT_UNREADABLE in codes else EXIT_OK
