"""The sheets of findings, their evidence, and the rules that could not decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.kinds import name_of_kind
from appaudit.model.finding import Evidence, Finding
from appaudit.model.verdict import PreviousAudit
from appaudit.report.renderers import words
from appaudit.report.renderers.gate_words import FAILS, GATE
from appaudit.report.renderers.verdict_words import FIXED, PREVIOUS, UNDECIDED, since
from appaudit.report.renderers.workbook.cells import Sheets, Value
from appaudit.report.renderers.workbook.speaker import SheetSpeaker
from appaudit.report.renderers.workbook.verdicts import COLUMNS, FINGERPRINT, cells, inputs

_B = Bilingual
_NUMBER = (_B("编号", "No."), 7)
_RULE = (_B("规则", "Rule"), 28)
_EVIDENCE_SHOWN = 5
_ROLE = {
    "primary": _B("证据", "Evidence"),
    "related": _B("相关", "Related"),
    "contrary": _B("有利证据", "Contrary evidence"),
}


def write(sheets: Sheets, speaker: SheetSpeaker) -> None:
    """Add the three sheets."""
    sheets.table(
        speaker.say(_B("发现", "Findings")),
        speaker.columns(
            _NUMBER,
            (_B("级别", "Severity"), 9),
            (_B("状态", "Status"), 18),
            (_B("把握", "Confidence"), 12),
            (_B("类别", "Category"), 18),
            (_B("对象", "Subject"), 26),
            (_B("对象编号", "Subject id"), 26),
            (_B("发现", "Finding"), 34),
            (_B("说明", "What was found"), 56),
            (_B("证据", "Evidence"), 56),
            (_B("有利证据", "Contrary evidence"), 40),
            (_B("依据", "Basis"), 44),
            (_B("整改", "What to do"), 56),
            _RULE,
            (FINGERPRINT, 34),
            (_B("基线", "Baseline"), 12),
            (_B("短编号", "Id"), 11),
            (GATE, 12),
            (PREVIOUS, 22),
            *COLUMNS,
        ),
        _findings(speaker),
        speaker.more,
        inputs(speaker),
    )
    sheets.table(
        speaker.say(_B("证据", "Evidence")),
        speaker.columns(
            _NUMBER,
            (_B("作用", "Role"), 12),
            (_B("种类", "Kind"), 22),
            (_B("内容", "What was seen"), 80),
            (_B("位置", "File or document"), 40),
            (_B("组件、类或方法", "Component, class or method"), 60),
        ),
        _evidence(speaker),
        speaker.more,
    )
    if speaker.report.ignored:
        _write_ignored(sheets, speaker)
    if speaker.report.previous:
        _write_gone(sheets, speaker, speaker.report.previous)
    sheets.table(
        speaker.say(_B("未能判断", "Undecided")),
        speaker.columns(
            _RULE,
            (_B("规则名称", "Title"), 50),
            (_B("未读部分", "Part not read"), 40),
            (_B("原因", "Reason"), 18),
            (_B("程度", "Level"), 12),
            (_B("细节", "Detail"), 60),
        ),
        _undecided(speaker),
        speaker.more,
    )


def _write_ignored(sheets: Sheets, speaker: SheetSpeaker) -> None:
    sheets.table(
        speaker.say(_B("按配置接受", "Accepted")),
        speaker.columns(
            (_B("级别", "Severity"), 9),
            (_B("状态", "Status"), 18),
            (_B("对象", "Subject"), 30),
            (_B("发现", "Finding"), 40),
            (_B("说明", "What was found"), 56),
            (_B("接受的理由", "Reason for accepting it"), 56),
            (_B("有效期至", "Until"), 14),
            (_B("写在", "Written in"), 24),
            _RULE,
            (FINGERPRINT, 34),
            *COLUMNS,
        ),
        _ignored(speaker),
        speaker.more,
        inputs(speaker),
    )


def _write_gone(sheets: Sheets, speaker: SheetSpeaker, previous: PreviousAudit) -> None:
    gone = [(FIXED, item) for item in previous.fixed] + [(UNDECIDED, item) for item in previous.undecided]
    sheets.table(
        speaker.say(PREVIOUS),
        speaker.columns(
            (_B("结果", "Outcome"), 30),
            (_B("发现", "Finding"), 50),
            (_B("对象", "Subject"), 40),
            (_B("自", "Since"), 14),
            _RULE,
            (FINGERPRINT, 34),
        ),
        (
            (speaker.say(word), speaker.say(item.title), item.subject, item.since, item.rule_id, item.fingerprint)
            for word, item in gone
        ),
        speaker.more,
    )


def _ignored(speaker: SheetSpeaker) -> Iterator[Sequence[Value]]:
    for item in speaker.report.ignored:
        finding = item.finding
        yield (
            speaker.grade(words.SEVERITY, finding.severity),
            speaker.grade(words.STATUS, finding.status),
            finding.subject,
            speaker.say(finding.title),
            speaker.say(finding.message),
            item.ignore.reason,
            item.ignore.expires,
            item.ignore.place,
            finding.rule_id,
            finding.fingerprint,
            *cells(speaker, finding.verdict),
        )


def _baseline(speaker: SheetSpeaker, finding: Finding) -> str:
    baseline = speaker.report.baseline
    if baseline is None:
        return ""
    return speaker.say(_B("已知", "known") if finding.fingerprint in baseline.known else _B("新增", "new"))


def _findings(speaker: SheetSpeaker) -> Iterator[Sequence[Value]]:
    for item in speaker.findings:
        finding = item.finding
        age = since(speaker.report, finding)
        basis = "\n".join(
            f"{speaker.say(speaker.names.citation(cited.regulation, cited.item))} {speaker.say(cited.title)}"
            for cited in finding.basis
        )
        yield (
            item.number,
            speaker.grade(words.SEVERITY, finding.severity),
            speaker.grade(words.STATUS, finding.status),
            speaker.named(words.CONFIDENCE, finding.confidence),
            speaker.say(speaker.names.category(finding.category)),
            speaker.say(speaker.names.subject(finding)),
            finding.subject,
            speaker.say(finding.title),
            speaker.say(finding.message),
            _texts(speaker, item.finding.evidence, against=False),
            _texts(speaker, item.finding.evidence, against=True),
            basis,
            speaker.say(finding.remediation),
            finding.rule_id,
            finding.fingerprint,
            _baseline(speaker, finding),
            finding.id,
            speaker.say(FAILS) if finding.id in speaker.failing else "",
            speaker.say(age) if age else "",
            *cells(speaker, finding.verdict),
        )


def _texts(speaker: SheetSpeaker, evidence: Sequence[Evidence], *, against: bool) -> str:
    texts = [item for item in evidence if (item.role == "contrary") == against]
    lines = [speaker.evidence(item) for item in texts]
    more = len(lines) - _EVIDENCE_SHOWN
    return "\n".join([*lines[:_EVIDENCE_SHOWN], *([f"+{more}"] if more > 0 else [])])


def _evidence(speaker: SheetSpeaker) -> Iterator[Sequence[Value]]:
    for item in speaker.findings:
        for proof in item.finding.evidence:
            yield (
                item.number,
                speaker.named(_ROLE, proof.role),
                speaker.say(name_of_kind(proof.kind)),
                proof.in_language(speaker.language),
                proof.location.path,
                proof.location.symbol,
            )


def _undecided(speaker: SheetSpeaker) -> Iterator[Sequence[Value]]:
    for rule in speaker.report.inconclusive:
        for gap in rule.reasons:
            yield (
                rule.rule_id,
                speaker.say(rule.title),
                gap.part,
                speaker.named(words.REASON, gap.reason),
                speaker.grade(words.LEVEL, gap.level),
                speaker.say(gap.detail),
            )
