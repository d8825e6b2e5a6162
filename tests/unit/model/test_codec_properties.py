"""Every record of a report survives being written as JSON and read back, whatever its values are."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appaudit.model.codec import CodecError, decode, encode
from appaudit.model.grade import Grade
from appaudit.model.report import Report


def inside(hint: Any) -> Iterator[type]:
    """The records that a type mentions."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        yield hint
    for argument in get_args(hint):
        yield from inside(argument)


@cache
def records() -> dict[str, type]:
    """All records that a report is made of, by name."""
    found: dict[str, type] = {}
    waiting: list[type] = [Report]
    while waiting:
        cls = waiting.pop()
        if cls.__qualname__ not in found:
            found[cls.__qualname__] = cls
            waiting += [other for hint in get_type_hints(cls).values() for other in inside(hint)]
    return found


@cache
def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type, small ones."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in (Union, types.UnionType):
        return st.one_of(*map(values, arguments))
    if origin in (tuple, list):
        return st.lists(values(arguments[0]), max_size=2).map(origin)
    if origin is dict:
        return st.dictionaries(st.text(max_size=5), values(arguments[1]), max_size=2)
    if hint is type(None):
        return st.none()
    if dataclasses.is_dataclass(hint):
        return st.deferred(lambda: instances(hint))
    if issubclass(hint, Grade):
        return st.sampled_from(list(hint))
    scalars: dict[type, st.SearchStrategy[Any]] = {
        str: st.text(max_size=8),
        int: st.integers(),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
    }
    return scalars[hint]


@cache
def instances(cls: Any) -> st.SearchStrategy[Any]:
    """Records of a class, or of a nested one."""
    hints = get_type_hints(cls)
    fields = {item.name: values(hints[item.name]) for item in dataclasses.fields(cls) if item.init}
    return st.builds(lambda **given: cls(**given), **fields)


#: Enough of each kind of value; the report holds all others, in numbers that a search cannot fill.
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("name", sorted(set(records()) - {"Report", "FactsSection", "PolicySection"}))
def test_a_record_survives_json(name: str) -> None:
    @settings(max_examples=5, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(instances(records()[name]))
    def survives(value: object) -> None:
        assert decode(type(value), json.loads(json.dumps(encode(value), ensure_ascii=False))) == value

    survives()


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(PLAIN)
def test_any_document_is_a_report_or_says_why_not(document: object) -> None:
    with pytest.raises(CodecError) as caught:
        decode(Report, document)
    assert caught.value.problems
    assert all(isinstance(path, str) and message for path, message in caught.value.problems)
