"""The exit code of `appaudit policy --fail-on`: a gate for texts, where no app is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from appaudit.errors import EXIT_FINDINGS, EXIT_UNREADABLE
from appaudit.gate.codes import reaches, worst
from appaudit.model.bilingual import Language

if TYPE_CHECKING:
    from appaudit.pipeline.policy_alone import PolicyAlone


def policy_exit_code(policy: PolicyAlone, fail_on: str, language: Language) -> int:
    """3 when a document could not be read, 1 when a finding is at least as severe (which is said on stderr), else 0."""
    from appaudit.report.renderers.plain import safe_line
    from appaudit.report.renderers.words import SEVERITY, STATUS, word

    unread = [] if policy.is_read else [EXIT_UNREADABLE]
    if fail_on == "never":
        return worst(unread)
    found = [finding for finding in policy.report.findings if reaches([finding], fail_on)]
    for finding in found:
        grades = (word(SEVERITY, finding.severity), word(STATUS, finding.status))
        shown = " ".join(f"[{grade.in_language(language)}]" for grade in grades)
        remedy = finding.remediation.in_language(language)
        click.echo(safe_line(f"{shown} {finding.message.in_language(language)} {remedy}"), err=True)
    return worst([*unread, EXIT_FINDINGS] if found else unread)
