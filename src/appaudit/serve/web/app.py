"""The application: pages, API, style and script behind one guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from appaudit.serve.web import access, api, apps, audits, decisions
from appaudit.serve.web.guard import Guard
from appaudit.serve.web.pages import page
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
    app.state.doorkeeper = Doorkeeper(bench)
    for module in (audits, apps, decisions, access, api):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.add_middleware(Guard, hosts=bench.settings.hosts, most_bytes=bench.settings.most_upload)
    app.add_exception_handler(SignInNeededError, _to_sign_in)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    return app


def _to_sign_in(_request: Request, _error: Exception) -> Response:
    return RedirectResponse("/sign-in", 303)


async def _refused(request: Request, error: Exception) -> Response:
    """An error as a page for people, as JSON for everybody else."""
    assert isinstance(error, HTTPException)  # noqa: S101  # what this handler is for
    if request.url.path.startswith(_API) or "text/html" not in request.headers.get("accept", ""):
        return await http_exception_handler(request, error)
    return page(request, None, "error.html.j2", error.status_code, status_code=error.status_code, detail=error.detail)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  # what this handler is for
    if request.url.path.startswith(_API) or "text/html" not in request.headers.get("accept", ""):
        return await request_validation_exception_handler(request, error)
    what = "; ".join(f"{'.'.join(map(str, item['loc'][1:]))}: {item['msg']}" for item in error.errors())
    return page(request, None, "error.html.j2", 422, status_code=422, detail=what)
