"""The sheet that answers first: what the app would be listed for, with the items of each regulator's list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers import words
from appaudit.report.renderers.page.charges import Charge, charges
from appaudit.report.renderers.page.regulations import families, regulation_views
from appaudit.report.renderers.workbook.cells import Sheets, Value
from appaudit.report.renderers.workbook.speaker import SheetSpeaker

_B = Bilingual


def write(sheets: Sheets, speaker: SheetSpeaker) -> None:
    """Add the sheet."""
    views = regulation_views(speaker.report, speaker.names, speaker.findings)
    found = charges(families(views), speaker.names, speaker.findings)

    def cited(items: tuple[Charge, ...]) -> str:
        return "\n".join(f"{speaker.say(item.name)} {speaker.say(item.title)}" for item in items)

    def rows() -> Iterator[Sequence[Value]]:
        for row in found.rows:
            more = f"\n+{row.more_others}" if row.more_others else ""
            yield (
                speaker.say(row.name),
                speaker.grade(words.SEVERITY, row.severity),
                *(cited(items) for items in row.lists),
                cited(row.others) + more,
                ", ".join(item.number for item in row.findings),
            )

    sheets.table(
        speaker.say(_B("通报问题", "Listed for")),
        speaker.columns(
            (_B("问题", "Problem"), 22),
            (_B("级别", "Severity"), 9),
            *((name, 44) for name in found.columns),
            (_B("其他依据", "Other provisions"), 44),
            (_B("发现", "Findings"), 24),
        ),
        rows(),
        speaker.more,
    )
