"""Pages of apps: the list, an app over time, its documents, kinds and facts, and two audits held against each other."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, File, Form, HTTPException, Query, Request, UploadFile
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from appaudit.comparison.judge import judged
from appaudit.comparison.renderers import render
from appaudit.errors import ConfigError
from appaudit.model.declaration import Declaration
from appaudit.operator.declaration import VERSION, read_declaration
from appaudit.pipeline.inputs import category_ids
from appaudit.serve.facts_form import sections_of, text_of_form
from appaudit.serve.history import list_apps, standing, trend_of
from appaudit.serve.intake import REUSED, ROLES, current_documents, done, replace_documents
from appaudit.serve.models import App, Audit, Document
from appaudit.serve.removal import delete_app
from appaudit.serve.uploads import kept_files
from appaudit.serve.verdicts import verdicts_on
from appaudit.serve.web.audits import audit_of, framed, today
from appaudit.serve.web.pages import page, see
from appaudit.serve.web.visitor import Bench, FormVisitor, Lang, PageVisitor, Visitor
from appaudit.serve.workbench import Workbench

router = APIRouter(include_in_schema=False)
_PER_PAGE: Final = 50
_MOST_AUDITS: Final = 200
_FACTS: Final = "audit.yaml"
_Files = Annotated[list[UploadFile], File()]


@router.get("/apps")
def listed(
    request: Request,
    bench: Bench,
    visitor: PageVisitor,
    q: Annotated[str, Query(max_length=200)] = "",
    after: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Response:
    """The apps, those with the latest audits first."""
    with bench.database.reading() as session:
        apps = list_apps(session, q, after, _PER_PAGE + 1)
        return page(
            request,
            visitor,
            "apps.html.j2",
            apps=apps[:_PER_PAGE],
            q=q,
            after=after,
            next_after=after + _PER_PAGE if len(apps) > _PER_PAGE else 0,
        )


@router.get("/apps/{app_id}")
def show(request: Request, bench: Bench, visitor: PageVisitor, app_id: int) -> Response:
    """An app: how its findings went, its audits, documents, kinds, facts and verdicts."""
    with bench.database.reading() as session:
        app = app_of(session, app_id)
        wanted = select(Audit).where(Audit.app_id == app_id).order_by(Audit.id.desc()).limit(_MOST_AUDITS)
        audits = session.scalars(wanted).all()
        documents = session.scalars(select(Document).where(Document.app_id == app_id).order_by(Document.id.desc()))
        return page(
            request,
            visitor,
            "app.html.j2",
            app=app,
            audits=audits,
            trend=trend_of(audits),
            standing=standing(session, app_id),
            documents=documents.all(),
            roles=[role for role in ROLES if role in REUSED],
            categories=bench.catalog.knowledge.app_categories.values(),
            verdicts=verdicts_on(session, app.package),
            today=today(),
        )


@router.post("/apps/{app_id}/documents")
def replace(
    bench: Bench, visitor: FormVisitor, app_id: int, role: Annotated[str, Form()], document: _Files
) -> Response:
    """Make files the app's documents of a role."""
    if role not in REUSED or len(document) > ROLES[role]:
        raise HTTPException(422, "No such role, or too many files / 没有这种用途，或文件过多")
    with kept_files(bench.storage, {role: document}) as kept:
        if not kept:
            raise HTTPException(422, "No file was chosen / 没有选择文件")
        with bench.database.session() as session:
            app = app_of(session, app_id)
            now = bench.database.now(session)
            replace_documents(session, app_id, role, kept[role], visitor.name, now)
            session.add(done(visitor.name, "replace-document", f"{app.package} {role}", now))
    return see(f"/apps/{app_id}#documents")


@router.post("/apps/{app_id}/documents/{document_id}/remove")
def remove_document(bench: Bench, visitor: FormVisitor, app_id: int, document_id: int) -> Response:
    """Use a document no more, and delete it; audits that read it keep their own copy."""
    with bench.database.session() as session:
        document = session.get(Document, document_id) if 0 < document_id < 2**62 else None
        if document is None or document.app_id != app_id:
            raise HTTPException(404)
        key = document.key
        session.delete(document)
        about = f"{app_id} {document.role} {document.name}"
        session.add(done(visitor.name, "remove-document", about, bench.database.now(session)))
    bench.storage.delete([key])
    return see(f"/apps/{app_id}#documents")


