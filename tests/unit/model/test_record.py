"""Records behave like the frozen dataclasses that they stand for."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from appaudit.model.location import Location
from appaudit.model.record import record


@record
class Pair:
    first: str
    second: tuple[int, ...] = ()


@record
class Wider(Pair):
    third: str = "x"


def test_records_are_equal_and_hashed_by_their_values() -> None:
    assert Pair(first="a", second=(1,)) == Pair(first="a", second=(1,))
    assert Pair(first="a") != Pair(first="b")
    assert len({Pair(first="a"), Pair(first="a"), Pair(first="b")}) == 2
    assert Pair(first="a") != Wider(first="a")
    assert Pair(first="a") != "a"
    assert Location(path="a") == Location(path="a")


def test_a_record_takes_named_arguments_and_has_no_others() -> None:
    with pytest.raises(TypeError):
        Pair("a")  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Pair(first="a").other = 1  # type: ignore[attr-defined]
    assert dataclasses.replace(Wider(first="a"), third="y") == Wider(first="a", third="y")
    assert [item.name for item in dataclasses.fields(Wider)] == ["first", "second", "third"]


def test_a_record_says_what_it_holds() -> None:
    assert repr(Wider(first="a", second=(1, 2))) == "Wider(first='a', second=(1, 2), third='x')"


def test_a_record_survives_copying_and_pickling() -> None:
    one = Wider(first="a", second=(1, 2))
    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # made a moment ago
