"""The OpenAPI document: what FastAPI derives from the routes, with the errors and tokens that it cannot know of."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from appaudit.serve.web.problems import Problem
from appaudit.serve.workbench import Workbench
from appaudit.version import __version__

_DESCRIPTION: Final = """Audits of apps for China's privacy rules: the answers of the command line, for pipelines.

`POST /api/v1/audits` with a package and its documents, poll `GET /api/v1/audits/{id}` until its state is `done` or
`failed`, ask `GET /api/v1/audits/{id}/gate` whether it passes, and fetch the report in any format.

Every call needs a token (`appaudit serve token create NAME`), save on a workbench that is open on its own machine only.
Errors are problem details (RFC 9457) that say in Chinese and English what was read, what is wrong and what to do.

提交安装包与文件，轮询状态，查询是否通过门槛，下载任意格式的报告；出错时以中英文说明读取了什么、哪里有误、如何处理。"""
_UNUSED: Final = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema:
        return app.openapi_schema
    found = get_openapi(
        title="appaudit",
        version=__version__,
        summary="Audits of apps for China's privacy rules, for pipelines that must not install Python.",
        description=_DESCRIPTION,
        routes=app.routes,
        tags=[
            {"name": "audits", "description": "Audits, from the package to the report."},
            {"name": "apps", "description": "Apps, and what was decided on their findings."},
            {"name": "log", "description": "What was done by whom."},
        ],
    )
    components = found["components"]
    _, made = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
    components["schemas"].update(made["$defs"])
    for name in _UNUSED:
        components["schemas"].pop(name, None)
    _name_what_is_known(components["schemas"], app.state.bench)
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token of `appaudit serve token create`."}
    }
    found["security"] = [{"token": []}]
    app.openapi_schema = found
    return found


def _name_what_is_known(schemas: dict[str, Any], bench: Workbench) -> None:
    """The ids that a form may hold are those of this server's rules."""
    knowledge = bench.catalog.knowledge
    form = next(value["properties"] for value in schemas.values() if "app_category" in value.get("properties", {}))
    form["app_category"]["items"]["enum"] = sorted(knowledge.app_categories)
    form["regulation"]["items"]["enum"] = sorted(knowledge.regulations)
