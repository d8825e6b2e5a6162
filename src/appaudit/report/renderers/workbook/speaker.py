"""What every sheet needs to speak: the report, its language, the names and numbers in it."""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers.speaker import Speaker
from appaudit.report.renderers.workbook.cells import Cell, Column

_TONES = {
    **dict.fromkeys(
        ("critical", "high", "violation", "fail", "no", "absent", "negated", "unreadable", "conflict"), "bad"
    ),
    **dict.fromkeys(("medium", "suspected", "weak", "partial", "gap", "input_missing", "not_supplied"), "warn"),
    **dict.fromkeys(("low", "info", "review"), "note"),
    **dict.fromkeys(("pass", "yes", "present", "policy", "sdk_list", "both", "complete", "read"), "good"),
    **dict.fromkeys(("unknown", "not_assessable", "none"), "open"),
}
MORE = Bilingual("另有 {count} 行未列出，见 JSON 报告。", "{count} more rows are left out; the JSON report has them.")


class SheetSpeaker(Speaker):
    """One report in one language, for cells and columns."""

    def grade(self, table: dict[str, Bilingual], key: str) -> Cell:
        """The word for a key, in the colour of what it means."""
        return Cell(self.named(table, key), _TONES.get(key, ""))

    def columns(self, *headings: tuple[Bilingual, int]) -> list[Column]:
        """Columns of headings in both languages with their widths."""
        return [Column(self.say(heading), width) for heading, width in headings]

    def subject_numbers(self, subject: str) -> str:
        """The numbers of the findings about a subject."""
        return ", ".join(item.number for item in self.findings if item.finding.subject == subject)

    @property
    def more(self) -> str:
        """The note about rows that were left out."""
        return self.say(MORE)
