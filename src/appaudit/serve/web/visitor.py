"""Who is asking: sessions in signed cookies, tokens of pipelines, and form tokens against other sites' forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import field, replace
from typing import Annotated, Any, Final

from fastapi import Depends, Form, Header, HTTPException, Request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from appaudit.model.bilingual import Language
from appaudit.model.record import record
from appaudit.serve.accounts import TOKEN_NAME, has_accounts
from appaudit.serve.sessions import SESSION_SECONDS, begin_session, holder_of
from appaudit.serve.tokens import Caller, caller_of
from appaudit.serve.web.problems import only_reads
from appaudit.serve.workbench import Workbench

COOKIE: Final = "appaudit-session"
LANGUAGE_COOKIE: Final = "appaudit-language"
_RELOOK: Final = 5.0


class SignInNeededError(Exception):
    """A page was asked for by somebody who must sign in first."""


@record
class Visitor:
    """Who asks: `name` is empty on a workbench that is open on this machine; `session` is what the cookie says.

    `reads_only` are those who may look at everything and change nothing; `is_open` where nobody need sign in.
    """

    name: str = ""
    session: dict[str, Any] = field(default_factory=dict)
    form_token: str = ""
    reads_only: bool = False
    is_open: bool = False


class Doorkeeper:
    """Signs and reads sessions of one workbench."""

    def __init__(self, bench: Workbench) -> None:
        """With the key that all servers of the database share."""
        self._bench = bench
        key = bench.database.secret("sessions")
        self._sessions = URLSafeTimedSerializer(key, salt="session")
        self._forms = URLSafeTimedSerializer(key, salt="form")
        self._has_accounts = (False, -_RELOOK)

    def is_open(self) -> bool:
        """Whether nobody need sign in: no token, and nobody has an account."""
        known, at = self._has_accounts
        if not known and time.monotonic() - at >= _RELOOK:
            known = has_accounts(self._bench.database)
            self._has_accounts = (known, time.monotonic())
        return not known and not self._bench.settings.token

    def visitor(self, request: Request) -> Visitor | None:
        """Who asks by a session; None where somebody must sign in."""
        session = self.session(request)
        form_token = self.form_token(session)
        if self.is_open():
            return Visitor(session=session, form_token=form_token, is_open=True)
        holder = holder_of(self._bench.database, str(session["id"]))
        if holder is None or (holder.name == TOKEN_NAME and holder.mark != self._mark_of_token()):
            return None
        return Visitor(name=holder.name, session=session, form_token=form_token, reads_only=holder.reads_only)

    def is_stranger(self, request: Request) -> bool:
        """Whether a request comes without anything that opens a door: what it brings need not be read."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.caller(token.strip()) is None
        return self.visitor(request) is None

    def session(self, request: Request) -> dict[str, Any]:
        """What the cookie says; a new session where there is none that is ours and young."""
        try:
            found = self._sessions.loads(request.cookies.get(COOKIE, ""), max_age=SESSION_SECONDS)
        except BadSignature:
            found = None
        return found if isinstance(found, dict) and found.get("id") else {"id": secrets.token_urlsafe(18)}

    def cookie(self, session: dict[str, Any]) -> str:
        """The cookie of a session."""
        return str(self._sessions.dumps(session))

    def signed_in(self, name: str) -> dict[str, Any]:
        """A new session of somebody who has shown who they are."""
        mark = self._mark_of_token() if name == TOKEN_NAME else ""
        return {"id": begin_session(self._bench.database, name, mark)}

    def form_token(self, session: dict[str, Any]) -> str:
        """What a form of this session must bring."""
        return str(self._forms.dumps(session["id"]))

    def is_form_of(self, session: dict[str, Any], token: str) -> bool:
        """Whether a form was made for this session."""
        try:
            return hmac.compare_digest(str(self._forms.loads(token, max_age=SESSION_SECONDS)), str(session["id"]))
        except BadSignature:
            return False

    def is_token(self, token: str) -> bool:
        """Whether it is the token of `--token`."""
        wanted = self._bench.settings.token
        return bool(wanted) and hmac.compare_digest(token.encode(), wanted.encode())

    def caller(self, token: str) -> Caller | None:
        """Who brings a token: that of `--token-file`, or one that was made for the API; None where it does not hold."""
        if self.is_token(token):
            return Caller(name=TOKEN_NAME)
        found = caller_of(self._bench.database, token)
        return replace(found, name=f"{TOKEN_NAME}:{found.name}") if found else None

    def _mark_of_token(self) -> str:
        """What ends sessions that were begun with a token of `--token-file` that holds no more."""
        token = self._bench.settings.token
        return hashlib.sha256(token.encode()).hexdigest()[:16] if token else ""


