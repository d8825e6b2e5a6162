"""Pages that set their paragraphs in headings, for the size of the letters, beside headings that are long."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_bytes

ENGLISH = (
    "We keep your messages for one year after you have sent them. You may delete each of them on the page of the "
    "conversation, and all of them on the page of your account."
)
CHINESE = "我们会在您注销账号之后的三十天之内删除您的手机号码和订单记录。您也可以在“我的”页面里逐条删除这些记录。"
LONG_TITLE = (
    "How we collect, use, share and protect the personal information of those who visit our sites and use our apps"
)


def kinds(body: str) -> list[str]:
    page = document_from_bytes("policy.html", f"<html><body><h1>Policy</h1>{body}</body></html>".encode())
    return [block.kind for block in page.blocks[1:]]


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, "We keep it. " * 30])
def test_sentences_in_a_heading_are_a_paragraph(text):
    assert kinds(f"<h5>{text}</h5>") == ["paragraph"]


@pytest.mark.parametrize("text", [LONG_TITLE, "1. What We Keep", "我们如何收集、使用和共享您的个人信息以及设备信息"])
def test_a_title_is_a_heading_however_long(text):
    assert kinds(f"<h5>{text}</h5>") == ["heading"]


def test_short_lines_among_paragraphs_of_one_level_are_no_headings():
    lines = f"<h5>{ENGLISH}</h5><h5>{ENGLISH}</h5><h5>Your name and address;</h5>"
    assert kinds(lines) == ["paragraph"] * 3


def test_titles_of_another_level_among_such_paragraphs_stay_headings():
    lines = f"<h3>What we keep</h3><h5>{ENGLISH}</h5><h3>What we send</h3><h5>{ENGLISH}</h5>"
    assert kinds(lines) == ["heading", "paragraph"] * 2


def test_one_paragraph_among_many_titles_of_its_level_leaves_them_headings():
    lines = f"<h3>What we keep</h3><h3>{ENGLISH}</h3><h3>What we send</h3>"
    assert kinds(lines) == ["heading", "paragraph", "heading"]
