"""The tables: apps, their documents, audits with files and findings, verdicts, accounts, and what was done by whom.

Times are seconds since 1970 (UTC), days ISO dates. Files are named by keys that chance gives (`storage`), never by what
somebody called them; each file belongs to one row, so that a row and its file go together.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """All tables; constraints have names, so that migrations can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dict[str, Any]: JSON,
        list[str]: JSON,
        int: BigInteger().with_variant(Integer, "sqlite"),  # SQLite counts rows only by its own integers
    }


class App(Base):
    """An app by platform and package name, with what is known of it beside its packages."""

    __tablename__ = "apps"
    __table_args__ = (UniqueConstraint("platform", "package"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(String(32))
    package: Mapped[str] = mapped_column(String(255))
    label: Mapped[str] = mapped_column(String(255), default="")
    created_at: Mapped[float] = mapped_column(Float)
    #: Ids of the kinds of app that it is, as `--app-category` takes them.
    categories: Mapped[list[str]] = mapped_column(default=list)

    audits: Mapped[list[Audit]] = relationship(back_populates="app", order_by="Audit.id")
    documents: Mapped[list[Document]] = relationship(back_populates="app", cascade="all, delete-orphan")


class Document(Base):
    """A document of an app: used by its audits until another replaces it."""

    __tablename__ = "documents"
    __table_args__ = (Index("ix_documents_app_role", "app_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    app_id: Mapped[int] = mapped_column(ForeignKey("apps.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(255))
    key: Mapped[str] = mapped_column(String(64), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    added_at: Mapped[float] = mapped_column(Float)
    added_by: Mapped[str] = mapped_column(String(80), default="")
    replaced_at: Mapped[float | None] = mapped_column(Float)

    app: Mapped[App] = relationship(back_populates="documents")


class Audit(Base):
    """One audit of one package, from its upload to its report.

    `state` is `queued`, `running`, `done` or `failed`. A running one is held by `owner` until `lease_until`; who comes
    later may take it over. `options` are those of the command line by their names.
    """

    __tablename__ = "audits"
    __table_args__ = (Index("ix_audits_state_lease", "state", "lease_until"), Index("ix_audits_app", "app_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    app_id: Mapped[int | None] = mapped_column(ForeignKey("apps.id", ondelete="SET NULL"))
    created_at: Mapped[float] = mapped_column(Float)
    created_by: Mapped[str] = mapped_column(String(80), default="")
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    as_of: Mapped[str] = mapped_column(String(10))
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)

    state: Mapped[str] = mapped_column(String(16), default="queued")
    stage: Mapped[str] = mapped_column(String(40), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str] = mapped_column(String(64), default="")
    lease_until: Mapped[float] = mapped_column(Float, default=0.0)
    #: Whether it is being read once more with what its app already had: no third time.
    is_repeated: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[float | None] = mapped_column(Float)
    finished_at: Mapped[float | None] = mapped_column(Float)

    outcome: Mapped[str] = mapped_column(String(16), default="")
    detail_zh: Mapped[str] = mapped_column(Text, default="")
    detail_en: Mapped[str] = mapped_column(Text, default="")
    verdict_zh: Mapped[str] = mapped_column(Text, default="")
    verdict_en: Mapped[str] = mapped_column(Text, default="")
    exit_code: Mapped[int | None] = mapped_column()
    package: Mapped[str] = mapped_column(String(255), default="")
    label: Mapped[str] = mapped_column(String(255), default="")
    version_name: Mapped[str] = mapped_column(String(255), default="")
    version_code: Mapped[str] = mapped_column(String(40), default="")
    #: Counts for lists, by their names in the row of a batch (`batch.row.Row`).
    row: Mapped[dict[str, Any]] = mapped_column(default=dict)

    app: Mapped[App | None] = relationship(back_populates="audits")
    files: Mapped[list[AuditFile]] = relationship(back_populates="audit", cascade="all, delete-orphan")
    findings: Mapped[list[AuditFinding]] = relationship(
        back_populates="audit", cascade="all, delete-orphan", order_by="AuditFinding.id"
    )
    names: Mapped[AuditNames | None] = relationship(cascade="all, delete-orphan")

    def write_names(self) -> None:
        """Let it be found by the names that it has now."""
        texts = (self.label, self.package, self.name, self.version_name)
        text = "\n".join(text for text in texts if text).casefold()
        if self.names:
            self.names.text = text
        else:
            self.names = AuditNames(text=text)


class AuditNames(Base):
    """What an audit is called, a line each and in small letters: all that a search reads of the audits."""

    __tablename__ = "audit_names"

    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class AuditFile(Base):
    """A file of an audit: the package and its documents by role, or an output by `format.language`."""

    __tablename__ = "audit_files"
    __table_args__ = (Index("ix_audit_files_audit", "audit_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(255))
    key: Mapped[str] = mapped_column(String(64), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    #: Whether it came with this audit; else it is the app's, from an earlier one.
    is_given: Mapped[bool] = mapped_column(default=False)

    audit: Mapped[Audit] = relationship(back_populates="files")


class AuditFinding(Base):
    """A finding of an audit: enough to count, compare and decide; the whole of it stands in the report.

    `is_accepted` where a verdict or an entry of the configuration takes it out of the gate; `since` is the day of the
    first audit in a row that had it.
    """

    __tablename__ = "audit_findings"
    __table_args__ = (UniqueConstraint("audit_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"))
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    number: Mapped[str] = mapped_column(String(16), default="")
    rule: Mapped[str] = mapped_column(String(120))
    subject: Mapped[str] = mapped_column(Text)
    title_zh: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(String(16))
    confidence: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    is_accepted: Mapped[bool] = mapped_column(default=False)
    since: Mapped[str] = mapped_column(String(10), default="")

    audit: Mapped[Audit] = relationship(back_populates="findings")


class Decided(Base):
    """A verdict on a finding of an app, as the file of verdicts has it; older ones stay, with when they were replaced.

    It belongs to the package name and outlives audits and rules.
    """

    __tablename__ = "verdicts"
    __table_args__ = (Index("ix_verdicts_package", "package", "fingerprint", "replaced_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    package: Mapped[str] = mapped_column(String(255), default="")
    fingerprint: Mapped[str] = mapped_column(String(64))
    decision: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text, default="")
    by: Mapped[str] = mapped_column(String(80), default="")
    on: Mapped[str] = mapped_column(String(10), default="")
    expires: Mapped[str] = mapped_column(String(10), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    rule: Mapped[str] = mapped_column(String(120), default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    added_at: Mapped[float] = mapped_column(Float)
    replaced_at: Mapped[float | None] = mapped_column(Float)


class Account(Base):
    """Somebody who may sign in; the password is kept as a salted scrypt digest."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    digest: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[float] = mapped_column(Float)
    is_disabled: Mapped[bool] = mapped_column(default=False)
    #: Whether it may look at everything and change nothing.
    reads_only: Mapped[bool] = mapped_column(default=False, server_default=false())


class SignedIn(Base):
    """A session of somebody who has signed in, until it is signed out or its hour has come.

    `mark` is what must still hold where it belongs to no account.
    """

    __tablename__ = "sessions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    mark: Mapped[str] = mapped_column(String(16), default="")
    ends_at: Mapped[float] = mapped_column(Float, index=True)


class Deed(Base):
    """Something that somebody did: the log that an auditor of the auditors reads. Nothing here is ever changed."""

    __tablename__ = "deeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[float] = mapped_column(Float, index=True)
    who: Mapped[str] = mapped_column(String(80), default="")
    deed: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(Text, default="")


class Secret(Base):
    """What all servers of one database know and nobody else: the key that signs sessions."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(128))


class ApiToken(Base):
    """A token of a pipeline: only its digest is kept, and the letters by which people tell it from others."""

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    begins: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[float] = mapped_column(Float)
    expires_at: Mapped[float | None] = mapped_column(Float)
    used_at: Mapped[float | None] = mapped_column(Float)
    revoked_at: Mapped[float | None] = mapped_column(Float)
    reads_only: Mapped[bool] = mapped_column(default=False, server_default=false())
