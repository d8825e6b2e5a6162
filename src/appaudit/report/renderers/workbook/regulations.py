"""The sheet that lists every item of every regulation with its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers import words
from appaudit.report.renderers.page.regulations import regulation_views
from appaudit.report.renderers.workbook.cells import Sheets, Value
from appaudit.report.renderers.workbook.speaker import SheetSpeaker

_B = Bilingual


def write(sheets: Sheets, speaker: SheetSpeaker) -> None:
    """Add the sheet."""
    sheets.table(
        speaker.say(_B("法规对照", "Regulation matrix")),
        speaker.columns(
            (_B("法规", "Regulation"), 34),
            (_B("文号", "Number"), 24),
            (_B("施行日期", "In force"), 13),
            (_B("条目", "Item"), 20),
            (_B("条目编号", "Item id"), 10),
            (_B("内容", "What it asks"), 70),
            (_B("状态", "Status"), 16),
            (_B("理由", "Why"), 50),
            (_B("相关发现", "Findings"), 16),
            (_B("规则", "Rules"), 40),
        ),
        _rows(speaker),
        speaker.more,
    )


def _rows(speaker: SheetSpeaker) -> Iterator[Sequence[Value]]:
    for view in regulation_views(speaker.report, speaker.names, speaker.findings):
        regulation = view.row
        for item in view.items:
            yield (
                speaker.say(regulation.title),
                regulation.number,
                regulation.in_force,
                speaker.say(item.number),
                item.row.item,
                speaker.say(item.row.title),
                speaker.grade(words.ITEM_STATUS, item.row.status),
                speaker.say(item.row.reason),
                ", ".join(numbered.number for numbered in item.findings),
                "\n".join(item.row.rules),
            )
