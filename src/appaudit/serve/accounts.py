"""Accounts: who may sign in, and how a password is kept (scrypt, RFC 7914, of the standard library)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, select

from appaudit.errors import ConfigError
from appaudit.serve.database import Database
from appaudit.serve.intake import done
from appaudit.serve.models import Account, SignedIn
from appaudit.serve.texts import column

#: N, r and p as OWASP's Password Storage Cheat Sheet advises (32 MB, its third choice), checked 2026-11-28: not opened,
#: known from others.
_COST: Final = (1 << 15, 8, 3)
LEAST_LETTERS: Final = 10
#: Who brings the token of `--token-file`; those of pipelines are `token:` and their names.
TOKEN_NAME: Final = "token"  # noqa: S105  # a name
#: Passwords that are tried at a time: each takes its 32 MB.
_AT_ONCE: Final = threading.BoundedSemaphore(2)


def set_account(database: Database, name: str, password: str, *, reads_only: bool = False) -> None:
    """Make an account, or give one a new password; sessions that it has end.

    Raises:
        ConfigError: the name is empty, too long or that of a token, or the password too short.
    """
    if not name.strip() or len(name) > 80 or not name.isprintable():
        raise ConfigError("A name has 1 to 80 letters", zh="用户名为 1 至 80 个字符")
    if name == TOKEN_NAME or name.startswith(f"{TOKEN_NAME}:"):
        raise ConfigError(f"{name} is what the log calls a token", zh=f"{name} 在操作记录中指令牌，不能用作用户名")
    if len(password) < LEAST_LETTERS:
        raise ConfigError(f"A password has at least {LEAST_LETTERS} letters", zh=f"密码至少 {LEAST_LETTERS} 个字符")
    with database.session() as session:
        account = session.scalars(select(Account).where(Account.name == name)).first()
        now = database.now(session)
        if account is None:
            account = Account(name=name, created_at=now, digest="")
            session.add(account)
        account.digest, account.is_disabled, account.reads_only = _digest(password), False, reads_only
        session.execute(delete(SignedIn).where(SignedIn.name == name))
        session.add(done("", "set-account", column(name, 80), now))


def list_accounts(database: Database) -> Sequence[Account]:
    """All accounts by name; those that may sign in no more, too."""
    with database.reading() as session:
        return session.scalars(select(Account).order_by(Account.name)).all()


def disable_account(database: Database, name: str) -> None:
    """Let somebody sign in no more; sessions end, and what was done keeps the name.

    Raises:
        ConfigError: nobody with this name may sign in.
    """
    with database.session() as session:
        account = session.scalars(select(Account).where(Account.name == name, ~Account.is_disabled)).first()
        if account is None:
            raise ConfigError(
                f"There is no account {name}",
                hint="`appaudit serve account list` shows them.",
                zh=f"没有账号 {name}",
                hint_zh="可用 `appaudit serve account list` 查看。",
            )
        account.is_disabled = True
        session.execute(delete(SignedIn).where(SignedIn.name == name))
        session.add(done("", "disable-account", column(name, 80), database.now(session)))


def is_right(database: Database, name: str, password: str) -> bool:
    """Whether somebody with this name and password may sign in; takes as long for a name that nobody has."""
    with database.reading() as session:
        account = session.scalars(select(Account).where(Account.name == name, ~Account.is_disabled)).first()
    return _is_of(password, account.digest if account else _NOBODY) and account is not None


def has_accounts(database: Database) -> bool:
    """Whether anybody has an account."""
    with database.reading() as session:
        return session.scalars(select(Account.id).limit(1)).first() is not None


def _digest(password: str) -> str:
    salt = secrets.token_bytes(16)
    n, r, p = _COST
    return f"scrypt${n}${r}${p}${b64encode(salt).decode()}${b64encode(_scrypt(password, salt, n, r, p)).decode()}"


def _is_of(password: str, kept: str) -> bool:
    _, n, r, p, salt, digest = kept.split("$")
    found = _scrypt(password, b64decode(salt), int(n), int(r), int(p))
    return hmac.compare_digest(found, b64decode(digest))


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    with _AT_ONCE:
        return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, n=n, r=r, p=p, maxmem=128 << 20)


#: What a password is held against where nobody has the name.
_NOBODY: Final = (
    f"scrypt${_COST[0]}${_COST[1]}${_COST[2]}${b64encode(bytes(16)).decode()}${b64encode(bytes(64)).decode()}"
)
