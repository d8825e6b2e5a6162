"""One report in one language: what every format says with, and how a place is named in a line of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.finding import Evidence
from appaudit.model.location import Location
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import numbered_findings
from appaudit.report.renderers.plain import shortened

#: What each format ends with. `{what}` is the document that says it of itself.
_NO_ADVICE: Final = Bilingual(
    "{what}列出静态证据，不是法律意见，也不认定违法。",
    "{what} states static evidence. It is not legal advice and pronounces no guilt.",
)
THIS_REPORT: Final = Bilingual("本报告", "This report")
THIS_PAGE: Final = Bilingual("本页", "This page")
THIS_COMPARISON: Final = Bilingual("本比较", "This comparison")


class Voice:
    """A language to say bilingual texts in."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, text: Bilingual, **values: object) -> str:
        """The text in the language, with its placeholders filled in."""
        return (text.format(**values) if values else text).in_language(self.language)

    def named(self, table: Mapping[str, Bilingual], key: str) -> str:
        """The word for a key of a table; a key that it does not have stands for itself."""
        return self.say(words.word(table, key))


class Speaker(Voice):
    """A report, its language, the names in it and the numbers of its findings."""

    def __init__(self, report: Report, language: Language) -> None:
        super().__init__(language)
        self.report = report
        self.names = words.Names(report)
        self.findings = numbered_findings(report)
        self.known = frozenset(report.baseline.known) if report.baseline else frozenset()
        self.failing = frozenset(report.gate.failing) if report.gate else frozenset()

    def numbers_of(self, ids: Iterable[str]) -> list[str]:
        """The numbers of findings by their ids."""
        wanted = set(ids)
        return [item.number for item in self.findings if item.finding.id in wanted]

    def regulation(self, identifier: str) -> str:
        """The short name of a regulation."""
        return self.say(self.names.regulation(identifier))

    def evidence(self, item: Evidence, width: int | None = None) -> str:
        """A piece of evidence in one line, with its place, each cut to `width` characters if that is given."""
        parts = evidence_parts(item, self.language)
        text, where = parts if width is None else (shortened(part, width) for part in parts)
        return f"{text} ({where})" if where else text

    def counts(self, order: tuple[str, ...], table: Mapping[str, Bilingual], counts: Mapping[str, int]) -> list[str]:
        """`Critical 3`, in an order, for what was counted at all."""
        return [f"{self.named(table, key)} {counts[key]}" for key in order if counts.get(key)]


def no_advice(what: Bilingual = THIS_REPORT) -> Bilingual:
    """That a document states evidence and pronounces no guilt."""
    return Bilingual(_NO_ADVICE.format(what=what.zh).zh, _NO_ADVICE.format(what=what.en).en)


def evidence_parts(item: Evidence, language: Language) -> tuple[str, str]:
    """What a piece of evidence says in one language, and its place.

    A remark on another one has none of its own; neither is a place given that only repeats what is said.
    """
    text, where = item.in_language(language), place(item.location)
    return text, "" if item.said or where == text else where


def place(location: Location) -> str:
    """Where something was seen, in one text."""
    return " › ".join(filter(None, (location.path, location.symbol)))
