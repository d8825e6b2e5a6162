"""Pages: templates in the language of the visitor, with the session and the form token that belong to them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.verdict import Decision
from appaudit.report.renderers import words as report_words
from appaudit.report.renderers.plain import safe_line, safe_text
from appaudit.report.renderers.verdict_words import DECISION
from appaudit.serve.sessions import SESSION_SECONDS
from appaudit.serve.web import words
from appaudit.serve.web.visitor import COOKIE, LANGUAGE_COOKIE, Visitor, doorkeeper_of, language_of
from appaudit.version import __version__

_TEMPLATES: Final = Path(__file__).parent.parent / "templates"


@cache
def environment() -> Environment:
    """The templates; whatever is put into them is escaped, and shown without control characters by `line`."""
    found = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["line"] = lambda text: safe_line(str(text))
    found.filters["text"] = lambda text: safe_text(str(text))
    found.filters["time"] = _time
    found.filters["size"] = _size
    found.globals.update(
        version=__version__,
        words=words,
        severities=tuple(report_words.SEVERITY),
        severity_names=lambda language: {
            name: text.in_language(language) for name, text in report_words.SEVERITY.items()
        },
        severity_words=report_words.SEVERITY,
        status_words=report_words.STATUS,
        decisions=get_args(Decision),
        decision_words=DECISION,
    )
    return found


def page(request: Request, visitor: Visitor | None, template: str, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
    """A page of a template."""
    language = language_of(request)
    doorkeeper = doorkeeper_of(request)
    session = visitor.session if visitor else doorkeeper.session(request)
    text = (
        environment()
        .get_template(template)
        .render(
            language=language,
            say=_say(language),
            of=lambda text: _of(text, language),
            visitor=visitor,
            form_token=doorkeeper.form_token(session),
            is_open=bool(visitor and visitor.is_open),
            path=request.url.path,
            other_language=_other(request, language),
            **values,
        )
    )
    response = HTMLResponse(text, status)
    keep_session(request, response, session)
    if request.query_params.get("lang") in ("zh", "en"):
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=365 * 86400, samesite="lax", httponly=True)
    response.headers["Content-Language"] = language
    return response


def keep_session(request: Request, response: Response, session: dict[str, Any]) -> None:
    """Give the browser the session; of another site's request it is not sent along."""
    response.set_cookie(
        COOKIE,
        doorkeeper_of(request).cookie(session),
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def see(path: str) -> Response:
    """Go on to a page of ours after a form."""
    return RedirectResponse(path, 303)


def _other(request: Request, language: Language) -> str:
    """The address of the same page in the other language."""
    other = request.url.include_query_params(lang="en" if language == "zh" else "zh")
    # `//name` and `/\name` would lead to another server
    path = quote(other.path.lstrip("/\\"))
    return f"/{path}?{other.query}"


def _say(language: Language) -> Callable[[str, str], str]:
    return lambda zh, en: zh if language == "zh" else en


def _of(text: Bilingual | dict[str, str] | None, language: Language) -> str:
    if text is None:
        return ""
    return text.in_language(language) if isinstance(text, Bilingual) else text[language]


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def _size(size: int) -> str:
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}".replace(".0 ", " ")
    return f"{size / 1024:.1f} KiB"
