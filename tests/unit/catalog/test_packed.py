"""Records as JSON: what comes back is what went in, and nothing but records of ours is made."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import replace

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.catalog.packed import pack, unpack
from appaudit.lexicon.policy import Concept, Lexicon
from appaudit.model.bilingual import Bilingual
from appaudit.model.expression import Expression
from appaudit.model.grade import Severity, Status
from appaudit.model.knowledge import DataType
from appaudit.model.rule import AllOf, FieldTest, Not, Predicate
from appaudit.model.source import Source

NAME = Bilingual("位置", "location")
VALUES = [
    None,
    "text",
    (),
    ("a", 1, True, 1.5, None),
    [1, [2, []]],
    {},
    {"a": 1, "b": (1, NAME), "c": None},
    frozenset({"a"}),
    Severity.CRITICAL,
    (Status.REVIEW, Severity.INFO),
    Expression(r"\d+", 2),
    Source(title="t", checked="2026-11-24"),
    (DataType(id="a", name=NAME), DataType(id="b", name=NAME, umbrella=True)),
    AllOf((Predicate(kind="app"), Not(AllOf((Not(Predicate(kind="sdk")), Predicate(kind="app")))))),
    (FieldTest(field="x", operator="in", value=("a", 1)), FieldTest(field="x", operator="equals", value=True)),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: str(value)[:40])
def test_a_value_comes_back_as_it_was(value: object) -> None:
    made = unpack(pack(value))
    assert made == value
    assert type(made) is type(value)


def test_true_is_not_one() -> None:
    assert [type(item) for item in unpack(pack((1, True, (1,), (True,))))[:2]] == [int, bool]
    assert unpack(pack(((1,), (True,))))[1][0] is True


def test_equal_parts_are_kept_once() -> None:
    first, second = unpack(pack((Bilingual("甲", "a"), Bilingual("甲", "a"))))
    assert first is second


def test_what_a_record_fills_itself_is_not_kept() -> None:
    concept = Concept("a", ("text",), ("te.t",))
    assert concept.find("a text") == [(2, 6)]
    again = unpack(pack((concept, Concept("b", ("x",), ()))))
    assert again[0] == concept
    assert again[0].find("a text") == [(2, 6)]
    assert again[0]._compiled is not again[1]._compiled


def test_equal_catalogues_are_equal_bytes() -> None:
    catalog = shipped_catalog()
    words = replace(catalog.lexicons, policy=Lexicon(dict(catalog.lexicons.policy.languages)))
    content = pack((catalog.knowledge, catalog.rules, words))
    knowledge, rules, lexicons = unpack(content)
    assert (knowledge, rules, lexicons) == (catalog.knowledge, catalog.rules, catalog.lexicons)
    assert pack((knowledge, rules, lexicons)) == content


@pytest.mark.parametrize("value", [object(), OrderedDict(a=1), {1: 2}, {"a", "b"}, b"bytes"])
def test_other_values_are_refused(value: object) -> None:
    with pytest.raises(TypeError):
        pack(value)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("builtins", "eval"),
        ("appaudit.cli", "run"),
        ("appaudit.model.codec", "decode"),
        ("appaudit.model.record", "dataclass"),
        ("appaudit.model.expression", "re"),
        ("appaudit.model.nothing", "Nothing"),
    ],
)
def test_no_other_class_is_made_and_nothing_is_called(module: str, name: str) -> None:
    content = json.dumps([[1, [0]], [["record", [module, name], 1, [[3, "true"]]]]]).encode()
    with pytest.raises((ValueError, ImportError, AttributeError)):
        unpack(content)
