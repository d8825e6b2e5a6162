"""What somebody at a terminal wants to know after a scan; stderr, so that pipes stay clean.

On a terminal it is laid out and coloured (`NO_COLOR` is respected); anywhere else it is a few plain lines, and the
library for the layout is not loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from appaudit.model.bilingual import Bilingual, Language
from appaudit.report.renderers import words
from appaudit.report.renderers.plain import safe_line, shortened

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from appaudit.batch.index import Index
    from appaudit.batch.row import Row
    from appaudit.cli._destination import Written
    from appaudit.model.finding import Finding
    from appaudit.model.report import Report

_GROUPS_SHOWN: Final = 8
_SUBJECTS_SHOWN: Final = 5
_REGULATIONS_SHOWN: Final = 6
_PARTS_SHOWN: Final = 4
_ROWS_SHOWN: Final = 12
_WIDEST: Final = 110
_COLOURS: Final = {
    "critical": "bold white on red",
    "high": "bold red",
    "medium": "yellow",
    "low": "blue",
    "info": "dim",
    "violation": "bold red",
    "suspected": "yellow",
    "review": "blue",
}
_ITEM_COLOURS: Final = {"fail": "bold red", "suspected": "yellow", "review": "blue"}
_TEXTS: Final = {
    "findings": Bilingual("发现", "findings"),
    "report": Bilingual("报告", "report"),
    "gone": Bilingual("基线中的已不再出现", "of the baseline no longer found"),
    "unused": Bilingual("没有用到的忽略条目", "ignores that ignored nothing"),
    "more": Bilingual("另有 {count} 项，见报告", "{count} more in the report"),
    "none": Bilingual("没有发现。", "No findings."),
    "unseen": Bilingual("未能看到", "Not seen"),
    "regulation": Bilingual("对照", "Regulation"),
    "index": Bilingual("索引", "index"),
    "packages": Bilingual("{done}/{all} 个安装包有报告", "{done} of {all} packages have a report"),
    "failing": Bilingual("{count} 个未通过门槛", "{count} fail the gate"),
    "not_here": Bilingual("没有报告", "No report"),
}


def say_summary(report: Report, written: Sequence[Written], language: Language) -> None:
    """One report: verdict, what regulators would cite, the first findings, what was not seen, the gate, the place."""
    if sys.stderr.isatty():
        _laid_out(_Summary(report, language).parts(written))
    else:
        from appaudit.cli._log import log_lines

        for line in log_lines(report, written, language):
            click.echo(line, err=True)


def _text(name: str, language: Language, **values: object) -> str:
    return _TEXTS[name].format(**values).in_language(language)


def _laid_out(parts: Sequence[RenderableType]) -> None:
    console = terminal()
    for part in parts:
        console.print(part)


def terminal() -> Console:
    """The terminal on stderr: nothing in a text is taken for markup, and very wide windows are not filled."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, _WIDEST)
    return console


