"""Apps and their verdicts by the API, and the log of what was done by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, Literal

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, Response

from appaudit.gate.verdicts import verdicts_text
from appaudit.model.bilingual import Bilingual
from appaudit.serve.models import App, Audit, Deed
from appaudit.serve.removal import delete_app
from appaudit.serve.verdicts import verdicts_on
from appaudit.serve.web.apps import app_of
from appaudit.serve.web.decisions import taken
from appaudit.serve.web.problems import WrongError, problems
from appaudit.serve.web.rest.answers import (
    AppAnswer,
    Before,
    DeedAnswer,
    Id,
    Limit,
    Sought,
    TakenAnswer,
    VerdictAnswer,
    app_answer,
    deed_of,
)
from appaudit.serve.web.rest.paging import LINKED, say_next
from appaudit.serve.web.visitor import ApiVisitor, Bench

router = APIRouter(tags=["apps"])
#: The file of verdicts, of which what is empty is left out.
_FILE: Final = {
    "type": "object",
    "required": ["verdicts"],
    "properties": {
        "verdicts": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["fingerprint", "decision"],
                "properties": {name: {"type": "string"} for name in VerdictAnswer.model_fields},
                "additionalProperties": False,
            },
        }
    },
}


@router.get("/apps", responses={**problems(), 200: LINKED}, operation_id="list_apps")
def listed(
    request: Request,
    response: Response,
    bench: Bench,
    _visitor: ApiVisitor,
    q: Sought = "",
    before: Before = None,
    limit: Limit = 50,
) -> list[AppAnswer]:
    """Apps, the latest first."""
    wanted = select(App).order_by(App.id.desc()).limit(limit + 1)
    if before:
        wanted = wanted.where(App.id < before)
    sought = q.strip().replace("\0", "")
    if sought:
        wanted = wanted.where(
            App.label.icontains(sought, autoescape=True) | App.package.icontains(sought, autoescape=True)
        )
    with bench.database.reading() as session:
        found = session.scalars(wanted).all()
        if len(found) > limit:
            say_next(request, response, found[limit - 1].id)
        return _counted(session, found[:limit])


@router.get("/apps/{app_id}", responses=problems(404), operation_id="get_app")
def one(bench: Bench, _visitor: ApiVisitor, app_id: Id) -> AppAnswer:
    """One app."""
    with bench.database.reading() as session:
        return _counted(session, [app_of(session, app_id)])[0]


@router.delete("/apps/{app_id}", status_code=204, responses=problems(404), operation_id="delete_app")
def delete(bench: Bench, visitor: ApiVisitor, app_id: Id) -> Response:
    """Delete an app with its audits, documents and verdicts."""
    if not delete_app(bench.database, bench.storage, app_id, visitor.name):
        raise WrongError(404, Bilingual("没有这个应用", "There is no such app"))
    return Response(status_code=204)


@router.get(
    "/apps/{app_id}/verdicts",
    response_model=list[VerdictAnswer],
    responses={
        **problems(404),
        200: {
            "description": "The verdicts; as `yaml` the file that `appaudit scan --verdicts` reads.",
            "content": {"application/yaml": {"schema": _FILE}},
        },
    },
    operation_id="get_verdicts",
)
def verdicts(
    bench: Bench,
    _visitor: ApiVisitor,
    app_id: Id,
    format_name: Annotated[Literal["json", "yaml"], Query(alias="format")] = "json",
) -> Response:
    """What holds for an app: the verdicts on it, and those that name no app."""
    with bench.database.reading() as session:
        found = verdicts_on(session, app_of(session, app_id).package)
    if format_name == "yaml":
        return Response(verdicts_text(found), media_type="application/yaml")
    names = VerdictAnswer.model_fields
    return JSONResponse([{name: getattr(item, name) for name in names} for item in found])


@router.post("/apps/{app_id}/verdicts", responses=problems(400, 404, 413), operation_id="take_verdicts")
def take(
    bench: Bench,
    visitor: ApiVisitor,
    app_id: Id,
    document: Annotated[UploadFile, File(description="A file of verdicts (YAML), or a workbook of ours filled in.")],
    by: Annotated[str, Form(max_length=80, description="Who decided, where a row does not say.")] = "",
) -> TakenAnswer:
    """Take verdicts from a file; what they replace stays, as replaced."""
    read, changed = taken(bench, app_id, document, by.strip() or visitor.name, visitor.name)
    return TakenAnswer(read=read, changed=changed)


@router.get("/log", tags=["log"], responses={**problems(), 200: LINKED}, operation_id="list_log")
def log(
    request: Request,
    response: Response,
    bench: Bench,
    _visitor: ApiVisitor,
    before: Before = None,
    limit: Limit = 50,
) -> list[DeedAnswer]:
    """What was done by whom, the latest first."""
    wanted = select(Deed).order_by(Deed.id.desc()).limit(limit + 1)
    with bench.database.reading() as session:
        found = session.scalars(wanted.where(Deed.id < before) if before else wanted).all()
    if len(found) > limit:
        say_next(request, response, found[limit - 1].id)
    return [deed_of(row) for row in found[:limit]]


def _counted(session: Session, apps: Sequence[App]) -> list[AppAnswer]:
    """Apps with how many audits each has and the latest of them, asked for at once."""
    rows = session.execute(
        select(Audit.app_id, func.count(), func.max(Audit.id))
        .where(Audit.app_id.in_([app.id for app in apps]))
        .group_by(Audit.app_id)
    ).all()
    counts = {row[0]: (row[1], row[2]) for row in rows}
    return [app_answer(app, *counts.get(app.id, (0, None))) for app in apps]
