"""New audits: the files that somebody brought, and the documents that their app has already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from appaudit.model.record import record
from appaudit.serve.database import Database
from appaudit.serve.models import App, Audit, AuditFile, Deed, Document
from appaudit.serve.storage import Kept, Storage
from appaudit.serve.texts import column

#: The files of an audit by role, and how many of each there may be.
ROLES: Final[Mapping[str, int]] = {"policy": 20, "sdk_list": 20, "facts": 1, "mapping": 1, "privacy_guide": 1}
#: Roles that stay with the app until something else replaces them; a mapping belongs to one build.
REUSED: Final = ("policy", "sdk_list", "facts", "privacy_guide")


@record
class Brought:
    """What somebody brought: a package, documents by role, and options by the names of the command line.

    `app_id` is the app that it is said to be; who reads the package finds out.
    """

    package: Kept
    documents: Mapping[str, Sequence[Kept]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    as_of: str
    who: str = ""
    app_id: int | None = None


def take_in(database: Database, storage: Storage, brought: Brought) -> int:
    """Queue an audit; gives its id. The documents of the app are used in every role in which none was brought."""
    with database.session() as session:
        audit = Audit(
            created_at=database.now(session),
            created_by=column(brought.who, 80),
            name=brought.package.name,
            sha256=brought.package.sha256,
            size=brought.package.size,
            as_of=brought.as_of,
            options=dict(brought.options),
        )
        app = session.get(App, brought.app_id) if brought.app_id else _of_digest(session, brought.package.sha256)
        if app:
            audit.app_id, audit.label = app.id, app.label
        audit.write_names()
        session.add(audit)
        session.flush()
        session.add(file_row(audit.id, "artifact", brought.package, is_given=True))
        for role, files in brought.documents.items():
            session.add_all(file_row(audit.id, role, kept, is_given=True) for kept in files)
        session.flush()
        if app:
            add_documents(session, storage, audit, app)
        session.add(done(brought.who, "audit", f"{audit.id} {audit.name} {audit.sha256}", audit.created_at))
        return audit.id


def copied_audit(session: Session, storage: Storage, audit: Audit, who: str, as_of: str) -> Audit:
    """A new audit of the package of an earlier one, with the documents that came with it where the app has no others.

    The time at which it was asked for is still to be said.
    """
    again = Audit(
        app_id=audit.app_id,
        created_at=0.0,
        created_by=column(who, 80),
        name=audit.name,
        sha256=audit.sha256,
        size=audit.size,
        label=audit.label,
        as_of=as_of,
        options=dict(audit.options),
    )
    again.write_names()
    session.add(again)
    session.flush()
    app = session.get(App, audit.app_id) if audit.app_id else None
    kept = {item.role for item in current_documents(session, app.id)} if app else set()
    for file in session.scalars(select(AuditFile).where(AuditFile.audit_id == audit.id).order_by(AuditFile.id)).all():
        if file.role in ("artifact", *ROLES) and file.role not in kept:
            session.add(file_row(again.id, file.role, storage.copy(kept_of(file)), is_given=file.is_given))
    session.flush()
    if app:
        add_documents(session, storage, again, app)
    return again


def add_documents(session: Session, storage: Storage, audit: Audit, app: App) -> int:
    """Give an audit the documents of its app in the roles in which it has none; gives how many came."""
    given = set(session.scalars(select(AuditFile.role).where(AuditFile.audit_id == audit.id)))
    rows = [
        file_row(audit.id, item.role, storage.copy(kept_of(item)), is_given=False)
        for item in current_documents(session, app.id)
        if item.role not in given
    ]
    session.add_all(rows)
    return len(rows)


def current_documents(session: Session, app_id: int) -> Sequence[Document]:
    """The documents of an app that nothing has replaced, in the order in which they came."""
    return session.scalars(
        select(Document).where(Document.app_id == app_id, Document.replaced_at.is_(None)).order_by(Document.id)
    ).all()


def replace_documents(session: Session, app_id: int, role: str, files: Sequence[Kept], who: str, now: float) -> None:
    """Make files the app's documents of a role; what was there stays, as replaced."""
    for old in current_documents(session, app_id):
        if old.role == role:
            old.replaced_at = now
    session.add_all(
        Document(
            app_id=app_id,
            role=role,
            name=kept.name,
            key=kept.key,
            sha256=kept.sha256,
            size=kept.size,
            added_at=now,
            added_by=column(who, 80),
        )
        for kept in files
    )


def file_row(audit_id: int, role: str, kept: Kept, *, is_given: bool) -> AuditFile:
    """The row of a file of an audit."""
    return AuditFile(
        audit_id=audit_id,
        role=role,
        name=kept.name,
        key=kept.key,
        sha256=kept.sha256,
        size=kept.size,
        is_given=is_given,
    )


def kept_of(row: AuditFile | Document) -> Kept:
    """The file of a row."""
    return Kept(key=row.key, name=row.name, sha256=row.sha256, size=row.size)


def done(who: str, deed: str, about: str, at: float) -> Deed:
    """A line of the log of what was done by whom."""
    return Deed(at=at, who=column(who, 80), deed=deed, about=column(about, 500))


def _of_digest(session: Session, sha256: str) -> App | None:
    """The app that this very package was found to be before."""
    return session.scalars(
        select(App).join(Audit, Audit.app_id == App.id).where(Audit.sha256 == sha256, Audit.state == "done").limit(1)
    ).first()
