"""The sheet that lists every item of every regulation with its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import findings_of_item
from appaudit.report.renderers.workbook.cells import Sheets, Value
from appaudit.report.renderers.workbook.speaker import Speaker

_B = Bilingual


def write(sheets: Sheets, speaker: Speaker) -> None:
    """Add the sheet."""
    sheets.table(
        speaker.say(_B("法规对照", "Regulation matrix")),
        speaker.columns(
            (_B("法规", "Regulation"), 34),
            (_B("文号", "Number"), 24),
            (_B("施行日期", "In force"), 13),
            (_B("条目", "Item"), 10),
            (_B("内容", "What it asks"), 70),
            (_B("状态", "Status"), 16),
            (_B("理由", "Why"), 50),
            (_B("相关发现", "Findings"), 16),
            (_B("规则", "Rules"), 40),
        ),
        _rows(speaker),
        speaker.more,
    )


def _rows(speaker: Speaker) -> Iterator[Sequence[Value]]:
    for regulation in speaker.report.regulations:
        for item in regulation.items:
            found = findings_of_item(speaker.findings, regulation.id, item)
            yield (
                speaker.say(regulation.title),
                regulation.number,
                regulation.in_force,
                item.item,
                speaker.say(item.title),
                speaker.grade(words.ITEM_STATUS, item.status),
                speaker.say(item.reason),
                ", ".join(numbered.number for numbered in found),
                "\n".join(item.rules),
            )
