"""The queue of audits, in the database: each is taken by one runner at a time, whoever else asks.

A runner holds an audit by a lease and renews it while it works. One that is gone (the machine, the process) renews
nothing, and another takes the audit over; what the first may still say then counts no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session

from appaudit.model.bilingual import Bilingual
from appaudit.serve.database import Database
from appaudit.serve.models import Audit

#: Seconds for which a runner holds an audit without renewing it.
LEASE: Final = 30.0
#: An audit whose runner went away this often is given up: it may be what ends them.
MOST_ATTEMPTS: Final = 4
_GIVEN_UP: Final = Bilingual(
    f"处理它的进程 {MOST_ATTEMPTS} 次中断，已放弃", f"what read it went away {MOST_ATTEMPTS} times; given up"
)


class Queue:
    """The audits that wait, for one runner known by its name."""

    def __init__(self, database: Database, owner: str) -> None:
        """`owner` is a name that no other runner has."""
        self._database = database
        self.owner = owner

    def claim(self) -> int | None:
        """The id of the next audit, now ours; None where nothing waits. What ended a runner comes after all others."""
        with self._database.reading() as session:  # mostly nothing waits, and nobody need be kept from writing
            if session.scalars(select(Audit.id).where(_due(self._database.now(session))).limit(1)).first() is None:
                return None
        with self._database.session() as session:
            now = self._database.now(session)
            due = _due(now)
            while True:
                found = session.scalars(
                    select(Audit)
                    .where(due)
                    .order_by(Audit.attempts, Audit.id)
                    .limit(1)
                    .with_for_update(skip_locked=True)
                ).first()
                if found is None:
                    return None
                if found.attempts < MOST_ATTEMPTS:
                    break
                _give_up(found, now)
                session.flush()
            found.state, found.owner, found.lease_until = "running", self.owner, now + LEASE
            found.attempts += 1
            found.started_at, found.stage = now, ""
            return found.id

    def renew(self, audits: Iterable[int]) -> None:
        """Hold on to audits for another while."""
        wanted = list(audits)
        if wanted:
            with self._database.session() as session:
                until = self._database.now(session) + LEASE
                session.execute(update(Audit).where(Audit.id.in_(wanted), self._ours()).values(lease_until=until))

    def reach(self, audit: int, stage: str) -> None:
        """Say which stage an audit of ours has reached."""
        with self._database.session() as session:
            until = self._database.now(session) + LEASE
            self._change(session, audit, stage=stage[:40], lease_until=until)

    def release(self, audit: int) -> None:
        """Give an audit of ours back, unfinished and without blame: this server ends."""
        with self._database.session() as session:
            self._change(session, audit, state="queued", owner="", stage="", attempts=Audit.attempts - 1)

    def give_back(self, audit: int) -> None:
        """Let somebody try again what we could not end: it counts as an attempt."""
        with self._database.session() as session:
            self._change(session, audit, state="queued", owner="", stage="")

    def is_ours(self, session: Session, audit: int) -> Audit | None:
        """The audit where it is still ours, held until the session ends."""
        return session.scalars(select(Audit).where(Audit.id == audit, self._ours()).with_for_update()).first()

    def _change(self, session: Session, audit: int, **values: Any) -> bool:  # noqa: ANN401  # columns differ in type
        done = session.execute(update(Audit).where(Audit.id == audit, self._ours()).values(**values))
        return isinstance(done, CursorResult) and done.rowcount == 1

    def _ours(self) -> ColumnElement[bool]:
        return and_(Audit.owner == self.owner, Audit.state == "running")


def _due(now: float) -> ColumnElement[bool]:
    return or_(Audit.state == "queued", and_(Audit.state == "running", Audit.lease_until < now))


def _give_up(audit: Audit, now: float) -> None:
    audit.state, audit.outcome, audit.owner = "failed", "killed", ""
    audit.detail_zh, audit.detail_en = _GIVEN_UP.zh, _GIVEN_UP.en
    audit.finished_at, audit.exit_code = now, 3
