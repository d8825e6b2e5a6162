"""The JSON Schema of the report document, read from the dataclasses that define it."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, get_args, get_origin, get_type_hints

from appaudit.model.report import Report

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}
_CLOSED = {
    "severity": ["critical", "high", "medium", "low", "info"],
    "confidence": ["high", "medium", "low"],
}


def report_schema() -> dict[str, Any]:
    """The schema, draft 2020-12, with one definition for each record."""
    definitions: dict[str, Any] = {}
    root = _schema(Report, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "appaudit report, schema version 1",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401  # a type expression
    origin = get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        options = [_schema(option, definitions) for option in get_args(hint) if option is not type(None)]
        return {"anyOf": [*options, {"type": "null"}]}
    if origin in (tuple, list):
        return {"type": "array", "items": _schema(get_args(hint)[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(get_args(hint)[1], definitions)}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _record(hint, definitions)
    return dict(_SCALARS[hint])


def _record(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    reference = {"$ref": f"#/$defs/{cls.__name__}"}
    if cls.__name__ in definitions:
        return reference
    definitions[cls.__name__] = {}
    hints = get_type_hints(cls)
    properties = {}
    for item in dataclasses.fields(cls):
        properties[item.metadata.get("json", item.name)] = _field(item.name, hints[item.name], definitions)
    definitions[cls.__name__] = {
        "type": "object",
        "description": (cls.__doc__ or "").strip().partition("\n")[0],
        "properties": properties,
        "required": [
            item.metadata.get("json", item.name)
            for item in dataclasses.fields(cls)
            if not item.metadata.get("omit_empty")
        ],
        "additionalProperties": False,
    }
    return reference


def _field(name: str, hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    schema = _schema(hint, definitions)
    words = _CLOSED.get(name)
    if words and schema == {"type": "string"}:
        return {"type": "string", "enum": words}
    return schema
