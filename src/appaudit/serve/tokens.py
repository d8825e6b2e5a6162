"""Tokens of pipelines: made, listed, revoked; a token is shown once, and only its SHA-256 is kept.

A plain digest is enough: a token holds 256 bits of chance, which nobody can try out.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from appaudit.errors import ConfigError
from appaudit.model.record import record
from appaudit.serve.database import Database
from appaudit.serve.intake import done
from appaudit.serve.models import ApiToken
from appaudit.serve.texts import column

#: What every token begins with, so that scanners for secrets in repositories can know it.
PREFIX: Final = "appaudit_"
_DAY: Final = 86_400.0
#: Seconds between two notes on when a token was used last.
_NOTE: Final = 60.0
_LONGEST: Final = 200


@record
class Caller:
    """Whose a token is, and whether it may look only."""

    name: str
    reads_only: bool = False


def create_token(database: Database, name: str, days: int | None = None, *, reads_only: bool = False) -> str:
    """A new token of a name, valid for so many days or until it is revoked.

    Raises:
        ConfigError: the name is empty or too long, or a valid token has it.
    """
    if not name.strip() or len(name) > 70 or not name.isprintable():
        raise ConfigError("A name has 1 to 70 letters", zh="名称为 1 至 70 个字符")
    token = PREFIX + secrets.token_urlsafe(32)
    with database.session() as session:
        now = database.now(session)
        if any(item.name == name and is_valid(item, now) for item in session.scalars(select(ApiToken))):
            raise ConfigError(
                f"There is a token {name}",
                hint=f"Choose another name, or: appaudit serve token revoke {name}",
                zh=f"已有令牌 {name}",
                hint_zh=f"请换一个名称，或先执行 appaudit serve token revoke {name}",
            )
        session.add(
            ApiToken(
                name=column(name, 80),
                digest=_digest(token),
                begins=token[: len(PREFIX) + 4],
                created_at=now,
                expires_at=now + days * _DAY if days else None,
                reads_only=reads_only,
            )
        )
        session.add(done("", "create-token", name, now))
    return token


def list_tokens(database: Database) -> Sequence[ApiToken]:
    """All tokens, the latest first; those that hold no more, too."""
    with database.reading() as session:
        return session.scalars(select(ApiToken).order_by(ApiToken.id.desc())).all()


def revoke_token(database: Database, name: str) -> None:
    """Let a token hold no more.

    Raises:
        ConfigError: no valid token has the name.
    """
    with database.session() as session:
        now = database.now(session)
        found = [item for item in session.scalars(select(ApiToken)) if item.name == name and is_valid(item, now)]
        if not found:
            raise ConfigError(
                f"There is no valid token {name}",
                hint="`appaudit serve token list` shows them.",
                zh=f"没有有效的令牌 {name}",
                hint_zh="可用 `appaudit serve token list` 查看。",
            )
        for item in found:
            item.revoked_at = now
        session.add(done("", "revoke-token", name, now))


def caller_of(database: Database, token: str) -> Caller | None:
    """Whose a token is; None where it does not hold."""
    if not token.startswith(PREFIX) or len(token) > _LONGEST:
        return None
    with database.reading() as session:
        found = session.scalars(select(ApiToken).where(ApiToken.digest == _digest(token))).first()
        now = database.now(session)
    if found is None or not is_valid(found, now):
        return None
    if found.used_at is None or now - found.used_at > _NOTE:
        with database.session() as session:
            session.get_one(ApiToken, found.id).used_at = now
    return Caller(name=found.name, reads_only=found.reads_only)


def is_valid(token: ApiToken, now: float) -> bool:
    """Whether a token is neither revoked nor too old."""
    return token.revoked_at is None and (token.expires_at is None or token.expires_at > now)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
