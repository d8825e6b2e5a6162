"""What a pipeline's log says of a scan: enough to act on without the report at hand, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from appaudit.model.bilingual import Bilingual, Language
from appaudit.report.renderers import words
from appaudit.report.renderers.gate_words import gate_line, kept_out
from appaudit.report.renderers.plain import safe_line
from appaudit.report.renderers.speaker import Speaker
from appaudit.report.renderers.unseen import missing_inputs
from appaudit.report.renderers.verdict_words import history

if TYPE_CHECKING:
    from appaudit.cli._destination import Written
    from appaudit.model.report import Report

_FINDINGS_SHOWN: Final = 10
_FINDINGS: Final = Bilingual("发现", "findings")
_MORE: Final = Bilingual("另有 {count} 项，见报告", "{count} more in the report")
_MISSING: Final = Bilingual("缺少", "missing")
_GONE: Final = Bilingual("基线中的已不再出现", "of the baseline no longer found")
_UNUSED: Final = Bilingual("没有用到的忽略条目", "ignores that ignored nothing")
_REPORT: Final = Bilingual("报告", "report")


def log_lines(report: Report, written: Sequence[Written], language: Language) -> list[str]:
    """Verdict, the gravest findings, missing documents, what is kept out, how the scan ends and why, and the place."""
    return [safe_line(line) for line in _Log(report, language).lines(written)]


class _Log(Speaker):
    def lines(self, written: Sequence[Written]) -> Iterator[str]:
        artifact, summary = self.report.artifact, self.report.summary
        yield f"{artifact.label or artifact.package or artifact.path} {artifact.version_name}".rstrip()
        yield self.say(summary.verdict)
        severities = ", ".join(
            f"{number} {self.named(words.SEVERITY, name).lower()}"
            for name, number in summary.by_severity.items()
            if number
        )
        yield f"{self.say(_FINDINGS)}: {summary.findings}" + (f" ({severities})" if severities else "")
        yield from self.gravest()
        for item in missing_inputs(self.report):
            role, status = self.named(words.ROLE, item.role), self.named(words.INPUT_STATUS, item.status)
            yield f"{self.say(_MISSING)}: {' '.join(filter(None, (role, item.name)))} ({status})"
        line = history(self.report)
        if line:
            yield self.say(line)
        yield from map(self.say, kept_out(self.report))
        if self.report.baseline and self.report.baseline.gone:
            yield f"{self.say(_GONE)}: {len(self.report.baseline.gone)}"
        yield from (
            f"{self.say(_UNUSED)}: {item.place} {item.rule} {item.subject}" for item in self.report.unused_ignores
        )
        if self.report.gate:
            yield self.say(gate_line(self.report.gate))
            yield from (f"  {self.say(reason.text)}" for reason in self.report.gate.reasons)
        yield from (f"{self.say(_REPORT)}: {item}" for item in written)

    def gravest(self) -> Iterator[str]:
        """The first findings that are new, a line each."""
        new = [item for item in self.findings if item.finding.fingerprint not in self.known]
        for item in new[:_FINDINGS_SHOWN]:
            finding = item.finding
            severity, status = self.named(words.SEVERITY, finding.severity), self.named(words.STATUS, finding.status)
            subject = self.say(self.names.subject(finding))
            yield f"  {item.number} [{severity}] [{status}] {self.say(finding.title)}: {subject}"
        if len(new) > _FINDINGS_SHOWN:
            yield f"  {self.say(_MORE, count=len(new) - _FINDINGS_SHOWN)}"
