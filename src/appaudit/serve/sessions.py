"""Sessions of people who have signed in, kept by the server: signing out ends one for whoever holds its cookie."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from sqlalchemy import delete, select

from appaudit.model.record import record
from appaudit.serve.database import Database
from appaudit.serve.models import Account, SignedIn

#: Seconds after which one must sign in again, whatever was asked for meanwhile.
SESSION_SECONDS: Final = 12 * 3600


@record
class Holder:
    """Whose a session is: the name, what it was begun with where that is no account, and whether it may only look."""

    name: str
    mark: str
    reads_only: bool


def begin_session(database: Database, name: str, mark: str = "") -> str:
    """A new session of somebody who has shown who they are; gives its id, of which only the digest is kept.

    `mark` is what must still hold for a session that belongs to no account.
    """
    identity = secrets.token_urlsafe(32)
    with database.session() as session:
        now = database.now(session)
        session.execute(delete(SignedIn).where(SignedIn.ends_at <= now))
        session.add(SignedIn(digest=_digest(identity), name=name, mark=mark, ends_at=now + SESSION_SECONDS))
    return identity


def holder_of(database: Database, identity: str) -> Holder | None:
    """Whose a session is; None where it has ended, or its account may sign in no more."""
    wanted = (
        select(SignedIn, Account)
        .outerjoin(Account, (Account.name == SignedIn.name) & ~Account.is_disabled)
        .where(SignedIn.digest == _digest(identity))
    )
    with database.reading() as session:
        found = session.execute(wanted).first()
        if found is None or found[0].ends_at <= database.now(session):
            return None
    row, account = found
    if account is None and not row.mark:
        return None
    return Holder(name=row.name, mark=row.mark, reads_only=bool(account and account.reads_only))


def end_session(database: Database, identity: str) -> None:
    """Let a session open nothing more."""
    with database.session() as session:
        session.execute(delete(SignedIn).where(SignedIn.digest == _digest(identity)))


def _digest(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()
