"""The normalised view, the heading tree and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appaudit.documents.document import document_from_bytes, document_from_text
from appaudit.documents.sections import SectionTree
from appaudit.documents.sentences import sentences_of
from appaudit.policy.normalize import chinese_view, latin_view

SPELLING = {"账户": "账号", "登陆": "登录"}


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("撤 回 同 意", "撤回同意"),
        ("**撤**回\u200b同意", "撤回同意"),
        ("您的 帐户", "您的账号"),
        ("你的帳戶", "您的账号"),
        ("ＩＭＥＩ号", "imei号"),
        ('我们(以下简称"甲"):', "我们（以下简称“甲“）："),
        ("「設置」→「註銷」", "“设置“>“注销“"),
        ("Android ID 信息", "android id信息"),
        ("见[目录](https://example.org/a_b)", "见[目录]"),
    ],
)
def test_view_unifies_spelling(text, view):
    assert chinese_view(text, SPELLING).text == view


def test_view_refuses_spellings_of_unequal_length():
    with pytest.raises(ValueError, match="differ in length"):
        chinese_view("文字", {"账户": "账号码"})


def test_hit_in_the_view_is_a_quote_of_the_document():
    text = "请在 设 置 中 注 销 **帐户**。"
    view = chinese_view(text, SPELLING)
    start = view.text.index("注销账号")
    first, last = view.to_document(start, start + 4)
    assert text[first:last] == "注 销 **帐户"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="您你帐账户注销 *\n\t，。abC（）()：:“”\u200bİ", max_size=60))
def test_every_view_character_has_its_place(text):
    for view in (chinese_view(text, SPELLING), latin_view(text)):
        assert len(view.text) == len(view.offsets)
        assert list(view.offsets) == sorted(set(view.offsets))
        assert all(0 <= offset < len(text) for offset in view.offsets)


def test_sentences_have_places_and_end_where_they_end():
    document = document_from_text("第一句。第二句！第三句；第四句\nThis is Co. Ltd. talking. And that is e.g. it. Done")
    assert [document.text[s.start : s.end] for s in sentences_of(document)] == [
        "第一句。",
        "第二句！",
        "第三句；",
        "第四句",
        "This is Co. Ltd. talking.",
        "And that is e.g. it.",
        "Done",
    ]


def test_heading_path_and_section_end():
    text = "一、权利\n总述在此，内容如下。\n（一）注销\n您可以注销，方法如下。\n二、其他\n其余内容在此说明。"
    document = document_from_text(text)
    tree = SectionTree(document.blocks, len(text))
    inside = text.index("您可以注销")
    assert [text[span.start : span.end] for span in tree.path(inside)] == ["（一）注销", "一、权利"]
    assert tree.end(inside) == text.index("二、其他")
    assert [text[span.start : span.end] for span in tree.path(text.index("其余"))] == ["二、其他"]


def test_text_before_the_first_heading_has_no_path():
    text = "前言内容，写在最前面。\n一、权利\n内容在此。"
    tree = SectionTree(document_from_text(text).blocks, len(text))
    assert tree.path(0) == []
    assert tree.end(0) == text.index("一、权利")


def test_entry_of_an_introduced_list_is_no_heading():
    page = "<body><h2>信息共享</h2><p>不会共享，除非：</p><ul><li><b>获得您的同意</b></li></ul></body>"
    plain = "一、信息共享\n我们不会共享您的信息，除非：\n获得您的同意\n二、信息存储\n存储于境内的服务器。"
    for text, name in ((page, "policy.html"), (plain, "policy.txt")):
        document = document_from_bytes(name, text.encode())
        kinds = {document.text[block.start : block.end]: block.kind for block in document.blocks}
        assert kinds["获得您的同意"] == "item"
