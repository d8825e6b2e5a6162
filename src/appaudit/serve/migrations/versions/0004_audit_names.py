"""Names of audits, to be searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the change."""
    made = op.create_table(
        "audit_names",
        sa.Column("audit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audit_id"], ["audits.id"], name=op.f("fk_audit_names_audit_id_audits"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("audit_id", name=op.f("pk_audit_names")),
    )
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, label, package, name, version_name FROM audits")).all()
    found = [{"audit_id": row[0], "text": "\n".join(text for text in row[1:] if text).casefold()} for row in rows]
    if found:
        connection.execute(sa.insert(made), found)
