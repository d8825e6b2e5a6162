"""Verdicts in the database: the model of the file of verdicts, with all that was ever decided kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from appaudit.gate.verdicts import merged
from appaudit.model.verdict import Verdict
from appaudit.serve.models import Decided
from appaudit.serve.texts import column


def verdicts_on(session: Session, package: str) -> tuple[Verdict, ...]:
    """What holds for an app: the verdicts on it, and those that name no app."""
    return tuple(verdict_of(row) for row in _current(session, package))


def decide(session: Session, verdicts: Iterable[Verdict], now: float) -> int:
    """Keep verdicts; what they replace stays, as replaced. One that says what holds already changes nothing.

    Gives how many were new or changed.
    """
    changed = 0
    for verdict in verdicts:
        before = session.scalars(
            select(Decided).where(
                Decided.package == verdict.package,
                Decided.fingerprint == verdict.fingerprint,
                Decided.replaced_at.is_(None),
            )
        ).first()
        if before and merged([verdict_of(before)], [verdict]) == [verdict_of(before)]:
            continue
        if before:
            before.replaced_at = now
        session.add(_row(verdict, now))
        session.flush()
        changed += 1
    return changed


def withdraw(session: Session, package: str, fingerprints: Iterable[str], now: float) -> int:
    """End what holds on findings of an app; gives how many verdicts there were."""
    wanted = set(fingerprints)
    rows = [row for row in _current(session, package) if row.package == package and row.fingerprint in wanted]
    for row in rows:
        row.replaced_at = now
    return len(rows)


def history(session: Session, package: str, fingerprint: str) -> Sequence[Decided]:
    """All that was decided on a finding, the latest first."""
    return session.scalars(
        select(Decided)
        .where(Decided.package.in_(("", package)), Decided.fingerprint == fingerprint)
        .order_by(Decided.id.desc())
    ).all()


def verdict_of(row: Decided) -> Verdict:
    """The verdict of a row."""
    return Verdict(
        fingerprint=row.fingerprint,
        decision=row.decision,  # type: ignore[arg-type]  # only `decide` writes rows
        reason=row.reason,
        by=row.by,
        on=row.on,
        expires=row.expires,
        note=row.note,
        rule=row.rule,
        subject=row.subject,
        package=row.package,
    )


def _current(session: Session, package: str) -> Sequence[Decided]:
    return session.scalars(
        select(Decided)
        .where(Decided.package.in_(("", package)), Decided.replaced_at.is_(None))
        .order_by(Decided.package, Decided.rule, Decided.subject, Decided.fingerprint)
    ).all()


def _row(verdict: Verdict, now: float) -> Decided:
    return Decided(
        package=column(verdict.package, 255),
        fingerprint=column(verdict.fingerprint, 64),
        decision=verdict.decision,
        reason=column(verdict.reason, 4000),
        by=column(verdict.by, 80),
        on=verdict.on,
        expires=verdict.expires,
        note=column(verdict.note, 4000),
        rule=column(verdict.rule, 120),
        subject=column(verdict.subject, 2000),
        added_at=now,
    )