@router.post("/apps/{app_id}/categories")
def set_categories(
    bench: Bench,
    visitor: FormVisitor,
    app_id: int,
    category: Annotated[list[str], Form()] = [],  # noqa: B006
) -> Response:
    """Say which kinds of app it is; none lets every audit guess."""
    try:
        kinds = list(category_ids(bench.catalog.knowledge, [name for name in category if name]))
    except ConfigError as error:
        raise HTTPException(422, f"{error.message} / {error.zh}") from error
    with bench.database.session() as session:
        app = app_of(session, app_id)
        app.categories = kinds
        about = f"{app.package} {' '.join(kinds)}"
        session.add(done(visitor.name, "set-categories", about, bench.database.now(session)))
    return see(f"/apps/{app_id}")


@router.get("/apps/{app_id}/facts")
def facts(request: Request, bench: Bench, visitor: PageVisitor, app_id: int) -> Response:
    """The form of what only the operator knows."""
    with bench.database.reading() as session:
        app = app_of(session, app_id)
        sections = sections_of(_declared(bench, session, app_id))
    return page(request, visitor, "facts.html.j2", app=app, sections=sections, problem="")


@router.post("/apps/{app_id}/facts")
async def set_facts_form(request: Request, bench: Bench, visitor: FormVisitor, app_id: int) -> Response:
    """Keep what the form says as the app's `audit.yaml`."""
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    from starlette.concurrency import run_in_threadpool

    return await run_in_threadpool(_set_facts, request, bench, visitor, app_id, form)


@router.post("/apps/{app_id}/delete")
def remove(bench: Bench, visitor: FormVisitor, app_id: int) -> Response:
    """Delete an app with its audits, documents and verdicts."""
    if not 0 < app_id < 2**62 or not delete_app(bench.database, bench.storage, app_id, visitor.name):
        raise HTTPException(404)
    return see("/apps")


@router.get("/compare")
def compare(
    request: Request,
    bench: Bench,
    visitor: PageVisitor,
    before: Annotated[int, Query(ge=1, le=2**62)],
    after: Annotated[int, Query(ge=1, le=2**62)],
) -> Response:
    """Two audits held against each other."""
    with bench.database.reading() as session:
        audits = [audit_of(session, number) for number in (before, after)]
        app = audits[1].app
    return page(request, visitor, "compare.html.j2", before=audits[0], after=audits[1], app=app)


@router.get("/compare/page")
def compared(
    bench: Bench,
    _visitor: PageVisitor,
    language: Lang,
    before: Annotated[int, Query(ge=1, le=2**62)],
    after: Annotated[int, Query(ge=1, le=2**62)],
) -> Response:
    """The page that `appaudit diff` writes of two reports, for a frame."""
    old, new = bench.reports.report(before), bench.reports.report(after)
    if old is None or new is None:
        raise HTTPException(404)
    text = render("html", judged(old, new, bench.catalog.rules, bench.catalog.knowledge), language)
    return framed(str(text))


def app_of(session: Session, app_id: int) -> App:
    """An app; raises 404 where there is none."""
    app = session.get(App, app_id) if 0 < app_id < 2**62 else None
    if app is None:
        raise HTTPException(404)
    return app


def _declared(bench: Workbench, session: Session, app_id: int) -> Declaration:
    """What the app's facts file says; nothing where there is none or it cannot be read."""
    found = [item for item in current_documents(session, app_id) if item.role == "facts"]
    try:
        return read_declaration(bench.storage.path(found[-1].key)) if found else Declaration(version=VERSION)
    except ConfigError:
        return Declaration(version=VERSION)


def _set_facts(request: Request, bench: Workbench, visitor: Visitor, app_id: int, form: dict[str, str]) -> Response:
    text = text_of_form(form)
    problem = _problem(text)
    if problem:
        with bench.database.reading() as session:
            app = app_of(session, app_id)
            sections = sections_of(_declared(bench, session, app_id))
        return page(request, visitor, "facts.html.j2", 422, app=app, sections=sections, problem=problem)
    with bench.database.session() as session:
        app = app_of(session, app_id)
        kept = bench.storage.put(io.BytesIO(text.encode()), _FACTS)
        now = bench.database.now(session)
        replace_documents(session, app_id, "facts", [kept], visitor.name, now)
        session.add(done(visitor.name, "set-facts", app.package, now))
    return see(f"/apps/{app_id}")


def _problem(text: str) -> str:
    """What the command line would refuse of a facts file; empty where it takes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _FACTS
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            read_declaration(path)
        except ConfigError as error:
            return error.message.replace(f"{path}:", "").replace(str(path), _FACTS)
    return ""
