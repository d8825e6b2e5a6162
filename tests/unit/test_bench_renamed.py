"""The check of renamed classes counts what was said of each; nothing is built or read here."""

from __future__ import annotations

from collections import Counter

from bench.renamed.check import tally


def test_what_is_said_of_a_class_is_right_or_another_or_nothing() -> None:
    found: dict[str, Counter[str]] = {}
    true = {"a": "gson", "b": "gson", "c": "gson", "d": "app"}
    tally(true, {"a": "gson", "b": "okio", "e": "gson"}, found)
    assert found == {"gson": {"right": 1, "to another": 1, "-> okio": 1, "to nobody": 1}, "app": {"to nobody": 1}}
