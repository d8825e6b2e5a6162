"""Signing in and out, and the log of what was done by whom."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, HTTPException, Query, Request
from sqlalchemy import select
from starlette.responses import Response

from appaudit.serve.accounts import TOKEN_NAME, is_right
from appaudit.serve.intake import done
from appaudit.serve.models import Deed
from appaudit.serve.sessions import end_session
from appaudit.serve.web.pages import keep_session, page, see
from appaudit.serve.web.visitor import COOKIE, Bench, FormSender, PageVisitor, address_of, doorkeeper_of
from appaudit.serve.workbench import Workbench

router = APIRouter(include_in_schema=False)
_PER_PAGE: Final = 100


@router.get("/sign-in")
def ask(request: Request, bench: Bench) -> Response:
    """The form to sign in."""
    if doorkeeper_of(request).is_open():
        return see("/")
    return page(request, None, "sign-in.html.j2", is_wrong=False, has_token=bool(bench.settings.token))


@router.post("/sign-in")
def sign_in(
    request: Request,
    bench: Bench,
    form_token: Annotated[str, Form()] = "",
    name: Annotated[str, Form(max_length=80)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Let somebody in by name and password, or by the token alone."""
    doorkeeper = doorkeeper_of(request)
    if not doorkeeper.is_form_of(doorkeeper.session(request), form_token):
        raise HTTPException(403, "The form is too old: load the page again / 表单已失效，请刷新页面")
    wait = bench.rates.wait_of_attempt(address_of(request))
    if wait:
        raise HTTPException(
            429, "Too many attempts: wait a minute / 尝试过于频繁，请一分钟后再试", {"Retry-After": str(wait)}
        )
    who = name.strip() or TOKEN_NAME
    is_let_in = doorkeeper.is_token(password) if who == TOKEN_NAME else is_right(bench.database, who, password)
    _note(bench, who, "sign-in" if is_let_in else "refused", address_of(request))
    if not is_let_in:
        bench.rates.failed(address_of(request))
        has_token = bool(bench.settings.token)
        return page(request, None, "sign-in.html.j2", 403, is_wrong=True, has_token=has_token)
    response = see("/")
    keep_session(request, response, doorkeeper.signed_in(who))
    return response


@router.post("/sign-out")
def sign_out(request: Request, bench: Bench, visitor: FormSender) -> Response:
    """End the session, for whoever else holds its cookie too."""
    end_session(bench.database, str(visitor.session["id"]))
    _note(bench, visitor.name, "sign-out", address_of(request))
    response = see("/sign-in")
    response.delete_cookie(COOKIE)
    return response


@router.get("/log")
def log(
    request: Request,
    bench: Bench,
    visitor: PageVisitor,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """What was done by whom, the latest first."""
    wanted = select(Deed).order_by(Deed.id.desc()).limit(_PER_PAGE + 1)
    with bench.database.reading() as session:
        deeds = session.scalars(wanted.where(Deed.id < before) if before else wanted).all()
    return page(request, visitor, "log.html.j2", deeds=deeds[:_PER_PAGE], has_more=len(deeds) > _PER_PAGE)


def _note(bench: Workbench, who: str, deed: str, address: str) -> None:
    with bench.database.session() as session:
        session.add(done(who, deed, address, bench.database.now(session)))
