"""What every request passes: the name it calls us by, where it comes from, how much it brings; and what answers say.

- A page elsewhere that makes its own name lead to this machine (DNS rebinding) calls us by that name: only names that
  were given are answered.
- A page elsewhere that sends a form here says so in `Origin`, which no script can leave out or change.
- A body is counted while it comes in, whatever `Content-Length` says; one of a stranger is not taken in at all beyond
  what signing in needs, as files of a form lie on the disk before anybody asks who sent them.
- A workbench on which nobody need sign in is for one person on this machine: through a proxy it answers nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from appaudit.model.bilingual import Bilingual
from appaudit.serve.web.problems import problem

_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))
#: What pages of ours may do: their own style, script and forms; reports are framed and bring their own policy.
PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: What every answer says beside.
HEADERS: Final = (
    ("Content-Security-Policy", PAGE_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


#: Bytes that somebody may send who has not shown who they are: a name and a password.
STRANGERS_BYTES: Final = 64 << 10
#: By what a proxy says for whom it asks (RFC 7239, and what came before it).
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class Door(Protocol):
    """Who knows visitors (`visitor.Doorkeeper`)."""

    def is_open(self) -> bool:
        """Whether nobody need sign in."""

    def is_stranger(self, request: Request) -> bool:
        """Whether a request comes without anything that opens a door."""


class Guard:
    """Around the whole application."""

    def __init__(self, app: ASGIApp, door: Door, hosts: Iterable[str], most_bytes: int) -> None:
        """`hosts` are the names that are answered, without ports; `most_bytes` of one request."""
        self._app = app
        self._door = door
        self._hosts = frozenset(host.lower().strip("[]") for host in hosts)
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers) or await self._refusal_of_proxy(scope, headers)
        most, excess = self._most_bytes, 413
        is_change = refusal is None and scope["method"] not in _SAFE
        if is_change and await run_in_threadpool(self._door.is_stranger, Request(scope)):
            most, excess = min(most, STRANGERS_BYTES), 401
        if refusal is None and int(headers.get("content-length", "0")) > most:
            if excess == 401:
                refusal = _refused(scope, excess)
            most = -1  # none of it is taken in, and the application says so as it tells every error
        app = refusal or self._app
        await app(scope, _counted(receive, most, excess), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if _name_of(f"//{host}") not in self._hosts:
            return _refused(scope, 421, Bilingual("不以此名称提供服务", "This name is not answered: see --host-name"))
        if scope["method"] not in _SAFE and not _is_from_here(headers, host):
            return _refused(scope, 403, Bilingual("请求来自其他站点", "Sent from another site"))
        length = headers.get("content-length", "")
        if length and not length.isdigit():
            return _refused(scope, 413)
        return None

    async def _refusal_of_proxy(self, scope: Scope, headers: Headers) -> Response | None:
        if any(name in headers for name in _FORWARDED) and await run_in_threadpool(self._door.is_open):
            return _refused(scope, 403, _PROXIED, _CLOSE_IT, word="open")
        return None


_PROXIED: Final = Bilingual(
    "经由代理的请求：这个工作台无须登录，只供本机使用",
    "Sent through a proxy, to a workbench for this machine alone, where nobody need sign in",
)
_CLOSE_IT: Final = Bilingual(
    "请先用 `appaudit serve account set` 新建账号，或给出 --token-file。",
    "Make an account with `appaudit serve account set`, or give --token-file.",
)
_TOO_LARGE: Final = Bilingual("上传内容过大", "Too large")


def _counted(receive: Receive, most: int, excess: int) -> Receive:
    """The body, as long as it has no more bytes than it may; else the status `excess`."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            headers = {"WWW-Authenticate": "Bearer"} if excess == 401 else None
            raise HTTPException(excess, f"{_TOO_LARGE.en} / {_TOO_LARGE.zh}", headers)
        return message

    return counted


def _refused(
    scope: Scope, status: int, wrong: Bilingual | None = None, todo: Bilingual | None = None, *, word: str = ""
) -> Response:
    """A refusal: problem details for the API, for everybody else a line, or the way to sign in."""
    method, path = scope["method"], scope["path"]
    if path.startswith("/api/"):
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        return problem(f"{method} {path}", path, status, wrong, todo, headers=headers, word=word)
    if status == 401 and path != "/sign-in":
        return RedirectResponse("/sign-in", 303)
    said = [wrong or _TOO_LARGE, *([todo] if todo else [])]
    text = "".join(f"{item.en} / {item.zh}\n" for item in said)
    return PlainTextResponse(text, 413 if status == 401 else status)


def _is_from_here(headers: Headers, host: str) -> bool:
    """Whether a request that changes something was sent by a page of ours, or by no page at all."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2].lower() == host.lower()


def _name_of(address: str) -> str | None:
    """The name in `//name:port`; None for what no browser sends, such as a name behind an `@`."""
    try:
        found = urlsplit(address)
    except ValueError:
        return None
    return found.hostname if not set(address) & set("@\\ ") else None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS:
                headers.setdefault(name, value)
        await send(message)

    return sending
