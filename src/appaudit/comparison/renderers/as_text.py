"""A comparison for the terminal: `+` came, `~` is another, `-` went."""

from __future__ import annotations

from collections.abc import Iterator

from appaudit.comparison.renderers.phrases import NOTE, NOTHING, SAME, Line, Phrases
from appaudit.model.bilingual import Language
from appaudit.model.comparison import Comparison
from appaudit.model.finding import Finding

_MARKS = {"added": "+", "changed": "~", "removed": "-"}
#: As in the word diff of git.
_PIECES = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}


def render(comparison: Comparison, language: Language) -> str:
    """The comparison in one language."""
    return "\n".join(_lines(comparison, Phrases(comparison, language))) + "\n"


def _lines(comparison: Comparison, phrases: Phrases) -> Iterator[str]:
    yield f"--- {phrases.side(comparison.old)}"
    yield f"+++ {phrases.side(comparison.new)}"
    for note in phrases.notes():
        yield f"! {note}"
    if phrases.is_empty():
        yield ""
        yield phrases.say(NOTHING)
    for name, mark in (("findings", "!"), ("new_findings", "+")):
        yield from _findings(comparison, phrases, name, mark)
    if comparison.changed_findings:
        yield ""
        yield f"{phrases.heading('changed_findings')}: {len(comparison.changed_findings)}"
    for change in comparison.changed_findings:
        severity, status, title, subject = phrases.finding(change.finding)
        before = phrases.grades(change.severity_before, change.status_before)
        yield f"  ~ {title} — {subject}: {before} → {severity} · {status}{_decided(phrases, change.finding)}"
    for name, mark in (("gone_findings", "-"), ("undecided", "?")):
        yield from _findings(comparison, phrases, name, mark)
    for heading, lines in phrases.tables():
        yield ""
        yield f"{heading}: {len(lines)}"
        for line in lines:
            yield f"  {_MARKS[line.direction]} {_text(line)}"
    yield from _redline(phrases)
    yield ""
    if comparison.new.package:
        yield phrases.say(SAME, count=comparison.same_findings)
    yield phrases.say(NOTE)


def _findings(comparison: Comparison, phrases: Phrases, name: str, mark: str) -> Iterator[str]:
    findings = getattr(comparison, name)
    if findings:
        yield ""
        yield f"{phrases.heading(name)}: {len(findings)}"
    for finding in findings:
        severity, status, title, subject = phrases.finding(finding)
        yield f"  {mark} [{severity}] [{status}] {title} — {subject}{_decided(phrases, finding)}"


def _decided(phrases: Phrases, finding: Finding) -> str:
    said = phrases.decided(finding)
    return f" [{said}]" if said else ""


def _text(line: Line) -> str:
    name = line.name if line.name == line.id else f"{line.name} ({line.id})"
    states = " → ".join(filter(None, (line.before, line.after)))
    return f"{name}: {states}" if states else name


def _redline(phrases: Phrases) -> Iterator[str]:
    """The changed paragraphs, whole; unchanged ones are counted."""
    stretches = phrases.redline()
    if stretches:
        yield ""
        yield f"{phrases.heading('wording')}: {phrases.changed_paragraphs()}"
    for stretch in stretches:
        if not stretch.is_changed:
            yield f"  … {stretch.title}"
            continue
        if stretch.title:
            yield f"  § {stretch.title}"
        for paragraph in stretch.paragraphs:
            marked = "".join(_PIECES[kind].format(text) for kind, text in paragraph.pieces)
            yield f"    {paragraph.number} {paragraph.label}: {marked}"
