"""The exit code of `appaudit policy --fail-on`: a gate for texts, where no app is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from appaudit.errors import EXIT_FINDINGS, EXIT_OK
from appaudit.model.bilingual import Language

if TYPE_CHECKING:
    from appaudit.pipeline.policy_alone import PolicyAlone

SEVERITIES = ("critical", "high", "medium", "low")


def policy_exit_code(policy: PolicyAlone, fail_on: str, language: Language) -> int:
    """1 when a rule that needs only the policy finds something at least as severe, which is said on stderr; else 0."""
    from appaudit.report.renderers.plain import safe_line
    from appaudit.report.renderers.words import SEVERITY, STATUS, word

    if fail_on == "never":
        return EXIT_OK
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    found = [finding for finding in policy.report.findings if finding.severity in failing]
    for finding in found:
        grades = (word(SEVERITY, finding.severity), word(STATUS, finding.status))
        shown = " ".join(f"[{grade.in_language(language)}]" for grade in grades)
        remedy = finding.remediation.in_language(language)
        click.echo(safe_line(f"{shown} {finding.message.in_language(language)} {remedy}"), err=True)
    return EXIT_FINDINGS if found else EXIT_OK
