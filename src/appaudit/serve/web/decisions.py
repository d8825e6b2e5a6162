"""Verdicts in the page: on one finding or many at once, their history, and the file of verdicts in and out."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated, cast, get_args

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from sqlalchemy import select
from starlette.responses import Response

from appaudit.errors import ConfigError
from appaudit.gate.verdicts import ACCEPTING, read_verdicts, verdicts_text
from appaudit.model.dates import is_date
from appaudit.model.verdict import Decision, Verdict
from appaudit.report.verdict_sheet import verdicts_of_workbook
from appaudit.serve.history import findings_of
from appaudit.serve.intake import copied_audit, done
from appaudit.serve.models import AuditFinding
from appaudit.serve.verdicts import decide, history, verdicts_on, withdraw
from appaudit.serve.web.apps import app_of
from appaudit.serve.web.audits import audit_of, today
from appaudit.serve.web.pages import page, see
from appaudit.serve.web.visitor import Bench, FormVisitor, PageVisitor
from appaudit.serve.workbench import Workbench

router = APIRouter(include_in_schema=False)
_MOST_BYTES = 32 << 20


@router.get("/audits/{audit_id}/findings")
def show(request: Request, bench: Bench, visitor: PageVisitor, audit_id: int) -> Response:
    """The findings of an audit with what was decided, and the form to decide."""
    return _shown(request, bench, visitor, audit_id)


@router.post("/audits/{audit_id}/findings")
def decide_on(
    request: Request,
    bench: Bench,
    visitor: FormVisitor,
    audit_id: int,
    decision: Annotated[str, Form(max_length=20)] = "",
    fingerprint: Annotated[list[str], Form()] = [],  # noqa: B006
    reason: Annotated[str, Form(max_length=4000)] = "",
    note: Annotated[str, Form(max_length=4000)] = "",
    expires: Annotated[str, Form(max_length=10)] = "",
    by: Annotated[str, Form(max_length=80)] = "",
) -> Response:
    """Decide on the findings that were chosen, or withdraw what was decided on them."""
    problem = _problem(decision, fingerprint, reason, expires)
    if problem:
        return _shown(request, bench, visitor, audit_id, problem)
    with bench.database.session() as session:
        audit = audit_of(session, audit_id)
        now = bench.database.now(session)
        package = audit.package or (audit.app.package if audit.app else "")
        found = {item.fingerprint: item for item in findings_of(session, audit_id)}
        chosen = [found[name] for name in dict.fromkeys(fingerprint) if name in found]
        if decision == "withdraw":
            count = withdraw(session, package, (item.fingerprint for item in chosen), now)
        else:
            who = visitor.name or by.strip()
            verdicts = [
                Verdict(
                    fingerprint=item.fingerprint,
                    decision=cast("Decision", decision),
                    reason=reason.strip(),
                    by=who,
                    on=today(),
                    expires=expires,
                    note=note.strip(),
                    rule=item.rule,
                    subject=item.subject,
                    package=package,
                )
                for item in chosen
            ]
            count = decide(session, verdicts, now)
        deed = "withdraw" if decision == "withdraw" else "decide"
        about = f"{package} {decision}: {', '.join(item.number or item.fingerprint[:8] for item in chosen)}"
        session.add(done(visitor.name or by.strip(), deed, about, now))
    return see(f"/audits/{audit_id}/findings?changed={count}")


@router.post("/audits/{audit_id}/again")
def again(bench: Bench, visitor: FormVisitor, audit_id: int) -> Response:
    """Audit the same package once more, by today's date, rules, documents and verdicts."""
    with bench.database.session() as session:
        audit = copied_audit(session, bench.storage, audit_of(session, audit_id), visitor.name, today())
        audit.created_at = bench.database.now(session)
        session.add(done(visitor.name, "audit", f"{audit.id} {audit.name} {audit.sha256}", audit.created_at))
        number = audit.id
    bench.runners.wake()
    return see(f"/audits/{number}")


@router.get("/apps/{app_id}/verdicts.yml")
def export(bench: Bench, _visitor: PageVisitor, app_id: int) -> Response:
    """The verdicts of an app as the file that `--verdicts` reads."""
    with bench.database.reading() as session:
        text = verdicts_text(verdicts_on(session, app_of(session, app_id).package))
    headers = {"Content-Disposition": 'attachment; filename="verdicts.yml"'}
    return Response(text, media_type="application/yaml", headers=headers)