class _Summary:
    def __init__(self, report: Report, language: Language) -> None:
        self.report = report
        self.language = language
        self.names = words.Names(report)

    def parts(self, written: Sequence[Written]) -> list[RenderableType]:
        parts: list[RenderableType] = ["", self.head()]
        if self.report.regulations:
            parts += [self.regulations(), ""]
        parts += [*self.findings(), "", *self.notes(), *self.gate()]
        parts += [_line([(f"{_text('report', self.language)}: ", "dim"), (str(path), "bold")]) for path in written]
        return parts

    def head(self) -> RenderableType:
        from rich.box import ROUNDED
        from rich.panel import Panel
        from rich.text import Text

        artifact = self.report.artifact
        name = safe_line(artifact.label or artifact.package or artifact.path)
        title = _line([(f"{name} {safe_line(artifact.version_name)}".rstrip(), "bold"), (f"  {self.package()}", "dim")])
        is_clean = not self.report.summary.findings and not self.report.inconclusive
        return Panel(
            Text(self.report.summary.verdict.in_language(self.language)),
            title=title,
            title_align="left",
            box=ROUNDED,
            border_style="green" if is_clean else "red" if self.report.summary.by_severity.get("high") else "yellow",
            padding=(0, 1),
        )

    def gate(self) -> list[RenderableType]:
        """How the scan ends, why, and what the user's choices keep out of sight."""
        from appaudit.report.renderers.gate_words import gate_line, kept_out

        gate = self.report.gate
        if gate is None:
            return []
        lines = [_line([(safe_line(note.in_language(self.language)), "dim")]) for note in kept_out(self.report)]
        lines.append(_line([(gate_line(gate).in_language(self.language), "bold red" if gate.exit_code else "green")]))
        lines += [_line([(f"  {safe_line(reason.text.in_language(self.language))}", "")]) for reason in gate.reasons]
        return list(lines)

    def package(self) -> str:
        artifact = self.report.artifact
        return safe_line(artifact.package if artifact.label else "")

    def regulations(self) -> RenderableType:
        """The lists by which apps are named first, then the regulations with most items that fail or are suspected."""
        table = _table(
            (_text("regulation", self.language), "left"), *((self.item(key), "right") for key in _ITEM_COLOURS)
        )
        rows = []
        for row in self.report.regulations:
            counts = [sum(item.status == key for item in row.items) for key in _ITEM_COLOURS]
            if any(counts):
                rows.append((counts, row))
        rows.sort(key=lambda pair: (not pair[1].rank, [-number for number in pair[0]]))
        for counts, row in rows[:_REGULATIONS_SHOWN]:
            cells = [
                _line([(str(number), colour if number else "dim")])
                for number, colour in zip(counts, _ITEM_COLOURS.values(), strict=True)
            ]
            table.add_row(safe_line(self.names.regulation(row.id).in_language(self.language)), *cells)
        return table

    def item(self, key: str) -> str:
        return words.ITEM_STATUS[key].in_language(self.language)

    def findings(self) -> Iterator[RenderableType]:
        """A count, then a line for each rule with its subjects; what the baseline knows is not listed again."""
        summary = self.report.summary
        if not summary.findings:
            yield _line([(_text("none", self.language), "green")])
            return
        head = [(f" {_text('findings', self.language).capitalize()} {summary.findings}", "bold")]
        for name, number in summary.by_severity.items():
            if number:
                head += [("   ", ""), (f" {words.SEVERITY[name].in_language(self.language)} {number} ", _COLOURS[name])]
        yield _line(head)
        known = set(self.report.baseline.known) if self.report.baseline else set()
        groups: dict[tuple[str, str, str], list[Finding]] = {}
        for finding in self.report.findings:
            if finding.fingerprint not in known:
                groups.setdefault((finding.severity, finding.status, finding.rule_id), []).append(finding)
        table = _table(*[("", "left")] * 3)
        table.show_header = False
        for group in list(groups.values())[:_GROUPS_SHOWN]:
            table.add_row(*self.group(group))
        more = sum(map(len, list(groups.values())[_GROUPS_SHOWN:]))
        if more:
            table.add_row("", "", _line([(_text("more", self.language, count=more), "dim")]))
        yield table

    def group(self, findings: Sequence[Finding]) -> tuple[Text, Text, Text]:
        first = findings[0]
        subjects = [safe_line(self.names.subject(item).in_language(self.language)) for item in findings]
        shown = ("、" if self.language == "zh" else ", ").join(subjects[:_SUBJECTS_SHOWN])
        if len(subjects) > _SUBJECTS_SHOWN:
            shown += f" +{len(subjects) - _SUBJECTS_SHOWN}"
        return (
            _line([(words.SEVERITY[first.severity].in_language(self.language), _COLOURS[first.severity])]),
            _line([(words.ITEM_STATUS[_AS_ITEM[first.status]].in_language(self.language), _COLOURS[first.status])]),
            _line([(safe_line(first.title.in_language(self.language)), ""), (f"\n{shortened(shown, 240)}", "cyan")]),
        )

    def notes(self) -> list[RenderableType]:
        """What the reader must not overlook: parts not seen, findings kept apart, entries without use."""
        from appaudit.report.renderers.unseen import missing_inputs, unseen_parts
        from appaudit.report.renderers.verdict_words import history

        notes: list[RenderableType] = []
        parts = unseen_parts(self.report)
        unseen = [
            f"{words.word(words.ROLE, item.role).in_language(self.language)} "
            f"({words.word(words.INPUT_STATUS, item.status).in_language(self.language)})"
            for item in missing_inputs(self.report, listed=parts)
        ]
        unseen += [
            f"{safe_line(part.part)} ({words.word(words.REASON, part.reason).in_language(self.language)})"
            for part in parts
        ]
        if unseen:
            shown = ", ".join(unseen[:_PARTS_SHOWN]) + (
                f" +{len(unseen) - _PARTS_SHOWN}" * (len(unseen) > _PARTS_SHOWN)
            )
            notes.append(_line([(f"{_text('unseen', self.language)}: ", "yellow"), (shown, "")]))
        line = history(self.report)
        if line:
            notes.append(_line([(safe_line(line.in_language(self.language)), "")]))
        gone = self.report.baseline.gone if self.report.baseline else ()
        if gone:
            notes.append(_line([(f"{_text('gone', self.language)} {len(gone)}", "dim")]))
        notes += [
            _line([(f"{_text('unused', self.language)}: {safe_line(f'{i.place} {i.rule} {i.subject}')}", "dim")])
            for i in self.report.unused_ignores
        ]
        return notes


