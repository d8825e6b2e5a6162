"""Annotations for GitHub Actions: workflow commands on stdout, which the runner shows beside files and on the summary.

Format and escapes: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. A step shows
ten errors, ten warnings and ten notices, and drops the rest in silence
(https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md), so the tenth says how many more there are.
Both checked 2026-11-27.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.file_places import FilePlaces
from appaudit.report.renderers.gate_words import gate_line
from appaudit.report.renderers.ordering import NumberedFinding
from appaudit.report.renderers.plain import safe_line, safe_text, shortened
from appaudit.report.renderers.speaker import Speaker
from appaudit.report.renderers.verdict_words import history, notes_of

EXTENSION = "github.txt"
#: The runner reads the commands from stdout, beside whatever files are written.
STREAM = True
NAMES_PACKAGE = False

#: What a step shows of each kind.
SHOWN: Final = 10
_TEXT_WIDTH: Final = 1_000
_TITLE_WIDTH: Final = 200
_MORE: Final = Bilingual("另有 {count} 项未在此标注，见报告", "{count} more are not annotated here; see the report")
_FIX: Final = Bilingual("整改：", "What to do: ")


def render(report: Report, language: Language) -> str:
    """The commands, a line each: why the scan fails and what fails it as errors, the rest as warnings and notices."""
    return "".join(f"{line}\n" for line in _Annotations(report, language).lines())


class _Annotations(Speaker):
    def lines(self) -> Iterator[str]:
        places = FilePlaces(self.report)
        gate = self.report.gate
        kinds: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
        if gate:
            title = self.say(gate_line(gate))
            kinds["error"] = [_command("error", self.say(reason.text), title) for reason in gate.reasons]
        for item in self.findings:
            kind = self.kind(item)
            place = places.of(item.finding)
            where = {"file": place.path, "line": str(place.line)} if place.in_repository else {}
            kinds[kind].append(_command(kind, self.text(item), self.title(item), **where))
        line = history(self.report)
        if line:
            kinds["notice"].insert(0, _command("notice", self.say(line), self.named_app()))
        kinds["notice"].insert(0, _command("notice", self.say(self.report.summary.verdict), self.named_app()))
        for kind, commands in kinds.items():
            more = len(commands) - SHOWN
            if more > 0:
                left_out = _command(kind, self.say(_MORE, count=more + 1), self.named_app())
                commands[SHOWN - 1 :] = [left_out]
            yield from commands

    def kind(self, item: NumberedFinding) -> str:
        """What fails the scan is an error; what is new and grave a warning; all else a notice."""
        if item.finding.id in self.failing:
            return "error"
        is_grave = item.finding.severity in ("critical", "high", "medium")
        return "warning" if is_grave and item.finding.fingerprint not in self.known else "notice"

    def title(self, item: NumberedFinding) -> str:
        severity = self.named(words.SEVERITY, item.finding.severity)
        return f"{item.number} [{severity}] {self.say(item.finding.title)}"

    def text(self, item: NumberedFinding) -> str:
        finding = item.finding
        status = self.named(words.STATUS, finding.status)
        notes = "".join(f"\n{self.say(note)}" for note in notes_of(self.report, finding))
        return f"{self.say(finding.message)} ({status}){notes}\n{self.say(_FIX)}{self.say(finding.remediation)}"

    def named_app(self) -> str:
        artifact = self.report.artifact
        return f"appaudit: {artifact.label or artifact.package or artifact.path} {artifact.version_name}".rstrip()


def _command(kind: str, text: str, title: str, **properties: str) -> str:
    values = {**properties, "title": shortened(safe_line(title), _TITLE_WIDTH)}
    listed = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    return f"::{kind} {listed}::{_data(shortened(safe_text(text), _TEXT_WIDTH))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe_line(text)).replace(":", "%3A").replace(",", "%2C")
