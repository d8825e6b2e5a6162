"""Records behave like the frozen dataclasses that they stand for."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import ClassVar

import pytest

from appaudit.model.location import Location
from appaudit.model.record import recast, record


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


@record(kw_only=False, frozen=False)
class Counter:
    name: str
    found: list[int] = dataclasses.field(default_factory=list)
    limit: int = 3
    seen: dict[str, int] = dataclasses.field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.seen[self.name] = self.limit


def test_arguments_by_place_and_what_a_record_makes_itself() -> None:
    one, other = Counter("a", [1]), Counter("a", limit=3)
    assert (one.found, one.limit, one.seen) == ([1], 3, {"a": 3})
    assert (other.found, other.seen) == ([], {"a": 3})
    other.found.append(1)
    assert one == other
    assert Counter("a").found == []
    one.seen["b"] = 1
    assert one == other
    assert repr(one) == "Counter(name='a', found=[1], limit=3)"
    with pytest.raises(TypeError, match="name"):
        Counter()  # type: ignore[call-arg]


def test_the_first_object_of_a_class_is_made_as_all_others() -> None:
    @record
    class Late:
        value: int
        other: str = "x"

    with pytest.raises(TypeError, match="unexpected keyword argument 'more'"):
        Late(value=1, more=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'value'"):
        Late()  # type: ignore[call-arg]
    assert [Late(value=number).value for number in range(2)] == [0, 1]


def test_a_record_may_have_an_init_of_its_own() -> None:
    @record
    class Given:
        value: int

        def __init__(self, *, text: str) -> None:
            self.value = int(text)

    assert Given(text="7").value == 7


@record(kw_only=False, eq=False)
class Held:
    values: list[int]


@record(kw_only=False)
class Told:
    kind: ClassVar[str] = "told"
    name: str = "a"
    size: int = 1


def test_a_record_without_equality_is_equal_to_itself_alone() -> None:
    one, other = Held([1]), Held([1])
    assert one == one
    assert one != other
    assert len({one, other}) == 2


def test_a_record_that_was_not_made_by_its_init_is_compared_all_the_same() -> None:
    @record
    class Unmade:
        name: str

    one, other = Unmade.__new__(Unmade), Unmade.__new__(Unmade)
    one.name, other.name = "a", "a"  # type: ignore[misc]
    assert len({one, other}) == 1
    assert one == other


def test_what_is_of_the_class_is_no_field() -> None:
    assert [item.name for item in dataclasses.fields(Told)] == ["name", "size"]
    assert Told.kind == Told("b").kind == "told"
    assert Told() == Told("a", 1)
    assert vars(Told)["__slots__"] == ("name", "size")
    assert dataclasses.is_dataclass(Told)


@record
class Row:
    first: str
    third: str
    fourth: int = 4


def test_a_record_is_recast_with_what_both_have_and_what_is_given() -> None:
    assert recast(Row, Wider(first="a")) == Row(first="a", third="x")
    assert recast(Row, Wider(first="a"), third="z", fourth=5) == Row(first="a", third="z", fourth=5)


def test_what_only_one_of_two_records_has_is_given_or_missing() -> None:
    assert recast(Row, Pair(first="a"), third="y") == Row(first="a", third="y")
    with pytest.raises(TypeError):
        recast(Row, Pair(first="a"))
    with pytest.raises(TypeError):
        recast(Row, Wider(first="a"), fifth=5)
