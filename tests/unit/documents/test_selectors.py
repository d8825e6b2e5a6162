"""Which elements of a page a selector is for."""

from __future__ import annotations

import pytest
from lxml import html

from appaudit.documents.selectors import matches, selectors_of

PAGE = """<html><body><div class="a b" id="i" data-k="one two-three"><p class="x">1</p><p>2</p><span class="x">3</span>
</div><ul><li>1</li><li>2</li><li>3</li><li>4</li></ul><section></section></body></html>"""


def found(selector: str) -> list[str]:
    """The text of the elements that it is for, or their names where they have none."""
    root = html.fromstring(PAGE)
    listed = selectors_of(selector)
    elements = [each for each in root.iter() if any(matches(each, one) for one in listed)]
    return [(each.text or "").strip() or each.tag for each in elements]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("p", ["1", "2"]),
        ("p.x, span", ["1", "3"]),
        ("#i > .x", ["1", "3"]),
        ("body > .x", []),
        ("body .x", ["1", "3"]),
        ("p + p", ["2"]),
        ("p ~ .x", ["3"]),
        ("[data-k] p", ["1", "2"]),
        ("[data-k~='one'] span", ["3"]),
        ("[data-k|=one] span", []),
        ("[data-k$=three] span", ["3"]),
        ("[data-k*='e t'] span", ["3"]),
        ("[data-k=one] span", []),
        ("li:nth-child(odd)", ["1", "3"]),
        ("li:nth-child(2n)", ["2", "4"]),
        ("li:nth-child(-n+2)", ["1", "2"]),
        ("li:nth-last-child(1)", ["4"]),
        ("li:first-child, li:last-of-type", ["1", "4"]),
        ("section:empty", ["section"]),
        ("span:only-of-type", ["3"]),
        (":is(p, span).x", ["1", "3"]),
        ("p:not(.x)", ["2"]),
        ("div:has(> span)", ["div"]),
        ("body:has(> span)", []),
        ("& p.x", ["1"]),
        ("p:hover", []),
        ("p::before", []),
        ("p[", []),
        ("p:not(", []),
        ("", []),
        (">", []),
    ],
)
def test_a_selector_is_for_the_elements_that_browsers_take(selector: str, expected: list[str]) -> None:
    assert found(selector) == expected


def test_a_state_is_known_as_one_and_what_is_least_specific_ranks_last() -> None:
    [state] = selectors_of("a.b:hover")
    assert state.is_state
    ranks = [selectors_of(text)[0].rank for text in ("#i", ".a[b]", ":where(#i) p", ":is(#i, p)", "p:not(.x)")]
    assert ranks == [(1, 0, 0), (0, 2, 0), (0, 0, 1), (1, 0, 0), (0, 1, 1)]
