"""Fields of a record of words are read as their types say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from appaudit.lexicon.entries import LexiconError, fields_of
from appaudit.model.expression import Expression
from appaudit.model.record import record


@record
class Words:
    known: frozenset[str]
    ordered: tuple[str, ...]
    found: Expression
    meant: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, Expression]
    made: Expression
    numbers: Mapping[str, int]


def content(**other: object) -> dict[str, Any]:
    return {
        "known": ["b", "a"],
        "ordered": ["b", "a"],
        "found": ["ab", "c"],
        "meant": {"x": "y"},
        "parts": {"x": ["y", "z"]},
        "topics": {"x": ["y"]},
        "numbers": {"x": 1},
        **other,
    }


def read(data: Mapping[str, Any], flags: int = 0) -> dict[str, Any]:
    return fields_of(Words, data, ("numbers",), ("made",), flags)


def test_each_field_is_made_as_its_type_says() -> None:
    assert read(content()) == {
        "known": frozenset({"a", "b"}),
        "ordered": ("b", "a"),
        "found": Expression("(?:ab)|(?:c)"),
        "meant": {"x": "y"},
        "parts": {"x": ("y", "z")},
        "topics": {"x": Expression("y")},
    }


def test_flags_are_those_of_all_expressions() -> None:
    assert read(content(), re.IGNORECASE)["topics"]["x"].search("Y") is not None
    assert read(content())["topics"]["x"].search("Y") is None


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("known", [], "known must be a list of texts"),
        ("found", ["("], "found: "),
        ("meant", ["x"], "meant must be a mapping"),
        ("meant", {"x": ["y"]}, "meant must be a mapping of names to names"),
        ("parts", {"x": "y"}, "parts.x must be a list of texts"),
        ("made", ["x"], "unknown key 'made'"),
        ("other", ["x"], "unknown key 'other'"),
    ],
)
def test_what_is_wrong_is_named_by_its_key(key: str, value: object, said: str) -> None:
    with pytest.raises(LexiconError, match=said):
        read(content(**{key: value}))
