"""A comparison as GitHub-flavoured Markdown, for a merge request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.comparison.renderers.phrases import DIRECTIONS, NOTE, NOTHING, SAME, Phrases
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.comparison import Comparison, FindingChange
from appaudit.model.finding import Finding
from appaudit.model.words import PieceKind
from appaudit.report.renderers.gfm import prose, row

#: Rows of one table; what is beyond is counted.
_ROWS = 60
_WIDTH = 160
#: The width of what must not be cut: the words of a redline.
_WHOLE = 1 << 30
_COLUMNS = {
    "severity": Bilingual("级别", "Severity"),
    "status": Bilingual("结论", "Status"),
    "finding": Bilingual("发现", "Finding"),
    "subject": Bilingual("对象", "Subject"),
    "change": Bilingual("变更", "Change"),
    "what": Bilingual("内容", "What"),
    "before": Bilingual("原先", "Before"),
    "after": Bilingual("现在", "Now"),
}
_TITLE = Bilingual("版本比较", "Comparison of versions")
_MORE = Bilingual("另有 {count} 项", "{count} more")


def render(comparison: Comparison, language: Language) -> str:
    """The comparison in one language; texts of packages and policies are inert."""
    return "\n".join(_lines(comparison, Phrases(comparison, language))) + "\n"


def _lines(comparison: Comparison, phrases: Phrases) -> Iterator[str]:
    yield f"## {phrases.say(_TITLE)}"
    yield ""
    yield f"{prose(phrases.side(comparison.old), _WIDTH)} → {prose(phrases.side(comparison.new), _WIDTH)}"
    for note in phrases.notes():
        yield ""
        yield f"> {note}"
    if phrases.is_empty():
        yield ""
        yield phrases.say(NOTHING)
    for name in ("findings", "new_findings", "gone_findings", "undecided"):
        rows = [_row(phrases, item) for item in getattr(comparison, name)]
        yield from _table(phrases, phrases.heading(name), ("severity", "status", "finding", "subject"), rows)
    yield from _table(
        phrases,
        phrases.heading("changed_findings"),
        ("finding", "subject", "before", "after"),
        [_changed(phrases, change) for change in comparison.changed_findings],
    )
    for heading, lines in phrases.tables():
        rows = [
            [
                phrases.say(DIRECTIONS[line.direction]),
                prose(line.name if line.name == line.id else f"{line.name} ({line.id})", _WIDTH),
                prose(line.before, _WIDTH) or "–",
                prose(line.after, _WIDTH) or "–",
            ]
            for line in lines
        ]
        yield from _table(phrases, heading, ("change", "what", "before", "after"), rows)
    yield from _redline(phrases)
    yield ""
    if comparison.new.package:
        yield f"{phrases.say(SAME, count=comparison.same_findings)}  "
    yield phrases.say(NOTE)


def _redline(phrases: Phrases) -> Iterator[str]:
    """The changed paragraphs, whole: what went struck out, what came in bold."""
    stretches = phrases.redline()
    if stretches:
        yield ""
        yield f"### {phrases.heading('wording')} ({phrases.changed_paragraphs()})"
    for stretch in stretches:
        yield ""
        if not stretch.is_changed:
            yield f"*… {stretch.title}*"
            continue
        if stretch.title:
            yield f"**§ {prose(stretch.title, _WHOLE)}**"
            yield ""
        for paragraph in stretch.paragraphs:
            marked = "".join(_piece(kind, text) for kind, text in paragraph.pieces)
            yield f"- {paragraph.number} *{prose(paragraph.label, _WHOLE)}*: {marked}"


def _piece(kind: PieceKind, text: str) -> str:
    """HTML, as the signs of Markdown do not hold beside Chinese letters; GitHub and GitLab both let these tags pass."""
    body = text.strip()
    before, _, after = text.partition(body) if body else (text, "", "")
    shown = f"{before and ' '}{prose(body, _WHOLE)}{after and ' '}"
    return {"same": shown, "added": f"<ins>{shown}</ins>", "removed": f"<del>{shown}</del>"}[kind]


def _row(phrases: Phrases, finding: Finding) -> list[str]:
    severity, status, title, subject = phrases.finding(finding)
    said = phrases.decided(finding)
    shown = f"{prose(title, _WIDTH)} ({prose(said, _WIDTH)})" if said else prose(title, _WIDTH)
    return [prose(severity, _WIDTH), prose(status, _WIDTH), shown, prose(subject, _WIDTH)]


def _changed(phrases: Phrases, change: FindingChange) -> list[str]:
    severity, status, title, subject = phrases.finding(change.finding)
    before = phrases.grades(change.severity_before, change.status_before)
    return [prose(text, _WIDTH) for text in (title, subject, before, f"{severity} · {status}")]


def _table(phrases: Phrases, heading: str, columns: Sequence[str], rows: Sequence[list[str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"### {heading} ({len(rows)})"
    yield ""
    yield row([phrases.say(_COLUMNS[name]) for name in columns])
    yield row(["---"] * len(columns))
    for cells in rows[:_ROWS]:
        yield row(cells)
    if len(rows) > _ROWS:
        yield ""
        yield phrases.say(_MORE, count=len(rows) - _ROWS)
