"""The findings as a GitLab SAST report, for the vulnerability report and the security widget of merge requests.

Format: version 15.2.1 of https://gitlab.com/gitlab-org/security-products/security-report-schemas
(dist/sast-report-format.json; read in the copy of gitlabhq/gitlabhq,
lib/gitlab/ci/parsers/security/validators/schemas/15.2.1/, 2026-11-27): names of at most 255 characters, solutions of at
most 7,000, at least one identifier, and times to the second without a zone. A report has no clock: both times are the
beginning of the day that it is made for.
"""

from __future__ import annotations

import json
from typing import Any, Final

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.finding import Finding
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.file_places import FilePlaces
from appaudit.report.renderers.gate_words import gate_line, kept_out
from appaudit.report.renderers.ordering import NumberedFinding
from appaudit.report.renderers.plain import safe_json, safe_line, safe_text, shortened
from appaudit.report.renderers.speaker import Speaker
from appaudit.report.renderers.unseen import missing_inputs, unseen_parts
from appaudit.report.renderers.verdict_words import history, notes_of

EXTENSION = "sast.json"

VERSION: Final = "15.2.1"
_SCHEMA: Final = (
    "https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/master/dist/sast-report-format.json"
)
_NAME_WIDTH: Final = 255
_TEXT_WIDTH: Final = 20_000
_FIX_WIDTH: Final = 7_000
_EVIDENCE_SHOWN: Final = 10
_ROLES: Final = {
    "primary": Bilingual("证据", "Evidence"),
    "related": Bilingual("相关", "Related"),
    "contrary": Bilingual("有利证据", "Contrary evidence"),
}
_UNSEEN: Final = Bilingual("未能看到：{part}（{reason}）", "Not seen: {part} ({reason})")
_MISSING: Final = Bilingual("缺少：{role}（{status}）", "Missing: {role} ({status})")


def render(report: Report, language: Language) -> str:
    """One vulnerability for each finding; what could not be seen, and the gate, are messages of the scan."""
    text = json.dumps(_Scan(report, language).document(), ensure_ascii=False, indent=1)
    return safe_json(text) + "\n"


class _Scan(Speaker):
    def __init__(self, report: Report, language: Language) -> None:
        super().__init__(report, language)
        self._places = FilePlaces(report)
        self._links = {row.id: row.source for row in report.regulations if row.source}

    def document(self) -> dict[str, Any]:
        tool = self.report.tool
        program = {"id": tool.name, "name": tool.name, "version": tool.version, "vendor": {"name": tool.name}}
        time = f"{tool.as_of or tool.knowledge_date or '1970-01-01'}T00:00:00"
        unread = any(item.role == "artifact" and item.status == "unreadable" for item in self.report.inputs)
        return {
            "version": VERSION,
            "schema": _SCHEMA,
            "scan": {
                "analyzer": program,
                "scanner": program,
                "type": "sast",
                "start_time": time,
                "end_time": time,
                "status": "failure" if unread else "success",
                "messages": [{"level": level, "value": safe_line(text)} for level, text in self.messages() if text],
                "options": [
                    {"name": "artifact_sha256", "source": "other", "value": self.report.artifact.sha256},
                    {"name": "rules_digest", "source": "other", "value": tool.rules_digest},
                ],
            },
            "vulnerabilities": [self.vulnerability(item) for item in self.findings],
        }

    def messages(self) -> list[tuple[str, str]]:
        found = [("info", self.say(self.report.summary.verdict))]
        parts = unseen_parts(self.report)
        for part in parts:
            reason = self.named(words.REASON, part.reason)
            found.append(("warn", self.say(_UNSEEN, part=part.part, reason=reason)))
        for item in missing_inputs(self.report, listed=parts):
            role, status = self.named(words.ROLE, item.role), self.named(words.INPUT_STATUS, item.status)
            found.append(("warn", self.say(_MISSING, role=role, status=status)))
        line = history(self.report)
        if line:
            found.append(("info", self.say(line)))
        if self.report.gate:
            found.append(("info", self.say(gate_line(self.report.gate))))
            found += [("info", self.say(note)) for note in kept_out(self.report)]
        return found

    def vulnerability(self, item: NumberedFinding) -> dict[str, Any]:
        finding = item.finding
        texts = (self._links.get(basis.regulation, "") for basis in finding.basis)
        links = list(dict.fromkeys(filter(None, texts)))
        found: dict[str, Any] = {
            "id": finding.fingerprint,
            "name": shortened(safe_line(self.say(finding.title)), _NAME_WIDTH),
            "description": shortened(safe_text("\n".join(self.lines_of(item))), _TEXT_WIDTH),
            "severity": finding.severity.word.capitalize(),
            "solution": shortened(safe_text(self.say(finding.remediation)), _FIX_WIDTH),
            "identifiers": self.identifiers(finding),
            "location": self.location(finding),
        }
        if links:
            found["links"] = [{"url": link} for link in links]
        return found

    def lines_of(self, item: NumberedFinding) -> list[str]:
        finding = item.finding
        status, confidence = self.named(words.STATUS, finding.status), self.named(words.CONFIDENCE, finding.confidence)
        lines = [f"{item.number} {self.say(finding.message)}", f"{status}; {confidence}"]
        lines += [self.say(note) for note in notes_of(self.report, finding)]
        for piece in finding.evidence[:_EVIDENCE_SHOWN]:
            lines.append(f"{self.named(_ROLES, piece.role)}: {self.evidence(piece)}")
        return lines

    def identifiers(self, finding: Finding) -> list[dict[str, str]]:
        """The rule with what it was found on, by which GitLab knows a finding again, then the items of laws."""
        key = shortened(safe_line(f"{finding.rule_id}:{finding.subject}"), _NAME_WIDTH)
        found = [{"type": "appaudit_rule", "name": key, "value": finding.fingerprint}]
        for basis in finding.basis:
            name = self.say(self.names.citation(basis.regulation, basis.item))
            identifier = {
                "type": basis.regulation,
                "name": shortened(safe_line(name), _NAME_WIDTH) or basis.regulation,
                "value": basis.item or basis.regulation,
            }
            if basis.regulation in self._links:
                identifier["url"] = self._links[basis.regulation]
            found.append(identifier)
        return found

    def location(self, finding: Finding) -> dict[str, Any]:
        where = self._places.of(finding)
        found: dict[str, Any] = {"file": where.path, "start_line": where.line}
        code = next((item.location for item in finding.evidence if _is_method(item.location.symbol)), None)
        if code:
            owner, _, method = code.symbol.rpartition(".")
            found |= {"class": safe_line(owner), "method": safe_line(method)}
        return found


def _is_method(symbol: str) -> bool:
    """Whether a place names a method: its last part begins in lower case, that before it in upper case."""
    owner, _, method = symbol.rpartition(".")
    return owner.rpartition(".")[2][:1].isupper() and (method[:1].islower() or method[:1] == "<")
