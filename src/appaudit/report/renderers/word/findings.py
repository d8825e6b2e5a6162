"""The plan, and the findings with their evidence."""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Finding
from appaudit.model.plan import PlanStep
from appaudit.report.renderers import words
from appaudit.report.renderers.accesses import Accesses
from appaudit.report.renderers.ordering import NumberedFinding
from appaudit.report.renderers.speaker import Speaker
from appaudit.report.renderers.verdict_words import FIXED, UNDECIDED, decided, notes_of
from appaudit.report.renderers.word.writer import Cell, Writer

_B = Bilingual
_TONES = {"critical": "bad", "high": "bad", "medium": "warn", "low": "note", "info": "note"}
_STATUS_TONES = {"violation": "bad", "suspected": "warn", "review": "note"}
_STEPS_SHOWN = 40
_FINDINGS_SHOWN = 300
_EVIDENCE_SHOWN = 8
_CHAIN_SHOWN = 14
_NUMBERS_SHOWN = 12
_GONE_SHOWN = 200
_WORDS = {
    "plan": _B("整改计划", "Plan"),
    "plan_lead": _B(
        "每步所关闭的发现以此前各步已完成为前提。有证据支持的在前，其中所关闭的发现越重、越多的越靠前；需要人来确认的在后。",
        "Steps with evidence come first, of these what closes the gravest and the most findings; what has to be "
        "confirmed follows. Each assumes that the steps before it are done.",
    ),
    "closes": _B("关闭", "Closes"),
    "step": _B("步骤", "Step"),
    "change": _B("改动", "Change"),
    "owner": _B("由谁", "Owner"),
    "where": _B("位置", "Where"),
    "link": _B("提供方说明", "The vendor's page"),
    "findings": _B("发现", "Findings"),
    "none": _B("没有列出的发现。", "No finding is listed."),
    "severity": _B("级别", "Severity"),
    "status": _B("状态", "Status"),
    "confidence": _B("把握", "Confidence"),
    "category": _B("类别", "Category"),
    "primary": _B("证据", "Evidence"),
    "related": _B("相关", "Related"),
    "contrary": _B("有利证据", "Contrary evidence"),
    "none_against": _B("没有找到有利证据。", "No contrary evidence was found."),
    "nothing": _B(
        "没有引文：依据是已读内容中没有相应内容。",
        "Nothing to quote: the evidence is that what was read holds nothing of the kind.",
    ),
    "chain": _B("调用链（从系统调用的入口到读取处）", "Call chain, from where the system calls in to the read"),
    "more_evidence": _B(
        "另有 {count} 条证据，见 HTML 或 JSON 报告。", "{count} more pieces are in the HTML and JSON reports."
    ),
    "basis": _B("依据", "Basis"),
    "fix": _B("整改", "What to do"),
    "rule": _B("规则", "Rule"),
    "fingerprint": _B("指纹", "Fingerprint"),
    "more": _B(
        "另有 {count} 项发现，见 HTML 或 JSON 报告。", "{count} more findings are in the HTML and JSON reports."
    ),
    "accepted": _B("已接受的发现", "Findings that are accepted"),
    "reason": _B("理由", "Reason"),
    "until": _B("有效期至", "Until"),
    "since": _B("自", "Since"),
    "finding": _B("发现", "Finding"),
    "subject": _B("对象", "Subject"),
}


def write(writer: Writer, speaker: Speaker) -> None:
    """Add the parts."""
    _Findings(writer, speaker).write()