def bench_of(request: Request) -> Workbench:
    """The workbench."""
    found: Workbench = request.app.state.bench
    return found


def doorkeeper_of(request: Request) -> Doorkeeper:
    """Who lets visitors in."""
    found: Doorkeeper = request.app.state.doorkeeper
    return found


def page_visitor(request: Request) -> Visitor:
    """Who asks for a page; raises SignInNeededError where nobody may without signing in."""
    visitor = doorkeeper_of(request).visitor(request)
    if visitor is None:
        raise SignInNeededError
    return visitor


def form_sender(
    request: Request,
    visitor: Annotated[Visitor, Depends(page_visitor)],
    form_token: Annotated[str, Form()] = "",
    x_form_token: Annotated[str, Header()] = "",
) -> Visitor:
    """Who sends a form of ours; raises 403 for a form of anybody else."""
    if not doorkeeper_of(request).is_form_of(visitor.session, form_token or x_form_token):
        raise HTTPException(403, "The form is too old: load the page again / 表单已失效，请刷新页面")
    return visitor


def form_visitor(visitor: Annotated[Visitor, Depends(form_sender)]) -> Visitor:
    """Who sends a form that changes something; raises 403 for who may look only."""
    if visitor.reads_only:
        raise only_reads()
    return visitor


def api_visitor(
    request: Request,
    authorization: Annotated[str | None, Header(include_in_schema=False)] = None,
    x_form_token: Annotated[str, Header(include_in_schema=False)] = "",
) -> Visitor:
    """Who calls the API: with a token; by the session of a page with its form token; or anybody where it is open.

    Who brings a token that does not hold is not let in by anything else. Raises 401 where it is none of these, 403
    where somebody who may look only would change something, and 429 where it is too often.
    """
    doorkeeper = doorkeeper_of(request)
    rates, address = bench_of(request).rates, address_of(request)
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() == "bearer" and (caller := doorkeeper.caller(token.strip())):
        _refuse_haste(rates.wait_of_request(caller.name))
        return _who_may(request, Visitor(name=caller.name, reads_only=caller.reads_only))
    visitor = doorkeeper.visitor(request) if not authorization else None
    if visitor and (
        doorkeeper.is_open() or request.method == "GET" or doorkeeper.is_form_of(visitor.session, x_form_token)
    ):
        _refuse_haste(rates.wait_of_request(visitor.name or address))
        return _who_may(request, visitor)
    _refuse_haste(rates.wait_of_request(address))
    raise HTTPException(401, "A token is needed / 需要令牌", headers={"WWW-Authenticate": "Bearer"})


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def _who_may(request: Request, visitor: Visitor) -> Visitor:
    """A caller who may do what is asked; raises 403 for who may look only."""
    if visitor.reads_only and request.method not in ("GET", "HEAD"):
        raise only_reads()
    return visitor


def _refuse_haste(wait: int) -> None:
    if wait:
        raise HTTPException(429, "Too many requests / 请求过于频繁", headers={"Retry-After": str(wait)})


def language_of(request: Request) -> Language:
    """The language of a visitor: chosen in the page, else what the browser prefers, else that of the server."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in ("zh", "en"):
        return "zh" if chosen == "zh" else "en"
    for part in request.headers.get("accept-language", "").split(","):
        name = part.partition(";")[0].strip().lower()[:2]
        if name in ("zh", "en"):
            return "zh" if name == "zh" else "en"
    return bench_of(request).settings.language


PageVisitor = Annotated[Visitor, Depends(page_visitor)]
FormSender = Annotated[Visitor, Depends(form_sender)]
FormVisitor = Annotated[Visitor, Depends(form_visitor)]
ApiVisitor = Annotated[Visitor, Depends(api_visitor)]
Bench = Annotated[Workbench, Depends(bench_of)]
Lang = Annotated[Language, Depends(language_of)]
