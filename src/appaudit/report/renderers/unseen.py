"""What could not be seen, one row per part, with the rules that it left undecided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from appaudit.model.bilingual import Bilingual
from appaudit.model.record import record
from appaudit.model.report import Inconclusive, InconclusiveReason, Input, Report


@record(kw_only=False, frozen=False)
class UnseenPart:
    """A part that was not read: why, which kinds of facts it could hold, and what stays open because of it.

    `role` is set where the part is a whole input (`policy`, `sdk_list`).
    """

    part: str
    reason: str
    detail: Bilingual
    role: str = ""
    nothing_read: bool = False
    kinds: list[str] = field(default_factory=list)
    undecided: list[Inconclusive] = field(default_factory=list)


def unseen_parts(report: Report) -> list[UnseenPart]:
    """All parts with a gap, the worst first.

    A gap is listed once however many kinds of facts it touches. An input that was not supplied is none: it is
    among the missing inputs.
    """
    parts: dict[tuple[str, str], UnseenPart] = {}
    roles = {item.name: item.role for item in report.inputs if item.status == "unreadable"}
    for row in report.coverage:
        # A row repeats the gaps of the kinds it is derived from; the gap names the kind it belongs to.
        for gap in row.gaps:
            if gap.reason != "not_supplied":
                _part(parts, gap)
    for rule in report.inconclusive:
        for gap in rule.reasons:
            if gap.reason == "not_supplied":
                continue
            part = _part(parts, gap)
            if rule not in part.undecided:
                part.undecided.append(rule)
    for part in parts.values():
        part.role = roles.get(part.part, "")
    return sorted(parts.values(), key=lambda part: (not part.nothing_read, -len(part.undecided), part.part))


def missing_inputs(report: Report, *, listed: Sequence[UnseenPart] = ()) -> list[Input]:
    """The inputs that were not given or could not be read, but for those that are listed as parts already."""
    names = {part.part for part in listed if part.role}
    return [item for item in report.inputs if item.status != "read" and item.name not in names]


def _part(parts: dict[tuple[str, str], UnseenPart], gap: InconclusiveReason) -> UnseenPart:
    key = (gap.part, gap.reason)
    if key not in parts:
        parts[key] = UnseenPart(gap.part, gap.reason, _beside_name(gap.detail, gap.part))
    part = parts[key]
    if gap.kind not in part.kinds:
        part.kinds.append(gap.kind)
    part.nothing_read = part.nothing_read or gap.level == "none"
    return part


def _beside_name(detail: Bilingual, part: str) -> Bilingual:
    """The reason without the name of the part, where that begins it: the two are shown side by side."""
    return Bilingual(detail.zh.removeprefix(f"{part}："), detail.en.removeprefix(f"{part}: "))
