"""Policies as pages of apps made of components: what they show is read, their scripts and styles are not."""

from __future__ import annotations

import pytest

from appaudit.documents.document import read_document
from appaudit.documents.readers import component_page

SHOWN = (
    "<view class='page'><text class='title'>示例商城隐私政策</text>"
    "<view>注册时我们收集您的<text class='bold'>手机号码</text>，用于创建账号。</view>"
    "<view><text>SDK名称：白鹭推送SDK</text><text>使用目的：推送</text></view></view>"
)
SCRIPT = "<script>export default { data() { return { hidden: '我们不收集任何信息' } } }</script><style>.a {}</style>"


def text_of(tmp_path, content: str, name: str) -> list[str]:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return [line for line in read_document(path).text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (f"<template>{SHOWN}</template>{SCRIPT}", "privacy.vue"),
        (f"<!-- 政策 -->\n<template>\n{SHOWN}\n</template>\n{SCRIPT}", "privacy.html"),
        (SHOWN, "privacy.wxml"),
    ],
)
def test_what_a_page_of_components_shows(tmp_path, content: str, name: str) -> None:
    assert text_of(tmp_path, content, name) == [
        "示例商城隐私政策",
        "注册时我们收集您的手机号码，用于创建账号。",
        "SDK名称：白鹭推送SDK",
        "使用目的：推送",
    ]


def test_a_page_of_html_keeps_its_own_reader(tmp_path) -> None:
    page = f"<!doctype html><body><p>示例商城隐私政策</p><template>{SHOWN}</template></body>"
    assert text_of(tmp_path, page, "privacy.html") == ["示例商城隐私政策"]


@pytest.mark.parametrize(
    ("condition", "is_shown"),
    [
        ("v-if='false'", False),
        ("v-if='agreed'", True),
        ("wx:if='{{ false }}'", False),
        ("class='gone'", False),
        ("class='here'", True),
    ],
)
def test_what_is_never_shown_discloses_nothing(tmp_path, condition: str, is_shown: bool) -> None:
    style = "<style scoped>.gone { display: none } .here { color: black }</style>"
    shown = f"<view><view>示例商城隐私政策</view><view {condition}>我们收集手机号码。</view></view>"
    page = f"<template>{shown}</template>{style}"
    assert ("我们收集手机号码。" in text_of(tmp_path, page, "privacy.vue")) is is_shown


@pytest.mark.parametrize(
    ("begin", "is_one"), [("", True), ("<!-- a --> ", True), ("<p>a</p>", False), ("<!-- ", False)]
)
def test_a_page_of_components_begins_with_its_template(begin: str, is_one: bool) -> None:
    page = f"{begin * 2_000}<template>{SHOWN}</template>"
    assert component_page.accepts("privacy.html", page.encode()) is is_one
    assert not component_page.accepts("privacy.html", f"{begin}<templates>{SHOWN}</templates>".encode())


@pytest.mark.parametrize(
    "damage", ["\0", "\x01", "<view v-if>", "<?xml version='1.0' encoding='utf-8'?>", "<!-- ", "&#0;"]
)
def test_a_damaged_page_is_read_as_far_as_it_goes(tmp_path, damage: str) -> None:
    page = f"<template><view>示例商城隐私政策</view>{damage}</template>"
    assert text_of(tmp_path, page, "privacy.vue")[0] == "示例商城隐私政策"
