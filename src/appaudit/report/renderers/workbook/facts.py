"""The sheets of facts: permissions, SDKs, the data map, every access to data, and the policy's clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers import words
from appaudit.report.renderers.page.data_map import Cell as MapCell
from appaudit.report.renderers.page.data_map import data_map
from appaudit.report.renderers.speaker import place
from appaudit.report.renderers.workbook.cells import Cell, Column, Sheets, Value
from appaudit.report.renderers.workbook.speaker import SheetSpeaker

_B = Bilingual
_NUMBERS = (_B("相关发现", "Findings"), 14)
_QUOTES_SHOWN = 3
_YES, _NO = _B("是", "Yes"), _B("否", "No")
_MARKS = {
    "accessed": _B("代码读取", "read by code"),
    "documented": _B("提供方文档说明", "documented by vendor"),
    "yes": _B("已披露", "disclosed"),
    "no": _B("未披露", "not disclosed"),
    "unknown": _B("是否公开未知", "disclosure unknown"),
}


def write(sheets: Sheets, speaker: SheetSpeaker) -> None:
    """Add the sheets."""
    _permissions(sheets, speaker)
    _sdks(sheets, speaker)
    _declared(sheets, speaker)
    _data_map(sheets, speaker)
    _accesses(sheets, speaker)
    _clauses(sheets, speaker)


def _permissions(sheets: Sheets, speaker: SheetSpeaker) -> None:
    def rows() -> Iterator[Sequence[Value]]:
        for row in speaker.report.facts.permissions:
            yield (
                row.name,
                speaker.say(row.label),
                speaker.named(words.PROTECTION, row.protection),
                row.group,
                speaker.grade(words.YES_NO, row.used),
                ", ".join(speaker.say(speaker.names.party(party)) for party in row.used_by),
                speaker.say(row.reason) if row.reason else "",
                speaker.grade(words.DISCLOSED, row.disclosed),
                speaker.subject_numbers(row.name),
            )

    sheets.table(
        speaker.say(_B("权限", "Permissions")),
        speaker.columns(
            (_B("权限", "Permission"), 46),
            (_B("含义", "What it allows"), 28),
            (_B("级别", "Protection"), 22),
            (_B("权限组", "Group"), 18),
            (_B("代码使用", "Used by code"), 12),
            (_B("使用方", "Used by"), 34),
            (_B("未知的原因", "Why unknown"), 34),
            (_B("政策公开", "Disclosed"), 14),
            _NUMBERS,
        ),
        rows(),
        speaker.more,
    )


def _sdks(sheets: Sheets, speaker: SheetSpeaker) -> None:
    def rows() -> Iterator[Sequence[Value]]:
        for row in speaker.report.facts.sdks:
            yield (
                speaker.say(Bilingual(row.name, row.name_en or row.name)),
                row.id,
                row.vendor,
                speaker.say(speaker.names.sdk_category(row.category)),
                row.version,
                speaker.named(words.VERSION_SOURCE, row.version_source) if row.version_source else "",
                speaker.named(words.CONFIDENCE, row.confidence),
                ", ".join(speaker.say(speaker.names.party(product)) for product in row.part_of),
                speaker.say(_YES if row.collects_data else _NO),
                ", ".join(speaker.say(speaker.names.data_type(name)) for name in row.collects),
                speaker.grade(words.DISCLOSED, row.disclosed),
                "\n".join(row.evidence),
                row.privacy_url,
                speaker.subject_numbers(row.id),
            )

    sheets.table(
        speaker.say(_B("检出的SDK", "SDKs found")),
        speaker.columns(
            (_B("名称", "Name"), 28),
            (_B("编号", "Id"), 22),
            (_B("提供方", "Vendor"), 34),
            (_B("类别", "Category"), 16),
            (_B("版本", "Version"), 12),
            (_B("版本依据", "Version according to"), 16),
            (_B("把握", "Confidence"), 12),
            (_B("所属产品", "Part of"), 24),
            (_B("收集个人信息", "Collects data"), 12),
            (_B("提供方文档说明的信息", "Documented data"), 48),
            (_B("披露情况", "Disclosed"), 16),
            (_B("识别依据", "What proves it"), 56),
            (_B("隐私政策", "Privacy policy"), 40),
            _NUMBERS,
        ),
        rows(),
        speaker.more,
    )


def _declared(sheets: Sheets, speaker: SheetSpeaker) -> None:
    def rows() -> Iterator[Sequence[Value]]:
        for row in speaker.report.facts.declared_sdks:
            yield (
                row.name,
                row.sdk_id,
                row.company,
                row.purpose,
                "\n".join(row.data),
                row.link,
                speaker.named(words.ROLE, row.source),
                row.reason,
                speaker.grade(words.YES_NO, "yes" if row.sdk_id in found else "unknown"),
            )

    found = {row.id for row in speaker.report.facts.sdks}
    sheets.table(
        speaker.say(_B("公开的SDK", "SDKs declared")),
        speaker.columns(
            (_B("文件中的名称", "Name in the document"), 32),
            (_B("对应的SDK", "SDK"), 20),
            (_B("公司", "Company"), 34),
            (_B("目的", "Purpose"), 40),
            (_B("个人信息", "Data"), 48),
            (_B("链接", "Link"), 40),
            (_B("来源", "Source"), 14),
            (_B("匹配方式", "How it was matched"), 24),
            (_B("应用中检出", "Found in the app"), 12),
        ),
        rows(),
        speaker.more,
    )


def _data_map(sheets: Sheets, speaker: SheetSpeaker) -> None:
    found = data_map(speaker.report, speaker.names)

    def rows() -> Iterator[Sequence[Value]]:
        for row in found.rows:
            yield (speaker.say(row.name), *(_mark(speaker, cell) for cell in row.cells))
        if found.more_rows or found.more_columns:
            yield (speaker.more.replace("{count}", f"{found.more_rows} + {found.more_columns}"),)

    columns = [Column(speaker.say(_B("信息类型 \\ 处理方", "Data type \\ party")), 26)]
    columns += [Column(speaker.say(name), 20) for name in found.columns]
    sheets.table(speaker.say(_B("数据地图", "Data map")), columns, rows(), speaker.more)


def _mark(speaker: SheetSpeaker, cell: MapCell) -> Cell:
    if cell.is_empty:
        return Cell("")
    marks = [name for name in ("accessed", "documented") if getattr(cell, name)]
    tone = {"conflict": "bad", "gap": "warn"}.get(cell.verdict, "good" if cell.disclosed == "yes" else "open")
    return Cell("; ".join(speaker.say(_MARKS[name]) for name in (*marks, cell.disclosed)), tone)


def _accesses(sheets: Sheets, speaker: SheetSpeaker) -> None:
    def rows() -> Iterator[Sequence[Value]]:
        for row in speaker.report.facts.data_access:
            yield (
                speaker.say(speaker.names.data_type(row.data_type)),
                row.data_type,
                speaker.say(speaker.names.party(row.party)),
                Cell(speaker.named(words.PHASE, row.phase), "warn" if row.phase == "pre_consent" else ""),
                speaker.say(_YES if row.guarded else _NO),
                speaker.grade(words.DISCLOSED, row.disclosed),
                row.api,
                row.caller,
                "\n".join(row.chain),
                place(row.location),
            )

    sheets.table(
        speaker.say(_B("个人信息读取", "Data access")),
        speaker.columns(
            (_B("信息类型", "Data type"), 22),
            (_B("类型编号", "Type id"), 18),
            (_B("处理方", "Party"), 22),
            (_B("时机", "When"), 22),
            (_B("有同意判断", "Behind consent"), 12),
            (_B("政策公开", "Disclosed"), 14),
            (_B("接口", "API"), 56),
            (_B("调用方", "Caller"), 56),
            (_B("调用链", "Call chain"), 60),
            (_B("位置", "Place"), 50),
        ),
        rows(),
        speaker.more,
    )


def _clauses(sheets: Sheets, speaker: SheetSpeaker) -> None:
    def rows() -> Iterator[Sequence[Value]]:
        clauses = speaker.report.facts.policy.clauses
        order = words.CLAUSE_STATUS_ORDER
        ranked = sorted(clauses.items(), key=lambda item: order.index(item[1].status) if item[1].status in order else 9)
        for clause_id, row in ranked:
            quotes = row.quotes[:_QUOTES_SHOWN]
            yield (
                speaker.say(speaker.names.clause(clause_id)),
                clause_id,
                speaker.grade(words.CLAUSE_STATUS, row.status),
                "\n".join(f"“{quote.text}”" for quote in quotes),
                "\n".join(dict.fromkeys(quote.document for quote in quotes)),
                speaker.subject_numbers(clause_id),
            )

    sheets.table(
        speaker.say(_B("政策条款", "Policy clauses")),
        speaker.columns(
            (_B("条款", "Clause"), 30),
            (_B("编号", "Id"), 26),
            (_B("状态", "Status"), 14),
            (_B("原文", "Quotes"), 100),
            (_B("文件", "Document"), 30),
            _NUMBERS,
        ),
        rows(),
        speaker.more,
    )
