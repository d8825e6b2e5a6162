"""What the API answers: one model a thing."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import BaseModel, Field

from appaudit.model.bilingual import Language
from appaudit.model.verdict import Decision
from appaudit.model.words import ConfidenceWord, SeverityWord, StatusWord
from appaudit.serve.models import App, Audit, AuditFinding, Deed
from appaudit.serve.web.problems import Text

MOST_ID = 2**62
Id = Annotated[int, Path(ge=1, le=MOST_ID)]
Lang = Annotated[Language, Query(alias="lang", description="The language of texts.")]
Before = Annotated[int | None, Query(ge=1, le=MOST_ID, description="Only those with an id below: the next page.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Sought = Annotated[str, Query(max_length=200, description="Part of a name, or a SHA-256.")]
State = Literal["queued", "running", "done", "failed"]


class AuditAnswer(BaseModel):
    """An audit: how far it is and what it came to."""

    id: int
    state: State = Field(description="queued, running, done or failed")
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
    created_at: float = Field(description="Seconds since 1970.")
    created_by: str


class ReasonAnswer(BaseModel):
    """One reason why an audit does not pass, with the exit code that it alone would give."""

    code: int
    text: Text


class GateAnswer(BaseModel):
    """What an audit comes to for a pipeline: the exit code of the command line, what it means, and why."""

    state: State
    passes: bool | None = Field(description="Whether the exit code is 0; null until the audit ends.")
    exit_code: int | None = Field(description="0, 1, 2, 3, 4 or 70, as `appaudit scan` ends; null until it ends.")
    meaning: Text
    reasons: list[ReasonAnswer]
    failing: list[str] = Field(description="Ids of the findings that reach the gate and are new.")


class FindingAnswer(BaseModel):
    """A finding of an audit; the whole of it stands in the report."""

    number: str
    fingerprint: str = Field(description="By which a verdict names it; the same in the next build.")
    rule: str
    subject: str
    title: Text
    severity: SeverityWord
    confidence: ConfidenceWord
    status: StatusWord
    is_accepted: bool = Field(description="Taken out of the gate by a verdict or an ignore.")
    since: str = Field(description="The day of the first audit in a row that had it.")


class AppAnswer(BaseModel):
    """An app."""

    id: int
    platform: str
    package: str
    label: str
    categories: list[str]
    created_at: float = Field(description="Seconds since 1970.")
    audits: int
    last_audit: int | None = Field(description="The latest audit that was asked for.")


class VerdictAnswer(BaseModel):
    """A verdict on a finding, as the file of verdicts has it."""

    fingerprint: str
    decision: Decision
    reason: str
    by: str
    on: str
    expires: str
    note: str
    rule: str
    subject: str
    package: str


class TakenAnswer(BaseModel):
    """What came of a file of verdicts."""

    read: int = Field(description="Verdicts in the file.")
    changed: int = Field(description="Those that were new, or other than what held before.")


class DeedAnswer(BaseModel):
    """A line of the log of what was done by whom."""

    id: int
    at: float = Field(description="Seconds since 1970.")
    who: str
    deed: str
    about: str


class FormatsAnswer(BaseModel):
    """What a report may be fetched as."""

    formats: list[str]


def answer_of(audit: Audit, language: Language) -> AuditAnswer:
    """An audit as it is answered."""
    is_chinese = language == "zh"
    return AuditAnswer(
        id=audit.id,
        state=audit.state,  # type: ignore[arg-type]  # only the queue writes it
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
        created_at=audit.created_at,
        created_by=audit.created_by,
    )


def finding_of(row: AuditFinding) -> FindingAnswer:
    """A finding as it is answered."""
    return FindingAnswer(
        number=row.number,
        fingerprint=row.fingerprint,
        rule=row.rule,
        subject=row.subject,
        title=Text(zh=row.title_zh, en=row.title_en),
        severity=row.severity,  # type: ignore[arg-type]  # words of the report
        confidence=row.confidence,  # type: ignore[arg-type]
        status=row.status,  # type: ignore[arg-type]
        is_accepted=row.is_accepted,
        since=row.since,
    )


def app_answer(app: App, audits: int, last: int | None) -> AppAnswer:
    """An app as it is answered."""
    return AppAnswer(
        id=app.id,
        platform=app.platform,
        package=app.package,
        label=app.label,
        categories=app.categories,
        created_at=app.created_at,
        audits=audits,
        last_audit=last,
    )


def deed_of(row: Deed) -> DeedAnswer:
    """A line of the log as it is answered."""
    return DeedAnswer(id=row.id, at=row.at, who=row.who, deed=row.deed, about=row.about)
