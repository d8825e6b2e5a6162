"""What people decided, and how an audit stands against the one before, in words: the same in every format."""

from __future__ import annotations

from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Finding
from appaudit.model.report import Report
from appaudit.model.verdict import Verdict

B = Bilingual

VERDICT: Final = B("裁决", "Verdict")
DECISION: Final = {
    "confirmed": B("属实", "Confirmed"),
    "false_positive": B("误报", "False positive"),
    "accepted": B("接受", "Accepted"),
    "fixed": B("已整改", "Fixed"),
}
NEW: Final = B("上次审计后新增", "New since the last audit")
OPEN: Final = B("自 {since} 起未解决", "Open since {since}")
FIXED: Final = B("上次审计后已解决", "Fixed since the last audit")
UNDECIDED: Final = B("上次有，这次未能判断", "Found last time, undecided this time")
PREVIOUS: Final = B("与上次审计相比", "Against the last audit")
_COUNTS: Final = B(
    "与上次审计（{as_of} {version}）相比：新增 {new} 项，未解决 {open} 项，已解决 {fixed} 项，未能判断 {undecided} 项",
    "Against the last audit ({as_of} {version}): {new} new, {open} still open, {fixed} fixed, {undecided} undecided",
)
_EXPIRED: Final = B(
    "{count} 项裁决已过有效期，相应发现重新计入：{places}",
    "Verdicts that have expired, whose findings count again: {places}",
)
_STILL: Final = B(
    "{count} 项标为已整改的发现仍然存在：{places}", "Said to be fixed and still found ({count}): {places}"
)
_SHOWN: Final = 8


def decided(verdict: Verdict) -> Bilingual:
    """A verdict in one line: what, by whom and when, why, until when."""
    word = DECISION[verdict.decision]
    who = " ".join(filter(None, (verdict.by, verdict.on)))
    why = " ".join(filter(None, (verdict.reason, verdict.note)))
    zh, en = word.zh, word.en
    if who:
        zh, en = f"{zh}（{who}）", f"{en} ({who})"
    if why:
        zh, en = f"{zh}：{why}", f"{en}: {why}"
    if verdict.expires:
        zh, en = f"{zh}；有效期至 {verdict.expires}", f"{en}; until {verdict.expires}"
    return B(zh, en)


def since(report: Report, finding: Finding) -> Bilingual | None:
    """Whether a finding is new since the last audit, or since when it is open; None where no audit was given."""
    if report.previous is None:
        return None
    return NEW if finding.fingerprint in report.previous.new else OPEN.format(since=finding.since)


def notes_of(report: Report, finding: Finding) -> list[Bilingual]:
    """What a line on a finding adds: its verdict, and since when it is there."""
    notes = []
    if finding.verdict:
        said = decided(finding.verdict)
        notes.append(B(f"{VERDICT.zh}：{said.zh}", f"{VERDICT.en}: {said.en}"))
    age = since(report, finding)
    return [*notes, age] if age else notes


def history(report: Report) -> Bilingual | None:
    """How the audit stands against the last one, in one line."""
    last = report.previous
    if last is None:
        return None
    return _COUNTS.format(
        as_of=last.as_of,
        version=last.version_name,
        new=len(last.new),
        open=len(last.still_open),
        fixed=len(last.fixed),
        undecided=len(last.undecided),
    )


def verdict_notes(report: Report) -> list[Bilingual]:
    """Verdicts that nobody must overlook: expired ones, and what was said to be fixed and is not."""
    row = report.verdicts
    if row is None:
        return []
    notes = []
    for template, verdicts in ((_EXPIRED, row.expired), (_STILL, row.still_found)):
        if verdicts:
            places = [item.place or item.fingerprint[:8] for item in verdicts]
            shown = ", ".join(places[:_SHOWN]) + (f" +{len(places) - _SHOWN}" if len(places) > _SHOWN else "")
            notes.append(template.format(count=len(verdicts), places=shown))
    return notes
