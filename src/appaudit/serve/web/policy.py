"""The policy desk: the text with its clauses marked, what the code says beside it, and drafts of what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from appaudit.errors import ConfigError
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.report import Report, SdkRow
from appaudit.model.words import Answer, Phase
from appaudit.report.renderers.ordering import numbered_findings
from appaudit.report.renderers.page.policy import policy_view
from appaudit.report.renderers.words import DISCLOSED, PHASE, YES_NO, Names, word
from appaudit.serve.drafts import DraftFormat
from appaudit.serve.web.audits import audit_of
from appaudit.serve.web.pages import page
from appaudit.serve.web.visitor import Bench, Lang, PageVisitor
from appaudit.serve.workbench import Workbench

router = APIRouter(include_in_schema=False)
#: The order in which phases are told: what is worst first.
_PHASES: tuple[Phase, ...] = ("pre_consent", "other", "unknown", "dead")
#: Formats of the report that belong to this page.
_FORMATS = ("docx", "html", "xlsx", "evidence")


class Read(NamedTuple):
    """A type of data that code of one party reads: when at the earliest, how often, and whether a document says so."""

    data: Bilingual
    party: Bilingual
    phase: Bilingual
    places: int
    disclosed: Answer
    disclosed_word: Bilingual


class Found(NamedTuple):
    """An SDK in the app, and which document names it."""

    row: SdkRow
    name: Bilingual
    collects: tuple[Bilingual, ...]
    disclosed_word: Bilingual


@router.get("/audits/{audit_id}/policy")
def show(request: Request, bench: Bench, visitor: PageVisitor, language: Lang, audit_id: int) -> Response:
    """The policy of an audit beside its code."""
    with bench.database.reading() as session:
        audit = audit_of(session, audit_id)
        app = audit.app
    report = _report(bench, audit_id)
    names = Names(report)
    return page(
        request,
        visitor,
        "policy.html.j2",
        audit=audit,
        app=app,
        policy=policy_view(report, names, numbered_findings(report), is_whole=True),
        reads=list(_reads(report, names)),
        sdks=list(_sdks(report, names)),
        draft=bench.drafting.draft(audit_id, report, language),
        formats=[name for name in _FORMATS if name in bench.reports.formats()],
    )


@router.get("/audits/{audit_id}/draft.{name}")
def fetch(bench: Bench, _visitor: PageVisitor, language: Lang, audit_id: int, name: DraftFormat) -> Response:
    """The draft, to be saved."""
    return draft_file(bench, audit_id, name, language)


def draft_file(bench: Workbench, audit_id: int, name: DraftFormat, language: Language) -> Response:
    """The draft of an audit as a file that a browser saves and never shows; raises 404 where there is none."""
    try:
        found = bench.drafting.file(audit_id, name, language) if 0 < audit_id < 2**62 else None
    except ConfigError as error:
        raise HTTPException(404, f"{error.message} / {error.zh}") from error
    if found is None:
        raise HTTPException(404)
    return Response(
        found.content,
        media_type=found.media,
        headers={
            "Content-Disposition": f"attachment; filename*=utf-8''{quote(found.name, safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def _report(bench: Workbench, audit_id: int) -> Report:
    try:
        report = bench.reports.report(audit_id)
    except ConfigError as error:
        raise HTTPException(404, f"{error.message} / {error.zh}") from error
    if report is None:
        raise HTTPException(404)
    return report


def _reads(report: Report, names: Names) -> Iterator[Read]:
    """What the code reads, a row for each type and party; what no document says first."""
    groups: dict[tuple[str, str], list[tuple[Phase, Answer]]] = {}
    for row in report.facts.data_access:
        groups.setdefault((row.data_type, row.party), []).append((row.phase, row.disclosed))
    found = []
    for (data_type, party), seen in groups.items():
        phase = min((item[0] for item in seen), key=_PHASES.index)
        answers = {item[1] for item in seen}
        disclosed: Answer = "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"
        place = (disclosed != "no", _PHASES.index(phase), party != "app", party, data_type)
        said = word(YES_NO, disclosed)
        read = Read(names.data_type(data_type), names.party(party), word(PHASE, phase), len(seen), disclosed, said)
        found.append((place, read))
    yield from (read for _, read in sorted(found, key=lambda item: item[0]))


def _sdks(report: Report, names: Names) -> Iterator[Found]:
    """The SDKs that collect something, those that no document names first, as the report has them."""
    for row in report.facts.sdks:
        if row.collects_data:
            collects = tuple(names.data_type(item) for item in row.collects)
            yield Found(row, names.party(row.id), collects, word(DISCLOSED, row.disclosed))
