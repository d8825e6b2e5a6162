"""The sheet of the plan: what to change first, whose work it is, and which findings that closes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers import words
from appaudit.report.renderers.workbook.cells import Sheets, Value
from appaudit.report.renderers.workbook.speaker import SheetSpeaker

_B = Bilingual


def write(sheets: Sheets, speaker: SheetSpeaker) -> None:
    """Add the sheet, where there is a plan."""
    if not speaker.report.plan:
        return

    def rows() -> Iterator[Sequence[Value]]:
        for step in speaker.report.plan:
            yield (
                step.order,
                speaker.say(step.title),
                speaker.named(words.OWNER, step.owner),
                len(step.closes),
                ", ".join(speaker.numbers_of(step.closes)),
                ", ".join(speaker.numbers_of(step.helps)),
                "\n".join(speaker.say(speaker.names.citation(item.regulation, item.item)) for item in step.items),
                speaker.say(step.action),
                speaker.say(step.fix.text),
                "\n\n".join(block.text for block in step.fix.code),
                "\n".join(step.places),
                step.fix.link,
            )

    sheets.table(
        speaker.say(_B("整改计划", "Plan")),
        speaker.columns(
            (_B("顺序", "Order"), 7),
            (_B("改动", "Change"), 36),
            (_B("由谁", "Owner"), 16),
            (_B("关闭的发现数", "Closes"), 9),
            (_B("关闭", "Findings closed"), 24),
            (_B("部分解决", "Helps"), 18),
            (_B("此后不再有发现的条目", "Then no finding is left for"), 30),
            (_B("做什么", "What to do"), 60),
            (_B("怎样做", "How"), 60),
            (_B("代码或文字", "Code or wording"), 60),
            (_B("位置", "Place"), 46),
            (_B("提供方说明", "Vendor's page"), 40),
        ),
        rows(),
        speaker.more,
    )
