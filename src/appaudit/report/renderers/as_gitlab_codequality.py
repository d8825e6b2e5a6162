"""The findings as a GitLab Code Quality report, which merge requests show on every tier.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format (`description`, `check_name`,
`fingerprint`, `severity`, `location.path`, `location.lines.begin`; no byte order mark; entries of equal fingerprint are
shown once). Checked 2026-11-27 in the copy of gitlabhq/gitlabhq, doc/ci/testing/code_quality.md.
"""

from __future__ import annotations

import json
from typing import Any, Final

from appaudit.model.bilingual import Language
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.file_places import FilePlaces
from appaudit.report.renderers.ordering import NumberedFinding
from appaudit.report.renderers.plain import safe_json, safe_line, shortened
from appaudit.report.renderers.speaker import Speaker
from appaudit.report.renderers.verdict_words import notes_of

EXTENSION = "codequality.json"
NAMES_PACKAGE = False

_SEVERITIES: Final = {"critical": "blocker", "high": "critical", "medium": "major", "low": "minor", "info": "info"}
_TEXT_WIDTH: Final = 500


def render(report: Report, language: Language) -> str:
    """An array with an entry for each finding; those that are accepted are not in it."""
    issues = _Issues(report, language)
    text = json.dumps([issues.issue(item) for item in issues.findings], ensure_ascii=False, indent=1)
    return safe_json(text) + "\n"


class _Issues(Speaker):
    def __init__(self, report: Report, language: Language) -> None:
        super().__init__(report, language)
        self._places = FilePlaces(report)

    def issue(self, item: NumberedFinding) -> dict[str, Any]:
        finding = item.finding
        place = self._places.of(finding)
        status = self.named(words.STATUS, finding.status)
        notes = "; ".join([status, *(self.say(note) for note in notes_of(self.report, finding))])
        text = f"{item.number} {self.say(finding.title)}: {self.say(self.names.subject(finding))} ({notes})"
        return {
            "description": shortened(safe_line(text), _TEXT_WIDTH),
            "check_name": finding.rule_id,
            "fingerprint": finding.fingerprint,
            "severity": _SEVERITIES.get(finding.severity, "major"),
            "location": {"path": place.path, "lines": {"begin": place.line}},
        }
