"""What an audit came to, into the database: its app, its findings, its report."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from appaudit.batch.row import Row
from appaudit.batch.worker import Answer
from appaudit.serve.database import Database
from appaudit.serve.desk import JSON, last_done
from appaudit.serve.drafts import DRAFTS, text_of_drafts
from appaudit.serve.intake import (
    REUSED,
    add_documents,
    current_documents,
    file_row,
    kept_of,
    replace_documents,
)
from appaudit.serve.kept import KeptFinding, KeptReport
from appaudit.serve.models import App, Audit, AuditFile, AuditFinding
from appaudit.serve.queue import MOST_ATTEMPTS, Queue
from appaudit.serve.storage import Storage
from appaudit.serve.texts import column
from appaudit.serve.verdicts import verdicts_on

#: Outcomes that may be nobody's fault: such an audit is tried again, as often as one whose server went away.
_TRIED_AGAIN: Final = ("killed",)


def settle(database: Database, storage: Storage, queue: Queue, audit_id: int, answer: Answer) -> bool:
    """Keep the answer to an audit of ours; gives whether it is finished, and False where it is not ours any more.

    An audit whose app turns out to be known is queued once more, with the documents, verdicts and the last audit of it.
    """
    taken: list[str] = []
    gone: list[str] = []
    try:
        with database.session() as session:
            audit = queue.is_ours(session, audit_id)
            if audit is None:
                return False
            now = database.now(session)
            staged = (answer.staged or {}).get(JSON)
            if not isinstance(answer.kept, KeptReport) or staged is None:
                return _failed(audit, answer.row, now)
            app = app_of(session, answer.kept.platform, column(answer.row.package or audit.name, 255), now)
            app.label = column(answer.row.label, 255) or app.label
            is_finished = not _is_repeated(session, storage, audit, app, gone)
            if is_finished:
                kept = storage.take(staged[1], f"{answer.stem}.{staged[0]}")
                taken.append(kept.key)
                for old in _outputs(session, audit.id):
                    gone.append(old.key)
                    session.delete(old)
                session.add(file_row(audit.id, JSON, kept, is_given=False))
                drafts = storage.put(io.BytesIO(text_of_drafts(answer.kept.drafts)), "drafts.json")
                taken.append(drafts.key)
                session.add(file_row(audit.id, DRAFTS, drafts, is_given=False))
                _done(session, audit, answer.row, answer.kept.findings, now)
                _adopt_documents(session, storage, audit, app, now)
    except BaseException:
        storage.delete(taken)
        raise
    storage.delete(gone)
    return is_finished


def _failed(audit: Audit, row: Row, now: float) -> bool:
    """Say why there is no report; what was being read when its process was killed is read again."""
    if row.outcome in _TRIED_AGAIN and audit.attempts < MOST_ATTEMPTS:
        audit.state, audit.owner, audit.stage = "queued", "", ""
        return False
    audit.state, audit.outcome, audit.owner = "failed", row.outcome, ""
    audit.detail_zh, audit.detail_en = column(_named(row.detail.zh, row, audit), 2000), ""
    audit.detail_en = column(_named(row.detail.en, row, audit), 2000)
    audit.exit_code, audit.finished_at, audit.row = row.exit_code, now, {}
    return True


def _named(text: str, row: Row, audit: Audit) -> str:
    """A message about a file under the name that people know, not under the place where it was read."""
    return text.replace(row.path, audit.name).replace(f"{Path(row.path).parent}/", "")


def app_of(session: Session, platform: str, package: str, now: float) -> App:
    """The app of a package, made where it is new; where another server makes it at this moment, that one."""
    wanted = select(App).where(App.platform == platform, App.package == package)
    app = session.scalars(wanted).first()
    if app is None:
        try:
            with session.begin_nested():
                app = App(platform=platform, package=package, created_at=now, categories=[])
                session.add(app)
        except IntegrityError:
            app = session.scalars(wanted).one()
    return app


def _is_repeated(session: Session, storage: Storage, audit: Audit, app: App, gone: list[str]) -> bool:
    """Queue an audit once more where it was read without what its app has: documents, kinds, verdicts, a last audit.

    Files that belong to it no more are added to `gone`.
    """
    if audit.app_id == app.id or audit.is_repeated:
        return False
    has_more = bool(
        audit.app_id is not None
        or app.categories
        or verdicts_on(session, app.package)
        or last_done(session, app.id, audit.id)
    )
    if audit.app_id is not None:  # it was said to be another app, whose documents are not its own
        others = session.scalars(
            select(AuditFile).where(AuditFile.audit_id == audit.id, AuditFile.role.in_(REUSED), ~AuditFile.is_given)
        ).all()
        for file in others:
            gone.append(file.key)
            session.delete(file)
        session.flush()
    audit.app_id = app.id
    has_more = bool(add_documents(session, storage, audit, app)) or has_more
    if has_more:
        audit.is_repeated, audit.state, audit.owner, audit.stage = True, "queued", "", ""
        audit.attempts -= 1
    return has_more


def _outputs(session: Session, audit_id: int) -> list[AuditFile]:
    """What an earlier reading of the same audit wrote."""
    inputs = ("artifact", "mapping", *REUSED)
    found = select(AuditFile).where(AuditFile.audit_id == audit_id, AuditFile.role.not_in(inputs))
    return list(session.scalars(found))


def _done(session: Session, audit: Audit, row: Row, findings: tuple[KeptFinding, ...], now: float) -> None:
    audit.state, audit.outcome, audit.owner, audit.stage = "done", "done", "", ""
    audit.finished_at, audit.exit_code = now, row.exit_code
    audit.detail_zh = audit.detail_en = ""
    audit.verdict_zh, audit.verdict_en = column(row.verdict.zh, 4000), column(row.verdict.en, 4000)
    audit.package, audit.label = column(row.package, 255), column(row.label, 255)
    audit.version_name, audit.version_code = column(row.version_name, 255), column(row.version_code, 40)
    audit.row = _counts(row)
    audit.write_names()
    session.execute(delete(AuditFinding).where(AuditFinding.audit_id == audit.id))
    by_fingerprint = {item.fingerprint: item for item in findings}
    session.add_all(
        AuditFinding(
            audit_id=audit.id,
            fingerprint=column(item.fingerprint, 64),
            number=column(item.number, 16),
            rule=column(item.rule, 120),
            subject=column(item.subject, 2000),
            title_zh=column(item.title_zh, 1000),
            title_en=column(item.title_en, 1000),
            severity=item.severity,
            confidence=item.confidence,
            status=item.status,
            is_accepted=item.is_accepted,
            since=item.since or audit.as_of,
        )
        for item in by_fingerprint.values()
    )


def _counts(row: Row) -> dict[str, object]:
    """What lists show of a row; the rest stands in columns of its own or in the report."""
    return {
        "findings": row.findings,
        "by_severity": row.by_severity,
        "by_status": row.by_status,
        "since": row.since,
        "inconclusive": row.inconclusive,
        "ignored": row.ignored,
        "overdue": row.overdue,
        "complete": row.complete,
        "sdks": row.sdks,
    }


def _adopt_documents(session: Session, storage: Storage, audit: Audit, app: App, now: float) -> None:
    """The documents that came with an audit become those of its app, where they differ from those it has."""
    audit.app_id = app.id
    files = session.scalars(
        select(AuditFile).where(AuditFile.audit_id == audit.id, AuditFile.is_given, AuditFile.role.in_(REUSED))
    ).all()
    for role in REUSED:
        given = [file for file in files if file.role == role]
        has = [item for item in current_documents(session, app.id) if item.role == role]
        if given and sorted(file.sha256 for file in given) != sorted(item.sha256 for item in has):
            copies = [storage.copy(kept_of(file)) for file in given]
            replace_documents(session, app.id, role, copies, audit.created_by, now)
            session.flush()
