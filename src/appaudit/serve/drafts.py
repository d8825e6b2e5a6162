"""Drafts of what a policy lacks: those of `appaudit draft`, of the lists that were kept with the report."""

from __future__ import annotations

import json
from typing import Final, Literal

from sqlalchemy import select

from appaudit.model.bilingual import Language
from appaudit.model.codec import decode, encode_record
from appaudit.model.record import record
from appaudit.model.report import Report
from appaudit.report.files import report_stem
from appaudit.report.policy_draft import PolicyDraft, policy_draft
from appaudit.report.policy_draft_files import as_docx, as_markdown
from appaudit.serve.database import Database
from appaudit.serve.kept import KeptDrafts
from appaudit.serve.models import Audit, AuditFile
from appaudit.serve.reports import Reports
from appaudit.serve.storage import Storage

#: The role of the file that holds the lists.
DRAFTS: Final = "drafts"
DraftFormat = Literal["docx", "md"]
MEDIA: Final[dict[DraftFormat, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}


@record
class DraftFile:
    """A draft as a file: its content, the name to save it under, its type on the web."""

    content: bytes
    name: str
    media: str


def text_of_drafts(drafts: KeptDrafts) -> bytes:
    """The lists as they are kept."""
    return json.dumps(encode_record(drafts), ensure_ascii=False).encode("utf-8", "backslashreplace")


class Drafting:
    """Drafts of finished audits."""

    def __init__(self, database: Database, storage: Storage, reports: Reports) -> None:
        """Of one database and its files."""
        self._database = database
        self._storage = storage
        self._reports = reports

    def draft(self, audit_id: int, report: Report, language: Language) -> PolicyDraft | None:
        """The draft of an audit; None where its lists were not kept, as by the first version of the workbench."""
        with self._database.reading() as session:
            wanted = (AuditFile.audit_id == audit_id, AuditFile.role == DRAFTS, Audit.state == "done")
            key = session.scalars(select(AuditFile.key).join(Audit).where(*wanted).limit(1)).first()
        if key is None:
            return None
        kept = decode(KeptDrafts, json.loads(self._storage.path(key).read_bytes()))
        return policy_draft(report, kept.zh if language == "zh" else kept.en, language)

    def file(self, audit_id: int, name: DraftFormat, language: Language) -> DraftFile | None:
        """The draft in a format; None where there is no report or no draft.

        Raises:
            ConfigError: an earlier or later version wrote the report, and this one cannot read it.
        """
        report = self._reports.report(audit_id)
        draft = self.draft(audit_id, report, language) if report else None
        if report is None or draft is None:
            return None
        if name == "docx":
            content = as_docx(draft, language, f"{report.tool.name} {report.tool.version}", report.tool.as_of)
        else:
            content = as_markdown(draft).encode("utf-8", "backslashreplace")
        return DraftFile(content=content, name=f"{report_stem(report)}.draft.{name}", media=MEDIA[name])