_AS_ITEM: Final = {"violation": "fail", "suspected": "suspected", "review": "review"}


def _line(parts: Sequence[tuple[str, str]]) -> Text:
    from rich.text import Text

    text = Text()
    for content, style in parts:
        text.append(content, style=style)
    return text


def _table(*columns: tuple[str, str]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False, header_style="dim")
    for heading, justify in columns:
        table.add_column(heading, justify="right" if justify == "right" else "left", overflow="fold")
    return table


def say_batch(index: Index, places: Sequence[Path], language: Language) -> None:
    """A batch: how many, what failed and why, the packages with most to do, where the index is."""
    failures = [row for row in index.rows if row.outcome != "done"]
    head = " · ".join(
        [
            _text("packages", language, done=index.totals.done, all=index.totals.packages),
            _text("failing", language, count=index.totals.failing),
            f"{_text('findings', language)}: {index.totals.findings}",
        ]
    )
    if not sys.stderr.isatty():
        click.echo(head, err=True)
        for row in failures:
            click.echo(f"  {_failure(row, language)}", err=True)
    else:
        parts: list[RenderableType] = ["", _line([(head, "bold")]), _worst(index, language)]
        parts += [_line([(_failure(row, language), "red")]) for row in failures[:_ROWS_SHOWN]]
        if len(failures) > _ROWS_SHOWN:
            parts.append(_line([(_text("more", language, count=len(failures) - _ROWS_SHOWN), "dim")]))
        _laid_out(parts)
    for item in index.unused_ignores:
        click.echo(
            f"{_text('unused', language)}: {safe_line(item.place)} {safe_line(item.rule)} {safe_line(item.subject)}",
            err=True,
        )
    for place in places:
        click.echo(f"{_text('index', language)}: {place}", err=True)


def _failure(row: Row, language: Language) -> str:
    from appaudit.batch.row import FAILURES

    detail = safe_line(row.detail.in_language(language))
    return f"{safe_line(row.path)}: {FAILURES[row.outcome].in_language(language)}" + (f" ({detail})" if detail else "")


def _worst(index: Index, language: Language) -> RenderableType:
    names = ("critical", "high", "medium", "low")
    headings = [(words.SEVERITY[name].in_language(language), "right") for name in names]
    table = _table(("", "left"), *headings)
    rows = sorted(
        (row for row in index.rows if row.findings),
        key=lambda row: [-row.by_severity.get(name, 0) for name in names],
    )
    for row in rows[:_ROWS_SHOWN]:
        cells = [
            _line([(str(row.by_severity.get(name, 0)), _COLOURS[name] if row.by_severity.get(name) else "dim")])
            for name in names
        ]
        table.add_row(safe_line(f"{row.label or row.package or row.path} {row.version_name}".rstrip()), *cells)
    if len(rows) > _ROWS_SHOWN:
        table.add_row(_line([(_text("more", language, count=len(rows) - _ROWS_SHOWN), "dim")]))
    return table
