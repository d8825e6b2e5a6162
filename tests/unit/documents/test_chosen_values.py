"""Values that conditions choose are what a browser chooses, and never certain: others take no notice of them."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_bytes
from appaudit.documents.styles.choices import chosen

SENTENCE = "我们会收集您的通讯录"
#: What hides the sentence, what is most like it and does not.
PAIRS = [
    ("opacity:if(media(width > 1px): 0; else: 1)", "opacity:if(media(width > 1px): 1; else: 0)"),
    ("opacity:if(media(screen): 1; else: 0)", "opacity:if(media(screen): 0; else: 1)"),
    ("opacity:if(media(prefers-color-scheme: light): 0)", "opacity:if(media(prefers-color-scheme: dark): 0)"),
    ("--a:2;color:if(style(--a: 2): #fff; else: #000)", "--a:1;color:if(style(--a: 2): #fff; else: #000)"),
    ("--a:2;opacity:if(style(--a:1): 1; style(--a:2): 0)", "--a:2;opacity:if(style(--a:1): 0; style(--a:2): 1)"),
    ("--a:2;opacity:if(style(--a): 0; else: 1)", "opacity:if(style(--a): 0; else: 1)"),
    ("opacity:if(supports(display:grid): 0; else: 1;)", "opacity:if(not supports(display:grid): 0; else: 1;)"),
    ("opacity:if(media(width > 1px) and supports(display:grid): 0)", "opacity:if(not media(print): 0; else: 1)"),
    ("opacity:calc(1 - if(media(width > 1px): 1; else: 0))", "opacity:calc(1 - if(media(width < 1px): 1; else: 0))"),
    ("--o:if(media(width > 1px): 0; else: 1);opacity:var(--o)", "--o:if(else: 1);opacity:var(--o)"),
    ("opacity:if(media(width > 1px): if(media(print): 1; else: 0); else: 1)", "opacity:if(else: if(else: 1))"),
]


def read(head, attributes):
    page = f"<!doctype html><html><head>{head}</head><body><p>本政策适用于示例应用。</p><p {attributes}>{SENTENCE}</p>"
    return document_from_bytes("policy.html", page.encode())


@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize(("hides", "shows"), PAIRS)
def test_a_condition_chooses_as_a_browser_does(hides, shows, is_own):
    for style, is_shown in ((hides, False), (shows, True)):
        document = read("", f'style="{style}"') if is_own else read(f"<style>.x{{{style}}}</style>", "class=x")
        assert (SENTENCE in document.text) is is_shown
        assert [item.is_certain for item in document.hidden] == ([] if is_shown else [False])


def test_of_what_nobody_can_tell_the_value_is_taken_that_hides():
    assert chosen("if(media(nonsense: 1): block; else: none)", {}) == "none"
    assert chosen("if(media(nonsense: 1): 2px; else: 1px)", {}) == "1px"
    assert chosen("if(style(color: red): none", {}) == "none"
    assert chosen("if(" * 90, {}) == "if(" * 82
    assert chosen("if(" * 900, {}) == "if(" * 900
    assert chosen("elif(1)", {}) == "elif(1)"
