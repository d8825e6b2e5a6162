"""What a browser shows of a page is read, wherever it stands, and what is not read is said."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.documents.document import document_from_bytes
from appaudit.model.facts.documents import ClauseFact
from appaudit.policy import read_documents

FIRST = "<p>我们收集手机号。</p>"
SHARED = "我们与第三方共享您的位置。"
LONG = SHARED * 20


def page(body: str, end: str = "</body></html>", behind: str = "") -> bytes:
    return f"<!doctype html><html><head><title>政策</title></head><body>{FIRST}{body}{end}{behind}".encode()


SHOWN = {
    "behind the end of the page": page("", behind=SHARED),
    "in a paragraph behind it": page("", behind=f"<p>{SHARED}</p>"),
    "behind the end of the body": page("", end="</body>", behind=f"{SHARED}</html>"),
    "in a second page of the file": page(
        "", behind=f"<html><head><title>附</title></head><body><p>{SHARED}</p></body></html>"
    ),
    "in a second page with a type": page("", behind=f"\n<!DOCTYPE html>\n<html><body><p>{SHARED}</p></body></html>"),
    "behind an end in capitals and spaces": page("", end="</BODY >\n</HTML >", behind=f"<div>{SHARED}</div>"),
    "with NUL between its letters": page(f"<p>{SHARED}</p>".replace("共享", "共\0享")),
    "with a control between its letters": page(f"<p>{SHARED}</p>".replace("共享", "共\x08享")),
    "on a button that is a heading": page(f"<button>{SHARED}</button>"),
    "in an object without data": page(f"<object>{SHARED}</object>"),
}


@pytest.mark.parametrize("data", SHOWN.values(), ids=SHOWN)
def test_text_that_a_browser_shows_is_read(data):
    document = document_from_bytes("policy.html", data)
    assert document.text.split() == ["我们收集手机号。", SHARED]
    assert document.unread == ()


@pytest.mark.parametrize(
    "body",
    [
        f"<!-- </html> {SHARED} -->",
        f'<script>document.write("</body></html>{SHARED}")</script>',
        f"<noscript>{SHARED}</noscript>",
        "<button>同意并继续</button>",
        f'<object data="a.pdf">{SHARED}</object>',
        f"<template>{SHARED}</template>",
    ],
)
def test_what_a_browser_does_not_show_is_not_read(body):
    assert document_from_bytes("policy.html", page(body + FIRST)).text.split() == [
        "我们收集手机号。",
        "我们收集手机号。",
    ]


UNREAD = {
    "noscript": f"<noscript><p>{LONG}</p></noscript>",
    "template": f"<template><p>{LONG}</p></template>",
    "svg": f"<svg><text>{LONG}</text></svg>",
    "srcdoc": f'<iframe srcdoc="<p>{LONG}</p>"></iframe>',
    "input": f'<input value="{LONG}">',
}


@pytest.mark.parametrize(("where", "body"), UNREAD.items(), ids=UNREAD)
def test_much_text_that_a_browser_may_show_and_is_not_read_is_said(where, body):
    document = document_from_bytes("policy.html", page(FIRST * 40 + body))
    (said,) = document.unread
    assert "共享" not in document.text
    for text in (said.zh, said.en):
        assert where in text
        assert "240" in text


@pytest.mark.parametrize(
    "body",
    [
        '<noscript><iframe src="a"></iframe>请启用脚本</noscript>',
        "<svg><title>图标</title><path/></svg>",
        '<input value="请输入手机号">',
        f'<input type="hidden" value="{LONG}">',
        f'<input placeholder="{LONG}">',
    ],
)
def test_what_any_page_has_of_it_is_not_said(body):
    assert document_from_bytes("policy.html", page(FIRST * 40 + body)).unread == ()


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        ("<button>" + "<i></i>" * 20 + "共享设置</button>", False),
        ("<button>" + "<i></i>" * 200 + "共享设置</button>", True),  # no button holds as much
        ("<div class=menu>" + "<a href=a>共享与同意的说明</a> " * 20 + "</div>", False),
        ("<div class=menu>" + "<a href=a>共享与同意的说明</a> " * 1_200 + "</div>", True),
    ],
)
def test_what_is_too_long_for_a_control_or_a_menu_is_read(body, is_read):
    assert ("共享" in document_from_bytes("policy.html", page(FIRST + body)).text) is is_read


@pytest.mark.parametrize(
    ("layer", "is_read"),
    [
        ("", False),
        ("<!-- comment --><b></b>", False),
        ("<b><i>a</i></b>", True),
        ("<b></b>a", True),
    ],
)
def test_only_a_layer_without_words_covers_what_is_below_it(layer, is_read):
    over = f'<div style="position:absolute;inset:0;background:#fff">{layer}</div>'
    body = f'<div style="position:relative"><p>{SHARED}</p>{over}</div>'
    assert ("共享" in document_from_bytes("policy.html", page(body)).text) is is_read


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        (f'<input type="button" value="{SHARED}">', True),
        (f'<input type="submit" value="{SHARED}">', True),
        (f'<input type="button" value="{SHARED}" style="display:none">', False),
        (f'<input type="hidden" value="{SHARED}">', False),
        (f'<input type="checkbox" value="{SHARED}">', False),
        ('<input type="button" value="共享设置">', False),
    ],
)
def test_a_sentence_on_a_button_is_read(body, is_read):
    assert ("共享" in document_from_bytes("policy.html", page(FIRST + body)).text) is is_read


def test_a_paragraph_in_another_encoding_is_said():
    damaged = page(FIRST * 700, end="") + f"<p>{SHARED * 3}</p>".encode("gb18030")
    (said,) = document_from_bytes("policy.html", damaged).unread
    assert "decoded" in said.en
    assert "解码" in said.zh


def test_a_damaged_byte_is_not():
    assert document_from_bytes("policy.html", page(FIRST * 40, end="") + b"\xff<p>x</p>").unread == ()


@pytest.mark.parametrize("name", ["policy.txt", "policy.html"])
def test_a_word_with_a_control_in_it_is_that_word(name):
    """The clause was absent, and the app was told that its policy says nothing about it."""
    text = "隐私政策\n\n您可以在设置中注\x08销账号，我们将在15个工作日内处理。\n"
    data = text.encode() if name.endswith("txt") else page(f"<p>{text}</p>")
    reading = read_documents([document_from_bytes(name, data)], shipped_catalog().lexicons.policy)
    statuses = {fact.id: fact.status for fact in reading.facts if isinstance(fact, ClauseFact)}
    assert statuses["account_cancellation"] == "present"


def test_words_on_a_ground_over_the_window_cover_what_stands_before_them():
    for ground, is_seen in (("#fff", False), ("#fff1", True)):
        layer = f"<div style='position:fixed;inset:0;background:{ground}'>稍候</div>"
        text = document_from_bytes("policy.html", page(f"<p>{SHARED}</p>{layer}")).text
        assert (SHARED in text, "稍候" in text) == (is_seen, True)
    scripted = (
        f"<p>{SHARED}</p><div style='position:fixed;inset:0;background:#fff'>稍候</div><script src=a.js></script>"
    )
    assert SHARED in document_from_bytes("policy.html", page(scripted)).text
