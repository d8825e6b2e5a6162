"""An app over time: its audits, how many findings each had, and what the last one left open."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appaudit.model.record import record
from appaudit.model.words import SeverityWord, words_of
from appaudit.serve.models import App, Audit, AuditFinding

#: Audits that the drawing shows.
SHOWN: Final = 30
_SEVERITIES: Final = words_of(SeverityWord)
#: Units that the name of a version takes.
_NAME: Final = 46.0
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 190, 34, 12, 10, 34


@record
class Bar:
    """A part of a column of the drawing: findings of one severity in one audit."""

    severity: str
    x: float
    y: float
    width: float
    height: float


@record
class Column:
    """An audit in the drawing; its name is left out where there is no room for those of all."""

    audit: Audit
    is_named: bool
    x: float
    middle: float
    width: float
    total: int
    bars: tuple[Bar, ...]


@record
class Trend:
    """The drawing: columns from the oldest audit to the latest, and lines with what they stand for."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[float, int], ...]
    width: int = _WIDTH
    height: int = _HEIGHT
    floor: int = _HEIGHT - _BOTTOM
    left: int = _LEFT


@record
class AppRow:
    """An app in the list of apps: its last finished audit, and how many it has."""

    app: App
    audits: int
    last: Audit | None


def list_apps(session: Session, text: str, after: int, most: int) -> list[AppRow]:
    """Apps by the latest audit, those with a text in their names; `after` are skipped."""
    latest = func.max(Audit.id)
    wanted = (
        select(App, func.count(Audit.id), latest)
        .outerjoin(Audit, Audit.app_id == App.id)
        .group_by(App.id)
        .order_by(func.coalesce(latest, 0).desc(), App.id.desc())
        .offset(after)
        .limit(most)
    )
    if text.strip():
        sought = text.strip().replace("\0", "")
        wanted = wanted.where(
            App.label.icontains(sought, autoescape=True) | App.package.icontains(sought, autoescape=True)
        )
    found = session.execute(wanted).all()
    finished = (
        select(func.max(Audit.id))
        .where(Audit.app_id.in_([app.id for app, _, _ in found]), Audit.state == "done")
        .group_by(Audit.app_id)
    )
    last = {audit.app_id: audit for audit in session.scalars(select(Audit).where(Audit.id.in_(finished)))}
    return [AppRow(app=app, audits=count, last=last.get(app.id)) for app, count, _ in found]


def trend_of(audits: Sequence[Audit]) -> Trend | None:
    """The drawing of finished audits, the latest first; None for fewer than two."""
    shown = [audit for audit in audits if audit.state == "done"][:SHOWN][::-1]
    if len(shown) < 2:
        return None
    counts = [{name: int(audit.row.get("by_severity", {}).get(name, 0)) for name in _SEVERITIES} for audit in shown]
    most = max(1, *(sum(count.values()) for count in counts))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if most / step <= 4)
    scale = (_HEIGHT - _TOP - _BOTTOM) / most
    width = min(_NAME, (_WIDTH - _LEFT - _RIGHT) / len(shown))
    columns, apart = [], math.ceil(_NAME / width)
    for number, (audit, count) in enumerate(zip(shown, counts, strict=True)):
        x, floor, bars = _LEFT + number * width, float(_HEIGHT - _BOTTOM), []
        for severity in reversed(_SEVERITIES):
            height = count[severity] * scale
            if height:
                floor -= height
                bars.append(
                    Bar(severity=severity, x=x + 3, y=round(floor, 1), width=width - 6, height=round(height, 1))
                )
        columns.append(
            Column(
                audit=audit,
                is_named=(len(shown) - 1 - number) % apart == 0,
                x=x,
                middle=x + width / 2,
                width=width,
                total=sum(count.values()),
                bars=tuple(bars),
            )
        )
    lines = tuple((round(_HEIGHT - _BOTTOM - value * scale, 1), value) for value in range(0, most + 1, step))
    return Trend(columns=tuple(columns), lines=lines)


def standing(session: Session, app_id: int) -> dict[str, list[AuditFinding]]:
    """Findings of the last audit against the one before: `new`, `open`, and `gone`.

    Gone are those that the last audit does not have; whether they are fixed or could not be decided, its report says.
    """
    audits = session.scalars(
        select(Audit.id).where(Audit.app_id == app_id, Audit.state == "done").order_by(Audit.id.desc()).limit(2)
    ).all()
    found = [findings_of(session, audit) for audit in audits]
    if not found:
        return {}
    last, before = found[0], found[1] if len(found) > 1 else []
    known, there = {item.fingerprint for item in before}, {item.fingerprint for item in last}
    return {
        "new": [item for item in last if len(found) > 1 and item.fingerprint not in known],
        "open": [item for item in last if len(found) == 1 or item.fingerprint in known],
        "gone": [item for item in before if item.fingerprint not in there],
    }


def findings_of(session: Session, audit_id: int) -> list[AuditFinding]:
    """The findings of an audit in the order of its report, accepted ones last."""
    found: Any = session.scalars(
        select(AuditFinding).where(AuditFinding.audit_id == audit_id).order_by(AuditFinding.id)
    )
    return list(found)
