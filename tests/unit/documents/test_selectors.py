"""Which elements of a page a selector is for."""

from __future__ import annotations

import pytest
from lxml import html

from appaudit.documents.document import document_from_bytes
from appaudit.documents.styles.selectors import Looks, SpentError, matches, names_above, names_of, selectors_of
from appaudit.errors import ExtractionError

PAGE = """<html><body><div class="a b" id="i" data-k="one two-three"><p class="x">1</p><p>2</p><span class="x">3</span>
</div><ul><li>1</li><li>2</li><li>3</li><li>4</li></ul><section></section></body></html>"""


def found(selector: str) -> list[str]:
    """The text of the elements that it is for, or their names where they have none."""
    root = html.fromstring(PAGE)
    listed = selectors_of(selector)
    elements = [each for each in root.iter() if any(matches(each, one, Looks()) for one in listed)]
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


@pytest.mark.parametrize("selector", ["p ~ p.x ~ p", "p:has(b)", "p:nth-child(9000)", "div div div div b p"])
def test_what_asks_for_too_much_is_left_out(selector: str) -> None:
    root = html.fromstring(f"<body>{'<div>' * 100}<p>1</p>{'</div>' * 100}{'<p>2<i></i></p>' * 100}</body>")
    [one] = selectors_of(selector)
    looks = Looks(50)
    with pytest.raises(SpentError):
        [matches(each, one, looks) for each in root.iter()]


def test_a_page_whose_styles_ask_for_too_much_says_so() -> None:
    rules = "".join(f"p ~ p.y{number} ~ p{{opacity:0}}" for number in range(20))
    lines = "".join(f"<p class='y{number}'>我们收集您的手机号码。</p>" for number in range(400))
    for style, said in (("p + p{color:red}", 0), (rules * 20, 1)):
        page = f"<html><head><style>{style}</style></head><body><h1>隐私政策</h1>{lines}</body></html>"
        unread = document_from_bytes("a.html", page.encode()).unread
        assert sum("too many elements" in each.en for each in unread) == said


def test_blocks_inside_blocks_without_end_are_no_trouble() -> None:
    for style in ("@media screen{" * 3_000, "@media screen{" * 3 + ".x{opacity:0}" + "}" * 3):
        page = f"<html><head><style>{style}</style></head><body><h1>政策</h1><p>甲</p><p class='x'>乙</p></body></html>"
        document = document_from_bytes("a.html", page.encode())
        assert [each.text for each in document.hidden] == (["乙"] if "opacity" in style else [])


@pytest.mark.parametrize(
    ("selector", "names"),
    [
        ("p", set()),
        (".a .b", {".a"}),
        ("#i.a > div p.x", {"#i", ".a", "div"}),
        ("* p", set()),
        # What stands before a sibling is above that one, which may be elsewhere.
        (".a + p", set()),
        (".c .a + .b p", {".b"}),
    ],
)
def test_names_that_must_stand_above(selector: str, names: set[str]) -> None:
    [one] = selectors_of(selector)
    assert names_above(one) == names


def test_the_names_of_an_element() -> None:
    root = html.fromstring(PAGE)
    assert names_of(root.find(".//div")) == {"div", ".a", ".b", "#i"}
    assert names_of(root.find(".//span")) == {"span", ".x"}


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (".a .x{display:none}", "24"),
        (".z .x{display:none}", "1234"),
        ("ul + .a .x{display:none}", "1234"),
        (".q + .a .x{display:none}", "24"),
    ],
)
def test_a_rule_is_for_what_stands_below_its_outer_part(rule: str, shown: str) -> None:
    page = f"<style>{rule}</style><p class=q>4</p><div class=a><b class=x>1</b><b>2</b><b class=x>3</b></div>"
    text = document_from_bytes("policy.html", page.encode()).text
    assert sorted(letter for letter in text if letter.isdigit()) == sorted(shown)


@pytest.mark.parametrize("hides", ["opacity:0", "visibility:hidden", "display:none"])
def test_a_page_that_hides_itself_until_it_is_loaded_is_shown(hides: str) -> None:
    for loads in ("<link rel='stylesheet' href='page.css'>", "<script src='page.js'></script>"):
        page = f"<html><head><style>body{{{hides}}}</style>{loads}</head><body><h1>政策</h1><p>甲乙丙</p></body></html>"
        assert "甲乙丙" in document_from_bytes("a.html", page.encode()).text
    with pytest.raises(ExtractionError):
        document_from_bytes("a.html", page.replace(loads, "").encode())


@pytest.mark.parametrize("hides", ["opacity:0", "display:none"])
def test_a_part_that_hides_itself_is_hidden_whatever_is_loaded(hides: str) -> None:
    head = f"<head><style>p{{{hides}}}</style><link rel='stylesheet' href='page.css'></head>"
    page = f"<html>{head}<body><h1>政策</h1><p>甲乙丙</p></body></html>"
    assert "甲乙丙" not in document_from_bytes("a.html", page.encode()).text


GIVEN = "<style>.a{{opacity:0}}</style><style>.a{{opacity:1}}</style><style>.a{{opacity:{last}}}</style>"


@pytest.mark.parametrize(("last", "is_read"), [("0", False), ("1", True)])
def test_of_a_rule_that_is_given_again_the_last_one_counts(last, is_read):
    page = f"<html><body>{GIVEN.format(last=last)}<p>This is a policy.</p><p class=a>We keep it.</p></body></html>"
    assert ("We keep it." in document_from_bytes("policy.html", page.encode()).text) is is_read
