"""What every sheet needs to speak: the report, its language, the names and numbers in it."""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.location import Location
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import numbered_findings
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


class Speaker:
    """One report in one language."""

    def __init__(self, report: Report, language: Language) -> None:
        self.report = report
        self.language = language
        self.names = words.Names(report)
        self.findings = numbered_findings(report)

    def say(self, text: Bilingual, **values: object) -> str:
        """The text in the language of the workbook, with its placeholders filled in."""
        return (text.format(**values) if values else text).in_language(self.language)

    def word(self, table: dict[str, Bilingual], key: str) -> str:
        """The word for a key."""
        return self.say(words.word(table, key))

    def grade(self, table: dict[str, Bilingual], key: str) -> Cell:
        """The word for a key, in the colour of what it means."""
        return Cell(self.word(table, key), _TONES.get(key, ""))

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


def place(location: Location) -> str:
    """Where something was seen, in one text."""
    return " › ".join(filter(None, (location.path, location.symbol)))
