"""What every request passes: the name it calls us by, where it comes from, how much it brings; and what answers say.

- A page elsewhere that makes its own name lead to this machine (DNS rebinding) calls us by that name: only names that
  were given are answered.
- A page elsewhere that sends a form here says so in `Origin`, which no script can leave out or change.
- A body is counted while it comes in, whatever `Content-Length` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from appaudit.serve.web.problems import problem

_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))
#: What pages of ours may do: their own style, script and forms; reports are framed and bring their own policy.
PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = (
    ("Content-Security-Policy", PAGE_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


class Guard:
    """Around the whole application."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], most_bytes: int) -> None:
        """`hosts` are the names that are answered, without ports; `most_bytes` of one request."""
        self._app = app
        self._hosts = frozenset(host.lower().strip("[]") for host in hosts)
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        app = refusal or self._app
        await app(scope, self._counted(receive), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        method, path = scope["method"], scope["path"]
        host = headers.get("host", "")
        if _name_of(f"//{host}") not in self._hosts:
            return _refused(method, path, 421, "This name is not answered: see --host-name / 不以此名称提供服务\n")
        if method not in _SAFE and not _is_from_here(headers, host):
            return _refused(method, path, 403, "Sent from another site / 请求来自其他站点\n")
        length = headers.get("content-length", "")
        if length and (not length.isdigit() or int(length) > self._most_bytes):
            return _refused(method, path, 413, "Too large / 上传内容过大\n")
        return None

    def _counted(self, receive: Receive) -> Receive:
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._most_bytes:
                raise HTTPException(413, "Too large / 上传内容过大")
            return message

        return counted


def _refused(method: str, path: str, status: int, text: str) -> Response:
    """A refusal: problem details for the API, a line for everybody else."""
    return problem(f"{method} {path}", path, status) if path.startswith("/api/") else PlainTextResponse(text, status)


def _is_from_here(headers: Headers, host: str) -> bool:
    """Whether a request that changes something was sent by a page of ours, or by no page at all."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _name_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS:
                headers.setdefault(name, value)
        await send(message)

    return sending
