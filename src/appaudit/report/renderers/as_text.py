"""A summary for the terminal: the verdict, what could not be seen, and one short paragraph per finding."""

from __future__ import annotations

from collections.abc import Iterator

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.gate import HiddenFinding
from appaudit.model.report import RegulationRow, Report
from appaudit.report.renderers import words
from appaudit.report.renderers.gate_words import FAILS, KEPT_OUT, gate_line, kept_out
from appaudit.report.renderers.knowledge_words import knowledge_line
from appaudit.report.renderers.module_words import bundle_lines
from appaudit.report.renderers.ordering import (
    SEVERITIES,
    STATUSES,
    NumberedFinding,
    status_counts,
)
from appaudit.report.renderers.plain import safe_line, shortened
from appaudit.report.renderers.speaker import Speaker, no_advice
from appaudit.report.renderers.unseen import UnseenPart, missing_inputs, unseen_parts
from appaudit.report.renderers.verdict_words import DECISION, FIXED, UNDECIDED, history, notes_of

EXTENSION = "txt"

_EVIDENCE_WIDTH = 160
_ACTION_WIDTH = 240
_UNDECIDED_SHOWN = 3
_PARTS_SHOWN = 20

_GUESSED_KIND = Bilingual(
    "应用类别: {name}（14号第{number}类，根据“{words}”猜测，仅供复核；用 --app-category 指明）",
    "Kind of app: {name} (no. {number} of 14号, guessed from “{words}” and for review only; name it by --app-category)",
)
_DECLARED_KIND = Bilingual("应用类别: {name}（14号第{number}类）", "Kind of app: {name} (no. {number} of 14号)")
_HEADINGS = {
    "verdict": Bilingual("结论", "Verdict"),
    "unseen": Bilingual("未能看到的部分", "What could not be seen"),
    "all_seen": Bilingual("提供的输入均已读取，没有记录到缺口。", "Everything supplied was read; no gap was recorded."),
    "undecided": Bilingual("因此无法判断", "leaves undecided"),
    "findings": Bilingual("发现", "Findings"),
    "plan": Bilingual(
        "整改计划：{findings} 项发现，{steps} 处改动；有证据支持的在前，其中所关闭的发现越重、越多的越靠前",
        "Plan: {findings} findings, {steps} changes; those with evidence first, of these what closes the gravest",
    ),
    "closes": Bilingual("关闭 {count} 项：{numbers}", "closes {count}: {numbers}"),
    "helps": Bilingual("与后面的步骤一起关闭", "closes with a later step"),
    "evidence": Bilingual("证据", "Evidence"),
    "contrary": Bilingual("有利证据", "Contrary evidence"),
    "basis": Bilingual("依据", "Basis"),
    "known": Bilingual("基线中已有", "known"),
    "ignored": Bilingual("已接受的发现", "Findings that are accepted"),
    "until": Bilingual("有效至 {date}", "until {date}"),
    "unused": Bilingual("没有用到的忽略条目", "Ignores that ignored nothing"),
    "gone": Bilingual("基线中的已不再出现", "Of the baseline no longer found"),
    "undecided_known": Bilingual("基线中的这次无法判断", "Of the baseline not decided this time"),
    "regulations": Bilingual("逐项对照", "By regulation"),
    "undecided_rules": Bilingual("无法得出结论的规则", "Rules that could not be decided"),
    "more": Bilingual("另有 {count} 项，见 JSON 报告", "{count} more, see the JSON report"),
    "knowledge": Bilingual("知识核对至", "Knowledge of"),
    "as_of": Bilingual("依据日期", "as of"),
    "note": no_advice(),
}


def render(report: Report, language: Language) -> str:
    """The summary in one language, every line free of control and directional characters."""
    lines = _Lines(report, language)
    return "\n".join(safe_line(line).rstrip() for line in lines.all()) + "\n"


