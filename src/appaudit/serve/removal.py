"""Deletion: rows and files together, so that nothing of an audit or an app is left."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from appaudit.serve.database import Database
from appaudit.serve.intake import done
from appaudit.serve.models import App, Audit, AuditFile, Decided, Document
from appaudit.serve.storage import Storage


def delete_audit(database: Database, storage: Storage, audit_id: int, who: str) -> bool:
    """Delete an audit with its files; one that is being read ends unheard. False where there is none."""
    with database.session() as session:
        audit = session.get(Audit, audit_id, with_for_update=True)
        if audit is None:
            return False
        keys = _delete(session, audit)
        session.add(done(who, "delete-audit", f"{audit_id} {audit.name} {audit.sha256}", database.now(session)))
    storage.delete(keys)
    return True


def delete_app(database: Database, storage: Storage, app_id: int, who: str) -> bool:
    """Delete an app with its audits, documents and verdicts; False where there is none."""
    with database.session() as session:
        app = session.get(App, app_id, with_for_update=True)
        if app is None:
            return False
        keys = []
        for audit in session.scalars(select(Audit).where(Audit.app_id == app_id)).all():
            keys += _delete(session, audit)
        keys += session.scalars(select(Document.key).where(Document.app_id == app_id)).all()
        others = session.scalars(select(App.id).where(App.package == app.package, App.id != app_id)).first()
        if others is None:  # the same name on another platform keeps them
            for row in session.scalars(select(Decided).where(Decided.package == app.package)).all():
                session.delete(row)
        session.delete(app)
        session.add(done(who, "delete-app", f"{app_id} {app.platform} {app.package}", database.now(session)))
    storage.delete(keys)
    return True


def is_known(database: Database, key: str) -> bool:
    """Whether a row names a file."""
    with database.reading() as session:
        for table in (AuditFile, Document):
            if session.scalars(select(table.id).where(table.key == key)).first() is not None:
                return True
    return False


def _delete(session: Session, audit: Audit) -> list[str]:
    keys = list(session.scalars(select(AuditFile.key).where(AuditFile.audit_id == audit.id)))
    session.delete(audit)
    return keys
