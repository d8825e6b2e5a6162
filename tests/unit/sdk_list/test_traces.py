"""What is found of an SDK that no document lists, and what does not count."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.documents.document import document_from_text
from appaudit.sdk_list.matching import SdkNames
from appaudit.sdk_list.traces import sdk_traces

CATALOG = {
    entry.id: entry
    for entry in [
        SdkNames(
            id="bluebird",
            names=("青鸟推送", "Bluebird Push"),
            vendor="青鸟（北京）科技有限公司",
            prefixes=("com.qingniao.push",),
            privacy_url="https://push.qingniao.example/privacy",
        ),
        SdkNames(id="egret", names=("白鹭统计",), vendor="上海白鹭数据有限公司"),
        SdkNames(id="mob", names=("mob",)),
    ]
}


def traces(text: str, listed: frozenset[str] = frozenset()):
    words = shipped_lexicons()
    found = sdk_traces([document_from_text(text)], CATALOG, listed, words.sdk_names, words.parties)
    return {fact.sdk_id: fact.traced_by for fact in found}


@pytest.mark.parametrize(
    ("text", "traced_by"),
    [
        ("消息由青鸟推送向您的设备发送。", "name"),
        ("Messages are delivered through Bluebird Push, our partner.", "name"),
        ("所用组件：com.qingniao.push.core 与其他组件。", "package"),
        ("有关规则见 push.qingniao.example/privacy 。", "address"),
        ("我们与青鸟（北京）科技有限公司合作，向您提供服务。", "company"),
        ("消息的推送服务商：青鸟推送", "name"),
    ],
)
def test_a_document_that_says_something_of_an_sdk_is_not_silent(text, traced_by):
    assert traces(text)["bluebird"] == traced_by


@pytest.mark.parametrize(
    "text",
    [
        "我们没有使用青鸟推送。",
        "我们不再使用青鸟推送，消息改由系统发送。",
        "This app does not use Bluebird Push any longer.",
        "我们使用手机（mobile）号码登录。",
    ],
)
def test_a_denial_and_a_part_of_a_word_say_nothing(text):
    assert traces(text) == {}


def test_the_quote_is_what_the_document_says():
    words = shipped_lexicons()
    document = document_from_text("一、消息\n消息由青鸟推送向您的设备发送。")
    (fact,) = sdk_traces([document], CATALOG, frozenset(), words.sdk_names, words.parties)
    assert document.text[fact.quote.start : fact.quote.end] == "青鸟推送"
    assert "青鸟推送向您的设备" in fact.quote.text


def test_what_a_list_names_leaves_no_trace():
    assert traces("消息由青鸟推送发送。", listed=frozenset({"bluebird"})) == {}


@pytest.mark.parametrize(
    ("text", "expected"), [("本应用接入了云雀。", True), ("云雀", True), ("云", False), ("", False)]
)
def test_a_name_of_two_characters_is_found(text, expected):
    words = shipped_lexicons()
    catalog = {"lark": SdkNames(id="lark", names=("云雀",))}
    found = sdk_traces([document_from_text(text)], catalog, frozenset(), words.sdk_names, words.parties)
    assert bool(found) == expected