class _Findings:
    def __init__(self, writer: Writer, speaker: Speaker) -> None:
        self._writer = writer
        self._speaker = speaker
        self._accesses = Accesses(speaker.report)

    def word(self, name: str, **values: object) -> str:
        return self._speaker.say(_WORDS[name], **values)

    def write(self) -> None:
        self.plan()
        self._writer.heading(f"{self.word('findings')} ({len(self._speaker.findings)})", on_new_page=True)
        if not self._speaker.findings:
            self._writer.paragraph(self._speaker.say(words.no_finding(self._speaker.report)))
        for item in self._speaker.findings[:_FINDINGS_SHOWN]:
            self.finding(item)
        more = len(self._speaker.findings) - _FINDINGS_SHOWN
        if more > 0:
            self._writer.paragraph(self.word("more", count=more), is_quiet=True)
        self.accepted()
        self.gone()

    def plan(self) -> None:
        steps = self._speaker.report.plan
        if not steps:
            return
        self._writer.heading(f"{self.word('plan')} ({len(steps)})")
        self._writer.paragraph(self.word("plan_lead"), is_quiet=True)
        rows: list[list[Cell | str]] = [[self.word(name) for name in ("step", "change", "owner", "closes")]]
        for step in steps:
            owner = self._speaker.named(words.OWNER, step.owner)
            rows.append([str(step.order), self._speaker.say(step.title), owner, self.numbers(step) or "–"])
        self._writer.table((1.4, 8.4, 2.7, 4), rows)
        for step in steps[:_STEPS_SHOWN]:
            self.step(step)

    def numbers(self, step: PlanStep) -> str:
        numbers = self._speaker.numbers_of(step.closes)
        more = len(numbers) - _NUMBERS_SHOWN
        return ", ".join(numbers[:_NUMBERS_SHOWN]) + (f" +{more}" if more > 0 else "")

    def step(self, step: PlanStep) -> None:
        say = self._speaker.say
        self._writer.heading(f"{step.order}. {say(step.title)}", 3)
        self._writer.paragraph(say(step.action))
        if step.places:
            self._writer.labelled(self.word("where"), ", ".join(step.places[:6]))
        if say(step.fix.text) != say(step.action):
            self._writer.paragraph(say(step.fix.text))
        for block in step.fix.code:
            self._writer.code(block.text)
        if step.fix.link:
            self._writer.labelled(self.word("link"), step.fix.link)

    def finding(self, item: NumberedFinding) -> None:
        finding, speaker, writer = item.finding, self._speaker, self._writer
        writer.heading(f"{item.number}  {speaker.say(finding.title)}: {speaker.say(speaker.names.subject(finding))}", 2)
        severity = Cell(speaker.named(words.SEVERITY, finding.severity), _TONES.get(finding.severity, ""))
        status = Cell(speaker.named(words.STATUS, finding.status), _STATUS_TONES.get(finding.status, ""))
        confidence = speaker.named(words.CONFIDENCE, finding.confidence)
        head = [self.word(name) for name in ("severity", "status", "confidence", "category")]
        category = speaker.say(speaker.names.category(finding.category))
        writer.table((2.6, 5, 3.4, 5.5), [head, [severity, status, confidence, category]])
        writer.paragraph(speaker.say(finding.message))
        for note in notes_of(speaker.report, finding):
            writer.paragraph(speaker.say(note), is_bold=True)
        self.evidence(finding)
        cited = [
            f"{speaker.say(speaker.names.citation(basis.regulation, basis.item))} {speaker.say(basis.title)}"
            for basis in finding.basis
        ]
        if cited:
            writer.paragraph(self.word("basis"), is_bold=True, keeps=True)
            writer.bullets(cited)
        writer.labelled(self.word("fix"), speaker.say(finding.remediation))
        writer.paragraph(
            f"{self.word('rule')} {finding.rule_id} · {self.word('fingerprint')} {finding.fingerprint}",
            is_quiet=True,
            size=8.5,
        )

    def evidence(self, finding: Finding) -> None:
        supporting = [item for item in finding.evidence if item.role != "contrary"]
        against = [item for item in finding.evidence if item.role == "contrary"]
        shown = supporting[:_EVIDENCE_SHOWN]
        self._writer.paragraph(self.word("primary"), is_bold=True, keeps=True)
        self._writer.bullets([self._speaker.evidence(item) for item in shown] or [self.word("nothing")])
        left_out = max(finding.evidence_total, len(finding.evidence)) - len(shown) - len(against)
        if left_out > 0:
            self._writer.paragraph(self.word("more_evidence", count=left_out), is_quiet=True)
        chain = next(((*row.chain, row.api) for row in map(self._accesses.of, shown) if row and row.chain), ())
        if chain:
            self._writer.paragraph(self.word("chain"), is_bold=True, keeps=True)
            half = _CHAIN_SHOWN // 2
            steps = chain if len(chain) <= _CHAIN_SHOWN else (*chain[:half], "…", *chain[-half:])
            self._writer.code("\n".join(f"{'  ' * min(number, 8)}{step}" for number, step in enumerate(steps)))
        for item in shown:
            if item.snippet:
                self._writer.code("\n".join(item.snippet))
                break
        self._writer.paragraph(self.word("contrary"), is_bold=True, keeps=True)
        self._writer.bullets(
            [self._speaker.evidence(item) for item in against[:_EVIDENCE_SHOWN]] or [self.word("none_against")]
        )

    def accepted(self) -> None:
        items = self._speaker.report.ignored
        if not items:
            return
        say = self._speaker.say
        self._writer.heading(f"{self.word('accepted')} ({len(items)})")
        rows: list[list[Cell | str]] = [[self.word(name) for name in ("finding", "reason", "until")]]
        for item in items[:_GONE_SHOWN]:
            verdict = item.finding.verdict
            reason = say(decided(verdict)) if verdict else item.ignore.reason
            rows.append([f"{say(item.finding.title)}: {item.finding.subject}", reason, item.ignore.expires or "–"])
        self._writer.table((7, 7, 2.5), rows)

    def gone(self) -> None:
        previous = self._speaker.report.previous
        for heading, items in ((FIXED, previous.fixed), (UNDECIDED, previous.undecided)) if previous else ():
            if items:
                self._writer.heading(f"{self._speaker.say(heading)} ({len(items)})")
                rows: list[list[Cell | str]] = [[self.word(name) for name in ("finding", "subject", "since")]]
                rows += [[self._speaker.say(item.title), item.subject, item.since] for item in items[:_GONE_SHOWN]]
                self._writer.table((7.5, 6.5, 2.5), rows)
