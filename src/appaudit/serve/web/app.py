"""The application: pages, API, style and script behind one guard."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, OperationalError, TimeoutError  # no connection became free
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match
from starlette.staticfiles import StaticFiles

from appaudit.errors import ConfigError
from appaudit.serve.web import access, apps, audits, decisions, policy
from appaudit.serve.web.guard import HEADERS, Guard
from appaudit.serve.web.pages import page
from appaudit.serve.web.problems import of_error, trouble_of, words_for_people
from appaudit.serve.web.rest import apps as rest_apps
from appaudit.serve.web.rest import audits as rest_audits
from appaudit.serve.web.rest.description import describe
from appaudit.serve.web.visitor import Doorkeeper, SignInNeededError
from appaudit.serve.workbench import Workbench
from appaudit.version import __version__

_STATIC: Final = Path(__file__).parent.parent / "static"
_API: Final = "/api/"


def application(bench: Workbench) -> FastAPI:
    """The ASGI application of a workbench; it starts its runners and ends them."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        bench.start()
        yield
        bench.stop()

    app = FastAPI(
        title="appaudit",
        version=__version__,
        summary="Audits of apps for China's privacy rules: the answers of the command line.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.bench = bench
    app.state.doorkeeper = doorkeeper = Doorkeeper(bench)
    for module in (audits, apps, decisions, policy, access):
        app.include_router(module.router)
    for module in (rest_audits, rest_apps):
        app.include_router(module.router, prefix="/api/v1")
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # as FastAPI's documentation has it
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.add_middleware(Guard, door=doorkeeper, hosts=bench.settings.hosts, most_bytes=bench.settings.most_upload)
    app.add_exception_handler(SignInNeededError, _to_sign_in)
    for kind in (
        HTTPException,
        ConfigError,
        RequestValidationError,
        DataError,
        OperationalError,
        TimeoutError,
        OSError,
    ):
        app.add_exception_handler(kind, _refused)
    app.add_exception_handler(Exception, _broken)
    return app


def _to_sign_in(_request: Request, _error: Exception) -> Response:
    return RedirectResponse("/sign-in", 303)


def _methods(request: Request) -> list[str]:
    """The methods that this address knows."""
    asked = {"type": "http", "path": request.url.path, "root_path": "", "headers": []}
    routes = request.app.routes
    return [
        method
        for method in ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
        if any(route.matches(asked | {"method": method})[0] is Match.FULL for route in routes)
    ]


async def _broken(request: Request, error: Exception) -> Response:
    """What nobody expected: told as every error is, without what it was, which the output of the server has."""
    answer = _told(request, error)
    for name, value in HEADERS:  # it is answered outside of the guard
        answer.headers.setdefault(name, value)
    answer.headers["Connection"] = "close"  # which the server does
    return answer


async def _refused(request: Request, error: Exception) -> Response:
    """An error as a page for people, as problem details for everybody else; raises what is our own fault."""
    if isinstance(error, FileNotFoundError):  # deleted since it was looked up
        error = HTTPException(404)
    if isinstance(error, HTTPException) and error.status_code == 405:  # the framework names those of one route only
        error = HTTPException(405, headers={"Allow": ", ".join(_methods(request))})
    if isinstance(error, ConfigError):  # its words may name places of ours
        error = HTTPException(
            404, "This version cannot read the report: audit it again / 本版本无法读取该报告，请再审计一次"
        )
    if isinstance(error, OSError) and error.errno not in (errno.ENOSPC, errno.EDQUOT):
        raise error
    return _told(request, error)


def _told(request: Request, error: Exception) -> Response:
    if request.url.path.startswith(_API) or "text/html" not in request.headers.get("accept", ""):
        return of_error(request, error)
    told = trouble_of(error)
    wrong, todo = words_for_people(told)
    answer = page(request, None, "error.html.j2", told.status, status_code=told.status, wrong=wrong, todo=todo)
    answer.headers.update(told.headers)
    return answer
