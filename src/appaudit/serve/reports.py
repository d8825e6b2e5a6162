"""The report of an audit in every format, made of the one that is kept and kept beside it."""

from __future__ import annotations

import io

from sqlalchemy import select

from appaudit.errors import ConfigError
from appaudit.model.bilingual import Language
from appaudit.model.record import record
from appaudit.model.report import Report
from appaudit.pipeline.evidence_files import pack_of
from appaudit.report.files import read_report
from appaudit.report.renderers import extension, is_binary, names, render
from appaudit.serve.database import Database
from appaudit.serve.desk import JSON, Desk
from appaudit.serve.intake import file_row
from appaudit.serve.models import Audit, AuditFile
from appaudit.serve.storage import Kept, Storage

#: The pack of evidence, which is no format of a report but fetched like one.
EVIDENCE = "evidence"
_MEDIA = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "sarif": "application/sarif+json",
    "junit": "application/xml",
    "markdown": "text/markdown; charset=utf-8",
    "text": "text/plain; charset=utf-8",
    "github": "text/plain; charset=utf-8",
    "gitlab-sast": "application/json",
    "gitlab-codequality": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    EVIDENCE: "application/zip",
}


@record
class Output:
    """A report as a file: where it is kept, the name to save it under, its type on the web."""

    kept: Kept
    media: str


class Reports:
    """The reports of finished audits."""

    def __init__(self, database: Database, storage: Storage) -> None:
        """Of one database and its files."""
        self._database = database
        self._storage = storage

    def formats(self) -> tuple[str, ...]:
        """All formats that may be asked for."""
        return (*names(), EVIDENCE)

    def report(self, audit_id: int) -> Report | None:
        """The report itself; None where the audit has none.

        Raises:
            ConfigError: an earlier or later version wrote it, and this one cannot read it.
        """
        kept = self._kept(audit_id, JSON)
        path = self._storage.path(kept.key) if kept else None
        return read_report(path) if path and path.is_file() else None  # it may have been deleted meanwhile

    def output(self, audit_id: int, name: str, language: Language) -> Output | None:
        """The report in a format, made when it is first asked for; None where the audit has none.

        Raises:
            ConfigError: there is no such format.
        """
        if name not in self.formats():
            extension(name)  # says so
        role = JSON if name == JSON else f"{name}.{language}"
        kept = self._kept(audit_id, role) or self._made(audit_id, name, language, role)
        media = _MEDIA.get(name, "application/octet-stream" if name == EVIDENCE or is_binary(name) else "text/plain")
        return Output(kept=kept, media=media) if kept else None

    def _kept(self, audit_id: int, role: str) -> Kept | None:
        with self._database.reading() as session:
            wanted = (AuditFile.audit_id == audit_id, AuditFile.role == role, Audit.state == "done")
            row = session.scalars(select(AuditFile).join(Audit).where(*wanted).limit(1)).first()
            return Kept(key=row.key, name=row.name, sha256=row.sha256, size=row.size) if row else None

    def _made(self, audit_id: int, name: str, language: Language, role: str) -> Kept | None:
        source = self._kept(audit_id, JSON)
        report = self.report(audit_id)
        if source is None or report is None:
            return None
        if name == EVIDENCE:
            content: str | bytes = self._evidence(audit_id, report, language)
            ending = f"{EVIDENCE}.zip"
        else:
            content, ending = render(name, report, language), extension(name)
        data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
        kept = self._storage.put(io.BytesIO(data), f"{source.name.removesuffix('.json')}.{ending}")
        with self._database.session() as session:
            still = session.scalars(select(Audit).where(Audit.id == audit_id, Audit.state == "done")).first()
            if still is None:
                self._storage.delete([kept.key])
                return None
            session.add(file_row(audit_id, role, kept, is_given=False))
        return kept

    def _evidence(self, audit_id: int, report: Report, language: Language) -> bytes:
        with self._database.reading() as session:
            desk = Desk(session, self._storage, session.get_one(Audit, audit_id))
        try:
            return pack_of(report, desk.inputs, language)
        except FileNotFoundError as error:
            raise ConfigError("A document of this audit is gone", zh="该次审计的文件已不存在") from error
        finally:
            desk.clear()
