"""Cover, summary of one page, scope, and what could not be seen."""

from __future__ import annotations

import base64
from contextlib import suppress

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers import words
from appaudit.report.renderers.gate_words import gate_line, kept_out
from appaudit.report.renderers.knowledge_words import knowledge_line
from appaudit.report.renderers.module_words import modules_said, signature_said
from appaudit.report.renderers.ordering import SEVERITIES, STATUSES
from appaudit.report.renderers.speaker import Speaker, no_advice
from appaudit.report.renderers.unseen import missing_inputs, unseen_parts
from appaudit.report.renderers.verdict_words import PREVIOUS, history
from appaudit.report.renderers.word.writer import Cell, Writer

_B = Bilingual
_STEPS_SHOWN = 5
_PARTS_SHOWN = 4
_PARTS_LISTED = 60
_LOGO_WIDTH = 4.5
_TONES = {"critical": "bad", "high": "bad", "medium": "warn", "low": "note", "info": "note"}
_WORDS = {
    "client": _B("委托方", "Client"),
    "project": _B("项目", "Project"),
    "auditor": _B("审计人", "Auditor"),
    "reference": _B("编号", "Reference"),
    "app": _B("应用", "App"),
    "package": _B("包名", "Package"),
    "version": _B("版本", "Version"),
    "as_of": _B("依据日期", "As of"),
    "summary": _B("摘要", "Summary"),
    "verdict": _B("结论", "Verdict"),
    "counts": _B("发现数量", "Findings"),
    "severity": _B("级别", "Severity"),
    "total": _B("合计", "Total"),
    "first": _B("先改这些", "What to change first"),
    "more_steps": _B("全部 {count} 步见“整改计划”。", "All {count} steps are under “Plan”."),
    "unseen": _B("未能看到的部分", "What could not be seen"),
    "all_seen": _B("提供的输入均已读取，没有记录到缺口。", "Everything supplied was read; no gap was recorded."),
    "more_parts": _B("另有 {count} 处，见“未能看到的部分”。", "{count} more under “What could not be seen”."),
    "undecided": _B("{count} 条规则因此无法得出结论。", "Rules that could not be decided because of it: {count}."),
    "scope": _B("范围与依据", "Scope and basis"),
    "file": _B("文件", "File"),
    "size": _B("大小（字节）", "Size (bytes)"),
    "sdk": _B("最低 / 目标 SDK", "Minimum / target SDK"),
    "packer": _B("加固", "Packer"),
    "modules": _B("模块", "Modules"),
    "signature": _B("签名", "Signature"),
    "tool": _B("工具", "Tool"),
    "rules": _B("规则集", "Rule set"),
    "knowledge": _B("知识最新核对日期", "Newest check date of the knowledge"),
    "inputs": _B("输入", "Inputs"),
    "role": _B("种类", "Kind"),
    "name": _B("名称", "Name"),
    "status": _B("状态", "Status"),
    "method": _B(
        "本次审计只读取上列文件，不运行应用，不联网。结论只针对这些文件；服务器端的处理、运行时下载的代码和文件之外的事实"
        "不在范围内。",
        "The audit reads the files listed above, does not run the app and opens no connection. It speaks of these "
        "files alone: processing on servers, code loaded at run time and facts outside of the files are out of scope.",
    ),
    "meaning": _B("状态的含义", "What the statuses mean"),
    "part": _B("部分", "Part"),
    "reason": _B("原因", "Reason"),
    "leaves": _B("因此无法判断的规则", "Rules left undecided"),
    "kept_out": _B("未列出或不计入的内容", "What is not listed or does not count"),
    "more": _B("另有 {count} 项，见 HTML 或 JSON 报告。", "{count} more are in the HTML and JSON reports."),
}


def word(speaker: Speaker, name: str, **values: object) -> str:
    """A text of this document in its language."""
    return speaker.say(_WORDS[name], **values)


def write(writer: Writer, speaker: Speaker, title: str, app: str) -> None:
    """Add the parts."""
    _cover(writer, speaker, title, app)
    _summary(writer, speaker)
    _scope(writer, speaker)
    _unseen(writer, speaker)


def _cover(writer: Writer, speaker: Speaker, title: str, app: str) -> None:
    report = speaker.report
    given = report.engagement
    if given and given.logo:
        with suppress(ValueError):  # a saved report may hold anything there; the cover does without
            writer.picture(base64.b64decode(given.logo, validate=True), _LOGO_WIDTH)
    writer.space(90)
    writer.title(title)
    writer.paragraph(app, is_bold=True, size=16)
    writer.space(60)
    rows = [
        *((name, getattr(given, name) if given else "") for name in ("client", "project", "auditor", "reference")),
        ("package", report.artifact.package or report.artifact.path),
        ("version", " ".join(filter(None, (report.artifact.version_name, _code(report.artifact.version_code))))),
        ("as_of", report.tool.as_of),
        ("tool", f"{report.tool.name} {report.tool.version}"),
    ]
    writer.table((4, 12.5), [(word(speaker, name), value) for name, value in rows if value], has_head=False)
    writer.space(40)
    writer.paragraph(speaker.say(no_advice()), is_quiet=True)
    writer.page_break()


def _code(version_code: str) -> str:
    return f"({version_code})" if version_code else ""


