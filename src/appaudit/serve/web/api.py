"""The REST API: what the command line answers, for pipelines that must not install Python."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, HTTPException, Path, Query, UploadFile
from pydantic import BaseModel, Field
from starlette.responses import Response

from appaudit.model.bilingual import Language
from appaudit.serve.models import Audit
from appaudit.serve.removal import delete_audit
from appaudit.serve.web.audits import audit_of, download, list_audits, queue_audit
from appaudit.serve.web.visitor import ApiVisitor, Bench

router = APIRouter(prefix="/api/v1", tags=["audits"])
_Id = Annotated[int, Path(ge=1, le=2**62, description="The id of an audit.")]
_Files = Annotated[list[UploadFile], File()]
_ERRORS: dict[int | str, dict[str, Any]] = {
    401: {"description": "A token is needed."},
    404: {"description": "There is no such audit, or it has no report."},
}


class AuditAnswer(BaseModel):
    """An audit: how far it is and what it came to."""

    id: int
    state: str = Field(description="queued, running, done or failed")
    stage: str = Field(description="The stage that a running audit has reached, by the names of `appaudit scan -v`.")
    outcome: str = Field(description="Empty until it ends; done, or why there is no report.")
    exit_code: int | None = Field(description="What `appaudit scan` would have ended with; null until it ends.")
    detail: str
    verdict: str
    name: str
    sha256: str
    as_of: str
    app: int | None
    package: str
    version_name: str
    version_code: str
    findings: int
    by_severity: dict[str, int]
    since: dict[str, int] = Field(description="Findings against the last audit: new, open, fixed, undecided.")


@router.post("/audits", status_code=201, responses={413: {"description": "Too large."}, 401: _ERRORS[401]})
def create(
    bench: Bench,
    visitor: ApiVisitor,
    package: Annotated[UploadFile, File(description="The package.")],
    policy: _Files = [],  # noqa: B006  # FastAPI copies it
    sdk_list: _Files = [],  # noqa: B006
    facts: _Files = [],  # noqa: B006
    mapping: _Files = [],  # noqa: B006
    privacy_guide: _Files = [],  # noqa: B006
    app_category: Annotated[list[str], Form()] = [],  # noqa: B006
    as_of: Annotated[str, Form(description="The date of the audit; default: today.")] = "",
    app: Annotated[int | None, Form(ge=1, le=2**62)] = None,
    language: Annotated[Language, Query(alias="lang")] = "en",
) -> AuditAnswer:
    """Queue an audit; poll `GET /audits/{id}` until its state is `done` or `failed`."""
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
        options={"app_category": app_category},
        as_of=as_of,
        who=visitor.name,
        app_id=app,
    )
    return _answer(bench, audit, language)


@router.get("/audits", responses={401: _ERRORS[401]})
def listed(
    bench: Bench,
    _visitor: ApiVisitor,
    q: Annotated[str, Query(max_length=200, description="Part of a name, or a SHA-256.")] = "",
    before: Annotated[int | None, Query(ge=1, le=2**62, description="Only ids below.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    language: Annotated[Language, Query(alias="lang")] = "en",
) -> list[AuditAnswer]:
    """Audits, the latest first."""
    with bench.database.reading() as session:
        return [_of(audit, language) for audit in list_audits(session, q, before, limit)]


@router.get("/audits/{audit_id}", responses=_ERRORS)
def one(
    bench: Bench, _visitor: ApiVisitor, audit_id: _Id, language: Annotated[Language, Query(alias="lang")] = "en"
) -> AuditAnswer:
    """One audit."""
    return _answer(bench, audit_id, language)


@router.get("/audits/{audit_id}/report", responses=_ERRORS, response_class=Response)
def report(
    bench: Bench,
    _visitor: ApiVisitor,
    audit_id: _Id,
    format_name: Annotated[str, Query(alias="format", max_length=40)] = "json",
    language: Annotated[Language, Query(alias="lang")] = "en",
) -> Response:
    """The report in any format of `appaudit scan --format`, or `evidence`: the bytes that the command line writes."""
    return download(bench, audit_id, format_name, language)


@router.delete("/audits/{audit_id}", status_code=204, responses=_ERRORS)
def delete(bench: Bench, visitor: ApiVisitor, audit_id: _Id) -> Response:
    """Delete an audit with its files."""
    if not delete_audit(bench.database, bench.storage, audit_id, visitor.name):
        raise HTTPException(404)
    return Response(status_code=204)


def _answer(bench: Bench, audit_id: int, language: Language) -> AuditAnswer:
    with bench.database.reading() as session:
        return _of(audit_of(session, audit_id), language)


def _of(audit: Audit, language: Language) -> AuditAnswer:
    is_chinese = language == "zh"
    return AuditAnswer(
        id=audit.id,
        state=audit.state,
        stage=audit.stage,
        outcome=audit.outcome,
        exit_code=audit.exit_code,
        detail=audit.detail_zh if is_chinese else audit.detail_en,
        verdict=audit.verdict_zh if is_chinese else audit.verdict_en,
        name=audit.name,
        sha256=audit.sha256,
        as_of=audit.as_of,
        app=audit.app_id,
        package=audit.package,
        version_name=audit.version_name,
        version_code=audit.version_code,
        findings=audit.row.get("findings", 0),
        by_severity=audit.row.get("by_severity", {}),
        since=audit.row.get("since", {}),
    )
