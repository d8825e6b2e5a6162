"""Markup as browsers take it: slashes that end nothing, letters that go on, and what a second body says."""

from __future__ import annotations

import time

import pytest

from appaudit.documents.document import document_from_bytes
from appaudit.documents.pages.tag_repairs import repaired


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div class='a'/><p>x", "<div class='a'><p>x"),
        ("<DIV hidden />x", "<DIV hidden >x"),
        ("<img src=a />x", "<img src=a />x"),
        ("<a href=b/>x", "<a href=b/>x"),
        ("<svg><g/></svg><g/>", "<svg><g/></svg><g>"),
        ("<script>'<div/>'</script><i/>", "<script>'<div/>'</script><i>"),
        ("<script src=a />x", "<script src=a >x"),
        ("<?xml version='1.0'?><script src=a />x", "<?xml version='1.0'?><script src=a />x"),
        ("<p><i id=a>x</p> <p>y", "<p><i id=a>x</i></p> <p><i id=a>y"),
        ("<p><i>x</p><p>y", "<p><i>x</p><p>y"),
    ],
)
def test_markup_is_what_browsers_take_it_for(markup: str, expected: str) -> None:
    assert repaired(markup).markup == expected


def test_in_a_component_a_slash_ends_an_element() -> None:
    assert repaired("<view hidden/><text>x</text>", is_component=True).markup == "<view hidden/><text>x</text>"


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<body><p>甲</p><body style='display:none'><p>乙</p>", ""),
        ("<body><p>甲</p><html class=q><p>乙</p><style>.q p{display:none}</style>", ""),
        ("<body><p>甲</p><body { {a}b='1'><p>乙</p>", "甲乙"),
        ("<body class=r><p>甲</p><body class=q><p>乙</p><style>.q{display:none}</style>", "甲乙"),
    ],
)
def test_what_a_later_tag_says_of_the_page_holds_where_the_first_says_nothing(page: str, texts: str) -> None:
    start = "<!doctype html><html><head><meta charset=utf-8></head>"
    if texts:
        assert "".join(document_from_bytes("a.html", f"{start}{page}".encode()).text.split()) == texts
        return
    with pytest.raises(Exception, match="no text found"):
        document_from_bytes("a.html", f"{start}{page}".encode())


@pytest.mark.parametrize(
    "part", ["<", "<a ", "<a ='x\"", " x=y", "<div><font color=x>", "<p><font color=x>y</p>", "<script>", "<!--", "= "]
)
def test_time_does_not_grow_faster_than_the_page(part: str) -> None:
    began = time.process_time()
    repaired("<a " + part * 100_000)
    assert time.process_time() - began < 5
