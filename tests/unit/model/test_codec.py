"""The strict codec: round trips, and every problem at once with its path."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from appaudit.model.codec import CodecError, decode, encode
from appaudit.model.grade import Severity


@dataclass(frozen=True)
class Inner:
    name: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Outer:
    severity: Severity
    inner: Inner
    class_name: str = field(default="", metadata={"json": "class"})
    table: dict[str, Inner] = field(default_factory=dict)
    ratio: float | None = None


def test_a_record_survives_the_round_trip() -> None:
    value = Outer(Severity.HIGH, Inner("a", (1, 2)), "com.A", {"k": Inner("b")}, 0.5)
    data = encode(value)
    assert data["class"] == "com.A"
    assert data["severity"] == "high"
    assert decode(Outer, data) == value


def test_every_problem_is_reported_with_its_path() -> None:
    data = {"severity": "fatal", "inner": {"name": 3, "numbers": ["x"], "extra": 1}, "table": {"k": {}}}
    with pytest.raises(CodecError) as caught:
        decode(Outer, data)
    assert [where for where, _ in caught.value.problems] == [
        "severity",
        "inner.extra",
        "inner.name",
        "inner.numbers[0]",
        "table.k.name",
    ]


def test_a_boolean_is_not_a_number() -> None:
    with pytest.raises(CodecError):
        decode(Inner, {"name": "a", "numbers": [True]})


@pytest.mark.parametrize(
    ("data", "first"),
    [
        (
            {"severity": "high", "inner": {"name": "a"}, "table": {f"k{index}": {} for index in range(1000)}},
            "table.k0.name",
        ),
        ({"severity": "high", "inner": {"name": "a", "numbers": ["x"] * 1000}}, "inner.numbers[0]"),
        ({"severity": "high", "inner": {"name": "a", **{f"k{index}": 1 for index in range(1000)}}}, "inner.k0"),
    ],
)
def test_of_a_document_that_is_wrong_everywhere_the_first_hundred_problems_are_kept(data: object, first: str) -> None:
    """Each takes more room than what it is about: a report of 620 kB with empty findings took 240 MB."""
    with pytest.raises(CodecError) as caught:
        decode(Outer, data)
    assert len(caught.value.problems) == 100
    assert caught.value.problems[0][0] == first


def test_a_hundred_problems_are_all_said_and_a_large_document_without_one_is_read() -> None:
    with pytest.raises(CodecError) as caught:
        decode(Inner, {"name": "a", "numbers": [*range(900), *["x"] * 99], "odd": 1})
    assert len(caught.value.problems) == 100
    assert len(decode(Inner, {"name": "a", "numbers": [*range(5000)]}).numbers) == 5000
