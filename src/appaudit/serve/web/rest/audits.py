"""Audits by the API: asked for, followed, judged by the gate, fetched in any format, deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from pydantic import BeforeValidator
from sqlalchemy import select
from starlette.responses import Response

from appaudit.errors import EXIT_OK
from appaudit.model.bilingual import Bilingual
from appaudit.model.gate import RequiredInput
from appaudit.model.words import FailOn, StatusWord
from appaudit.serve.drafts import DraftFormat
from appaudit.serve.intake import ROLES
from appaudit.serve.models import AuditFinding
from appaudit.serve.removal import delete_audit
from appaudit.serve.web.audits import audit_of, download, list_audits, queue_audit
from appaudit.serve.web.policy import draft_file
from appaudit.serve.web.problems import Text, WrongError, problems
from appaudit.serve.web.rest.answers import (
    MOST_ID,
    AuditAnswer,
    Before,
    FindingAnswer,
    FormatsAnswer,
    GateAnswer,
    Id,
    Lang,
    Limit,
    ReasonAnswer,
    Sought,
    answer_of,
    finding_of,
)
from appaudit.serve.web.rest.paging import LINKED, say_next
from appaudit.serve.web.visitor import ApiVisitor, Bench

router = APIRouter(tags=["audits"])
_Kinds = Annotated[list[str], Form(description="Kinds of app, as `--app-category`.")]
_Laws = Annotated[list[str], Form(description="Only these, as `--regulation`.")]
_Inputs = Annotated[list[RequiredInput], Form(description="As `--require`.")]
_Files = Annotated[list[UploadFile], File(max_length=ROLES["policy"])]
_File = Annotated[list[UploadFile], File(max_length=1)]
B = Bilingual


def _as_described(value: object) -> object:
    """What the document calls a boolean, and none of the other words that pydantic takes for one."""
    if value not in ("true", "false", True, False):
        raise ValueError("should be true or false")
    return value


_Boolean = Annotated[bool, BeforeValidator(_as_described)]
#: What an exit code means: as `appaudit --help` says it.
_MEANING = {
    None: B("审计尚未结束", "The audit has not ended"),
    0: B("通过", "Passes"),
    1: B("有达到门槛的发现", "Findings reach the gate"),
    2: B("用法或所给文件有误", "Wrong usage, or a wrong file"),
    3: B("安装包或文件无法读取", "The package or a document could not be read"),
    4: B("覆盖不完整（strict）", "Coverage is incomplete (strict)"),
    70: B("内部错误", "Internal error"),
}


@router.post(
    "/audits",
    status_code=201,
    responses={
        **problems(400, 413, 507),
        201: {
            "headers": {"Location": {"description": "The audit.", "schema": {"type": "string"}}},
            "links": {
                "follow": {"operationId": "get_audit", "parameters": {"audit_id": "$response.body#/id"}},
                "gate": {"operationId": "get_gate", "parameters": {"audit_id": "$response.body#/id"}},
                "remove": {"operationId": "delete_audit", "parameters": {"audit_id": "$response.body#/id"}},
            },
        },
    },
    operation_id="create_audit",
)
def create(
    bench: Bench,
    visitor: ApiVisitor,
    response: Response,
    package: Annotated[UploadFile, File(description="The package.")],
    policy: _Files = [],  # noqa: B006  # FastAPI copies it
    sdk_list: _Files = [],  # noqa: B006
    facts: _File = [],  # noqa: B006
    mapping: _File = [],  # noqa: B006
    privacy_guide: _File = [],  # noqa: B006
    app_category: _Kinds = [],  # noqa: B006
    regulation: _Laws = [],  # noqa: B006
    as_of: Annotated[
        str, Form(description="The date of the audit; default: today.", json_schema_extra={"format": "date"})
    ] = "",
    app: Annotated[int | None, Form(ge=1, le=MOST_ID, description="The app that it is.")] = None,
    fail_on: Annotated[FailOn, Form(description="As `--fail-on`.")] = "high",
    fail_on_status: Annotated[StatusWord, Form(description="As `--fail-on-status`.")] = "review",
    strict: Annotated[_Boolean, Form(description="As `--strict`.")] = False,
    require: _Inputs = [],  # noqa: B006
    language: Lang = "en",
) -> AuditAnswer:
    """Queue an audit; poll `GET /audits/{id}` until its state is `done` or `failed`."""
    uploads = {
        "policy": policy,
        "sdk_list": sdk_list,
        "facts": facts,
        "mapping": mapping,
        "privacy_guide": privacy_guide,
    }
    known = {name: item.short for name, item in bench.catalog.knowledge.regulations.items()}
    unknown = [name for name in regulation if name not in known]
    if unknown:
        raise WrongError(422, B(f"没有法规 {unknown[0]}", f"There is no regulation {unknown[0]}"))
    audit = queue_audit(
        bench,
        package,
        uploads,
        options={
            "app_category": app_category,
            "regulations": regulation,
            "fail_on": fail_on,
            "fail_on_status": fail_on_status,
            "strict": strict,
            "required": list(require),
        },
        as_of=as_of,
        who=visitor.name,
        app_id=app,
    )
    response.headers["Location"] = f"/api/v1/audits/{audit}"
    with bench.database.reading() as session:
        return answer_of(audit_of(session, audit), language)


@router.get("/audits", responses={**problems(), 200: LINKED}, operation_id="list_audits")
def listed(
    request: Request,
    response: Response,
    bench: Bench,
    _visitor: ApiVisitor,
    q: Sought = "",
    before: Before = None,
    limit: Limit = 50,
    language: Lang = "en",
) -> list[AuditAnswer]:
    """Audits, the latest first."""
    with bench.database.reading() as session:
        found = list_audits(session, q, before, limit + 1)
    if len(found) > limit:
        say_next(request, response, found[limit - 1].id)
    return [answer_of(audit, language) for audit in found[:limit]]


@router.get("/audits/{audit_id}", responses=problems(404), operation_id="get_audit")
def one(bench: Bench, _visitor: ApiVisitor, audit_id: Id, language: Lang = "en") -> AuditAnswer:
    """One audit."""
    with bench.database.reading() as session:
        return answer_of(audit_of(session, audit_id), language)


@router.get("/audits/{audit_id}/gate", responses=problems(404), operation_id="get_gate")
def gate(bench: Bench, _visitor: ApiVisitor, audit_id: Id) -> GateAnswer:
    """Whether it passes: the exit code with which `appaudit scan` ends, what it means, and why."""
    with bench.database.reading() as session:
        audit = audit_of(session, audit_id)
    report = bench.reports.report(audit_id) if audit.state == "done" else None
    said = _MEANING.get(audit.exit_code, B("其他错误", "Another error"))
    reasons = report.gate.reasons if report and report.gate else ()
    return GateAnswer(
        state=audit.state,  # type: ignore[arg-type]  # only the queue writes it
        passes=None if audit.exit_code is None else audit.exit_code == EXIT_OK,
        exit_code=audit.exit_code,
        meaning=Text(zh=audit.detail_zh or said.zh, en=audit.detail_en or said.en),
        reasons=[ReasonAnswer(code=item.code, text=Text(zh=item.text.zh, en=item.text.en)) for item in reasons],
        failing=list(report.gate.failing) if report and report.gate else [],
    )


@router.get("/audits/{audit_id}/findings", responses=problems(404), operation_id="list_findings")
def findings(bench: Bench, _visitor: ApiVisitor, audit_id: Id) -> list[FindingAnswer]:
    """The findings of an audit, with the fingerprints by which verdicts name them."""
    with bench.database.reading() as session:
        audit_of(session, audit_id)
        wanted = select(AuditFinding).where(AuditFinding.audit_id == audit_id).order_by(AuditFinding.id)
        return [finding_of(row) for row in session.scalars(wanted)]


@router.get(
    "/audits/{audit_id}/report",
    responses={
        **problems(404, 409),
        200: {
            "description": "The report.",
            "content": {
                "application/json": {"schema": {"type": ["object", "array"]}},
                "application/sarif+json": {"schema": {"type": "object"}},
                "*/*": {},
            },
        },
    },
    response_class=Response,
    operation_id="get_report",
)
def report(
    bench: Bench,
    _visitor: ApiVisitor,
    audit_id: Id,
    format_name: Annotated[str, Query(alias="format", max_length=40, description="One of `GET /formats`.")] = "json",
    language: Lang = "en",
) -> Response:
    """The report in any format of `appaudit scan --format`, or `evidence`: the bytes that the command line writes."""
    known = bench.reports.formats()
    if format_name not in known:
        raise WrongError(
            422,
            B(f"没有格式 {format_name}", f"There is no format {format_name}"),
            B(f"可用：{'、'.join(known)}。", f"One of {', '.join(known)}."),
        )
    _refuse_early(bench, audit_id)
    return download(bench, audit_id, format_name, language)


@router.delete("/audits/{audit_id}", status_code=204, responses=problems(404), operation_id="delete_audit")
def delete(bench: Bench, visitor: ApiVisitor, audit_id: Id) -> Response:
    """Delete an audit with its files."""
    if not delete_audit(bench.database, bench.storage, audit_id, visitor.name):
        raise WrongError(404, B("没有这次审计", "There is no such audit"))
    return Response(status_code=204)


@router.get(
    "/audits/{audit_id}/draft",
    responses={
        **problems(404, 409),
        200: {
            "description": "The draft.",
            "content": {"*/*": {}},
        },
    },
    response_class=Response,
    operation_id="get_draft",
)
def draft(
    bench: Bench,
    _visitor: ApiVisitor,
    audit_id: Id,
    format_name: Annotated[DraftFormat, Query(alias="format")] = "docx",
    language: Lang = "zh",
) -> Response:
    """What the policy lacks, as `appaudit draft` writes it: clauses, the completed table of SDKs, the two lists."""
    _refuse_early(bench, audit_id)
    return draft_file(bench, audit_id, format_name, language)


@router.get("/formats", responses=problems(), operation_id="list_formats")
def formats(bench: Bench, _visitor: ApiVisitor) -> FormatsAnswer:
    """All formats of a report."""
    return FormatsAnswer(formats=list(bench.reports.formats()))


def _refuse_early(bench: Bench, audit_id: int) -> None:
    with bench.database.reading() as session:
        if audit_of(session, audit_id).state in ("queued", "running"):
            raise WrongError(409, B("审计尚未结束", "The audit has not ended"))
