"""Errors of the API as problem details (RFC 9457): what was read, what is wrong, what to do, in both languages."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from sqlalchemy.exc import DataError, OperationalError, TimeoutError  # no connection became free
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from appaudit.model.bilingual import Bilingual
from appaudit.model.record import record

MEDIA: Final = "application/problem+json"
B = Bilingual


class Text(BaseModel):
    """A text in both languages."""

    zh: str
    en: str


class Place(BaseModel):
    """A part of a request that is not as it should be."""

    place: str = Field(description="Where it stands: `query.limit`, `body.package`, `path.audit_id`.")
    wrong: str


class Problem(BaseModel):
    """An error (RFC 9457), for programs by `type` and `status`, for people in both languages."""

    type: str = Field(description="`urn:appaudit:problem:` and a word that does not change.")
    title: str
    status: int
    detail: str = Field(description="What is wrong, and what to do, in English.")
    instance: str = Field(description="The path that was asked for.")
    read: Text = Field(description="What was read.")
    wrong: Text = Field(description="What is wrong with it.")
    todo: Text = Field(description="What to do about it.")
    places: list[Place] = Field(description="The parts of the request that are wrong, where it is one of its parts.")


@record
class Said:
    """What people are told where nothing more exact is known: a word for programs, what is wrong, what to do."""

    word: str
    wrong: Bilingual
    todo: Bilingual


@record
class Trouble:
    """An error of the application, with what of it is known."""

    status: int
    wrong: Bilingual | None = None
    todo: Bilingual | None = None
    word: str = ""
    places: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


#: Errors of which a page says the same way out as the API.
_SAME_FOR_PEOPLE: Final = frozenset((413, 500, 503, 507))
_DESCRIBED: Final = B("/api/openapi.json 说明了各接口。", "/api/openapi.json describes what may be asked for.")
_SAID: Final[Mapping[int, Said]] = {
    400: Said(
        word="malformed",
        wrong=B("请求无法解析", "The request cannot be parsed"),
        todo=B("请检查请求正文的格式。", "Check the format of its body."),
    ),
    401: Said(
        word="token-needed",
        wrong=B("没有有效的令牌", "There is no valid token"),
        todo=B(
            "请加上 Authorization: Bearer 令牌；令牌由 `appaudit serve token create` 新建。",
            "Send Authorization: Bearer TOKEN; `appaudit serve token create` makes a token.",
        ),
    ),
    403: Said(
        word="other-site",
        wrong=B("请求来自其他站点", "Sent from another site"),
        todo=B("请由命令行或本工作台的页面发送。", "Send it from a pipeline or from a page of the workbench."),
    ),
    404: Said(
        word="not-found",
        wrong=B("没有这个对象，或它没有报告", "There is no such thing, or it has no report"),
        todo=B("请在列表中查看编号和状态。", "Look up its id and its state in the list."),
    ),
    405: Said(word="method", wrong=B("此处不支持该方法", "This method is not known here"), todo=_DESCRIBED),
    409: Said(
        word="not-ended",
        wrong=B("审计尚未结束", "The audit has not ended"),
        todo=B(
            "请轮询 /api/v1/audits/{编号}，直到 state 为 done 或 failed。",
            "Poll /api/v1/audits/{id} until its state is done or failed.",
        ),
    ),
    413: Said(
        word="too-large",
        wrong=B("上传内容过大", "Too large"),
        todo=B("请缩小文件，或由管理员提高 --most-upload。", "Send less, or have --most-upload raised."),
    ),
    421: Said(
        word="host-name",
        wrong=B("不以此名称提供服务", "This name is not answered"),
        todo=B("请使用 --host-name 给出的名称。", "Call it by a name that --host-name gives."),
    ),
    422: Said(word="invalid", wrong=B("请求的内容不正确", "Something in the request is wrong"), todo=_DESCRIBED),
    429: Said(
        word="too-many",
        wrong=B("请求过于频繁", "Too many requests"),
        todo=B("请在 Retry-After 所示的秒数后再试。", "Try again after the seconds that Retry-After says."),
    ),
    500: Said(
        word="internal",
        wrong=B("工作台内部错误", "The workbench made a mistake"),
        todo=B(
            "请再试一次；如仍然出错，请管理员查看服务器的输出。",
            "Try again; if it stays so, have the server's output looked at.",
        ),
    ),
    503: Said(
        word="database",
        wrong=B("数据库暂时无法使用", "The database cannot be used for now"),
        todo=B("请稍后再试；如仍然出错，请管理员检查数据库。", "Try again; if it stays so, have it looked at."),
    ),
    507: Said(
        word="disk-full",
        wrong=B("存储空间不足", "There is no room left for files"),
        todo=B("请删除不需要的审计，或由管理员扩大存储空间。", "Delete audits that nobody needs, or have room made."),
    ),
}
_DESCRIPTION: Final[Mapping[int, str]] = {
    400: "It cannot be parsed.",
    401: "A token is needed.",
    404: "There is no such thing, or it has no report.",
    409: "It has not ended.",
    413: "Too large.",
    422: "Something in the request is wrong: `places` says where.",
    429: "Too many requests.",
    507: "There is no room left for files.",
}


class WrongError(HTTPException):
    """An error with what is wrong and what to do in both languages, and a word of its own for programs."""

    def __init__(self, status: int, wrong: Bilingual, todo: Bilingual | None = None, *, word: str = "") -> None:
        super().__init__(status, f"{wrong.en} / {wrong.zh}")
        self.wrong = wrong
        self.todo = todo
        self.word = word


def only_reads() -> WrongError:
    """What is said to somebody who may look only and would change something."""
    return WrongError(
        403,
        B("该账号或令牌只能查看，不能修改", "This account or token may look and change nothing"),
        B("请使用可以审计的账号或令牌。", "Use an account or token that may audit."),
        word="reads-only",
    )


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route says of its errors; every one may want a token, find the request wrong, or be asked too often."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    found: dict[int | str, dict[str, Any]] = {
        status: {"description": _DESCRIPTION[status], "content": {MEDIA: schema}}
        for status in sorted({401, 422, 429, *statuses})
    }
    found[429]["headers"] = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    found["default"] = {"description": "Any other error.", "content": {MEDIA: schema}}
    return found


def problem(
    request_line: str, path: str, status: int, wrong: Bilingual | None = None, todo: Bilingual | None = None,
    *, places: Sequence[tuple[str, str]] = (), headers: Mapping[str, str] | None = None, word: str = "",
) -> Response:  # fmt: skip
    """The answer to a request that ends with an error."""
    said = _SAID.get(status) or Said(word="error", wrong=B("出错", "That did not work"), todo=_DESCRIBED)
    wrong, todo = wrong or said.wrong, todo or said.todo
    content = Problem(
        type=f"urn:appaudit:problem:{word or said.word}",
        title=_phrase(status),
        status=status,
        detail=f"{wrong.en}. {todo.en}",
        instance=_sound(path),
        read=Text(zh=f"请求 {_sound(request_line)}", en=f"The request {_sound(request_line)}"),
        wrong=Text(zh=_sound(wrong.zh), en=_sound(wrong.en)),
        todo=Text(zh=todo.zh, en=todo.en),
        places=[Place(place=_sound(place), wrong=_sound(what)) for place, what in places],
    )
    return JSONResponse(content.model_dump(), status, dict(headers or {}), MEDIA)


def of_error(request: Request, error: Exception) -> Response:
    """The problem that an error of the application is."""
    told = trouble_of(error)
    line, path = f"{request.method} {request.url.path}", request.url.path
    return problem(
        line, path, told.status, told.wrong, told.todo, places=told.places, headers=told.headers, word=told.word
    )


def trouble_of(error: Exception) -> Trouble:
    """What an error of the application comes to; what nobody expected is our own mistake, 500."""
    if isinstance(error, RequestValidationError):
        places = [(".".join(map(str, item["loc"])), str(item["msg"])) for item in error.errors()]
        en = "; ".join(f"{place}: {what}" for place, what in places[:5])
        wrong = B(f"请求的内容不正确：{en}", en or "The request is wrong")
        return Trouble(status=422, wrong=wrong, places=tuple(places))
    if isinstance(error, DataError):
        return Trouble(status=422)
    if isinstance(error, OperationalError | TimeoutError):
        return Trouble(status=503, headers={"Retry-After": "5"})
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(status=507)
    if not isinstance(error, HTTPException):
        return Trouble(status=500)
    headers = dict(error.headers or {})
    if isinstance(error, WrongError):
        return Trouble(status=error.status_code, wrong=error.wrong, todo=error.todo, headers=headers, word=error.word)
    return Trouble(status=error.status_code, wrong=_in_both(error), headers=headers)


def words_for_people(told: Trouble) -> tuple[Bilingual | None, Bilingual | None]:
    """What is wrong, and what to do, as a page says it; nothing where its heading says all."""
    known = _SAID.get(told.status) if told.status != 404 else None
    todo = known.todo if known and told.status in _SAME_FOR_PEOPLE else None
    return told.wrong or (known.wrong if known else None), told.todo or todo


def _in_both(error: HTTPException) -> Bilingual | None:
    """What an error of a page says, which stands there as `English / 中文`."""
    if error.detail == _phrase(error.status_code) or error.status_code in (400, 401, 404, 405):
        return None
    en, _, zh = str(error.detail).partition(" / ")
    return B(zh or en, en)


def _phrase(status: int) -> str:
    """The words of a status by RFC 9110, as Starlette has them."""
    return str(HTTPException(status).detail)


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")[:2000]
