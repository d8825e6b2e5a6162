"""The columns of the sheets of findings that people fill in, and that `appaudit verdicts import` reads back."""

from __future__ import annotations

from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.verdict import Verdict
from appaudit.report.renderers.verdict_words import DECISION
from appaudit.report.renderers.workbook.cells import InputColumn, Value
from appaudit.report.renderers.workbook.speaker import SheetSpeaker

_B = Bilingual

FINGERPRINT: Final = _B("指纹", "Fingerprint")
#: Each column by the field of a verdict that it holds.
HEADINGS: Final = {
    "decision": _B("裁决（填写）", "Verdict (fill in)"),
    "reason": _B("理由（填写）", "Reason (fill in)"),
    "expires": _B("有效期至（填写）", "Until (fill in)"),
    "by": _B("由谁（填写）", "By (fill in)"),
    "on": _B("日期（填写）", "On (fill in)"),
    "note": _B("备注（填写）", "Note (fill in)"),
}
_WIDTHS: Final = {"decision": 16, "reason": 40, "expires": 14, "by": 14, "on": 14, "note": 40}
COLUMNS: Final = tuple((heading, _WIDTHS[name]) for name, heading in HEADINGS.items())


def inputs(speaker: SheetSpeaker) -> tuple[InputColumn, ...]:
    """What may be filled into each of the columns."""
    choices = tuple(speaker.say(word) for word in DECISION.values())
    return tuple(InputColumn(choices=choices if name == "decision" else ()) for name in HEADINGS)


def cells(speaker: SheetSpeaker, verdict: Verdict | None) -> tuple[Value, ...]:
    """What the columns hold already."""
    if verdict is None:
        return ("",) * len(HEADINGS)
    values = {name: str(getattr(verdict, name)) for name in HEADINGS}
    return tuple(speaker.say(DECISION[verdict.decision]) if name == "decision" else values[name] for name in HEADINGS)
