"""The fields of facts as rules may ask for them: what each holds, read from the types that declare it."""

from __future__ import annotations

import dataclasses
import types
import typing
from functools import cache
from typing import Annotated, Final, Literal, get_args, get_origin, get_type_hints

from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.record import record
from appaudit.model.words import IdOf

FieldShape = Literal["text", "words", "ids", "flag", "number"]

#: What every fact has and no rule asks for: where it was seen, and who saw it.
_NOT_ASKED: Final = ("location", "extractor")
_SHAPES: Final[dict[object, FieldShape]] = {str: "text", bool: "flag", int: "number", float: "number"}


@record
class FactField:
    """A field of a kind of fact that rules may ask for.

    `words` are those of a closed list (shape `words`), `ids` says which ids it holds (shape `ids`). A field that
    `is_list` holds any number of such values, one that `is_optional` may hold none.
    """

    name: str
    shape: FieldShape
    words: tuple[str, ...] = ()
    ids: IdOf | None = None
    is_list: bool = False
    is_optional: bool = False
    is_required: bool = False


@cache
def fields_of(kind: str) -> dict[str, FactField]:
    """The fields of a kind of fact by name, those that hold records (quotes, spans) left out."""
    cls = FACT_KINDS[kind]
    hints = get_type_hints(cls, include_extras=True)
    found = {}
    for item in dataclasses.fields(cls):
        field = _field(item.name, hints[item.name])
        if field is not None and item.name not in _NOT_ASKED:
            required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
            found[item.name] = dataclasses.replace(field, is_required=required)
    return found


def _field(name: str, hint: object) -> FactField | None:
    origin = get_origin(hint)
    if origin is tuple:
        item = _field(name, get_args(hint)[0])
        return None if item is None else dataclasses.replace(item, is_list=True)
    if origin in (typing.Union, types.UnionType):
        item = _field(name, get_args(hint)[0])
        return None if item is None else dataclasses.replace(item, is_optional=True)
    if origin is Literal:
        return FactField(name=name, shape="words", words=get_args(hint))
    if origin is Annotated:
        (mark,) = (mark for mark in get_args(hint)[1:] if isinstance(mark, IdOf))
        return FactField(name=name, shape="ids", ids=mark)
    return FactField(name=name, shape=_SHAPES[hint]) if hint in _SHAPES else None
