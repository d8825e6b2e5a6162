"""What is left of a listing, and how it is divided."""

from __future__ import annotations

import dataclasses

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.fleet.listing import Item
from appaudit.fleet.plan import LEAST_PACKAGES, MOST_BYTES, MOST_PACKAGES, chunks_of, left_of, run_id_of, run_row
from appaudit.fleet.tables import Known
from appaudit.pipeline.inputs import Settings


def item(name: str, stamp: str = "1", size: int = 10) -> Item:
    return Item(uri=name, stamp=stamp, size=size)


def known(name: str, outcome: str = "done", stamp: str = "1", run_id: str = "r", key: str = "k") -> Known:
    return Known(run_id=run_id, uri=name, key=key, stamp=stamp, outcome=outcome, part="p")


def test_what_is_done_in_the_same_run_and_state_is_left_out() -> None:
    left = left_of([item("a"), item("b")], [known("a")], "r", retry_failed=False)
    assert ([one.uri for one in left.items], left.done, left.replaced) == (["b"], 1, ())


@pytest.mark.parametrize("row", [known("a", stamp="2"), known("a", outcome="unreachable")])
def test_what_changed_or_could_not_be_had_is_read_and_its_row_replaced(row: Known) -> None:
    left = left_of([item("a")], [row], "r", retry_failed=False)
    assert ([one.uri for one in left.items], left.replaced) == (["a"], (row,))


def test_rows_of_another_run_say_nothing() -> None:
    left = left_of([item("a")], [known("a", run_id="other")], "r", retry_failed=False)
    assert ([one.uri for one in left.items], left.replaced) == (["a"], ())


@pytest.mark.parametrize("outcome", ["killed", "timeout", "memory"])
def test_what_died_twice_is_skipped_until_asked_for(outcome: str) -> None:
    row = known("a", outcome=outcome)
    skipped = left_of([item("a")], [row], "r", retry_failed=False)
    assert (skipped.items, skipped.given_up, skipped.done) == ((), 1, 0)
    asked = left_of([item("a")], [row], "r", retry_failed=True)
    assert ([one.uri for one in asked.items], asked.replaced) == (["a"], (row,))


@pytest.mark.parametrize("outcome", ["unreadable", "internal", "input"])
def test_what_came_to_an_answer_is_done_even_when_failures_are_asked_for(outcome: str) -> None:
    assert left_of([item("a")], [known("a", outcome=outcome)], "r", retry_failed=True).done == 1


def test_a_package_that_two_rows_have_keeps_one() -> None:
    rows = [known("a", key="x"), known("a", key="y")]
    left = left_of([item("a")], rows, "r", retry_failed=False)
    assert (left.done, left.replaced) == (1, (rows[1],))


def test_chunks_begin_with_the_largest_and_hold_every_package_once() -> None:
    items = [item(f"{number:04}", size=number) for number in range(1000)]
    chunks = list(chunks_of(items, workers=2))
    assert [one.uri for chunk in chunks for one in chunk.items] == [f"{number:04}" for number in reversed(range(1000))]
    assert {len(chunk.items) for chunk in chunks} == {83, 4}


def test_a_chunk_is_bounded_in_packages_and_bytes() -> None:
    many = [item(str(number)) for number in range(10_000)]
    assert max(len(chunk.items) for chunk in chunks_of(many, workers=2)) == MOST_PACKAGES
    large = [item(str(number), size=MOST_BYTES // 2) for number in range(50)]
    assert {len(chunk.items) for chunk in chunks_of(large, workers=1)} == {2}
    few = [item(str(number)) for number in range(LEAST_PACKAGES)]
    assert len(list(chunks_of(few, workers=64))) == 1


def test_the_largest_packages_are_shared_among_the_workers() -> None:
    items = [item(f"large {number}", size=20 << 20) for number in range(12)] + [
        item(str(number)) for number in range(240)
    ]
    chunks = list(chunks_of(items, workers=2))
    assert [len(chunk.items) for chunk in chunks[:12]] == [1] * 11 + [21]


def test_a_chunk_has_the_same_name_for_the_same_packages_in_the_same_state() -> None:
    (one,), (two,), (other,) = (list(chunks_of([item("a", stamp=stamp)], 1)) for stamp in ("1", "1", "2"))
    assert one.part("r") == two.part("r") != other.part("r")
    assert one.part("r") != one.part("s")


def test_a_run_is_its_rules_version_settings_and_date() -> None:
    settings = Settings(as_of="2026-11-28")
    run_id = run_id_of(run_row(shipped_catalog(), settings))
    assert run_id == run_id_of(run_row(shipped_catalog(), Settings(as_of="2026-11-28")))
    others = [{"as_of": "2026-11-29"}, {"regulations": ("cac-191",)}]
    assert all(
        run_id != run_id_of(run_row(shipped_catalog(), dataclasses.replace(settings, **other))) for other in others
    )
