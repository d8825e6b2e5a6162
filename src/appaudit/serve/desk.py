"""The folder that one audit reads from, and the inputs and settings that the command line would make of it."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from appaudit.gate.verdicts import SavedVerdicts, of_any_app, read_verdicts, verdicts_text
from appaudit.model.gate import GateChoice
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.pipeline.previous import PreviousFile, PreviousReports
from appaudit.serve.models import App, Audit, AuditFile
from appaudit.serve.storage import Storage, safe_name
from appaudit.serve.verdicts import verdicts_on
from appaudit.whole_files import OpenFolder

#: The output that is kept of every audit; all other formats are made of it.
JSON: Final = "json"
_GATE: Final = ("fail_on", "fail_on_status", "strict", "required")


class Desk:
    """An audit laid out in a folder of its own, where files have the names that people know; gone after `clear`."""

    def __init__(self, session: Session, storage: Storage, audit: Audit) -> None:
        """Lay the files out; raises OSError, and ConfigError for verdicts that cannot be written."""
        self.folder = storage.work / uuid.uuid4().hex
        self.folder.mkdir(mode=0o700)
        self._storage = storage
        try:
            self.inputs, self.settings = self._laid_out(session, audit)
        except BaseException:
            self.clear()
            raise

    def clear(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _laid_out(self, session: Session, audit: Audit) -> tuple[Inputs, Settings]:
        app = session.get(App, audit.app_id) if audit.app_id else None
        files = session.scalars(select(AuditFile).where(AuditFile.audit_id == audit.id).order_by(AuditFile.id)).all()
        paths: dict[str, list[Path]] = {}
        for file in files:
            if file.role in ("artifact", "policy", "sdk_list", "facts", "mapping", "privacy_guide"):
                paths.setdefault(file.role, []).append(self._lay(file, file.name))
        options = audit.options
        inputs = Inputs(
            artifact=paths["artifact"][0],
            policies=paths.get("policy", ()),
            sdk_lists=paths.get("sdk_list", ()),
            app_categories=options.get("app_category") or (app.categories if app else ()),
            operator_facts=next(iter(paths.get("facts", ())), None),
            mapping=next(iter(paths.get("mapping", ())), None),
            privacy_guide=next(iter(paths.get("privacy_guide", ())), None),
        )
        settings = Settings(
            as_of=audit.as_of,
            regulations=tuple(options.get("regulations", ())),
            gate=GateChoice(**_gate(options)),
            verdicts=self._verdicts(session, app) if app else None,
            previous=self._previous(session, audit, app) if app else None,
        )
        return inputs, settings

    def _lay(self, file: AuditFile, name: str) -> Path:
        """A file under its name, in a folder of its own, as two may have the same."""
        folder = self.folder / uuid.uuid4().hex[:8]
        folder.mkdir(mode=0o700)
        with OpenFolder.at(folder) as held:
            self._storage.share(file.key, held, safe_name(name))
        return folder / safe_name(name)

    def _verdicts(self, session: Session, app: App) -> SavedVerdicts | None:
        verdicts = verdicts_on(session, app.package)
        if not verdicts:
            return None
        path = self.folder / "verdicts.yml"
        path.write_text(verdicts_text(verdicts), encoding="utf-8")
        saved = read_verdicts(path)
        # An SDK has no package name: its app here is named after its file, which its verdicts cannot be held against.
        named = select(Audit.id).where(Audit.app_id == app.id, Audit.package == app.package).limit(1)
        return saved if session.scalars(named).first() else of_any_app(saved)

    def _previous(self, session: Session, audit: Audit, app: App) -> PreviousReports | None:
        """The report of the last audit of the app before this one; the worker reads it."""
        before = last_done(session, app.id, audit.id)
        file = (
            before
            and session.scalars(
                select(AuditFile).where(AuditFile.audit_id == before.id, AuditFile.role == JSON)
            ).first()
        )
        if not before or not file:
            return None
        path = self._lay(file, file.name)
        return PreviousReports(
            by_package={app.package: PreviousFile(path=path, sha256=file.sha256, as_of=before.as_of)}
        )


def last_done(session: Session, app_id: int, before: int) -> Audit | None:
    """The last finished audit of an app that was asked for before the one with this id."""
    return session.scalars(
        select(Audit)
        .where(Audit.app_id == app_id, Audit.state == "done", Audit.id < before)
        .order_by(Audit.id.desc())
        .limit(1)
    ).first()


def _gate(options: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: options[name] for name in _GATE if name in options}
    return {**found, "required": tuple(found.get("required", ()))}
