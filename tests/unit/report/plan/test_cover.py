"""The order of changes: what closes most first, and nothing left over."""

from __future__ import annotations

from appaudit.report.plan.cover import grounded, in_order

ONE = dict.fromkeys(("F1", "F2", "F3", "F4", "F5"), 1)


def test_the_change_that_closes_most_comes_first() -> None:
    order = in_order({"F1": ["sdk"], "F2": ["clause"], "F3": ["sdk"], "F4": ["sdk"]}, ONE)
    assert list(order) == ["sdk", "clause"]
    assert order["sdk"].closes == ("F1", "F3", "F4")


def test_a_finding_with_two_causes_is_closed_by_the_last_of_them() -> None:
    order = in_order({"F1": ["umeng", "jpush"], "F2": ["umeng"]}, ONE)
    assert list(order) == ["umeng", "jpush"]
    assert (order["umeng"].closes, order["umeng"].helps) == (("F2",), ("F1",))
    assert (order["jpush"].closes, order["jpush"].helps) == (("F1",), ())


def test_what_needs_another_change_as_well_does_not_count_yet() -> None:
    # "a" bears on three findings and closes none of them alone; "b" closes one.
    order = in_order({"F1": ["a", "b"], "F2": ["a", "c"], "F3": ["a", "d"], "F4": ["b"]}, ONE)
    assert next(iter(order)) == "b"
    assert order["a"].closes == ("F1",)


def test_of_two_that_close_as_many_the_weightier_comes_first() -> None:
    order = in_order({"F1": ["low"], "F2": ["high"]}, {"F1": 1, "F2": 100})
    assert list(order) == ["high", "low"]


def test_what_has_to_be_confirmed_waits_for_what_is_known() -> None:
    causes = {"F1": ["leads"], "F2": ["leads"], "F3": ["known"], "F4": ["both"], "F5": ["both"]}
    assert list(in_order(causes, ONE, {"F1", "F2", "F4"})) == ["both", "known", "leads"]
    assert list(in_order(causes, ONE)) == ["leads", "both", "known"]


def test_every_finding_is_closed_exactly_once() -> None:
    causes = {"F1": ["a", "b"], "F2": ["b", "c"], "F3": ["c", "a"], "F4": ["d"]}
    order = in_order(causes, ONE)
    closed = [name for chosen in order.values() for name in chosen.closes]
    assert sorted(closed) == sorted(causes)
    assert {cause for host, chosen in order.items() for cause in (host, *chosen.also)} == {"a", "b", "c", "d"}
    assert all(chosen.closes for chosen in order.values())
    assert in_order({}, {}) == {}


def test_what_closes_nothing_alone_goes_with_what_closes_it() -> None:
    order = in_order({"F1": ["own", "other"], "F2": ["own"]}, {"F1": 1, "F2": 1})
    assert {cause: (chosen.closes, chosen.also) for cause, chosen in order.items()} == {
        "own": (("F2",), ()),
        "other": (("F1",), ()),
    }
    order = in_order({"F1": ["one", "two"]}, {"F1": 1})
    assert {cause: (chosen.closes, chosen.also) for cause, chosen in order.items()} == {"two": (("F1",), ("one",))}


def test_the_gravest_finding_outranks_any_number_and_what_is_early_the_equally_grave() -> None:
    weights = {"F1": 10, "F2": 10, "F3": 10, "F4": 1000, "F5": 1000}
    causes = {"F1": ["many"], "F2": ["many"], "F3": ["many"], "F4": ["tls"], "F5": ["start"]}
    assert list(in_order(causes, weights)) == ["tls", "start", "many"]
    assert list(in_order(causes, weights, early={"start", "many"})) == ["start", "tls", "many"]
    assert list(in_order(causes, weights, leads={"F5"}, early={"start"})) == ["tls", "many", "start"]


def test_what_a_known_finding_does_not_rest_on_is_named_beside_what_it_does() -> None:
    causes = {"F1": ["start", "perhaps"], "F2": ["perhaps"], "F3": ["other", "start"], "F4": ["perhaps", "start"]}
    needed, beside = grounded(causes, leads={"F2", "F4"})
    assert needed == {"F1": ["start"], "F2": ["perhaps"], "F3": ["other", "start"], "F4": ["perhaps", "start"]}
    assert beside == {"F1": ["perhaps"], "F2": [], "F3": [], "F4": []}
