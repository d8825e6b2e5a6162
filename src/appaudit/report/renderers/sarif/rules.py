"""The rules of a SARIF log: documentation that a reader finds beside each result."""

from __future__ import annotations

from functools import partial
from typing import Any

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.finding import Finding
from appaudit.model.report import Report, RuleRow
from appaudit.report.renderers import gfm, words
from appaudit.report.renderers.ordering import CONFIDENCES, SEVERITIES, rank
from appaudit.report.renderers.sarif.texts import NAME_WIDTH, message, plain

#: SARIF levels, and the scores at which GitHub says critical, high, medium and low: over 9.0, from 7.0, from 4.0, below
#: (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning,
#: checked 2026-11-24).
LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note", "info": "note"}
_SCORES = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "3.0", "info": "0.1"}
_TAGS_SHOWN = 10
_TEXT_WIDTH = 1_500
_HELP_WIDTH = 6_000
_HEADINGS = {
    "what": Bilingual("检查内容", "What it finds"),
    "why": Bilingual("依据与意义", "Why it matters"),
    "fix": Bilingual("整改", "What to do"),
    "false_positives": Bilingual("可能的误报", "When it is wrong"),
    "basis": Bilingual("对应条目", "Regulation items"),
    "references": Bilingual("参考", "References"),
}


class Rules:
    """The rules that found something or could not decide, in the order of their ids."""

    def __init__(self, report: Report, language: Language) -> None:
        self._report = report
        self._language = language
        self._names = words.Names(report)
        self._texts = {item.id: item.source for item in report.regulations}
        self._findings: dict[str, list[Finding]] = {}
        for finding in (*report.findings, *(item.finding for item in report.ignored)):
            self._findings.setdefault(finding.rule_id, []).append(finding)
        undecided = {item.rule_id: item.title for item in report.inconclusive}
        self._titles = undecided | {name: items[0].title for name, items in self._findings.items()}
        self._index = {name: index for index, name in enumerate(sorted(self._titles))}

    def reference(self, rule_id: str) -> dict[str, Any]:
        """How results and notifications name a rule."""
        return {"id": rule_id, "index": self._index[rule_id]}

    def descriptors(self) -> list[dict[str, Any]]:
        """Every rule with help in text and Markdown, and with the grades that services sort by."""
        return [self._descriptor(name) for name in self._index]

    def _descriptor(self, rule_id: str) -> dict[str, Any]:
        title = self._titles[rule_id].in_language(self._language)
        row = self._report.glossary.rules.get(rule_id)
        sections = self._sections(rule_id, row)
        found: dict[str, Any] = {
            "id": rule_id,
            "shortDescription": message(title),
            "fullDescription": message(row.what.in_language(self._language) if row else title),
            "help": {
                "text": "\n\n".join(plain(f"{name}\n{body}", _HELP_WIDTH) for name, body in sections)
                or plain(title, _HELP_WIDTH),
                "markdown": "\n\n".join(self._markdown(name, body) for name, body in sections)
                or f"**{gfm.prose(title, _TEXT_WIDTH)}**",
            },
        }
        name = "".join(part.capitalize() for part in rule_id.split("-"))[:NAME_WIDTH]
        # Where both are there they must differ (3.49.7), which the validator of the SARIF SDK takes without case.
        if name.casefold() != rule_id.casefold():
            found["name"] = name
        address = self._address(rule_id, row)
        if address:
            found["helpUri"] = address
        if rule_id in self._findings:
            found |= self._grades(self._findings[rule_id])
        return found

    def _address(self, rule_id: str, row: RuleRow | None) -> str:
        """A page about the rule: its own reference, else the text of the first regulation that a finding cites."""
        cited = (item.regulation for finding in self._findings.get(rule_id, ()) for item in finding.basis)
        addresses = [*(row.references if row else ()), *(self._texts.get(name, "") for name in cited)]
        usable = (item for item in addresses if item.startswith("https://") and item.isascii() and " " not in item)
        return next(usable, "")

    def _markdown(self, name: str, body: str) -> str:
        lines = [gfm.prose(line, _TEXT_WIDTH) for line in body.split("\n") if line.strip()]
        return f"**{name}**\n\n" + "\n".join(f"- {line}" for line in lines)

    def _sections(self, rule_id: str, row: RuleRow | None) -> list[tuple[str, str]]:
        basis = dict.fromkeys(item for finding in self._findings.get(rule_id, ()) for item in finding.basis)
        cited = "\n".join(
            f"{self._names.citation(item.regulation, item.item).in_language(self._language)} "
            f"{item.title.in_language(self._language)}"
            for item in basis
        )
        bodies = {"basis": cited}
        if row:
            for name in ("what", "why", "fix", "false_positives"):
                bodies[name] = getattr(row, name).in_language(self._language)
            bodies["references"] = "\n".join(row.references)
        return [
            (heading.in_language(self._language), bodies[name].strip())
            for name, heading in _HEADINGS.items()
            if bodies.get(name, "").strip()
        ]

    def _grades(self, findings: list[Finding]) -> dict[str, Any]:
        severity = min((finding.severity for finding in findings), key=partial(rank, SEVERITIES))
        confidence = min((finding.confidence for finding in findings), key=partial(rank, CONFIDENCES))
        cited = dict.fromkeys(f"{item.regulation}/{item.item}" for finding in findings for item in finding.basis)
        # The tag `security` is what makes GitHub read the score.
        tags = ["security", "privacy", findings[0].category, *cited]
        level = LEVELS.get(severity, "warning")
        return {
            "defaultConfiguration": {"level": level},
            "properties": {
                "tags": tags[:_TAGS_SHOWN],
                "precision": confidence,
                "problem.severity": {"error": "error", "warning": "warning", "note": "recommendation"}[level],
                "security-severity": _SCORES.get(severity, "5.5"),
            },
        }
