"""Whether an entry that somebody keeps about a finding speaks of that finding."""

from __future__ import annotations

from appaudit.model.finding import Finding


def speaks_of(finding: Finding, fingerprint: str, rule: str, subject: str) -> bool:
    """Whether an entry with this fingerprint names the finding that it is about.

    Rule and subject are what its reader goes by: where they name something else than the fingerprint, what was accepted
    is not what anybody read. Classes alone have two names, with a mapping and without.
    """
    if fingerprint != finding.fingerprint or rule not in ("", finding.rule_id):
        return False
    return subject in ("", finding.subject) or ("." in subject and "." in finding.subject)
