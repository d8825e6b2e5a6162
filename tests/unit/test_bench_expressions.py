"""No new expression reads a text in two ways: what does not fit behind such a loop takes for ever."""

from __future__ import annotations

import re

import pytest
from bench.ambiguous_expressions import ambiguity_in, told


def test_expressions_of_code_and_lexicons():
    assert told() == []


@pytest.mark.parametrize(
    "pattern", [r"(?:ab|a[bc]c?)*d", r"(?:\s*\n)*x", r"(?:'\w'\s*,?\s*)+]", r"(?:[.-][\w-]+)*\.js"]
)
def test_loops_of_two_ways(pattern):
    assert ambiguity_in(pattern, 0)


@pytest.mark.parametrize(
    "pattern", [r"(?:a|b)*b", r"(?:[^\S\n]*\n)*x", r"(?:'\w'\s*(?:,\s*)?)+]", r"(?:ab|a[bc]c?)*+d", r"(?:\.\d{1,3})*x"]
)
def test_loops_of_one_way(pattern):
    assert not ambiguity_in(pattern, 0)


def test_case_makes_two_ways_of_one():
    assert not ambiguity_in("(?:ab|Ab)*c", 0)
    assert ambiguity_in("(?:ab|Ab)*c", int(re.IGNORECASE))


@pytest.mark.parametrize(
    ("pattern", "is_told"),
    [
        ("(?:ab?(?=x)|b)*c", False),
        ("(?:ab?(?=b)|b)*c", True),
        ("(?:ab?(?!b)|b)*c", False),
        ("(?:ab?(?!x)|b)*c", True),
        ("(?:ab?(?!bc)|b)*c", True),
        ("(?:ab?(?!b|cd)|b)*c", False),
    ],
)
def test_what_a_look_ahead_asks_for_parts_two_ways(pattern, is_told):
    assert bool(ambiguity_in(pattern, 0)) is is_told
