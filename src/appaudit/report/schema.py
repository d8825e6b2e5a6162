"""JSON Schemas of the documents, read from the dataclasses that define them."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import get_args, get_origin, get_type_hints

from appaudit.model.codec import Json
from appaudit.model.grade import Grade
from appaudit.model.report import SCHEMA_VERSION, Report

_SCALARS: dict[object, dict[str, Json]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def report_schema() -> dict[str, Json]:
    """The schema of the report, draft 2020-12, with one definition for each record."""
    return document_schema(Report, f"appaudit report, schema version {SCHEMA_VERSION}", has_defaults=False)


def document_schema(cls: type, title: str, *, has_defaults: bool) -> dict[str, Json]:
    """The schema of the document that a dataclass describes.

    `has_defaults` is true for what people write, where a key with a default may be left out.
    """
    definitions: dict[str, Json] = {}
    root = _Schema(definitions, has_defaults=has_defaults).of(cls)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


class _Schema:
    def __init__(self, definitions: dict[str, Json], *, has_defaults: bool) -> None:
        self._definitions = definitions
        self._has_defaults = has_defaults

    def of(self, hint: object) -> dict[str, Json]:
        origin = get_origin(hint)
        if origin in (typing.Union, types.UnionType):
            options = [self.of(option) for option in get_args(hint) if option is not type(None)]
            return {"anyOf": [*options, {"type": "null"}]}
        if origin in (tuple, list):
            return {"type": "array", "items": self.of(get_args(hint)[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(get_args(hint)[1])}
        if origin is typing.Literal:
            return {"type": "string", "enum": list(get_args(hint))}
        if isinstance(hint, type) and issubclass(hint, Grade):
            return {"type": "string", "enum": [str(grade) for grade in sorted(hint, reverse=True)]}
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            return self._record(hint)
        return dict(_SCALARS[hint])

    def _record(self, cls: type) -> dict[str, Json]:
        reference: dict[str, Json] = {"$ref": f"#/$defs/{cls.__name__}"}
        if cls.__name__ in self._definitions:
            return reference
        self._definitions[cls.__name__] = {}
        hints = get_type_hints(cls)
        properties: dict[str, Json] = {}
        for item in dataclasses.fields(cls):
            schema = self.of(hints[item.name])
            if item.name == "schema_version":
                schema = {"const": SCHEMA_VERSION}
            if "about" in item.metadata:
                schema["description"] = item.metadata["about"]
            properties[item.metadata.get("json", item.name)] = schema
        self._definitions[cls.__name__] = {
            "type": "object",
            "description": (cls.__doc__ or "").strip().partition("\n")[0],
            "properties": properties,
            "required": [
                item.metadata.get("json", item.name) for item in dataclasses.fields(cls) if self._is_required(item)
            ],
            "additionalProperties": False,
        }
        return reference

    def _is_required(self, item: dataclasses.Field[object]) -> bool:
        if not self._has_defaults:
            return not item.metadata.get("omit_empty")
        return item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
