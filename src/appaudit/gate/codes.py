"""Exit codes: which of several wins, and what many artifacts come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from appaudit.errors import EXIT_FINDINGS, EXIT_INCOMPLETE, EXIT_INTERNAL, EXIT_OK, EXIT_UNREADABLE, EXIT_USAGE
from appaudit.model.finding import Finding
from appaudit.model.gate import HiddenFinding
from appaudit.model.grade import Severity

#: What the user must correct comes first, then our own bugs, what could not be read, what was read in part, and last
#: what was found: findings say nothing for certain while something was not read.
_ORDER: Final = (EXIT_USAGE, EXIT_INTERNAL, EXIT_UNREADABLE, EXIT_INCOMPLETE, EXIT_FINDINGS)


def worst(codes: Iterable[int]) -> int:
    """The code that a run ends with where several apply: 2, 70, 3, 4, 1 in this order."""
    found = set(codes)
    return next((code for code in _ORDER if code in found), EXIT_OK)


def reaches(findings: Iterable[Finding | HiddenFinding], fail_on: str) -> bool:
    """Whether a finding is at least as severe as `fail_on`; never for `never`."""
    if fail_on == "never":
        return False
    least = Severity.of(fail_on)
    return any(finding.severity >= least for finding in findings)


def combined(
    codes: Sequence[int], *, unreadable: int = 0, allows_unreadable: bool = False, is_strict: bool = False
) -> int:
    """The exit code of many artifacts.

    Args:
        codes: Those of the artifacts that have a report, and of failures that are not about reading the artifact.
        unreadable: How many artifacts could not be read at all.
        allows_unreadable: Whether such artifacts are accepted; never where there is nothing but them.
        is_strict: Whether an accepted one still counts as incomplete.
    """
    more = []
    if unreadable:
        if not allows_unreadable or not codes:
            more.append(EXIT_UNREADABLE)
        elif is_strict:
            more.append(EXIT_INCOMPLETE)
    return worst([*codes, *more])
