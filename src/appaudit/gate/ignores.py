"""Findings that the configuration accepts: kept apart with their reasons, never dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from appaudit.model.facts.operation import IgnoreFact
from appaudit.model.finding import Finding, Ignore, IgnoredFinding
from appaudit.model.location import Location
from appaudit.model.record import recast, record


@record
class SortedFindings:
    """Findings told apart: those that count, those that are ignored, and the entries that ignored nothing."""

    kept: tuple[Finding, ...]
    ignored: tuple[IgnoredFinding, ...]
    unused: tuple[Ignore, ...]


def expired(ignores: Iterable[Ignore], as_of: str) -> tuple[Ignore, ...]:
    """The entries whose last day is before `as_of` (both ISO dates); they accept nothing any more."""
    return tuple(ignore for ignore in ignores if ignore.expires and ignore.expires < as_of)


def expired_facts(ignores: Iterable[Ignore], as_of: str) -> list[IgnoreFact]:
    """Expired entries as facts, so that a rule makes findings of them."""
    return [
        recast(IgnoreFact, ignore, state="expired", location=Location(path=ignore.place), extractor="configuration")
        for ignore in expired(ignores, as_of)
    ]


def sort_findings(
    findings: Sequence[Finding], ignores: Sequence[Ignore], *, package: str, as_of: str
) -> SortedFindings:
    """Tell apart what is ignored; of several entries that fit a finding the first is named.

    Args:
        findings: In their order, which is kept.
        ignores: The entries of the configuration; those limited to another package or expired do not fit.
        package: The app's package.
        as_of: The ISO date of the audit.
    """
    past = set(expired(ignores, as_of))
    holding = [item for item in ignores if item not in past and item.package in ("", package)]
    kept, ignored, used = [], [], set()
    for finding in findings:
        fitting = [item for item in holding if _fits(item, finding)]
        used.update(fitting)
        if fitting:
            ignored.append(IgnoredFinding(finding=finding, ignore=fitting[0]))
        else:
            kept.append(finding)
    unused = tuple(item for item in holding if item not in used)
    return SortedFindings(kept=tuple(kept), ignored=tuple(ignored), unused=unused)


def _fits(ignore: Ignore, finding: Finding) -> bool:
    """The rule must be equal; only the subject may be a pattern, so that an entry never covers what is to come."""
    fits = ignore.subject == finding.subject or fnmatchcase(finding.subject, ignore.subject)
    return fits and ignore.rule == finding.rule_id