class _Lines(Speaker):
    def heading(self, name: str, **values: object) -> str:
        return self.say(_HEADINGS[name], **values)

    def all(self) -> Iterator[str]:
        yield from self.head()
        yield ""
        yield from self.unseen()
        yield ""
        yield from self.plan()
        yield from self.findings_part()
        yield from self.kept_apart()
        yield from self.regulations()
        yield from self.undecided()
        yield ""
        yield self.heading("note")

    def head(self) -> Iterator[str]:
        artifact, tool = self.report.artifact, self.report.tool
        version = f"{artifact.version_name} ({artifact.version_code})" if artifact.version_code else ""
        yield "  ".join(filter(None, (artifact.label, artifact.package or artifact.path, version)))
        for kind in self.report.facts.app_categories:
            template = _GUESSED_KIND if kind.source == "guessed" else _DECLARED_KIND
            yield self.say(template).format(name=self.say(kind.name), number=kind.number, words=", ".join(kind.reasons))
        yield from map(self.say, bundle_lines(self.report))
        yield (
            f"SHA-256 {artifact.sha256}  {self.heading('as_of')} {tool.as_of}  "
            f"{tool.name} {tool.version}  {tool.rules_digest}"
        )
        yield (f"{self.heading('knowledge')} {self.say(knowledge_line(tool))}")
        yield ""
        yield f"{self.heading('verdict')}: {self.say(self.report.summary.verdict)}"
        line = history(self.report)
        if line:
            yield self.say(line)
        yield from self.gate()

    def gate(self) -> Iterator[str]:
        gate = self.report.gate
        if gate is None:
            return
        yield self.say(gate_line(gate))
        yield from (f"  · {self.say(reason.text)}" for reason in gate.reasons)
        notes = kept_out(self.report)
        if notes:
            yield f"{self.say(KEPT_OUT)}:"
            yield from (f"  · {self.say(note)}" for note in notes)
        yield from (f"      {self.hidden(item)}" for item in gate.hidden if item.fails)

    def hidden(self, item: HiddenFinding) -> str:
        severity = self.named(words.SEVERITY, item.severity)
        return f"{item.id} [{severity}] {self.say(item.title)} — {item.subject} ({self.say(FAILS)})"

    def plan(self) -> Iterator[str]:
        """The steps with what each closes; how each is made is in the other formats."""
        if not self.report.plan:
            return
        yield self.heading("plan", findings=len(self.report.findings), steps=len(self.report.plan))
        for step in self.report.plan:
            owner, closed = self.named(words.OWNER, step.owner), self.numbers_of(step.closes)
            closes = self.heading("helps")
            if closed:
                closes = self.heading("closes", count=len(closed), numbers=", ".join(closed))
            yield f"  {step.order}. [{owner}] {self.say(step.title)} — {closes}"
            yield f"       {shortened(self.say(step.action), _ACTION_WIDTH)}"
        yield ""

    def unseen(self) -> Iterator[str]:
        parts = unseen_parts(self.report)
        missing = missing_inputs(self.report, listed=parts)
        yield self.heading("unseen")
        if not parts and not missing:
            yield f"  {self.heading('all_seen')}"
        for item in missing:
            role = self.named(words.ROLE, item.role)
            status = self.named(words.INPUT_STATUS, item.status)
            yield "  · " + "  ".join(
                filter(None, (role, item.name, status, self.say(item.detail) if item.detail else ""))
            )
        for part in parts[:_PARTS_SHOWN]:
            yield from self.unseen_part(part)
        if len(parts) > _PARTS_SHOWN:
            yield "  · " + self.heading("more", count=len(parts) - _PARTS_SHOWN)

    def unseen_part(self, part: UnseenPart) -> Iterator[str]:
        reason = self.named(words.REASON, part.reason)
        role = self.named(words.ROLE, part.role) if part.role else ""
        detail = shortened(self.say(part.detail), _EVIDENCE_WIDTH)
        yield "  · " + "  ".join(filter(None, (role, part.part, reason, detail)))
        if part.undecided:
            titles = "; ".join(self.say(rule.title) for rule in part.undecided[:_UNDECIDED_SHOWN])
            more = "…" if len(part.undecided) > _UNDECIDED_SHOWN else ""
            yield f"      {self.heading('undecided')} ({len(part.undecided)}): {titles}{more}"

    def findings_part(self) -> Iterator[str]:
        summary = self.report.summary
        if not self.report.findings:
            yield self.say(words.no_finding(self.report))
            return
        severities = " · ".join(self.counts(SEVERITIES, words.SEVERITY, summary.by_severity))
        statuses = " · ".join(self.counts(STATUSES, words.STATUS, summary.by_status))
        yield f"{self.heading('findings')}: {summary.findings}  ({severities})  ({statuses})"
        for numbered in self.findings:
            yield from self.finding(numbered)

    def finding(self, numbered: NumberedFinding) -> Iterator[str]:
        finding = numbered.finding
        severity = self.named(words.SEVERITY, finding.severity)
        status = self.named(words.STATUS, finding.status)
        yield ""
        subject = self.say(self.names.subject(finding))
        if subject != finding.subject:
            subject += f" ({finding.subject})"
        known = f" [{self.heading('known')}]" if finding.fingerprint in self.known else ""
        yield f"  {numbered.number} [{severity}] [{status}]{known} {self.say(finding.title)} — {subject}"
        for role, heading in (("primary", "evidence"), ("contrary", "contrary")):
            first = next((item for item in finding.evidence if item.role == role), None)
            if first:
                yield f"       {self.heading(heading)}: {self.evidence(first, _EVIDENCE_WIDTH)}"
        yield from (f"       {self.say(note)}" for note in notes_of(self.report, finding))
        if finding.basis:
            cited = "; ".join(self.say(self.names.citation(item.regulation, item.item)) for item in finding.basis)
            yield f"       {self.heading('basis')}: {cited}"

    def kept_apart(self) -> Iterator[str]:
        """What an operator accepted, and how the findings stand against the baseline."""
        if self.report.ignored:
            yield ""
            yield f"{self.heading('ignored')}: {len(self.report.ignored)}"
        for item in self.report.ignored:
            until = self.heading("until", date=item.ignore.expires) if item.ignore.expires else ""
            decision = self.named(DECISION, item.ignore.decision) if item.ignore.decision else ""
            place = ", ".join(filter(None, (decision, item.ignore.place, until)))
            reason = shortened(item.ignore.reason, _EVIDENCE_WIDTH) + (f" ({place})" if place else "")
            yield f"  · {self.say(item.finding.title)} — {item.finding.subject}: {reason}"
        if self.report.unused_ignores:
            yield ""
            unused = ", ".join(f"{item.place} {item.rule} {item.subject}" for item in self.report.unused_ignores)
            yield f"{self.heading('unused')}: {unused}"
        previous = self.report.previous
        for heading, gone in ((FIXED, previous.fixed), (UNDECIDED, previous.undecided)) if previous else ():
            if gone:
                yield ""
                yield f"{self.say(heading)}: {len(gone)}"
                yield from (f"  · {self.say(item.title)} — {item.subject}" for item in gone)
        baseline = self.report.baseline
        for name, entries in (("gone", baseline.gone), ("undecided_known", baseline.undecided)) if baseline else ():
            if entries:
                yield ""
                yield f"{self.heading(name)}: {len(entries)}"
                yield from (f"  · {self.say(entry.title)} — {entry.subject}" for entry in entries)

    def regulations(self) -> Iterator[str]:
        if self.report.regulations:
            yield ""
            yield self.heading("regulations")
        for row in self.report.regulations:
            yield f"  {self.regulation(row.id)}: {self.regulation_counts(row)}"

    def regulation_counts(self, row: RegulationRow) -> str:
        return " · ".join(self.counts(words.ITEM_STATUS_ORDER, words.ITEM_STATUS, status_counts(row)))

    def undecided(self) -> Iterator[str]:
        if not self.report.inconclusive:
            return
        yield ""
        yield f"{self.heading('undecided_rules')}: {len(self.report.inconclusive)}"
        for rule in self.report.inconclusive:
            parts = ", ".join(dict.fromkeys(reason.part for reason in rule.reasons))
            yield f"  · {self.say(rule.title)} ({shortened(parts, _EVIDENCE_WIDTH)})"