def _summary(writer: Writer, speaker: Speaker) -> None:
    report = speaker.report
    writer.heading(word(speaker, "summary"))
    writer.labelled(word(speaker, "verdict"), speaker.say(report.summary.verdict))
    if report.gate:
        writer.paragraph(speaker.say(gate_line(report.gate)))
    line = history(report)
    if line:
        writer.labelled(speaker.say(PREVIOUS), speaker.say(line))
    writer.heading(word(speaker, "counts"), 2)
    writer.table((4.5, 4, 4, 4), _counts(speaker))
    if report.plan:
        writer.heading(word(speaker, "first"), 2)
        steps = [f"{speaker.say(step.title)} [{speaker.named(words.OWNER, step.owner)}]" for step in report.plan]
        writer.bullets(steps[:_STEPS_SHOWN], are_numbered=True)
        if len(steps) > _STEPS_SHOWN:
            writer.paragraph(word(speaker, "more_steps", count=len(steps)), is_quiet=True)
    writer.heading(word(speaker, "unseen"), 2)
    lines = _unseen_lines(speaker)
    writer.bullets(lines[:_PARTS_SHOWN] or [word(speaker, "all_seen")])
    if len(lines) > _PARTS_SHOWN:
        writer.paragraph(word(speaker, "more_parts", count=len(lines) - _PARTS_SHOWN), is_quiet=True)
    if report.inconclusive:
        writer.paragraph(word(speaker, "undecided", count=len(report.inconclusive)))


def _counts(speaker: Speaker) -> list[list[Cell | str]]:
    rows: list[list[Cell | str]] = [
        [word(speaker, "severity"), *(speaker.named(words.STATUS, key) for key in STATUSES)]
    ]
    for severity in SEVERITIES:
        found = [item.finding.status for item in speaker.findings if item.finding.severity == severity]
        if found:
            counts = [str(sum(status == key for status in found) or "–") for key in STATUSES]
            rows.append([Cell(speaker.named(words.SEVERITY, severity), _TONES.get(severity, "")), *counts])
    totals = [str(sum(item.finding.status == key for item in speaker.findings)) for key in STATUSES]
    rows.append([Cell(word(speaker, "total"), is_bold=True), *totals])
    return rows


def _unseen_lines(speaker: Speaker) -> list[str]:
    parts = unseen_parts(speaker.report)
    lines = []
    for item in missing_inputs(speaker.report, listed=parts):
        role, status = speaker.named(words.ROLE, item.role), speaker.named(words.INPUT_STATUS, item.status)
        lines.append(" ".join(filter(None, (f"{role}: {status}", item.name))))
    lines += [f"{part.part}: {speaker.named(words.REASON, part.reason)}" for part in parts]
    return lines


def _scope(writer: Writer, speaker: Speaker) -> None:
    app, tool = speaker.report.artifact, speaker.report.tool
    writer.heading(word(speaker, "scope"), on_new_page=True)
    levels = " / ".join(str(level) for level in (app.min_sdk, app.target_sdk) if level >= 0)
    rows = {
        "app": app.label,
        "package": app.package,
        "version": " ".join(filter(None, (app.version_name, _code(app.version_code)))),
        "file": app.path,
        "size": str(app.size),
        "sdk": levels,
        "packer": speaker.say(speaker.names.party(app.packer)) if app.packer else "",
        "modules": _said(speaker, modules_said(app.modules)),
        "signature": _said(speaker, signature_said(speaker.report)),
        "as_of": tool.as_of,
        "tool": f"{tool.name} {tool.version}",
        "rules": tool.rules_digest,
        "knowledge": speaker.say(knowledge_line(tool)),
    }
    writer.table((4.5, 12), [(word(speaker, name), value) for name, value in rows.items() if value], has_head=False)
    writer.heading(word(speaker, "inputs"), 2)
    head = [word(speaker, name) for name in ("role", "name", "status")]
    inputs: list[list[Cell | str]] = [[*head, "SHA-256"]]
    for item in speaker.report.inputs:
        tone = "good" if item.status == "read" else "warn"
        inputs.append(
            [
                speaker.named(words.ROLE, item.role),
                item.path or item.name,
                Cell(speaker.named(words.INPUT_STATUS, item.status), tone),
                Cell(item.sha256, is_code=True),
            ]
        )
    writer.table((2.6, 4.6, 2.3, 7), inputs)
    writer.paragraph(word(speaker, "method"))
    notes = kept_out(speaker.report)
    if notes:
        writer.heading(word(speaker, "kept_out"), 2)
        writer.bullets(map(speaker.say, notes))
    writer.heading(word(speaker, "meaning"), 2)
    rows_of = [(speaker.named(words.STATUS, key), speaker.say(words.STATUS_MEANING[key])) for key in STATUSES]
    writer.table((4.5, 12), rows_of, has_head=False)


def _unseen(writer: Writer, speaker: Speaker) -> None:
    parts = unseen_parts(speaker.report)
    writer.heading(word(speaker, "unseen"))
    missing = missing_inputs(speaker.report, listed=parts)
    if not parts and not missing:
        writer.paragraph(word(speaker, "all_seen"))
        return
    rows: list[list[Cell | str]] = [[word(speaker, name) for name in ("part", "reason", "leaves")]]
    for item in missing:
        detail = speaker.say(item.detail) if item.detail else ""
        status = speaker.named(words.INPUT_STATUS, item.status)
        rows.append([speaker.named(words.ROLE, item.role), "\n".join(filter(None, (status, detail))), ""])
    for part in parts[:_PARTS_LISTED]:
        reason = speaker.named(words.REASON, part.reason)
        rows.append([part.part, "\n".join(filter(None, (reason, speaker.say(part.detail)))), str(len(part.undecided))])
    writer.table((5, 8.5, 3), rows)
    if len(parts) > _PARTS_LISTED:
        writer.paragraph(word(speaker, "more", count=len(parts) - _PARTS_LISTED), is_quiet=True)


def _said(speaker: Speaker, text: Bilingual | None) -> str:
    return "" if text is None else speaker.say(text)
