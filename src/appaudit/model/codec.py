"""Strict conversion between dataclasses and plain JSON or YAML values.

Unknown keys, missing keys and wrong types are reported at once, the first hundred, each with the path of the value.
"""

from __future__ import annotations

import contextlib
import dataclasses
import types
import typing
from enum import IntEnum
from functools import cache
from typing import TypeVar, get_args, get_origin, get_type_hints

from appaudit.model.bilingual import Bilingual
from appaudit.model.grade import Grade

T = TypeVar("T")

#: Problems after which a document is read no further: nobody reads more, and each takes more room than what is wrong.
_MOST_PROBLEMS = 100
#: A document of plain values, as JSON and YAML have them.
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

#: Metadata of a field that is left out of the document while it is empty.
OMIT_EMPTY = types.MappingProxyType({"omit_empty": True})
#: Letters of a text that a message quotes.
_LONGEST = 200


class CodecError(ValueError):
    """Problems of one document, the first hundred: `problems` is a list of `(path, message)`."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path or 'document'}: {message}" for path, message in problems))
        self.problems = problems


class _EnoughError(Exception):
    """So much of a document is wrong that the rest is not looked at."""


class _Problems(list[tuple[str, str]]):
    """Paths and what is wrong there."""

    def append(self, problem: tuple[str, str]) -> None:
        """Note a problem; raises `_EnoughError` where it is one too many."""
        if len(self) >= _MOST_PROBLEMS:
            raise _EnoughError
        super().append(problem)


def said_of_json(error: ValueError | RecursionError) -> Bilingual:
    """Why a JSON document could not be read: what is wrong with its fields, or that it is no JSON."""
    import json  # most commands read none

    if isinstance(error, CodecError):
        return Bilingual(str(error)[:500], str(error)[:500])
    if isinstance(error, UnicodeDecodeError):
        return Bilingual(
            f"不是UTF-8文本（第 {error.start + 1} 个字节）", f"it is not UTF-8 text (at byte {error.start + 1})"
        )
    if isinstance(error, json.JSONDecodeError):
        return Bilingual(
            f"第 {error.lineno} 行第 {error.colno} 列不是有效的JSON",
            f"line {error.lineno}, column {error.colno} is not valid JSON ({error.msg})",
        )
    return Bilingual("嵌套过深，不是有效的JSON", "it is nested too deeply to be valid JSON")


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    attribute: str
    json_name: str
    hint: object
    required: bool
    omit_empty: bool


@cache
def _fields(cls: type) -> tuple[_Field, ...]:
    hints = get_type_hints(cls)
    found = []
    for item in dataclasses.fields(cls):
        required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
        json_name = item.metadata.get("json", item.name)
        omit = bool(item.metadata.get("omit_empty", False))
        found.append(_Field(item.name, json_name, hints[item.name], required, omit))
    return tuple(found)


def encode(value: object) -> Json:
    """`value` as dicts, lists, strings, numbers, booleans and None; key order is field order."""
    if value is None or isinstance(value, str):
        return str(value) if isinstance(value, Grade) else value
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return encode_record(value)
    raise TypeError(f"cannot encode {type(value).__name__}")


def encode_record(value: object) -> dict[str, Json]:
    """The fields of a dataclass by their names in JSON."""
    cls: type = type(value)
    return {
        field.json_name: encode(getattr(value, field.attribute))
        for field in _fields(cls)
        if not field.omit_empty or getattr(value, field.attribute)
    }


def decode(cls: type[T], data: object, path: str = "") -> T:
    """An instance of the dataclass `cls` from plain values.

    Raises:
        CodecError: naming unknown keys, missing keys and wrong types by their paths, the first hundred.
    """
    problems, value = _Problems(), None
    with contextlib.suppress(_EnoughError):
        value = _decode(cls, data, path, problems)
    if problems:
        raise CodecError(list(problems))
    return typing.cast("T", value)


def _decode(hint: object, data: object, path: str, problems: _Problems) -> object:
    origin = get_origin(hint)
    if hint is object:
        return data
    if origin in (typing.Union, types.UnionType):
        return _decode_union(hint, data, path, problems)
    if origin is tuple or origin is list:
        return _decode_sequence(hint, data, path, problems)
    if origin is dict:
        return _decode_dict(hint, data, path, problems)
    if origin is typing.Literal:
        if data not in get_args(hint):
            problems.append((path, f"expected one of {', '.join(map(str, get_args(hint)))}, found {_shown(data)}"))
        return data
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _decode_dataclass(hint, data, path, problems)
    if isinstance(hint, type) and issubclass(hint, Grade):
        return _decode_grade(hint, data, path, problems)
    return _decode_scalar(typing.cast("type", hint), data, path, problems)


def _decode_union(hint: object, data: object, path: str, problems: _Problems) -> object:
    options = [option for option in get_args(hint) if option is not type(None)]
    if data is None and len(options) < len(get_args(hint)):
        return None
    return _decode(options[0], data, path, problems)


def _decode_sequence(hint: object, data: object, path: str, problems: _Problems) -> object:
    found: list[object] = []
    if isinstance(data, (list, tuple)):
        item_hint = get_args(hint)[0]
        found = [_decode(item_hint, item, f"{path}[{index}]", problems) for index, item in enumerate(data)]
    else:
        problems.append((path, f"expected a list, found {_name(data)}"))
    return tuple(found) if get_origin(hint) is tuple else found


def _decode_dict(hint: object, data: object, path: str, problems: _Problems) -> object:
    if not isinstance(data, dict):
        problems.append((path, f"expected a mapping, found {_name(data)}"))
        return {}
    value_hint = get_args(hint)[1]
    return {str(key): _decode(value_hint, item, f"{path}.{key}", problems) for key, item in data.items()}


def _decode_dataclass(cls: type, data: object, path: str, problems: _Problems) -> object:
    if not isinstance(data, dict):
        problems.append((path, f"expected a mapping, found {_name(data)}"))
        return None
    before = len(problems)
    fields = {field.json_name: field for field in _fields(cls)}
    known = ", ".join(fields)
    for key in data:
        if key not in fields:
            problems.append((f"{path}.{key}".lstrip("."), f"unknown key; known: {known}"))
    values = {}
    for name, field in fields.items():
        if name in data:
            values[field.attribute] = _decode(field.hint, data[name], f"{path}.{name}".lstrip("."), problems)
        elif field.required:
            problems.append((f"{path}.{name}".lstrip("."), "missing"))
    return cls(**values) if len(problems) == before else None


def _decode_grade(cls: type[Grade], data: object, path: str, problems: _Problems) -> object:
    words = [str(grade) for grade in cls]
    if not isinstance(data, str) or data not in words:
        problems.append((path, f"expected one of {', '.join(words)}, found {_shown(data)}"))
        return next(iter(cls))
    return cls(data)


def _decode_scalar(hint: type, data: object, path: str, problems: _Problems) -> object:
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if isinstance(data, hint) and not (hint in (int, float) and isinstance(data, bool)):
        return data
    problems.append((path, f"expected {_word(hint)}, found {_name(data)}"))
    return data


def _word(hint: type) -> str:
    return {str: "text", int: "a whole number", float: "a number", bool: "true or false"}.get(hint, str(hint))


def _name(data: object) -> str:
    if data is None:
        return "nothing"
    return f"text {_shown(data)}" if isinstance(data, str) else _shown(data)


def _shown(data: object) -> str:
    """A value in a message: aliases of YAML can make one of a few lines that is longer than any memory."""
    if isinstance(data, dict | list):
        return "a mapping" if isinstance(data, dict) else "a list"
    text = repr(data[:_LONGEST] if isinstance(data, str) else data)
    return f"{text}…" if isinstance(data, str) and len(data) > _LONGEST else text
