"""The numbers people quote (F-01): one order of findings for all formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from appaudit.model.finding import Finding
from appaudit.model.report import RegulationItemRow, RegulationRow, Report
from appaudit.model.words import ConfidenceWord, SeverityWord, StatusWord, words_of

#: Severities and statuses from the gravest down; unknown words sort last.
SEVERITIES = words_of(SeverityWord)
STATUSES = words_of(StatusWord)
CONFIDENCES = words_of(ConfidenceWord)


class NumberedFinding(NamedTuple):
    """A finding with the number it carries in every format."""

    number: str
    finding: Finding


def numbered_findings(report: Report) -> tuple[NumberedFinding, ...]:
    """All findings in the order of their numbers, which a report of an older version does not have yet."""
    return tuple(NumberedFinding(finding.number or number, finding) for number, finding in _numbered(report.findings))


def with_numbers(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings in the order given, each with its number."""
    numbers = {id(finding): number for number, finding in _numbered(findings)}
    return tuple(replace(finding, number=numbers[id(finding)]) for finding in findings)


def _numbered(findings: Sequence[Finding]) -> list[tuple[str, Finding]]:
    """By severity, status and rule, numbered from F-01.

    Findings of one rule stay together; inside a rule the order of the report is kept.
    """
    first_seen: dict[str, int] = {}
    for index, finding in enumerate(findings):
        first_seen.setdefault(finding.rule_id, index)
    ordered = sorted(
        findings,
        key=lambda item: (
            rank(SEVERITIES, item.severity),
            rank(STATUSES, item.status),
            first_seen[item.rule_id],
            rank(CONFIDENCES, item.confidence),
        ),
    )
    width = max(2, len(str(len(ordered))))
    return [(f"F-{index:0{width}d}", item) for index, item in enumerate(ordered, 1)]


class FindingsByItem:
    """The findings behind an item's status, those that cite it and those of the rules that serve it, for many items."""

    def __init__(self, findings: tuple[NumberedFinding, ...]) -> None:
        self._findings = findings
        self._of_rule: dict[str, set[int]] = {}
        self._citing: dict[tuple[str, str], set[int]] = {}
        for place, numbered in enumerate(findings):
            self._of_rule.setdefault(numbered.finding.rule_id, set()).add(place)
            for basis in numbered.finding.basis:
                self._citing.setdefault((basis.regulation, basis.item), set()).add(place)

    def of(self, regulation: str, item: RegulationItemRow) -> tuple[NumberedFinding, ...]:
        """The findings behind one item, in their order."""
        places = set(self._citing.get((regulation, item.item), ()))
        places.update(*(self._of_rule.get(rule, ()) for rule in item.rules))
        return tuple(self._findings[place] for place in sorted(places))


def status_counts(regulation: RegulationRow) -> dict[str, int]:
    """How many items of a regulation have each status."""
    counts: dict[str, int] = {}
    for item in regulation.items:
        counts[item.status] = counts.get(item.status, 0) + 1
    return counts


def rank(words: tuple[str, ...], word: str) -> int:
    """Where a word stands in an order, from 0; unknown words stand behind all others."""
    return words.index(word) if word in words else len(words)
