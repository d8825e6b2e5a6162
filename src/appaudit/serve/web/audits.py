"""Pages of audits: the front page with its form, progress, the report in the page, files, deletion."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, File, Form, HTTPException, Query, Request, UploadFile
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.responses import FileResponse, JSONResponse, Response

from appaudit.errors import ConfigError
from appaudit.pipeline.inputs import category_ids
from appaudit.report.renderers.page.content_policy import content_policy
from appaudit.serve.intake import ROLES, Brought, take_in
from appaudit.serve.models import App, Audit, AuditFile, AuditNames
from appaudit.serve.removal import delete_audit
from appaudit.serve.uploads import kept_files
from appaudit.serve.web import words
from appaudit.serve.web.pages import page, see
from appaudit.serve.web.visitor import Bench, FormVisitor, Lang, PageVisitor
from appaudit.serve.workbench import Workbench

router = APIRouter(include_in_schema=False)
#: Audits on one page of the list.
PER_PAGE: Final = 50
_Files = Annotated[list[UploadFile], File()]
_DIGEST: Final = re.compile("[0-9a-f]{64}")
#: What a report may do in its frame: run its own script and open links; it has no origin, and so no session of ours.
_SANDBOX: Final = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals"


@router.get("/")
def front(
    request: Request,
    bench: Bench,
    visitor: PageVisitor,
    q: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    app: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """The form, and the audits, latest first."""
    with bench.database.reading() as session:
        audits = list_audits(session, q, before, PER_PAGE + 1)
        return page(
            request,
            visitor,
            "front.html.j2",
            audits=audits[:PER_PAGE],
            has_more=len(audits) > PER_PAGE,
            total=session.scalar(select(func.count()).select_from(Audit)),
            chosen=session.get(App, app) if app else None,
            q=q,
            before=before,
            categories=bench.catalog.knowledge.app_categories.values(),
            today=today(),
            most_upload=bench.settings.most_upload,
        )


@router.post("/audits")
def create(
    request: Request,
    bench: Bench,
    visitor: FormVisitor,
    package: Annotated[UploadFile, File()],
    policy: _Files = [],  # noqa: B006  # FastAPI copies it
    sdk_list: _Files = [],  # noqa: B006
    facts: _Files = [],  # noqa: B006
    mapping: _Files = [],  # noqa: B006
    privacy_guide: _Files = [],  # noqa: B006
    app: Annotated[str, Form()] = "",
    app_category: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
) -> Response:
    """Queue an audit of what the form brings; a script is told where it is, a browser goes there."""
    uploads = {
        "policy": policy,
        "sdk_list": sdk_list,
        "facts": facts,
        "mapping": mapping,
        "privacy_guide": privacy_guide,
    }
    audit = queue_audit(
        bench,
        package,
        uploads,
        options={"app_category": [app_category]} if app_category else {},
        as_of=as_of,
        who=visitor.name,
        app_id=_app_named(bench, app),
    )
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"id": audit, "page": f"/audits/{audit}"}, 201)
    return see(f"/audits/{audit}")


@router.get("/audits/{audit_id}")
def show(request: Request, bench: Bench, visitor: PageVisitor, audit_id: int) -> Response:
    """How far an audit is, or its report."""
    with bench.database.reading() as session:
        audit = audit_of(session, audit_id)
        files = session.scalars(select(AuditFile).where(AuditFile.audit_id == audit_id).order_by(AuditFile.id)).all()
        return page(
            request,
            visitor,
            "audit.html.j2",
            audit=audit,
            app=audit.app,
            inputs=[file for file in files if file.role in ("artifact", *ROLES)],
            formats=[name for name in words.FORMAT if name in bench.reports.formats()],
            steps=steps_of(audit),
            waiting=_waiting(session, audit),
        )


@router.get("/audits/{audit_id}/state")
def state(bench: Bench, _visitor: PageVisitor, language: Lang, audit_id: int) -> dict[str, Any]:
    """How far an audit is, for the script of its page."""
    with bench.database.reading() as session:
        audit = audit_of(session, audit_id)
        stage = words.STAGE.get(audit.stage)
        return {
            "state": audit.state,
            "word": words.STATE[audit.state].in_language(language),
            "stage": stage.in_language(language) if stage else audit.stage,
            "step": next((number for number, item in enumerate(steps_of(audit)) if item["now"]), -1),
        }


@router.get("/audits/{audit_id}/report")
def framed_report(bench: Bench, _visitor: PageVisitor, language: Lang, audit_id: int) -> Response:
    """The report for the frame: a page of no origin, by its own policy."""
    output = bench.reports.output(audit_id, "html", language)
    if output is None:
        raise HTTPException(404)
    return framed(bench.storage.path(output.kept.key).read_text(encoding="utf-8"))


@router.get("/audits/{audit_id}/files/{name}")
def fetch(bench: Bench, _visitor: PageVisitor, language: Lang, audit_id: int, name: str) -> Response:
    """The report in a format, to be saved."""
    return download(bench, audit_id, name, language)


@router.post("/audits/{audit_id}/delete")
def remove(bench: Bench, visitor: FormVisitor, audit_id: int) -> Response:
    """Delete an audit with its files."""
    if not delete_audit(bench.database, bench.storage, audit_id, visitor.name):
        raise HTTPException(404)
    return see("/")


def queue_audit(
    bench: Workbench,
    package: UploadFile,
    uploads: dict[str, list[UploadFile]],
    *,
    options: dict[str, Any],
    as_of: str,
    who: str,
    app_id: int | None = None,
) -> int:
    """Keep the files and queue the audit.

    Raises:
        HTTPException: 422 where something is missing, too much, or wrong.
    """
    if not package.filename:
        raise HTTPException(422, "No package was chosen / 没有选择安装包")
    for role, most in ROLES.items():
        if len([upload for upload in uploads.get(role, []) if upload.filename]) > most:
            raise HTTPException(422, f"Too many files: {role} / 文件过多：{role}")
    try:
        options = {
            **options,
            "app_category": list(category_ids(bench.catalog.knowledge, options.get("app_category", ()))),
        }
    except ConfigError as error:
        raise HTTPException(422, f"{error.message} / {error.zh}") from error
    with kept_files(bench.storage, {"package": [package], **uploads}) as kept:
        brought = Brought(
            package=kept["package"][0],
            documents={role: files for role, files in kept.items() if role != "package"},
            options={name: value for name, value in options.items() if value},
            as_of=day(as_of),
            who=who,
            app_id=app_id,
        )
        audit = take_in(bench.database, bench.storage, brought)
    bench.runners.wake()
    return audit


def list_audits(session: Session, text: str, before: int | None, most: int) -> list[Audit]:
    """Audits, the latest first: all, those with every word of a text in their names, or those of a digest."""
    wanted = select(Audit).order_by(Audit.id.desc()).limit(most)
    if before:
        wanted = wanted.where(Audit.id < before)
    words_sought = list(dict.fromkeys(text.replace("\0", "").casefold().split()))
    if len(words_sought) == 1 and _DIGEST.fullmatch(words_sought[0]):
        wanted = wanted.where(Audit.sha256 == words_sought[0])
    elif words_sought:
        named = select(AuditNames.audit_id).order_by(AuditNames.audit_id.desc()).limit(most)
        if before:
            named = named.where(AuditNames.audit_id < before)
        for word in words_sought:
            named = named.where(AuditNames.text.contains(word, autoescape=True))
        wanted = wanted.where(Audit.id.in_(named))
    return list(session.scalars(wanted))


def audit_of(session: Session, audit_id: int) -> Audit:
    """An audit; raises 404 where there is none."""
    audit = session.get(Audit, audit_id) if 0 < audit_id < 2**62 else None
    if audit is None:
        raise HTTPException(404)
    return audit


def steps_of(audit: Audit) -> list[dict[str, Any]]:
    """What an audit goes through, with what is behind it."""
    now = next((number for number, (_, stages) in enumerate(words.STEPS) if audit.stage in stages), 1)
    now = now if audit.state == "running" else -1 if audit.state == "queued" else len(words.STEPS)
    return [{"name": name, "done": number < now, "now": number == now} for number, (name, _) in enumerate(words.STEPS)]


def framed(text: str) -> Response:
    """A page of a report for a frame of ours: of no origin, by its own policy."""
    return Response(
        text,
        media_type="text/html; charset=utf-8",
        headers={
            "Content-Security-Policy": f"{_policy_of(text)}; frame-ancestors 'self'; {_SANDBOX}",
            "X-Frame-Options": "SAMEORIGIN",
        },
    )


def download(bench: Workbench, audit_id: int, name: str, language: Any) -> Response:  # noqa: ANN401
    """A file of an audit, which a browser saves and never shows."""
    try:
        output = bench.reports.output(audit_id, name, language) if 0 < audit_id < 2**62 else None
    except ConfigError as error:
        raise HTTPException(404, f"{error.message} / {error.zh}") from error
    if output is None:
        raise HTTPException(404)
    path = bench.storage.path(output.kept.key)
    return FileResponse(
        path,
        stat_result=path.stat(),  # one that was deleted meanwhile is told before the answer begins
        media_type=output.media,
        filename=output.kept.name,
        headers={"Content-Security-Policy": "default-src 'none'; sandbox"},
    )


def today() -> str:
    """This day as an ISO date."""
    return datetime.now(tz=UTC).astimezone().date().isoformat()


def day(text: str) -> str:
    """An ISO date, this day where none is given; raises 422 for anything else."""
    if not text:
        return today()
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as error:
        raise HTTPException(422, "Expected a date like 2026-11-24 / 日期应如 2026-11-24") from error


def _policy_of(text: str) -> str:
    """The policy that a report of ours carries; one that carries none may do nothing."""
    marker = 'http-equiv="Content-Security-Policy" content="'
    begin = text.find(marker, 0, 4000)
    if begin < 0:
        return content_policy("", "")
    begin += len(marker)
    return text[begin : text.index('"', begin)].replace("&#39;", "'").replace("\n", " ")


def _app_named(bench: Workbench, text: str) -> int | None:
    """The app that is named in the form: by its package, with the platform behind it where the form offered it.

    Raises:
        HTTPException: 422 where there is none, or one on each of two platforms.
    """
    name = text.strip().replace("\0", "")
    if not name:
        return None
    shown = App.package.concat(" (").concat(App.platform).concat(")")
    with bench.database.reading() as session:
        found = session.scalars(select(App.id).where((App.package == name) | (shown == name)).limit(2)).all()
    if not found:
        raise HTTPException(422, "No app with an audit has that package name / 没有使用该包名的已审计应用")
    if len(found) > 1:
        raise HTTPException(
            422,
            "Apps of two platforms have that name: choose one that is offered / 两个平台的应用使用该包名，请选择其一",
        )
    return found[0]


def _waiting(session: Session, audit: Audit) -> int:
    """How many audits come before one that waits."""
    if audit.state != "queued":
        return 0
    ahead = select(func.count()).select_from(Audit).where(Audit.state == "queued", Audit.id < audit.id)
    return int(session.scalar(ahead) or 0)
