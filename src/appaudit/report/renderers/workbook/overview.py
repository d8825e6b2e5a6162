"""The first sheet: what was audited, the verdict, the counts, what could not be seen, what the words mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.model.engagement import Engagement
from appaudit.report.renderers import words
from appaudit.report.renderers.gate_words import GATE, KEPT_OUT, gate_line, kept_out
from appaudit.report.renderers.knowledge_words import knowledge_line
from appaudit.report.renderers.module_words import modules_said, signature_said
from appaudit.report.renderers.ordering import SEVERITIES, STATUSES
from appaudit.report.renderers.speaker import no_advice
from appaudit.report.renderers.unseen import missing_inputs, unseen_parts
from appaudit.report.renderers.verdict_words import PREVIOUS, history
from appaudit.report.renderers.workbook.cells import Cell, Sheets, Value
from appaudit.report.renderers.workbook.speaker import SheetSpeaker

_B = Bilingual
_NAME = _B("摘要", "Summary")
_WORDS = {
    "verdict": _B("结论", "Verdict"),
    "app": _B("应用", "App"),
    "client": _B("委托方", "Client"),
    "project": _B("项目", "Project"),
    "auditor": _B("审计人", "Auditor"),
    "reference": _B("编号", "Reference"),
    "package": _B("包名", "Package"),
    "version": _B("版本", "Version"),
    "sdk": _B("最低 / 目标 SDK 版本", "Minimum / target SDK version"),
    "sha256": _B("SHA-256", "SHA-256"),
    "size": _B("大小（字节）", "Size (bytes)"),
    "packer": _B("加固", "Packer"),
    "modules": _B("模块", "Modules"),
    "signature": _B("签名", "Signature"),
    "as_of": _B("依据日期", "As of"),
    "tool": _B("工具", "Tool"),
    "rules": _B("规则集", "Rule set"),
    "knowledge": _B("知识库最新核对日期", "Newest check date of the knowledge"),
    "counts": _B("发现数量", "Findings"),
    "total": _B("合计", "Total"),
    "known": _B("其中基线已有", "Of these, known from the baseline"),
    "ignored": _B("另按配置或裁决接受", "Besides, accepted by the configuration or by verdicts"),
    "outcomes": _B("规则结果", "Outcomes of rules"),
    "no_match": _B("未匹配", "Did not match"),
    "inconclusive": _B("无法得出结论", "Could not be decided"),
    "not_applicable": _B("不适用", "Did not apply"),
    "inputs": _B("输入", "Inputs"),
    "unseen": _B("未能看到的部分", "What could not be seen"),
    "all_seen": _B("提供的输入均已读取，没有记录到缺口。", "Everything supplied was read; no gap was recorded."),
    "undecides": _B("因此无法判断的规则：{count}", "Rules left undecided: {count}"),
    "meaning": _B("状态的含义", "What the statuses mean"),
    "note": _B("说明", "Note"),
    "evidence": no_advice(),
}

_Row = Sequence[Value]


def write(sheets: Sheets, speaker: SheetSpeaker) -> None:
    """Add the sheet."""
    rows = [
        *_artifact(speaker),
        *_gate(speaker),
        *_counts(speaker),
        *_inputs(speaker),
        *_unseen(speaker),
        *_meanings(speaker),
    ]
    sheets.pairs(speaker.say(_NAME), speaker.say(words.REPORT_TITLE), rows)


def _heading(speaker: SheetSpeaker, name: str) -> Iterator[_Row]:
    yield ()
    yield (speaker.say(_WORDS[name]),)


def _artifact(speaker: SheetSpeaker) -> Iterator[_Row]:
    artifact, tool = speaker.report.artifact, speaker.report.tool
    version = f"{artifact.version_name} ({artifact.version_code})" if artifact.version_code else artifact.version_name
    levels = " / ".join(str(level) for level in (artifact.min_sdk, artifact.target_sdk) if level >= 0)
    given = speaker.report.engagement or Engagement()
    values: dict[str, str | int] = {
        "client": given.client,
        "project": given.project,
        "auditor": given.auditor,
        "reference": given.reference,
        "verdict": speaker.say(speaker.report.summary.verdict),
        "app": artifact.label or artifact.path,
        "package": artifact.package,
        "version": version,
        "sdk": levels,
        "sha256": artifact.sha256,
        "size": artifact.size,
        "packer": artifact.packer,
        "modules": _said(speaker, modules_said(artifact.modules)),
        "signature": _said(speaker, signature_said(speaker.report)),
        "as_of": tool.as_of,
        "tool": f"{tool.name} {tool.version}",
        "rules": tool.rules_digest,
        "knowledge": speaker.say(knowledge_line(tool)),
    }
    for name, value in values.items():
        if value:
            yield speaker.say(_WORDS[name]), value


def _gate(speaker: SheetSpeaker) -> Iterator[_Row]:
    gate = speaker.report.gate
    if gate is None:
        return
    yield speaker.say(GATE), Cell(speaker.say(gate_line(gate)), "bad" if gate.exit_code else "good")
    yield from (("", speaker.say(reason.text)) for reason in gate.reasons)
    for index, note in enumerate(kept_out(speaker.report)):
        yield speaker.say(KEPT_OUT) if index == 0 else "", speaker.say(note)


def _counts(speaker: SheetSpeaker) -> Iterator[_Row]:
    summary = speaker.report.summary
    yield from _heading(speaker, "counts")
    yield speaker.say(_WORDS["total"]), summary.findings
    for key in SEVERITIES:
        yield speaker.named(words.SEVERITY, key), summary.by_severity.get(key, 0)
    for key in STATUSES:
        yield speaker.named(words.STATUS, key), summary.by_status.get(key, 0)
    for key, count in sorted(summary.by_category.items(), key=lambda item: (-item[1], item[0])):
        yield speaker.say(speaker.names.category(key)), count
    line = history(speaker.report)
    if line:
        yield speaker.say(PREVIOUS), speaker.say(line)
    if speaker.report.baseline:
        yield speaker.say(_WORDS["known"]), summary.known
    if speaker.report.ignored:
        yield speaker.say(_WORDS["ignored"]), summary.ignored
    yield from _heading(speaker, "outcomes")
    for name in ("no_match", "inconclusive", "not_applicable"):
        yield speaker.say(_WORDS[name]), int(getattr(summary, name))


def _inputs(speaker: SheetSpeaker) -> Iterator[_Row]:
    yield from _heading(speaker, "inputs")
    for item in speaker.report.inputs:
        yield (
            speaker.named(words.ROLE, item.role),
            "  ".join(filter(None, (item.name, speaker.say(item.detail) if item.detail else ""))),
            speaker.grade(words.INPUT_STATUS, item.status),
            item.sha256,
            item.size or "",
        )


def _unseen(speaker: SheetSpeaker) -> Iterator[_Row]:
    parts = unseen_parts(speaker.report)
    yield from _heading(speaker, "unseen")
    if not parts and not missing_inputs(speaker.report):
        yield "", speaker.say(_WORDS["all_seen"])
    for part in parts:
        undecided = speaker.say(_WORDS["undecides"], count=len(part.undecided)) if part.undecided else ""
        yield part.part, speaker.say(part.detail), Cell(speaker.named(words.REASON, part.reason), "warn"), undecided


def _meanings(speaker: SheetSpeaker) -> Iterator[_Row]:
    yield from _heading(speaker, "meaning")
    for key in STATUSES:
        yield speaker.named(words.STATUS, key), speaker.say(words.STATUS_MEANING[key])
    yield speaker.say(_WORDS["note"]), speaker.say(_WORDS["evidence"])


def _said(speaker: SheetSpeaker, text: Bilingual | None) -> str:
    return "" if text is None else speaker.say(text)