@router.post("/apps/{app_id}/verdicts")
def take(
    bench: Bench,
    visitor: FormVisitor,
    app_id: int,
    document: Annotated[UploadFile, File()],
    by: Annotated[str, Form(max_length=80)] = "",
) -> Response:
    """Take verdicts from a file of verdicts, or from a workbook in which they were filled in."""
    taken(bench, app_id, document, visitor.name or by.strip(), visitor.name or by.strip())
    return see(f"/apps/{app_id}#verdicts")


@router.get("/apps/{app_id}/findings/{fingerprint}")
def past(request: Request, bench: Bench, visitor: PageVisitor, app_id: int, fingerprint: str) -> Response:
    """All that was decided on a finding, and the audits that have it."""
    with bench.database.reading() as session:
        app = app_of(session, app_id)
        decided = history(session, app.package, fingerprint)
        rows = session.scalars(
            select(AuditFinding)
            .where(AuditFinding.fingerprint == fingerprint, AuditFinding.audit.has(app_id=app_id))
            .order_by(AuditFinding.audit_id.desc())
            .limit(200)
        ).all()
        if not decided and not rows:
            raise HTTPException(404)
        return page(
            request, visitor, "finding.html.j2", app=app, decided=decided, rows=rows, fingerprint=fingerprint,
            audits={row.audit_id: row.audit for row in rows}, today=today(),
        )  # fmt: skip


def taken(bench: Workbench, app_id: int, document: UploadFile, by: str, who: str) -> tuple[int, int]:
    """Take verdicts on an app from an upload; gives how many there are, and how many changed what held.

    `by` is who decided where a row does not say, `who` brings them.

    Raises:
        HTTPException: 404 where there is no such app, 422 where the file cannot be read or is about another one.
    """
    try:
        verdicts = _read(document, by)
    except ConfigError as error:
        raise HTTPException(422, f"{error.message} / {error.zh}") from error
    with bench.database.session() as session:
        app = app_of(session, app_id)
        others = {item.package for item in verdicts} - {"", app.package}
        if others:
            names = ", ".join(sorted(others))[:200]
            raise HTTPException(422, f"Verdicts on another app: {names} / 属于其他应用的裁决：{names}")
        now = bench.database.now(session)
        count = decide(session, [_on(item, app.package) for item in verdicts], now)
        session.add(done(who, "import-verdicts", f"{app.package} {count}", now))
    return len(verdicts), count


def _shown(request: Request, bench: Bench, visitor: PageVisitor, audit_id: int, problem: str = "") -> Response:
    with bench.database.reading() as session:
        audit = audit_of(session, audit_id)
        package = audit.package or (audit.app.package if audit.app else "")
        changed = request.query_params.get("changed", "")
        return page(
            request,
            visitor,
            "findings.html.j2",
            422 if problem else 200,
            audit=audit,
            app=audit.app,
            findings=findings_of(session, audit_id),
            verdicts={item.fingerprint: item for item in verdicts_on(session, package)},
            today=today(),
            problem=problem,
            changed=changed if changed.isascii() and changed.isdigit() else "",
        )


def _problem(decision: str, fingerprints: list[str], reason: str, expires: str) -> str:
    if decision != "withdraw" and decision not in get_args(Decision):
        return "Choose a decision / 请选择裁决"
    if not fingerprints:
        return "Choose findings / 请选择发现"
    if decision in ACCEPTING and not reason.strip():
        return "This decision needs a reason / 该裁决须说明理由"
    if expires and not is_date(expires):
        return "Expected a date like 2027-01-31 / 日期应如 2027-01-31"
    return ""


def _read(document: UploadFile, by: str) -> list[Verdict]:
    """The verdicts in an upload, read under names of our own; raises ConfigError."""
    name = (document.filename or "").lower()
    if (document.size or 0) > _MOST_BYTES:
        raise ConfigError("The file is too large", zh="文件过大")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("verdicts.xlsx" if name.endswith(".xlsx") else "verdicts.yml")
        with path.open("wb") as file:
            shutil.copyfileobj(document.file, file)
        try:
            return (
                verdicts_of_workbook(path, by, today()) if path.suffix == ".xlsx" else list(read_verdicts(path).entries)
            )
        except ConfigError as error:
            raise ConfigError(error.message.replace(f"{folder}/", ""), zh=error.zh.replace(f"{folder}/", "")) from error


def _on(verdict: Verdict, package: str) -> Verdict:
    from dataclasses import replace

    return replace(verdict, package=package)
