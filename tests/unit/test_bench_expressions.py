"""No new expression reads a text in two ways: what does not fit behind such a loop takes for ever."""

from __future__ import annotations

import re

import pytest
from bench.ambiguous_expressions import ambiguity_in, told

#: In code: nothing that could fail stands behind the loop, or what looks ahead parts its ways.
_HARMLESS = {
    "appaudit.comparison.redline._NUMBERING",
    "appaudit.policy.grammar.statements_en._LEAD",
    "appaudit.records.list_context._BEFORE_HEADING",
    "appaudit.scripts.conditional._MARK",
    "appaudit.sdk_list.script_data._BLANK",
}


def test_expressions_of_code():
    assert {place for place, _, _ in told() if place.startswith("appaudit.")} == _HARMLESS


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
